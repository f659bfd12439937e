"""What the drawn picture of a page says, for services that unfold links (Open Graph): date, title, status, site.

    face_of(config, event) -> Face     what `timeline.build.cards` draws; None if no typeface of ours has its letters

The address of a picture changes with what it shows, so that nobody keeps showing an old one.
"""

import unicodedata
from bisect import bisect_right
from dataclasses import astuple, dataclass
from hashlib import sha256

from timeline.model.records import Event
from timeline.site import lettering, phrases, urls
from timeline.site.config import SiteConfig
from timeline.site.language import load

WIDTH, HEIGHT = 1200, 630
RECIPE = "1"  # to be raised when the same card is to look otherwise
# What the faces in build/faces have: first and last of each run. Made by tools/make_fonts.py; proved by a test.
COVERED = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0259, 0x0259),
    (0x02B0, 0x02DD),
    (0x0300, 0x03E1),
    (0x03F0, 0x052F),
    (0x0591, 0x05F4),
    (0x060C, 0x060C),
    (0x0610, 0x061B),
    (0x061F, 0x06FF),
    (0x0750, 0x077F),
    (0x08A0, 0x08FF),
    (0x1E00, 0x20BF),
    (0x2100, 0x214F),
    (0x2212, 0x2212),
    (0x25CC, 0x25CC),
    (0xFB00, 0xFB04),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFC),
)
_STARTS = [first for first, _ in COVERED]


@dataclass(frozen=True, slots=True)
class Face:
    """What a card shows. `shape` and `broken` are the mark on the line; `fonts` are files of typefaces that the owner
    has added for letters ours do not have. The card of the site as a whole has neither date nor mark."""

    site: str
    date: str
    title: str
    status: str
    shape: str
    broken: bool
    direction: lettering.Direction
    fonts: tuple[str, ...] = ()


def face_of(config: SiteConfig, event: Event, shape: str, broken: bool) -> Face | None:
    """The card of an event."""
    date = phrases.in_full(event.date, config.language)
    return _face(config, date, event.title, phrases.status(load(config.language), event, (), ()), shape, broken)


def face_of_site(config: SiteConfig) -> Face | None:
    """The card of every other page."""
    return _face(config, "", config.name, config.description, "", False)


def _face(config: SiteConfig, date: str, title: str, status: str, shape: str, broken: bool) -> Face | None:
    if not config.cards:
        return None
    found = [shown(text, bool(config.card_fonts)) for text in (config.name, date, title, status)]
    if None in found or not found[2]:
        return None
    name, date, title, status = (text or "" for text in found)
    return Face(name, date, title, status, shape, broken, lettering.direction(title), config.card_fonts)


def shown(text: str, everything: bool = False) -> str | None:
    """What of a text is drawn: signs that are no letters may be left out, a letter may not, so then it is None.

    >>> shown("The bridge 🌉 opens"), shown("橋"), shown("橋", everything=True)
    ('The bridge opens', None, '橋')
    """
    kept = []
    for sign in text:
        if everything or _covered(ord(sign)) or sign.isspace():
            kept.append(sign)
        elif unicodedata.category(sign)[0] in "LN":
            return None
    return " ".join("".join(kept).split())


def _covered(code: int) -> bool:
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= COVERED[place][1]


def address(face: Face, name: str) -> str:
    """Where the picture of a face stands; `name` is the id of the event."""
    digest = sha256(repr((RECIPE, astuple(face))).encode()).hexdigest()[:8]
    return urls.card(name, digest)
