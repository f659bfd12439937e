"""What goes into the state of a build: everything anew after a first build, what has changed after a small one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from timeline.build.inputs import CONTENT, Inputs
from timeline.build.lazy import Located
from timeline.build.pack import Pack, freeze
from timeline.build.spool import Spool
from timeline.build.state import INDEXES, State, Traces, forget_packs, new_pack, new_state
from timeline.build.tables import Layout, Table
from timeline.build.workers import meanwhile
from timeline.content.collection import Collection
from timeline.graph.library import is_published
from timeline.graph.rechecks import targets_of
from timeline.graph.references import key_of, prose_pointers
from timeline.model.records import Event, Key, Record
from timeline.site.media import files_of
from timeline.site.revision import COLUMNS, KIND, OF_EVENTS, WHOLE, Revised, timed
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition


def state_ahead(
    folder: Path,
    collection: Collection,
    site: Edition,
    uses: Mapping[str, int],
    inputs: Inputs,
    spool: Spool | None,
    jobs: int,
) -> Callable[[], State]:
    """Where there are several jobs another process makes the first state, and writes its pack, while the pages are
    made: a function that waits for it. Raises OSError, where the disk is full."""
    if jobs > 1:
        with suppress(OSError):  # whoever asks will meet it again
            folder.mkdir(parents=True, exist_ok=True)
            forget_packs(folder)
    if spool:
        spool.settle()

    def left() -> tuple[dict[str, Any], dict[str, Layout]]:
        state = first_state(folder, collection, site, uses, inputs, spool)
        state.pack.flush()
        return state.head, {name: table.layout for name, table in state.tables.items()}

    asked = meanwhile(left, jobs, set())

    def state() -> State:
        head, layouts = asked()
        if spool:
            spool.close()
        return new_state(folder, head, layouts)

    return cache(state)


def first_state(
    folder: Path,
    collection: Collection,
    site: Edition,
    uses: Mapping[str, int],
    inputs: Inputs,
    spool: Spool | None = None,
) -> State:
    """The state after everything was read; units and traces are still to come. `spool` has bytes of records."""
    pack = new_pack(folder)
    config = site.config
    head: dict[str, Any] = {"pack": pack.file.name, "newer": {}, "today": tuple(config.today)}
    head["assets"] = dict(site.assets)
    tables = _records(collection, pack, inputs, site, spool)
    head["weight"] = pack.size
    head["drafts_refer_to"] = _referred_to_by_drafts(collection, site)
    head["drafts_show"] = sorted(_shown_by_drafts(collection.records, site))
    head["embargoes"] = _embargoes(collection.records, site)
    head["aliases"] = _aliases(collection.records)
    head["published"] = {name: len(getattr(site.library, name)) for name in RECORDS}
    head["lengths"] = {name: len(_of(site, name)) for name in WHOLE}
    plain = replace(config, relation_types=dict(config.relation_types))
    times = timed(site.library, config.zone)
    parts: dict[str, Any] = {
        "config": plain,
        "tags": dict(site.library.tags),
        "order": times.ids,
        "times": times.read(),
    }
    parts["prose"] = collection.prose
    parts["spread"], parts["extent"] = site.spread, site.extent
    parts |= {f"whole {name}": tuple(_of(site, name)) for name in WHOLE}
    head["parts"] = {name: pack.put(freeze(part)) for name, part in parts.items()}
    put = {f"record {kind}": Table.put(pack, found, apart=False) for kind, found in tables.records.items()}
    put["file"] = Table.put(pack, tables.files, apart=False)
    put |= {f"index {name}": Table.put(pack, _of(site, name), apart=True) for name in INDEXES}
    put |= {f"index {name}": Table.put(pack, _of(site, name), apart=False) for name in OF_EVENTS}
    put["uses"] = Table.put(pack, uses, apart=False)
    put["index pictures"] = Table.put(pack, site.pictures, apart=False)
    for name in COLUMNS:
        column = {id: getattr(event, name) for id, event in site.library.events.items()}
        put[f"column {name}"] = Table.put(pack, column, apart=False)
    return State(folder, pack, head, put, [], Traces(b"", b""))


def _of(site: Edition, name: str) -> Any:  # noqa: ANN401
    """An index of the edition or of its library."""
    return getattr(site, name) if hasattr(site, name) else getattr(site.library, name)


class _Found(NamedTuple):
    """Where records are, by kind and id; the digest of each file and the kind and id of its records."""

    records: dict[str, dict[str, Located]]
    files: dict[str, tuple[bytes, list[tuple[str, str]]]]


def _records(collection: Collection, pack: Pack, inputs: Inputs, site: Edition, spool: Spool | None) -> _Found:
    found = _Found({kind: {} for kind in KIND.values()}, {})
    for record in collection.records:
        path, key = path_of(record, site.config.content), key_of(record)
        listed = found.files.setdefault(path, (inputs[CONTENT + path][1], []))[1]
        blob = spool.blob(record) if spool else None
        extent = pack.put(freeze(record) if blob is None else blob)
        shown = is_published(record, site.config.today)
        found.records[key.kind][key.id] = (*extent, path, len(listed), shown)
        listed.append((key.kind, key.id))
    if spool:
        spool.close()
    return found


def path_of(record: Record, shown: str) -> str:
    """The file of a record in the content folder."""
    assert record.positions is not None, "a tag without a record is in no file"
    return record.positions.path.removeprefix(f"{shown}/")


def _referred_to_by_drafts(collection: Collection, site: Edition) -> list[tuple[str, str]]:
    drafts = [record for record in collection.records if not is_published(record, site.config.today)]
    found = targets_of(drafts) | {p.target for page in collection.prose if page.draft for p in prose_pointers(page)}
    return sorted((key.kind, key.id) for key in found)


def _shown_by_drafts(records: Iterable[Record], site: Edition) -> set[str]:
    """The files that unpublished records show or link."""
    return {path for record in records if not is_published(record, site.config.today) for path in files_of(record)}


def _embargoes(records: Iterable[Record], site: Edition) -> list[tuple[str, str, bool]]:
    """Events that are published from a day on: file, id, and whether that day had come."""
    waiting = (record for record in records if isinstance(record, Event) and record.publish_after is not None)
    return [(path_of(e, site.config.content), e.id, is_published(e, site.config.today)) for e in waiting]


def _aliases(records: Iterable[Record]) -> list[tuple[str, str, str]]:
    """Kind, former id and present id."""
    return [(key_of(record).kind, alias, record.id) for record in records for alias in record.aliases]


def recallable(state: State, inputs: Inputs) -> Mapping[str, list[tuple[str, str]]]:
    """The records of every file that has not changed; sources with a text beside them are put together anew."""
    found = {}
    for path, (digest, keys) in state.tables["file"].items():
        known = inputs.get(CONTENT + path)
        beside = f"{CONTENT}{path.rpartition('.')[0]}.txt" in inputs
        if known and digest and known[1] == digest and not beside:
            found[path] = keys
    return found


def next_state(
    state: State,
    revised: Revised,
    before: Iterable[Record],
    after: Iterable[Record],
    changed: Mapping[str, bytes | None],
) -> State:
    """The state after a small change. `changed` are files and digests, None for what is gone."""
    old, pack, site = state.head, state.pack, revised.edition
    head, tables, listed = dict(old), dict(state.tables), list(after)
    gone = {key_of(record) for record in before}
    files: dict[str, tuple[bytes, list[tuple[str, str]]]]
    files = {path: (digest, []) for path, digest in changed.items() if digest is not None}
    for path in {path_of(record, site.config.content) for record in listed} - changed.keys():  # fallen due
        files[path] = (state.tables["file"][path][0], [])
    located: dict[str, dict[str, Located]] = {kind: {} for kind in KIND.values()}
    for record in listed:
        key, path = key_of(record), path_of(record, site.config.content)
        shown = is_published(record, site.config.today)
        located[key.kind][key.id] = (*pack.put(freeze(record)), path, len(files[path][1]), shown)
        files[path][1].append((key.kind, key.id))
    tables["file"] = tables["file"].revised(files, [path for path, digest in changed.items() if digest is None])
    for kind, new in located.items():
        there, lost = tables[f"record {kind}"], [key.id for key in gone if key.kind == kind]
        head["weight"] += sum(one[1] for one in new.values())
        head["weight"] -= sum(there[id][1] for id in {*lost, *new} if id in there)
        if new or lost:
            tables[f"record {kind}"] = there.revised(new, lost)
    head["today"] = tuple(site.config.today)
    head["published"] = {name: len(getattr(site.library, name)) for name in RECORDS}
    head["lengths"] = {name: len(_of(site, name)) for name in WHOLE}
    head["drafts_refer_to"] = sorted({*map(tuple, old["drafts_refer_to"]), *_drafts(listed, site)})
    head["drafts_show"] = sorted({*old["drafts_show"], *_shown_by_drafts(listed, site)})
    kept = [e for e in old["embargoes"] if e[0] not in files and e[0] not in changed]
    head["embargoes"] = [*kept, *_embargoes(listed, site)]
    head["aliases"] = [found for found in old["aliases"] if Key(found[0], found[2]) not in gone] + _aliases(listed)
    head["parts"] = {**old["parts"], **{name: pack.put(freeze(part)) for name, part in _changed_parts(state, revised)}}
    return replace(state, head=head, tables=tables | dict(_changed_tables(state, revised)))


def _drafts(records: Iterable[Record], site: Edition) -> set[tuple[str, str]]:
    found = targets_of(record for record in records if not is_published(record, site.config.today))
    return {(key.kind, key.id) for key in found}


def _changed_tables(state: State, revised: Revised) -> Iterator[tuple[str, Table]]:
    site = revised.edition
    for name, touched in revised.touched.items():
        if touched:
            index, table = _of(site, name), state.tables[f"index {name}"]
            new = {key: index[key] for key in touched if key in index}
            yield f"index {name}", table.revised(new, touched - new.keys())
    for name in revised.changed_columns:
        events = {id: site.library.events[id] for id in revised.events_changed if id in site.library.events}
        new = {id: getattr(event, name) for id, event in events.items()}
        yield f"column {name}", state.tables[f"column {name}"].revised(new, revised.events_changed - new.keys())


def _changed_parts(state: State, revised: Revised) -> Iterator[tuple[str, object]]:
    site = revised.edition
    for name in revised.changed_parts:
        if name == "order":
            yield "order", revised.timed.ids
            yield "times", revised.timed.read()
        elif name == "tags":
            yield "tags", dict(site.library.tags)
        elif name in ("spread", "extent"):
            yield name, getattr(site, name)
        else:
            yield f"whole {name}", tuple(_of(site, name))
    if tuple(site.config.today) != tuple(state.head["today"]):
        yield "config", replace(site.config, relation_types=dict(site.config.relation_types))
