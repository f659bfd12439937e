"""A preview after saves: whatever is asked for, and whenever, is what a preview made from nothing would show.

`--edits 200` makes longer sequences.
"""

import random
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from tests.build.test_increments import Editor
from tests.built import copy_project, manifest
from timeline.build.preview import Preview
from timeline.mkdocs_plugin import TimelinePlugin

ADDRESS = "http://127.0.0.1:8000/"


class Serving:
    """A server without its sockets and threads: what is made in idle time is made when the test says so."""

    def __init__(self, project: Path, folder: Path) -> None:
        self.project, self.folder, self.log = project, folder, list[str]()
        self.preview = Preview(self.log.append)
        self.build()

    def build(self) -> None:
        """What MkDocs does, the first time and where the plugin asks it to."""
        vars(MkDocsConfig)["plugins"].plugin_cache.clear()  # one for the whole process
        config = load_config(str(self.project / "mkdocs.yml"), site_dir=str(self.folder))
        config.site_url = ADDRESS
        plugin = config.plugins["timeline"]
        assert isinstance(plugin, TimelinePlugin)
        self.plugin, plugin.command, plugin.preview = plugin, "serve", self.preview
        self.made_by_host = True
        build(config, serve_url=ADDRESS)

    def save(self, *files: Path) -> None:
        """Something was saved: these files, or who knows which."""
        self.made_by_host = False
        for file in files:
            self.preview.note(str(file))
        self.plugin.follow(self.build)

    def page(self, path: str) -> bytes | None:
        """What a browser gets: None for nothing, and words for a mistake."""
        found = self.preview.find(path)
        return None if found is None else found.data or found.mistake.encode()

    @property
    def files(self) -> dict[str, str]:
        """Everything there is, when nothing is left to be made."""
        while self.preview.make_next():
            pass
        assert self.preview.root is not None
        return manifest(self.preview.root)


@contextmanager
def serving(project: Path, folder: Path) -> Iterator[Serving]:
    shutil.rmtree(folder, ignore_errors=True)
    found = Serving(project, folder)
    try:
        yield found
    finally:
        found.preview.end()
        vars(MkDocsConfig)["plugins"].plugin_cache.clear()  # nobody else builds into this preview


def from_nothing(project: Path, folder: Path) -> dict[str, bytes]:
    """The files of a preview that has just begun."""
    with serving(project, folder) as fresh:
        root = fresh.preview.root
        assert root is not None
        return {path: (root / path).read_bytes() for path in fresh.files}


@pytest.fixture
def edits(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--edits"))


@pytest.mark.parametrize(("name", "seed"), [("minimal", 0), ("minimal", 1), ("bilingual", 2)])
def test_pages_after_saves_are_those_of_a_preview_made_from_nothing(
    name: str, seed: int, edits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    dice = random.Random(seed)
    project = copy_project(name, tmp_path)
    for kind in ("events", "actors", "places", "sources", "tags", "timelines"):
        shutil.rmtree(project / "content" / kind, ignore_errors=True)
    for file in project.joinpath("content").rglob("*.md"):
        file.unlink()
    editor = Editor(project, dice)
    with serving(project, tmp_path / "served") as served:
        known = set(served.files)
        for number in range(edits):
            before = when_written(project)
            done = [editor.step() for _ in range(dice.randint(1, 2))]
            after = when_written(project)
            served.save(*(path for path in before.keys() | after.keys() if before.get(path) != after.get(path)))
            wanted = from_nothing(project, tmp_path / "fresh")
            known |= wanted.keys()
            for path in dice.sample(sorted(known), 12):
                assert served.page(path) == wanted.get(path), f"{number}: {done}: {path}"
            for _ in range(dice.choice((0, 0, 3, 10, 1000))):
                served.preview.make_next()
        assert served.files == {path: _digest(data) for path, data in wanted.items()}


def when_written(project: Path) -> dict[Path, tuple[int, int]]:
    """Time and number of all files of a project."""
    files = [project / "mkdocs.yml", *project.joinpath("content").rglob("*.*")]
    files += project.joinpath("site_templates").rglob("*.*")
    return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in files if file.is_file()}


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Serving]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    project = copy_project("minimal", tmp_path)
    for number in range(1, 9):
        text = f"date: 19{number}0\ntitle: Event {number}\nactors: [one]\n"
        (project / "content" / "events" / f"e{number}.yml").write_text(text, "utf-8")
    (project / "content" / "actors").mkdir(exist_ok=True)
    (project / "content" / "actors" / "one.yml").write_text("name: One\n", "utf-8")
    with serving(project, tmp_path / "served") as found:
        yield found


def edit(served: Serving, path: str, change: Callable[[str], str]) -> None:
    """Save a file with another text."""
    file = served.project / path
    text = file.read_text("utf-8")
    assert change(text) != text
    file.write_text(change(text), "utf-8")
    served.save(file)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


