"""What ends a build with one message about a picture or a card, apart from the modules that find it out: those need
Pillow, and most builds do without."""


class CardError(Exception):
    """Cards cannot be drawn on this machine; the text says why, and what to do."""


class PictureError(Exception):
    """Pictures that cannot be published; the text says which, why, and what to do, one a line."""
