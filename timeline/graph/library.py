"""A Collection becomes a Library: every record by id, every event in time, every link from both of its ends.

    load(folder) -> Collection -> link -> Library -> site.pages.outputs

Drafts and embargoed events are left out here, so nothing after this point can publish them.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from timeline.content.collection import Collection
from timeline.dates import Day, day_number, sort_key
from timeline.graph.links import Mention, mentions
from timeline.graph.periods import Period, filed_under
from timeline.graph.relations import RelationType
from timeline.model.provenance import Citation, Claim, Denial, Relation
from timeline.model.records import Actor, Event, Key, Place, Prose, Record, Source, Tag, Timeline

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Link:
    """One relation seen from one of its ends: `event` (this end) stands in `type` to `other`.

    `stated_by` is the id of the event whose record says so; `part_of` becomes a link like any other.
    """

    event: str
    type: RelationType
    other: str
    stated_by: str
    according_to: str | None = None
    denied_by: tuple[Denial, ...] = ()
    note: str | None = None
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim and the event it is about; `number` counts the claims of that event from 1."""

    event: str
    number: int
    claim: Claim


@dataclass(frozen=True, slots=True)
class Use:
    """A source used as evidence: the record it supports, the field, and what is cited."""

    by: Key
    field: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Library:
    """Everything a page may need, read-only. Sequences of event ids are in order of time, oldest first."""

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
