"""From pages to files in place: rendering, writing, publishing; the only layer that writes."""
