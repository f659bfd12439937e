"""Wikidata time values: timestamp, precision and calendar, in both directions.

A Wikidata year has no 0 (-0044 is 44 BCE), its precision ends at the day, and its calendar may be the Julian one.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates.days import day_number, day_of, iso_day
from timeline.dates.edtf import parse_edtf
from timeline.dates.refusals import refuse
from timeline.dates.resolve import year_text
from timeline.dates.values import DateValue, Day

GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
JULIAN = "http://www.wikidata.org/entity/Q1985786"
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY = 11, 10, 9, 8, 7


@dataclass(frozen=True, slots=True)
class WikidataTime:
    """One Wikidata time: `+1985-04-12T00:00:00Z` with its precision, 7 (century) to 11 (day)."""

    time: str
    precision: int


@dataclass(frozen=True, slots=True)
class WikidataDates:
    """A date as Wikidata statements: a point in time, or start and end, or a point between earliest and latest.

    `circa` is the qualifier P1480 circa (Q5727902); `lost` names what no statement here says.
    """

    point: WikidataTime | None
    start: WikidataTime | None
    end: WikidataTime | None
    earliest: WikidataTime | None
    latest: WikidataTime | None
    circa: bool
    lost: tuple[str, ...]


def wikidata_dates(value: DateValue) -> WikidataDates:
    """Return a date as Wikidata can hold it.

    >>> wikidata_dates(parse_edtf("-0043-03-15")).point
    WikidataTime(time='-0044-03-15T00:00:00Z', precision=11)
    """
    lost = ["uncertain"] if value.uncertain else []
    lost += [f"{kind} {name}" for name, kind in (("start", value.start), ("end", value.end)) if kind != "dated"]
    if any(end is not None and end.kind == "datetime" for end in _ends(value)):
        lost.append("time of day")
    point = start = end = None
    earliest, latest = _day_time(value.earliest), _day_time(value.latest)
    if value.point is not None and value.point.year in ("XXXX", "-XXXX"):
        earliest = latest = None
        lost.append("year")
    if value.kind == "interval":
        first, last = value.members[0]
        start, end = _single(first), _single(last)
        earliest = latest = None
        if (first and not start) or (last and not end):
            lost.append("precision")
            start = start or (_day_time(first.earliest) if first else None)
            end = end or (_day_time(last.latest) if last else None)
    elif value.kind in ("set", "list"):
        if len(value.members) > 1 or value.kind == "list":
            lost.append("one of several" if value.kind == "set" else "a list")
    else:
        point = _single(value)
        if point:
            earliest = latest = None
    return WikidataDates(point, start, end, earliest, latest, value.approximate, tuple(lost))


def _ends(value: DateValue) -> list[DateValue | None]:
    """Return the single dates of a value."""
    return [end for member in value.members for end in member] or [value]


def _single(value: DateValue | None) -> WikidataTime | None:
    """Return a date in the precision Wikidata has for it, None when it has none: seasons and other masks."""
    if value is None or value.point is None or value.earliest is None:
        return None
    point, year = value.point, value.earliest.year
    if point.season or point.significant:
        return None
    if value.unspecified:
        return _masked(value)
    month, day = point.month or "00", point.day or "00"
    precision = _DAY if point.day else _MONTH if point.month else _YEAR
    return WikidataTime(_stamp(year, month, day), precision)


def _masked(value: DateValue) -> WikidataTime | None:
    """Return a decade, a century, or a date whose last components are not known."""
    point = value.point
    if point is None or value.earliest is None or point.day not in ("", "XX"):
        return None
    if "X" not in point.year:
        if point.month == "XX":
            return WikidataTime(_stamp(int(point.year), "00", "00"), _YEAR)
        return WikidataTime(_stamp(int(point.year), point.month, "00"), _MONTH) if "X" not in point.month else None
    known = point.year.rstrip("X")
    if point.month not in ("", "XX") or "X" in known or point.year[0] == "-":
        return None
    if len(known) == 3:
        return WikidataTime(_stamp(int(known) * 10, "00", "00"), _DECADE) if int(known) else None
    # Wikibase counts centuries from 1801 to 1900; the first year inside both ways of counting is the safe one.
    return WikidataTime(_stamp(int(known) * 100 + 1, "00", "00"), _CENTURY) if len(known) == 2 else None


def _stamp(year: int, month: str, day: str) -> str:
    """Return a timestamp with an astronomical year counted without a year 0."""
    counted = year if year > 0 else year - 1
    return f"{'-' if counted < 0 else '+'}{abs(counted):04d}-{month}-{day}T00:00:00Z"


def _day_time(day: Day | None) -> WikidataTime | None:
    """Return a full day, None for no bound."""
    return WikidataTime(_stamp(day.year, f"{day.month:02d}", f"{day.day:02d}"), _DAY) if day else None


@dataclass(frozen=True, slots=True)
class FromWikidata:
    """A date read from Wikidata, and notes on what was changed to read it."""

    value: DateValue
    notes: tuple[str, ...]


def from_wikidata(time: str, precision: int, calendar: str = GREGORIAN) -> FromWikidata:
    """Return the date of a Wikidata time; `DateError` for what is no such time.

    A Julian day is converted to the Gregorian calendar, and a note says so.

    >>> from_wikidata("+1917-10-25T00:00:00Z", 11, JULIAN)
    FromWikidata(value=DateValue('1917-11-07'), notes=('1917-10-25 in the Julian calendar',))
    >>> from_wikidata("-0044-00-00T00:00:00Z", 9).value
    DateValue('-0043')
    """
    date, _, rest = time.partition("T")
    parts = date[1:].split("-")
    if date[:1] not in ("+", "-") or len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise refuse(time, 0, "unrecognised", f'"{time[:40]}" is no Wikidata time', "write +1985-04-12T00:00:00Z")
    if len(parts[0]) > 12:
        raise refuse(time, 1, "impossible-date", "the year is too large", "write a year of at most 12 digits")
    counted, month, day = (int(part) for part in parts)
    if not counted and precision >= _YEAR:
        raise refuse(time, 1, "no-year-zero", "there is no year 0 in Wikidata", "write -0001 for 1 BCE")
    year = counted if date[0] == "+" else 1 - counted
    notes = [f"the time {rest.rstrip('Z')} was left out"] if rest.strip("0:Z") else []
    if precision == _DAY and calendar == JULIAN:
        notes.append(f"{iso_day(Day(year, month, day))} in the Julian calendar")
        year, month, day = _from_julian(year, month, day)
    return FromWikidata(parse_edtf(_edtf(time, year, month, day, precision)), tuple(notes))


def _edtf(time: str, year: int, month: int, day: int, precision: int) -> str:
    """Return the EDTF of a Wikidata date at its precision."""
    if precision == _DAY:
        return f"{year_text(year)}-{month:02d}-{day:02d}"
    if precision == _MONTH:
        return f"{year_text(year)}-{month:02d}"
    if precision == _YEAR:
        return year_text(year)
    if precision == _DECADE and 0 < year <= 9999:
        return f"{year // 10:03d}X"
    if precision == _CENTURY and 0 < year <= 9999:
        return f"{(year - 1) // 100:02d}XX"
    if precision in (_DECADE, _CENTURY):
        length = 10 if precision == _DECADE else 100
        counted = 1 - year  # 44 for 44 BCE; its decade is the 40s, 49 to 40, its century the first, 100 to 1
        oldest = counted // 10 * 10 + 9 if length == 10 else (counted + 99) // 100 * 100
        return f"[{year_text(1 - oldest)}..{year_text(min(1 - oldest + length - 1, 0))}]"
    fix = "write a precision from 7 (century) to 11 (day)"
    raise refuse(time, 0, "unrecognised", f"precision {precision} is coarser than a century", fix)


def _from_julian(year: int, month: int, day: int) -> Day:
    """Return the Gregorian day of a Julian one."""
    shifted = year - 1 if month <= 2 else year
    since_march = (153 * ((month + 9) % 12) + 2) // 5
    julian = shifted * 365 + shifted // 4 + since_march + day
    return day_of(julian + day_number(Day(0, 3, 1)) - 3)
