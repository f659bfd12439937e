"""Events in lists: entries on the spine, in sections by year with the gaps between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from itertools import groupby

from timeline.dates import DateValue
from timeline.graph.periods import Period, filed_under, period
from timeline.model.records import Event, Key
from timeline.site import phrases, urls
from timeline.site.marks import Mark, mark
from timeline.site.shelves import LONG, Month, Row, Shelf, rows, shelve
from timeline.site.values import value
from timeline.site.vantage import Edition, Headline, Vantage
from timeline.site.views.parts import (
    DateView,
    Link,
    actor_link,
    actor_names,
    date_view,
    event_link,
    key_link,
    place_link,
    summary_of,
    tag_link,
)
from timeline.site.views.relations import RelationView, disputes

FULL = 300  # entries on the front page
FOREMOST, FEW = 12, 3  # entries of a period whose events have a page of their own; on a light site
SHORTEST_GAP = 3
CHIPS = 12  # actors, places and tags below an entry


@value(kw_only=True)
class Entry:
    """An event in a list: the same value on all pages of one depth. `status` is empty if confirmed."""

    id: str
    link: Link
    date: DateView
    mark: Mark
    summary: str = ""
    status: str = ""
    chips: tuple[Link, ...] = ()
    disputes: tuple[RelationView, ...] = ()
    sources: str = ""


@value(kw_only=True)
class YearSection:
    """The entries of a year (decade, century), what precedes them, and a link to those left out.

    `in_year` if the heading is a year, so that dates below it need not repeat it.
    """

    heading: Link
    in_year: bool
    anchor: str
    gap: str
    entries: tuple[Entry, ...]
    more: Link | None = None


@value()
class Spine:
    """Events along time. `compact` if there are so many that each gets one line; `rows` if they are rows of a table,
    without the drawn line of time. On the page of a record, `own` is the link to it, which entries leave out, and
    `roles` are what an actor was in the events."""

    sections: tuple[YearSection, ...]
    compact: bool = False
    rows: bool = False
    own: Link | None = None
    roles: Mapping[str, str] = field(default_factory=dict)


@value()
class Listing:
    """A list of events, in order of time, that may take more than one page; `folder` is its address, `of` the record
    whose events they are."""

    folder: str
    ids: Sequence[str]
    of: Key | None = None
    roles: Mapping[str, str] = field(default_factory=dict)


@value()
class _Run:
    """A section to be: the events it stands for, and those of them that it shows."""

    heading: Link
    in_year: bool
    anchor: str
    ids: Sequence[str]
    shown: Sequence[str]


def entry(at: Vantage, id: str, *, compact: bool = False, chips: bool = True) -> Entry:
    """An event as it stands in a list."""
    return at.site.memo.of(("entry", id, at.base, compact, chips), lambda: _entry(at, id, compact, chips))


def _entry(at: Vantage, id: str, compact: bool, chips: bool) -> Entry:
    seen = at.site.headline(id)
    link = Link(at.href(Key("event", id)), seen.title)
    date, shape = date_view(seen.date, at.site.config.language), mark(seen)
    if compact and (at.site.lean or seen.status == "confirmed"):
        return Entry(id=id, link=link, date=date, mark=shape, status=brief_status(at, seen))
    event = at.site.library.events[id]
    status = "" if event.status == "confirmed" else status_words(at, event)
    if compact:
        return Entry(id=id, link=link, date=date, mark=shape, status=status)
    return Entry(
        id=id,
        link=link,
        date=date,
        mark=shape,
        summary=summary_of(event),
        status=status,
        chips=_some_chips(at, event) if chips else (),
        disputes=disputes(at, id),
        sources=phrases.count(at.site.language, n, "source") if (n := len({c.source for c in event.sources})) else "",
    )


def brief_status(at: Vantage, event: Headline) -> str:
    """The status of an event in a word or two; nothing if it is confirmed."""
    return "" if event.status == "confirmed" else at.site.language.say(phrases.STATUS[event.status])


def status_words(at: Vantage, event: Event) -> str:
    """The status of an event in words, with who claims and who denies it."""
    claimants = actor_names(at, [claim.by for claim in event.claims])
    deniers = actor_names(at, [d.actor for claim in event.claims for d in claim.denied_by])
    return phrases.status(at.site.language, event, claimants, deniers)


def _some_chips(at: Vantage, event: Event) -> tuple[Link, ...]:
    """The first links of an entry, and how many more its page has."""
    found = tuple(_chips(at, event))
    if len(found) <= CHIPS:
        return found
    return (*found[:CHIPS], Link("", at.site.language.count(phrases.MORE, len(found) - CHIPS)))


def _chips(at: Vantage, event: Event) -> Iterator[Link]:
    """Links to actors, places and tags."""
    for id in dict.fromkeys(taking_part.actor for taking_part in event.actors):
        yield actor_link(at, id)
    for id in event.places:
        yield place_link(at, id)
    for id in event.tags:
        yield tag_link(at, id)


def spine(at: Vantage, ids: Sequence[str], compact: bool = False) -> Spine:
    """All of these events."""
    return Spine(_sections(at, list(_runs(at, ids)), compact), compact)


def shelved(site: Edition, ids: Sequence[str], most: int = LONG) -> Shelf:
    """A list of events as shelves, one if they are few; what is no event belongs to no period."""
    return shelve([site.paths.get(id, ()) if len(ids) > most else () for id in ids], most=most)


def shelf_spine(at: Vantage, listing: Listing, shelf: Shelf, compact: bool = False) -> Spine:
    """The events of a shelf; of its inner shelves, if it has any, the most important. On a light site they are rows;
    those of a record by decades, since few years of a record hold more than one."""
    short = at.site.lean
    compact = compact or (short and listing.of is not None)
    if shelf.inner:
        found = rows(shelf)
        share = max(1, min(FEW if at.site.lean else FOREMOST, LONG // len(found)))
        runs = [_run(at, listing, row, share) for row in found]
    else:
        ids = [listing.ids[item] for item in shelf.items]
        runs = list(_runs(at, ids) if not short else _row_runs(at, ids, listing, shelf))
    own = listing.of and key_link(at, listing.of)
    return Spine(_sections(at, runs, compact), compact, short, own, listing.roles)


def _run(at: Vantage, listing: Listing, row: Row, share: int) -> _Run:
    ids, stretch = [listing.ids[item] for item in row.items], row.shelf.stretch
    heading = shelf_link(at, listing.folder, row.shelf)
    in_year = isinstance(stretch, Month) or (isinstance(stretch, Period) and stretch.kind == "year")
    anchor = "" if row.shelf.part else urls.shelf_anchor(stretch)
    return _Run(
        Link("", heading.text) if row.whole else heading,
        in_year,
        anchor,
        ids,
        ids if row.whole else foremost(at, ids, share),
    )


def shelf_link(at: Vantage, folder: str, shelf: Shelf, word: str = "event") -> Link:
    """A link to the page of a shelf, with its count."""
    counted = phrases.count(at.site.language, len(shelf.items), word)
    name = phrases.shelf(at.site.language, shelf)
    return Link(at.base.href(urls.shelf(folder, shelf.stretch, shelf.part)), name, counted)


def shelves_around(at: Vantage, folder: str, shelf: Shelf) -> tuple[Link, ...]:
    """Links to the larger shelves around one, the largest first."""
    depth = len(shelf.path) - (not shelf.part)
    outer = (Shelf(shelf.path[:length], (), ()) for length in range(1, depth + 1))
    return tuple(Link(link.href, link.text) for link in (shelf_link(at, folder, held) for held in outer))


def digest(at: Vantage) -> Spine:
    """The whole timeline: every event if they are few, else the most important of each year, decade or century."""
    library = at.site.library
    if len(library.order) <= FULL:
        return spine(at, library.order)
    kind = next((k for k in ("year", "decade", "century") if _number_of(library.by_period, k) <= FULL // 5), "century")
    stretches = sorted(stretch for stretch in library.by_period if stretch.kind == kind)
    share = min(FOREMOST, max(1, FULL // max(1, len(stretches))))
    runs = [
        _period_run(at, s, library.by_period[s], foremost(at, library.by_period[s], share)) for s in stretches[-FULL:]
    ]
    return Spine(_sections(at, runs, False))


def _number_of(stretches: Iterable[Period], kind: str) -> int:
    return sum(stretch.kind == kind for stretch in stretches)


def foremost(at: Vantage, ids: Iterable[str], most: int) -> list[str]:
    """The most important of some events, in order of time."""
    importance, rank = at.site.importance, at.site.rank
    chosen = sorted(dict.fromkeys(ids), key=lambda id: (-importance[id], rank[id]))[:most]
    return sorted(chosen, key=rank.__getitem__)


def _runs(at: Vantage, ids: Sequence[str]) -> Iterator[_Run]:
    """Consecutive events of one period."""
    headline = at.site.headline
    for stretch, found in groupby(ids, key=lambda id: filed_under(headline(id).date)):
        run = tuple(found)
        yield _period_run(at, stretch, run, run)


def _row_runs(at: Vantage, ids: Sequence[str], listing: Listing, shelf: Shelf) -> Iterator[_Run]:
    """Under which headings rows stand: none on the page of a year, of a month, or of a part of a record's list."""
    stretch = shelf.stretch
    if listing.of is not None and stretch is None:
        return _decades(at, ids)
    in_year = isinstance(stretch, Month) or (isinstance(stretch, Period) and stretch.kind == "year")
    return _one_run(ids) if in_year or listing.of is not None else _runs(at, ids)


