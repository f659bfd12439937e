"""What a build leaves for the next one: records, indexes, and what each page was made from, to be read piece by piece.

    state = load_state(folder)          None if there is nothing that can be used
    state.edition(static, …)            an Edition whose records and indexes are read when they are asked for
    save_state(…)

Nothing is decoded that is not needed: one edit among 100 000 events reads a few records and a few keys.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from timeline.build.pack import DamagedError, Extent, Pack, freeze, seal, thaw, unseal
from timeline.graph.library import Library
from timeline.graph.periods import Period
from timeline.model.records import Key, Prose, Record
from timeline.site.config import SiteConfig
from timeline.site.language import load
from timeline.site.markdown import Writer
from timeline.site.memo import Memo
from timeline.site.revision import BY_ID, COLUMNS, IN_TIME, KIND, OF_RECORDS, WHOLE, Timed
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition

STATE, PACK = "state", "pack"
INDEXES = (*IN_TIME, *OF_RECORDS, *BY_ID, "paths")
AS_ONE = frozenset({"paths"})  # decoded as one: long lists of claims ask for every value of these
UnitKey = str | tuple[Any, ...]
Unit = tuple[str, UnitKey, str]  # family, key in it, file; without a file: which files the key has
SPARE_ROOM = 4 << 20


def encoded(key: object) -> UnitKey:
    """The key of a family as marshal knows it."""
    if isinstance(key, Period):
        return ("Period", key.first, key.last, key.kind)
    return ("Key", key.kind, key.id) if isinstance(key, Key) else str(key)


def decoded(key: UnitKey) -> Any:  # noqa: ANN401 - whatever the family has
    """The key that was encoded."""
    if isinstance(key, str):
        return key
    return Period(*key[1:]) if key[0] == "Period" else Key(*key[1:])


class LazyIndex(Mapping[Any, Any]):
    """An index whose values are decoded one by one, where they are bytes."""

    def __init__(self, blobs: Mapping[Any, Any]) -> None:
        self.blobs = blobs
        self._known: dict[Any, Any] = {}

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        if key not in self._known:
            found = self.blobs[key]
            self._known[key] = thaw(found) if isinstance(found, bytes) else found
        return self._known[key]

    def __contains__(self, key: object) -> bool:
        return key in self.blobs

    def __iter__(self) -> Iterator[Any]:
        return iter(self.blobs)

    def __len__(self) -> int:
        return len(self.blobs)


class LazyRecords(Mapping[str, Any]):
    """The published records of a kind; `lazy(id)` gives one that is read when a field is asked for."""

    def __init__(self, ids: Iterable[str], read: Callable[[str], Record], column: Callable[[str], Any]) -> None:
        self._ids = dict.fromkeys(ids)
        self._read, self._column = read, column

    def __getitem__(self, id: str) -> Any:  # noqa: ANN401
        found = self._ids[id]
        if found is None:
            found = self._ids[id] = self._read(id)
        return found

    def lazy(self, id: str) -> Any:  # noqa: ANN401
        """The same, at once."""
        return self._ids[id] or _LazyRecord(self, id, self._column)

    def __contains__(self, id: object) -> bool:
        return id in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


class _LazyRecord:
    """A record that is read when a field is asked for that no column holds. What was read is an attribute from then
    on, so that it is found without another call."""

    def __init__(self, records: LazyRecords, id: str, column: Callable[[str], Any]) -> None:
        self._records, self._id, self._column = records, id, column

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        column = self._column(name)
        if column is None:
            record = self._records[self._id]
            self.__dict__.update((field, getattr(record, field)) for field in record.__dataclass_fields__)
            return getattr(record, name)
        value = self.__dict__[name] = column[self._id]
        return value


@dataclass(slots=True)
class Traces:
    """What every unit has read: four bytes a fact, one unit after the other, and what is newer than these."""

    codes: bytes
    starts: bytes  # of each unit, in bytes, as an array of Q
    newer: dict[int, bytes] = field(default_factory=dict)

    def hit(self, facts: Iterable[int]) -> set[int]:
        """The numbers of the units that have read one of these facts."""
        starts = array("Q", self.starts)
        found = set()
        for code in facts:
            mark = array("I", (code,)).tobytes()
            at = self.codes.find(mark)
            while at >= 0:
                if at % 4 == 0:
                    number = bisect_right(starts, at) - 1
                    found.add(number)
                    at = self.codes.find(mark, starts[number + 1] if number + 1 < len(starts) else len(self.codes))
                else:
                    at = self.codes.find(mark, at + 1)
        changed = frozenset(facts)
        found -= self.newer.keys()
        found |= {number for number, trace in self.newer.items() if not changed.isdisjoint(array("I", trace))}
        return found

    @property
    def is_worn(self) -> bool:
        """Whether so much is newer that it had better be written anew."""
        return 4 * sum(map(len, self.newer.values())) > len(self.codes) + (1 << 16)

    def of(self, number: int) -> bytes:
        """The trace of a unit."""
        if number in self.newer:
            return self.newer[number]
        starts = array("Q", self.starts)
        end = starts[number + 1] if number + 1 < len(starts) else len(self.codes)
        return self.codes[starts[number] : end] if number < len(starts) else b""


def traces_of(traces: Iterable[bytes]) -> Traces:
    """Traces by the number of their unit."""
    listed = list(traces)
    starts, at = array("Q"), 0
    for trace in listed:
        starts.append(at)
        at += len(trace)
    return Traces(b"".join(listed), starts.tobytes())


@dataclass(slots=True)
class State:
    """The state of a finished build. `files` are the records of each file and the digest of what they were read from;
    `records` say where each is in the pack; `units` are what has a trace, None for what is gone."""

    folder: Path
    pack: Pack
    head: dict[str, Any]
    units: list[Unit | None]
    traces: Traces

    @property
    def today(self) -> tuple[int, int, int]:
        """The day for which it was decided what is published."""
        return tuple(self.head["today"])

    def blob(self, name: str) -> Any:  # noqa: ANN401
        """A decoded part. Raises DamagedError."""
        return thaw(self.pack.get(self.head["parts"][name]))

    def config(self) -> SiteConfig:
        """The settings of the build."""
        found = self.blob("config")
        if not isinstance(found, SiteConfig):
            raise DamagedError("config")
        return found

    def record(self, kind: str, id: str) -> Record:
        """A record, published or not."""
        found: Record = thaw(self.pack.get(self.head["records"][kind][id][:3]))
        return found

    def place(self, key: Key) -> tuple[str, int] | None:
        """The file of a record in the content, and its number in that file."""
        found = self.head["records"].get(key.kind, {}).get(key.id)
        return (found[3], found[4]) if found else None

    def records_of_file(self, path: str) -> list[Record]:
        """The records of a file, as they were."""
        return [self.record(kind, id) for kind, id in self.head["files"].get(path, (b"", ()))[1]]

    def prose(self) -> tuple[Prose, ...]:
        """The published pages of prose, those in the main language first."""
        found: tuple[Prose, ...] = self.blob("prose")
        return found

    def timed(self) -> Timed:
        """The events in order of time."""
        order = self.head["order"]
        return Timed(keys={id: key for id, key, _ in order}, years={id: year for id, _, year in order})

    def edition(self, config: SiteConfig, remember: int) -> Edition:
        """The edition as it was, read from the pack piece by piece."""
        columns: dict[str, Any] = {}

        def column(name: str) -> Any:  # noqa: ANN401
            if name in COLUMNS and name not in columns:
                columns[name] = self.blob(f"column {name}")
            return columns.get(name)

        library: dict[str, Any] = {
            name: LazyRecords(
                self.head["published"][name],
                lambda id, kind=KIND[name]: self.record(kind, id),  # type: ignore[misc]
                column if name == "events" else lambda _: None,
            )
            for name in RECORDS
        }
        library["tags"] = self.blob("tags")
        rest: dict[str, Any] = {"paths": {}}
        lazy = {name: _Later(lambda name=name: self.blob(f"index {name}")) for name in INDEXES}  # type: ignore[misc]
        whole = {name: self.blob(f"whole {name}") for name in WHOLE}
        ids = tuple(id for id, _, _ in self.head["order"])
        pages = self.prose()
        library |= {"order": ids, "prose": tuple(page for page in pages if not page.lang)}
        library["translations"] = tuple(page for page in pages if page.lang)
        library["later"] = dict(pairwise(ids))
        library["earlier"] = {later: earlier for earlier, later in pairwise(ids)}
        for holder, kind in ((library, Library), (rest, Edition)):
            names = {one.name for one in fields(kind)}
            holder.update({name: value for name, value in {**lazy, **whole}.items() if name in names})
        rest["library"] = Library(**library)
        return Edition(
            config=config,
            root=config,
            language=load(config.language),
            writer=Writer(),
            assets=self.head["assets"],
            rank={id: number for number, id in enumerate(ids)},
            spread=self.blob("spread"),
            lean=config.is_lean(len(ids)),
            memo=Memo(remember),
            pictures=self.blob("pictures"),
            **rest,
        )


class _Later(LazyIndex):
    """An index that is not even opened before it is asked for something."""

    def __init__(self, open_it: Callable[[], Mapping[Any, Any]]) -> None:
        super().__init__({})
        self._open: Callable[[], Mapping[Any, Any]] | None = open_it

    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401
        if name == "blobs":
            opened = super().__getattribute__("_open")
            if opened is not None:
                self._open = None
                self.blobs = opened()
        return super().__getattribute__(name)


def frozen_index(name: str, index: Mapping[Any, Any]) -> bytes:
    """An index with every value as bytes, which are taken over as they are where the value was not touched; or with
    its values, of which equal parts are written once."""
    if name not in AS_ONE:
        return freeze({key: freeze(value) for key, value in index.items()})
    once: dict[Any, Any] = {}
    return freeze({key: tuple(once.setdefault(part, part) for part in value) for key, value in index.items()})


def load_state(folder: Path, digest: bytes | None = None) -> State | None:
    """The state in a cache folder, if it is whole; with a digest, only that very one."""
    head = unseal(folder / STATE, digest)
    if not isinstance(head, dict):
        return None
    try:
        pack = Pack(folder / str(head["pack"]))
        codes, starts = bytes(pack.get(head["codes"])), bytes(pack.get(head["starts"]))
        return State(folder, pack, head, head["units"], Traces(codes, starts, head["newer"]))
    except (DamagedError, KeyError):
        return None


def save_state(state: State) -> bytes:
    """Write a state, and a new pack where most of the old one is no longer used. Returns the digest of the state."""
    head, pack, traces = state.head, state.pack, state.traces
    if traces.is_worn or "codes" not in head:
        traces = state.traces = traces_of(traces.of(number) for number in range(len(state.units)))
        head["codes"], head["starts"] = pack.put(traces.codes), pack.put(traces.starts)
    head |= {"units": state.units, "newer": traces.newer}
    live = _live(head)
    if pack.size > 2 * sum(length for _, length, _ in live) + SPARE_ROOM:
        number = int(str(head["pack"]).rpartition("-")[2] or 0) + 1
        old = pack
        pack, moved = pack.copied(state.folder / f"{PACK}-{number}", live)
        old.close()
        _relocate(head, moved)
        head["pack"] = pack.file.name
        state.pack = pack
    pack.flush()
    digest = seal(state.folder / STATE, head)
    for file in state.folder.glob(f"{PACK}-*"):
        if file.name != head["pack"]:
            file.unlink(missing_ok=True)
    return digest


def _live(head: Mapping[str, Any]) -> list[Extent]:
    extents = [tuple(found[:3]) for kind in head["records"].values() for found in kind.values()]
    return [*extents, *map(tuple, head["parts"].values()), tuple(head["codes"]), tuple(head["starts"])]


def _relocate(head: dict[str, Any], moved: Mapping[Extent, Extent]) -> None:
    for kind in head["records"].values():
        for id, found in kind.items():
            kind[id] = (*moved[tuple(found[:3])], *found[3:])
    head["parts"] = {name: moved[tuple(extent)] for name, extent in head["parts"].items()}
    head["codes"], head["starts"] = moved[tuple(head["codes"])], moved[tuple(head["starts"])]


def new_pack(folder: Path) -> Pack:
    """A pack under a name that no state uses."""
    taken = {name for name in os.listdir(folder) if name.startswith(f"{PACK}-")} if folder.is_dir() else set()  # noqa: PTH208
    number = next(n for n in range(1, len(taken) + 2) if f"{PACK}-{n}" not in taken)
    return Pack.empty(folder / f"{PACK}-{number}")
