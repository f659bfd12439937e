"""A line on the terminal that counts; nothing where standard error is a file or a pipe."""

import sys
from time import monotonic
from types import TracebackType

_EVERY = 0.2  # seconds


class Progress:
    """Counts what has been read, on one line that is wiped at the end."""

    __slots__ = ("_last", "_number", "_shown", "_words")

    def __init__(self, words: str) -> None:
        self._words = words
        self._number = 0
        self._last = monotonic()
        self._shown = False

    def __enter__(self) -> "Progress":
        return self

    def add(self, number: int) -> None:
        """Count some more; the line is written a few times a second at most, and never for short work."""
        self._number += number
        if sys.stderr.isatty() and monotonic() - self._last > _EVERY:
            self._last = monotonic()
            self._shown = True
            print(f"\r{self._number} {self._words} read", end="", file=sys.stderr, flush=True)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            print("\r" + " " * (len(self._words) + 20) + "\r", end="", file=sys.stderr, flush=True)