def _one_run(ids: Sequence[str]) -> Iterator[_Run]:
    """Events under a heading that the page has already."""
    yield _Run(Link("", ""), False, "", ids, ids)


def _decades(at: Vantage, ids: Sequence[str]) -> Iterator[_Run]:
    """Consecutive events of one decade, or of what is larger and holds the whole date."""
    headline = at.site.headline
    for stretch, found in groupby(ids, key=lambda id: _decade(headline(id).date)):
        run = tuple(found)
        yield replace(_period_run(at, stretch, run, run), in_year=False)


def _decade(date: DateValue) -> Period | None:
    stretch = filed_under(date)
    return period("decade", stretch.first) if stretch and stretch.kind == "year" else stretch


def _period_run(at: Vantage, stretch: Period | None, ids: Sequence[str], shown: Sequence[str]) -> _Run:
    in_year = stretch is not None and stretch.kind == "year"
    return _Run(period_link(at, stretch), in_year, urls.period_anchor(stretch) if stretch else "", ids, shown)


def _sections(at: Vantage, runs: Sequence[_Run], compact: bool) -> tuple[YearSection, ...]:
    more_in = partial(phrases.more_in, at.site.language)
    newest = at.site.config.order == "newest"
    gaps = list(_gaps(at, runs))
    sections = []
    anchors: set[str] = set()
    for number, run in enumerate(runs):
        before = gaps[number] if not newest else (gaps[number + 1] if number + 1 < len(runs) else 0)
        entries = [entry(at, id, compact=compact, chips=not at.site.lean) for id in run.shown]
        left_out = len(run.ids) - len(run.shown)
        sections.append(
            YearSection(
                heading=run.heading,
                in_year=run.in_year,
                anchor=_once(run.anchor, anchors),
                gap=phrases.gap(at.site.language, before) if before >= SHORTEST_GAP else "",
                entries=tuple(reversed(entries) if newest else entries),
                more=Link(run.heading.href, more_in(left_out, run.heading.text)) if left_out else None,
            )
        )
    return tuple(reversed(sections) if newest else sections)


