"""EDTF text -> value: strict ISO 8601-2:2019 levels 0, 1 and 2, with a fast path for plain dates.

1985-04-12     date          points.py
1985/..        interval      two points, or one and an open (..) or unknown (empty) end
[1667,1668..]  one of a set  members are points or runs a..b
{1960,1961}    all of a list
"""

from __future__ import annotations

from functools import lru_cache

from timeline.dates import faults
from timeline.dates.days import day_number, month_length
from timeline.dates.points import parse_point
from timeline.dates.values import DateError, DateValue, Day, Member, Point

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.values import Bound, Extension

MAX_LENGTH = 2000  # a set of hundreds of years fits; a pasted book is refused before it is looked at
_NO_MARKS = ("", "", "")
_CERTAIN: tuple[Bound, Bound, bool, bool, bool] = ("dated", "dated", False, False, False)
_TWO_DIGITS = {f"{number:02d}": number for number in range(1, 32)}
_new = tuple.__new__  # of a named tuple: half the time of calling its class


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> DateValue:
    """Return the value of an EDTF string of level 0, 1 or 2; anything else is a `DateError`.

    >>> value = parse_edtf("1979-~03/..")
    >>> value.level, value.kind, value.earliest, value.latest, value.end
    (2, 'interval', Day(year=1979, month=3, day=1), None, 'open')
    """
    plain = _plain_date(text)
    if plain is not None:
        return plain
    if len(text) > MAX_LENGTH:
        raise DateError(text[:MAX_LENGTH], MAX_LENGTH, f"{faults.show(text)} is too long", faults.EXAMPLES)
    if " " in text:
        raise faults.not_edtf(text, text.index(" "))
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    return parse_point(text)


def _plain_date(text: str) -> DateValue | None:
    """Return the value of YYYY, YYYY-MM or YYYY-MM-DD, None when it is not as simple as that."""
    size, year = len(text), text[:4]
    if (size != 10 and size != 7 and size != 4) or not (year.isdigit() and year.isascii()):
        return None
    number = int(year)
    if size == 4:
        first, last = _new(Day, (number, 1, 1)), _new(Day, (number, 12, 31))
        point = _new(Point, (year, number, "", "", 0, None, _NO_MARKS, 0))
        return DateValue(text, text, 0, "date", "year", first, last, *_CERTAIN, point)
    month_text = text[5:7]
    month = _TWO_DIGITS.get(month_text, 13)
    if month > 12 or text[4] != "-":
        return None
    if size == 7:
        first = _new(Day, (number, month, 1))
        last = _new(Day, (number, month, month_length(number, month)))
        point = _new(Point, (year, number, month_text, "", 0, None, _NO_MARKS, 0))
        return DateValue(text, text, 0, "date", "month", first, last, *_CERTAIN, point)
    day_text = text[8:]
    at = _TWO_DIGITS.get(day_text, 32)
    if text[7] != "-" or (at > 28 and at > month_length(number, month)):
        return None
    day = _new(Day, (number, month, at))
    point = _new(Point, (year, number, month_text, day_text, 0, None, _NO_MARKS, 0))
    return DateValue(text, text, 0, "date", "day", day, day, *_CERTAIN, point)


def _part(text: str, start: int, end: int) -> DateValue:
    """Return the value of a stretch of a longer text; its errors point into the whole text."""
    try:
        part = text[start:end]
        return _plain_date(part) or parse_point(part)
    except DateError as error:
        raise error.within(text, start) from None


def _interval(text: str) -> DateValue:
    """Return the value of `start/end`."""
    cut = text.index("/")
    if text.count("/") > 1:
        fix = "write start/end with one slash, dates with hyphens, for example 1985-04-12/1985-05"
        raise DateError(text, text.index("/", cut + 1), f"{faults.show(text)} has more than one slash", fix)
    ends = text[:cut], text[cut + 1 :]
    if all(end in ("", "..") for end in ends):
        raise DateError(text, 0, f"{faults.show(text)} has no date in it", "write a date at one end", "incomplete")
    kinds = _bound_kind(ends[0]), _bound_kind(ends[1])
    first = _part(text, 0, cut) if kinds[0] == "dated" else None
    last = _part(text, cut + 1, len(text)) if kinds[1] == "dated" else None
    if first and last and _reversed(first, last):
        raise faults.reversed_ends(text, cut + 1, *ends, "/")
    dated = [end for end in (first, last) if end]
    return DateValue(
        text,
        text,
        max(_level_in_interval(end) for end in dated) if len(dated) == 2 else max(1, _level_in_interval(dated[0])),
        "interval",
        None,
        first.earliest if first else None,
        last.latest if last else None,
        *kinds,
        *_flags(dated),
        members=(Member(first, last),),
        extension="time-interval" if any(end.kind == "datetime" for end in dated) else None,
    )


