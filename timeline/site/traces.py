"""What a page was made from, recorded while its view is made: the names of the facts it has read, and nothing else.

    watched, recorder = watch(edition)
    with recorder.noting() as trace: view = plan.view(vantage(watched, plan.address))
    trace -> {2411350017, …}      codes of facts such as "the title of the event reactor-4", "who appears in 1979"

A fact is a field of a record, a key of an index (its value, or whether it is there), or how many keys there are; or
what is worked out of these where that changes far less often, such as whether there are more than 5,000 events. Its
code is a checksum of its name: two names with one code make a page be made once too often, never too seldom. A page
needs to be made again only if a fact it has read has changed; see `timeline.site.revision`.

In the other languages of a site, facts that hold words have the language in their name; all others are those of the
main language (`timeline.site.parallel`).
"""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import Any, TypeVar, cast
from zlib import crc32

from timeline.graph.library import Library
from timeline.graph.periods import Period
from timeline.model.records import Actor, Event, Place, Prose, Record, Source, Tag, Timeline
from timeline.site.histogram import Extent, Frame, Histogram
from timeline.site.memo import Memo
from timeline.site.vantage import WORDED, Edition, Headline

V = TypeVar("V")
R = TypeVar("R", bound=Record)
RECORDS: Mapping[str, type] = {
    "events": Event,
    "actors": Actor,
    "places": Place,
    "sources": Source,
    "tags": Tag,
    "timelines": Timeline,
}
NAMES = {kind: name for name, kind in RECORDS.items()}
SEQUENCES = ("order", "statements", "attributed", "prose")
# what every language has its own of
OF_WORDS = frozenset({*RECORDS, *WORDED, "links", "statements", "attributed", "prose"})
SPREAD, EXTENT, FRAME, PRINTED = crc32(b"spread"), crc32(b"extent"), crc32(b"frame"), crc32(b"is_printed")
FEW = 32  # facts behind a link, a mark, or an entry of a list
GIVEN = "given"  # of what is not worked out of facts, but given to the memo
IN_FOOT = "in_foot"  # of the facts about the pages of prose in the foot of all pages of a language
ALL_FIELDS = "*"  # of the fact about all fields of a record but one, which changes with every line above the record
APART_FROM_FIELDS = "positions"
HEADLINE = "headline"  # of the fact about what a link shows of an event
OF_HEADLINE = frozenset({"title", "date", "status"})
BESIDE = "beside"  # of the facts about the neighbours of an event in the list of an actor


def fact(of: str, key: Hashable, what: str = "") -> int:
    """The code of a fact: of a record's field `fact("events", id, "title")`, of an index `fact("by_actor", id)`,
    of a key's being there `fact("by_actor", id, "in")`, of the whole `fact("by_actor", "*", "keys")`."""
    return crc32(what.encode(), crc32(f"{of}\0{key}\0".encode("utf-8", "surrogateescape")))


@lru_cache(maxsize=8192)
def _of_period(stretch: Period) -> int:
    return fact("by_period", stretch)


def in_words(name: str, tag: str) -> str:
    """What facts about the values of a record, index or row are of, in another language of the site by its `tag`.

    >>> in_words("links", "fa"), in_words("links", ""), in_words("by_actor", "fa")
    ('links/fa', 'links', 'by_actor')
    """
    return f"{name}/{tag}" if tag and name in OF_WORDS else name


class Recorder:
    """Takes down the facts that are read; `noted` are those since the innermost `noting` has begun."""

    __slots__ = ("noted",)

    def __init__(self) -> None:
        self.noted: set[int] = set()

    @contextmanager
    def noting(self) -> Iterator[set[int]]:
        """The facts that are read inside, which do not count outside."""
        outer, self.noted = self.noted, set()
        try:
            yield self.noted
        finally:
            self.noted = outer


