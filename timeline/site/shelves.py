"""A long list -> shelves by century, decade, year, month and day, so that no page grows with the site.

    shelve(paths) -> Shelf(200 at most: all on one page;  more: an inner Shelf, with a page of its own, for each part)

A list is given as the paths of its items: the periods that hold the item's date, the largest first. A page that exists
goes on existing when items are added: whether a shelf is there depends only on whether the one around it has more than
fits. See docs/decisions/404-long-lists.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, NamedTuple

from timeline.dates import DateValue
from timeline.graph.periods import Period, edtf_year, filed_under, period

LONG = 200  # entries on a page
LONG_PROOF = 100  # claims, or quotations, on a page: they have more words


class Month(NamedTuple):
    """A month of a year, or a day of it."""

    year: int
    month: int
    day: int = 0

    @property
    def edtf(self) -> str:
        """`1998-03`, `1998-03-14`."""
        return f"{edtf_year(self.year)}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")


Stretch = Period | Month | Literal["longer"]
Path = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The items of a page, in order: all of them, and the `loose` ones that no inner shelf holds.

    `path` leads here from the whole list, whose path is empty; `part` numbers pieces of what dates cannot divide.
    """

    path: Path
    items: tuple[int, ...]
    loose: tuple[int, ...]
    inner: tuple["Shelf", ...] = ()
    part: int = 0

    @property
    def stretch(self) -> Stretch | None:
        """The smallest period around everything here."""
        return self.path[-1] if self.path else None


def path_of(date: DateValue) -> Path:
    """The periods an event is shelved under: `(20th century, 1990s, 1998, March, 14 March)`.

    Before the common era a decade may lie in two centuries (the 100s BCE). It is shelved in the one it begins in, so
    that a list has one shelf for it.
    """
    smallest = filed_under(date)
    if smallest is None:
        return ("longer",)
    if smallest.kind == "century":
        return (smallest,)
    decade = smallest if smallest.kind == "decade" else period("decade", smallest.first)
    path: Path = (period("century", decade.first), decade)
    return path if smallest.kind == "decade" else (*path, smallest, *_months(date))


def in_own_century(path: Path) -> Path:
    """The same path, but that a year is in the century it is in, where its decade begins in another: the pages of
    centuries hold what they should to the year.

    >>> year = Period(-99, -99, "year")
    >>> in_own_century((Period(-199, -100, "century"), Period(-108, -99, "decade"), year))[0]
    Period(first=-99, last=0, kind='century')
    """
    year = path[2] if len(path) > 2 else None
    if not isinstance(year, Period) or year.first in path[0]:
        return path
    return (period("century", year.first), *path[1:])


def _months(date: DateValue) -> Iterator[Month]:
    """The month, and the day, that an event of one year is filed under; an interval counts where it begins."""
    first, last = date.earliest, date.latest
    if first is None or last is None or (date.kind in {"interval", "season"} and date.start == "dated"):
        first = last = first or last
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return
    yield Month(first.year, first.month)
    if first.day == last.day and (date.kind == "interval" or date.earliest == date.latest):
        yield Month(first.year, first.month, first.day)


def shelve(paths: Sequence[Path], top: Path = (), most: int = LONG) -> Shelf:
    """A list as shelves; `top` is the period that the whole list belongs to, if it does."""
    return _shelf(paths, top, tuple(range(len(paths))), most)


def _shelf(paths: Sequence[Path], top: Path, items: tuple[int, ...], most: int) -> Shelf:
    if len(items) <= most:
        return Shelf(top, items, items)
    depth = len(top)
    groups: dict[Stretch, list[int]] = {}
    loose: list[int] = []
    for item in items:
        (groups.setdefault(paths[item][depth], []) if len(paths[item]) > depth else loose).append(item)
    inner = [_shelf(paths, (*top, s), tuple(groups[s]), most) for s in sorted(groups, key=_in_time)]
    if len(loose) <= most:
        return Shelf(top, items, tuple(loose), tuple(inner))
    parts = (tuple(loose[start : start + most]) for start in range(0, len(loose), most))
    pieces = [Shelf(top, piece, piece, part=number) for number, piece in enumerate(parts, 1)]
    return Shelf(top, items, (), (*pieces, *inner))


