"""Fragment -> EDTF: the first and the last date it can mean, the same one unless EDTF has no single string for it."""

from __future__ import annotations

from timeline.dates import refusals
from timeline.dates.days import MONTH_NAMES, month_length, weekday
from timeline.dates.edtf import parse_edtf
from timeline.dates.faults import MAX_YEAR, spoken_year
from timeline.dates.fragments import Fragment
from timeline.dates.lexicon import WEEKDAY_NAMES
from timeline.dates.refusals import refuse, unrecognised
from timeline.dates.values import DateError, Day
from timeline.dates.zones import typed_offset

_MONTH_PARTS = ((1, 10), (11, 20), (21, 31))
_DECADE_PARTS = ((0, 3), (4, 6), (7, 9))
_CENTURY_PARTS = ((0, 33), (34, 66), (67, 99))


def resolve(fragment: Fragment, text: str) -> tuple[str, str]:
    """Return the EDTF of the first and the last date a fragment can mean.

    >>> resolve(Fragment(decade=1980, part=0), "early 1980s")
    ('1980', '1983')
    """
    if fragment.literal:
        return _literal(fragment, text)
    if fragment.century is not None:
        return _century(fragment, text)
    if fragment.decade is not None:
        return _decade(fragment, text)
    if fragment.year is None:
        if fragment.day is not None and not fragment.month and not fragment.time:
            raise _bare_number(fragment, text)
        raise refusals.missing_year(text, fragment.start)
    year = _astronomical(fragment, text)
    code = _part_of_year(fragment, text)
    if code:
        return (f"{year_text(year)}-{code:02d}",) * 2
    if fragment.month and (fragment.part is not None or fragment.half):
        return _part_of_month(fragment, year)
    return (_date(fragment, year, text),) * 2


def year_text(year: int) -> str:
    """Return an astronomical year as EDTF writes it.

    >>> year_text(-43), year_text(-11999)
    ('-0043', 'Y-11999')
    """
    if -9999 <= year <= 9999:
        return f"-{-year:04d}" if year < 0 else f"{year:04d}"
    return f"Y{year}"


def _bare_number(fragment: Fragment, text: str) -> DateError:
    """Return the error for a number that is neither a year nor a full date."""
    rest = text[fragment.start :]
    digits = len(rest) - len(rest.lstrip("0123456789"))
    if digits == 2:
        return refusals.two_digit_year(text, fragment.start, rest[:2])
    return unrecognised(text, fragment.start)


def _astronomical(fragment: Fragment, text: str) -> int:
    """Return the year counted with a year 0."""
    year = fragment.year or 0
    if fragment.needs_era and not fragment.era and year < 100:
        raise refusals.two_digit_year(text, fragment.start, str(year))
    if fragment.needs_era and not fragment.era and year < 1000:
        raise unrecognised(text, fragment.start, str(year))
    if fragment.era and not year:
        raise refusals.no_year_zero(text, fragment.start)
    if year > MAX_YEAR or (year > 9999 and fragment.era != "BC"):
        raise refuse(
            text, fragment.start, "unrecognised", f'"{year}" has more than four digits', f"write Y{year} for that year"
        )
    return 1 - year if fragment.era == "BC" else year


def _literal(fragment: Fragment, text: str) -> tuple[str, str]:
    """Return a piece of EDTF as it was written."""
    try:
        parse_edtf(fragment.literal)
    except DateError as error:
        raise error.within(text, fragment.start) from None
    return fragment.literal, fragment.literal


def _century(fragment: Fragment, text: str) -> tuple[str, str]:
    """Return a century: AD by its first two digits, BC by its years; or a third or half of it."""
    number = fragment.century or 0
    if not 1 <= number <= 100 or fragment.month or fragment.day is not None or fragment.year is not None:
        reason = f"there is no century number {number} in four-digit years"
        raise refuse(text, fragment.start, "impossible-date", reason, "write a century from the 1st to the 100th")
    span = _span(fragment, _CENTURY_PARTS, 100)
    if fragment.era == "BC":
        first = 1 - number * 100
    elif span is None:
        return (f"{number - 1:02d}XX",) * 2
    else:
        first = (number - 1) * 100
    low, high = span or (0, 99)
    return year_text(first + low), year_text(first + high)


def _decade(fragment: Fragment, text: str) -> tuple[str, str]:
    """Return a decade as a mask, or a part of it as years."""
    decade = fragment.decade or 0
    digits = text[fragment.start :]
    if fragment.month or fragment.day is not None:
        raise unrecognised(text, fragment.start)
    if decade % 10:
        fix = f"write {decade} for the year, the {decade // 10 * 10}s for the decade"
        raise refuse(text, fragment.start, "unrecognised", f'"{decade}s" is not a decade', fix)
    span = _span(fragment, _DECADE_PARTS, 10)
    if fragment.era == "BC":
        low, high = span or (0, 9)
        first = 1 - decade - 9
        return year_text(first + low), year_text(first + high)
    if decade < 1000 and not fragment.era:
        if decade < 100:
            raise refusals.century_missing(text, fragment.start, f"{decade}s")
        raise unrecognised(text, fragment.start, digits)
    if decade > 9999:
        raise unrecognised(text, fragment.start, digits)
    if decade % 100 == 0:
        raise _decade_or_century(fragment, decade, text)
    if span is None:
        return (f"{decade // 10:03d}X",) * 2
    return year_text(decade + span[0]), year_text(decade + span[1])


