"""Pages that a save has touched and that are still to be made: those asked for first, the others in idle time.

backlog = Backlog(tasks)
backlog.of(path)        -> the task of a page somebody asks for, None if nothing is to be made
backlog.next()          -> the task of any other page
backlog.done(task)         it is made;  backlog.failed(task): it cannot be made as things are

turns = Turns()
with turns.now(): ...      whoever is waited for;  turns.idle(wanted): whoever is not
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic

from timeline.build.state import Unit
from timeline.build.units import Task

QUIET = 0.3  # seconds without a request, after which a browser has what it has reloaded
MISTAKES = 20  # pages that fail: whoever works on a template has enough to mend


class Backlog:
    """Tasks by the path of their page. `refused` are pages of the host that it could not make, and why."""

    def __init__(self, tasks: Iterable[Task] = (), refused: Mapping[Unit, str] | None = None) -> None:
        self._tasks = {task.unit[2]: task for task in tasks}
        self._failed: dict[str, Task] = {}
        self.refused = refused or {}
        self._reasons = {unit[2]: words for unit, words in self.refused.items()}
        self.size = len(self._tasks)

    def __contains__(self, path: object) -> bool:
        return path in self._tasks or path in self._failed or path in self._reasons

    @property
    def units(self) -> frozenset[Unit]:
        """What is not made yet."""
        tasks = (*self._tasks.values(), *self._failed.values())
        return frozenset(task.unit for task in tasks) | self.refused.keys()

    @property
    def is_open(self) -> bool:
        """Whether there is anything that may be made in idle time."""
        return bool(self._tasks) and len(self._failed) < MISTAKES

    @property
    def is_done(self) -> bool:
        """Whether every page is as it has to be."""
        return not (self._tasks or self._failed or self.refused)

    def of(self, path: str) -> Task | None:
        """The task of a page; one that has failed is tried again by whoever asks for it."""
        return self._tasks.get(path) or self._failed.get(path)

    def reason(self, path: str) -> str:
        """Why the host could not make a page; empty for all others."""
        return self._reasons.get(path, "")

    def next(self) -> Task | None:
        """The task of a page that nobody has asked for."""
        return next(iter(self._tasks.values()), None)

    def done(self, task: Task) -> None:
        """The page is made."""
        self._tasks.pop(task.unit[2], None)
        self._failed.pop(task.unit[2], None)

    def failed(self, task: Task) -> None:
        """The page cannot be made as things are."""
        if self._tasks.pop(task.unit[2], None) is not None:
            self._failed[task.unit[2]] = task


class Turns:
    """One piece of work at a time. Idle work begins when nobody has been waited for since a moment."""

    def __init__(self) -> None:
        self._working, self._changed = Lock(), Condition()
        self._urgent, self._last, self._ended = 0, 0.0, False

    @contextmanager
    def now(self) -> Iterator[None]:
        """Work that somebody waits for."""
        with self._changed:
            self._urgent += 1
        try:
            with self._working:
                yield
        finally:
            with self._changed:
                self._urgent, self._last = self._urgent - 1, monotonic()
                self._changed.notify_all()

    def touch(self) -> None:
        """Somebody was there."""
        with self._changed:
            self._last = monotonic()

    @contextmanager
    def idle(self, wanted: Callable[[], bool]) -> Iterator[bool]:
        """Work that nobody waits for, once it is wanted; with False after `end`, when nothing is to be done."""
        with self._changed:
            while not self._ended:
                quiet = self._last + QUIET - monotonic()
                if wanted() and not self._urgent and quiet <= 0:
                    break
                self._changed.wait(quiet if wanted() and not self._urgent else None)
        with self._working:
            yield not self._ended

    def end(self) -> None:
        """Nobody works any more."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()
