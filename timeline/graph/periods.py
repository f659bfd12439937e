"""Stretches of the calendar that get a page: years, decades, centuries; and which of them an event is filed under.

Years are astronomical integers (0 is 1 BCE). Names and numbers follow the era people count in: the 40s BCE are the
years 49 to 40 BCE, the 5th century BCE is 500 to 401 BCE, the 20th century is 1900 to 1999, as is customary.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from timeline.dates import DateValue

PeriodKind = Literal["year", "decade", "century"]
LENGTH: dict[PeriodKind, int] = {"year": 1, "decade": 10, "century": 100}


class Period(NamedTuple):
    """A key of indexes, compared and looked up all the time, which a tuple does in C. `first` and `last` are
    astronomical years, both inside; `edtf` is the period as a date value's text."""

    first: int
    last: int
    kind: PeriodKind

    @property
    def edtf(self) -> str:
        """EDTF of the period: `1979`, `197X`, `19XX`, or a one-of range before the common era."""
        if self.kind == "year":
            return edtf_year(self.first)
        if self.first >= 0 and self.last <= 9999 and self.last - self.first == LENGTH[self.kind] - 1:
            return f"{self.first:04}"[: 3 if self.kind == "decade" else 2] + ("X" if self.kind == "decade" else "XX")
        return f"{edtf_year(self.first)}/{edtf_year(self.last)}"

    def __contains__(self, year: object) -> bool:
        return isinstance(year, int) and self.first <= year <= self.last


def edtf_year(year: int) -> str:
    """A year as EDTF: four digits, or `Y` and as many as it takes."""
    if -9999 <= year <= 9999:
        return f"-{-year:04}" if year < 0 else f"{year:04}"
    return f"Y{year}"


@lru_cache(maxsize=8192)
def period(kind: PeriodKind, year: int) -> Period:
    """The period of that kind a year lies in.

    >>> period("decade", 1979)
    Period(first=1970, last=1979, kind='decade')
    >>> period("decade", -43)  # 44 BCE
    Period(first=-48, last=-39, kind='decade')
    >>> period("century", -499)  # 500 BCE
    Period(first=-499, last=-400, kind='century')
    """
    length = LENGTH[kind]
    if year > 0 or (year == 0 and length == 1):
        first = year - year % length
        return Period(first if first or length == 1 else 1, first + length - 1, kind)
    era_year = 1 - year
    # Decades count by their digits (49 to 40 BCE), centuries by their ordinal (500 to 401 BCE).
    high = era_year - era_year % length + length - 1 if kind != "century" else -(-era_year // length) * length
    return Period(1 - high, min(1 - high + length - 1, 0), kind)


def filed_under(date: DateValue) -> Period | None:
    """The smallest period that holds the whole of a date; an interval, or a winter, is filed where it begins.

    None for what no century holds ("between 12000 and 9000 BCE") and for what has no year at all.
    """
    first, last = date.earliest, date.latest
    if first is None or last is None or (date.kind in {"interval", "season"} and date.start == "dated"):
        known = first or last
        first = last = known
    if first is None or last is None:
        return None
    if first.year == last.year:
        return period("year", first.year)
    kinds: tuple[PeriodKind, ...] = ("decade", "century")
    return next((held for kind in kinds if last.year in (held := period(kind, first.year))), None)
