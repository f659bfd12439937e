"""Value -> the forms other programs read, each with what it cannot carry (`lost`), and Wikidata times back.

HTML `<time>`, schema.org, iCalendar (RFC 5545), TimelineJS, four-date bounds. Wikidata is in `wikidata.py`.
Nothing here rounds in silence: a form without room for a date is None, or names what it left out.
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.dates.compare import extent_days
from timeline.dates.days import day_number, day_of
from timeline.dates.order import instants
from timeline.dates.points import offset_text
from timeline.dates.prose import words
from timeline.dates.values import DateValue, Day, Point


def html_datetime(value: DateValue) -> str | None:
    """Return a valid `datetime` attribute for `<time>`, None when HTML has no such date.

    HTML knows years from 1 on, months, days and times; no qualifiers, seasons, masks or intervals.

    >>> from timeline.dates.edtf import parse_edtf
    >>> html_datetime(parse_edtf("2020-01-03T00:47+03:00")), html_datetime(parse_edtf("198X"))
    ('2020-01-03T00:47+03:00', None)
    """
    point = value.point
    if point is None or value.unspecified or value.kind not in ("date", "datetime", "year"):
        return None
    if point.significant or point.number is None or point.number < 1:
        return None
    return _iso(point)


def _iso(point: Point) -> str:
    """Return a date without qualifiers and X digits at its written precision."""
    year = point.number or 0
    text = "-".join(part for part in (f"{year:04d}", point.month, point.day) if part)
    if point.clock is None:
        return text
    clock = point.clock
    time = f"{clock.hour:02d}:{clock.minute:02d}" + (f":{clock.second:02d}" if clock.second is not None else "")
    return f"{text}T{time}{offset_text(clock.offset)}"


def _doubts(value: DateValue) -> list[str]:
    """Return the doubts of a date, which no machine form but EDTF has room for."""
    names = (("approximate", value.approximate), ("uncertain", value.uncertain), ("digits", value.unspecified))
    return [name for name, have in names if have]


@dataclass(frozen=True, slots=True)
class SchemaDates:
    """`startDate` and `endDate` of a schema.org Event; None is left out. `lost` names what they do not say."""

    start: str | None
    end: str | None
    lost: tuple[str, ...]


def schema_dates(value: DateValue) -> SchemaDates:
    """Return the schema.org dates: each end at its written precision, or its bound in days.

    >>> from timeline.dates.edtf import parse_edtf
    >>> schema_dates(parse_edtf("2016-03~/2017"))
    SchemaDates(start='2016-03', end='2017', lost=('approximate',))
    """
    lost = _doubts(value)
    if value.members:
        first, last = value.members[0].first, value.members[-1].last
        if value.kind in ("set", "list"):
            lost.append("one of several" if value.kind == "set" else "a list")
            start, end = _schema_day(value.earliest), _schema_day(value.latest)
        else:
            start, end = _schema_end(first, False, lost), _schema_end(last, True, lost)
        lost += [f"{kind} {name}" for name, kind in (("start", value.start), ("end", value.end)) if kind != "dated"]
        return SchemaDates(start, end, _once(lost))
    start = _schema_end(value, False, lost)
    point = value.point
    whole = point is not None and start == (_iso(point) if point.number is not None else "")
    return SchemaDates(start, None if whole else _schema_end(value, True, lost), _once(lost))


def _schema_end(value: DateValue | None, last: bool, lost: list[str]) -> str | None:
    """Return one end as ISO 8601, the first or last day of it where schema.org has no such precision."""
    if value is None or value.point is None:
        return None
    point = value.point
    if point.year in ("XXXX", "-XXXX"):
        lost.append("year")
        return None
    if value.unspecified or point.season or point.significant:
        lost += [name for name, have in (("season", point.season), ("significant digits", point.significant)) if have]
        return _schema_day(value.latest if last else value.earliest)
    if point.number is None or not 0 <= point.number <= 9999:
        lost.append("year")
        return None
    return _iso(point)


def _schema_day(day: Day | None) -> str | None:
    """Return a day as ISO 8601, None when the year does not have four digits."""
    return f"{day.year:04d}-{day.month:02d}-{day.day:02d}" if day and 0 <= day.year <= 9999 else None


def _once(lost: list[str]) -> tuple[str, ...]:
    """Return what is lost, each thing once."""
    return tuple(dict.fromkeys(lost))


@dataclass(frozen=True, slots=True)
class CalendarDates:
    """Values of DTSTART and DTEND (RFC 5545): eight digits are a DATE, others a DATE-TIME. DTEND is exclusive."""

    start: str
    end: str | None
    lost: tuple[str, ...]


def calendar_dates(value: DateValue) -> CalendarDates | None:
    """Return the iCalendar dates, None without a start or outside the years 1 to 9999.

    >>> from timeline.dates.edtf import parse_edtf
    >>> calendar_dates(parse_edtf("2016-03"))
    CalendarDates(start='20160301', end='20160401', lost=('precision',))
    """
    first = value.members[0].first if value.members else value
    last = value.members[-1].last if value.members else value
    if first is None or value.earliest is None or not 1 <= value.earliest.year <= 9999:
        return None
    lost = _doubts(value)
    if value.kind in ("set", "list"):
        lost.append("one of several" if value.kind == "set" else "a list")
    if value.end != "dated":
        lost.append(f"{value.end} end")
    timed = first.kind == "datetime" and (last is None or last.kind == "datetime") and value.kind not in ("set", "list")
    if timed:
        start, end = _stamp(first), _stamp(last) if last is not None and last is not first else None
        return CalendarDates(start, end, _once(lost))
    if any(end is not None and end.kind == "datetime" for end in (first, last)):
        lost.append("time of day")
    if any(end is not None and end.precision not in ("day", "minute", "second") for end in (first, last)):
        lost.append("precision")
    if value.latest is None:
        return CalendarDates(_digits(value.earliest), None, _once(lost))
    after = day_of(day_number(value.latest) + 1)
    if after.year > 9999:
        return CalendarDates(_digits(value.earliest), None, _once([*lost, "end"]))
    return CalendarDates(_digits(value.earliest), _digits(after), _once(lost))


def _digits(day: Day) -> str:
    """Return a DATE."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _stamp(value: DateValue) -> str:
    """Return a DATE-TIME: in UTC when the offset is known, else floating."""
    instant, _ = instants(value, "UTC")
    days, seconds = divmod(instant or 0, 86400)
    clock = f"{seconds // 3600:02d}{seconds % 3600 // 60:02d}{seconds % 60:02d}"
    zoned = value.point is not None and value.point.clock is not None and value.point.clock.offset is not None
    return f"{_digits(day_of(days))}T{clock}{'Z' if zoned else ''}"


