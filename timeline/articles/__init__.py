"""Articles from files, folders and streams -> drafts in the content folder: the rim of `timeline.extract`."""
