"""Ids are permalinks: their grammar, what two ids have in common, and an id made from a title."""

import re
import unicodedata
from dataclasses import dataclass

MAX_LENGTH = 100
MAX_BYTES = 200  # a file name may hold 255, and `.html` or a hash may be added to it
_WINDOWS_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10))})
_ASCII_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@dataclass(frozen=True, slots=True)
class BadId:
    """Why a text is no id, and the id that comes nearest (empty if there is none)."""

    reason: str
    suggestion: str


def fault_in_id(text: str) -> BadId | None:
    """None if the text is an id: lower-case letters and digits of any script, in groups joined by single hyphens.

    >>> fault_in_id("reactor-4")
    >>> fault_in_id("Reactor 4")
    BadId(reason='an id holds lower-case letters, digits and single hyphens between them', suggestion='reactor-4')
    """
    if len(text) > MAX_LENGTH or len(text.encode()) > MAX_BYTES:
        return BadId(f"an id has at most {MAX_LENGTH} characters and {MAX_BYTES} bytes", slug(text))
    if text in _WINDOWS_DEVICES:
        return BadId("Windows can make no file of that name", f"{text}-1")
    if _ASCII_ID.match(text) or (text and text == slug(text)):
        return None
    return BadId("an id holds lower-case letters, digits and single hyphens between them", slug(text))


def slug(title: str) -> str:
    """An id made from words; empty if there is no letter or digit in them.

    >>> slug("Soleimani takes over the Quds Force")
    'soleimani-takes-over-the-quds-force'
    >>> slug("Kérosène à 20 %")
    'kérosène-à-20'
    """
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", title).lower())
    kept = "".join(c if unicodedata.category(c)[0] in "LNM" else "-" for c in folded)
    words = "-".join(word for word in kept.split("-") if word)
    while len(words) > MAX_LENGTH or len(words.encode()) > MAX_BYTES:
        words = words[: words.rfind("-")] if "-" in words else words[:-1]
    return words


def folded(path: str) -> str:
    """What two addresses have in common if some file system or reader cannot tell them apart.

    >>> folded("Café") == folded("cafe\\u0301")
    True
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
