"""An edition after some records have changed: what differs is worked out from these records alone.

    revised = revise(old, before, after, …)      revised.edition, revised.facts

Every index of the library and the edition is a list of what single records contribute, by key, in a known order. So the
indexes of a small library of the changed records alone, as they were and as they are, tell which keys are touched, what
leaves them and what comes in; everything else stays as it was, and is not even looked at.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import chain
from typing import Any

from timeline.dates import sort_key
from timeline.graph.library import Library, Statement, Use
from timeline.graph.links import Link, Mention
from timeline.model.records import Event, Key, Prose, Tag
from timeline.site.fields import fields_that_differ
from timeline.site.histogram import Extent, extent_after, extent_of, spread_of, year_of
from timeline.site.likeness import same, shown_alike
from timeline.site.neighbours import Neighbours
from timeline.site.overlay import Overlay
from timeline.site.traces import BESIDE, EXTENT, FRAME, HEADLINE, PRINTED, RECORDS, SPREAD, fact
from timeline.site.vantage import Edition, Visit

Place = tuple[int, int]  # the number of a file, and of a record in it: the order in which content is read
OrderKey = tuple[Any, ...]
IN_TIME = ("by_day", "by_period", "by_actor", "by_place", "by_tag")  # ids of events, in order of time
BY_ID = ("members", "inner_places", "narrower")  # ids of other records
OF_RECORDS: tuple[str, ...] = (
    "links",
    "by_source",
    "mentions",
    "references",
    "claims_by",
    "denied_claims",
    "attributed_to",
)
OF_RECORDS += ("denied_links", "visits")
WHOLE = ("statements", "attributed")
OF_EVENTS = ("paths", "importance", "corrected")  # a value for each event, or for some
COLUMNS = ("date",)  # fields of all events that long lists read
DERIVED = ("order", "earlier", "later", "rank", "spread", "extent", "lean")
APART = (  # no record changes these
    *("prose", "translations", "pictures", "assets", "config", "root", "language", "writer", "memo", "library"),
)
KIND = {"events": "event", "actors": "actor", "places": "place", "sources": "source", "tags": "tag"}
KIND |= {"timelines": "timeline"}


class Timed:
    """The events in order of time. `read` gives what each is sorted by, and the year it is counted in, if any."""

    __slots__ = ("ids", "read")

    def __init__(self, ids: Sequence[str], read: Callable[[], tuple[Sequence[OrderKey], Sequence[int | None]]]) -> None:
        self.ids, self.read = ids, cache(read)


@dataclass(frozen=True, slots=True)
class Revised:
    """The new edition, the codes of all facts that have changed, and the order of its events; the keys of indexes that
    were touched, the other parts that differ, the fields of events of which any does, and the events that changed, came
    or went."""

    edition: Edition
    facts: frozenset[int]
    timed: Timed
    touched: Mapping[str, frozenset[Any]]
    changed_parts: frozenset[str]
    changed_columns: frozenset[str]
    events_changed: frozenset[str]


def order_key(event: Event, zone: str) -> OrderKey:
    """What an event is sorted by; see `timeline.graph.library.link`."""
    return (sort_key(event.date, zone), event.order, event.id)


def timed(library: Library, zone: str) -> Timed:
    """The times of all events of a library."""
    events = [library.events[id] for id in library.order]
    return Timed(library.order, lambda: ([order_key(one, zone) for one in events], [year_of(one) for one in events]))


def revise(
    old: Edition,
    times: Timed,
    before: Edition,
    after: Edition,
    place: Callable[[Key], Place],
    resettled: Set[Key] = frozenset(),
) -> Revised:
    """The edition with the records of `before` replaced by those of `after`; both hold nothing else.

    `place` tells where a record stands in the content now; `resettled` are those that stood elsewhere. Of prose only
    the links to records are looked at; the pages themselves and pictures are the caller's business.
    """
    work = _Revision(old, times, before, after, place, resettled)
    library: dict[str, Any] = {field.name: getattr(old.library, field.name) for field in fields(Library)}
    rest: dict[str, Any] = {field.name: getattr(old, field.name) for field in fields(Edition)}
    for name in RECORDS:
        library[name] = work.records(name)
    for name in (*IN_TIME, *OF_RECORDS, *BY_ID, *WHOLE):
        holder, one, other = (library, before.library, after.library) if name in library else (rest, before, after)
        merge = work.whole if name in WHOLE else work.index
        holder[name] = merge(name, holder[name], getattr(one, name), getattr(other, name))
    library["tags"] = work.tags(library["tags"], library["by_tag"])
    library |= work.order()
    rest["rank"] = work.rank
    for name in OF_EVENTS:
        rest[name] = work.plain(name, rest[name], getattr(before, name), getattr(after, name))
    rest["spread"] = work.spread()
    rest["extent"] = work.extent(library["events"])
    rest["lean"] = old.config.is_lean(len(work.times.ids))
    work.printed()
    work.beside(old.library.by_actor, library["by_actor"])
    rest["library"] = Library(**library)
    events = frozenset(before.library.events.keys() | after.library.events.keys())
    were, are = before.library.events, after.library.events
    columns = (
        name
        for name in COLUMNS
        if any(not same(getattr(were.get(id), name, None), getattr(are.get(id), name, None)) for id in events)
    )
    return Revised(
        edition=replace(old, **rest),
        facts=frozenset(work.facts),
        timed=work.times,
        touched=work.touched,
        changed_parts=frozenset(work.parts),
        changed_columns=frozenset(columns),
        events_changed=events,
    )


class _Revision:
    """One revision at work: facts are gathered while indexes are merged."""

    def __init__(
        self,
        old: Edition,
        times: Timed,
        before: Edition,
        after: Edition,
        place: Callable[[Key], Place],
        resettled: Set[Key],
    ) -> None:
        self.old, self.before, self.after = old, before, after
        self.facts: set[int] = set()
        self.touched: dict[str, frozenset[Any]] = {}
        self.parts: set[str] = set()
        self._place, zone = place, old.config.zone
        were, are = ({id: _time(e, zone) for id, e in one.library.events.items()} for one in (before, after))
        self._moved = frozenset(id for id in were.keys() | are.keys() if were.get(id) != are.get(id))
        self._old_times, self.times = times, times
        self.rank = old.rank
        if self._moved:
            self.parts.add("order")
            self.times = _reordered(times, self._moved, were, are)
            self.rank = {id: number for number, id in enumerate(self.times.ids)}
        self._out_of_place = resettled | {Key("event", id) for id in self._moved}
        self._changed = frozenset(
            Key(KIND[name], id)
            for name in RECORDS
            for id in chain(getattr(before.library, name), getattr(after.library, name))
        ) | {Key("prose", page.address) for site in (before, after) for page in _pages(site.library)}

    def records(self, name: str) -> Mapping[str, Any]:
        """The records of a kind; facts for every field that differs, and for what came or went."""
        old, before = getattr(self.old.library, name), getattr(self.before.library, name)
        after = getattr(self.after.library, name)
        if name == "tags":
            return dict(old.items())
        merged = Overlay(old, after, before.keys() - after.keys())
        self._note_keys(name, old, merged, before.keys() | after.keys())
        for id in before.keys() & after.keys():
            self.facts |= set(fields_that_differ(name, id, before[id], after[id]))
        return merged

    def tags(self, old: Mapping[str, Tag], by_tag: Mapping[str, Any]) -> Mapping[str, Tag]:
        """Tags with a record, and those that events use without one."""
        real = {id: tag for id, tag in self.after.library.tags.items() if tag.positions is not None}
        was_real = {id for id, tag in self.before.library.tags.items() if tag.positions is not None}
        new = dict(old)
        for id in self.before.library.tags.keys() | self.after.library.tags.keys():
            kept = new.get(id) if id not in was_real else None
            bare = Tag(id=id, label=id.replace("-", " ")) if id in by_tag else None
            tag = real.get(id) or (kept if kept is not None and kept.positions is not None else None) or bare
            if tag is None:
                new.pop(id, None)
            else:
                new[id] = tag
            if tag is not None and id in old:
                self.facts |= set(fields_that_differ("tags", id, old[id], tag))
        self._note_keys("tags", old, new, old.keys() ^ new.keys())
        if new != old or was_real or real:
            self.parts.add("tags")
        return dict(sorted(new.items()))

    def index(self, name: str, old: Mapping[Any, Any], before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Any:  # noqa: ANN401
        """An index with what the changed records contribute taken out and put in anew."""
        changed: dict[Any, Any] = {}
        gone = set()
        for key in before.keys() | after.keys():
            out, new = before.get(key, ()), after.get(key, ())
            if self._stay(name, out, new):
                continue
            was = old.get(key, ())
            now = tuple(self._put_in(name, was, new))
            if now and not same(was, now):
                changed[key] = now
            elif not now:
                gone.add(key)
        return self._merged(name, old, changed, {key for key in gone if key in old})

    def _stay(self, name: str, out: Sequence[Any], new: Sequence[Any]) -> bool:
        """Whether records contribute what they did, at the places they did."""
        return same(tuple(out), tuple(new)) and self._out_of_place.isdisjoint(_contributor(name, one) for one in out)

    def _put_in(self, name: str, was: Iterable[Any], new: Iterable[Any]) -> list[Any]:
        """What the changed records contributed is taken out, and what they do now put in where it belongs; the rest is
        in order."""
        kept = [value for value in was if _contributor(name, value) not in self._changed]
        for value in new:
            insort(kept, value, key=lambda value: self._sorted_by(name, value))
        return kept

    def plain(self, name: str, old: Mapping[Any, Any], before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Any:  # noqa: ANN401
        """The same for a mapping in which every key belongs to a record of its own."""
        changed = {key: value for key, value in after.items() if key not in old or old[key] != value}
        return self._merged(name, old, changed, before.keys() - after.keys())

    def _merged(self, name: str, old: Mapping[Any, Any], changed: Mapping[Any, Any], gone: Iterable[Any]) -> Any:  # noqa: ANN401
        merged = Overlay(old, changed, gone)
        touched = frozenset([*changed, *gone])
        self.touched[name] = touched
        self.facts |= {fact(name, key) for key in touched if not shown_alike(old.get(key), changed.get(key))}
        self._note_keys(name, old, merged, touched)
        return merged if touched else old

    def whole(self, name: str, old: Sequence[Any], before: Sequence[Any], after: Sequence[Any]) -> Sequence[Any]:
        """The same for a list of all that records contribute."""
        if self._stay(name, before, after):
            return old
        now = tuple(self._put_in(name, old, after))
        alike = same(tuple(old), now)
        self._note_sequence(name, old, now, alike or (bool(self.old.config.others) and shown_alike(tuple(old), now)))
        if not alike:
            self.parts.add(name)
        return now

    def order(self) -> dict[str, Any]:
        """The order of the events, and the neighbours of each."""
        old, new = self._old_times.ids, self.times.ids
        if not self._moved:
            return {}
        self._note_sequence("order", old, new, old == new)
        self._note_rank()
        library = self.old.library
        earlier, later = Neighbours(new, self.rank, -1), Neighbours(new, self.rank, 1)
        sides: tuple[Mapping[str, str], ...] = (library.earlier, library.later, earlier, later)
        beside = {side[id] for side in sides for id in self._moved if id in side} | self._moved
        self._note_mapping("earlier", library.earlier, earlier, beside)
        self._note_mapping("later", library.later, later, beside)
        return {"order": new, "earlier": earlier, "later": later}

    def _note_rank(self) -> None:
        """Which of two events comes first depends on what the two are sorted by, and on nothing else."""
        self.facts |= {fact("rank", id) for id in self._moved}
        self._note_keys("rank", self.old.rank, self.rank, self._moved)

    def beside(self, old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]]) -> None:
        """Facts about the neighbours of events among those of an actor."""
        for actor in self.touched["by_actor"]:
            was, now = (_neighbours(found.get(actor, ())) for found in (old, new))
            ids = was.keys() | now.keys()
            self.facts |= {fact(BESIDE, actor, id) for id in ids if was.get(id) != now.get(id)}

    def spread(self) -> Any:  # noqa: ANN401
        """How events lie in time."""
        old = self.old.spread
        new = spread_of(self.times.read()[1]) if self._moved else old
        if new != old:
            self.facts.add(SPREAD)
            self.parts.add("spread")
        self.facts |= {FRAME} if (new and new.frame) != (old and old.frame) else set()
        return new

    def extent(self, events: Mapping[str, Event]) -> Extent:
        """The years of the first and the last day."""
        out, new = (extent_of(e.date for e in one.library.events.values()) for one in (self.before, self.after))
        find = getattr(events, "lazy", events.__getitem__)
        now = extent_after(self.old.extent, out, new, lambda: (find(id).date for id in self.times.ids))
        if now != self.old.extent:
            self.facts.add(EXTENT)
            self.parts.add("extent")
        return now

    def printed(self) -> None:
        """Whether there are now documents for paper, or no more."""
        printed = self.old.config.printed
        if printed(len(self._old_times.ids)) != printed(len(self.times.ids)):
            self.facts.add(PRINTED)

    def _note_mapping(self, name: str, old: Mapping[Any, Any], new: Mapping[Any, Any], keys: Iterable[Any]) -> None:
        touched = {key for key in keys if old.get(key) != new.get(key)}
        self.facts |= {fact(name, key) for key in touched}
        self._note_keys(name, old, new, touched)

    def _note_keys(self, name: str, old: Mapping[Any, Any], new: Mapping[Any, Any], keys: Iterable[Any]) -> None:
        """Facts about which keys there are."""
        moved = [key for key in keys if (key in old) != (key in new)]
        if moved:
            self.facts.add(fact(name, "*", "keys"))
        for key in moved:
            self.facts |= {fact(name, key), fact(name, key, "in"), fact(name, key, HEADLINE)}
        if len(old) != len(new):
            self.facts.add(fact(name, "*", "len"))
        if bool(len(old)) != bool(len(new)):
            self.facts.add(fact(name, "*", "bool"))

    def _note_sequence(self, name: str, old: Sequence[Any], new: Sequence[Any], alike: bool) -> None:
        if not alike:
            self.facts.add(fact(name, "*"))
        if len(old) != len(new):
            self.facts.add(fact(name, "*", "len"))
        if bool(old) != bool(new):
            self.facts.add(fact(name, "*", "bool"))

    def _sorted_by(self, name: str, value: Any) -> tuple[Any, ...]:  # noqa: ANN401
        if name in BY_ID:
            return (value,)
        key = _contributor(name, value)
        if key.kind == "event" and name not in ("mentions", "references"):
            return (0, self.rank[key.id])
        return (1, key.id) if name == "visits" else (1, *self._place(key))


def _pages(library: Library) -> Iterator[Prose]:
    return chain(library.prose, library.translations)


def _time(event: Event, zone: str) -> tuple[OrderKey, int | None]:
    return order_key(event, zone), year_of(event)


def _reordered(
    times: Timed,
    moved: Iterable[str],
    were: Mapping[str, tuple[OrderKey, int | None]],
    are: Mapping[str, tuple[OrderKey, int | None]],
) -> Timed:
    """The events in order of time after some have come, gone or got another date."""
    found, listed = times.read(), list(moved)
    ids, keys, years = list(times.ids), list(found[0]), list(found[1])
    for id in (id for id in listed if id in were):
        at = bisect_left(keys, were[id][0])
        del ids[at], keys[at], years[at]
    for id in (id for id in listed if id in are):
        key, year = are[id]
        at = bisect_left(keys, key)
        ids.insert(at, id)
        keys.insert(at, key)
        years.insert(at, year)
    return Timed(tuple(ids), lambda: (keys, years))


def _neighbours(ids: Sequence[str]) -> dict[str, tuple[str | None, str | None]]:
    """The events before and after each."""
    return dict(zip(ids, zip((None, *ids), (*ids[1:], None), strict=False), strict=False))


def _contributor(name: str, value: Any) -> Key:  # noqa: ANN401
    """The record whose contribution to an index a value is."""
    if isinstance(value, Use):
        return value.by
    if isinstance(value, Statement):
        return Key("event", value.event)
    if isinstance(value, Link):
        return Key("event", value.stated_by)
    if isinstance(value, Mention):
        return value.source
    if isinstance(value, Visit):
        return Key("timeline", value.timeline)
    return Key({"members": "actor", "inner_places": "place", "narrower": "tag"}.get(name, "event"), value)
