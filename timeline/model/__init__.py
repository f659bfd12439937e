"""Records: what an editor may write down, as immutable values."""