def _decade_or_century(fragment: Fragment, decade: int, text: str) -> DateError:
    """Return the error for the 1900s, ten years or a hundred."""
    short, long = _span(fragment, _DECADE_PARTS, 10), _span(fragment, _CENTURY_PARTS, 100)
    edtf = [f"{decade // 10:03d}X", f"{decade // 100:02d}XX"]
    if short and long:
        edtf = [f"[{decade + low:04d}..{decade + high:04d}]" for low, high in (short, long)]
    meanings = ("the decade", "the century")
    return refusals.ambiguous(
        text, fragment.start, "decade-or-century", *zip(edtf, meanings, strict=True), shown=f"{decade}s"
    )


def _span(fragment: Fragment, parts: tuple[tuple[int, int], ...], size: int) -> tuple[int, int] | None:
    """Return the first and last year of a third or half, None for the whole."""
    if fragment.half:
        return (0, size // 2 - 1) if fragment.half == 1 else (size // 2, size - 1)
    return parts[fragment.part] if fragment.part is not None else None


def _part_of_year(fragment: Fragment, text: str) -> int:
    """Return the code of a season or grouping, 0 for none."""
    code = 0
    if fragment.season:
        code = fragment.season
        if fragment.winter and int(fragment.winter) != ((fragment.year or 0) + 1) % 100:
            fix = "write two years that follow each other, for example winter 2019/20"
            raise refuse(text, fragment.start, "impossible-date", f'"{text}" names years that are apart', fix)
    elif fragment.quarter:
        code = 32 + fragment.quarter
    elif not fragment.month and fragment.part is not None:
        code = 37 + fragment.part
    elif not fragment.month and fragment.half:
        code = 39 + fragment.half
    if code and (fragment.month or fragment.day is not None or fragment.time or abs(fragment.year or 0) > 9999):
        raise unrecognised(text, fragment.start)
    return code


def _part_of_month(fragment: Fragment, year: int) -> tuple[str, str]:
    """Return the first and last day of the early, middle or late days, or of a half, of a month."""
    if fragment.half:
        low, high = (1, 15) if fragment.half == 1 else (16, 31)
    else:
        low, high = _MONTH_PARTS[fragment.part or 0]
    month = f"{year_text(year)}-{fragment.month:02d}"
    return f"{month}-{low:02d}", f"{month}-{min(high, month_length(year, fragment.month)):02d}"


def _date(fragment: Fragment, year: int, text: str) -> str:
    """Return year, month, day and time as far as they were typed."""
    month, day = fragment.month, fragment.day
    if not month and (day is not None or fragment.time or fragment.weekday is not None):
        raise unrecognised(text, fragment.start)
    if not month:
        return year_text(year)
    if not -9999 <= year <= 9999:
        fix = "write the year alone"
        raise refuse(text, fragment.start, "unrecognised", "a year of five digits can have no month", fix)
    if day is None:
        if fragment.time or fragment.weekday is not None:
            raise unrecognised(text, fragment.start)
        return f"{year_text(year)}-{month:02d}"
    if not 1 <= day <= month_length(year, month):
        name = f"{MONTH_NAMES[month - 1]} {spoken_year(year)}"
        whole, last = f"{year_text(year)}-{month:02d}", month_length(year, month)
        fix = f"write {whole}-{last}, or {whole} if the day is not known" if day else f"write {whole} for the month"
        raise refuse(text, fragment.start, "impossible-date", f"{name} has no day {day}", fix)
    _check_weekday(fragment, Day(year, month, day), text)
    return f"{year_text(year)}-{month:02d}-{day:02d}{_time(fragment, Day(year, month, day), text)}"


def _check_weekday(fragment: Fragment, day: Day, text: str) -> None:
    """Raise when a weekday was typed that is not the one of the date."""
    if fragment.weekday is None or fragment.weekday == weekday(day):
        return
    right, wrong = WEEKDAY_NAMES[weekday(day)], WEEKDAY_NAMES[fragment.weekday]
    date = f"{day.day} {MONTH_NAMES[day.month - 1]} {spoken_year(day.year)}"
    fix = f"write {right} {date}, or leave the weekday out"
    raise refuse(text, fragment.start, "weekday-mismatch", f"{date} was a {right}, not a {wrong}", fix)


def _time(fragment: Fragment, day: Day, text: str) -> str:
    """Return the time with its offset, nothing when there is none."""
    if fragment.time is None:
        return ""
    fields = [int(field) for field in fragment.time.fields]
    hour, minute, second = fields[0], fields[1], fields[2] if len(fields) == 3 else 0
    if fragment.meridiem:
        if not 1 <= hour <= 12:
            raise refusals.impossible_time(text, fragment.time.start, f"{fragment.time.text} {fragment.meridiem}")
        hour = hour % 12 + (12 if fragment.meridiem == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise refusals.impossible_time(text, fragment.time.start, fragment.time.text)
    clock = f"T{hour:02d}:{minute:02d}" + (f":{second:02d}" if len(fields) == 3 else "")
    return clock + typed_offset(fragment.zone, day, (hour, minute, second), text)
