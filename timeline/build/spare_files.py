"""Which files a spare holds. Where a build has noted how it left the spare, its folders tell: one in which nothing came
or went since the spare was finished holds what it held then.

    found = spare_files(spare, known, noted)        None if there is no spare that is whole
    noted = note(spare, known, seen, unchanged)     what the next build needs to know of it

To ask a hundred thousand folders when they were changed takes a third of the time that reading them does.
"""

import os
import stat
from collections.abc import Iterable, Mapping, Set
from pathlib import Path
from typing import NamedTuple

from timeline.build.inputs import COARSE, is_settled
from timeline.build.manifest import MARKER, load_manifest

Signature = tuple[int, int, int]  # size, time and number in the file system
Signatures = Mapping[str, Signature]  # by path
UNKNOWN = -1  # the number of a file that has to be replaced whatever it is


class SpareFiles(NamedTuple):
    """How the files of a spare differ from those that were published last: `other` are those under another number, or
    under a path of their own, with their numbers; `missing` the published paths it does not have; `strange` whether
    somebody has put a file into it."""

    other: Mapping[str, int]
    missing: Set[str]
    strange: bool


class Noted(NamedTuple):
    """How a spare was left: the signature of its marker, which was written when everything else was there, and how its
    files differ from the published ones."""

    marker: Signature
    other: dict[str, int]
    missing: list[str]


def note(
    spare: Path, known: Signatures, seen: Signatures, unchanged: Set[str], shared: Set[str] = frozenset()
) -> Noted | None:
    """The published folder has become the spare; what is published now is `seen`. What it holds was `known`, of which
    only what is `unchanged` is surely under its number, and what is `shared` is under the same now. None if there is no
    spare."""
    marker = _marker_of(spare)
    if marker is None:
        return None
    unsure = ((path, known[path], seen.get(path)) for path in known.keys() - shared)
    other = {
        path: one[2] if path in unchanged else UNKNOWN
        for path, one, now in unsure
        if now is None or now[2] != one[2] or path not in unchanged
    }
    return Noted(marker, other, list(seen.keys() - known.keys()))


def spare_files(spare: Path, known: Signatures, noted: Noted | None) -> SpareFiles | None:
    """How the spare differs from the `known` files that are published."""
    if noted is not None and noted.marker == _marker_of(spare):
        found = _since(spare, known, noted)
        if found is not None:
            return found
    return _read(spare, known)


def _marker_of(folder: Path) -> Signature | None:
    try:
        found = os.lstat(folder / MARKER)
    except OSError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _since(spare: Path, known: Signatures, noted: Noted) -> SpareFiles | None:
    """By what was noted, and by the folders that were changed since; None if a folder is gone."""
    ours = (known.keys() - set(noted.missing)) | noted.other.keys()
    folders = _folders_of(ours)
    changed = _changed_folders(spare, folders, noted.marker[1])
    if changed is None:
        return None
    numbers: dict[str, int] = {}
    try:
        for folder in changed:
            numbers |= _numbers(spare, folder, folders)
    except OSError:
        return None
    numbers.pop(MARKER, None)
    asked = {path for path in ours if path.rpartition("/")[0] in changed}
    other = {path: number for path, number in noted.other.items() if path not in asked} | _other(numbers, known)
    missing = (set(noted.missing) - numbers.keys()) | (asked & known.keys() - numbers.keys())
    return SpareFiles(other, missing, not numbers.keys() <= ours)


def _folders_of(paths: Iterable[str]) -> set[str]:
    """Every folder that holds one of these files, the outermost, "", among them."""
    found, pending = {""}, {path.rpartition("/")[0] for path in paths}
    while pending:
        found |= pending
        pending = {path.rpartition("/")[0] for path in pending} - found
    return found


def _changed_folders(root: Path, folders: Iterable[str], finished: int) -> set[str] | None:
    """The folders in which something may have come or gone since the files were `finished`, nanoseconds by the clock of
    the file system; None if one is no folder."""
    top, lstat, is_folder, early = os.fspath(root), os.lstat, stat.S_ISDIR, finished - COARSE
    found = set()
    for folder in folders:
        try:
            one = lstat(f"{top}/{folder}")
        except OSError:
            return None
        if not is_folder(one.st_mode):
            return None
        content, entry = one.st_mtime_ns, one.st_ctime_ns
        if (content >= early or entry >= early) and not is_settled(content, entry, finished):
            found.add(folder)
    return found


def _read(spare: Path, known: Signatures) -> SpareFiles | None:
    """By reading all of its folders."""
    try:
        numbers = _numbers(spare, "", frozenset())
    except OSError:
        return None
    manifest = load_manifest(spare)
    if manifest is None:
        return None
    numbers.pop(MARKER, None)
    other = _other(numbers, known)
    return SpareFiles(other, known.keys() - numbers.keys(), not other.keys() <= manifest.keys())


def _other(numbers: Mapping[str, int], known: Signatures) -> dict[str, int]:
    return {path: number for path, number in numbers.items() if path not in known or known[path][2] != number}


def _numbers(root: Path, below: str, apart: Set[str]) -> dict[str, int]:
    """Every file below a folder by path, with its number in the file system; of the folders in it, those that are
    looked at `apart` are left out. Raises OSError if it cannot be read."""
    found: dict[str, int] = {}
    top, pending = os.fspath(root), [f"{below}/" if below else ""]
    while pending:
        inside = pending.pop()
        with os.scandir(f"{top}/{inside}") as entries:
            for entry in entries:
                path = inside + entry.name
                if not entry.is_dir(follow_symlinks=False):
                    found[path] = entry.inode()
                elif path not in apart:
                    pending.append(f"{path}/")
    return found
