"""A site is prepared in a stage beside the published folder, which it then replaces in one step; see exchange.py.

begin   -> lock, sweep what dead builds left, an empty stage     .site.lock  .site.stage-4711
put     -> a file goes into the stage, unless it equals the published one; worker processes may do this
finish  -> what equals the published file is linked, the rest is there; verified; exchanged
abandon -> the published folder stays as it was; so it does when SIGTERM comes, or SIGKILL (the next build sweeps)
"""

import atexit
import errno
import os
import signal
import stat
import threading
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from timeline.build.creation import create
from timeline.build.exchange import discard, exchange, stage_beside, sweep
from timeline.build.foreign import refuse_foreign, refuse_strangers
from timeline.build.inspection import Inspecting, Inspection, inspect
from timeline.build.lock import Lock, LockHeldError, acquire
from timeline.build.manifest import (
    MARKER,
    MARKER_TEXT,
    Entry,
    Manifest,
    dump_manifest,
    entry_of,
    entry_of_file,
    load_manifest,
    mark,
    size_of,
)
from timeline.build.refusals import BusyError, PublishError
from timeline.build.spare import keep, make_ahead, next_beside, refresh, share, spare_beside
from timeline.build.spare_files import Noted, Signatures, note
from timeline.build.workers import end as end_workers

PATIENCE = 20.0  # seconds a build waits for another


@dataclass(frozen=True, slots=True)
class Publication:
    """A begun build. Whatever is put into the stage by others, above all MkDocs, is published with the rest."""

    target: Path
    stage: Path
    old: "_Old"
    ending: ExitStack
    workers: set[int]  # processes that work for this one

    def inspect(self, known: Signatures, noted: Noted | None, jobs: int) -> None:
        """Begin to find out which of the published files of the last build are as it has left them. `noted` is how it
        has left the spare, if what is `known` are all files that are published."""
        spare = spare_beside(self.target)
        self.old.ask = inspect(self.target, spare, known, noted, self.old.like, jobs, self.workers)
        self.old.known, self.old.noted, self.old.jobs = known, noted, jobs

    @property
    def before(self) -> Manifest | None:
        """What is published; None if nothing is. Raises PublishError if somebody's files stand there as well."""
        return self.old.before

    @property
    def is_as_left(self) -> bool:
        """Whether every published file is the one that the last build has left, and there are no others."""
        known, ask = self.old.known.keys(), self.old.ask
        return self.before is not None and self.before.keys() == known and ask is not None and not ask.touched

    @property
    def unchanged(self) -> Set[str]:
        """Those files, which need not be read to be known, and may be shared."""
        return self.old.unchanged

    def put(self, path: str, data: bytes) -> "Filed":
        """Put a file into the stage, unless the published one equals it."""
        entry = entry_of(data)
        if self.old.holds(path, entry, data):
            return Filed(path, entry, True)
        create(f"{self.stage}/{path}", data)
        return Filed(path, entry, False)


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, stayed as they were, and were removed; where files that are not ours were left."""

    written: int
    kept: int
    removed: int
    left: Path | None = None
    target: Path = field(default=Path(), compare=False)
    manifest: Manifest = field(default_factory=dict, compare=False, repr=False)
    seen: Signatures = field(default_factory=dict, compare=False, repr=False)  # of files that were looked at last
    spare: Noted | None = field(default=None, compare=False, repr=False)


def begin(
    target: Path,
    inputs: Iterable[Path] = (),
    patience: float | None = None,
    waiting: Callable[[str], None] = lambda words: None,
    later: bool = False,
) -> Publication:
    """Lock the output and make an empty stage. Raises PublishError if the folder is not ours or stays locked. What is
    published is looked at `later`, when it is asked for, or at once."""
    refuse_foreign(target, inputs)
    target.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as ending:
        try:
            patience = PATIENCE if patience is None else patience
            lock = acquire(target.parent / f".{target.name}.lock", patience, waiting)
        except LockHeldError as error:
            raise BusyError(str(error)) from error
        _clean_up_on_signals(target, lock, ending, workers := set[int]())
        ending.callback(lock.release)
        ending.callback(end_workers, workers)
        sweep(target)
        refuse_foreign(target, ())
        stage = stage_beside(target)
        if os.path.lexists(stage):
            raise PublishError(f'"{stage}" was not made by timeline, which needs this name; move it away')
        ending.callback(_discarded, stage)
        ending.callback(_discarded, next_beside(target))
        stage.mkdir()
        (stage / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
        publication = Publication(target, stage, _Old(target, os.lstat(stage / MARKER)), ending, workers)
        if not later:
            _ = publication.before
        begun = ending.pop_all()
    _clean_up_at_exit(begun)
    return replace(publication, ending=begun)


def abandon(publication: Publication) -> None:
    """Delete the stage and unlock; the published folder stays. After `finish`, or a second time, this does nothing."""
    publication.ending.close()


def _clean_up_on_signals(target: Path, lock: Lock, ending: ExitStack, workers: set[int]) -> None:
    """A build that is told to end deletes its stage and dies by the same signal. A host's own handlers are left alone.

    At any moment, the exchange included, what `sweep` does is right.
    """
    builder = os.getpid()

    def end(number: int, frame: FrameType | None) -> None:
        if os.getpid() == builder and lock.held:  # a worker that was forked off has no stage to delete
            end_workers(workers)
            with suppress(OSError):
                sweep(target)
            lock.release()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, end)
            ending.callback(signal.signal, number, signal.SIG_DFL)


def _clean_up_at_exit(ending: ExitStack) -> None:
    """What MkDocs does not tell its plugins, above all an interrupt from the keyboard, ends here."""
    builder = os.getpid()

    def end() -> None:
        if os.getpid() == builder:
            ending.close()

    atexit.register(end)
    ending.callback(atexit.unregister, end)


def _discarded(folder: Path) -> Path | None:
    """Delete what is no longer needed; what cannot be deleted now, the next build sweeps away."""
    with suppress(OSError):
        return discard(folder)
    return None


def write(stage: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder by their paths in the site; a file that is there is replaced, never written into."""
    for path, data in files:
        create(stage / path, data)


