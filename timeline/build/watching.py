"""Which files are saved under a server, told by the system at once where it can tell.

MkDocs walks through all folders every half second and asks each file for its time: with 10,000 events this takes as
long as making the pages of a save, and goes on beside it. Here the system tells (inotify, FSEvents and the like);
a walk every five seconds finds what it cannot tell, on a network drive or behind the mount of a container.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any, Protocol, TypeVar

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUICK, SLOW = 0.5, 5.0  # seconds from one walk to the next
CHANGES: list[type[FileSystemEvent]] = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


class Server(Protocol):
    """What is asked of MkDocs' server."""

    observer: Any
    _watched_paths: dict[str, int]

    def watch(self, path: str) -> None:
        """Watch a folder or a file."""

    def unwatch(self, path: str) -> None:
        """Watch it no longer."""


S = TypeVar("S", bound=Server)
Watch = list[tuple[BaseObserver, ObservedWatch]]


def watched_closely(server: S, folder: str) -> S:
    """A server of MkDocs that has not begun to serve: from now on it watches what it watches by these observers, and a
    folder more."""
    server.watch(folder)
    watched = list(server._watched_paths)
    for path in watched:
        while path in server._watched_paths:  # they are counted
            server.unwatch(path)
    server.observer = Observers()
    for path in watched:
        server.watch(path)
    return server


class Observers:
    """Looks like an observer of watchdog to MkDocs' server, and asks several."""

    def __init__(self) -> None:
        self._told, self._quick, self._slow = Observer(), PollingObserver(timeout=QUICK), PollingObserver(timeout=SLOW)
        self._last = float("-inf")
        self._told.start()  # from now on it says at once where it cannot watch

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = False) -> Watch:
        """Watch a folder, or a file, which editors replace by another one of its name."""
        if Path(path).is_dir():
            try:
                told = self._told.schedule(_Then(handler, self._note), path, recursive=recursive, event_filter=CHANGES)
            except OSError:  # too many folders for the system
                pass
            else:
                slow = self._slow.schedule(_Unless(handler, self._was_told), path, recursive=recursive)
                return [(self._told, told), (self._slow, slow)]
        return [(self._quick, self._quick.schedule(handler, path, recursive=recursive))]

    def unschedule(self, watch: Watch) -> None:
        """Watch it no longer."""
        for observer, watched in watch:
            observer.unschedule(watched)

    def start(self) -> None:
        """Begin to walk."""
        self._quick.start()
        self._slow.start()

    def stop(self) -> None:
        """Say nothing more."""
        for observer in (self._told, self._quick, self._slow):
            observer.stop()

    def join(self) -> None:
        """Wait until nothing is watched any more."""
        for observer in (self._told, self._quick, self._slow):
            if observer.is_alive():
                observer.join()

    def _note(self) -> None:
        self._last = monotonic()

    def _was_told(self) -> bool:
        """Whether what a walk has found just now was told before."""
        return monotonic() - self._last < 3 * SLOW


class _Then(FileSystemEventHandler):
    def __init__(self, handler: FileSystemEventHandler, then: Callable[[], None]) -> None:
        self._handler, self._then = handler, then

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass it on, and remember that there was one."""
        self._then()
        self._handler.on_any_event(event)


class _Unless(FileSystemEventHandler):
    def __init__(self, handler: FileSystemEventHandler, told: Callable[[], bool]) -> None:
        self._handler, self._told = handler, told

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass it on if nobody has told it."""
        if not self._told():
            self._handler.on_any_event(event)