def _in_time(stretch: Stretch) -> tuple[int, int, int, int]:
    if stretch == "longer":
        return (0, 0, 0, 0)
    return (1, stretch.first, 0, 0) if isinstance(stretch, Period) else (1, stretch.year, stretch.month, stretch.day)


@dataclass(frozen=True, slots=True)
class Row:
    """What a page says of one of its shelves; `whole` if everything of it has to stand on that page."""

    shelf: Shelf
    items: tuple[int, ...]
    whole: bool = False


def rows(shelf: Shelf, most: int = 60) -> list[Row]:
    """The shelves of a page: those just inside it, or theirs in turn, as long as there are few."""
    found = [Row(shelf, shelf.loose, whole=True)] if shelf.loose else []
    found += [Row(inner, inner.items) for inner in shelf.inner]
    while any(_opens(row) for row in found):
        opened = [smaller for row in found for smaller in (_opened(row) if _opens(row) else [row])]
        if len(opened) > most:
            break
        found = opened
    return found


def _opens(row: Row) -> bool:
    return not row.whole and bool(row.shelf.inner) and row.items == row.shelf.items


def _opened(row: Row) -> list[Row]:
    own = [Row(row.shelf, row.shelf.loose)] if row.shelf.loose else []
    return own + [Row(inner, inner.items) for inner in row.shelf.inner]


Standing = tuple[Shelf, Shelf | None, Shelf | None]


def below(shelf: Shelf, periods: bool = True) -> Iterator[Standing]:
    """Every shelf inside one, with the ones before and after it, the outer ones first; perhaps without those whose
    period has a page of the whole site."""
    inner = [one for one in shelf.inner if periods or one.part or not isinstance(one.stretch, Period)]
    for number, one in enumerate(inner):
        yield one, inner[number - 1] if number else None, inner[number + 1] if number + 1 < len(inner) else None
        yield from below(one, periods)


class Alone(NamedTuple):
    """Where a shelf stands, without the list: its items are counted from 0, and of what is before and after it only
    the path, the part and the number of items are known."""

    shelf: Shelf
    before: tuple[Path, int, int] | None
    after: tuple[Path, int, int] | None

    @property
    def standing(self) -> Standing:
        """The same as if the list were there."""
        before, after = (
            one and Shelf(one[0], tuple(range(one[2])), (), part=one[1]) for one in (self.before, self.after)
        )
        return self.shelf, before, after


def alone(standing: Standing) -> Alone:
    """A shelf by itself; its first item is the first of `shelf.items`, and so on."""
    shelf, *beside = standing
    before, after = (None if one is None else (one.path, one.part, len(one.items)) for one in beside)
    return Alone(_renumbered(shelf, {item: number for number, item in enumerate(shelf.items)}), before, after)


def _renumbered(shelf: Shelf, number: Mapping[int, int]) -> Shelf:
    items, loose = (tuple(map(number.__getitem__, found)) for found in (shelf.items, shelf.loose))
    return Shelf(shelf.path, items, loose, tuple(_renumbered(inner, number) for inner in shelf.inner), shelf.part)


def gist(standing: Standing, names: Sequence[str]) -> str:
    """What the page of a shelf is given: what its items are called, in which order and on which inner shelves they
    stand, and what is before and after it. Pages with one gist differ in nothing but what they read."""
    shelf, *beside = standing
    found = _gist(shelf, names)
    found.update(repr([one and (one.path, one.part, len(one.items)) for one in beside]).encode())
    return found.hexdigest()


def _gist(shelf: Shelf, names: Sequence[str]) -> "blake2b":
    found = blake2b(repr((shelf.path, shelf.part)).encode(), digest_size=8)
    found.update("\0".join([names[item] for item in shelf.items]).encode("utf-8", "surrogateescape"))
    for inner in shelf.inner:
        found.update(_gist(inner, names).digest())
    return found
