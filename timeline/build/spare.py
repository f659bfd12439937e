"""The state before the last one, kept beside a large site: it becomes the next one by what has changed since.

    site (published)   .site.spare (the one before, most files shared)   --refresh-->   .site.next-4711   --exchange-->

Making ten thousand folders and links takes seconds, looking at them a tenth of one. Nobody reads the spare, so it may
be half done for a while; until it is whole it is marked as a stage, which the next build deletes if this one dies.
"""

import os
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from timeline.build.creation import create
from timeline.build.exchange import discard
from timeline.build.inspection import Inspection
from timeline.build.manifest import MARKER, MARKER_TEXT, Manifest, load_manifest, mark
from timeline.build.workers import spread, usable_jobs

FROM = 2_000  # files: smaller sites are linked anew more quickly than it pays to keep a folder
AHEAD = 20_000  # files: a second of linking, which is nothing beside the first build, and much beside the first edit
SHARED_AT_ONCE = 64  # files
SHARE = 3  # a spare is of use if at most a third of the files differ


def spare_beside(target: Path) -> Path:
    """The kept state of a site."""
    return target.parent / f".{target.name}.spare"


def next_beside(target: Path) -> Path:
    """The kept state while it is brought up to date."""
    return target.parent / f".{target.name}.next-{os.getpid()}"


def keep(old_state: Path, target: Path, files: int) -> bool:
    """Whether a state that was just replaced is the spare from now on; it is if the site is large."""
    spare = spare_beside(target)
    if files < FROM:
        with suppress(OSError):
            discard(spare)
        return False
    if not _is_free(spare):
        return False
    old_state.rename(spare)
    return True


def _is_free(spare: Path) -> bool:
    """Whether there is no other spare any more."""
    if os.path.lexists(spare):
        discard(spare)
    return not os.path.lexists(spare)


def make_ahead(target: Path, meant: Manifest, manifest: bytes, jobs: int, running: set[int]) -> bool:
    """Make a spare of a site that has none, if it is so large that the first edit would have to wait for that. Returns
    whether it was made: where there are no links, or no room, there is no need for one."""
    if len(meant) < AHEAD or not _is_free(spare_beside(target)):
        return False
    work, paths = next_beside(target), sorted(meant)
    parts = range(0, len(paths), SHARED_AT_ONCE)
    try:
        work.mkdir()
        (work / MARKER).write_text(MARKER_TEXT, encoding="utf-8")

        def share_some(number: int) -> int:
            share(work, target, paths[parts[number] :][:SHARED_AT_ONCE], copy=False)
            return number

        for _ in spread(len(parts), share_some, usable_jobs(jobs, len(paths)), running):
            pass
        mark(work, manifest)
        work.rename(spare_beside(target))
    except OSError:
        with suppress(OSError):
            discard(work)
        return False
    return True


def share(stage: Path, target: Path, paths: Iterable[str], copy: bool = True) -> None:
    """Files of a stage are those of the published folder, so that they keep their time. Where links fail they are
    copied, or OSError is raised."""
    new, old = os.fspath(stage), os.fspath(target)
    folder = ""
    for path in sorted(paths):
        inside = path.rpartition("/")[0]
        if inside != folder:
            os.makedirs(f"{new}/{inside}", exist_ok=True)  # noqa: PTH103 - a hundred thousand of them
            folder = inside
        source, file = f"{old}/{path}", f"{new}/{path}"
        try:
            os.link(source, file)
        except FileExistsError:
            os.unlink(file)  # noqa: PTH108
            os.link(source, file)
        except OSError:
            if not copy:
                raise
            create(Path(file), Path(source).read_bytes())


class Refreshed(NamedTuple):
    """The next state, and those of its files that are known to be the published ones."""

    folder: Path
    shared: Set[str]


def refresh(found: Inspection, stage: Path, target: Path, meant: Manifest, kept: Set[str]) -> Refreshed | None:
    """The spare, brought to what is meant: what is `kept` is shared with the published folder, the rest comes from the
    stage. None if there is no spare that is worth it, or somebody has put a file into it."""
    there = found.spare
    if there is None or SHARE * (len(meant) - len(kept)) > len(meant):
        return None
    work, spare = next_beside(target), spare_beside(target)
    manifest = load_manifest(spare) if there.strange else None
    spare.rename(work)
    (work / f"{MARKER}.new").write_text(MARKER_TEXT, encoding="utf-8")
    (work / f"{MARKER}.new").replace(work / MARKER)
    if there.strange:
        _give_back(work, manifest or {})
        return None
    gone = (found.known | there.other.keys()) - there.missing - meant.keys()
    for path in gone:
        (work / path).unlink()
    shared = (kept & found.unchanged) - there.other.keys() - there.missing
    for path in meant.keys() - shared:
        if path not in kept:
            _replace(stage / path, work / path)
        elif there.other.get(path) != os.lstat(f"{target}/{path}").st_ino:
            _link(target / path, work / path)
    _prune(work, gone)
    return Refreshed(work, shared)


def _give_back(work: Path, manifest: Manifest) -> None:
    """Delete what is ours of a spare that somebody has put files into; those stay beside the site."""
    from timeline.build.manifest import dump_manifest

    (work / f"{MARKER}.new").write_bytes(dump_manifest(manifest))
    (work / f"{MARKER}.new").replace(work / MARKER)
    discard(work)


def _replace(source: Path, file: Path) -> None:
    try:
        source.replace(file)
    except FileNotFoundError:
        file.parent.mkdir(parents=True, exist_ok=True)
        source.replace(file)


def _link(source: Path, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.hardlink_to(source)


def _prune(work: Path, gone: Iterable[str]) -> None:
    """Delete folders that are empty now."""
    parents = {parent for path in gone for parent in PurePosixPath(path).parents} - {PurePosixPath(".")}
    for parent in sorted(parents, key=lambda one: len(one.parts), reverse=True):
        with suppress(OSError):
            (work / parent).rmdir()
