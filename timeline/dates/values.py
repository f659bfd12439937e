"""What a date is once it has been read: frozen values, and the one error of the package.

The classes are written out by hand: importing `dataclasses` and `typing` costs several times what the whole
package may cost to import (docs/decisions/101). They behave as frozen, slotted dataclasses do.
"""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal, NamedTuple, TypeAlias

    Kind: TypeAlias = Literal["date", "datetime", "season", "year", "interval", "set", "list"]
    Precision: TypeAlias = Literal["year", "month", "day", "minute", "second", "season"]
    Bound: TypeAlias = Literal["dated", "open", "unknown"]
    Problem: TypeAlias = Literal["syntax", "impossible", "reversed", "ambiguous", "incomplete", "relative"]
    Extension: TypeAlias = Literal["minute", "time-interval", "time-set"]
    Answer: TypeAlias = Literal["yes", "no", "possibly"]

    class Day(NamedTuple):
        """A calendar day, proleptic Gregorian, astronomical year (0 is 1 BC)."""

        year: int
        month: int
        day: int

    class Clock(NamedTuple):
        """A time of day; `second` and `offset` (minutes ahead of UTC) are None where they were not written."""

        hour: int
        minute: int
        second: int | None
        offset: int | None

    class Point(NamedTuple):
        """The written components of one date: digits with X kept, "" for what is not there.

        `year` is signed ("-0043", "198X"); `number` is its integer, None when masked; `season` is 0 or 21 to 41;
        `marks` are the qualifiers ("", "?", "~", "%") in force on year, month or season, and day;
        `significant` is the n of `Sn`, else 0.
        """

        year: str
        number: int | None
        month: str
        day: str
        season: int
        clock: Clock | None
        marks: tuple[str, str, str]
        significant: int

    class Member(NamedTuple):
        """One member of a set or list, or the two ends of an interval; None is an end without a date."""

        first: DateValue | None
        last: DateValue | None
else:
    Answer = str
    Day = namedtuple("Day", "year month day")
    Clock = namedtuple("Clock", "hour minute second offset")
    Point = namedtuple("Point", "year number month day season clock marks significant")
    Member = namedtuple("Member", "first last")

_FIELDS = (
    "text",
    "edtf",
    "level",
    "kind",
    "precision",
    "earliest",
    "latest",
    "start",
    "end",
    "approximate",
    "uncertain",
    "unspecified",
    "point",
    "members",
    "extension",
    "exclusive",
)


class _OpenValue:
    """The fields of a date while they are being filled in."""

    __slots__ = _FIELDS

    text: str  # as the editor wrote it
    edtf: str  # canonical EDTF
    level: int  # the lowest EDTF level that can say it
    kind: Kind
    precision: Precision | None  # None for interval, set and list
    earliest: Day | None  # None: no bound
    latest: Day | None
    start: Bound
    end: Bound
    approximate: bool
    uncertain: bool
    unspecified: bool
    point: Point | None  # the components of a single date
    members: tuple[Member, ...]  # one for an interval, one or more for a set or list
    extension: Extension | None  # what strict EDTF does not have, but this project accepts
    exclusive: bool  # typed as "before" or "after" its only date; EDTF cannot say so, words can


