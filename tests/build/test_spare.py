"""A large site keeps the state before the last one, and brings it up to date instead of making all folders anew."""

import errno
import os
import random
import shutil
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.build.test_publish import content, litter, publish
from timeline.build import spare, spare_files
from timeline.build.manifest import MARKER
from timeline.build.publish import Published, begin, finish

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


class Builds:
    """Builds one after the other, each of which knows what the one before has left."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.left: tuple[Any, Any] = ({}, None)

    def publish(self, files: Mapping[str, bytes], jobs: int = 1) -> Published:
        publication = begin(self.target)
        publication.inspect(*self.left, jobs)
        published = finish(publication, files.items())
        self.left = published.seen, published.spare
        return published


@pytest.fixture
def builds(target: Path, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Folders count as left alone when the clock has gone on."""
    monkeypatch.setattr("timeline.build.inputs.TICK", 0)
    return Builds(target)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders of spares that are read."""
    found: list[str] = []
    numbers = spare_files._numbers

    def noted(root: Path, below: str, apart: Any) -> dict[str, int]:  # noqa: ANN401
        found.append(below)
        return numbers(root, below, apart)

    monkeypatch.setattr(spare_files, "_numbers", noted)
    return found


def rested(builds: Builds, number: int = 3) -> None:
    """Some states, after which the clock of the file system goes on."""
    for files in states()[:number]:
        builds.publish(files)
        time.sleep(0.02)


def test_of_a_spare_that_is_known_only_the_folders_are_read_that_the_last_builds_have_touched(
    builds: Builds, read: list[str]
) -> None:
    for number in range(6):
        read.clear()
        builds.publish({**MANY, "events/0/index.html": b"%d" % number})
        time.sleep(0.02)
    assert {""} <= set(read) <= {"", "events", "events/0"}


def _replace(spare: Path) -> None:
    (spare / "events/7/new").write_bytes(b"other")
    (spare / "events/7/new").replace(spare / "events/7/index.html")


def _lead_elsewhere(spare: Path) -> None:
    shutil.move(spare / "events/7", spare.parent / "elsewhere")
    (spare / "events/7").symlink_to(spare.parent / "elsewhere")


HARMS: dict[str, Callable[[Path], object]] = {
    "a page is gone": lambda spare: (spare / "events/7/index.html").unlink(),
    "a page is another file": _replace,
    "a page is written over": lambda spare: (spare / "events/7/index.html").write_bytes(b"over"),
    "a folder is gone": lambda spare: shutil.rmtree(spare / "events/7"),
    "all folders are gone": lambda spare: shutil.rmtree(spare / "events"),
    "a folder is a link": _lead_elsewhere,
    "the marker is another": lambda spare: (spare / MARKER).write_bytes(b"cut off"),
    "everything is gone": shutil.rmtree,
    "it is a copy": lambda spare: (spare.rename(spare.parent / "was"), shutil.copytree(spare.parent / "was", spare)),
    "an empty folder has come": lambda spare: (spare / "events/mine").mkdir(),
}


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("harm", HARMS.values(), ids=HARMS)
def test_what_has_become_of_a_known_spare_does_no_harm(
    harm: Callable[[Path], object], number: int, builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spare, "AHEAD", 10)
    rested(builds, number)
    harm(builds.target.parent / ".site.spare")
    for files in states()[number : number + 3]:
        builds.publish(files)
        assert content(builds.target) == files


@pytest.mark.parametrize(
    "name",
    [  # at the top of the site it is refused
        *("site/events/7/mine.txt", "site/events/7/deep/mine.txt", ".site.spare/mine.txt"),
        *(".site.spare/mine/deep/mine.txt", ".site.spare/events/7/mine.txt", ".site.spare/events/7/deep/mine.txt"),
    ],
)
def test_a_strangers_file_in_a_known_spare_is_never_published_nor_lost(name: str, builds: Builds) -> None:
    rested(builds)
    file = builds.target.parent / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"mine")
    for files in states()[3:6]:
        builds.publish(files)
    assert content(builds.target) == states()[5]
    kept = [path for path in builds.target.parent.rglob("mine.txt") if builds.target not in path.parents]
    assert [path.read_bytes() for path in kept] == [b"mine"]


def test_a_death_while_the_marker_of_a_spare_is_written_leaves_no_litter(target: Path) -> None:
    for files in states()[:3]:
        publish(target, files)
    (target.parent / ".site.spare").rename(target.parent / ".site.next-1")
    (target.parent / f".site.next-1/{MARKER}.new").write_bytes(b"This folder")
    publish(target, states()[3])
    assert content(target) == states()[3]
    assert litter(target) == [".site.spare"]


def test_what_a_link_in_a_spare_leads_to_is_left_alone(builds: Builds) -> None:
    rested(builds)
    _lead_elsewhere(builds.target.parent / ".site.spare")
    builds.publish(states()[3])
    assert (builds.target.parent / "elsewhere/index.html").read_bytes() == MANY["events/7/index.html"]
    assert [path.name for path in builds.target.parent.glob(".site.kept-*/events/*")] == ["7"]


def _litter_in(folder: Path, chance: random.Random) -> None:
    """Somebody deletes, adds, or replaces a file of the spare."""
    files = sorted(path for path in folder.rglob("index.html"))
    if not files:
        return
    file = chance.choice(files)
    match chance.randrange(4):
        case 0:
            file.unlink()
        case 1:
            (file.parent / f"mine-{chance.randrange(10**9)}").write_bytes(b"mine")
        case 2:
            (file.parent / "new").write_bytes(b"other")
            (file.parent / "new").replace(file)
        case _:
            shutil.rmtree(file.parent)


@pytest.mark.parametrize("seed", range(8))
def test_after_any_sequence_of_builds_and_meddling_the_site_is_what_is_meant(seed: int, builds: Builds) -> None:
    """Some builds die before they can tell what they have left; the site is thrown away, or its cache is."""
    chance, files = random.Random(seed), dict(MANY)
    for _ in range(25):
        for _ in range(chance.randrange(3)):
            files[f"events/{chance.randrange(30)}/index.html"] = b"%d" % chance.randrange(1000)
        for name in chance.sample(sorted(files), chance.randrange(3)):
            del files[name]
        match chance.randrange(12):
            case 0:
                shutil.rmtree(builds.target, ignore_errors=True)
            case 1:
                builds.left = ({}, None)
            case 2 | 3 | 4:
                _litter_in(builds.target.parent / ".site.spare", chance)
        told = builds.left
        builds.publish(files, jobs=chance.choice([1, 2]))
        assert content(builds.target) == files
        if not chance.randrange(6):
            builds.left = told
        time.sleep(chance.choice([0, 0.01]))


@pytest.fixture
def ahead(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> Builds:
    """Sites of some pages count as very large."""
    monkeypatch.setattr(spare, "AHEAD", 10)
    monkeypatch.setattr(spare, "SHARED_AT_ONCE", 3)
    return builds


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_first_build_of_a_very_large_site_makes_the_spare_ahead(jobs: int, ahead: Builds) -> None:
    ahead.publish(MANY, jobs)
    kept = ahead.target.parent / ".site.spare"
    assert content(kept) == MANY
    folder = (kept / "events/7").stat().st_ino
    time.sleep(0.02)
    ahead.publish(states()[1], jobs)
    assert content(ahead.target) == states()[1]
    assert (ahead.target / "events/7").stat().st_ino == folder
    assert litter(ahead.target) == [".site.spare"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMLINK, errno.EPERM])
def test_where_no_spare_can_be_made_ahead_there_is_none(
    number: int, ahead: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = [15]

    def fail(source: str, file: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(number, os.strerror(number), file)
        Path(file).symlink_to(source)

    monkeypatch.setattr(spare.os, "link", fail)
    ahead.publish(MANY)
    assert content(ahead.target) == MANY
    assert litter(ahead.target) == []
    monkeypatch.undo()
    ahead.publish(states()[1])
    assert content(ahead.target) == states()[1]


def test_a_spare_of_a_site_that_was_thrown_away_is_not_taken_for_one_of_the_next(ahead: Builds) -> None:
    rested(ahead)
    shutil.rmtree(ahead.target)
    for files in ({**MANY, "events/0/index.html": b"zero"}, MANY, states()[1]):
        ahead.publish(files)
        assert content(ahead.target) == files
