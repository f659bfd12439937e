"""One build at a time for each output folder: a lock the system gives back when its holder dies, however it dies.

`flock` on `.site.lock` beside the output; on Windows, which has no flock, a byte of the same file is locked by msvcrt.
The file holds the number of the process, so that whoever waits can say for whom, and is deleted with the lock.
"""

import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import sleep

PAUSE = 0.1


class LockHeldError(Exception):
    """Another build holds the lock; the text says which."""


class Lock:
    """A held lock. Children of this process do not keep it, and releasing it twice does no harm."""

    def __init__(self, path: Path, fd: int) -> None:
        self.path = path
        self._fd: int | None = fd
        self._owner = os.getpid()
        if sys.platform != "win32":
            os.register_at_fork(after_in_child=self._close)

    @property
    def held(self) -> bool:
        """Whether it has not been released yet."""
        return self._fd is not None

    def release(self) -> None:
        """Delete the file, then give the lock back: whoever waits sees that its file is gone, and makes a new one."""
        if self._fd is None or os.getpid() != self._owner:
            return
        if sys.platform != "win32":
            with suppress(OSError):  # a lock file that stays does no harm
                self.path.unlink()
        self._close()

    def _close(self) -> None:
        fd, self._fd = self._fd, None
        if fd is not None:
            os.close(fd)


def acquire(path: Path, patience: float, waiting: Callable[[str], None]) -> Lock:
    """The lock, after at most `patience` seconds. Raises LockHeldError; `waiting` is told once whom we wait for."""
    tries = int(patience / PAUSE)
    for number in range(tries + 1):
        if lock := _try(path):
            return lock
        if number == 0:
            waiting(f"{_holder(path)} is building the same site; waiting for it")
        if number < tries:
            sleep(PAUSE)
    raise LockHeldError(f"{_holder(path)} is building the same site; wait until it is done, or end it")


def _try(path: Path) -> Lock | None:
    """The lock, if nobody has it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0), 0o644)
    taken = False
    try:
        if not re.fullmatch(rb"\d*\n?", os.read(fd, 64)):
            raise LockHeldError(f'"{path}" was not made by timeline, which needs this name for its lock; move it away')
        taken = _take(fd) and _is_still(path, fd)
        if not taken:
            return None
        with suppress(OSError):  # on a full disk the lock holds without its words
            os.ftruncate(fd, 0)
            os.lseek(fd, 0, os.SEEK_SET)
            os.write(fd, b"%d\n" % os.getpid())
        return Lock(path, fd)
    finally:
        if not taken:
            os.close(fd)


def _take(fd: int) -> bool:
    """Lock an open file without waiting."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, 1 << 30, os.SEEK_SET)  # a byte past the text, for a locked byte cannot be read
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            os.lseek(fd, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still(path: Path, fd: int) -> bool:
    """Whether the name still means the file we have locked: its last holder may have deleted it meanwhile."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(fd))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """The holder in words."""
    try:
        text = path.read_text("ascii").strip()
    except (OSError, ValueError):
        text = ""
    return f"process {text}" if text else "another process"
