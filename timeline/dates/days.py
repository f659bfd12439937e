"""Day arithmetic on integers in the proleptic Gregorian calendar with astronomical years (0 is 1 BC).

No `datetime`: it ends at year 9999 and knows no precision. A day number counts days from 1970-01-01.
"""

from __future__ import annotations

from timeline.dates.values import Day

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int) -> bool:
    """Return whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month.

    >>> month_length(1900, 2), month_length(0, 2)
    (28, 29)
    """
    return 29 if month == 2 and is_leap(year) else _LENGTHS[month - 1]


def day_number(day: Day) -> int:
    """Return the days from 1970-01-01 to this day, negative before it.

    >>> day_number(Day(1970, 1, 1)), day_number(Day(2000, 3, 1)), day_number(Day(0, 1, 1))
    (0, 11017, -719528)
    """
    # Years are counted from 1 March, so that the leap day is the last one of its year.
    year = day.year - 1 if day.month <= 2 else day.year
    since_march = (153 * ((day.month + 9) % 12) + 2) // 5
    return year * 365 + year // 4 - year // 100 + year // 400 + since_march + day.day - 719469


def day_of(number: int) -> Day:
    """Return the day of a day number, the inverse of `day_number`.

    >>> day_of(11017)
    Day(year=2000, month=3, day=1)
    """
    era, in_era = divmod(number + 719468, 146097)
    year_of_era = (in_era - in_era // 1460 + in_era // 36524 - in_era // 146096) // 365
    in_year = in_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * in_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return Day(year, month, in_year - (153 * shifted + 2) // 5 + 1)


def weekday(day: Day) -> int:
    """Return 0 for a Monday to 6 for a Sunday.

    >>> weekday(Day(2020, 1, 3))
    4
    """
    return (day_number(day) + 3) % 7


def iso_day(day: Day) -> str:
    """Return a day as ISO 8601 text, with a sign and more digits where four do not reach.

    >>> iso_day(Day(44, 3, 15)), iso_day(Day(-43, 3, 15)), iso_day(Day(12000, 1, 1))
    ('0044-03-15', '-0043-03-15', '+12000-01-01')
    """
    year = f"{day.year:04d}" if 0 <= day.year <= 9999 else f"{day.year:+05d}"
    return f"{year}-{day.month:02d}-{day.day:02d}"
