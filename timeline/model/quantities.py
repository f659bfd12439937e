"""Numbers that are known only within bounds, and places on the globe."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Bounds:
    """A closed range of numbers; `None` is no bound, equal ends are an exact number."""

    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Degrees north and east (WGS 84)."""

    latitude: float
    longitude: float
