"""Degrees on the globe -> a point in the plane, y upwards, in radii of the Earth. Pure formulas.

The world is drawn in the Equal Earth projection: B. Šavrič, T. Patterson, B. Jenny, "The Equal Earth map projection",
International Journal of Geographical Information Science 33 (2019), 454-465. A region is drawn in Lambert's azimuthal
equal-area projection around its middle (J. P. Snyder, "Map Projections: A Working Manual", USGS 1987, 24-2 to 24-4),
for which neither the poles nor the antimeridian are a special place. Both keep areas true.
"""

from collections.abc import Callable
from math import acos, asin, atan2, cos, degrees, radians, sin, sqrt
from typing import NamedTuple

from timeline.model.quantities import Coordinates

EARTH = 6371.0088  # km, the mean radius (IUGG)
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = sqrt(3) / 2


class Point(NamedTuple):
    """A point of the plane."""

    x: float
    y: float


Projection = Callable[[float, float], Point]  # longitude, latitude


def equal_earth(longitude: float, latitude: float) -> Point:
    """A point of the world map, whose middle is 0, 0.

    >>> equal_earth(0, 0), [round(part, 4) for part in equal_earth(180, 0)]
    (Point(x=0.0, y=0.0), [2.7066, 0.0])
    """
    t = asin(_M * sin(radians(latitude)))
    t2 = t * t
    t6 = t2**3
    slope = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    return Point(radians(longitude) * cos(t) / (_M * slope), t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2)))


def around(middle: Coordinates) -> Projection:
    """The projection of the half of the globe around a point; the point opposite has no place in it.

    >>> around(Coordinates(90.0, 0.0))(180, 90)
    Point(x=0.0, y=0.0)
    """
    sin0, cos0 = sin(radians(middle.latitude)), cos(radians(middle.latitude))

    def project(longitude: float, latitude: float) -> Point:
        phi, turn = radians(latitude), radians(longitude - middle.longitude)
        sin_phi, cos_phi, cos_turn = sin(phi), cos(phi), cos(turn)
        toward = 1 + sin0 * sin_phi + cos0 * cos_phi * cos_turn
        k = sqrt(2 / max(toward, 1e-9))
        x, y = k * cos_phi * sin(turn), k * (cos0 * sin_phi - sin0 * cos_phi * cos_turn)
        return Point(round(x, 12) + 0.0, round(y, 12) + 0.0)

    return project


def apart(one: Coordinates, other: Coordinates) -> float:
    """The angle between two points, in degrees.

    >>> round(apart(Coordinates(0, 179.0), Coordinates(0, -179.0)), 6)
    2.0
    """
    phi, psi = radians(one.latitude), radians(other.latitude)
    half = sin((psi - phi) / 2) ** 2 + cos(phi) * cos(psi) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return degrees(2 * asin(min(1.0, sqrt(half))))


def middle_of(points: list[Coordinates]) -> Coordinates:
    """The middle of points on the globe: the direction of the sum of their directions."""
    x = sum(cos(radians(p.latitude)) * cos(radians(p.longitude)) for p in points)
    y = sum(cos(radians(p.latitude)) * sin(radians(p.longitude)) for p in points)
    z = sum(sin(radians(p.latitude)) for p in points)
    return Coordinates(round(degrees(atan2(z, sqrt(x * x + y * y))), 6), round(degrees(atan2(y, x)), 6))


def angle_of(distance: float) -> float:
    """The angle in degrees that a distance from the middle of a region stands for."""
    return degrees(acos(max(-1.0, 1 - distance * distance / 2)))


def distance_of(angle: float) -> float:
    """The distance from the middle of a region at which points so many degrees away stand."""
    return 2 * sin(radians(min(angle, 180.0)) / 2)
