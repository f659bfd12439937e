"""After a change of templates those pages are made again that one of them draws, or has a part in."""

import re
import shutil
from pathlib import Path

import pytest

from tests.build.test_increments import build, differing, site_of, to_be_made
from tests.built import manifest
from timeline.build.inputs import THEME, look
from timeline.build.template_closures import changed_templates, drawn_by
from timeline.cli import main
from timeline.mkdocs_plugin import HostError

SITE = {
    "events/a.yml": "date: 1979\ntitle: A\nactors: [x]\nplaces: [p]\nsources: [s]\naliases: [old]\n",
    "actors/x.yml": "name: X\n",
    "places/p.yml": "name: P\ncoordinates: 40.5, 10.25\n",
    "sources/s.yml": "title: S\n",
    "timelines/t.yml": "title: T\nstops: [{event: a}]\n",
    "about.md": "# About\n",
    "own.md": "---\ntemplate: pages/own.html\n---\n# Own\n",
}
OWN = '{% extends "main.html" %}\n{% block content %}{{ super() }}<p>Own</p>{% endblock %}\n'
EVENTS, RECORDS, PROSE, REDIRECTS = {"events/a"}, {"actors/x", "places/p"}, {"about", "own"}, {"events/old"}
LISTS, PERIODS = {"actors", "places", "sources", "timelines"}, {"years/1979", "decades/1970s", "centuries/20th"}
PAPER = {"print", "timelines/t/print"}
REST = {"", "404.html", "events", "years", "sources/s", "timelines/t"}
EVERYTHING = EVENTS | RECORDS | PROSE | REDIRECTS | LISTS | PERIODS | PAPER | REST


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a page of every sort; one page of prose has a template of its own."""
    project = site_of(tmp_path_factory.mktemp("site"), SITE)
    (project / "site_templates" / "pages" / "own.html").write_text(OWN, "utf-8")
    build(project)
    return project


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """A copy of it that is known to its cache."""
    copy = tmp_path / "warm" / built.name
    shutil.copytree(built, copy)
    build(copy)
    return copy


def edit(project: Path, template: str, instead: str = r"<!-- edited -->\g<0>") -> None:
    """Other HTML wherever the template writes the end of an element."""
    file = project / "site_templates" / template
    file.write_text(
        re.sub(r"</(?:p|li|body|head|h1|span|article|section|div|svg|nav)>", instead, file.read_text("utf-8")), "utf-8"
    )


def holds(project: Path) -> dict[str, str]:
    """What each page holds, by the name of the page."""
    found = manifest(project / "site")
    return {page: found[path] for path in found if path != ".timeline-site" for page in short({path})}


def short(paths: set[str]) -> set[str]:
    """The names of pages by their files."""
    return {path.removesuffix("index.html").rstrip("/") for path in paths}


@pytest.mark.parametrize(
    ("template", "pages"),
    [
        ("pages/event.html", EVENTS),
        ("pages/record.html", RECORDS),
        ("pages/list.html", LISTS),
        ("pages/redirect.html", REDIRECTS),
        ("pages/404.html", {"404.html"}),
        ("pages/own.html", {"own"}),
        ("pages/prose.html", set()),  # draws the prose of further languages
        ("pages/uses.html", set()),  # nothing is that long
        ("main.html", PROSE),
        ("parts/sheet.html", PAPER),
        ("parts/map.html", RECORDS | LISTS),
        ("parts/words.html", EVERYTHING),
        ("base.html", EVERYTHING),
    ],
)
def test_pages_are_made_again_whose_template_or_a_part_of_it_was_edited(
    template: str, pages: set[str], project: Path, tmp_path: Path
) -> None:
    before = holds(project)
    edit(project, template)
    assert short(to_be_made(project)) == pages - PROSE, "the host makes prose"
    build(project)
    changed = {path for path, one in holds(project).items() if before.get(path) != one}
    assert changed <= pages
    assert changed == pages or template.startswith("parts/"), "of a part, a page may show nothing"
    assert differing(project, tmp_path / "cold" / project.name) == []
    assert build(project).written == 0


def test_a_part_that_is_found_when_the_page_is_made_may_be_any(project: Path, tmp_path: Path) -> None:
    edit(project, "pages/record.html", r"{% include ['parts/extra.html'][0:] ignore missing %}\g<0>")
    build(project)
    (project / "site_templates" / "parts" / "extra.html").write_text("<!-- extra -->", "utf-8")
    assert short(to_be_made(project)) == RECORDS
    build(project)
    assert "<!-- extra -->" in (project / "site" / "actors" / "x" / "index.html").read_text("utf-8")
    edit(project, "pages/404.html")
    assert short(to_be_made(project)) == {*RECORDS, "404.html"}
    (project / "site_templates" / "parts" / "extra.html").unlink()
    build(project)
    assert differing(project, tmp_path / "cold" / project.name) == []


def test_another_stylesheet_makes_every_page_again(project: Path, tmp_path: Path) -> None:
    before = holds(project)
    style = project / "site_templates" / "static" / "style.css"
    style.write_text(f"{style.read_text('utf-8')}/* more */", "utf-8")
    build(project)
    changed = {path for path, one in holds(project).items() if before.get(path) != one}
    assert changed >= EVERYTHING
    assert differing(project, tmp_path / "cold" / project.name) == []


MISTAKES = [
    ("{{ nosuch }}", "pages/record.html:{line}: 'nosuch' is undefined"),
    ("{{ view.nosuch }}", "pages/record.html:{line}: 'RecordView' object has no attribute 'nosuch'"),
    ("{{ 1 // 0 }}", "pages/record.html:{line}: "),
    ("{% if %}", "pages/record.html:{line}: Expected an expression"),
    ("{% include 'parts/nosuch.html' %}", "pages/record.html:{line}: 'parts/nosuch.html' not found"),
]


@pytest.mark.parametrize(("text", "said"), MISTAKES)
@pytest.mark.parametrize("quick", [True, False])
def test_a_mistake_in_a_template_is_told_with_its_place(
    text: str,
    said: str,
    quick: bool,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project)
    before, file = holds(project), project / "site_templates" / "pages" / "record.html"
    source = file.read_text("utf-8")
    file.write_text(source.replace("{% block content %}", "{% block content %}" + text), "utf-8")
    line = source[: source.index("{% block content %}")].count("\n") + 1
    said = said.format(line=line)
    if quick:
        assert main(["build"]) == 1
        assert f"timeline: site_templates/{said}" in capsys.readouterr().err
    else:
        with pytest.raises(HostError, match=re.escape(said)):
            build(project)
    assert holds(project) == before
    file.write_text(source, "utf-8")
    assert main(["build"]) == 0
    assert holds(project) == before


@pytest.mark.parametrize(
    ("source", "reached"),
    [
        ("{% extends 'base.html' %}", {"base.html"}),
        ("{% include './parts//a.html' %}", {"parts/a.html", "parts/b.html"}),
        ("{% import 'parts/b.html' as b %}", {"parts/b.html"}),
        ("{% macro m() %}{% if x %}{% from 'parts/b.html' import c %}{% endif %}{% endmacro %}", {"parts/b.html"}),
        ("{% include ['parts/b.html', 'base.html'] %}", {"parts/b.html", "base.html"}),
        ("{% include ['parts/none.html', 'base.html'] %}", {"base.html", "parts/a.html", "parts/b.html"}),
        ("{% include name %}", {"base.html", "parts/a.html", "parts/b.html"}),
        ("{% extends 'base.html' if x else 'parts/b.html' %}", {"base.html", "parts/a.html", "parts/b.html"}),
        ("{# {% include 'base.html' %} #}", set()),
    ],
)
def test_what_a_template_reaches(source: str, reached: set[str], tmp_path: Path) -> None:
    files = {
        "base.html": "base",
        "parts/a.html": "{% include 'parts/b.html' %}",
        "parts/b.html": "b",
        "page.html": source,
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    old = look({THEME: tmp_path}, {}, {})

    def concerned(name: str) -> bool:
        new = {**old, THEME + name: (old[THEME + name][0], b"other")}
        return drawn_by("page.html") in (changed_templates(old, new, tmp_path) or ())

    assert {name for name in files if concerned(name)} == {*reached, "page.html"}


def test_templates_that_include_each_other_are_no_endless_work(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("{% include 'b.html' %}", "utf-8")
    (tmp_path / "b.html").write_text("{% include 'a.html' %}", "utf-8")
    assert changed_templates({}, look({THEME: tmp_path}, {}, {}), tmp_path) == {drawn_by("a.html"), drawn_by("b.html")}
