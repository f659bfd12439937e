"""With JavaScript switched off, all that the records say can be read on the pages of their events and sources."""

import re
from collections.abc import Iterator
from html import unescape
from typing import TYPE_CHECKING

import pytest

from benchmarks.seeded import make_project
from tests.browser.chromium import serving
from tests.browser.served import Served
from tests.built import ROOT, build
from timeline.build.reading import read_library
from timeline.graph.library import Library
from timeline.mkdocs_plugin import open_project
from timeline.model.provenance import Citation, Denial
from timeline.model.records import Event

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PARTS = ("part-of", "has-part")  # these are headings of their own, "Part of" and "Parts of this"
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]*>")
_MARKUP = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Letters and digits alone, so that spacing, quotation marks and Markdown make no difference.

    >>> letters("fell into the [*Mere*](place:mere) – twice")
    'fellintothemeretwice'
    """
    return _MARKUP.sub("", _LINK.sub(r"\g<words>", text)).casefold()


def stated(library: Library, event: Event) -> Iterator[str]:
    """Every text that a reader must find on the page of an event, but for its long text."""
    yield event.title
    yield event.summary or ""
    for part in event.actors:
        yield library.actors[part.actor].name
        yield part.role or ""
    yield from (library.places[place].name for place in event.places)
    yield from cited(library, event.sources)
    for claim in event.claims:
        yield library.actors[claim.by].name
        yield claim.says
        yield from cited(library, claim.sources)
        yield from denied(library, claim.denied_by)
    for link in library.links.get(event.id, ()):
        yield link.type.label if link.type.name not in PARTS else ""
        yield library.events[link.other].title
        yield library.actors[link.according_to].name if link.according_to else ""
        yield link.note or ""
        yield from cited(library, link.sources)
        yield from denied(library, link.denied_by)
    for figure in event.figures:
        yield figure.what
        yield figure.note or ""
        yield from cited(library, figure.sources)
    for rival in event.dates:
        yield rival.note or ""
        yield from cited(library, rival.sources)


def denied(library: Library, denials: tuple[Denial, ...]) -> Iterator[str]:
    for denial in denials:
        yield library.actors[denial.actor].name
        yield denial.says or ""
        yield from cited(library, denial.sources)


def cited(library: Library, citations: tuple[Citation, ...]) -> Iterator[str]:
    for citation in citations:
        yield library.sources[citation.source].title
        yield citation.quote or ""
        yield citation.locator or ""


@pytest.mark.parametrize("name", ["content", "full"])
def test_events_claims_relations_and_sources_are_readable(
    browser: "Browser", sites: dict[str, Served], name: str
) -> None:
    project = open_project(sites[name].project / "mkdocs.yml")
    library = read_library(project.content, project.site)
    assert isinstance(library, Library)
    expected = {f"events/{id}/": list(stated(library, library.events[id])) for id in library.order}
    for id, source in library.sources.items():
        uses = [use.citation.quote or "" for use in library.by_source.get(id, ())]
        expected[f"sources/{id}/"] = [source.title, source.summary or "", *source.author, *uses]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    missing: list[str] = []
    for path, texts in expected.items():
        page.goto(sites[name].address + path)
        seen = letters(page.inner_text("main"))
        missing += [f"{path}: {text}" for text in texts if letters(text) not in seen]
    context.close()
    assert missing == []


@pytest.mark.slow
def test_five_thousand_events_are_reached_by_links_and_readable(
    browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> None:
    """From the front page, by links alone, with JavaScript off; every list is read in the browser, and of the events
    each fiftieth, and the longest. What the others say is looked for in their HTML."""
    project = tmp_path_factory.mktemp("many") / "project"
    make_project(project, 5000, ROOT)
    folder = build(project)
    opened = open_project(project / "mkdocs.yml")
    library = read_library(opened.content, opened.site)
    assert isinstance(library, Library)
    with serving(folder) as address:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.is_navigation_request() else route.abort())
        met = walk(page, address)
        assert {f"events/{id}/" for id in library.order} <= met
        assert {f"sources/{id}/" for id in library.sources} <= met
        longest = max(library.order, key=lambda id: (folder / "events" / id / "index.html").stat().st_size)
        for id in {*library.order[::50], longest}:
            page.goto(f"{address}events/{id}/")
            seen = letters(page.inner_text("main"))
            assert [text for text in stated(library, library.events[id]) if letters(text) not in seen] == [], id
        context.close()
    for id in library.order:
        words = letters(unescape(_TAG.sub("", (folder / "events" / id / "index.html").read_text("utf-8"))))
        assert [text for text in stated(library, library.events[id]) if letters(text) not in words] == [], id


def walk(page: "Page", address: str) -> set[str]:
    """Every address that links lead to from the front page, through all pages but those of events."""
    met, waiting = {""}, [""]
    while waiting:
        page.goto(address + waiting.pop())
        links = page.locator("a[href]").evaluate_all("links => links.map(link => link.href)")
        found = {link.removeprefix(address).partition("#")[0] for link in links if link.startswith(address)} - met
        met |= found
        waiting += sorted(link for link in found if not re.match(r"events/.|print/", link))
    return met
