"""Places on a sheet: projections, the outline of the land, what is drawn where, and the views for templates."""
