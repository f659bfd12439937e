"""From records to the graph of their links, built once and never changed."""