class DateValue(_OpenValue):
    """A date as far as it is known. Two values are equal when their EDTF is."""

    __slots__ = ()

    def __new__(
        cls,
        text: str,
        edtf: str,
        level: int,
        kind: Kind,
        precision: Precision | None,
        earliest: Day | None,
        latest: Day | None,
        start: Bound = "dated",
        end: Bound = "dated",
        approximate: bool = False,
        uncertain: bool = False,
        unspecified: bool = False,
        point: Point | None = None,
        members: tuple[Member, ...] = (),
        extension: Extension | None = None,
        exclusive: bool = False,
    ) -> DateValue:
        """Return a frozen value; filled in while open, which takes a third of the time of `object.__setattr__`."""
        value = _OpenValue()
        value.text = text
        value.edtf = edtf
        value.level = level
        value.kind = kind
        value.precision = precision
        value.earliest = earliest
        value.latest = latest
        value.start = start
        value.end = end
        value.approximate = approximate
        value.uncertain = uncertain
        value.unspecified = unspecified
        value.point = point
        value.members = members
        value.extension = extension
        value.exclusive = exclusive
        value.__class__ = cls  # the same slots, so the class may change
        return value  # type: ignore[return-value]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return self.edtf == other.edtf if isinstance(other, DateValue) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __repr__(self) -> str:
        return (
            f"DateValue({self.edtf!r})" if self.text == self.edtf else f"DateValue({self.edtf!r}, text={self.text!r})"
        )

    def __reduce__(self) -> tuple[Callable[..., DateValue], tuple[object, ...]]:
        """With plain tuples in place of named ones, which take pickle five times as long."""
        earliest, latest, point = self.earliest, self.latest, self.point
        return revived, (
            *_BEFORE_DAYS(self),
            earliest and tuple(earliest),
            latest and tuple(latest),
            *_AFTER_DAYS(self),
            point and (*point[:_CLOCK], point.clock and tuple(point.clock), *point[_CLOCK + 1 :]),
            tuple([tuple(member) for member in self.members]),
            self.extension,
            self.exclusive,
        )

    def written(self, text: str, exclusive: bool = False) -> DateValue:
        """Return the same date with the text the editor wrote for it."""
        if text == self.text and exclusive == self.exclusive:
            return self
        return DateValue(
            text,
            self.edtf,
            self.level,
            self.kind,
            self.precision,
            self.earliest,
            self.latest,
            self.start,
            self.end,
            self.approximate,
            self.uncertain,
            self.unspecified,
            self.point,
            self.members,
            self.extension,
            exclusive,
        )


_BEFORE_DAYS = attrgetter(*_FIELDS[:5])
_AFTER_DAYS = attrgetter(*_FIELDS[7:12])
_CLOCK = 5  # its place in a point
_REVIVED: dict[tuple[object, ...], DateValue] = {}
_ROOM = 100_000


def revived(*parts: object) -> DateValue:
    """Return the date that was taken apart by pickling; equal ones are one, for many records have the same date."""
    found = _REVIVED.get(parts)
    if found is None:
        if len(_REVIVED) >= _ROOM:
            _REVIVED.clear()
        found = _REVIVED[parts] = _revived(list(parts))
    return found


def _revived(parts: list[Any]) -> DateValue:
    earliest, latest, point, members = parts[5], parts[6], parts[12], parts[13]
    parts[5], parts[6] = earliest and Day(*earliest), latest and Day(*latest)
    if point:
        clock = point[_CLOCK]
        parts[12] = Point._make((*point[:_CLOCK], clock and Clock(*clock), *point[_CLOCK + 1 :]))
    parts[13] = tuple([Member(*member) for member in members])
    return DateValue(*parts)


_CODES = {
    "syntax": "unrecognised",
    "impossible": "impossible-date",
    "reversed": "reversed-range",
    "ambiguous": "ambiguous",
    "incomplete": "unrecognised",
    "relative": "relative-date",
}


class DateError(ValueError):
    """A text that is no date, or more than one; the only error this package raises for what was written."""

    def __init__(
        self,
        text: str,
        position: int,
        reason: str,
        fix: str,
        problem: Problem = "syntax",
        readings: tuple[str, ...] = (),
        code: str = "",
    ) -> None:
        super().__init__(text, position, reason, fix, problem, readings, code)
        self.text: str = text
        self.position: int = position  # offset of the mistake, from 0
        self.reason: str = reason  # what is wrong: lower case, no full stop, quotes what was written
        self.fix: str = fix  # a change that can be typed
        self.problem: Problem = problem
        self.readings: tuple[str, ...] = readings  # EDTF, when the text can be read in several ways
        self.code: str = code or _CODES[problem]  # the class of the message, for example day-month-order

    def __str__(self) -> str:
        return f"{self.reason}; {self.fix}"

    def within(self, text: str, offset: int) -> DateError:
        """Return the same error as part of a longer text, `offset` characters into it."""
        return DateError(text, offset + self.position, self.reason, self.fix, self.problem, self.readings, self.code)
