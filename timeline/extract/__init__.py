"""Articles -> dates found in them, and draft events with every value tied to its sentence."""