def _once(anchor: str, used: set[str]) -> str:
    """An anchor for a section; none for a second section of the same period."""
    if anchor in used:
        return ""
    used.add(anchor)
    return anchor


def _gaps(at: Vantage, runs: Sequence[_Run]) -> Iterator[int]:
    """The years without an entry before each run."""
    reached: int | None = None
    for number, run in enumerate(runs):
        dates = _dates(at, run) if len(runs) > 1 else []
        starts = [date.earliest.year for date in dates if date.earliest] if number else []
        yield max(0, min(starts) - reached - 1) if starts and reached is not None else 0
        ends = [day.year for date in dates if (day := date.latest or date.earliest)]
        reached = max([*ends, *([reached] if reached is not None else [])], default=None)


def _dates(at: Vantage, run: _Run) -> list[DateValue]:
    """The dates of a run. Where its events are shown, their headlines are read anyhow; of the others no more than the
    date is asked for, since a title that changes there changes nothing here."""
    headline, events = at.site.headline, at.site.library.events
    if len(run.shown) == len(run.ids):
        return [headline(id).date for id in run.ids]
    return [events[id].date for id in run.ids]


def period_link(at: Vantage, stretch: Period | None) -> Link:
    """A link to the page of a period; words alone if it has none."""
    if stretch is None:
        return Link("", phrases.undated(at.site.language))
    known = stretch in at.site.library.by_period
    return Link(at.base.href(urls.period(stretch)) if known else "", phrases.period(at.site.language, stretch))


def neighbours(at: Vantage, id: str) -> tuple[Link | None, Link | None]:
    """The events before and after one in time."""
    earlier, later = at.site.library.earlier.get(id), at.site.library.later.get(id)
    return event_link(at, earlier) if earlier else None, event_link(at, later) if later else None


def enclosing(stretch: Period) -> list[Period]:
    """The larger periods around one, the largest first."""
    if stretch.kind == "century":
        return []
    around = [period("century", stretch.first)]
    return around if stretch.kind == "decade" else [*around, period("decade", stretch.first)]
