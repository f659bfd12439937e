"""What a build is made from, as the file system tells it: which files have changed since the last build.

A file whose size, times and number are what they were is taken to be what it was; unless it was written just before the
last look, for then it may have been written once more within the same tick of the clock (Git calls that racy). All
others are read, and what counts is their content.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path

from timeline.build.workers import meanwhile

Signature = tuple[int, int, int, int]  # size, time of change of the content, of the entry, and the file's number
Inputs = dict[str, tuple[Signature, bytes]]  # by path, in the order in which content is read: signature and digest
TICK, COARSE = 50_000_000, 2_100_000_000  # nanoseconds; FAT counts in steps of two seconds
SECOND = 1_000_000_000
MANY = 20_000  # files of which two processes know sooner what they are than one
CONTENT, THEME = "content:", "theme:"  # how the names of files of the content begin, and those of the templates
SETTINGS = "settings:"  # the name of the file of settings


class LinkedError(Exception):
    """There are links among the files, whose targets may change unseen."""


def files_below(folder: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Name and place of every file but hidden ones, in the order in which content is read."""
    pending = [""]
    root = os.fspath(folder)
    while pending:
        inside = pending.pop()
        with os.scandir(f"{root}/{inside}") as entries:
            found = sorted((entry for entry in entries if entry.name[0] != "."), key=attrgetter("name"))
        folders = []
        for entry in found:
            if entry.is_file(follow_symlinks=False):
                yield f"{prefix}{inside}{entry.name}", entry.path
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{inside}{entry.name}/")
            elif entry.is_symlink():
                raise LinkedError(entry.path)
        pending += reversed(folders)


def signature(found: os.stat_result) -> Signature:
    """What is known of a file without reading it."""
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def look(
    folders: Mapping[str, Path],
    files: Mapping[str, Path],
    old: Mapping[str, tuple[Signature, bytes]],
    jobs: int = 1,
) -> Inputs:
    """Signature and digest of every input; the digest of what has not changed is taken from the last look. If there
    are very many, another process looks at half of them, unless there is to be one of `jobs` (0: as many as pay).

    Raises LinkedError, and OSError for what cannot be read.
    """
    every = [one for prefix, folder in folders.items() for one in files_below(folder, prefix)]
    half = len(every) // 2 if len(every) > MANY else len(every)
    here, there = every[:half], every[half:]
    rest = meanwhile(partial(_news, there, old), jobs if there else 1, set())
    news = {**_news(here, old), **rest()}
    found = {name: news[name] if name in news else old[name] for name, _ in every}
    for name, file in files.items():
        sign = signature(file.stat())
        known = old.get(name)
        found[name] = known if known and known[0] == sign else (sign, digest_of(file))
    return found


def _news(files: Sequence[tuple[str, str]], old: Mapping[str, tuple[Signature, bytes]]) -> Inputs:
    """Those of some files that are new or not what they were."""
    news = {}
    for name, place in files:
        sign, known = signature(os.lstat(place)), old.get(name)
        if known is None or known[0] != sign:
            news[name] = (sign, digest_of(place))
    return news


def look_at(files: Mapping[str, Path], old: Inputs) -> Inputs | None:
    """The inputs of the last look where nothing but these files, by their names, may have changed. None if one is new,
    gone or no plain file: then everything is to be looked at, for what is read in which order may be another matter.

    Raises OSError for what cannot be read."""
    found = dict(old)
    for name, file in files.items():
        is_there = os.path.lexists(file)
        if not is_there and name not in old:  # it came and went, as editors have it
            continue
        if not is_there or name not in old or not stat.S_ISREG(os.lstat(file).st_mode):
            return None
        now = (signature(os.lstat(file)), digest_of(file))
        found[name] = old[name] if old[name] == now else now
    return found


def digest_of(file: str | Path) -> bytes:
    """The digest of a file's bytes."""
    with open(file, "rb") as stream:  # noqa: PTH123 - half the time of Path.open, ten thousand times
        return blake2b(stream.read(), digest_size=16).digest()


def settled(inputs: Inputs, before: Inputs, now: int) -> Inputs:
    """The same with signatures that match nothing where a later change could go unseen; the look was `now`. What was
    found as it was `before` has settled then."""
    known = before.get
    unsure = [(name, one) for name, one in inputs.items() if known(name) is not one]
    return inputs | {name: ((-1, 0, 0, 0), one[1]) for name, one in unsure if not is_settled(*one[0][1:3], now)}


def is_settled(content: int, entry: int, now: int) -> bool:
    """Whether something, of which the content and the entry were changed then, had been left alone for a while."""
    return max(content, entry) < now - (TICK if content % SECOND else COARSE)


def changes(old: Inputs, new: Inputs) -> frozenset[str]:
    """The names of what is new, gone, or holds something else."""
    other = ((name, one, old.get(name)) for name, one in new.items() if old.get(name) is not one)
    return frozenset(name for name, one, was in other if was is None or was[1] != one[1]) | (old.keys() - new.keys())


def changed_content(found: Iterable[str]) -> list[str]:
    """The files of the content among changes."""
    return sorted(name.removeprefix(CONTENT) for name in found if name.startswith(CONTENT))


def edited_templates(found: Iterable[str]) -> set[str]:
    """The templates among changes, by the names that Jinja knows them by."""
    return {name.removeprefix(THEME) for name in found if _is_template(name)}


def same_surroundings(found: Iterable[str], settings: bool = False) -> bool:
    """Whether nothing but content and templates is among changes: no static file and no part of the program; the file
    of settings, unless these are compared one by one."""
    return all(name.startswith(CONTENT) or _is_template(name) or (settings and name == SETTINGS) for name in found)


def _is_template(name: str) -> bool:
    """Whether nothing but the pages drawn by it depends on a file; the names of static files stand in all pages."""
    return name.startswith(THEME) and name.endswith(".html") and not name.startswith(f"{THEME}static/")


def digest_in(inputs: Inputs, name: str) -> bytes | None:
    """What a file holds; None if there is none."""
    found = inputs.get(name)
    return found[1] if found else None
