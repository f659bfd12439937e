"""What a build can tell of itself: how long each stage took, and how many files are done while it works.

account = Account(perf_counter, show)
account.begin("reading"); …; account.begin("pages")       a stage ends where the next begins
account.stages()                                          [("reading", 1.25), ("pages", 3.5)], seconds by the clock
"""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

F = TypeVar("F")
Clock = Callable[[], float]  # seconds
Show = Callable[[int, int], None]  # files done, files in all

STARTING = "starting"


def _silent(done: int, total: int) -> None:
    """Show nothing."""


class Account:
    """A stopwatch with stages. `show` is called with each file that is done. Stages of one name are added up."""

    def __init__(self, clock: Clock = lambda: 0.0, show: Show = _silent) -> None:
        self._clock, self._show = clock, show
        self._seconds: dict[str, float] = {}
        self._stage, self._since = STARTING, clock()

    def begin(self, stage: str) -> None:
        """End the stage before, and begin this one."""
        now = self._clock()
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def counted(self, files: Iterable[F], total: Callable[[], int]) -> Iterator[F]:
        """The same files, each shown when it is done; `total` is asked once the first is there. When the last is done,
        the stage of publishing begins."""
        for number, file in enumerate(files, 1):
            self._show(number, total())
            yield file
        self.begin("publishing")

    def stages(self) -> list[tuple[str, float]]:
        """Stage and seconds, in the order in which they began; the last one has lasted until now."""
        self.begin(self._stage)
        return list(self._seconds.items())


def table(stages: Iterable[tuple[str, float]]) -> str:
    """A line for each stage, with its seconds and its share, and one for the whole.

    >>> print(table([("reading", 1.25), ("pages", 3.75)]))
    reading       1.25 s   25 %
    pages         3.75 s   75 %
    in all        5.00 s
    """
    found = list(stages)
    whole = sum(seconds for _, seconds in found)
    lines = [f"{name:<12}{seconds:6.2f} s{100 * seconds / (whole or 1):5.0f} %" for name, seconds in found]
    return "\n".join([*lines, f"{'in all':<12}{whole:6.2f} s"])
