"""A save under a server is told once, and reading tells nothing."""

from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest
from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler

from timeline.build.watching import Observers

PATIENCE = 60.0  # seconds until a test gives up; none waits for it


class Told(FileSystemEventHandler):
    def __init__(self) -> None:
        self.paths: SimpleQueue[str] = SimpleQueue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        if not event.is_directory:
            self.paths.put(str(event.src_path))


@pytest.fixture
def observers() -> Iterator[Observers]:
    found = Observers()
    yield found
    found.stop()
    found.join()


def test_a_save_in_a_folder_is_told_and_reading_is_not(observers: Observers, tmp_path: Path) -> None:
    told, read, saved = Told(), tmp_path / "read.yml", tmp_path / "deep" / "saved.yml"
    saved.parent.mkdir()
    read.write_text("a", "utf-8")
    observers.schedule(told, str(tmp_path), recursive=True)
    observers.start()
    assert read.read_text("utf-8") == "a"
    saved.write_text("b", "utf-8")
    assert told.paths.get(timeout=PATIENCE) == str(saved)


def test_a_file_is_watched_though_another_one_takes_its_name(observers: Observers, tmp_path: Path) -> None:
    told, file, other = Told(), tmp_path / "mkdocs.yml", tmp_path / "mkdocs.yml~"
    file.write_text("a", "utf-8")
    observers.schedule(told, str(file), recursive=True)
    observers.start()
    for text in ("b", "bc"):
        other.write_text(text, "utf-8")
        other.replace(file)
        assert told.paths.get(timeout=PATIENCE) == str(file)
        while not told.paths.empty():
            told.paths.get()


def test_a_save_is_noted_before_it_is_told(tmp_path: Path) -> None:
    noted, told = SimpleQueue[str](), Told()
    found = Observers(noted.put)
    try:
        found.schedule(told, str(tmp_path), recursive=True)
        found.start()
        (tmp_path / "saved.yml").write_text("a", "utf-8")
        assert told.paths.get(timeout=PATIENCE) == str(tmp_path / "saved.yml")
        assert noted.get_nowait() == str(tmp_path / "saved.yml")
    finally:
        found.stop()
        found.join()


def test_a_walk_tells_what_the_system_has_not_told(observers: Observers) -> None:
    one, other = FileModifiedEvent("one.yml"), FileModifiedEvent("other.yml")
    observers._remember(one)
    assert observers._was_told(one)
    assert not observers._was_told(other)


def test_what_is_watched_no_longer_is_not_told(observers: Observers, tmp_path: Path) -> None:
    gone, told = Told(), Told()
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    watch = observers.schedule(gone, str(tmp_path / "a"), recursive=True)
    observers.schedule(told, str(tmp_path / "b"), recursive=True)
    observers.start()
    observers.unschedule(watch)
    (tmp_path / "a" / "x.yml").write_text("x", "utf-8")
    (tmp_path / "b" / "y.yml").write_text("y", "utf-8")
    assert told.paths.get(timeout=PATIENCE).endswith("y.yml")
    assert gone.paths.empty()
