"""The state before the last one, kept beside a large site: it becomes the next one by what has changed since.

    site (published)   .site.spare (the one before, most files shared)   --refresh-->   .site.next-4711   --exchange-->

Making ten thousand folders and links takes seconds, looking at them a tenth of one. Nobody reads the spare, so it may
be half done for a while; until it is whole it is marked as a stage, which the next build deletes if this one dies.
"""

import os
from collections.abc import Iterable, Mapping, Set
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from timeline.build.exchange import discard
from timeline.build.manifest import MARKER, MARKER_TEXT, Manifest, load_manifest

FROM = 2_000  # files: smaller sites are linked anew more quickly than it pays to keep a folder
SHARE = 3  # a spare is of use if at most a third of the files differ


def spare_beside(target: Path) -> Path:
    """The kept state of a site."""
    return target.parent / f".{target.name}.spare"


def next_beside(target: Path) -> Path:
    """The kept state while it is brought up to date."""
    return target.parent / f".{target.name}.next-{os.getpid()}"


def keep(old_state: Path, target: Path, files: int) -> Path:
    """Keep a state that was just replaced, if the site is large. Returns what is to be deleted instead."""
    spare = spare_beside(target)
    if files < FROM:
        with suppress(OSError):
            discard(spare)
        return old_state
    if os.path.lexists(spare):
        discard(spare)
    if not os.path.lexists(spare):
        old_state.rename(spare)
    return old_state


class Spare:
    """The kept state of a site, whose folders are read once in a build, when it is asked for the first time."""

    def __init__(self, target: Path) -> None:
        self.folder = spare_beside(target)
        self._numbers: dict[str, int] | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """Every file by path, with its number in the file system."""
        if self._numbers is None:
            self._numbers = {}
            with suppress(OSError):  # there is none, or none that can be read
                self._numbers = _numbers(os.fspath(self.folder))
        return self._numbers


class Refreshed(NamedTuple):
    """The next state, and those of its files that are known to be the published ones."""

    folder: Path
    shared: Set[str]


def refresh(
    old: Spare, stage: Path, target: Path, meant: Manifest, kept: Iterable[str], known: Mapping[str, int]
) -> Refreshed | None:
    """The spare, brought to what is meant: what is kept is shared with the published folder, the rest comes from the
    stage. `known` are numbers of published files. None if there is no spare that is worth it, or somebody has put a
    file into it."""
    spare, same = old.folder, set(kept)
    manifest = load_manifest(spare)
    if manifest is None or not old.numbers or SHARE * (len(meant) - len(same)) > len(meant):
        return None
    work, there = next_beside(target), dict(old.numbers)
    spare.rename(work)
    (work / f"{MARKER}.new").write_text(MARKER_TEXT, encoding="utf-8")
    (work / f"{MARKER}.new").replace(work / MARKER)
    there.pop(MARKER, None)
    if there.keys() - manifest.keys():
        _give_back(work, manifest)
        return None
    for path in there.keys() - meant.keys():
        (work / path).unlink()
    shared = {path for path, number in known.items() if path in same and there.get(path) == number}
    for path in meant.keys() - shared:
        if path not in same:
            _replace(stage / path, work / path)
        elif there.get(path) != os.lstat(f"{target}/{path}").st_ino:
            _link(target / path, work / path)
    _prune(work, there.keys() - meant.keys())
    return Refreshed(work, shared)


def _numbers(folder: str) -> dict[str, int]:
    """Every file below a folder by path, with its number in the file system."""
    found: dict[str, int] = {}
    pending = [""]
    while pending:
        inside = pending.pop()
        with os.scandir(f"{folder}/{inside}" if inside else folder) as entries:
            for entry in entries:
                path = f"{inside}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    pending.append(f"{path}/")
                else:
                    found[path] = entry.inode()
    return found


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
