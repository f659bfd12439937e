"""Events in lists: entries on the spine, in sections by year with the gaps between them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from timeline.graph.periods import Period, filed_under, period
from timeline.model.records import Event, Key
from timeline.site import phrases, urls
from timeline.site.vantage import Vantage
from timeline.site.views.parts import (
    DateView,
    Link,
    Mark,
    actor_link,
    actor_names,
    date_view,
    event_link,
    mark,
    place_link,
    summary_of,
    tag_link,
)
from timeline.site.views.relations import RelationView, disputes

FULL = 300
SHORTEST_GAP = 3
UNDATED = "Over more than a century"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event in a list. `role` is what the actor whose list it is was in it; `status` is empty if confirmed."""

    link: Link
    date: DateView
    mark: Mark
    summary: str = ""
    status: str = ""
    role: str = ""
    chips: tuple[Link, ...] = ()
    disputes: tuple[RelationView, ...] = ()
    sources: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True, slots=True)
class Spine:
    """Events along time. `compact` if there are so many that each gets one line."""

    sections: tuple[YearSection, ...]
    compact: bool


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive events of one period, and how many more there are of it."""

    stretch: Period | None
    events: tuple[Event, ...]
    left_out: int = 0


def entry(at: Vantage, event: Event, *, role: str = "", compact: bool = False, chips: bool = True) -> Entry:
    """An event as it stands in a list."""
    language = at.site.config.language
    link = Link(at.href(Key("event", event.id)), event.title)
    date, shape = date_view(event.date, language), mark(event)
    status = "" if event.status == "confirmed" else status_words(at, event)
    if compact:
        return Entry(link=link, date=date, mark=shape, role=role, status=status)
    return Entry(
        link=link,
        date=date,
        mark=shape,
        summary=summary_of(event),
        status=status,
        role=role,
        chips=tuple(_chips(at, event)) if chips else (),
        disputes=disputes(at, event.id),
        sources=phrases.count(n, "source") if (n := len({c.source for c in event.sources})) else "",
    )


def status_words(at: Vantage, event: Event) -> str:
    """The status of an event in words, with who claims and who denies it."""
    claimants = actor_names(at, [claim.by for claim in event.claims])
    deniers = actor_names(at, [d.actor for claim in event.claims for d in claim.denied_by])
    return phrases.status(event, claimants, deniers)


def _chips(at: Vantage, event: Event) -> Iterator[Link]:
    """Links to actors, places and tags, but for the one whose page this is."""
    for id in dict.fromkeys(taking_part.actor for taking_part in event.actors):
        if at.address != urls.record(Key("actor", id)):
            yield actor_link(at, id)
    for id in event.places:
        if at.address != urls.record(Key("place", id)):
            yield place_link(at, id)
    for id in event.tags:
        if at.address != urls.record(Key("tag", id)):
            yield tag_link(at, id)


def spine(
    at: Vantage, ids: Sequence[str], roles: Mapping[str, str] | None = None, compact: bool | None = None
) -> Spine:
    """All of these events, each on one line if they are many."""
    events = [at.site.library.events[id] for id in ids]
    small = len(events) > FULL if compact is None else compact
    return Spine(_sections(at, _runs(events), small, roles or {}), small)


def digest(at: Vantage) -> Spine:
    """The whole timeline: every event if they are few, else the most important of each year, decade or century."""
    library = at.site.library
    if len(library.order) <= FULL:
        return spine(at, library.order)
    kind = next((k for k in ("year", "decade", "century") if _number_of(library.by_period, k) <= FULL // 5), "century")
    stretches = sorted(stretch for stretch in library.by_period if stretch.kind == kind)
    share = max(1, FULL // max(1, len(stretches)))
    runs = [_foremost(at, stretch, min(share, 12)) for stretch in stretches[-FULL:]]
    return Spine(_sections(at, runs, False, {}), False)


def _number_of(stretches: Iterable[Period], kind: str) -> int:
    return sum(stretch.kind == kind for stretch in stretches)


def _foremost(at: Vantage, stretch: Period, most: int) -> _Run:
    """The most important events of a period, in order of time."""
    library, rank = at.site.library, at.site.rank
    ids = library.by_period[stretch]
    chosen = sorted(ids, key=lambda id: (-library.events[id].importance, rank[id]))[:most]
    events = tuple(library.events[id] for id in sorted(chosen, key=rank.__getitem__))
    return _Run(stretch, events, len(ids) - len(events))


def _runs(events: Iterable[Event]) -> list[_Run]:
    return [_Run(stretch, tuple(run)) for stretch, run in groupby(events, key=lambda event: filed_under(event.date))]


def _sections(at: Vantage, runs: Sequence[_Run], compact: bool, roles: Mapping[str, str]) -> tuple[YearSection, ...]:
    newest = at.site.config.order == "newest"
    gaps = list(_gaps(runs))
    sections = []
    anchors: set[str] = set()
    for number, run in enumerate(runs):
        before = gaps[number] if not newest else (gaps[number + 1] if number + 1 < len(runs) else 0)
        entries = [entry(at, e, role=roles.get(e.id, ""), compact=compact) for e in run.events]
        heading = period_link(at, run.stretch)
        anchor = _anchor(run.stretch, anchors)
        sections.append(
            YearSection(
                heading=heading,
                in_year=run.stretch is not None and run.stretch.kind == "year",
                anchor=anchor,
                gap=phrases.gap(before) if before >= SHORTEST_GAP else "",
                entries=tuple(reversed(entries) if newest else entries),
                more=Link(heading.href, f"{run.left_out:,} more in {heading.text}") if run.left_out else None,
            )
        )
    return tuple(reversed(sections) if newest else sections)


def _anchor(stretch: Period | None, used: set[str]) -> str:
    """An anchor for a section; none for a second section of the same period."""
    name = urls.period_anchor(stretch) if stretch else ""
    if name in used:
        return ""
    used.add(name)
    return name


def _gaps(runs: Sequence[_Run]) -> Iterator[int]:
    """The years without an entry before each run."""
    reached: int | None = None
    for run in runs:
        starts = [event.date.earliest.year for event in run.events if event.date.earliest]
        yield max(0, min(starts) - reached - 1) if starts and reached is not None else 0
        ends = [day.year for event in run.events if (day := event.date.latest or event.date.earliest)]
        reached = max([*ends, *([reached] if reached is not None else [])], default=None)


def period_link(at: Vantage, stretch: Period | None) -> Link:
    """A link to the page of a period; words alone if it has none."""
    if stretch is None:
        return Link("", UNDATED)
    known = stretch in at.site.library.by_period
    return Link(at.base.href(urls.period(stretch)) if known else "", phrases.period(stretch, at.site.config.language))


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
