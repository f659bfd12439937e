"""What has become of a published folder and its spare since the last build, looked at by a process of its own.

    asked = inspect(target, spare, known, noted, …)     somebody is looking, while the build goes on
    asked.touched                                       soon: whether everything is as it was left
    asked.whole -> Inspection                           later: what may be shared with the next state

Of a large site a hundred thousand files and as many folders have to be asked; but nearly always nothing has become of
them, so that the answer is short.
"""

import os
from collections.abc import Callable, Iterator, Set
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from timeline.build.spare_files import Noted, Signatures, SpareFiles, spare_files
from timeline.build.workers import in_turn, meanwhile

MANY = 5_000  # files from which on another process is worth its start


class Inspection(NamedTuple):
    """The files that are known to have been published last; those of them that are what they were, and may be shared
    since nobody else has a name for them; and the spare, None if there is none that is whole."""

    known: Set[str]
    unchanged: Set[str]
    spare: SpareFiles | None


class Inspecting:
    """Somebody is looking. What becomes known early can be had early."""

    def __init__(self, known: Signatures, files: Iterator[Any], spare: Callable[[], Any]) -> None:
        self._known, self._files, self._spare = known, files, spare

    @cached_property
    def touched(self) -> list[str]:
        """The files of which size, time or number are not what they were."""
        return list(next(self._files))

    @cached_property
    def whole(self) -> Inspection:
        """Everything; waits until it is found."""
        known, touched = self._known.keys(), {*self.touched}
        ((others, listed, are_shared),) = self._files
        found = self._spare()
        spare = SpareFiles(*found) if found else None
        elsewhere = (spare.other.keys() | spare.missing) & known if spare else known  # of these it has no second name
        touched |= {*others, *(elsewhere & {*listed} if are_shared else elsewhere - {*listed})}
        return Inspection(known, known - touched, spare)


def inspect(
    target: Path,
    spare: Path,
    known: Signatures,
    noted: Noted | None,
    like: os.stat_result,
    jobs: int,
    running: set[int],
) -> Inspecting:
    """Look at the known files of a published folder, which must be of the mode and owner that new files have (`like`),
    and at its spare, of which something may be `noted`. `running` holds the numbers of the processes that look, if any
    do."""

    def look_at_files() -> Iterator[Any]:
        touched, others, shared, alone = _seen(target, known, like)
        yield touched
        are_shared = len(shared) <= len(alone)
        yield others, shared if are_shared else alone, are_shared

    def look_at_spare() -> Any:  # noqa: ANN401
        if hasattr(os, "nice") and os.getpid() != caller:
            os.nice(10)  # where nothing has changed nobody asks for this
        found = spare_files(spare, known, noted)
        return found and tuple(found)

    jobs, caller = jobs if len(known) > MANY else 1, os.getpid()
    return Inspecting(known, in_turn(look_at_files, jobs, running), meanwhile(look_at_spare, jobs, running))


def _seen(target: Path, known: Signatures, like: os.stat_result) -> tuple[list[str], list[str], list[str], list[str]]:
    """The files that are not what they were; those that may not be shared as they are, since they have many names, or
    another mode or owner; those that have a second name, which may be the spare's; and those that have one name."""
    root, lstat, alike = os.fspath(target), os.lstat, (like.st_mode, like.st_uid, like.st_gid)
    seen = touched, others, shared, alone = [], [], [], []  # type: tuple[list[str], list[str], list[str], list[str]]
    for path, signature in known.items():
        try:
            found = lstat(f"{root}/{path}")
        except OSError:
            touched.append(path)
            continue
        if (found.st_size, found.st_mtime_ns, found.st_ino) != signature:
            touched.append(path)
        elif found.st_nlink > 2 or (found.st_mode, found.st_uid, found.st_gid) != alike:
            others.append(path)
        else:
            (shared if found.st_nlink == 2 else alone).append(path)
    return seen
