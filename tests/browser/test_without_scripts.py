"""With JavaScript switched off, all that the records say can be read on the pages of their events and sources."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import Served
from timeline.build.reading import read_library
from timeline.graph.library import Library
from timeline.mkdocs_plugin import open_project
from timeline.model.provenance import Citation, Denial
from timeline.model.records import Event

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PARTS = ("part-of", "has-part")  # these are headings of their own, "Part of" and "Parts of this"
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\]\([^)]*\)")
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