class _WatchedMemo(Memo):
    """A memo that tells again what was read for a value that it hands out once more."""

    def __init__(self, room: int, recorder: Recorder) -> None:
        super().__init__(room)
        self._recorder = recorder

    def give(self, key: Hashable, value: object) -> None:
        """What somebody else has found out, who knows as well when it changes."""
        super().give(key, (value, array("I", (fact(GIVEN, key),))))

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key."""
        known: Any = self._made.get(key)
        if known is None or self._given:
            known = self._given.get(key) or self._made.get(key) or self._before.get(key) or self._noted(make)
            if key not in self._given:
                self._keep(key, known)
        self._recorder.noted.update(known[1])
        return cast(V, known[0])

    def _noted(self, make: Callable[[], V]) -> tuple[V, Iterable[int]]:
        recorder = self._recorder
        outer, recorder.noted = recorder.noted, set()  # as `noting` does, which takes longer than to make a link
        try:
            value = make()
            codes = recorder.noted
        finally:
            recorder.noted = outer
        # a tuple takes ten times the room of an array, and is read in half the time
        return value, tuple(codes) if len(codes) <= FEW else array("I", codes)


class _WatchedIndex(Mapping[Any, Any]):
    """A mapping whose reading is noted. Keys come in one order, whatever the order in which they were put in; `tag` is
    the language of its values, if that is not the main one."""

    def __init__(self, name: str, found: Mapping[Any, Any], recorder: Recorder, tag: str = "") -> None:
        self._name, self._found, self._recorder = name, found, recorder
        self._of = in_words(name, tag)
        self._codes: dict[Hashable, int] = {}
        self._there: dict[object, int] = {}
        self._keys: tuple[Any, ...] | None = None

    def __getitem__(self, key: Hashable) -> Any:  # noqa: ANN401 - what the index holds
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = fact(self._of, key)
        self._recorder.noted.add(code)
        return self._found[key]

    def get(self, key: Hashable, default: Any = None) -> Any:  # noqa: ANN401
        """The value of a key, or the default."""
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: object) -> bool:
        code = self._there.get(key)
        if code is None:
            code = self._there[key] = fact(self._name, key, "in")
        self._recorder.noted.add(code)
        return key in self._found

    def __iter__(self) -> Iterator[Any]:
        self._recorder.noted.add(fact(self._name, "*", "keys"))
        if self._keys is None:
            self._keys = tuple(sorted(self._found))
        return iter(self._keys)

    def __len__(self) -> int:
        self._recorder.noted.add(fact(self._name, "*", "len"))
        return len(self._found)

    def __bool__(self) -> bool:
        self._recorder.noted.add(fact(self._name, "*", "bool"))
        return bool(self._found)


class _WatchedRecords(_WatchedIndex):
    """Records by id; what is read of each is noted field by field."""

    def __init__(self, name: str, found: Mapping[Any, Any], recorder: Recorder, tag: str = "") -> None:
        super().__init__(name, found, recorder, tag)
        self._find = getattr(found, "lazy", found.__getitem__)
        self._watched: dict[Hashable, Any] = {}
        self._kind = watched_kind(RECORDS[name], recorder)

    def __getitem__(self, key: Hashable) -> Any:  # noqa: ANN401
        record = self._watched.get(key)
        if record is None:
            code = fact(self._name, key, "in")
            self._recorder.noted.add(code)  # that there is none is noted as well
            record = self._watched[key] = self._kind(self._find(key), self._of, key, code)
        self._recorder.noted.add(record._there)
        return record


class _WatchedSequence(Sequence[Any]):
    """A sequence whose reading is noted: whether it is empty, how long it is, or all of it."""

    def __init__(self, name: str, found: Sequence[Any], recorder: Recorder, tag: str = "") -> None:
        self._name, self._found, self._recorder = name, found, recorder
        self._of = in_words(name, tag)

    def __bool__(self) -> bool:
        self._recorder.noted.add(fact(self._name, "*", "bool"))
        return bool(self._found)

    def __len__(self) -> int:
        self._recorder.noted.add(fact(self._name, "*", "len"))
        return len(self._found)

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        self._recorder.noted.add(fact(self._of, "*"))
        return self._found[key]

    def __iter__(self) -> Iterator[Any]:
        self._recorder.noted.add(fact(self._of, "*"))
        return iter(self._found)


def watched_kind(kind: type, recorder: Recorder) -> type:
    """A class of records that look like `kind` and note every field that is read; each is made of the record, what
    facts about it are called, its key, and the code of its being there."""

    def init(self: Any, record: object, name: str, key: Hashable, there: int = 0) -> None:  # noqa: ANN401
        put_record(self, record)  # past the guard of the frozen class, and without looking for the slot
        put_base(self, crc32(f"{name}\0{key}\0".encode("utf-8", "surrogateescape")))
        put_there(self, there)

    names = {field.name: property(_reader(field.name, recorder)) for field in fields(kind)}
    slots = {"__slots__": ("_base", "_record", "_there"), "__init__": init, "__module__": kind.__module__}
    made: Any = type(kind.__name__, (kind,), {**slots, **names})
    put_record, put_base, put_there = made._record.__set__, made._base.__set__, made._there.__set__
    return cast(type, made)


def _reader(name: str, recorder: Recorder) -> Callable[[Any], Any]:
    encoded, value = name.encode(), attrgetter(name)

    def read(self: Any) -> Any:  # noqa: ANN401
        recorder.noted.add(crc32(encoded, self._base))
        return value(self._record)

    return read


class _WatchedEdition(Edition):
    __slots__ = ("headlines", "recorder", "unwatched")
    headlines: dict[str, tuple[int, Headline]]
    recorder: Recorder
    unwatched: Edition

    def own(self, record: R) -> R:
        """The record whose page is made."""
        watched: Any = record
        self.recorder.noted.add(crc32(ALL_FIELDS.encode(), watched._base))
        found, kind = watched._record, type(record).__mro__[1]
        if not isinstance(found, kind):  # one that would be read field by field
            found = getattr(self.unwatched.library, NAMES[kind])[record.id]
        return cast(R, found)

    def headline(self, id: str) -> Headline:
        """What links show of an event."""
        seen = self.headlines.get(id)
        if seen is None:
            code = fact(in_words("events", self.config.language if self.prefix else ""), id, HEADLINE)
            self.recorder.noted.add(code)  # that there is none is noted as well
            seen = self.headlines[id] = code, self.unwatched.library.events[id]
        self.recorder.noted.add(seen[0])
        return seen[1]

    @property
    def spread(self) -> Histogram | None:
        """How events lie in time."""
        self.recorder.noted.add(SPREAD)
        return self.unwatched.spread

    @property
    def extent(self) -> Extent:
        """The years of the first and the last day."""
        self.recorder.noted.add(EXTENT)
        return self.unwatched.extent

    @property
    def frame(self) -> Frame | None:
        """The time over which events are spread."""
        self.recorder.noted.add(FRAME)
        return self.unwatched.frame

    @property
    def in_foot(self) -> tuple[Prose, ...]:
        """The pages of prose that the foot of every page leads to."""
        self.recorder.noted.add(fact(IN_FOOT, self.config.language if self.prefix else ""))
        return self.unwatched.in_foot

    @property
    def is_printed(self) -> bool:
        """Whether there are documents for paper of the whole site."""
        self.recorder.noted.add(PRINTED)
        return self.unwatched.is_printed

    def beside(self, actor: str, id: str) -> tuple[str | None, str | None]:
        """The neighbours of an event among those of an actor."""
        self.recorder.noted.add(fact(BESIDE, actor, id))
        return self.unwatched.beside(actor, id)

    def position(self, stretch: Period, id: str) -> tuple[int, int]:
        """The place of an event among those of a period."""
        self.recorder.noted.add(_of_period(stretch))
        return self.unwatched.position(stretch, id)


def watch(site: Edition, remember: int, main: Edition | None = None) -> tuple[Edition, Recorder]:
    """The same edition, and what will know of every fact that is read of it; `remember` is the room of its memo. `main`
    is the watched edition in the main language, if this is another one: both have one recorder, and share what is
    alike."""
    recorder = main.recorder if isinstance(main, _WatchedEdition) else Recorder()
    library = Library(**dict(_watched("library", site, recorder, main)))
    rest = {**dict(_watched("", site, recorder, main)), "library": library, "memo": _WatchedMemo(remember, recorder)}
    watched = object.__new__(_WatchedEdition)
    for name, value in rest.items():
        Edition.__dict__[name].__set__(watched, value)
    object.__setattr__(watched, "recorder", recorder)
    object.__setattr__(watched, "unwatched", site)
    object.__setattr__(watched, "headlines", {})
    return watched, recorder


def _watched(part: str, site: Edition, recorder: Recorder, main: Edition | None) -> Iterator[tuple[str, Any]]:
    """The fields of an edition, or of a part of it, each watched."""

    def of(edition: Edition) -> Any:  # noqa: ANN401
        return getattr(edition, part) if part else edition

    tag = site.config.language if site.prefix else ""
    for name in (field.name for field in fields(of(site))):
        value = getattr(of(site), name)
        if isinstance(main, _WatchedEdition) and value is getattr(of(main.unwatched), name):
            value = getattr(of(main), name)
        elif name in RECORDS:
            value = _WatchedRecords(name, value, recorder, tag)
        elif name in SEQUENCES:
            value = _WatchedSequence(name, _watched_prose(value, recorder) if name == "prose" else value, recorder, tag)
        elif isinstance(value, Mapping):
            value = _WatchedIndex(name, value, recorder, tag)
        yield name, value


def _watched_prose(pages: Iterable[Prose], recorder: Recorder) -> tuple[Prose, ...]:
    kind = watched_kind(Prose, recorder)
    return tuple(kind(page, "prose", page.path) for page in pages)
