"""Every reference a record makes to another, by the path of its field; driven by the table of fields."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from timeline.content.mentions import text_links
from timeline.model.fields import RECORDS
from timeline.model.provenance import Citation
from timeline.model.records import Actor, Event, Key, Kind, Place, Prose, Record, Source, Tag, Timeline
from timeline.model.shapes import Field, Many, Markdown, Reference, Shape, Table
from timeline.model.texts import Text

_KIND_OF: dict[type, Kind] = {
    Event: "event",
    Actor: "actor",
    Place: "place",
    Source: "source",
    Tag: "tag",
    Timeline: "timeline",
}


class Pointer(NamedTuple):
    """A reference: the field it stands in (`relations[0].event`, `text@0` for a text's first link), and its target."""

    field: str
    target: Key


def key_of(record: Record) -> Key:
    """The name of a record across kinds."""
    return Key(_KIND_OF[type(record)], record.id)


def pointers(record: Record) -> list[Pointer]:
    """All references of a record, in fields and in running text."""
    found: list[Pointer] = []
    _in_table(RECORDS[_KIND_OF[type(record)]], record, "", found)
    return found


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """All running text of a record, with its field: `text`, `stops[2].text`."""
    yield from _texts_in(RECORDS[_KIND_OF[type(record)]], record, "")


def _texts_in(table: Table, holder: object, prefix: str) -> Iterator[tuple[str, str]]:
    for field in _pointing(table.record):
        value = getattr(holder, field.name)
        if value and isinstance(field.shape, Markdown):
            yield prefix + field.name, value
            yield from _in_others(value, prefix + field.name)
        elif value and isinstance(field.shape, Many) and isinstance(field.shape.of, Table):
            for number, item in enumerate(value):
                yield from _texts_in(field.shape.of, item, f"{prefix}{field.name}[{number}].")


def prose_pointers(prose: Prose) -> Iterator[Pointer]:
    """All links to records in a page of prose."""
    yield from _in_text(prose.text, "text")


def _points(shape: Shape) -> bool:
    """Whether a value of that shape can refer to a record."""
    if isinstance(shape, Table):
        return any(_points(field.shape) for field in shape.fields)
    return _points(shape.of) if isinstance(shape, Many) else isinstance(shape, Reference | Markdown)


@cache
def _pointing(record: type) -> tuple[Field, ...]:
    """The fields of a table that can refer to a record; tables are told apart by what they make."""
    return tuple(field for field in _TABLES[record].fields if _points(field.shape))


def _tables(table: Table) -> Iterator[Table]:
    yield table
    for field in table.fields:
        inner = field.shape.of if isinstance(field.shape, Many) else field.shape
        if isinstance(inner, Table):
            yield from _tables(inner)


_TABLES: dict[type, Table] = {inner.record: inner for table in RECORDS.values() for inner in _tables(table)}


def _in_table(table: Table, holder: object, prefix: str, found: list[Pointer]) -> None:
    """Add what a value refers to; a list, since generators inside generators took longer than the work."""
    for field in _pointing(table.record):
        value = getattr(holder, field.name)
        if value:
            _in_value(field.shape, value, prefix + field.name, found)


def _in_value(shape: Shape, value: object, path: str, found: list[Pointer]) -> None:
    if isinstance(shape, Reference):
        found.append(Pointer(path, Key(shape.kind, str(value))))
    elif isinstance(shape, Many) and isinstance(value, tuple):
        for number, item in enumerate(value):
            _in_value(shape.of, item, f"{path}[{number}]", found)
    elif isinstance(shape, Table):
        _in_table(shape, value, f"{path}.", found)
    elif isinstance(shape, Markdown):
        found.extend(_in_text(str(value), path))
        for inner, other in _in_others(value, path):
            found.extend(_in_text(other, inner))


def _in_others(value: object, path: str) -> Iterator[tuple[str, str]]:
    """What a text is in other languages, with its field: `text.fa`."""
    if isinstance(value, Text):
        yield from ((f"{path}.{tag}", other) for tag, other in value.others.items())


def _in_text(text: str, path: str) -> Iterator[Pointer]:
    for number, link in enumerate(text_links(text)):
        yield Pointer(f"{path}@{number}", Key(link.kind, link.id))


def citations(record: Record) -> Iterator[tuple[str, Citation]]:
    """All citations of a record with their fields: `sources[0]`, `claims[0].denied_by[0].sources[0]`."""
    yield from _citations_in(RECORDS[_KIND_OF[type(record)]], record, "")


def _citations_in(table: Table, holder: object, prefix: str) -> Iterator[tuple[str, Citation]]:
    for field in _pointing(table.record):
        if not (isinstance(field.shape, Many) and isinstance(field.shape.of, Table)):
            continue
        for number, item in enumerate(getattr(holder, field.name)):
            path = f"{prefix}{field.name}[{number}]"
            if isinstance(item, Citation):
                yield path, item
            else:
                yield from _citations_in(field.shape.of, item, f"{path}.")
