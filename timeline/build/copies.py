"""The bytes of the published files in the cache, for where the cache is all that is kept from one build to the next: a
service for CI restores one folder.

    state = with_copies(state, published, jobs)     with what has been published since the last build
    publication = restored(publication, folder)     with the folder as the last build left it, if there is none now
"""

import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

from timeline.build import look_back
from timeline.build.creation import create
from timeline.build.engine import marker_of
from timeline.build.exchange import discard
from timeline.build.manifest import (
    MARKER,
    MARKER_TEXT,
    Manifest,
    digest_of,
    dump_manifest,
    entry,
    entry_of,
    mark,
    parse_manifest,
    size_of,
)
from timeline.build.pack import DamagedError
from timeline.build.publish import Publication, Published, verify
from timeline.build.refusals import PublishError
from timeline.build.spare import next_beside
from timeline.build.state import COPIES, State, load_state
from timeline.build.tables import Table
from timeline.build.workers import spread, usable_jobs

LEVEL = 1  # pages are short and alike: more takes longer, and saves little
Copy = tuple[int, int, int, int, str]  # where it is in the pack; size and digest of what was published


def without_copies(state: State) -> State:
    """A state that holds no copies."""
    if COPIES not in state.tables:
        return state
    tables = {name: table for name, table in state.tables.items() if name != COPIES}
    return replace(state, head={**state.head, "copied": 0}, tables=tables)


def with_copies(state: State, published: Published, jobs: int) -> State:
    """A state that holds a copy of every published file. A file that is not what was published has none."""
    known: dict[str, Copy] = dict(state.tables[COPIES]) if COPIES in state.tables else {}
    new = [path for path, held in published.manifest.items() if path not in known or entry(*known[path][3:]) != held]
    gone = known.keys() - published.manifest.keys()
    found: dict[str, Copy] = {}

    def packed(number: int) -> tuple[str, bytes]:
        path = new[number]
        data = (published.target / path).read_bytes()
        is_it = entry_of(data) == published.manifest[path]
        return path, zlib.compress(data, LEVEL) if is_it else b""

    for path, blob in spread(len(new), packed, usable_jobs(jobs, len(new))):
        if blob:
            held = published.manifest[path]
            found[path] = (*state.pack.put(blob), size_of(held), digest_of(held))
    weight = state.head.get("copied", 0) + sum(copy[1] for copy in found.values())
    weight -= sum(known[path][1] for path in {*gone, *new} & known.keys())
    lost = gone | (set(new) - found.keys())
    table = state.tables[COPIES].revised(found, lost) if known else Table.put(state.pack, found, apart=False)
    return replace(state, head={**state.head, "copied": weight}, tables={**state.tables, COPIES: table})


def restored(publication: Publication, folder: Path) -> Publication:
    """The publication, with the published folder put back as the last build left it, if there is none and the cache
    folder has all of it. It stays there if this build fails: so it would if it had been kept."""
    target = publication.target
    if target.exists() and any(target.iterdir()):
        return publication
    old = look_back.read(folder)
    state = load_state(folder, old["state"]) if old else None
    if state is None or COPIES not in state.tables:
        return publication
    stage = next_beside(target)
    try:
        manifest = _unpacked(dict(state.tables[COPIES]), state, stage)
        mark(stage, dump_manifest(manifest))
        if marker_of(stage) != old["marker"]:
            return publication
        old |= {"published": verify(stage, manifest), "spare": None}
        stage.rename(target)
        look_back.write(folder, old)
    except (DamagedError, PublishError, OSError, zlib.error):
        return publication
    finally:
        discard(stage)
    publication.old.found[:] = [manifest]
    return publication


def _unpacked(copies: dict[str, Copy], state: State, stage: Path) -> Manifest:
    """All copies as files in a stage. Raises DamagedError for a name that leads out of it."""
    names = dump_manifest({path: entry(*copy[3:]) for path, copy in copies.items()})
    if parse_manifest(names) is None or MARKER in copies:
        raise DamagedError(str(state.pack.file))
    stage.mkdir()
    (stage / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    listed = list(copies.items())

    def unpacked(number: int) -> tuple[str, Any]:
        path, copy = listed[number]
        data = zlib.decompress(state.pack.get(copy[:3]))
        create(f"{stage}/{path}", data)
        return path, str(entry_of(data))

    found = dict(spread(len(listed), unpacked, usable_jobs(0, len(listed))))
    return {path: found[path] for path in copies}
