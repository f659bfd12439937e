"""A preview over HTTP: a save makes the pages that it touches again, and no others."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.built import build, copy_project, manifest

PATIENCE = 30  # seconds


def heeding() -> None:
    """Interrupts are heeded, though a shell ignores them for what works in its background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Served:
    """A server at work on a project; its temporary folders are below `folder`."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project, self.folder, self.log = project, folder, folder.parent / "log"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/"
        folder.mkdir()
        command = [sys.executable, "-m", "timeline.cli", "serve", "--project", str(project)]
        command += ["--address", f"127.0.0.1:{port}"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                stdout=log,
                stderr=log,
                env={**os.environ, "TMPDIR": str(folder), "PYTHONUNBUFFERED": "1"},
                preexec_fn=heeding,
            )

    def said(self) -> str:
        """The log so far."""
        return self.log.read_text(encoding="utf-8")

    def save(self, path: str, old: str, new: str) -> None:
        """Replace something in a file of the project."""
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    def until(self, done: Callable[[], object]) -> None:
        """Wait; fail with the log."""
        end = time.monotonic() + PATIENCE
        while not done():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def after(self, path: str, old: str, new: str, words: str = "Reloading browsers") -> str:
        """Save, wait until the log says these words, and return what it has said meanwhile."""
        before = len(self.said())
        self.save(path, old, new)
        self.until(lambda: words in self.said()[before:])
        return self.said()[before:]

    def made(self, path: str, old: str, new: str) -> str:
        """The same until every page is made."""
        return self.after(path, old, new, "Pages made again")

    def page(self, path: str) -> str:
        """What a browser gets."""
        with urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    @property
    def root(self) -> Path:
        """The folder of the preview."""
        (found,) = self.folder.glob("timeline_*/site-*")
        return found

    def files(self) -> dict[str, tuple[int, int]]:
        """Number and time of every file of the preview: another number where a file was written again."""
        found = ((file.relative_to(self.root).as_posix(), file.stat()) for file in self.root.rglob("*"))
        return {path: (stat.st_ino, stat.st_mtime_ns) for path, stat in found if S_ISREG(stat.st_mode)}


def event(year: int, title: str, more: str = "") -> str:
    """A file."""
    return f"date: {year}\ntitle: {title}\nimportance: 3\n{more}"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    project = copy_project("minimal", tmp_path)
    events = project / "content" / "events"
    for year in range(1500, 2000, 50):
        (events / f"of-{year}.yml").write_text(event(year, f"Event of {year}"), "utf-8")
    (events / "last.yml").write_text(event(1999, "Last", "text: After [it](event:of-1500).\n"), "utf-8")
    server = Served(project, tmp_path / "temporary")
    try:
        server.until(lambda: "Serving on" in server.said())
        server.until(lambda: "Pages made again" in server.said())
        yield server
    finally:
        server.process.send_signal(signal.SIGINT)
        server.process.wait(PATIENCE)
    assert not list(server.folder.iterdir()), "nothing is left of a preview"
    assert not (project / "site").exists()
    assert not (project / ".timeline-cache").exists()


FILE = "content/events/of-1500.yml"


def test_a_save_makes_again_what_it_touches_alone(served: Served) -> None:
    before = served.files()
    log = served.after(FILE, "Event of 1500", "Another name")
    assert "Another name" in served.page("events/of-1500/")
    assert "Another name" in served.page("events/of-1550/"), "it is the earlier one there"
    served.until(lambda: served.said().count("Pages made again") == 2)
    after = served.files()
    assert before.keys() == after.keys()
    assert before["events/of-1800/index.html"] == after["events/of-1800/index.html"]
    assert "Building documentation" not in log


def test_what_saves_leave_is_what_a_whole_build_makes(served: Served) -> None:
    served.after(FILE, "date: 1500", "date: 1702")
    log = served.after(FILE, "importance: 3", "importance: 5\ntags: [sea]\nsummary: A text.")
    assert "Building documentation" not in log
    (served.project / "content/events/of-1650.yml").unlink()
    served.made(FILE, "tags: [sea]", "tags: [law]")
    by_saves = manifest(served.root)
    assert "tags/sea/index.html" not in by_saves
    log = served.made("mkdocs.yml", "site_name: Minimal", "site_name:  Minimal")
    assert "Building documentation" in log
    assert by_saves == manifest(served.root)
    assert "Building documentation" not in served.after(FILE, "tags: [law]", "tags: [sea]")


def test_a_finding_is_told_and_the_preview_stays_until_it_is_mended(served: Served) -> None:
    before = served.files()
    log = served.after(FILE, "date: 1500", "date: [1500", "The preview stays as it was")
    assert "content/events/of-1500.yml:2" in log or "content/events/of-1500.yml:1" in log
    assert served.files() == before
    assert "Event of 1500" in served.page("events/of-1500/")
    log = served.after(FILE, "date: [1500", "date: 1501")
    assert "Building documentation" not in log
    assert "1501" in served.page("events/of-1500/")


def test_a_saved_template_makes_its_pages_again(served: Served) -> None:
    before, template = served.files(), "site_templates/pages/event.html"
    log = served.made(template, "</h1>", "<!-- saved --></h1>")
    assert "Building documentation" not in log
    assert "<!-- saved -->" in served.page("events/of-1500/")
    after = served.files()
    changed = {path.split("/")[0] for path in after if after[path] != before.get(path)}
    assert changed == {"events"}
    assert before["events/index.html"] == after["events/index.html"], "another template draws it"
    served.after(template, "<!-- saved -->", "{{ view.nosuch }}", "has no attribute 'nosuch'")
    served.after(template, "{{ view.nosuch }}", "<!-- mended -->")
    assert "<!-- mended -->" in served.page("events/of-1500/")


def test_prose_is_built_by_the_host(served: Served) -> None:
    (served.project / "content" / "about.md").write_text("# About\n\nSomething.\n", "utf-8")
    served.until(lambda: "Reloading browsers" in served.said())
    assert "Something." in served.page("about/")
    log = served.after("content/about.md", "Something.", "Something else, and [it](event:of-1500).")
    assert "Building documentation" in log
    served.after(FILE, "Event of 1500", "Another name")
    assert "Something else" in served.page("about/")


@contextmanager
def at_work(project: Path, folder: Path) -> Iterator[Served]:
    """A server that serves; it may be killed meanwhile."""
    server = Served(project, folder)
    try:
        server.until(lambda: "Serving on" in server.said())
        yield server
    finally:
        if server.process.poll() is None:
            server.process.send_signal(signal.SIGINT)
        server.process.wait(PATIENCE)


def test_a_server_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    with at_work(copy_project("minimal", tmp_path), tmp_path / "temporary") as server:
        assert list(server.folder.iterdir())
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
    assert not list(server.folder.iterdir())


def test_addresses_come_and_go_with_their_records(served: Served) -> None:
    new = served.project / "content/events/new.yml"
    for _ in range(2):
        with pytest.raises(HTTPError, match="404") as missing:
            served.page("events/new/")
        assert "livereload" in missing.value.read().decode(), "it is loaded again when there is a page"
        before = served.said().count("Reloading browsers")
        new.write_text(event(1600, "New"), "utf-8")
        served.until(lambda: served.said().count("Reloading browsers") > before)  # noqa: B023 - until then
        assert "New" in served.page("events/new/")
        before = served.said().count("Reloading browsers")
        new.unlink()
        served.until(lambda: served.said().count("Reloading browsers") > before)  # noqa: B023 - until then
    assert served.said().count("Building documentation") == 1


def test_no_page_is_stale_after_the_notice_of_a_reload(served: Served) -> None:
    pages, ended = ["events/of-1500/", "events/of-1550/", "years/1500/", ""], Event()

    def read_on() -> None:
        while not ended.is_set():
            for page in pages:
                served.page(page)

    readers = [Thread(target=read_on) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        was = "Event of 1500"
        for number in range(6):
            found = re.search(r"livereload\((\d+),", served.page(pages[0]))
            assert found
            served.save(FILE, was, was := f"Name {number}.")
            while int(served.page(f"livereload/{found[1]}/1")) <= int(found[1]):
                pass
            assert was in served.page(pages[number % 3])
            assert was in served.page(pages[0])
    finally:
        ended.set()
        for reader in readers:
            reader.join()
    assert served.said().count("Building documentation") == 1


def test_a_page_with_a_mistake_answers_with_it(served: Served) -> None:
    template = "site_templates/pages/event.html"
    served.after(template, "</h1>", "{{ view.nosuch }}</h1>")
    with pytest.raises(HTTPError, match="500") as wrong:
        served.page("events/of-1500/")
    told = wrong.value.read().decode()
    assert "nosuch" in told
    assert "pages/event.html:" in told
    assert "Event of 1500" in served.page("years/1500/") + served.page("")


def test_all_languages_of_a_site_follow(tmp_path: Path) -> None:
    with at_work(copy_project("bilingual", tmp_path), tmp_path / "temporary") as server:
        server.after("content/events/bridge-opens.yml", "A bridge replaces the ferry", "The new bridge")
        assert "The new bridge" in server.page("ferry/events/bridge-opens/")
        assert "The new bridge" in server.page("ferry/fa/events/bridge-opens/")
        assert "Building documentation" not in server.said().partition("Serving on")[2]


def test_a_server_that_is_killed_leaves_the_published_site_and_its_cache(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    (project / FILE).write_text(event(1500, "Event of 1500"), "utf-8")
    before = manifest(build(project))
    cache = manifest(project / ".timeline-cache")
    with at_work(project, tmp_path / "temporary") as server:
        server.after(FILE, "Event of 1500", "Another name")
        assert "Another name" in server.page("events/of-1500/")
        server.process.kill()
    assert manifest(project / "site") == before
    assert manifest(project / ".timeline-cache") == cache
    warm = manifest(build(project))
    for name in ("site", ".timeline-cache"):
        shutil.rmtree(project / name)
    assert warm == manifest(build(project))
