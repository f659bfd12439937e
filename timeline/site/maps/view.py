"""Places -> the map of one and its surroundings, and the map of all; every dot is a link to a page.

The list beside a map says all that the map says. Borders of states are not drawn: where they run is a claim.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log10

from timeline.model.quantities import Coordinates
from timeline.model.records import Key, Place
from timeline.site import phrases
from timeline.site.language import Language
from timeline.site.maps.marks import LARGE, Box, Cluster, Letters, Name, Spot, clusters, names, radius
from timeline.site.maps.outline import Sheet, globe_path, graticule, land_path
from timeline.site.maps.projection import EARTH, Point, angle_of, apart, around, distance_of, equal_earth, middle_of
from timeline.site.vantage import Vantage
from timeline.site.views.parts import Link

REGION = (480, 320)  # as wide as a column of text
WORLD = (720, 364)  # as wide as a list
REGION_LETTERS, WORLD_LETTERS = Letters(11, 19), Letters(13, 28)  # the sizes stand in style.css too
EXTENTS = (12, 18, 26, 34)  # degrees from the middle of a region to its upper edge
GRID = 3  # middles stand on a grid of a third of that, so that neighbours share the drawing of the land
WIDEST = 34  # places farther than this from their middle are shown on the world
NEAR, NEIGHBOURS, DOTS = 4, 24, 150
NAMED = 8  # so many names are said in full before "and 3 more"


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map. `words` say which and how much; the place the page is about has no address."""

    href: str
    words: str
    x: float
    y: float
    radius: float
    shape: str
    name: Name | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the map and how long it is on Earth."""

    x: float
    y: float
    length: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """A map. `globe` is the edge of the world where that is in sight; `near` are the closest places with distances;
    `missing` are the places without a point."""

    kind: str
    label: str
    width: int
    height: int
    globe: str
    lines: str
    land: str
    dots: tuple[Dot, ...]
    bar: Bar | None
    caption: str = ""
    near: tuple[Link, ...] = ()
    missing: tuple[Link, ...] = ()


def place_map(at: Vantage, place: Place) -> MapView | None:
    """The surroundings of a place; None if it has no point."""
    if place.coordinates is None:
        return None
    near = _nearest(at, place, place.coordinates)
    sheet = _surroundings(place.coordinates, [angle for angle, _ in near])
    here = _spot(at, sheet, place, place.coordinates)
    spots = [_spot(at, sheet, p, p.coordinates) for _, p in near if p.coordinates]
    most = max(spot.events for spot in (here, *spots))
    first = Cluster(here, radius(here.events, most))
    others = [cluster for cluster in clusters(_beside(sheet, first, spots), NEIGHBOURS) if cluster.lead is not here]
    return MapView(
        kind="region",
        label=at.site.language.say("Map of the region around {place}", place=place.name),
        width=sheet.width,
        height=sheet.height,
        globe="",
        lines=graticule(sheet, 5 if sheet.reach < 32 else 10),
        land=land_path(sheet),
        dots=_dots(at, sheet, [first, *others], REGION_LETTERS, here),
        bar=_bar(at.site.language, sheet),
        near=tuple(_near_link(at, angle, p) for angle, p in near[:NEAR]),
    )


def _nearest(at: Vantage, place: Place, point: Coordinates) -> list[tuple[float, Place]]:
    """The other places with a point, the closest first, as far as the widest region could show them."""
    most = 2.0 * WIDEST
    found = (
        (apart(point, other.coordinates), other)
        for other in at.site.library.places.values()
        if other.coordinates and other is not place and abs(other.coordinates.latitude - point.latitude) < most
    )
    return sorted((pair for pair in found if pair[0] < most), key=lambda pair: (pair[0], pair[1].id))


def _surroundings(point: Coordinates, angles: Sequence[float]) -> Sheet:
    """The sheet around a point that shows some of its neighbours, if they are not too far off."""
    wanted = max([angle for angle in angles if angle < EXTENTS[-1] * 2 / 3][:3], default=0.0)
    extent = next((extent for extent in EXTENTS if extent * 2 / 3 >= wanted), EXTENTS[-1])
    grid = extent // GRID
    latitude = max(-90, min(90, round(point.latitude / grid) * grid))
    longitude = round(point.longitude / grid) * grid % 360
    middle = Coordinates(latitude, longitude - 360 if longitude > 180 else longitude)
    return Sheet(*REGION, middle, REGION[1] / 2 / distance_of(extent))


def _beside(sheet: Sheet, here: Cluster, spots: Iterable[Spot]) -> list[Spot]:
    """The spots on the sheet whose dots would not cover the one in the middle."""
    x, y = here.lead.at
    clear = here.radius + 8
    return [s for s in spots if sheet.holds(s.at, 4) and (s.at.x - x) ** 2 + (s.at.y - y) ** 2 > clear**2]


def _near_link(at: Vantage, angle: float, place: Place) -> Link:
    return Link(
        at.href(Key("place", place.id)),
        place.name,
        kilometres(at.site.language, EARTH * angle * 3.141592653589793 / 180),
    )


def kilometres(language: Language, distance: float) -> str:
    """A distance in two figures, since points of places are hardly more exact.

    >>> from timeline.site.language import load
    >>> [kilometres(load("en"), distance) for distance in (0.3, 6.4, 217.3, 12_345)]
    ['less than 1 km', '6 km', '220 km', '12,000 km']
    """
    if distance < 1:
        return language.say("less than 1 km")
    return _km(language, int(round(distance, min(0, 1 - int(log10(distance))))))


def _km(language: Language, length: int) -> str:
    return language.say("{n} km", n=language.number(length))


def _spot(at: Vantage, sheet: Sheet, place: Place, point: Coordinates) -> Spot:
    x, y = sheet.place(point.longitude, point.latitude)
    events = len(at.site.library.by_place.get(place.id, ()))
    return Spot(place.id, place.name, Point(round(x, 1), round(y, 1)), events, _depth(at, place))


def _depth(at: Vantage, place: Place) -> int:
    """How many places a place lies in."""
    around, places = [place.id], at.site.library.places
    while (outer := places[around[-1]].part_of) in places and outer not in around:
        around.append(str(outer))
    return len(around) - 1


def _dots(
    at: Vantage, sheet: Sheet, found: Sequence[Cluster], letters: Letters, here: Spot | None = None
) -> tuple[Dot, ...]:
    found_names = names(sheet, found, letters, [_corner(sheet)] if sheet.middle else [])
    return tuple(
        Dot(
            "" if cluster.lead is here else at.href(Key("place", cluster.lead.id)),
            words(at.site.language, cluster),
            *cluster.lead.at,
            cluster.radius,
            "here" if cluster.lead is here else "full" if cluster.lead.events else "ring",
            name,
        )
        for cluster, name in zip(found, found_names, strict=True)
    )


def words(language: Language, cluster: Cluster) -> str:
    """What a dot stands for: "Rome, 2 events; close by: Ostia, 1 event"."""
    lead, others = _with_count(language, cluster.lead), [_with_count(language, s) for s in cluster.others[:NAMED]]
    if more := len(cluster.others) - len(others):
        others.append(language.count(phrases.MORE, more))
    close = language.separators[1].join(others[:NAMED]) + (f" {others[NAMED]}" if more else "")
    return language.say("{place}; close by: {places}", place=lead, places=close) if close else lead


def _with_count(language: Language, spot: Spot) -> str:
    if not spot.events:
        return spot.name
    return language.say("{place}, {count}", place=spot.name, count=phrases.count(language, spot.events, "event"))


def _bar(language: Language, sheet: Sheet) -> Bar:
    """The longest round distance that takes at most a quarter of the sheet; true in its middle."""
    length = next(km for km in (2000, 1000, 500, 200, 100) if km / EARTH * sheet.scale <= sheet.width / 4)
    return Bar(12, sheet.height - 12, round(length / EARTH * sheet.scale, 1), _km(language, length))


def _corner(sheet: Sheet) -> Box:
    """Where the bar stands."""
    return Box(0, sheet.height - 26, sheet.width * 0.4, sheet.height)


def places_map(at: Vantage) -> MapView | None:
    """All places with a point: on the region that holds them, else on the world. None if there is no such place."""
    places = sorted(at.site.library.places.values(), key=lambda place: (place.name, place.id))
    language = at.site.language
    located = [(place, place.coordinates) for place in places if place.coordinates]
    if not located:
        return None
    missing = [Link(at.href(Key("place", p.id)), p.name) for p in places if p.coordinates is None]
    more = [Link("", language.count(phrases.MORE, len(missing) - NAMED))] if len(missing) > NAMED else []
    sheet = sheet_for([point for _, point in located])
    found = clusters([_spot(at, sheet, place, point) for place, point in located], DOTS)
    return MapView(
        kind="world",
        label=at.site.language.say("Map of all places"),
        width=sheet.width,
        height=sheet.height,
        globe="" if sheet.middle else globe_path(sheet),
        lines=graticule(sheet, 30 if sheet.middle is None else 5 if sheet.reach < 36 else 10),
        land=land_path(sheet),
        dots=_dots(at, sheet, found, WORLD_LETTERS),
        bar=_bar(at.site.language, sheet) if sheet.middle else None,
        caption=_legend(at.site.language, found),
        missing=tuple(missing[:NAMED] + more),
    )


def _legend(language: Language, found: Sequence[Cluster]) -> str:
    legend = language.say("The larger a dot, the more events.")
    if any(not cluster.lead.events for cluster in found):
        legend = language.say("The larger a dot, the more events; a ring is a place without events of its own.")
    if any(cluster.others for cluster in found):
        shared = language.say("Places too close to each other for this map share a dot.")
        return f"{legend} {shared}"
    return legend


def sheet_for(points: list[Coordinates]) -> Sheet:
    """The sheet that holds all points."""
    width, height = WORLD
    middle = middle_of(points)
    if max(apart(middle, point) for point in points) > WIDEST:
        return Sheet(width, height, None, (width / 2 - LARGE - 1) / equal_earth(180, 0).x)
    flat = [around(middle)(point.longitude, point.latitude) for point in points]
    wanted = max(max(abs(p.y), abs(p.x) * height / width) for p in flat) * 1.2
    extent = max(EXTENTS[0], angle_of(wanted))
    return Sheet(width, height, middle, height / 2 / distance_of(extent))
