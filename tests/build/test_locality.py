"""What editors do all day (add, delete, re-date, retitle) makes a few pages again, not the site."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.test_increments import to_be_made
from tests.built import copy_project
from timeline.build.request import Request
from timeline.mkdocs_plugin import build_site

YEARS, IN_YEAR = range(1900, 1950), 6  # 300 events
LISTS = {  # what counts or lists all events
    *("index.html", "events/index.html", "years/index.html", "print/index.html"),
    *("sitemap.xml", "static/strip.svg", "actors/index.html", "tags/index.html", "claims/index.html"),
}


def event(year: int, number: int, title: str = "", month: int = 0) -> str:
    """An event in a year, with one of ten actors and one of five tags."""
    n = year * IN_YEAR + number
    return (
        f"date: {year}-{month or 1 + 2 * number:02}-07\ntitle: {title or f'Event {n}'}\nsummary: It was event {n}.\n"
        f"actors: [actor-{n % 10}]\ntags: [tag-{n % 5}]\n"
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 300 events, six a year."""
    project = copy_project("minimal", tmp_path_factory.mktemp("site"))
    shutil.rmtree(project / "content")
    for kind in ("events", "actors"):
        (project / "content" / kind).mkdir(parents=True)
    for n in range(10):
        (project / "content" / "actors" / f"actor-{n}.yml").write_text(f"name: Actor {n}\n", "utf-8")
    for year in YEARS:
        for number in range(IN_YEAR):
            (project / "content" / "events" / f"e-{year}-{number}.yml").write_text(event(year, number), "utf-8")
    assert not isinstance(build_site(project / "mkdocs.yml", Request()), list)
    return project


def add(events: Path) -> None:
    (events / "new.yml").write_text(event(1920, 3, "New", month=8), "utf-8")


def delete(events: Path) -> None:
    (events / "e-1920-3.yml").unlink()


def move_in_year(events: Path) -> None:
    (events / "e-1920-3.yml").write_text(event(1920, 3, month=10), "utf-8")


def move_to_other_year(events: Path) -> None:
    (events / "e-1920-3.yml").write_text(event(1920, 3).replace("1920-07", "1931-08"), "utf-8")


def retitle(events: Path) -> None:
    (events / "e-1920-3.yml").write_text(event(1920, 3, title="Other"), "utf-8")


def resummarise(events: Path) -> None:
    (events / "e-1920-3.yml").write_text(event(1920, 3).replace("It was", "This was"), "utf-8")


def move_down(events: Path) -> None:
    file = events / "e-1920-3.yml"
    file.write_text(f"# A word to other editors.\n\n{file.read_text('utf-8')}", "utf-8")


OF_1920 = {f"e-1920-{n}" for n in range(IN_YEAR)}
BESIDE = {"e-1918-5", "e-1922-1"}  # those that the same actor takes part in before and after


@pytest.mark.parametrize(
    ("edit", "events", "folders"),
    [
        (add, OF_1920 | {"new", "e-1922-1"}, {"years/1920", "decades/1920s", "centuries/20th"}),
        (delete, OF_1920 - {"e-1920-3"} | BESIDE, {"years/1920", "decades/1920s", "centuries/20th"}),
        (move_in_year, OF_1920 | BESIDE, {"years/1920", "decades/1920s", "centuries/20th"}),
        (
            move_to_other_year,
            OF_1920 | BESIDE | {f"e-1931-{n}" for n in range(IN_YEAR)} | {"e-1930-3", "e-1932-1"},
            {"years/1920", "years/1931", "decades/1920s", "decades/1930s", "centuries/20th"},
        ),
        (retitle, {"e-1920-3", "e-1920-2", "e-1920-4"} | BESIDE, {"years/1920", "decades/1920s", "centuries/20th"}),
        (resummarise, {"e-1920-3"}, {"years/1920", "decades/1920s", "centuries/20th"}),
        (move_down, set(), set()),
    ],
)
def test_an_edit_stays_local(edit: Callable[[Path], None], events: set[str], folders: set[str], built: Path) -> None:
    made = made_after(edit, built) - LISTS
    of_events = {found[1] for path in made if (found := re.fullmatch(r"events/([^/]+)/index.html", path))}
    assert of_events == events
    rest = {path for path in made if not path.startswith("events/")}
    assert {path for path in rest if not path.startswith((*folders, "actors/", "tags/"))} == set()
    assert len([path for path in rest if path.startswith("actors/")]) <= 1
    assert len([path for path in rest if path.startswith("tags/")]) <= 1


def made_after(edit: Callable[[Path], None], project: Path) -> set[str]:
    """What would be made after an edit, which is taken back."""
    folder = project / "content" / "events"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    try:
        edit(folder)
        return to_be_made(project)
    finally:
        for file in folder.iterdir():
            file.unlink()
        for file, data in before.items():
            file.write_bytes(data)


def test_a_claim_among_very_many_makes_the_pages_of_its_time(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    shutil.rmtree(project / "content")
    for kind in ("events", "actors", "sources"):
        (project / "content" / kind).mkdir(parents=True)
    for n in (0, 1):
        (project / "content" / "actors" / f"actor-{n}.yml").write_text(f"name: Actor {n}\n", "utf-8")
    (project / "content" / "sources" / "report.yml").write_text("title: Report\n", "utf-8")
    said = "claims: [{{by: actor-0, says: It was {n}., denied_by: [actor-1]}}]\nsources: [report]\n"
    for n in range(250):
        text = f"date: {1880 + n // 5}-{1 + n % 5:02}-07\ntitle: Event {n}\n" + said.format(n=n)
        (project / "content" / "events" / f"e-{n}.yml").write_text(text, "utf-8")
    assert not isinstance(build_site(project / "mkdocs.yml", Request()), list)

    def come(events: Path) -> None:
        (events / "new.yml").write_text("date: 1921-08-07\ntitle: New\n" + said.format(n="new"), "utf-8")

    def say_otherwise(events: Path) -> None:
        file = events / "e-205.yml"
        file.write_text(file.read_text("utf-8").replace("It was", "That was"), "utf-8")

    for edit in (come, say_otherwise):
        made = made_after(edit, project)
        folders = ("claims/", "actors/actor-0/claims/", "actors/actor-1/denials/", "sources/report/")
        parts = {path.removesuffix("index.html") for path in made if path.startswith(folders)}
        held = {
            "",
            "19th-century/",
            "20th-century/",
            "1910s/",
            "1920s/",
            "1921/",
        }  # what is beside says how much is there
        assert parts <= {folder + part for folder in folders for part in held}
        assert {"claims/1920s/", "actors/actor-0/claims/1920s/", "actors/actor-1/denials/1920s/"} <= parts
