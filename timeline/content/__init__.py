"""From a folder of YAML and Markdown to records, with a finding for everything that could not be read."""
