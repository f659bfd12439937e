"""What a build leaves for the next one: records, indexes, and what each page was made from, to be read piece by piece.

    state = load_state(folder)          None if there is nothing that can be used
    state.edition(static, …)            an Edition whose records and indexes are read when they are asked for
    save_state(…)

Nothing is decoded that is not needed: one edit among 100 000 events reads a few records and a few keys.
"""

import os
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from timeline.build.lazy import LaterSequence, LazyRecords
from timeline.build.pack import DamagedError, Extent, Pack, freeze, seal, thaw, unseal
from timeline.build.tables import Layout, Table
from timeline.graph.library import Library
from timeline.graph.periods import Period
from timeline.model.records import Key, Prose, Record
from timeline.site.config import SiteConfig
from timeline.site.language import load
from timeline.site.markdown import Writer
from timeline.site.memo import Memo
from timeline.site.neighbours import Neighbours
from timeline.site.revision import BY_ID, COLUMNS, IN_TIME, KIND, OF_EVENTS, OF_RECORDS, WHOLE, Timed
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition

STATE, PACK = "state", "pack"
COPIES = "copies"  # the table of copies of published files; see copies.py
INDEXES = (*IN_TIME, *OF_RECORDS, *BY_ID)
RECORDS_OF_KIND = tuple(KIND.values())
UnitKey = str | tuple[Any, ...]
Unit = tuple[str, UnitKey, str]  # family, key in it, file; without a file: which files the key has
SPARE_ROOM = 4 << 20
FEW = 12  # facts that are found one by one as quickly as all together
NEWER = 4 << 20  # bytes of traces that are read and written with every build


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


