"""First and last day of a written date: digits that may be X, seasons and groupings, significant digits.

Bounds are the first and last *valid* completion: 19XX-02-29 runs from 1904-02-29 to 1996-02-29.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.days import is_leap, month_length
from timeline.dates.values import Day

# ISO 8601-2 gives the codes but not the months; these are the northern, meteorological ones (docs/decisions/102).
# (first month, months): a winter of 2019 is December 2019 to February 2020.
SEASON_MONTHS = {
    **dict.fromkeys((21, 25, 31), (3, 3)),
    **dict.fromkeys((22, 26, 32), (6, 3)),
    **dict.fromkeys((23, 27, 29), (9, 3)),
    **dict.fromkeys((24, 28, 30), (12, 3)),
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),
    40: (1, 6),
    41: (7, 6),
}


def season_bounds(first_year: int, last_year: int, code: int) -> tuple[Day, Day]:
    """Return the first day of a season or grouping in one year and its last day in another.

    >>> season_bounds(2019, 2019, 24)
    (Day(year=2019, month=12, day=1), Day(year=2020, month=2, day=29))
    """
    first, count = SEASON_MONTHS[code]
    year, month = divmod(last_year * 12 + first - 1 + count - 1, 12)
    return Day(first_year, first, 1), Day(year, month + 1, month_length(year, month + 1))


@lru_cache(maxsize=4096)
def year_bounds(year: str) -> tuple[int, int] | None:
    """Return the first and last year a four-digit year with X can be, None when there is none (-0000).

    >>> year_bounds("198X"), year_bounds("-01XX"), year_bounds("-000X")
    ((1980, 1989), (-199, -100), (-9, -1))
    """
    low, high = int(year[-4:].replace("X", "0")), int(year[-4:].replace("X", "9"))
    if year[0] != "-":
        return low, high
    return (-high, -max(low, 1)) if high else None


@lru_cache(maxsize=4096)
def _leap_bounds(year: str) -> tuple[int, int] | None:
    """Return the first and last leap year a year with X can be."""
    years = year_bounds(year)
    if years is None:
        return None
    mask = year[-4:]
    leaps = [number for number in range(years[0], years[1] + 1) if is_leap(number) and _fits(abs(number), mask)]
    return (leaps[0], leaps[-1]) if leaps else None


def _fits(number: int, mask: str) -> bool:
    """Return whether a number has the digits of a mask such as 1X, where X stands for any digit."""
    return all(want in ("X", digit) for want, digit in zip(mask, f"{number:0{len(mask)}d}", strict=True))


@lru_cache(maxsize=4096)
def _within_year(month: str, day: str, leap: bool) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Return the first and last month and day of a year that fit two masks; no day means the whole month."""
    days = _days_of_year(month, day, leap)
    return (days[0], days[-1]) if days else None


def date_bounds(year: str, month: str, day: str) -> tuple[Day, Day] | None:
    """Return the first and last valid completion of the components of a date, None when there is none.

    >>> date_bounds("190X", "02", "29")
    (Day(year=1904, month=2, day=29), Day(year=1908, month=2, day=29))
    """
    years = year_bounds(year)
    common, leap = _within_year(month, day, False), _within_year(month, day, True)
    if years is None or leap is None:
        return None
    if common is None:  # only 29 February fits
        years = _leap_bounds(year)
        if years is None:
            return None
        common = leap
    first, last = years
    return Day(first, *(leap if is_leap(first) else common)[0]), Day(last, *(leap if is_leap(last) else common)[1])


def has_gaps(year: str, month: str, day: str) -> bool:
    """Return whether the completions of a mask are not one stretch of days.

    >>> has_gaps("198X", "", ""), has_gaps("2004", "XX", "15"), has_gaps("1XX4", "", "")
    (False, True, True)
    """
    digits = f"{year[-4:]}{month}{day}"
    return "X" in digits.rstrip("X")


def any_completion(year: str, month: str, day: str, first: Day, last: Day) -> bool:
    """Return whether some completion of a mask falls between two days.

    >>> any_completion("2004", "XX", "15", Day(2004, 3, 16), Day(2004, 4, 14))
    False
    """
    years = year_bounds(year)
    if years is None:
        return False
    for number in range(max(years[0], first.year), min(years[1], last.year) + 1):
        if not _fits(abs(number), year[-4:]):
            continue
        low = first[1:] if number == first.year else (1, 1)
        high = last[1:] if number == last.year else (12, 31)
        if any(low <= at <= high for at in _days_of_year(month, day, is_leap(number))):
            return True
    return False


@lru_cache(maxsize=1024)
def _days_of_year(month: str, day: str, leap: bool) -> tuple[tuple[int, int], ...]:
    """Return every month and day that fits two masks; no day means the whole month."""
    sample = 2000 if leap else 2001
    months = [number for number in range(1, 13) if not month or _fits(number, month)]
    return tuple(
        (number, at)
        for number in months
        for at in range(1, month_length(sample, number) + 1)
        if not day or _fits(at, day)
    )


def significant_bounds(number: int, digits: int, width: int) -> tuple[Day, Day]:
    """Return the first and last day of a year of which only the first `digits` of `width` digits count.

    >>> significant_bounds(1950, 2, 4)
    (Day(year=1900, month=1, day=1), Day(year=1999, month=12, day=31))
    """
    unit = 10 ** (width - digits)
    low = abs(number) // unit * unit
    high = low + unit - 1
    first, last = (low, high) if number >= 0 else (-high, -max(low, 1))  # there is no year -0000
    return Day(first, 1, 1), Day(last, 12, 31)
