"""The land of the Earth as far as a sheet shows it -> the path of an SVG, clipped, and with no more points than the
eye can tell apart.

    sheet = Sheet(480, 320, projection, scale)   the land of it: "m12 40l3 5-2 9z…" in half units
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import asin, ceil, cos, degrees, hypot, radians, sin
from typing import NamedTuple

from timeline.model.quantities import Coordinates
from timeline.site.maps import land
from timeline.site.maps.projection import Point, angle_of, around, equal_earth

Ring = Sequence[Point]
Bounds = tuple[float, float, float, float]  # least x, least y, most x, most y
FINE = 2  # path units to a unit of the sheet: whole numbers are short
TOLERANCE = 0.5  # how far, in units of the sheet, a drawn line may be from the true one
SMALLEST = 1.0  # square units below which an island is not drawn
BLEED = 4.0  # clipped edges lie this far outside the sheet, where nobody sees them
LONGEST = 4.0  # degrees: longer edges are divided, since straight lines on the globe are curves on the sheet


class Sheet(NamedTuple):
    """What is drawn on: its size, and the region it shows. Without a middle it shows the world."""

    width: int
    height: int
    middle: Coordinates | None
    scale: float  # units of the sheet to a radius of the Earth

    def place(self, longitude: float, latitude: float) -> Point:
        """A point of the globe on the sheet, y downwards."""
        return _placer(self)(longitude, latitude)

    @property
    def reach(self) -> float:
        """The angle from the middle to the corners of the sheet, in degrees."""
        return angle_of(min(hypot(self.width, self.height) / 2 / self.scale, 2.0)) if self.middle else 180.0

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies on the sheet."""
        return margin <= point.x <= self.width - margin and margin <= point.y <= self.height - margin


def _placer(sheet: Sheet) -> Callable[[float, float], Point]:
    project = around(sheet.middle) if sheet.middle else equal_earth

    def place(longitude: float, latitude: float) -> Point:
        x, y = project(longitude, latitude)
        return Point(sheet.width / 2 + x * sheet.scale, sheet.height / 2 - y * sheet.scale)

    return place


@lru_cache(maxsize=1)
def _rings() -> tuple[tuple[tuple[Point, ...], Bounds], ...]:
    rings = [tuple(_walk([int(step) for step in ring.split()])) for ring in land.RINGS.split(";")]
    return tuple((ring, _bounds(ring)) for ring in rings)


def _bounds(ring: Ring) -> Bounds:
    xs, ys = [p.x for p in ring], [p.y for p in ring]
    return (min(xs), min(ys), max(xs), max(ys))


def _walk(steps: Sequence[int]) -> Iterator[Point]:
    x = y = 0
    for east, north in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + east, y + north
        yield Point(x / land.STEPS, y / land.STEPS)


@lru_cache(maxsize=512)  # places close to each other stand on the same sheet
def land_path(sheet: Sheet) -> str:
    """The land on a sheet."""
    west, south, east, north = _window(sheet)
    place = _placer(sheet)
    drawn = []
    for ring, (left, low, right, high) in _rings():
        for turn in (-360.0, 0.0, 360.0):
            if left + turn > east or right + turn < west or low > north or high < south:
                continue
            part = clipped([Point(x + turn, y) for x, y in ring] if turn else ring, west, south, east, north)
            flat = [place(x, y) for x, y in _divided(part)]
            shown = clipped(flat, -BLEED, -BLEED, sheet.width + BLEED, sheet.height + BLEED)
            if len(shown) > 2 and abs(_area(shown)) >= SMALLEST:
                drawn.append(path(simplified([*shown, shown[0]]), closed=True))
    return "".join(drawn)


def _window(sheet: Sheet) -> Bounds:
    """West, south, east, north of what has to be looked at, in degrees; all the way around where a pole is in it."""
    if sheet.middle is None:
        return (-180.0, -90.0, 180.0, 90.0)
    reach, (latitude, longitude) = sheet.reach * 1.1, (sheet.middle.latitude, sheet.middle.longitude)
    south, north = max(latitude - reach, -90.0), min(latitude + reach, 90.0)
    aside = 180.0
    if reach < 90 and south > -90 and north < 90:
        aside = degrees(asin(min(1.0, sin(radians(reach)) / cos(radians(latitude)))))
    return (longitude - aside, south, longitude + aside, north)


def clipped(ring: Ring, left: float, low: float, right: float, high: float) -> Ring:
    """The part of a ring within a box (Sutherland and Hodgman 1974)."""
    for axis, bound, side in ((0, left, 1), (0, right, -1), (1, low, 1), (1, high, -1)):
        ring = list(_half(ring, axis, bound, side))
    return ring


