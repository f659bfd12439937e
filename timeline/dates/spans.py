"""Two typed dates that belong together: what one lends the other, YYYY-NN, ends of different precision, qualifiers."""

from __future__ import annotations

from timeline.dates import refusals
from timeline.dates.days import MONTH_NAMES
from timeline.dates.edtf import parse_edtf
from timeline.dates.faults import show
from timeline.dates.fragments import Fragment
from timeline.dates.refusals import unrecognised
from timeline.dates.resolve import year_text
from timeline.dates.tokens import Token
from timeline.dates.values import DateError, DateValue, Day

_FINENESS = ("year", "month", "day")
# How a season code is typed so that it cannot be the last year of a range; a set of one stands for the rest.
_SEASON_TYPED = {
    **dict(enumerate(("spring {}", "summer {}", "autumn {}", "winter {}"), 21)),
    **dict(enumerate(("Q1 {}", "Q2 {}", "Q3 {}", "Q4 {}", "early {}", "mid-{}", "late {}"), 33)),
    **dict(enumerate(("first half of {}", "second half of {}"), 40)),
}


def with_mark(edtf: str, mark: str, text: str, position: int) -> str:
    """Return an EDTF date with a qualifier; a time of day cannot have one."""
    if mark and "T" in edtf:
        fix = "leave the doubt or the time out, for example about 3 January 2020"
        raise refusals.refuse(text, position, "unrecognised", "a time of day cannot be approximate or uncertain", fix)
    return edtf + mark


def finest(low: str, high: str, text: str) -> tuple[str, str]:
    """Return two EDTF dates with the same precision, as a run in a set needs it: the finer one of the two.

    >>> finest("1979", "1980-05", "")
    ('1979-01', '1980-05')
    """
    try:
        first, last = parse_edtf(low), parse_edtf(high)
    except DateError as error:
        raise error.within(text, 0) from None
    if first.precision == last.precision:
        return low, high
    known = [value.precision for value in (first, last)]
    if "minute" in known or "second" in known or first.earliest is None or last.latest is None:
        fix = "write both dates with a time, or both without"
        raise refusals.refuse(text, 0, "unrecognised", "only one of the two dates has a time", fix)
    level = max(_fineness(first), _fineness(last))
    return _cut(first.earliest, level), _cut(last.latest, level)


def _fineness(value: DateValue) -> int:
    """Return how fine a date is; a season has days of its own for bounds."""
    return _FINENESS.index(value.precision) if value.precision in _FINENESS else 2


def _cut(day: Day, level: int) -> str:
    """Return a day as a year, a month or a day."""
    parts = (year_text(day.year), f"{day.month:02d}", f"{day.day:02d}")
    return "-".join(parts[: level + 1])


def pair_reading(token: Token, text: str) -> tuple[str, str]:
    """Return YYYY-NN as (month or season, "") or as the two years of a range; `DateError` when it can be both.

    01 to 12 is a month, but after a slash or a long dash only when it cannot be a year; 21 to 41 is a season code
    only when it cannot be a year.
    """
    year, short, separator = token.fields
    number, later = int(short), short > year[2:]
    single, last = f"{year}-{short}", f"{year[:2]}{short}"
    span = (f"{year}/{last}", f"the years {year} to {last}")
    if 1 <= number <= 12:
        if separator == "-" or not later:
            return single, ""
        month = (single, f"{MONTH_NAMES[number - 1]} {year}")
        raise refusals.ambiguous(text, token.start, "month-or-year-range", month, span, shown=token.text)
    if 21 <= number <= 41 and separator == "-":
        if not later:
            return single, ""
        typed = _SEASON_TYPED.get(number, f"[{single}]").format(year)
        meaning = f"the season {typed}" if typed[0] == "[" else typed
        reason = f"{show(token.text)} can be {meaning} or {span[1]}"
        fix = f"write {typed} or {span[0]}"
        raise refusals.refuse(text, token.start, "season-code-or-year-range", reason, fix, (single, span[0]))
    if not number:
        reason = f'there is no month "{short}"'
        raise refusals.refuse(text, token.start, "impossible-date", reason, f"write {year}, or a month from 01 to 12")
    if not later:
        reason = f'"{token.text}" ends before it begins'
        raise refusals.refuse(text, token.start, "reversed-range", reason, "write both years with four digits")
    return year, last


def lend(one: Fragment, other: Fragment, text: str) -> Fragment:
    """Return the first date of a range or choice with what only the second one says: 3–5 January 2020."""
    if one.century is None and other.century is not None and one.day is not None and one.year is None and not one.month:
        return _with_century(one, other)
    if one.year is not None and not one.era and other.era:
        return one._replace(era=other.era, needs_era=False)
    if one.year is not None or one.decade is not None or one.century is not None or one.literal:
        era = one.era or other.era
        return one._replace(era=era) if one.decade is not None or one.century is not None else one
    if one.time is not None and one.day is None:
        meridiem, zone = one.meridiem or other.meridiem, one.zone or other.zone
        return other._replace(start=one.start, time=one.time, meridiem=meridiem, zone=zone)
    return _with_missing_parts(one, other, text)


def _with_century(one: Fragment, other: Fragment) -> Fragment:
    """Return `18th` of 18th–19th century."""
    return one._replace(day=None, century=one.day or 0, era=one.era or other.era)


def _with_missing_parts(one: Fragment, other: Fragment, text: str) -> Fragment:
    """Return a date without a year completed by the date after it."""
    if other.era and one.day is not None and not one.month and other.year is not None and not other.month:
        return one._replace(day=None, year=one.day, era=other.era)  # 30–25 BC
    month = one.month
    if one.day is not None and not month:
        month = other.month
    if one.part is not None and not month:
        if other.part is None:
            raise unrecognised(text, one.start)
        return one._replace(
            year=other.year, era=other.era, month=other.month, decade=other.decade, century=other.century
        )
    return one._replace(year=other.year, era=one.era or other.era, month=month)


def borrow(other: Fragment, one: Fragment) -> Fragment:
    """Return the second date of a range with what only the first one says: January 3–5, 2020; 10:00–11:30."""
    if other.time is not None and other.day is None and other.year is None and one.day is not None:
        return one._replace(start=other.start, time=other.time, meridiem=other.meridiem, zone=other.zone or one.zone)
    if other.needs_era and not other.era and one.era == "AD":
        return other._replace(era="AD", needs_era=False)  # AD 14-37
    if other.day is not None and one.era == "AD" and not (other.month or other.year):
        return other._replace(era="AD", year=other.day, day=None)
    if other.day is not None and not other.month and other.year is not None and one.month and one.year is None:
        return other._replace(month=one.month)
    return other
