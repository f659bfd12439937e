"""Periods -> values: quarters, halves, seasons, "last year", "that day", "two days later"."""

from timeline.dates.days import weekday
from timeline.extract import calendar as cal
from timeline.extract.amounts import duration, number
from timeline.extract.readings import Reading, Value
from timeline.extract.written import nearest_year, year_named

_BACK = frozenset({"earlier", "previously", "before", "previous", "preceding"})


def quarter(r: Reading) -> Value | None:
    """The third quarter; without a year, the one that began last before the anchor or lies ahead if so said."""
    which = int(r.part("digit")[0]) if r.part("digit") else r.look("QUARTERED", "quartered")
    if which is None or which > 4:
        return None
    named = year_named(r)
    if named is None and (way := r.look("NEXT")) is not None and "year" in r.lower:
        base = cal.year_of(r.memory.base)
        named = None if base is None else base + way
    year = named
    if year is None:
        base_year, base_month = cal.year_of(r.memory.base), cal.month_of(r.memory.base) or 12
        if base_year is None:
            return ("DATE", f"XXXX-Q{which}")
        began = (which - 1) * 3 + 1 <= base_month
        year = base_year if began or r.direction() > 0 or which * 3 - base_month < 4 else base_year - 1
    if "ago" in r.lower or "earlier" in r.lower:
        year -= 1
    return ("DATE", f"{year:04d}-Q{which}")


def the_quarter(r: Reading) -> Value | None:
    """The quarter a report is about: the last one named, else the last one that was over at the anchor."""
    value = r.memory.quarter or _last_quarter(r.memory.base)
    if not value:
        return None
    back = "earlier" in r.lower or "ago" in r.lower
    if back and not r.memory.quarter:
        year = cal.year_of(r.memory.base)
        return None if year is None else ("DATE", f"{year - 1:04d}")
    if "this" in r.lower or "current" in r.lower:
        year, month = cal.year_of(r.memory.base), cal.month_of(r.memory.base)
        return ("DATE", f"{year:04d}-Q{(month + 2) // 3}") if year and month else None
    return ("DATE", f"{int(value[:4]) - 1:04d}{value[4:]}" if back else value)


def quarter_ended(r: Reading) -> Value | None:
    """The quarter ended July 31: the one that holds the middle of its three months."""
    ending, named = r.words[r.match.last : r.match.last + 2]
    month = r.numbers["MONTH"].get(named.lower())
    base = cal.day_in(r.memory.base)
    if month is None or base is None:
        return None
    way = -1 if ending == "ended" else r.direction()
    year, middle = cal.add_months(nearest_year(base, month, None, way), month, -1)
    return ("DATE", f"{year:04d}-Q{(middle + 2) // 3}")


def same_last_year(r: Reading) -> Value | None:
    """The same month a year ago: what was named last, one year before; a year if nothing fits."""
    told, unit = r.memory.last, cal.UNITS[r.look("UNIT") or 9]
    year, named = cal.year_of(told), cal.month_of(told)
    if year is None or year < 2 or (unit == "M" and named is None):
        return ("DATE", _unknown(unit))
    rest = told[4:] if unit not in ("M", "W") else f"-{named:02d}"
    return ("DATE", f"{year - 1:04d}{rest}" if cal.day_in(told) is None or unit == "M" else f"{year - 1:04d}")


def _last_quarter(base: str) -> str:
    return (cal.shifted(base, -1, "Q") or "") if not base.startswith("BC") else ""


def half(r: Reading) -> Value | None:
    """The second half of 2020."""
    year = year_named(r) or (cal.year_of(r.memory.base) if "the" in r.lower else None)
    first = "first" in r.lower or r.part("digit") == ["1"]
    if r.part("digit") and r.part("digit")[0] not in ("1", "2"):
        return None
    return ("DATE", f"{year:04d}-H{1 if first else 2}") if year and year > 0 else None


