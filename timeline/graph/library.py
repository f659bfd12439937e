"""A Collection becomes a Library: every record by id, every event in time, every link from both of its ends.

    load(folder) -> Collection -> link -> Library -> site.pages.outputs

Drafts and embargoed events are left out here, so nothing after this point can publish them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from sys import intern
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from timeline.content.collection import Collection
from timeline.dates import Day, day_number, sort_key
from timeline.graph.links import Link, Mention, links_of, references_to
from timeline.graph.periods import Period, filed_under, period
from timeline.graph.references import citations, key_of
from timeline.graph.relations import RelationType
from timeline.model.provenance import Citation, Claim
from timeline.model.records import Actor, Event, Key, Place, Prose, Record, Source, Tag, Timeline

R = TypeVar("R", Event, Actor, Place, Source, Tag, Timeline)
H = TypeVar("H", bound=Hashable)
V = TypeVar("V")


class Statement(NamedTuple):
    """A claim and the event it is about; `number` counts the claims of that event from 1."""

    event: str
    number: int
    claim: Claim


class Use(NamedTuple):
    """A source used as evidence: the record it supports, the field (`claims[0].sources[0]`), and what is cited."""

    by: Key
    field: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Library:
    """Everything a page may need, read-only. Sequences of event ids are in order of time, oldest first.

    `mentions` are references in running text, `references` those in fields that have no index of their own here.
    `by_period` holds an event under the smallest period that holds its date, and under all larger ones around it.
    """

    events: Mapping[str, Event]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    tags: Mapping[str, Tag]
    timelines: Mapping[str, Timeline]
    prose: tuple[Prose, ...]
    order: tuple[str, ...]
    earlier: Mapping[str, str]
    later: Mapping[str, str]
    by_day: Mapping[Day, tuple[str, ...]]
    by_period: Mapping[Period, tuple[str, ...]]
    by_actor: Mapping[str, tuple[str, ...]]
    by_place: Mapping[str, tuple[str, ...]]
    by_tag: Mapping[str, tuple[str, ...]]
    by_source: Mapping[str, tuple[Use, ...]]
    links: Mapping[str, tuple[Link, ...]]
    statements: tuple[Statement, ...]
    mentions: Mapping[Key, tuple[Mention, ...]]
    references: Mapping[Key, tuple[Mention, ...]]
    translations: tuple[Prose, ...] = ()  # pages of prose in other languages than the main one


def is_published(record: Record, today: Day) -> bool:
    """Whether a record may reach a reader: no draft, and its embargo, if any, has passed."""
    if record.draft:
        return False
    if not isinstance(record, Event) or record.publish_after is None or record.publish_after.latest is None:
        return True
    return day_number(today) > day_number(record.publish_after.latest)


def link(collection: Collection, types: Mapping[str, RelationType], today: Day, zone: str = "UTC") -> Library:
    """The graph of everything that is published. It means something if the collection passes `timeline.graph.checks`;
    both may be done at once."""
    published = [record for record in collection.records if is_published(record, today)]
    prose = tuple(page for page in collection.prose if not page.draft)
    events = _by_id(published, Event)
    order = tuple(sorted(events, key=lambda id: (sort_key(events[id].date, zone), events[id].order, id)))
    by_tag = _grouped((tag, id) for id in order for tag in events[id].tags)
    mentions, references = references_to(published, _by_address(prose))
    return Library(
        events=events,
        actors=_by_id(published, Actor),
        places=_by_id(published, Place),
        sources=_by_id(published, Source),
        tags=_all_tags(_by_id(published, Tag), by_tag),
        timelines=_by_id(published, Timeline),
        prose=tuple(page for page in prose if not page.lang),
        translations=tuple(page for page in prose if page.lang),
        order=order,
        earlier=MappingProxyType({later: earlier for earlier, later in pairwise(order)}),
        later=MappingProxyType(dict(pairwise(order))),
        by_day=_grouped((day, id) for id in order if (day := _day(events[id])) is not None),
        by_period=_grouped((held, id) for id in order for held in _periods(events[id])),
        by_actor=_grouped(_once((part.actor, id) for id in order for part in events[id].actors)),
        by_place=_grouped((place, id) for id in order for place in events[id].places),
        by_tag=by_tag,
        by_source=_grouped(_uses(published, order)),
        links=links_of(events, order, types),
        statements=tuple(
            Statement(id, number, claim) for id in order for number, claim in enumerate(events[id].claims, 1)
        ),
        mentions=mentions,
        references=references,
    )


def _by_id(records: Iterable[Record], kind: type[R]) -> Mapping[str, R]:
    found = [record for record in records if isinstance(record, kind)]
    return MappingProxyType({record.id: record for record in sorted(found, key=lambda record: record.id)})


def _grouped(pairs: Iterable[tuple[H, V]]) -> Mapping[H, tuple[V, ...]]:
    groups: defaultdict[H, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in groups.items()})


def _once(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """An actor may take part in an event in two roles, and is listed once."""
    return iter(dict.fromkeys(pairs))


def _all_tags(tags: Mapping[str, Tag], by_tag: Mapping[str, tuple[str, ...]]) -> Mapping[str, Tag]:
    """Tags with a record, and those that events use without one."""
    bare = {id: Tag(id=id, label=id.replace("-", " ")) for id in by_tag if id not in tags}
    return MappingProxyType(dict(sorted({**bare, **tags}.items())))


def _by_address(pages: Iterable[Prose]) -> Iterator[Prose]:
    """Every page of prose with its translations after it, so that what refers to a record stands in an order that no
    translation changes."""
    listed = list(pages)
    others: defaultdict[str, list[Prose]] = defaultdict(list)
    for page in listed:
        if page.lang:
            others[page.address].append(page)
    for page in listed:
        if not page.lang:
            yield page
            yield from others.pop(page.address, ())
    yield from chain.from_iterable(others.values())


def _day(event: Event) -> Day | None:
    return event.date.earliest if event.date.earliest == event.date.latest else None


def _periods(event: Event) -> Iterator[Period]:
    smallest = filed_under(event.date)
    if smallest is None:
        return
    yield smallest
    if smallest.kind == "year":
        yield period("decade", smallest.first)
    if smallest.kind != "century":
        yield period("century", smallest.first)


def _uses(records: Iterable[Record], order: Iterable[str]) -> Iterator[tuple[str, Use]]:
    """Every citation, those of events first and in order of time."""
    rank = {id: number for number, id in enumerate(order)}
    listed = sorted(records, key=lambda record: rank.get(record.id, -1) if isinstance(record, Event) else len(rank))
    for record in listed:
        key = key_of(record)
        for field, citation in citations(record):
            yield citation.source, Use(key, intern(field), citation)