class Filed(NamedTuple):
    """A file of the site to be: what it must hold, and whether the published file is `kept` for it."""

    path: str
    entry: Entry
    kept: bool


def finish(publication: Publication, files: Iterable[tuple[str, bytes]]) -> Published:
    """Complete the stage with these files, verify it, and put it in place of the published folder.

    If every file is what it was, the published folder is not touched. If anything fails, it is not touched either.
    """
    return complete(publication, (publication.put(path, data) for path, data in files))


def complete(publication: Publication, filed: Iterable[Filed], kept: Manifest | None = None) -> Published:
    """The same with files that are put into the stage while `filed` is read, by whomever; `kept` are published files
    that stay as they are."""
    target, stage, old = publication.target, publication.stage, publication.old
    try:
        meant, same = _fill(stage, filed, old, kept or {})
        removed = len(old.manifest.keys() - meant.keys())
        counts = Published(len(meant) - len(same), len(same), removed, target=target, manifest=meant)
        if same == meant.keys() == old.manifest.keys():
            noted = old.noted if same <= old.unchanged else None
            return replace(counts, seen={path: old.known[path] for path in same & old.unchanged}, spare=noted)
        fresh = refresh(old.inspection, stage, target, meant, same) if publication.before else None
        new, shared = fresh or (stage, frozenset[str]())
        if fresh is None:
            share(new, target, same)
        mark(new, manifest := dump_manifest(meant))
        seen = {**old.known}
        for path in old.known.keys() - shared:
            del seen[path]
        seen |= verify(new, meant, shared, manifest)
        refuse_foreign(target, ())
        refuse_strangers(target, publication.before)
        old_state = _exchange(new, target)
        is_kept = old_state is not None and keep(old_state, target, len(meant))
        left = _discarded(old_state) if old_state and not is_kept else None
        spare = _noted(publication, seen, shared) if is_kept else _ahead(publication, meant, manifest, seen)
        return replace(counts, left=left, seen=seen, spare=spare)
    finally:
        abandon(publication)


