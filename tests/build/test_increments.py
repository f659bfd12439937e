"""After any sequence of edits, a build that remembers gives the same bytes as one that makes everything anew.

`--edits 200` makes more and longer sequences.
"""

import os
import random
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from tests.build.editors import BilingualEditor, Editor
from tests.built import copy_project, manifest
from timeline.build import look_back
from timeline.build.engine import Engine
from timeline.build.making import Making
from timeline.build.pack import DamagedError, freeze, thaw
from timeline.build.places import Places
from timeline.build.publish import Published
from timeline.build.quick import quick_build
from timeline.build.render import environment
from timeline.build.request import Request
from timeline.graph.library import Library
from timeline.mkdocs_plugin import build_site
from timeline.model.records import Key
from timeline.site import divisions, shelves
from timeline.site.revision import APART, BY_ID, DERIVED, IN_TIME, OF_EVENTS, OF_RECORDS, WHOLE
from timeline.site.traces import RECORDS
from timeline.site.vantage import Edition
from timeline.site.views import claims, entries, initials, periods, records

LOST = 0.1  # how often the published folder is not there any more


def build(project: Path, clean: bool = False) -> Published:
    built = build_site(project / "mkdocs.yml", Request(clean=clean))
    assert not isinstance(built, list), built
    return built[1]


@pytest.fixture
def edits(request: pytest.FixtureRequest) -> int:
    return int(request.config.getoption("--edits"))


