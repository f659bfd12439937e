"""Which files are saved under a server, told by the system at once where it can tell.

MkDocs walks through all folders every half second and asks each file for its time: with 10,000 events this takes as
long as making the pages of a save, and goes on beside it. Here the system tells (inotify, FSEvents and the like);
a walk every five seconds finds what it cannot tell, on a network drive or behind the mount of a container.
"""

import os
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


def watched_closely(server: S, folder: str, note: Callable[[str], None]) -> S:
    """A server of MkDocs that has not begun to serve: from now on it watches what it watches by these observers, and a
    folder more; before it is told of a save, the path is noted."""
    server.watch(folder)
    watched = list(server._watched_paths)
    for path in watched:
        while path in server._watched_paths:  # they are counted
            server.unwatch(path)
    server.observer = Observers(note)
    for path in watched:
        server.watch(path)
    return server


class Observers:
    """Looks like an observer of watchdog to MkDocs' server, and asks several."""

    def __init__(self, note: Callable[[str], None] = lambda path: None) -> None:
        self._told, self._quick, self._slow = Observer(), PollingObserver(timeout=QUICK), PollingObserver(timeout=SLOW)
        self._saved, self._seen = note, dict[str, float]()
        self._told.start()  # from now on it says at once where it cannot watch

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = False) -> Watch:
        """Watch a folder, or a file, which editors replace by another one of its name."""
        handler = _Then(handler, self._note)
        if Path(path).is_dir():
            try:
                told = self._told.schedule(
                    _Then(handler, self._remember), path, recursive=recursive, event_filter=CHANGES
                )
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

    def _note(self, event: FileSystemEvent) -> None:
        for path in () if event.is_directory else _paths(event):
            self._saved(path)

    def _remember(self, event: FileSystemEvent) -> None:
        now = monotonic()
        self._seen = {path: when for path, when in self._seen.items() if now - when < 3 * SLOW}
        self._seen |= dict.fromkeys(_paths(event), now)

    def _was_told(self, event: FileSystemEvent) -> bool:
        """Whether what a walk has found just now was told before."""
        now, seen = monotonic(), self._seen
        return all(now - seen.get(path, float("-inf")) < 3 * SLOW for path in _paths(event))


def _paths(event: FileSystemEvent) -> list[str]:
    """What an event is about; a file that is moved has two."""
    return [os.fsdecode(path) for path in (event.src_path, event.dest_path) if path]


class _Then(FileSystemEventHandler):
    def __init__(self, handler: FileSystemEventHandler, first: Callable[[FileSystemEvent], None]) -> None:
        self._handler, self._first = handler, first

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of it, and pass it on."""
        self._first(event)
        self._handler.on_any_event(event)


class _Unless(FileSystemEventHandler):
    def __init__(self, handler: FileSystemEventHandler, told: Callable[[FileSystemEvent], bool]) -> None:
        self._handler, self._told = handler, told

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass it on if nobody has told it."""
        if not self._told(event):
            self._handler.on_any_event(event)
