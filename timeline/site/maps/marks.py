"""Points on a sheet -> dots that do not cover each other, and the names that fit beside them.

Everything goes in one fixed order, most events first, so that the same places always give the same map.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import hypot, sqrt
from typing import Literal, NamedTuple
from unicodedata import combining, east_asian_width

from timeline.site.maps.outline import Sheet
from timeline.site.maps.projection import Point

SMALL, LARGE = 3.5, 12.0  # radii
FULL = 16  # so many events make the largest dot, or as many as the busiest place has
CLEAR = 3.0  # free space between dots, and between a dot and its name
PHONE = 1.5  # dots grow by this on a phone (style.css), since the sheet shrinks
LONGEST_NAME = 30


class Spot(NamedTuple):
    """A place on a sheet."""

    id: str
    name: str
    at: Point
    events: int
    depth: int = 0  # how many places it lies in: the wider place has the name


@dataclass(frozen=True, slots=True)
class Cluster:
    """A dot: a place, and those so close to it that their own dots would cover it."""

    lead: Spot
    radius: float
    others: list[Spot] = field(default_factory=list)


class Letters(NamedTuple):
    """The size of names in units of the sheet, where there is room and on a phone, where the sheet is smaller."""

    wide: float
    phone: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name beside its dot; a `fine` one only fits where letters are small."""

    text: str
    x: float
    y: float
    anchor: Literal["start", "end", "middle"]
    fine: bool


class Box(NamedTuple):
    """A rectangle on the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def radius(events: int, most: int) -> float:
    """The radius of a dot: its area follows the number of events, but the smallest can still be seen."""
    return round(max(SMALL, LARGE * sqrt(events / max(most, FULL))), 1)


def clusters(spots: Sequence[Spot], limit: int) -> list[Cluster]:
    """At most so many dots, the places with most events first; with many places a dot takes in a wider circle."""
    most = max((spot.events for spot in spots), default=0)
    order = sorted(spots, key=lambda spot: (-spot.events, spot.depth, spot.name, spot.id))
    circle = CLEAR
    while len(found := _gathered(order, most, circle)) > limit:
        circle = circle * 1.5 + 1
    return found


def _gathered(order: Sequence[Spot], most: int, clear: float) -> list[Cluster]:
    cell = 2 * LARGE + clear
    grid: defaultdict[tuple[int, int], list[Cluster]] = defaultdict(list)
    found: list[Cluster] = []
    for spot in order:
        column, row, size = int(spot.at.x // cell), int(spot.at.y // cell), radius(spot.events, most)
        around = [c for x in (-1, 0, 1) for y in (-1, 0, 1) for c in grid[column + x, row + y]]
        gaps = [(_distance(c.lead, spot) - c.radius - size, n) for n, c in enumerate(around)]
        gap, nearest = min(gaps, default=(clear, 0))
        if gap < clear:
            around[nearest].others.append(spot)
        else:
            found.append(Cluster(spot, size))
            grid[column, row].append(found[-1])
    return found


def _distance(one: Spot, other: Spot) -> float:
    return hypot(one.at.x - other.at.x, one.at.y - other.at.y)


def names(sheet: Sheet, dots: Sequence[Cluster], letters: Letters, kept_free: Sequence[Box] = ()) -> list[Name | None]:
    """The name of each dot where it fits, first those that fit on a phone, then those that need small letters."""
    found: list[Name | None] = [None] * len(dots)
    for size, grown, fine in ((letters.phone, PHONE, False), (letters.wide, 1.0, True)):
        taken = [_box(name, letters.wide if fine else size) for name in found if name]
        circles = [_circle(dot, grown) for dot in dots]
        for number, dot in enumerate(dots):
            if found[number] is None and len(dot.lead.name) <= LONGEST_NAME:
                free = [*kept_free, *taken, *circles[:number], *circles[number + 1 :]]
                name = _fitting(sheet, dot, size, fine, free)
                found[number] = name
                taken += [_box(name, size)] if name else []
    return found


def _fitting(sheet: Sheet, dot: Cluster, size: float, fine: bool, taken: Sequence[Box]) -> Name | None:
    x, y = dot.lead.at
    aside, above = dot.radius * PHONE + CLEAR, dot.radius * PHONE + size * 0.7
    ways: tuple[tuple[float, float, Literal["start", "end", "middle"]], ...] = (
        (x + aside, y, "start"),
        (x - aside, y, "end"),
        (x, y - above, "middle"),
        (x, y + above, "middle"),
    )
    for left, top, anchor in ways:
        name = Name(dot.lead.name, round(left, 1), round(top, 1), anchor, fine)
        box = _box(name, size)
        inside = box.left >= 0 and box.top >= 0 and box.right <= sheet.width and box.bottom <= sheet.height
        if inside and not any(box.meets(other) for other in taken):
            return name
    return None


def _circle(dot: Cluster, grown: float) -> Box:
    (x, y), size = dot.lead.at, dot.radius * grown + 1
    return Box(x - size, y - size, x + size, y + size)


def _box(name: Name, size: float) -> Box:
    """What a name takes up; its height is that of a line, around the middle of which `y` goes."""
    width = length(name.text) * size
    left = name.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[name.anchor] * width
    return Box(left - 1, name.y - size * 0.65, left + width + 1, name.y + size * 0.65)


@lru_cache(maxsize=4096)  # the same names are tried in many places
def length(text: str) -> float:
    """About how many times its size a text is long; generous, since the reader's font is not known.

    >>> length("Bonn") < length("東京都庁"), length("")
    (True, 0)
    """
    return sum(_width(sign) for sign in text)


def _width(sign: str) -> float:
    if combining(sign):
        return 0.0
    if east_asian_width(sign) in "WF":
        return 1.05
    return 0.75 if sign.isupper() else 0.62
