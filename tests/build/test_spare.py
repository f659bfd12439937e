"""A large site keeps the state before the last one, and brings it up to date instead of making all folders anew."""

import os
from pathlib import Path

import pytest

from tests.build.test_publish import content, litter, publish
from timeline.build import spare
from timeline.build.manifest import MARKER
from timeline.build.publish import begin

MANY = {f"events/{n}/index.html": b"%d" % n for n in range(20)}


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(spare, "FROM", 10)
    return tmp_path / "site"


def states() -> list[dict[str, bytes]]:
    """A page changes, one comes, one goes, a folder becomes a page's neighbour, and back again."""
    one = {**MANY, "events/3/index.html": b"three"}
    two = {**one, "events/new/index.html": b"new", "events/3/deep/a.html": b"a"}
    three = {name: data for name, data in two.items() if name not in ("events/5/index.html", "events/3/deep/a.html")}
    return [MANY, one, two, three, MANY, one, one, three]


def test_every_state_is_published_as_it_is_meant(target: Path) -> None:
    for files in states():
        publish(target, files)
        assert content(target) == files
        assert sorted(path.relative_to(target) for path in target.rglob("*") if path.is_dir()) == sorted(
            {parent for name in files for parent in Path(name).parents} - {Path()}
        )
    assert litter(target) == [".site.spare"]


def test_what_has_not_changed_is_shared_and_not_made_again(target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    before = (target / "events/7").stat().st_ino, (target / "events/7/index.html").stat().st_ino
    folders = {path.stat().st_ino for path in (target.parent / ".site.spare").rglob("*") if path.is_dir()}
    publish(target, states()[3])
    assert (target / "events/7").stat().st_ino in folders
    assert (target / "events/7/index.html").stat().st_ino == before[1]


@pytest.mark.parametrize("where", ["site", ".site.spare"])
def test_a_file_that_is_changed_in_place_is_made_again(where: str, target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    (target.parent / where / "events/7/index.html").write_bytes(b"X")
    for files in (states()[3], states()[2]):
        publish(target, files)
        assert content(target) == files


def test_a_strangers_file_is_never_published_nor_lost(target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    (target.parent / ".site.spare/events/7/mine.txt").write_bytes(b"mine")
    publish(target, states()[3])
    assert content(target) == states()[3]
    kept = [path for path in target.parent.rglob("mine.txt") if target not in path.parents]
    assert [path.read_bytes() for path in kept] == [b"mine"]


@pytest.mark.parametrize("harm", ["marker", "folder"])
def test_a_damaged_spare_is_no_harm(harm: str, target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    kept = target.parent / ".site.spare"
    if harm == "marker":
        (kept / MARKER).write_bytes(b"cut off")
    else:
        (kept / "events/7/index.html").unlink()
        (kept / "events/7").rmdir()
    publish(target, states()[3])
    assert content(target) == states()[3]


def test_a_second_name_of_a_file_keeps_it_from_being_shared(target: Path, tmp_path: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    os.link(target / "events/7/index.html", tmp_path / "mine")
    publish(target, states()[3])
    (tmp_path / "mine").write_bytes(b"edited")
    assert content(target) == states()[3]


def test_a_spare_that_was_half_done_is_swept(target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    (target.parent / ".site.spare").rename(target.parent / ".site.next-1")
    from timeline.build.publish import abandon

    abandon(begin(target))
    assert litter(target) == []
