"""Views: what a template sees. Plain frozen values with ready words and links, made from records and the library."""
