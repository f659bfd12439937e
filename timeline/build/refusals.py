"""What ends a build with one message, apart from the modules that find it out: those of pictures and cards need Pillow,
and most builds do without."""


class CardError(Exception):
    """Cards cannot be drawn on this machine; the text says why, and what to do."""


class PictureError(Exception):
    """Pictures that cannot be published; the text says which, why, and what to do, one a line."""


class PublishError(Exception):
    """The output folder cannot be used; the text says why and what to do."""


class BusyError(PublishError):
    """Another build holds the lock of the output folder, and did not end in time."""
