"""How the value of an expression was found, in words for the editor who reviews a draft."""

from timeline.dates import day_number
from timeline.dates.days import weekday
from timeline.extract import calendar as cal
from timeline.extract.readings import Memory

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WAYS = {
    "calendar": "a year that is not written is the one that fits the {base}",
    "month": "the year is the one that fits the {base}",
    "next_month": "counted from the {base}",
    "deictic": "counted from the {base}",
    "daypart": "the day is counted from the {base}",
    "tonight": "the night of the {base}",
    "clock": "the day is counted from the {base}",
    "relative": "counted from the {base}",
    "ago": "counted from the {base}",
    "season": "the year is the one that fits the {base}",
    "the_quarter": "the quarter the report is about",
    "same_day": "the last date the text named",
    "next_day": "counted from the last date the text named",
    "later": "counted from the last date the text named",
    "same_month": "the month stands before it",
    "range_year": "the century stands before it",
    "short_year": "two digits, read near the {base}",
    "decade": "two digits, read near the {base}",
    "festival": "the day it falls on in the year that fits the {base}",
}


def note(way: str, value: str, memory: Memory) -> str:
    """Words such as "the Monday before the report's date"; empty for a date that was written out.

    >>> note("weekday", "2023-12-25", Memory("news", "2023-12-28"))
    "the Monday before the report's date"
    """
    base = "report's date" if memory.domain == "news" else "last date of the text"
    if "X" in value:
        return "the text does not say which"
    if way == "weekday":
        return _weekday(value, memory.anchor, base)
    return _WAYS.get(way, "").format(base=base)


def _weekday(value: str, anchor: str, base: str) -> str:
    day, now = cal.day_in(value), cal.day_in(anchor)
    if day is None:
        return ""
    name = _DAYS[weekday(day)]
    if now is None or base != "report's date":
        return f"the {name} next to the {base}"
    days = day_number(day) - day_number(now)
    if days == 0:
        return f"the {base} itself"
    return f"the {name} {'before' if days < 0 else 'after'} the {base}"
