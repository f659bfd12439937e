"""The outline of the land on sheets: on land there is land, and every path stays small and on its sheet."""

import re
from collections.abc import Iterator

import pytest

from timeline.model.quantities import Coordinates
from timeline.site.maps import land
from timeline.site.maps.outline import BLEED, FINE, Sheet, clipped, globe_path, graticule, land_path, simplified
from timeline.site.maps.projection import Point, distance_of

WORLD = Sheet(720, 364, None, 128.0)


def region(latitude: float, longitude: float, extent: float = 12) -> Sheet:
    return Sheet(480, 320, Coordinates(latitude, longitude), 160 / distance_of(extent))


def rings(path: str) -> Iterator[list[tuple[float, float]]]:
    for part in path.split("M")[1:]:
        numbers = [int(number) for number in re.findall(r"-?\d+", part)]
        x = y = 0
        ring = []
        for east, north in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + east, y + north
            ring.append((x / FINE, y / FINE))
        yield ring


def is_land(sheet: Sheet, latitude: float, longitude: float) -> bool:
    """By the rule of even and odd crossings, as the stylesheet fills the path."""
    x, y = sheet.place(longitude, latitude)
    inside = False
    for ring in rings(land_path(sheet)):
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


LAND = [
    (50, 10, True),  # Germany
    (0, 20, True),  # Congo
    (-25, 135, True),  # Australia
    (66.5, 178.5, True),  # Chukotka, before the antimeridian
    (66.5, -174, True),  # and beyond it
    (-85, 0, True),  # Antarctica
    (-88, 150, True),
    (-89.5, -90, True),
    (42, 50, False),  # the Caspian Sea is a hole
    (0, -150, False),
    (0, 179.9, False),
    (0, -179.9, False),
    (88, 0, False),
    (-55, 100, False),
]


@pytest.mark.parametrize(("latitude", "longitude", "expected"), LAND)
def test_land_is_land_on_the_world_and_on_a_region(latitude: float, longitude: float, expected: bool) -> None:
    if abs(latitude) < 87:  # nearer to the pole is the edge of the sheet
        assert is_land(WORLD, latitude, longitude) is expected
    for extent in (12, 34):
        assert is_land(region(round(latitude), round(longitude), extent), latitude, longitude) is expected


@pytest.mark.parametrize(("latitude", "longitude"), [(-35, -70), (40, -4), (-41, 175), (35, 110)])
def test_land_on_the_other_side_of_the_earth_turns_nothing_inside_out(latitude: float, longitude: float) -> None:
    """These have land opposite; the sea off their coasts is still sea."""
    sea = {(-35, -70): (-35, -80), (40, -4): (44, -6), (-41, 175): (-38, 179.9), (35, 110): (33, 124)}
    assert is_land(region(latitude, longitude, 18), latitude, longitude)
    assert not is_land(region(latitude, longitude, 18), *sea[latitude, longitude])


@pytest.mark.parametrize("latitude", [-90, -60, 0, 33, 60, 90])
@pytest.mark.parametrize("longitude", [-180, -70, 0, 36, 179])
def test_a_region_is_small_and_stays_on_its_sheet(latitude: int, longitude: int) -> None:
    for extent in (12, 34):
        sheet = region(latitude, longitude, extent)
        assert len(land_path(sheet)) < 7_000
        assert len(graticule(sheet, 5 if extent < 18 else 10)) < 2_000
        for ring in rings(land_path(sheet)):
            for x, y in ring:
                assert -BLEED - 1 <= x <= sheet.width + BLEED + 1
                assert -BLEED - 1 <= y <= sheet.height + BLEED + 1


def test_the_world_is_small() -> None:
    assert len(land_path(WORLD)) < 15_000
    assert len(graticule(WORLD, 30)) < 1_500
    assert 50 < len(globe_path(WORLD)) < 600


def test_the_outline_is_complete_and_within_the_globe() -> None:
    counted = [ring.split() for ring in land.RINGS.split(";")]
    assert len(counted) > 120
    for steps in counted:
        assert len(steps) % 2 == 0
        assert len(steps) > 6
        y = 0
        for north in steps[1::2]:
            y += int(north)
            assert -90 * land.STEPS <= y <= 90 * land.STEPS


SQUARE = [Point(0, 0), Point(4, 0), Point(4, 4), Point(0, 4)]
CLIPS = [
    ((-1, -1, 5, 5), {(0, 0), (4, 0), (4, 4), (0, 4)}),
    ((2, 2, 9, 9), {(2, 2), (4, 2), (4, 4), (2, 4)}),
    ((5, 5, 9, 9), set()),
]


@pytest.mark.parametrize(("box", "expected"), CLIPS)
def test_clipping(box: tuple[float, float, float, float], expected: set[tuple[float, float]]) -> None:
    assert {tuple(point) for point in clipped(SQUARE, *box)} == expected


def test_nothing_stays_nothing() -> None:
    assert list(clipped([], 0, 0, 1, 1)) == []


LINES = [
    ([(0, 0), (1, 0.1), (2, 0)], [(0, 0), (2, 0)]),
    ([(0, 0), (1, 2), (2, 0)], [(0, 0), (1, 2), (2, 0)]),
    ([(0, 0), (5, 5), (0, 0)], [(0, 0), (5, 5), (0, 0)]),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_simplified_lines(line: list[tuple[float, float]], expected: list[tuple[float, float]]) -> None:
    assert simplified([Point(*point) for point in line], 0.5) == [Point(*point) for point in expected]
