"""From the graph to pages: addresses, views, and the list of everything the site consists of."""
