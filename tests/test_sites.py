"""Whole sites from disk: the smallest, one that uses every field, and one with every mistake we know."""

import re
from pathlib import Path

import pytest

from tests.conftest import config
from timeline.build.reading import lines_of, read_library
from timeline.diagnostics import Diagnostic
from timeline.graph.library import Library
from timeline.graph.relations import pair, relation_types
from timeline.model.fields import RECORDS
from timeline.model.shapes import Many, Table
from timeline.reports import report_text

SITES = Path(__file__).parent / "sites"
DECLARED = pair("inspired-by", "inspired", "inspired by", "inspired", "back")
_ROW = re.compile(r"^\| (?P<file>[^ |]+) \| (?P<line>\d+) \| (?P<mistake>[^|]+) \|$", re.MULTILINE)


def read(name: str) -> Library | list[Diagnostic]:
    return read_library(SITES / name / "content", config(relation_types=relation_types(DECLARED)))


def test_the_smallest_site_is_one_event() -> None:
    library = read("minimal")
    assert isinstance(library, Library)
    assert len(library.events) == 1


@pytest.fixture(scope="module")
def full() -> Library:
    library = read("full")
    assert isinstance(library, Library), "\n".join(f"{f.span} {f.code} {f.what}" for f in library)
    return library


def test_the_full_site_uses_every_field_of_every_kind(full: Library) -> None:
    text = "\n".join(file.read_text("utf-8") for file in sorted((SITES / "full" / "content").rglob("*.yml")))

    def names(table: Table) -> set[str]:
        inner = [f.shape.of if isinstance(f.shape, Many) else f.shape for f in table.fields]
        return {f.name for f in table.fields}.union(*(names(shape) for shape in inner if isinstance(shape, Table)))

    unused = {name for table in RECORDS.values() for name in names(table) if not re.search(rf"\b{name}:", text)}
    assert unused == set()
    assert full.order


def test_nothing_unpublished_is_in_the_graph(full: Library) -> None:
    assert not [key for key in (*full.events, *full.actors, *full.tags) if key.startswith("secret")]
    assert not [key for key in (*full.mentions, *full.references) if key.id.startswith("secret")]


def test_every_link_shows_on_both_ends(full: Library) -> None:
    ends = {(link.event, link.type.name, link.other) for links in full.links.values() for link in links}
    inverse = {name: kind.inverse for name, kind in relation_types(DECLARED).items()}
    assert ends
    assert all((other, inverse[name], event) in ends for event, name, other in ends)


@pytest.fixture(scope="module")
def broken() -> list[Diagnostic]:
    found = read("broken")
    assert isinstance(found, list)
    return found


def test_every_mistake_is_reported_where_it_is(broken: list[Diagnostic]) -> None:
    table = (SITES / "broken" / "MISTAKES.md").read_text("utf-8")
    listed = {(f"content/{row['file']}", int(row["line"])): row["mistake"] for row in _ROW.finditer(table)}
    reported = {(found.span.path, found.span.line) for found in broken}
    assert len(listed) >= 25
    assert {place: mistake for place, mistake in listed.items() if place not in reported} == {}
    assert reported - listed.keys() == set()


def test_mistakes_come_in_order_and_once(broken: list[Diagnostic]) -> None:
    assert broken == sorted(broken)
    assert len(broken) == len(set(broken))


def test_the_words_of_all_findings(broken: list[Diagnostic], refresh: bool) -> None:
    report = report_text(broken, lines_of(SITES / "broken")) + "\n"
    expected = SITES / "broken" / "expected.txt"
    if refresh:
        expected.write_text(report, "utf-8")
    assert report == expected.read_text("utf-8")