@dataclass(slots=True)
class _Old:
    """The published folder, what a file made now would be like, and what the last build knows of its files."""

    folder: Path
    like: os.stat_result
    found: list[Manifest | None] = field(default_factory=list)  # what is published, once it was looked at
    known: Signatures = field(default_factory=dict)
    ask: Inspecting | None = None
    noted: Noted | None = None
    jobs: int = 1

    @property
    def before(self) -> Manifest | None:
        """What is published; None if nothing is. Raises PublishError."""
        if not self.found:
            found = load_manifest(self.folder)
            refuse_strangers(self.folder, found)
            self.found.append(found)
        return self.found[0]

    @property
    def manifest(self) -> Manifest:
        """The same; empty if nothing is published."""
        return self.before or {}

    @property
    def inspection(self) -> Inspection:
        """What has become of it; nobody is asked twice."""
        if self.ask is None:
            self.ask = inspect(self.folder, spare_beside(self.folder), {}, None, self.like, 1, set())
        return self.ask.whole

    @property
    def unchanged(self) -> Set[str]:
        """The files that are as the last build has left them, and may be shared."""
        return self.inspection.unchanged if self.known else frozenset()

    def holds(self, path: str, entry: Entry, data: bytes | None) -> bool:
        """Whether a file is published with these bytes, and may be shared: a plain file under no other name."""
        if self.manifest.get(path) != entry:
            return False
        try:
            found = os.lstat(f"{self.folder}/{path}")
            alike = all(getattr(found, name) == getattr(self.like, name) for name in ("st_mode", "st_uid", "st_gid"))
            if not alike or not self._is_ours_alone(path, found) or found.st_size != size_of(entry):
                return False
            file = self.folder / path
            return entry_of_file(file) == entry if data is None else file.read_bytes() == data
        except OSError:
            return False

    def _is_ours_alone(self, path: str, found: os.stat_result) -> bool:
        """Whether nobody else has a name for a published file, so that nobody can change it through that."""
        if found.st_nlink == 1:
            return True
        try:
            spare = spare_beside(self.folder)
            return found.st_nlink == 2 and os.lstat(f"{spare}/{path}").st_ino == found.st_ino
        except OSError:
            return False


def _fill(stage: Path, filed: Iterable[Filed], old: _Old, stay: Manifest) -> tuple[dict[str, Entry], set[str]]:
    """All that is meant to be there, and what of it is unchanged; what the host has put there comes first."""
    meant = {path: entry_of_file(stage / path) for path in _paths_in(stage)}
    kept = {path for path, entry in meant.items() if old.holds(path, entry, None)}
    meant |= stay
    kept |= stay.keys()
    for path, entry, is_kept in filed:
        meant[path] = entry
        (kept.add if is_kept else kept.discard)(path)
    return meant, kept


def _paths_in(stage: Path) -> Iterator[str]:
    """What others have put into the stage. Links and devices are refused: what they lead to would be published."""
    for file in sorted(stage.rglob("*")):
        path = file.relative_to(stage).as_posix()
        mode = os.lstat(file).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise PublishError(f'"{path}" is no plain file and cannot be published')
        if stat.S_ISREG(mode) and path != MARKER:
            yield path


def verify(stage: Path, meant: Manifest, shared: Set[str] = frozenset(), manifest: bytes | None = None) -> Signatures:
    """Raise PublishError if the stage does not hold what was meant to be written, and its manifest, where that has been
    written out. What is `shared` has been looked at: it is the published file. Returns the signatures of all others."""
    signatures: dict[str, tuple[int, int, int]] = {}
    for path in meant.keys() - shared:
        try:
            found = os.lstat(f"{stage}/{path}")
        except FileNotFoundError:
            raise PublishError(f'"{path}" is missing from the finished stage; the site was left as it was') from None
        if not stat.S_ISREG(found.st_mode) or found.st_size != size_of(meant[path]):
            raise PublishError(f'"{path}" of the finished stage is cut off or changed; the site was left as it was')
        signatures[path] = (found.st_size, found.st_mtime_ns, found.st_ino)
    if (stage / MARKER).read_bytes() != (dump_manifest(meant) if manifest is None else manifest):
        raise PublishError("the manifest of the finished stage cannot be read; the site was left as it was")
    return signatures


def _noted(publication: Publication, seen: Signatures, shared: Set[str]) -> Noted | None:
    """What there is to know of a spare that was the published folder until now, and shares some files with it."""
    old = publication.old
    is_known = old.known.keys() == old.manifest.keys()
    return note(spare_beside(publication.target), old.known, seen, old.unchanged, shared) if is_known else None


def _ahead(publication: Publication, meant: Manifest, manifest: bytes, seen: Signatures) -> Noted | None:
    """What there is to know of a spare that is made of a site which was published for the first time."""
    target, old = publication.target, publication.old
    if publication.before is not None or not make_ahead(target, meant, manifest, old.jobs, publication.workers):
        return None
    return note(spare_beside(target), seen, seen, seen.keys())


def _exchange(stage: Path, target: Path) -> Path | None:
    try:
        return exchange(stage, target)
    except OSError as error:
        if error.errno not in {errno.EXDEV, errno.EBUSY}:
            raise
        raise PublishError(
            f'the output folder "{target}" cannot be renamed (a mount, or a layer of a container image); '
            "delete it, or choose another site_dir"
        ) from error
