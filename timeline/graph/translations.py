"""A Library in another language of the site: the same graph, with the words of its records in that language.

What has no translation keeps its own words, and knows in which language they are.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from timeline.graph.library import Library, Statement
from timeline.graph.links import links_of
from timeline.graph.references import key_of
from timeline.graph.relations import RelationType
from timeline.model.fields import RECORDS
from timeline.model.records import Prose, Record
from timeline.model.shapes import Line, Many, Markdown, Table
from timeline.model.texts import in_language

R = TypeVar("R", bound=Record)


def translated(library: Library, tag: str, main: str, types: Mapping[str, RelationType]) -> Library:
    """The library as readers of a language see it; `main` is the language of texts that do not say theirs."""

    def each(records: Mapping[str, R]) -> Mapping[str, R]:
        return MappingProxyType({id: in_words_of(record, tag, main) for id, record in records.items()})

    events = each(library.events)
    return replace(
        library,
        events=events,
        actors=each(library.actors),
        places=each(library.places),
        sources=each(library.sources),
        tags=each(library.tags),
        timelines=each(library.timelines),
        prose=prose_in((*library.prose, *library.translations), tag, main),
        links=links_of(events, library.order, types),
        statements=tuple(
            Statement(id, number, claim) for id in library.order for number, claim in enumerate(events[id].claims, 1)
        ),
    )


def in_words_of(record: R, tag: str, main: str) -> R:
    """A record with every text in a language, or marked with its own."""
    return _table(RECORDS[key_of(record).kind], record, tag, main)  # type: ignore[index, no-any-return]


def _table(table: Table, holder: Any, tag: str, main: str) -> Any:  # noqa: ANN401 - any record, or part of one
    changed: dict[str, Any] = {}
    for field in table.fields:
        value, shape = getattr(holder, field.name), field.shape
        if value and isinstance(shape, Line | Markdown) and shape.translated:
            changed[field.name] = in_language(value, tag, main)
        elif value and isinstance(shape, Many) and isinstance(inner := shape.of, Table):
            changed[field.name] = tuple(_table(inner, item, tag, main) for item in value)
    return replace(holder, **changed) if changed else holder


def prose_in(pages: tuple[Prose, ...], tag: str, main: str) -> tuple[Prose, ...]:
    """The pages of prose of a language: of each address the one in that language, else the one in the main one."""
    own = {page.address: page for page in pages if page.lang == tag}
    return tuple(own.get(page.address) or replace(page, lang=main) for page in pages if page.lang in ("", main))
