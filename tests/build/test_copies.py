"""Where the published folder is gone, as in CI, it is put back from the cache, and only what was edited is made."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_increments import SITE, build, build_shortly, site_of
from tests.built import manifest
from timeline.build import look_back
from timeline.build.copies import with_copies
from timeline.build.quick import quick_build
from timeline.build.request import Request
from timeline.build.state import COPIES, load_state, save_state
from timeline.build.tables import Table
from timeline.mkdocs_plugin import build_site

EDIT = "date: 1979\ntitle: Other\nactors: [x]\nplaces: [p]\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("CI", "true")
    return site_of(tmp_path, {**SITE, "about.md": "# About\n\nOf [A](event:a).\n"})


def lose_site(project: Path) -> None:
    shutil.rmtree(project / "site")


@pytest.mark.parametrize("left", ["nothing", "an empty folder"])
@pytest.mark.parametrize("way", [build, build_shortly], ids=["with the host", "without"])
def test_a_site_that_is_gone_is_put_back_without_making_a_page(
    project: Path, way: Callable[[Path], object], left: str
) -> None:
    build(project)
    before = manifest(project / "site")
    lose_site(project)
    if left == "an empty folder":
        (project / "site").mkdir()
    way(project)
    assert manifest(project / "site") == before
    quick = quick_build(project / "mkdocs.yml", Request())
    assert quick is not None, "nothing has changed"
    assert quick.published.written == 0


def test_only_what_was_edited_is_made(project: Path) -> None:
    build(project)
    for title in ("Other", "Third"):
        (project / "content/events/a.yml").write_text(EDIT.replace("Other", title), "utf-8")
        lose_site(project)
        done = quick_build(project / "mkdocs.yml", Request())
        assert done is not None
        assert 0 < done.published.written < done.published.kept
        warm = manifest(project / "site")
        build(project, clean=True)
        assert manifest(project / "site") == warm


def test_a_clean_build_takes_nothing_from_the_cache(project: Path) -> None:
    build(project)
    lose_site(project)
    assert build(project, clean=True).kept == 0


@pytest.mark.parametrize(("ci", "setting", "kept"), [("", "auto", False), ("1", "never", False), ("", "always", True)])
def test_copies_are_kept_where_they_are_wanted(
    project: Path, monkeypatch: pytest.MonkeyPatch, ci: str, setting: str, kept: bool
) -> None:
    build(project)
    monkeypatch.setenv("CI", ci)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("[timeline]", f"[timeline: {{cache_pages: {setting}}}]"))
    build(project)
    state = load_state(project / ".timeline-cache")
    assert state is not None
    assert (COPIES in state.tables) == kept
    (project / "content/events/a.yml").write_text(EDIT, "utf-8")
    lose_site(project)
    assert (build(project).kept > 0) == kept


def test_copies_follow_the_site_and_take_no_more_room(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.build.state.SPARE_ROOM", 0)
    packs = set()
    for number in range(12):
        (project / "content/events/a.yml").write_text(EDIT.replace("Other", f"{number}"), "utf-8")
        if number % 3 == 1:
            (project / "content/events/new.yml").write_text("date: 1990\ntitle: New\n", "utf-8")
        else:
            (project / "content/events/new.yml").unlink(missing_ok=True)
        build_shortly(project)
        state = load_state(project / ".timeline-cache")
        assert state is not None
        copies = dict(state.tables[COPIES])
        assert copies.keys() == manifest(project / "site").keys() - {".timeline-site"}
        assert state.head["copied"] == sum(copy[1] for copy in copies.values())
        packs.add(state.pack.file.name)
        if number % 4 == 3:
            lose_site(project)
    assert len(packs) > 1, "the pack is written anew, with the copies"


@pytest.mark.parametrize("number", range(0, 60, 7))
def test_a_damaged_copy_is_none(project: Path, number: int) -> None:
    build(project)
    state = load_state(project / ".timeline-cache")
    assert state is not None
    listed = sorted(dict(state.tables[COPIES]).values())
    start, length, *_ = listed[number % len(listed)]
    data = bytearray(state.pack.file.read_bytes())
    data[start + length // 2] ^= 16
    state.pack.file.write_bytes(data)
    before = manifest(project / "site")
    lose_site(project)
    build_shortly(project)
    assert manifest(project / "site") == before
    assert [file.name for file in project.iterdir() if file.name.startswith(".site")] == []


@pytest.mark.parametrize("name", ["../outside.html", "/outside.html", "a/../../../outside.html", ".timeline-site"])
def test_a_copy_is_never_put_outside_the_site(project: Path, name: str) -> None:
    """The cache may come with somebody's contribution."""
    build(project)
    folder = project / ".timeline-cache"
    state, old = load_state(folder), look_back.read(folder)
    assert state is not None
    copies = dict(state.tables[COPIES])
    copies[name] = copies["index.html"]
    state.tables = {**state.tables, COPIES: Table.put(state.pack, copies, apart=False)}
    look_back.write(folder, {**old, "state": save_state(state)})
    before = manifest(project / "site")
    lose_site(project)
    build_shortly(project)
    assert manifest(project / "site") == before
    assert not list(project.parent.rglob("outside.html"))


def test_what_is_not_what_was_published_is_not_copied(project: Path) -> None:
    done = build(project)
    state = load_state(project / ".timeline-cache")
    assert state is not None
    (project / "site" / "index.html").write_text("Somebody's", "utf-8")
    state.tables = {name: table for name, table in state.tables.items() if name != COPIES}
    assert "index.html" not in with_copies(state, done, 1).tables[COPIES]


def test_a_build_that_fails_leaves_the_site_of_the_last_one(project: Path) -> None:
    build(project)
    before = manifest(project / "site")
    lose_site(project)
    (project / "content/events/a.yml").write_text("date: 1979-02-31\ntitle: Wrong\n", "utf-8")
    assert isinstance(build_site(project / "mkdocs.yml", Request()), list)
    assert manifest(project / "site") == before
