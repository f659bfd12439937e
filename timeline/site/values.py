"""Values that views are put together from: a dozen for every row of a page, millions for a large site."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=False)
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """A dataclass that nobody may change, as type checkers see to. Python does not: to make one that it guards takes
    three to five times as long.

    >>> @value()
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1) == Point(1, 0), len({Point(1), Point(1)})
    (Point(x=1, y=0), True, 1)
    """
    return dataclass(slots=True, kw_only=kw_only, unsafe_hash=True)
