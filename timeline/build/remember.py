"""What goes into the state of a build: everything anew after a first build, what has changed after a small one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.build.inputs import CONTENT, Inputs
from timeline.build.pack import Extent, Pack, freeze
from timeline.build.spool import Spool
from timeline.build.state import AS_ONE, INDEXES, State, Traces, frozen_index, new_pack
from timeline.content.collection import Collection
from timeline.graph.library import is_published
from timeline.graph.rechecks import targets
from timeline.graph.references import key_of, prose_pointers
from timeline.model.records import Event, Key, Record
from timeline.site.revision import COLUMNS, KIND, WHOLE, Revised, timed
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition


def first_state(
    folder: Path,
    collection: Collection,
    site: Edition,
    published: frozenset[str],
    inputs: Inputs,
    spool: Spool | None = None,
) -> State:
    """The state after everything was read; units and traces are still to come. `spool` has bytes of records."""
    pack = new_pack(folder)
    config = site.config
    head: dict[str, Any] = {"pack": pack.file.name, "newer": {}, "today": tuple(config.today)}
    head |= {"assets": dict(site.assets), "media": sorted(published)}
    head["records"], head["files"] = _records(collection, pack, inputs, config.content, spool)
    head["drafts_refer_to"] = _referred_to_by_drafts(collection, site)
    head["embargoes"] = _embargoes(collection.records, site)
    head["aliases"] = _aliases(collection.records)
    times = timed(site.library, config.zone)
    head["order"] = [(id, key, times.years[id]) for id, key in times.keys.items()]
    head["published"] = {name: list(getattr(site.library, name)) for name in RECORDS}
    plain = replace(config, relation_types=dict(config.relation_types))
    parts: dict[str, Any] = {"config": plain, "tags": dict(site.library.tags)}
    parts["prose"] = (*site.library.prose, *site.library.translations)
    parts |= {"pictures": dict(site.pictures), "spread": site.spread}
    for name in WHOLE:
        parts[f"whole {name}"] = tuple(_of(site, name))
    for name in COLUMNS:
        parts[f"column {name}"] = {id: getattr(event, name) for id, event in site.library.events.items()}
    head["parts"] = {name: pack.put(freeze(part)) for name, part in parts.items()}
    for name in INDEXES:
        head["parts"][f"index {name}"] = pack.put(frozen_index(name, _of(site, name)))
    return State(folder, pack, head, [], Traces(b"", b""))


def _of(site: Edition, name: str) -> Any:  # noqa: ANN401
    """An index of the edition or of its library."""
    return getattr(site, name) if hasattr(site, name) else getattr(site.library, name)


def _records(
    collection: Collection, pack: Pack, inputs: Inputs, shown: str, spool: Spool | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Where each record is in the pack and in the content; the records of each file."""
    records: dict[str, dict[str, Any]] = {kind: {} for kind in KIND.values()}
    files: dict[str, tuple[bytes, list[tuple[str, str]]]] = {}
    for record in collection.records:
        path, key = path_of(record, shown), key_of(record)
        listed = files.setdefault(path, (inputs[CONTENT + path][1], []))[1]
        blob = spool.blob(record) if spool else None
        records[key.kind][key.id] = (*pack.put(freeze(record) if blob is None else blob), path, len(listed))
        listed.append((key.kind, key.id))
    if spool:
        spool.close()
    return records, files


def path_of(record: Record, shown: str) -> str:
    """The file of a record in the content folder."""
    assert record.positions is not None, "a tag without a record is in no file"
    return record.positions.path.removeprefix(f"{shown}/")


def _referred_to_by_drafts(collection: Collection, site: Edition) -> list[tuple[str, str]]:
    drafts = [record for record in collection.records if not is_published(record, site.config.today)]
    found = targets(drafts) | {p.target for page in collection.prose if page.draft for p in prose_pointers(page)}
    return sorted((key.kind, key.id) for key in found)


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
    for path, (digest, keys) in state.head["files"].items():
        known = inputs.get(CONTENT + path)
        beside = f"{CONTENT}{path.rpartition('.')[0]}.txt" in inputs
        if known and digest and known[1] == digest and not beside:
            found[path] = keys
    return found