@dataclass(frozen=True, slots=True)
class TimelineJSDates:
    """`start_date` and `end_date` of a TimelineJS slide, its `display_date`, and the `scale` it needs."""

    start: dict[str, int]
    end: dict[str, int] | None
    display: str
    scale: str
    lost: tuple[str, ...]


# JavaScript dates end at +-271821; TimelineJS has a second scale, in years only, for what is beyond.
_JAVASCRIPT_YEARS = 271_000


def timelinejs_dates(value: DateValue, lang: str = "en") -> TimelineJSDates | None:
    """Return the TimelineJS dates: known fields only, which is how it says precision; None for no date at all.

    Years before the common era are negative without a year 0, as TimelineJS shows them: -44 is 44 BCE.

    >>> from timeline.dates.edtf import parse_edtf
    >>> dates = timelinejs_dates(parse_edtf("1979/1988-08"))
    >>> dates.start, dates.end, dates.display
    ({'year': 1979}, {'year': 1988, 'month': 8}, '1979 – August 1988')
    """
    first = value.members[0].first if value.members else value
    last = value.members[-1].last if value.members else value
    lost = _doubts(value)
    if value.kind in ("set", "list"):
        lost.append("one of several" if value.kind == "set" else "a list")
    lost += [f"{kind} {name}" for name, kind in (("start", value.start), ("end", value.end)) if kind != "dated"]
    start = _fields(first, value.earliest, lost) if first else None
    end = _fields(last, value.latest, lost) if last else None
    if start is None:
        start, end = end, None
    if start is None:
        return None
    years = [fields["year"] for fields in (start, end) if fields]
    scale = "cosmological" if any(abs(year) > _JAVASCRIPT_YEARS for year in years) else "human"
    if scale == "cosmological":
        start, end = {"year": start["year"]}, {"year": end["year"]} if end else None
    display = words(value, lang).replace("\u2009", " ")
    return TimelineJSDates(start, None if end == start else end, display, scale, _once(lost))


def _fields(value: DateValue, bound: Day | None, lost: list[str]) -> dict[str, int] | None:
    """Return the fields of one end: as written, or its first or last day where TimelineJS has no such precision."""
    point = value.point
    if point is None or bound is None or point.year in ("XXXX", "-XXXX"):
        return None
    if value.unspecified or point.season or point.significant:
        lost.append("precision")
        return {"year": _historical(bound.year), "month": bound.month, "day": bound.day}
    fields = {"year": _historical(bound.year)}
    if point.month:
        fields["month"] = int(point.month)
    if point.day:
        fields["day"] = int(point.day)
    if point.clock is not None:
        fields |= {"hour": point.clock.hour, "minute": point.clock.minute}
        if point.clock.second is not None:
            fields["second"] = point.clock.second
        if point.clock.offset is not None:
            lost.append("offset from UTC")
    return fields


def _historical(year: int) -> int:
    """Return a year counted without a year 0: -44 is 44 BCE."""
    return year if year > 0 else year - 1


@dataclass(frozen=True, slots=True)
class FourDates:
    """The first and last day something may have begun, and may have ended: CIDOC-CRM P82a, P81a, P81b, P82b."""

    earliest_start: Day | None
    latest_start: Day | None
    earliest_end: Day | None
    latest_end: Day | None
    lost: tuple[str, ...]


def four_dates(value: DateValue) -> FourDates:
    """Return the four bounds of a date; None is no bound.

    >>> from timeline.dates.edtf import parse_edtf
    >>> bounds = four_dates(parse_edtf("1979/1988-08"))
    >>> bounds.latest_start, bounds.earliest_end
    (Day(year=1979, month=12, day=31), Day(year=1988, month=8, day=1))
    """
    one, two, three, four = (day_of(number) if number is not None else None for number in extent_days(value))
    lost = [name for name in _doubts(value) if name != "digits"]
    if len(value.members) > 1:
        lost.append("one of several" if value.kind == "set" else "a list")
    if value.kind == "datetime" or value.extension is not None:
        lost.append("time of day")
    lost += [f"open {name}" for name, kind in (("start", value.start), ("end", value.end)) if kind == "open"]
    return FourDates(one, two, three, four, _once(lost))