def _half(ring: Ring, axis: int, bound: float, side: int) -> Iterator[Point]:
    for before, here in pairwise([*ring[-1:], *ring]):
        was_in, is_in = side * (before[axis] - bound) >= 0, side * (here[axis] - bound) >= 0
        if was_in != is_in:
            t = (bound - before[axis]) / (here[axis] - before[axis])
            yield Point(before.x + t * (here.x - before.x), before.y + t * (here.y - before.y))
        if is_in:
            yield here


def _divided(ring: Ring) -> Iterator[Point]:
    for before, here in pairwise([*ring[-1:], *ring]):
        parts = ceil(max(abs(here.x - before.x), abs(here.y - before.y)) / LONGEST) or 1
        for n in range(1, parts + 1):
            yield Point(before.x + (here.x - before.x) * n / parts, before.y + (here.y - before.y) * n / parts)


def _area(ring: Ring) -> float:
    return sum(a.x * b.y - b.x * a.y for a, b in pairwise([*ring, ring[0]])) / 2


def simplified(line: Ring, tolerance: float = TOLERANCE) -> list[Point]:
    """A line with fewer points, nowhere farther from the old one than the tolerance (Douglas and Peucker 1973)."""
    kept, pending = {0, len(line) - 1}, [(0, len(line) - 1)]
    while pending:
        first, last = pending.pop()
        gaps = [(_gap(line[n], line[first], line[last]), n) for n in range(first + 1, last)]
        farthest, at = max(gaps, default=(0.0, 0))
        if farthest > tolerance:
            kept.add(at)
            pending += [(first, at), (at, last)]
    return [line[n] for n in sorted(kept)]


def _gap(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a stretch."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point.x - start.x) * dx + (point.y - start.y) * dy) / length)) if length else 0.0
    return hypot(point.x - start.x - t * dx, point.y - start.y - t * dy)


def path(line: Iterable[Point], closed: bool = False) -> str:
    """The line in whole numbers of half units, each point counted from the one before.

    >>> path([Point(1, 2), Point(3, 1.5), Point(3, 1.6)])
    'M2 4l4-1'
    """
    points = [(round(p.x * FINE), round(p.y * FINE)) for p in line]
    if closed:
        points = points[:-1]
    start = points[0]
    steps = ((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b)
    numbers = [str(number) for step in steps for number in step]
    tail = "".join(number if number.startswith("-") else f" {number}" for number in numbers).strip()
    return f"M{start[0]} {start[1]}l{tail}{'z' if closed else ''}" if tail else ""


@lru_cache(maxsize=512)
def graticule(sheet: Sheet, every: int) -> str:
    """Meridians and parallels on a sheet, so many degrees apart."""
    west, south, east, north = _window(sheet)
    place = _placer(sheet)
    narrow = cos(radians(sheet.middle.latitude)) if sheet.middle else 1.0
    step = next((n for n in (every, 15, 30) if n * narrow >= every), 45)  # meridians meet at the poles
    meridians = [n for n in range(ceil(west / step) * step, int(east) + 1, step) if n < west + 360]
    parallels = [n for n in range(-90 + every, 90, every) if south <= n <= north]
    lines = [[place(x, y) for y in _steps(south, north)] for x in meridians]
    lines += [[place(x, y) for x in _steps(west, east)] for y in parallels]
    return "".join(path(simplified(piece)) for line in lines for piece in _pieces(line, sheet))


def _steps(first: float, last: float) -> list[float]:
    parts = ceil((last - first) / 2)
    return [first + (last - first) * n / parts for n in range(parts + 1)]


def _pieces(line: Sequence[Point], sheet: Sheet) -> Iterator[list[Point]]:
    """The stretches of a line on the sheet, with one point beyond each end."""
    piece: list[Point] = []
    for before, here in pairwise(line):
        if sheet.holds(before, -BLEED) or sheet.holds(here, -BLEED):
            piece = piece or [before]
            piece.append(here)
        elif piece:
            yield piece
            piece = []
    if piece:
        yield piece


@lru_cache(maxsize=2)
def globe_path(sheet: Sheet) -> str:
    """The edge of the world."""
    rim = [sheet.place(180, y) for y in range(-90, 91, 3)] + [sheet.place(-180, y) for y in range(90, -91, -3)]
    return path(simplified([*rim, rim[0]], 0.2), closed=True)
