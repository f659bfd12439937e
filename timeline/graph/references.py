"""Every reference a record makes to another, by the path of its field; driven by the table of fields."""

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

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


LeftOut = Callable[[str, Kind], bool]


def key_of(record: Record) -> Key:
    """The name of a record across kinds."""
    return Key(_KIND_OF[type(record)], record.id)


def _nothing(field: str, kind: Kind) -> bool:
    return False


def pointers(record: Record, left_out: LeftOut = _nothing) -> list[Pointer]:
    """All references of a record, in fields and in running text; without those in fields that are left out, given what
    the first of a list would be called (`relations[0].event`) and the kind it refers to. That is asked once a field."""
    found: list[Pointer] = []
    kind: type = type(record)
    _walk_of_record(kind, left_out)(record, "", found)
    return found


def targets(record: Record) -> list[Key]:
    """What a record refers to: the targets of its pointers, in half the time, since they need no fields."""
    found: list[Key] = []
    kind: type = type(record)
    _keys_of_record(kind)(record, found)
    return found


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """All running text of a record, with its field: `text`, `stops[2].text`."""
    yield from _texts_in(record, "")


def _texts_in(holder: Any, prefix: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    for field in _texted(holder.__class__):
        value = getattr(holder, field.name)
        if not value:
            continue
        if isinstance(field.shape, Markdown):
            yield prefix + field.name, value
            yield from _in_others(value, prefix + field.name)
        else:
            for number, item in enumerate(value):
                yield from _texts_in(item, f"{prefix}{field.name}[{number}].")


def prose_pointers(prose: Prose) -> Iterator[Pointer]:
    """All links to records in a page of prose."""
    yield from _in_text(prose.text, "text")


def _holds(shape: Shape, wanted: Callable[[Shape], bool]) -> bool:
    """Whether a value of that shape is wanted, or can hold one that is."""
    if wanted(shape):
        return True
    if isinstance(shape, Many):
        return _holds(shape.of, wanted)
    return isinstance(shape, Table) and any(_holds(field.shape, wanted) for field in shape.fields)


def _points(shape: Shape) -> bool:
    return isinstance(shape, Reference | Markdown)


def _is_text(shape: Shape) -> bool:
    return isinstance(shape, Markdown)


def _cites(shape: Shape) -> bool:
    return isinstance(shape, Table) and shape.record is Citation


@cache
def _pointing(record: type) -> tuple[Field, ...]:
    """The fields of a table that can refer to a record; tables are told apart by what they make."""
    return tuple(field for field in _TABLES[record].fields if _holds(field.shape, _points))


@cache
def _texted(record: type) -> tuple[Field, ...]:
    """The fields of a table that are running text, or lists of tables with some."""
    fields = _TABLES[record].fields
    return tuple(f for f in fields if isinstance(f.shape, Markdown | Many) and _holds(f.shape, _is_text))


@cache
def _citing(record: type) -> tuple[Field, ...]:
    """The fields of a table that are lists of citations, or of tables with some."""
    return tuple(f for f in _TABLES[record].fields if isinstance(f.shape, Many) and _holds(f.shape, _cites))


def _tables(table: Table) -> Iterator[Table]:
    yield table
    for field in table.fields:
        inner = field.shape.of if isinstance(field.shape, Many) else field.shape
        if isinstance(inner, Table):
            yield from _tables(inner)


_TABLES: dict[type, Table] = {inner.record: inner for table in RECORDS.values() for inner in _tables(table)}


Walk = Callable[[Any, str, list[Pointer]], None]  # adds what a value refers to, given the path of its field


@cache
def _walk_of_record(record: type, left_out: LeftOut, before: str = "") -> Walk:
    """How to find what the fields of a table refer to, each field by the path before its name. Worked out once for each
    table, and place of it: asking every value for its shape took longer than the work."""
    every = ((field.name, _walk_of(field.shape, left_out, before + field.name)) for field in _pointing(record))
    walks = [(name, walk) for name, walk in every if walk is not _no_walk]
    if not walks:
        return _no_walk
    values_of = attrgetter(*(name for name, _ in walks), "__class__")  # several names, so that it makes a tuple

    def walk(holder: Any, prefix: str, found: list[Pointer]) -> None:  # noqa: ANN401
        for value, (name, into) in zip(values_of(holder), walks, strict=False):
            if value:
                into(value, prefix + name, found)

    return walk


def _walk_of(shape: Shape, left_out: LeftOut, field: str) -> Walk:
    if isinstance(shape, Many):
        return _walk_of_many(_walk_of(shape.of, left_out, f"{field}[0]"))
    if isinstance(shape, Table):
        inner = _walk_of_record(shape.record, left_out, f"{field}.")
        if inner is _no_walk:
            return _no_walk
        return lambda value, path, found: inner(value, f"{path}.", found)
    if isinstance(shape, Markdown):
        return _walk_text
    assert isinstance(shape, Reference), "no other shape points to a record"
    kind = shape.kind
    if left_out(field, kind):
        return _no_walk
    return lambda value, path, found: found.append(Pointer(path, Key(kind, value)))


def _no_walk(value: Any, path: str, found: list[Pointer]) -> None:  # noqa: ANN401
    """Of what is left out, nothing is found."""


def _walk_of_many(into: Walk) -> Walk:
    if into is _no_walk:
        return _no_walk

    def walk(values: Any, path: str, found: list[Pointer]) -> None:  # noqa: ANN401
        for number, value in enumerate(values):
            into(value, f"{path}[{number}]", found)

    return walk


Keys = Callable[[Any, list[Key]], None]  # adds what a value refers to


@cache
def _keys_of_record(record: type) -> Keys:
    fields = _pointing(record)
    values_of = attrgetter(*(field.name for field in fields), "__class__")
    walks = [_keys_of(field.shape) for field in fields]

    def walk(holder: Any, found: list[Key]) -> None:  # noqa: ANN401
        for value, into in zip(values_of(holder), walks, strict=False):
            if value:
                into(value, found)

    return walk


def _keys_of(shape: Shape) -> Keys:
    if isinstance(shape, Many):
        return _keys_of_many(_keys_of(shape.of))
    if isinstance(shape, Table):
        return _keys_of_record(shape.record)
    if isinstance(shape, Markdown):
        return _keys_of_text
    assert isinstance(shape, Reference), "no other shape points to a record"
    kind = shape.kind
    return lambda value, found: found.append(Key(kind, value))


def _keys_of_many(into: Keys) -> Keys:
    def walk(values: Any, found: list[Key]) -> None:  # noqa: ANN401
        for value in values:
            into(value, found)

    return walk


def _keys_of_text(value: Any, found: list[Key]) -> None:  # noqa: ANN401
    in_text: list[Pointer] = []
    _walk_text(value, "", in_text)
    found.extend([pointer.target for pointer in in_text])


def _walk_text(value: Any, path: str, found: list[Pointer]) -> None:  # noqa: ANN401
    if "]" in value:
        found.extend(_in_text(value, path))
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
    yield from _citations_in(record, "")


def _citations_in(holder: Any, prefix: str) -> Iterator[tuple[str, Citation]]:  # noqa: ANN401
    for field in _citing(holder.__class__):
        for number, item in enumerate(getattr(holder, field.name)):
            path = f"{prefix}{field.name}[{number}]"
            if isinstance(item, Citation):
                yield path, item
            else:
                yield from _citations_in(item, f"{path}.")
