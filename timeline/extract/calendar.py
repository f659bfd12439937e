"""TIMEX3 values as text: shifting them, cutting them to a unit, and their EDTF form.

A value is `1998`, `1998-02`, `1998-02-06`, `1998-W06`, `1998-Q1`, `1998-H1`, `1998-SU`, `199` (a decade), `19` (a
century), `BC0490`, and `XXXX…` where a part is not known. Unit names are those of durations (`D`, `W`, `M`, `Y` …).
"""

import re
from functools import lru_cache

from timeline.dates import Day, day_number, day_of
from timeline.dates.days import month_length, weekday

UNITS = ("", "TS", "TM", "TH", "D", "W", "WE", "M", "Q", "Y", "DE", "CE", "W2")
_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
SEASON_NAMES = ("", "SP", "SU", "FA", "WI")
DAYPARTS = ("DA", "MO", "AF", "EV", "NI", "MI")


@lru_cache(maxsize=1)
def _written() -> re.Pattern[str]:
    return re.compile(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\dX])")


def day_text(day: Day) -> str:
    """A day as a value."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}"


def year_of(value: str) -> int | None:
    """The year of a value, 0 and below for those before Christ; None if it has none."""
    found = _written().match(value)
    if found is None:
        return None
    return 1 - int(found[2]) if found[1] else int(found[2])


def month_of(value: str) -> int | None:
    """The month of a value, the first one of a quarter; None if it has none."""
    found = _written().match(value)
    if found is not None and found[3] and 0 < int(found[3]) <= 12:
        return int(found[3])
    if found is not None and value[found.end() :][:2] == "-Q" and value[-1].isdigit():
        return int(value[-1]) * 3 - 2
    return None


def day_in(value: str) -> Day | None:
    """The day of a value; None if it is not as precise as that."""
    found = _written().match(value)
    if found is None or not found[4] or found[1]:
        return None
    year, month, day = int(found[2]), int(found[3]), int(found[4])
    return Day(year, month, day) if 0 < month <= 12 and 0 < day <= month_length(year, month) else None


def year_text(year: int) -> str:
    """A year as a value.

    >>> year_text(1998), year_text(-489)
    ('1998', 'BC0490')
    """
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


def week_text(day: Day) -> str:
    """The ISO week of a day.

    >>> week_text(Day(2023, 12, 28)), week_text(Day(2021, 1, 3))
    ('2023-W52', '2020-W53')
    """
    thursday = day_of(day_number(day) - weekday(day) + 3)
    number = (day_number(thursday) - day_number(Day(thursday.year, 1, 1))) // 7 + 1
    return f"{thursday.year:04d}-W{number:02d}"


def add_days(day: Day, days: int) -> Day:
    """The day so many days later."""
    return day_of(day_number(day) + days)


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """The year and month so many months later.

    >>> add_months(2023, 11, 3)
    (2024, 2)
    """
    whole = year * 12 + month - 1 + months
    return whole // 12, whole % 12 + 1


def shifted(value: str, amount: int, unit: str) -> str | None:
    """The value so many units later, as precise as the unit; None if the value is not precise enough.

    >>> shifted("2023-12-28", -2, "D"), shifted("2023-12-28", -1, "W"), shifted("2023-12", 2, "M")
    ('2023-12-26', '2023-W51', '2024-02')
    """
    if abs(amount) > 9_999:
        return None
    year, month, day = year_of(value), month_of(value), day_in(value)
    if unit in ("D", "W", "WE", "W2"):
        return _shifted_days(day, amount, unit)
    if year is None:
        return None
    if unit in ("M", "Q"):
        if month is None:
            return None
        year, month = add_months(year, month, amount * (3 if unit == "Q" else 1))
        return _bounded(year, f"-{month:02d}" if unit == "M" else f"-Q{(month + 2) // 3}")
    year += amount * {"Y": 1, "DE": 10, "CE": 100}.get(unit, 0)
    if unit == "Y":
        return _bounded(year, "")
    if unit not in ("DE", "CE") or not 0 < year <= 9999:
        return None
    return f"{year // 10:03d}" if unit == "DE" else f"{year // 100:02d}"


def _shifted_days(day: Day | None, amount: int, unit: str) -> str | None:
    if day is None:
        return None
    moved = add_days(day, amount * {"D": 1, "W2": 14}.get(unit, 7))
    if not 0 < moved.year <= 9999:
        return None
    return day_text(moved) if unit == "D" else week_text(moved) + ("-WE" if unit == "WE" else "")


def _bounded(year: int, rest: str) -> str | None:
    return year_text(year) + rest if -9998 < year <= 9999 else None


def edtf_of(value: str, mod: str = "") -> str | None:
    """The EDTF form of a calendar value; None for what is no part of the calendar.

    >>> [edtf_of(value) for value in ("1998-02-06TMO", "199", "18", "2020-Q3", "1914-SU", "BC0490", "2023-W52", "P2D")]
    ['1998-02-06', '199X', '18XX', '2020-35', '1914-22', '-0489', '2023-12-25/2023-12-31', None]
    >>> edtf_of("1979", "APPROX")
    '1979~'
    """
    mark = "~" if mod == "APPROX" else ""
    if re.fullmatch(r"\d{2,3}", value):
        return value + "X" * (4 - len(value)) + mark
    week = re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value)
    if week:
        return _week_days(int(week[1]), int(week[2]), bool(week[3]))
    found = re.match(r"(BC)?(\d{4})(?:-(\d\d(?:-\d\d)?|Q[1-4]|H[12]|SP|SU|FA|WI))?(?:T.*)?$", value)
    if found is None or found[2] == "0000":
        return None
    year = f"-{int(found[2]) - 1:04d}" if found[1] and int(found[2]) > 1 else "0000" if found[1] else found[2]
    return year + _edtf_part(found[3] or "") + mark


def _edtf_part(part: str) -> str:
    if part[:1] in ("Q", "H"):
        return f"-{int(part[1]) + (32 if part[0] == 'Q' else 39)}"
    return f"-{_SEASONS[part]}" if part in _SEASONS else f"-{part}" if part else ""


def _week_days(year: int, week: int, end: bool) -> str | None:
    if not 0 < week < 54 or year < 2:
        return None
    fourth = Day(year, 1, 4)
    monday = day_number(fourth) - weekday(fourth) + 7 * (week - 1)
    begin, last = day_of(monday + (5 if end else 0)), day_of(monday + 6)
    return f"{day_text(begin)}/{day_text(last)}" if last.year <= 9999 else None
