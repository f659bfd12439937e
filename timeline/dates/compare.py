"""Three-valued comparison of dates: yes, no, possibly.

`before` and `after` compare two things that happened. In `overlaps(a, b)` and `contains(a, b)` one side is a period
taken whole, as a reader filters by it: `b` in the first, `a` in the second. Doubts (~ ?) never move a bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from timeline.dates.bounds import any_completion, has_gaps
from timeline.dates.days import day_number
from timeline.dates.order import instants
from timeline.dates.values import DateValue, Member

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.values import Answer

_NEVER = 10**16  # a day number beyond every year this package reads


class _Extent:
    """When something may have begun and ended, in day numbers: each between two bounds."""

    __slots__ = ("first_high", "first_low", "last_high", "last_low")

    def __init__(self, first_low: int, first_high: int, last_low: int, last_high: int) -> None:
        self.first_low = first_low
        self.first_high = first_high
        self.last_low = last_low
        self.last_high = last_high


def before(a: DateValue, b: DateValue) -> Answer:
    """Return whether all of `a` happened on an earlier day than any of `b`; two times are compared as instants.

    >>> from timeline.dates.edtf import parse_edtf as read
    >>> before(read("1985"), read("1986-03")), before(read("1985"), read("1985-03")), before(read("1986"), read("1985"))
    ('yes', 'possibly', 'no')
    """
    if a.kind == "datetime" and b.kind == "datetime" and _has_offset(a) == _has_offset(b):
        return _instant_before(a, b)
    return _each(a, b, _extent_before)


def _has_offset(value: DateValue) -> bool:
    """Return whether a date and time says how far it is from UTC."""
    return value.point is not None and value.point.clock is not None and value.point.clock.offset is not None


def _instant_before(a: DateValue, b: DateValue) -> Answer:
    """Return the order of two times; within the same minute or second it cannot be told."""
    (start, end), (other_start, other_end) = instants(a, "UTC"), instants(b, "UTC")
    if start is None or end is None or other_start is None or other_end is None:
        return "possibly"
    return "yes" if end <= other_start else "no" if start >= other_end else "possibly"


def after(a: DateValue, b: DateValue) -> Answer:
    """Return whether all of `a` happened on a later day than any of `b`; two times are compared as instants."""
    return before(b, a)


def overlaps(a: DateValue, b: DateValue) -> Answer:
    """Return whether what happened at `a` touched the period `b`.

    >>> from timeline.dates.edtf import parse_edtf as read
    >>> year = read("1985")
    >>> overlaps(read("1985-03"), year), overlaps(read("198X"), year), overlaps(read("1984"), year)
    ('yes', 'possibly', 'no')
    """
    if _falls_beside(a, b):
        return "no"
    return _each(a, b, _touches, any_of_a=True, any_of_b=True, period_b=True)


def contains(a: DateValue, b: DateValue) -> Answer:
    """Return whether all of `b` happened within the period `a`.

    >>> from timeline.dates.edtf import parse_edtf as read
    >>> year = read("1985")
    >>> contains(year, read("1985-03")), contains(year, read("198X")), contains(year, read("1990"))
    ('yes', 'possibly', 'no')
    """
    if _falls_beside(b, a):
        return "no"
    return _each(b, a, _within, any_of_b=True, period_b=True)


def _falls_beside(value: DateValue, period: DateValue) -> bool:
    """Return whether a date with X in the middle (2004-XX-15) can be no day of a period, though its bounds can."""
    point = value.point
    if point is None or not value.unspecified or point.season or period.kind in ("set", "list"):
        return False
    if value.earliest is None or value.latest is None or not has_gaps(point.year, point.month, point.day):
        return False
    first, last = period.earliest or value.earliest, period.latest or value.latest
    return not any_completion(point.year, point.month, point.day, first, last)


def _each(
    a: DateValue,
    b: DateValue,
    ask: Callable[[_Extent, _Extent], Answer],
    any_of_a: bool = False,
    any_of_b: bool = False,
    period_b: bool = False,
) -> Answer:
    """Return the answer over the members: alternatives must agree, of a list all (or any) must hold."""
    answers = []
    for one in _extents(a, False):
        row = [ask(one, two) for two in _extents(b, period_b)]
        answers.append(_joined(row, b.kind == "list", any_of_b))
    return _joined(answers, a.kind == "list", any_of_a)


def _joined(answers: Iterable[Answer], is_list: bool, any_of: bool) -> Answer:
    """Return one answer for several members."""
    found = set(answers)
    if len(found) == 1:
        return found.pop()
    if not is_list:  # one of them is true, it is not known which
        return "possibly"
    decisive: Answer = "yes" if any_of else "no"
    return decisive if decisive in found else "possibly"


def _extents(value: DateValue, period: bool) -> list[_Extent]:
    """Return the extent of each member of a set or list, or the one of anything else."""
    if value.kind == "interval":
        return [_interval_extent(value, period)]
    if value.kind in ("set", "list"):
        return [_member_extent(member, value.kind == "list", period) for member in value.members]
    return [_bounds_extent(_low(value), _high(value), period)]


def _bounds_extent(low: int, high: int, period: bool) -> _Extent:
    """Return the extent of something on one unknown day between bounds, or of a whole period."""
    return _Extent(low, low, high, high) if period else _Extent(low, high, low, high)


def _member_extent(member: Member, in_list: bool, period: bool) -> _Extent:
    """Return the extent of a member: one day of it, for a period all of it; of a run in a list each date of it."""
    first, last = member
    low, high = _low(first) if first else -_NEVER, _high(last) if last else _NEVER
    if first is last and first is not None:
        return _bounds_extent(low, high, period)
    if not in_list or period:
        return _bounds_extent(low, high, in_list)
    first_high = _high(first) if first else -_NEVER
    last_low = _low(last) if last else _NEVER
    return _Extent(low, first_high, last_low, high)


def _interval_extent(value: DateValue, period: bool) -> _Extent:
    """Return the extent of an interval; an open end goes on for ever, an unknown one may be anywhere."""
    first, last = value.members[0]
    low, high = _low(first) if first else -_NEVER, _high(last) if last else _NEVER
    if period and value.start != "unknown" and value.end != "unknown":
        return _Extent(low, low, high, high)
    first_high = _high(first) if first else high if value.start == "unknown" else -_NEVER
    last_low = _low(last) if last else low if value.end == "unknown" else _NEVER
    # Nothing ends before it starts, which narrows ends that may fall on either side of each other.
    return _Extent(low, min(first_high, high), max(last_low, low), high)


def _low(value: DateValue) -> int:
    """Return the first possible day."""
    return day_number(value.earliest) if value.earliest else -_NEVER


def _high(value: DateValue) -> int:
    """Return the last possible day."""
    return day_number(value.latest) if value.latest else _NEVER


def _extent_before(a: _Extent, b: _Extent) -> Answer:
    """Return whether the last day of one is before the first day of the other."""
    return "yes" if a.last_high < b.first_low else "no" if a.last_low >= b.first_high else "possibly"


def _touches(a: _Extent, b: _Extent) -> Answer:
    """Return whether the two share a day."""
    if a.first_low > b.last_high or b.first_low > a.last_high:
        return "no"
    return "yes" if a.first_high <= b.last_low and b.first_high <= a.last_low else "possibly"


def _within(a: _Extent, b: _Extent) -> Answer:
    """Return whether all days of one are days of the other."""
    if a.first_low >= b.first_high and a.last_high <= b.last_low:
        return "yes"
    return (
        "possibly"
        if a.first_high >= b.first_low
        and a.last_low <= b.last_high
        and a.last_high >= b.first_low
        and a.first_low <= b.last_high
        else "no"
    )


def extent_days(value: DateValue) -> tuple[int | None, int | None, int | None, int | None]:
    """Return the first and last day number something may have begun, then ended; None for no bound."""
    extents = _extents(value, False)
    if value.kind == "list":
        extents = [
            _Extent(
                min(extent.first_low for extent in extents),
                min(extent.first_high for extent in extents),
                max(extent.last_low for extent in extents),
                max(extent.last_high for extent in extents),
            )
        ]
    bounds = (
        min(extent.first_low for extent in extents),
        max(extent.first_high for extent in extents),
        min(extent.last_low for extent in extents),
        max(extent.last_high for extent in extents),
    )
    first_low, first_high, last_low, last_high = (None if abs(bound) == _NEVER else bound for bound in bounds)
    return first_low, first_high, last_low, last_high
