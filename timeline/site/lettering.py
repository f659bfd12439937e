"""How wide words are, for drawings that are made before anybody's font is known: widths, lines, direction.

The widths are those of Helvetica, which the sans-serif faces of today's systems follow within a tenth; whoever lays
something out by them leaves that much room.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal
from unicodedata import bidirectional, category, east_asian_width

# Adobe Font Metrics of Helvetica, U+0020 to U+007E, in thousandths of the size of the letters.
_LATIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_WIDTHS = {chr(32 + number): int(width) / 1000 for number, width in enumerate(_LATIN.split())}
_NO_START = frozenset(
    "、。，．：；？！）］｝〕〉》」』】’”…・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)  # JIS X 4051, 4.3
ELLIPSIS = "…"
Direction = Literal["ltr", "rtl"]


@lru_cache(maxsize=65536)
def _width(sign: str) -> float:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    kind = category(sign)
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if east_asian_width(sign) in "WF":
        return 1.0
    if bidirectional(sign) == "AL":
        return 0.53
    return 0.72 if kind == "Lu" else 0.58


@lru_cache(maxsize=16384)  # the same words stand in many titles
def width(text: str) -> float:
    """How many times its size a text is long.

    >>> round(width("Bonn"), 2), width("東京"), width("")
    (2.33, 2.0, 0)
    """
    return sum(map(_width, text))


def direction(text: str) -> Direction:
    """The direction of a text: that of its first letter which has one (Unicode Standard Annex 9, P2 and P3).

    >>> direction("1998: كتاب"), direction("(Bonn)"), direction("1998")
    ('rtl', 'ltr', 'ltr')
    """
    found = (bidirectional(sign) for sign in text)
    return "rtl" if next((kind for kind in found if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


def lines(text: str, room: float, most: int) -> list[str]:
    """A text in at most so many lines, none wider than `room` sizes; what does not fit ends in an ellipsis.

    Lines break at spaces, between signs of Chinese, Japanese and Korean, and inside a word that is wider than a line.

    >>> lines("The bridge opens to the public", 8, 2)
    ['The bridge opens', 'to the public']
    >>> lines("橋が開通し、市民が渡る", 6, 3)
    ['橋が開通し、', '市民が渡る']
    """
    found: list[str] = []
    line, long = "", 0.0
    for piece in _pieces(text, room):
        more = width(piece)
        if line and long + width(piece.rstrip()) > room:
            if len(found) == most - 1:
                return [*found, _cut(line, room)]
            found.append(line.rstrip())
            line, long = "", 0.0
        line, long = line + piece, long + more
    return [*found, line.rstrip()] if line else found


def _pieces(text: str, room: float) -> Iterator[str]:
    """The parts of a text between which a line may end, with the spaces behind them."""
    for word in " ".join(text.split()).split(" "):
        parts = list(_parts(word, room))
        yield from parts[:-1]
        yield f"{parts[-1]} " if parts else ""


def _parts(word: str, room: float) -> Iterator[str]:
    if word.isascii() and width(word) <= room:
        yield word
        return
    part, long = "", 0.0
    for sign in word:
        wide, more = east_asian_width(sign) in "WF", _width(sign)
        breaks = part and more and (wide or east_asian_width(part[-1]) in "WF" or long + more > room)
        if breaks and sign not in _NO_START:
            yield part
            part, long = "", 0.0
        part, long = part + sign, long + more
    if part:
        yield part


def _cut(line: str, room: float) -> str:
    """A line that is not the end of its text."""
    line = line.rstrip()
    while line and width(line) + 1 > room:
        line = line[:-1].rstrip()
    return line + ELLIPSIS