def next_head(
    state: State,
    revised: Revised,
    before: Iterable[Record],
    after: Iterable[Record],
    changed: Mapping[str, bytes | None],
) -> dict[str, Any]:
    """The head of the state after a small change. `changed` are files and digests, None for what is gone."""
    old, pack, site = state.head, state.pack, revised.edition
    head = dict(old)
    head["files"] = {path: found for path, found in old["files"].items() if path not in changed}
    head["records"] = {kind: dict(found) for kind, found in old["records"].items()}
    listed = list(after)
    for path, digest in changed.items():
        for kind, id in old["files"].get(path, (b"", ()))[1]:
            head["records"][kind].pop(id, None)
        if digest is not None:
            head["files"][path] = (digest, [])
    _put_records(head, pack, listed, site)
    head |= {"today": tuple(site.config.today), "media": old["media"]}
    if list(revised.timed.keys) != [id for id, _, _ in old["order"]] or revised.timed.keys != state.timed().keys:
        head["order"] = [(id, key, revised.timed.years[id]) for id, key in revised.timed.keys.items()]
    head["published"] = {name: _ids(old["published"][name], getattr(site.library, name)) for name in RECORDS}
    head["drafts_refer_to"] = sorted({*map(tuple, old["drafts_refer_to"]), *_drafts(listed, site)})
    kept = [e for e in old["embargoes"] if e[0] not in changed]
    head["embargoes"] = [*kept, *_embargoes(listed, site)]
    gone = {key_of(record) for record in before}
    head["aliases"] = [found for found in old["aliases"] if Key(found[0], found[2]) not in gone] + _aliases(listed)
    head["parts"] = {**old["parts"], **{name: pack.put(data) for name, data in _changed_parts(state, revised)}}
    return head


def _ids(old: list[str], new: Mapping[str, Any]) -> list[str]:
    return old if len(old) == len(new) and all(id in new for id in old) else list(new)


def _drafts(records: Iterable[Record], site: Edition) -> set[tuple[str, str]]:
    found = targets(record for record in records if not is_published(record, site.config.today))
    return {(key.kind, key.id) for key in found}


def _put_records(head: dict[str, Any], pack: Pack, records: Iterable[Record], site: Edition) -> None:
    for record in records:
        key, path = key_of(record), path_of(record, site.config.content)
        listed = head["files"][path][1]
        extent: Extent = pack.put(freeze(record))
        head["records"][key.kind][key.id] = (*extent, path, len(listed))
        listed.append((key.kind, key.id))


def _changed_parts(state: State, revised: Revised) -> Iterator[tuple[str, bytes]]:
    site, old = revised.edition, state.head
    for name, touched in revised.touched.items():
        if touched:
            blobs = dict(state.blob(f"index {name}"))
            index = _of(site, name)
            for key in touched:
                if key in index:
                    blobs[key] = index[key] if name in AS_ONE else freeze(index[key])
                else:
                    blobs.pop(key, None)
            yield f"index {name}", freeze(blobs)
    for name in revised.changed_parts:
        value: Any = site.spread if name == "spread" else dict(site.library.tags) if name == "tags" else None
        if name.startswith("whole "):
            value = tuple(_of(site, name.partition(" ")[2]))
        elif name.startswith("column "):
            column = dict(state.blob(name))
            for id in revised.events_changed:
                event = site.library.events.get(id)
                if event is None:
                    column.pop(id, None)
                else:
                    column[id] = getattr(event, name.partition(" ")[2])
            value = column
        yield name, freeze(value)
    if tuple(site.config.today) != tuple(old["today"]):
        yield "config", freeze(replace(site.config, relation_types=dict(site.config.relation_types)))