E3, PAGE3, ACTOR = "content/events/e3.yml", "events/e3/index.html", "actors/one/index.html"


def test_a_save_makes_no_page_before_it_is_asked_for(served: Serving) -> None:
    root = served.preview.root
    assert root is not None
    assert served.files
    edit(served, E3, replaced("Event 3", "Saved"))
    assert not served.made_by_host
    assert b"Saved" not in (root / ACTOR).read_bytes()
    assert b"Saved" in (served.page(ACTOR) or b"")
    assert b"Saved" in (root / ACTOR).read_bytes()
    assert b"Saved" not in (root / PAGE3).read_bytes()


def test_what_was_not_made_before_the_next_save_is_made_after_it(served: Serving) -> None:
    edit(served, E3, replaced("Event 3", "Saved"))
    edit(served, "content/events/e7.yml", replaced("Event 7", "Saved too"))
    assert b"Saved<" in (served.page(PAGE3) or b"")
    page = served.page(ACTOR) or b""
    assert b"Saved<" in page
    assert b"Saved too" in page


def test_a_page_that_was_never_made_goes_and_comes(served: Serving) -> None:
    new, path = served.project / "content/events/new.yml", "events/new/index.html"
    assert served.page(path) is None
    new.write_text("date: 1950\ntitle: New\n", "utf-8")
    served.save(new)
    new.unlink()
    served.save(new)
    assert served.page(path) is None
    assert not served.made_by_host
    new.write_text("date: 1950\ntitle: New again\n", "utf-8")
    served.save(new)
    edit(served, E3, replaced("Event 3", "Saved"))
    assert not served.made_by_host
    assert b"New again" in (served.page(path) or b"")


def test_a_mistake_in_a_record_is_told_and_nothing_is_lost(served: Serving) -> None:
    edit(served, E3, replaced("Event 3", "Saved"))
    edit(served, "content/events/e7.yml", replaced("date: 1970", "date: [1970"))
    assert not served.log[1:], "nothing else is shown"
    assert b"Saved" in (served.page(PAGE3) or b"")
    edit(served, "content/events/e7.yml", replaced("date: [1970", "date: 1971"))
    assert b"Saved" in (served.page(ACTOR) or b"")
    assert b"1971" in (served.page("events/e7/index.html") or b"")


def test_a_page_with_a_mistake_in_its_template_tells_it_and_others_are_served(served: Serving) -> None:
    template = "site_templates/pages/event.html"
    edit(served, E3, replaced("Event 3", "Saved"))
    edit(served, template, replaced("</h1>", "{{ view.nosuch }}</h1>"))
    found = served.preview.find(PAGE3)
    assert found is not None
    assert re.search(r"pages/event\.html:\d+: .*nosuch", found.mistake)
    assert any("nosuch" in line for line in served.log)
    assert b"Saved" in (served.page(ACTOR) or b"")
    edit(served, template, replaced("{{ view.nosuch }}", "<!-- mended -->"))
    assert b"<!-- mended -->" in (served.page(PAGE3) or b"")
    edit(served, template, replaced("<!-- mended -->", "{% mended"))
    assert b"event.html" in (served.page(PAGE3) or b"")
    edit(served, E3, replaced("Saved", "Saved again"))
    assert b"Saved again" in (served.page(ACTOR) or b"")
    assert b"event.html" in (served.page(PAGE3) or b""), "it is still not mended"
    edit(served, template, replaced("{% mended", ""))
    assert b"Saved again" in (served.page(PAGE3) or b"")


def test_a_mistake_that_the_host_meets_is_told_by_its_pages(served: Serving) -> None:
    about = served.project / "content" / "about.md"
    about.write_text("# About\n\nSomething.\n", "utf-8")
    served.save()
    assert b"Something." in (served.page("about/index.html") or b"")
    edit(served, "site_templates/base.html", replaced("</body>", "{{ view.nosuch }}</body>"))
    for path in ("about/index.html", PAGE3):
        assert b"nosuch" in (served.page(path) or b""), path
    assert served.page("static/style.css") or served.page("robots.txt")
    edit(served, "site_templates/base.html", replaced("{{ view.nosuch }}", "<!-- mended -->"))
    for path in ("about/index.html", PAGE3):
        assert b"<!-- mended -->" in (served.page(path) or b""), path


def test_the_number_of_the_reload_is_that_of_the_save(served: Serving) -> None:
    reloads = [7]
    served.preview.epoch = lambda: reloads[0]
    edit(served, E3, replaced("Event 3", "Saved"))
    reloads[0] = 8
    (served.project / E3).write_text("date: [", "utf-8")
    served.save()
    found = served.preview.find(PAGE3)
    assert found is not None
    assert found.epoch == 7, "nothing else is shown since"