@dataclass(slots=True)
class Traces:
    """What every unit has read: four bytes a fact, one unit after the other, and what is newer than these."""

    codes: bytes
    starts: bytes  # of each unit, in bytes, as an array of Q
    newer: dict[int, bytes] = field(default_factory=dict)

    def hit(self, facts: Iterable[int]) -> set[int]:
        """The numbers of the units that have read one of these facts."""
        changed = frozenset(facts)
        found = self._with_any(changed) if len(changed) > FEW else set().union(*map(self._with, changed))
        found -= self.newer.keys()
        found |= {number for number, trace in self.newer.items() if not changed.isdisjoint(array("I", trace))}
        return found

    def _with(self, code: int) -> set[int]:
        """The units with a code, which is looked for as bytes: nearly all of them are passed over unseen."""
        starts, found = memoryview(self.starts).cast("Q"), set()
        mark = array("I", (code,)).tobytes()
        at = self.codes.find(mark)
        while at >= 0:
            if at % 4 == 0:
                number = bisect_right(starts, at) - 1
                found.add(number)
                at = self.codes.find(mark, starts[number + 1] if number + 1 < len(starts) else len(self.codes))
            else:
                at = self.codes.find(mark, at + 1)
        return found

    def _with_any(self, changed: frozenset[int]) -> set[int]:
        """The same for many codes at once: each unit is asked once."""
        ends = [*memoryview(self.starts).cast("Q"), len(self.codes)]
        traces = (self.codes[start:end] for start, end in pairwise(ends))
        return {number for number, trace in enumerate(traces) if not changed.isdisjoint(array("I", trace))}

    @property
    def is_worn(self) -> bool:
        """Whether so much is newer that it had better be written anew."""
        return sum(map(len, self.newer.values())) > min(len(self.codes) // 4 + (1 << 14), NEWER)

    def of(self, number: int) -> bytes:
        """The trace of a unit."""
        if number in self.newer:
            return self.newer[number]
        starts = memoryview(self.starts).cast("Q")
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
    """The state of a finished build. Its tables: `file`, the digest of what the records of each file were read from,
    and kind and id of each; `record event` and so on, where each is in the pack (`Located`); `index …` and `column …`.
    `units` are what has a trace, None for what is gone; `read_units` those that were read from the pack."""

    folder: Path
    pack: Pack
    head: dict[str, Any]
    tables: Mapping[str, Table]
    units: list[Unit | None]
    traces: Traces
    read_units: list[Unit | None] = field(default_factory=list)

    @property
    def today(self) -> tuple[int, int, int]:
        """The day for which it was decided what is published."""
        return tuple(self.head["today"])

    @property
    def is_whole(self) -> bool:
        """Whether everything can be read that is to be read in the pack."""
        located = (found[:3] for kind in RECORDS_OF_KIND for found in self.located(kind).values())
        tables = (extent for table in self.tables.values() for extent in table.layout[2])
        try:
            for extent in chain(self.head["parts"].values(), tables, located):
                self.pack.get(extent)
        except DamagedError:
            return False
        return True

    def blob(self, name: str) -> Any:  # noqa: ANN401
        """A decoded part. Raises DamagedError."""
        return thaw(self.pack.get(self.head["parts"][name]))

    def config(self) -> SiteConfig:
        """The settings of the build."""
        found = self.blob("config")
        if not isinstance(found, SiteConfig):
            raise DamagedError("config")
        return found

    def located(self, kind: str) -> Table:
        """Where the records of a kind are, published or not."""
        return self.tables[f"record {kind}"]

    def record(self, kind: str, id: str) -> Record:
        """A record, published or not."""
        found: Record = thaw(self.pack.get(self.located(kind)[id][:3]))
        return found

    def place(self, key: Key) -> tuple[str, int] | None:
        """The file of a record in the content, and its number in that file."""
        found = self.located(key.kind).get(key.id) if key.kind in RECORDS_OF_KIND else None
        return (found[3], found[4]) if found else None

    def records_of_file(self, path: str) -> list[Record]:
        """The records of a file, as they were."""
        return [self.record(kind, id) for kind, id in self.tables["file"].get(path, (b"", ()))[1]]

    @property
    def uses(self) -> Table:
        """How many published records and pages of prose show or link each file of the content."""
        return self.tables["uses"]

    @property
    def records(self) -> int:
        """How many records there are, published or not."""
        return sum(len(self.located(kind)) for kind in RECORDS_OF_KIND)

    def forgetting(self, paths: Iterable[str]) -> "State":
        """The same, without knowing what the records of some files were read from."""
        files = self.tables["file"]
        unsure = {path: (b"", files[path][1]) for path in paths if path in files}
        return replace(self, tables={**self.tables, "file": files.revised(unsure)}) if unsure else self

    def prose(self) -> tuple[Prose, ...]:
        """All pages of prose in the order of reading, drafts too."""
        found: tuple[Prose, ...] = self.blob("prose")
        return found

    def timed(self) -> Timed:
        """The events in order of time."""
        return Timed(self.blob("order"), lambda: self.blob("times"))

    def edition(self, config: SiteConfig, remember: int) -> Edition:
        """The edition as it was, read from the pack piece by piece."""
        library: dict[str, Any] = {
            name: LazyRecords(
                self.located(KIND[name]),
                self.head["published"][name],
                lambda id, kind=KIND[name]: self.record(kind, id),  # type: ignore[misc]
                self._column if name == "events" else lambda _: None,
            )
            for name in RECORDS
        }
        rest: dict[str, Any] = {}
        found: dict[str, Any] = {name: self.tables[f"index {name}"] for name in (*INDEXES, *OF_EVENTS, "pictures")}
        for name in WHOLE:
            length = self.head["lengths"][name]
            found[name] = LaterSequence(length, lambda name=name: self.blob(f"whole {name}"))  # type: ignore[misc]
        for holder, kind in ((library, Library), (rest, Edition)):
            names = {one.name for one in fields(kind)}
            holder.update({name: value for name, value in found.items() if name in names})
        ids, pages = self.blob("order"), tuple(page for page in self.prose() if not page.draft)
        rank = {id: number for number, id in enumerate(ids)}
        library |= {"order": ids, "prose": tuple(page for page in pages if not page.lang)}
        library |= {"translations": tuple(page for page in pages if page.lang), "tags": self.blob("tags")}
        library |= {"later": Neighbours(ids, rank, 1), "earlier": Neighbours(ids, rank, -1)}
        rest["library"] = Library(**library)
        return Edition(
            config=config,
            root=config,
            language=load(config.language),
            writer=Writer(),
            assets=self.head["assets"],
            rank=rank,
            spread=self.blob("spread"),
            extent=self.blob("extent"),
            lean=config.is_lean(len(ids)),
            memo=Memo(remember),
            **rest,
        )

    def _column(self, name: str) -> Table | None:
        return self.tables[f"column {name}"] if name in COLUMNS else None


def load_state(folder: Path, digest: bytes | None = None) -> State | None:
    """The state in a cache folder, if it is whole; with a digest, only that very one."""
    head = unseal(folder / STATE, digest)
    if not isinstance(head, dict):
        return None
    try:
        pack = Pack(folder / str(head["pack"]))
        codes, starts = bytes(pack.get(head["codes"])), bytes(pack.get(head["starts"]))
        units = thaw(pack.get(head["parts"]["units"]))
        tables = {name: Table(pack, layout) for name, layout in head["tables"].items()}
        return State(folder, pack, head, tables, units, Traces(codes, starts, head["newer"]), units)
    except (DamagedError, KeyError):
        return None


def save_state(state: State) -> bytes:
    """Write a state, and a new pack where most of the old one is no longer used. Returns the digest of the state."""
    head, traces, tables = dict(state.head), state.traces, state.tables
    if traces.is_worn or "codes" not in head:
        traces = state.traces = traces_of(traces.of(number) for number in range(len(state.units)))
        head["codes"], head["starts"] = state.pack.put(traces.codes), state.pack.put(traces.starts)
    head["newer"] = traces.newer
    if state.units != state.read_units or "units" not in head["parts"]:
        head["parts"] = {**head["parts"], "units": state.pack.put(freeze(state.units))}
    if state.pack.size > 2 * _live(head, tables) + SPARE_ROOM:
        number = int(str(head["pack"]).rpartition("-")[2] or 0) + 1
        old, state.pack = state.pack, Pack.empty(state.folder / f"{PACK}-{number}")
        tables = _moved(head, tables, old, state.pack)
        old.close()
    head |= {"pack": state.pack.file.name, "tables": {name: table.layout for name, table in tables.items()}}
    state.pack.flush()
    state.head, state.tables = head, tables
    digest = seal(state.folder / STATE, head)
    for file in state.folder.glob(f"{PACK}-*"):
        if file.name != head["pack"]:
            file.unlink(missing_ok=True)
    return digest


def _live(head: Mapping[str, Any], tables: Mapping[str, Table]) -> int:
    """How many bytes of the pack are in use."""
    extents = [*head["parts"].values(), head["codes"], head["starts"]]
    return int(
        head["weight"]
        + head.get("copied", 0)
        + sum(length for _, length, _ in extents)
        + sum(table.weight for table in tables.values())
    )


def _moved(head: dict[str, Any], tables: Mapping[str, Table], old: Pack, new: Pack) -> dict[str, Table]:
    """Everything that is in use goes into a new pack. Returns the tables there."""

    def moved(extent: Extent) -> Extent:
        return new.put(bytes(old.get(extent)))

    head["parts"] = {name: moved(extent) for name, extent in head["parts"].items()}
    head["codes"], head["starts"] = moved(head["codes"]), moved(head["starts"])
    pointing = {name for name in tables if name == COPIES or name.startswith("record ")}
    found = {name: table.copied(new) for name, table in tables.items() if name not in pointing}
    for name in sorted(pointing):
        there = {id: (*moved(one[:3]), *one[3:]) for id, one in tables[name].items()}
        found[name] = Table.put(new, there, apart=False)
    return found


def forget_packs(folder: Path) -> None:
    """Delete packs that the state of a folder does not name: builds that failed have left them."""
    head = unseal(folder / STATE)
    for file in folder.glob(f"{PACK}-*"):
        if not isinstance(head, dict) or file.name != head.get("pack"):
            file.unlink(missing_ok=True)


def new_state(folder: Path, head: dict[str, Any], layouts: Mapping[str, Layout]) -> State:
    """A state whose pack has been written, before there are units and traces."""
    pack = Pack(folder / str(head["pack"]))
    tables = {name: Table(pack, layout) for name, layout in layouts.items()}
    return State(folder, pack, head, tables, [], Traces(b"", b""))


def new_pack(folder: Path) -> Pack:
    """A pack under a name that no state uses."""
    taken = {name for name in os.listdir(folder) if name.startswith(f"{PACK}-")} if folder.is_dir() else set()  # noqa: PTH208
    number = next(n for n in range(1, len(taken) + 2) if f"{PACK}-{n}" not in taken)
    return Pack.empty(folder / f"{PACK}-{number}")
