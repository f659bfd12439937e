"""Projections against values worked out elsewhere, and at the places where maps go wrong."""

import pytest

from timeline.model.quantities import Coordinates
from timeline.site.maps.projection import angle_of, apart, around, distance_of, equal_earth, middle_of

# As d3-geo 3 gives them (geoEqualEarthRaw).
WORLD = [
    (0, 0, 0.0, 0.0),
    (180, 0, 2.70663, 0.0),
    (-180, 0, -2.70663, 0.0),
    (0, 90, 0.0, 1.31736),
    (180, 90, 1.60359, 1.31736),
    (90, -90, 0.80179, -1.31736),
    (60, 45, 0.77324, 0.86023),
    (-120, -30, -1.68780, -0.59294),
]


@pytest.mark.parametrize(("longitude", "latitude", "x", "y"), WORLD)
def test_points_of_the_world(longitude: float, latitude: float, x: float, y: float) -> None:
    assert equal_earth(longitude, latitude) == pytest.approx((x, y), abs=1e-5)


@pytest.mark.parametrize("latitude", range(-90, 91, 15))
def test_the_world_is_symmetric(latitude: int) -> None:
    east, west, south = equal_earth(70, latitude), equal_earth(-70, latitude), equal_earth(70, -latitude)
    assert (east.x, east.y) == pytest.approx((-west.x, west.y))
    assert (east.x, east.y) == pytest.approx((south.x, -south.y))


@pytest.mark.parametrize("latitude", [0, 30, 60, 80])
def test_the_world_keeps_areas(latitude: int) -> None:
    """A small square of the globe has the same area wherever it lies (radians squared times the cosine)."""
    from math import cos, radians

    step = 0.01
    low, up, right = (
        equal_earth(10, latitude),
        equal_earth(10, latitude + step),
        equal_earth(10 + step, latitude),
    )
    area = (right.x - low.x) * (up.y - low.y) - (up.x - low.x) * (right.y - low.y)
    assert area == pytest.approx(radians(step) ** 2 * cos(radians(latitude)), rel=1e-3)


MIDDLES = [(0, 0), (52, -2), (90, 0), (-90, 0), (0, 180), (-17, 179.9), (-17, -179.9), (89.9, 45)]


@pytest.mark.parametrize(("latitude", "longitude"), MIDDLES)
def test_a_region_has_its_middle_in_the_middle_and_distances_all_around(latitude: float, longitude: float) -> None:
    middle = Coordinates(latitude, longitude)
    project = around(middle)
    assert project(longitude, latitude) == pytest.approx((0, 0), abs=1e-6)
    for other in (Coordinates(latitude * 0.9, longitude + 7), Coordinates(latitude * 0.9, longitude - 353)):
        x, y = project(other.longitude, other.latitude)
        assert (x * x + y * y) ** 0.5 == pytest.approx(distance_of(apart(middle, other)), abs=1e-9)


def test_north_is_up_and_east_is_right() -> None:
    project = around(Coordinates(20, 179))
    assert project(179, 25).y > 0
    assert project(-179, 20).x > 0


def test_the_point_opposite_is_no_error() -> None:
    assert max(map(abs, around(Coordinates(0, 0))(180, 0))) < 1e6


def test_angles_and_distances_answer_each_other() -> None:
    for angle in (0, 1, 34, 90, 180):
        assert angle_of(distance_of(angle)) == pytest.approx(angle)


POINTS = [
    ([(10, 20)], (10, 20)),
    ([(0, 179), (0, -179)], (0, 180)),
    ([(80, 0), (80, 180)], (90, 0)),
    ([(-90, 0)], (-90, 0)),
    ([(0, 0), (0, 0)], (0, 0)),
]


@pytest.mark.parametrize(("points", "expected"), POINTS)
def test_the_middle_of_points(points: list[tuple[float, float]], expected: tuple[float, float]) -> None:
    middle = middle_of([Coordinates(*point) for point in points])
    assert apart(middle, Coordinates(*expected)) < 1e-4