def season(r: Reading) -> Value | None:
    """The summer of 1914, last fall, this spring, the summer."""
    which = r.look("SEASON", "season")
    if which is None:
        return None
    name = cal.SEASON_NAMES[which]
    year = year_named(r) or r.near_year()
    if year is not None:
        return ("DATE", f"{cal.year_text(year)}-{name}")
    told = r.memory.told if "that" in r.lower or "same" in r.lower else r.memory.base
    if r.memory.domain == "narrative" and "that" not in r.lower:
        told = r.memory.story or r.memory.told
    base, month = cal.year_of(told), cal.month_of(told) or 6
    if base is None:
        return ("DATE", f"XXXX-{name}")
    begins = which * 3 if which < 4 else 12
    way = -1 if "past" in r.lower else r.look("NEXT")
    if (way is not None and way < 0) or (way is None and r.memory.domain == "news" and r.direction() <= 0):
        base -= begins > month or (way is not None and begins + 2 >= month and which < 4)
        base -= which == 4 and month == 12 and way == -1
    elif way is not None and way > 0:
        base += begins <= month
    return ("DATE", f"{cal.year_text(base)}-{name}")


def relative(r: Reading) -> Value | None:
    """Last year, this month, that week, the following year, later in the year."""
    words = set(r.lower)
    unit = cal.UNITS[r.look("UNIT") or 9]
    way = r.look("NEXT")
    anaphoric = bool(words & {"that", "same", "following", "previous", "preceding"}) and "this" not in words
    base = r.memory.told if anaphoric or r.memory.domain == "narrative" else r.memory.base
    if r.memory.domain == "narrative" and not anaphoric:
        base = r.memory.story or base
    if way is None:
        way = -1 if words & {"before"} else 1 if words & {"after"} else 0
    if unit == "D":
        found = cal.shifted(base, way, "D")
    elif unit == "WE":
        found = _weekend(r, base, way)
    else:
        found = cal.shifted(base, way, unit)
    if "past" in words or (unit in ("DE", "CE") and {"the", "last"} <= words):
        return ("DURATION", duration(1, r.look("UNIT") or 9))
    return ("DATE", found or _unknown(unit))


def _weekend(r: Reading, base: str, way: int) -> str | None:
    day = cal.day_in(base)
    if day is None:
        return None
    if way == 0 and r.direction() <= 0 and weekday(day) < 5:
        way = -1 if "the" in r.lower or r.direction() < 0 else 0
    return cal.week_text(cal.add_days(day, 7 * way)) + "-WE"


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def same_day(r: Reading) -> Value | None:
    """That day."""
    return ("DATE", r.memory.told if cal.day_in(r.memory.told) else "XXXX-XX-XX")


def next_day(r: Reading) -> Value | None:
    """The next day, the day before, the day before yesterday."""
    way = -1 if _BACK & set(r.lower) else 1
    span = r.match.parts.get("day")
    inner = r.inner(*span) if span else None
    return ("DATE", cal.shifted(inner[1] if inner else r.memory.told, way, "D") or "XXXX-XX-XX")


def ago(r: Reading) -> Value | None:
    """Two days ago: as precise as the unit; "a year ago" beside a quarter is that quarter a year before."""
    return _moved(r, r.memory.base, -1)


def later(r: Reading) -> Value | None:
    """Two days later, a year earlier; in news "a year earlier" compares with the time of the report."""
    back = bool(_BACK & set(r.lower))
    report = back and r.memory.domain == "news" and "year" in r.lower and r.memory.anchor
    if r.memory.domain == "news" and not back and not r.memory.last:
        return ("DATE", "FUTURE_REF")  # later than what, the text does not say
    return _moved(r, r.memory.anchor if report else r.memory.told, -1 if back else 1)


def from_now(r: Reading) -> Value | None:
    """Two weeks from now."""
    return _moved(r, r.memory.base, 1)


def one_year(r: Reading) -> Value | None:
    """The year ended June 30: its length is known, and its end is named beside it."""
    return ("DURATION", "P1Y")


def _moved(r: Reading, base: str, way: int) -> Value | None:
    unit_number = r.look("UNIT")
    unit = cal.UNITS[unit_number or 9]
    amount = number(r.part("count"), r.numbers) if r.part("count") else None
    if "vague" in r.match.parts or amount is None:
        return ("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit.startswith("T"):
        return ("TIME", "PAST_REF") if way < 0 else ("TIME", "XXXX-XX-XXTXX")
    if unit == "Y" and amount == 1 and way < 0 and r.memory.quarter and r.match.first - r.memory.quarter_at < 60:
        return ("DATE", f"{int(r.memory.quarter[:4]) - 1:04d}{r.memory.quarter[4:]}")
    if amount != int(amount):
        return ("DATE", _unknown(unit))
    return ("DATE", cal.shifted(base, way * int(amount), unit) or _unknown(unit))
