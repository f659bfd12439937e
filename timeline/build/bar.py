"""A bar that grows on a terminal while a long build works; nothing where standard error is a file or a pipe."""

from typing import TextIO

from timeline.build.account import Clock

_WIDTH = 30  # characters
_PATIENCE, _EVERY = 1.0, 0.1  # seconds before the first sight, and between two


class Bar:
    """`[########            ]  4,210 of 13,460 files`, on a line that is wiped at the end."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._stream, self._clock = stream, clock
        self._next = clock() + _PATIENCE
        self._length = 0

    def show(self, done: int, total: int) -> None:
        """Draw it anew, a few times a second at most, and never for a short build."""
        if self._clock() < self._next or not self._stream.isatty():
            return
        self._next = self._clock() + _EVERY
        full = _WIDTH * done // max(done, total)
        self._draw(f"[{'#' * full}{' ' * (_WIDTH - full)}] {done:,} of {max(done, total):,} files")

    def wipe(self) -> None:
        """Leave the line empty."""
        if self._length:
            self._draw("")
            print("\r", end="", file=self._stream, flush=True)

    def _draw(self, text: str) -> None:
        print(f"\r{text}{' ' * (self._length - len(text))}", end="", file=self._stream, flush=True)
        self._length = len(text)