def _bound_kind(end: str) -> Bound:
    """Return how an end of an interval is written: `..`, nothing, or a date."""
    return "open" if end == ".." else "unknown" if not end else "dated"


def _level_in_interval(end: DateValue) -> int:
    """Return the level an end gives its interval: X digits in an end are level 2."""
    return 2 if end.unspecified else end.level


def _flags(values: list[DateValue]) -> tuple[bool, bool, bool]:
    """Return approximate, uncertain and unspecified of several dates together."""
    return (
        any(value.approximate for value in values),
        any(value.uncertain for value in values),
        any(value.unspecified for value in values),
    )


def _reversed(first: DateValue, last: DateValue) -> bool:
    """Return whether the first date cannot be before or at the last one."""
    if first.earliest is None or last.latest is None:
        return False
    if first.earliest != last.latest:
        return first.earliest > last.latest
    start, end = _seconds(first), _seconds(last)
    return start is not None and end is not None and start > end


def _seconds(value: DateValue) -> int | None:
    """Return the last instant of a date with a time, in seconds without or with its offset, None without a time."""
    if value.point is None or value.point.clock is None or value.earliest is None:
        return None
    clock = value.point.clock
    local = (day_number(value.earliest) * 24 + clock.hour) * 3600 + clock.minute * 60 + (clock.second or 0)
    return local - (clock.offset or 0) * 60


def _set(text: str) -> DateValue:
    """Return the value of `[one of]` or `{all of}` several dates."""
    closing = "]" if text[0] == "[" else "}"
    if len(text) < 2 or text[-1] != closing:
        raise DateError(
            text, len(text), f"{faults.show(text)} does not end with {closing}", f"write {closing} at the end"
        )
    if len(text) == 2:
        raise DateError(text, 1, f"{faults.show(text)} is empty", f"write {text[0]}1984,1985{closing}", "incomplete")
    members, at = [], 1
    for piece in text[1:-1].split(","):
        members.append(_member(text, at, at + len(piece)))
        at += len(piece) + 1
    if any(member.first is None for member in members[1:]) or any(member.last is None for member in members[:-1]):
        fix = "write ..x as the first member and x.. as the last one"
        raise DateError(text, 1, f"{faults.show(text)} is open in the middle", fix)
    values = [value for member in members for value in dict.fromkeys(member) if value]
    lows = [value.earliest for value in values if value.earliest]
    highs = [value.latest for value in values if value.latest]
    extension: Extension | None = "time-set" if any(value.kind == "datetime" for value in values) else None
    opened, closed = members[0].first is None, members[-1].last is None
    return DateValue(
        text,
        text,
        2,
        "set" if closing == "]" else "list",
        None,
        None if opened else min(lows),
        None if closed else max(highs),
        "open" if opened else "dated",
        "open" if closed else "dated",
        *_flags(values),
        members=tuple(members),
        extension=extension,
    )


def _member(text: str, start: int, end: int) -> Member:
    """Return one member: a date, a run `a..b`, or a run with one open end."""
    piece = text[start:end]
    if "/" in piece:
        raise DateError(
            text, start, f"{faults.show(piece)} is an interval in a set", "write the run with two dots: a..b"
        )
    cut = piece.find("..")
    if cut < 0:
        value = _part(text, start, end)
        return Member(value, value)
    first = _part(text, start, start + cut) if cut else None
    last = _part(text, start + cut + 2, end) if cut + 2 < len(piece) else None
    if first is None and last is None:
        raise DateError(text, start, f"{faults.show(piece)} has no date in it", "write ..1984 or 1984..", "incomplete")
    if first and last:
        if first.precision != last.precision:
            fix = "write both ends with the same precision, for example 1984-05..1985-02"
            raise DateError(text, start, f"{faults.show(piece)} mixes precisions", fix)
        if _reversed(first, last):
            error = faults.reversed_ends(text, start, first.text, last.text, "..")
            if end - start == len(text) - 2:  # the only member, so that the whole set can be typed
                error.fix = f"write {text[0]}{last.text}..{first.text}{text[-1]}"
            raise error
    return Member(first, last)
