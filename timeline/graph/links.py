"""Links between events seen from both ends, and who refers to whom."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from sys import intern
from types import MappingProxyType
from typing import NamedTuple

from timeline.graph.references import key_of, pointers, prose_pointers
from timeline.graph.relations import RelationType
from timeline.model.provenance import Citation, Denial, Relation
from timeline.model.records import Event, Key, Kind, Prose, Record


class Link(NamedTuple):
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


class Mention(NamedTuple):
    """`source` refers to `target` in `field`. A prose page's key is `Key("prose", address)`."""

    source: Key
    target: Key
    field: str


# These references of events have an index of their own in the Library, with more than the bare fact.
_INDEXED = re.compile(r"(?:actors|places|tags)\[\d+\](?:\.actor)?|relations\[\d+\]\.event|part_of")


def links_of(
    events: Mapping[str, Event], order: Iterable[str], types: Mapping[str, RelationType]
) -> Mapping[str, tuple[Link, ...]]:
    """All links by the event at their near end, those from the earlier event first.

    Raises KeyError for a relation of a type that does not exist: `timeline.graph.checks` finds these before.
    """
    links: defaultdict[str, list[Link]] = defaultdict(list)
    for id in order:
        for relation in _relations(events[id]):
            there = types[relation.type]
            back = types[there.inverse]
            said = (id, relation.according_to, relation.denied_by, relation.note, relation.sources)
            links[id].append(Link(id, there, relation.event, *said))
            links[relation.event].append(Link(relation.event, back, id, *said))
    return MappingProxyType({id: tuple(found) for id, found in links.items()})


def _relations(event: Event) -> tuple[Relation, ...]:
    if event.part_of is None:
        return event.relations
    return (Relation("part-of", event.part_of), *event.relations)


def references_to(
    records: Iterable[Record], prose: Iterable[Prose]
) -> tuple[Mapping[Key, tuple[Mention, ...]], Mapping[Key, tuple[Mention, ...]]]:
    """Who refers to a record: in running text, and in fields that have no index of their own (claims, attributions,
    stops, …). One entry for each pair and field."""
    in_text: defaultdict[Key, dict[Mention, None]] = defaultdict(dict)
    in_fields: defaultdict[Key, dict[Mention, None]] = defaultdict(dict)
    keys: dict[Key, Key] = {}  # one of each, however often it is referred to
    for record in records:
        source = keys.setdefault(key := key_of(record), key)
        for field, target in pointers(record, _is_known_of_events if source.kind == "event" else _is_known):
            target = keys.setdefault(target, target)
            if "@" in field:
                in_text[target][Mention(source, target, intern(field.partition("@")[0]))] = None
            else:
                in_fields[target][Mention(source, target, intern(field))] = None
    for page in prose:
        for field, target in prose_pointers(page):
            in_text[target][Mention(Key("prose", page.address), target, field.partition("@")[0])] = None
    return _frozen(in_text), _frozen(in_fields)


def _is_known(_: str, kind: Kind) -> bool:
    """Whether an index has the references of a field already; uses of sources have one."""
    return kind == "source"


def _is_known_of_events(field: str, kind: Kind) -> bool:
    return _is_known(field, kind) or _INDEXED.fullmatch(field) is not None


def _frozen(index: Mapping[Key, Mapping[Mention, None]]) -> Mapping[Key, tuple[Mention, ...]]:
    return MappingProxyType({key: tuple(found) for key, found in index.items()})
