"""What has become of a published folder and its spare since the last build, looked at by a process of its own.

    asked = inspect(target, spare, known, like, …)      somebody is looking, while the build goes on
    asked() -> Inspection                               only what is not as it was left

Of a large site a hundred thousand files and as many folders have to be asked; but nearly always nothing has become of
them, so that the answer is short.
"""

import os
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from timeline.build.manifest import MARKER, load_manifest
from timeline.build.workers import meanwhile

Signatures = Mapping[str, tuple[int, int, int]]  # size, time and number in the file system, by path
MANY = 5_000  # files from which on another process is worth its start


class SpareFiles(NamedTuple):
    """How the files of a spare differ from those that were published last: `other` are those under another number, or
    under a path of their own, with their numbers; `missing` the published paths it does not have; `strange` whether
    somebody has put a file into it."""

    other: Mapping[str, int]
    missing: frozenset[str]
    strange: bool


class Inspection(NamedTuple):
    """The files that are known to have been published last; those of them that are what they were, and may be shared
    since nobody else has a name for them; and the spare, None if there is none that is whole."""

    known: Set[str]
    unchanged: Set[str]
    spare: SpareFiles | None


def inspect(
    target: Path, spare: Path, known: Signatures, like: os.stat_result, jobs: int, running: set[int]
) -> Callable[[], Inspection]:
    """Look at the known files of a published folder, which must be of the mode and owner that new files have (`like`),
    and at its spare. `running` holds the number of the process that looks, if one does."""

    def look() -> tuple[list[str], tuple[dict[str, int], list[str], bool] | None]:
        numbers = _numbers(spare)
        touched = _touched(target, known, like, numbers)
        manifest = load_manifest(spare)
        if manifest is None or not numbers:
            return touched, None
        numbers.pop(MARKER, None)
        other = {path: number for path, number in numbers.items() if path not in known or known[path][2] != number}
        strange = not other.keys() <= manifest.keys()
        return touched, (other, [path for path in known if path not in numbers], strange)

    asked = meanwhile(look, jobs if len(known) > MANY else 1, running)

    def answer() -> Inspection:
        touched, found = asked()
        files = SpareFiles(found[0], frozenset(found[1]), found[2]) if found else None
        return Inspection(known.keys(), known.keys() - touched, files)

    return cache(answer)


def _touched(target: Path, known: Signatures, like: os.stat_result, spare: Mapping[str, int]) -> list[str]:
    """The files that may not be shared with the next state as they are."""
    root, lstat, alike = os.fspath(target), os.lstat, (like.st_mode, like.st_uid, like.st_gid)
    touched = []
    for path, signature in known.items():
        try:
            found = lstat(f"{root}/{path}")
        except OSError:
            touched.append(path)
            continue
        number, names = found.st_ino, found.st_nlink
        if (
            (found.st_size, found.st_mtime_ns, number) != signature
            or (found.st_mode, found.st_uid, found.st_gid) != alike
            or (names != 1 and (names != 2 or spare.get(path) != number))
        ):
            touched.append(path)
    return touched


def _numbers(folder: Path) -> dict[str, int]:
    """Every file below a folder by path, with its number in the file system; nothing if it cannot be read."""
    found: dict[str, int] = {}
    root, pending = os.fspath(folder), [""]
    with suppress(OSError):
        while pending:
            inside = pending.pop()
            with os.scandir(f"{root}/{inside}") as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(f"{inside}{entry.name}/")
                    else:
                        found[inside + entry.name] = entry.inode()
        return found
    return {}
