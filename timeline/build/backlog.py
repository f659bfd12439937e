"""Pages that a save has touched and that are still to be made: those asked for first, the others in idle time.

backlog = Backlog(tasks, touched, hit)
backlog.to_plan(path)   -> the key that may have a page at this path, if its pages are not planned yet
backlog.planned(of, plan)
backlog.of(path)        -> the task of a page somebody asks for, None if nothing is to be made
backlog.next()          -> the task of any other page
backlog.done(task)         it is made;  backlog.failed(task): it cannot be made as things are

turns = Turns()
with turns.now(): ...      whoever is waited for;  turns.idle(wanted): whoever is not
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic

from timeline.build.state import Unit
from timeline.build.units import KEYS, Of, Task, Touched, Work, is_of_lists

QUIET = 0.3  # seconds without a request, after which a browser has what it has reloaded
MISTAKES = 20  # pages that fail: whoever works on a template has enough to mend


class Backlog:
    """Tasks by the path of their page, and keys whose pages are not planned, with the units that each has had; `hit` of
    these are to be made anew. `refused` are pages of the host that it could not make, and why."""

    def __init__(
        self,
        tasks: Iterable[Task] = (),
        touched: Touched | None = None,
        hit: Set[Unit] = frozenset(),
        refused: Mapping[Unit, str] | None = None,
    ) -> None:
        self._tasks = {task.unit[2]: task for task in tasks}
        self._failed: dict[str, Task] = {}
        self._touched, self._hit = dict(touched or {}), hit
        self._of = {unit[2]: of for of, old in self._touched.items() for unit in old if unit[2] and _has(of, unit)}
        self.refused = refused or {}
        self._reasons = {unit[2]: words for unit, words in self.refused.items()}
        self.made = 0

    def __contains__(self, path: str) -> bool:
        known = path in self._tasks or path in self._failed or path in self._reasons
        return known or self._of.get(path) in self._touched

    @property
    def units(self) -> frozenset[Unit]:
        """What is not made yet."""
        tasks = (*self._tasks.values(), *self._failed.values())
        touched = (
            unit for of, old in self._touched.items() for unit in old if unit in self._hit or _may_be_hit(of, unit)
        )
        return frozenset(task.unit for task in tasks) | self.refused.keys() | frozenset(touched)

    @property
    def is_open(self) -> bool:
        """Whether there is anything that may be made in idle time."""
        return bool(self._tasks or self._touched) and len(self._failed) < MISTAKES

    @property
    def is_done(self) -> bool:
        """Whether every page is as it has to be."""
        return not (self._tasks or self._touched or self._failed or self.refused)

    def to_plan(self, path: str = "") -> Of | None:
        """The key to be planned of which there was a page at a path; or just one."""
        of = self._of.get(path) if path else next(iter(self._touched), None)
        return of if of in self._touched else None

    def lists(self) -> list[Of]:
        """The keys of long lists that are not planned."""
        return [of for of in self._touched if is_of_lists(of)]

    def planned(self, of: Of, plan: Callable[[Of, list[Unit]], Work]) -> Work:
        """The pages of a key, given the units that it has had, are to be made."""
        work = plan(of, self._touched[of])
        del self._touched[of]
        self._tasks |= {task.unit[2]: task for task in work.tasks}
        return work

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
        self.made += 1
        self._tasks.pop(task.unit[2], None)
        self._failed.pop(task.unit[2], None)

    def failed(self, task: Task) -> None:
        """The page cannot be made as things are."""
        if self._tasks.pop(task.unit[2], None) is not None:
            self._failed[task.unit[2]] = task


def _has(of: Of, unit: Unit) -> bool:
    """Whether a unit that comes with a key is of this key: with a sitemap come all parts of lists."""
    return unit[0] == (of[1] if of[0] == KEYS else of[0])


def _may_be_hit(of: Of, unit: Unit) -> bool:
    """Whether a unit of a sitemap has to be made if nobody knows which parts of lists there are."""
    return of[0] == KEYS and (_has(of, unit) or unit[0] == KEYS)


class Turns:
    """One piece of work at a time. Idle work begins when nobody has been waited for since a moment."""

    def __init__(self) -> None:
        self._working, self._changed = Lock(), Condition()
        self._urgent, self._last, self._ended = 0, 0.0, False

    @contextmanager
    def now(self) -> Iterator[None]:
        """Work that somebody waits for."""
        try:
            with self.hurrying(), self._working:
                yield
        finally:
            self.touch()

    @contextmanager
    def hurrying(self) -> Iterator[None]:
        """Work that goes on beside what is asked for, without idle work."""
        with self._changed:
            self._urgent += 1
        try:
            yield
        finally:
            with self._changed:
                self._urgent -= 1
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