def differing(project: Path, folder: Path) -> list[str]:
    """Files that a build from nothing, in a folder that has the same name, makes otherwise."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("content", "site_templates", "mkdocs.yml"):
        source = project / name
        shutil.copytree(source, folder / name) if source.is_dir() else shutil.copy(source, folder / name)
    build(folder, clean=True)
    warm, cold = manifest(project / "site"), manifest(folder / "site")
    return sorted(path for path in warm.keys() | cold.keys() if warm.get(path) != cold.get(path))


def build_shortly(project: Path) -> None:
    """As the command does: without the host where that is possible."""
    if quick_build(project / "mkdocs.yml", Request()) is None:
        build(project)


@pytest.mark.parametrize("long", [False, True], ids=["short lists", "divided lists"])
@pytest.mark.parametrize(("seed", "kind"), [(0, Editor), (1, Editor), (0, BilingualEditor), (1, BilingualEditor)])
def test_warm_builds_equal_cold_ones(
    seed: int, kind: type[Editor], long: bool, edits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("CI", "true" if seed else "")  # with copies of pages in the cache
    if long:
        seed += 100
        divide_lists(monkeypatch)
    dice = random.Random(seed)
    project = copy_project("minimal", tmp_path / "warm")
    editor = kind(project, dice)
    build(project)
    for number in range(edits):
        done = [editor.step() for _ in range(dice.randint(1, 2))]
        if dice.random() < LOST:
            shutil.rmtree(project / "site")
        dice.choice((build, build_shortly))(project)
        assert differing(project, tmp_path / "cold" / "minimal") == [], f"{number}: {done}"
    assert os.listdir(project / ".timeline-cache")  # noqa: PTH208


def divide_lists(patched: pytest.MonkeyPatch) -> None:
    """Lists of more than three events, or two claims, have pages for their parts."""
    for module in (shelves, divisions, entries, periods, claims, records, initials):
        for name, most in (("LONG", 3), ("LONG_PROOF", 2), ("MANY", 2)):
            if hasattr(module, name):
                patched.setattr(module, name, most)
    patched.setattr(shelves.shelve, "__defaults__", ((), 3))
    patched.setattr(entries.shelved, "__defaults__", (3,))


def test_every_field_of_the_edition_is_revised_or_known_to_stay() -> None:
    """A new index is either a list of what records contribute, or `timeline.site.revision` has to learn it."""
    known = {*RECORDS, *IN_TIME, *BY_ID, *OF_RECORDS, *OF_EVENTS, *WHOLE, *DERIVED, *APART}
    assert {field.name for kind in (Library, Edition) for field in fields(kind)} == known


SITE = {
    "events/a.yml": "date: 1979\ntitle: A\nactors: [x]\ntext: Text.\nplaces: [p]\n",
    "events/b.yml": "date: 1980\ntitle: B\nactors: [x]\n",
    "events/c.yml": "date: 1981\ntitle: C\nrelations: [{type: follows, event: f}]\n",
    "events/d.yml": "date: 1995\ntitle: D\n",
    "events/e.yml": "date: 2001\ntitle: E\n",
    "events/f.yml": "date: 2002\ntitle: F\n",
    "events/g.yml": "date: 2010\ntitle: G\nsummary: S.\ntext: See [d](event:d).\n",
    "actors/x.yml": "name: X\n",
    "places/p.yml": "name: P\n",
}


@pytest.mark.parametrize(
    ("file", "text", "made"),
    [
        ("events/g.yml", "date: 2010\ntitle: G\nsummary: S.\ntext: Other words than [d](event:d).\n", {"events/g"}),
        ("events/d.yml", "date: 1995\ntitle: D\nimportance: 3\n", set()),
        (
            "events/d.yml",
            "date: 1995\ntitle: New\n",
            {
                "events/d",
                "events/c",
                "events/e",
                "years/1995",
                "decades/1990s",
                "centuries/20th",
                "",
                "events",
            },
        ),
        (
            "actors/x.yml",
            "name: Other\n",
            {"events/a", "events/b", "actors", "actors/x", "", "years/1979"},
        ),
        ("places/p.yml", "name: P\ntext: A place.\n", {"places/p"}),
        (
            "places/p.yml",
            "name: P\nlang: fr\n",
            {
                *("places/p", "places", "events/a", "actors/x"),
                *("", "years/1979", "decades/1970s", "centuries/20th"),
            },
        ),
    ],
)
def test_an_edit_makes_what_shows_it_and_nothing_else(file: str, text: str, made: set[str], tmp_path: Path) -> None:
    project = site_of(tmp_path, SITE)
    build(project)
    (project / "content" / file).write_text(text, "utf-8")
    found = {path.removesuffix("index.html").strip("/") for path in to_be_made(project)}
    found -= {"print"}  # the document for paper holds everything
    assert made - found == set(), "what shows it"
    if file.startswith("actors"):
        found -= {"centuries/20th", "decades/1970s", "decades/1980s", "years/1980", "places/p"}  # lists with its chip
    assert found - made == set(), "nothing else"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("# About\n\nOther words about [A](event:a).\n", {"about"}),
        ("# About\n\nA header counts as well, [A](event:a).\n", {"about"}),
        ("# About\n\nOf [A](event:a) and [D](event:d).\n", {"about", "events/d"}),
        ("# About\n\nOf nothing.\n", {"about", "events/a"}),
    ],
)
def test_other_words_in_a_page_of_prose_make_that_page_again(text: str, made: set[str], tmp_path: Path) -> None:
    project = site_of(tmp_path, {**SITE, "about.md": "# About\n\nSome words about [A](event:a).\n"})
    build(project)
    (project / "content" / "about.md").write_text(text, "utf-8")
    found = {path.removesuffix("index.html").strip("/") for path in to_be_made(project)}
    assert found == made - {"about"}, "the host makes the page itself"
    before = manifest(project / "site")
    build(project)
    after = manifest(project / "site")
    changed = {path for path in after if after[path] != before[path]}
    assert changed - {".timeline-site"} == {f"{name}/index.html" for name in made}
    assert differing(project, tmp_path / "cold" / "minimal") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# About\n\n[Nobody](actor:nobody).\n", "TL301"),
        ("# About\n\n[A draft](event:held).\n", "TL307"),
        ("# About\n\n[A file](media/none.pdf).\n", "TL506"),
        ("---\ndraft: perhaps\n---\n# About\n", "TL011"),
    ],
)
def test_what_is_wrong_with_changed_prose_is_found(text: str, code: str, tmp_path: Path) -> None:
    held = {"events/held.yml": "date: 1990\ntitle: Held\ndraft: true\n", "about.md": "# About\n"}
    project = site_of(tmp_path, {**SITE, **held})
    build(project)
    (project / "content" / "about.md").write_text(text, "utf-8")
    found = build_site(project / "mkdocs.yml", Request())
    assert isinstance(found, list)
    assert [finding.code for finding in found] == [code]


def site_of(folder: Path, files: dict[str, str]) -> Path:
    """The smallest project with this content."""
    project = copy_project("minimal", folder)
    shutil.rmtree(project / "content")
    for name, data in files.items():
        path = project / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, "utf-8")
    return project


def to_be_made(project: Path) -> set[str]:
    """The pages that the next build will render."""
    folder = project / ".timeline-cache"
    old = look_back.read(folder)
    content, theme, target = map(Path, old["places"])
    engine = Engine(Places(content, theme, target, project / "mkdocs.yml", True), folder, None, old=old)
    state = engine.state_before()
    assert state is not None
    engine.config = state.config()
    prepared = engine.advanced(state, 1000)
    assert prepared is not None
    making = Making(prepared.edition, 1000, lambda _: environment(theme), {}, content, state, prepared.facts)
    return {task.unit[2] for task in making.work(making.hit).tasks}


@pytest.mark.parametrize("harm", ["cut", "flipped", "empty", "gone"])
def test_a_damaged_cache_is_no_cache(harm: str, tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path / "warm")
    editor, dice = Editor(project, random.Random(1)), random.Random(2)
    build(project)
    for name in sorted(os.listdir(project / ".timeline-cache")):  # noqa: PTH208
        for _ in range(4 if harm == "flipped" else 1):
            file = project / ".timeline-cache" / name
            data = bytearray(file.read_bytes()) if file.exists() else bytearray(b"?")
            if harm == "flipped":
                for _ in range(9):
                    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
            file.write_bytes({"cut": data[: len(data) // 2], "empty": b"", "gone": b""}.get(harm, bytes(data)))
            if harm == "gone":
                file.unlink()
            editor.change()
            editor.write()
            build(project)
            assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_cache_makes_no_instances_but_of_our_own_records() -> None:
    """Whoever sends a cache along with a change of the content cannot run a program by it."""
    import pickle

    with pytest.raises(DamagedError):
        thaw(pickle.dumps(os.getcwd))
    assert thaw(freeze(Key("event", "a"))) == Key("event", "a")


def test_a_site_that_grows_beyond_a_limit_or_shrinks_below_it_is_made_anew(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path / "warm")
    for path, text in SITE.items():
        (project / "content" / path).parent.mkdir(exist_ok=True)
        (project / "content" / path).write_text(text)
    settings, more = project / "mkdocs.yml", project / "content" / "events" / "one-more.yml"
    held = len(list(more.parent.glob("*.yml")))
    settings.write_text(settings.read_text("utf-8").replace("[timeline]", f"[timeline: {{lean_beyond: {held}}}]"))
    build(project)
    for change in (lambda: more.write_text("date: 1990\ntitle: One more\nactors: [x]\n"), more.unlink):
        rows = "class=rows" in (project / "site" / "actors" / "x" / "index.html").read_text("utf-8")
        change()
        build(project)
        assert rows != ("class=rows" in (project / "site" / "actors" / "x" / "index.html").read_text("utf-8"))
        assert differing(project, tmp_path / "cold" / "minimal") == []


@pytest.mark.parametrize(
    ("before", "after", "span"),
    [
        ({"a": "1066", "b": "1979"}, {"a": "1067"}, "1067–1979"),
        ({"a": "1066", "b": "1979"}, {"a": "1500"}, "1500–1979"),
        ({"a": "1066", "b": "1979"}, {"a": ""}, "1979"),
        ({"a": "1066", "b": "1979", "c": "1066"}, {"a": ""}, "1066–1979"),
        ({"a": "1066", "b": "1970/1979"}, {"b": "1970"}, "1066–1970"),
        ({"a": "1066", "b": "1979"}, {"c": "1980", "d": "1000"}, "1000–1980"),
        ({"a": "1066", "b": "1979"}, {"a": "", "c": "1066"}, "1066–1979"),
        ({"a": "1066"}, {"a": "", "b": "1979"}, "1979"),
    ],
)
def test_the_front_page_says_from_when_to_when(
    before: dict[str, str], after: dict[str, str], span: str, tmp_path: Path
) -> None:
    texts = {f"events/{id}.yml": f"date: {date}\ntitle: {id}\n" for id, date in before.items()}
    project = site_of(tmp_path / "warm", texts)
    build(project)
    for id, date in after.items():
        file = project / "content" / "events" / f"{id}.yml"
        file.write_text(f"date: {date}\ntitle: {id}\n", "utf-8") if date else file.unlink()
    build_shortly(project)
    assert f", {span}<" in (project / "site" / "index.html").read_text("utf-8")
    assert differing(project, tmp_path / "cold" / project.name) == []


def test_every_language_of_a_site_follows_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.cli import main  # the command, which leaves the host out where it can

    project = copy_project("minimal", tmp_path / "warm")
    settings, event = project / "mkdocs.yml", project / "content" / "events" / "bridge-opens.yml"
    settings.write_text(settings.read_text("utf-8").replace("[timeline]", "[timeline: {languages: [en, fr]}]"), "utf-8")
    build(project)
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Once more "), "utf-8")
    monkeypatch.chdir(project)
    assert main(["build"]) == 0
    for folder in ("", "fr"):
        assert "Once more" in (project / "site" / folder / "events" / "bridge-opens" / "index.html").read_text("utf-8")
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_copy_of_a_project_with_its_cache_is_built_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.cli import main  # the command, which leaves the host out where it can

    project = copy_project("minimal", tmp_path / "one")
    build(project)
    copy = tmp_path / "two" / project.name
    shutil.copytree(project, copy)
    event = copy / "content" / "events" / "bridge-opens.yml"
    event.write_text(event.read_text("utf-8").replace("title: ", "title: Once more "), "utf-8")
    monkeypatch.chdir(copy)
    assert main(["build"]) == 0
    for at, found in ((copy, True), (project, False)):
        assert ("Once more" in (at / "site" / "events" / "bridge-opens" / "index.html").read_text("utf-8")) is found
    assert differing(copy, tmp_path / "cold" / "minimal") == []
