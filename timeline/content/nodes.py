"""YAML text becomes nodes that know their line and column; every scalar stays text.

A schema-free loader over the events of PyYAML's C parser (YAML 1.1 syntax). `1979`, `no` and `12:30` are the text the
author typed. What could surprise or harm is refused with a finding: duplicate keys, anchors, aliases, tags, depth.
Where one piece is refused, the rest of the file is still read.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from timeline.diagnostics import Diagnostic, Span

MAX_DEPTH = 20
MAX_BYTES = 1024 * 1024
MAX_FINDINGS = 1000  # in the YAML of one file; whoever has that many did not mean to write YAML


class Place(NamedTuple):
    """Line and column from 1, and how many characters to underline."""

    line: int
    column: int
    length: int


class Scalar(NamedTuple):
    """A text; `plain` if it was written without quotes. Flat, for a site has millions of them."""

    text: str
    line: int
    column: int
    length: int
    plain: bool

    @property
    def place(self) -> Place:
        """Where the text stands."""
        return Place(self.line, self.column, self.length)


class Entry(NamedTuple):
    """A key and its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Keys with values, in the order they were written; of equal keys the first."""

    entries: dict[str, Entry]
    place: Place


class Sequence(NamedTuple):
    """A list, in the order it was written."""

    items: list["Node"]
    place: Place


class Refused(NamedTuple):
    """A node that a finding already speaks about; whoever reads it stays silent."""

    place: Place


Node = Scalar | Mapping | Sequence | Refused


class Document(NamedTuple):
    """The root nodes of a file, and what was wrong with its YAML; `whole` is false if the rest could not be read."""

    roots: list[Node]
    diagnostics: list[Diagnostic]
    whole: bool


# What no text in a record may hold: it is invalid in HTML and XML, whatever escaping is used.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_SYNTAX_FIXES = (
    ("mapping values are not allowed", "put quotes around a text that holds a colon and a blank"),
    ("found character that cannot start any token", "put quotes around a text that begins with %, @ or `"),
    ("found unexpected end of stream", "close the quotes or the bracket"),
    (
        "did not find expected key",
        "line the keys up, one a line; put quotes around a text that begins with a quote",
    ),
    ("could not find expected ':'", "write a colon and a blank after the key, or indent the text that goes on"),
    ("did not find expected ',' or", "close the bracket, and put quotes around a text that begins with [ or {"),
    ("control characters are not allowed", "delete the character; a program may have put it there"),
    ("did not find expected <document start>", "begin each further record of the file with a line of three hyphens"),
)


def parse_yaml(text: str, path: str, first_line: int = 1) -> Document:
    """The nodes of a YAML text. Findings: TL001 syntax, TL003 duplicate key, TL004 anchor or alias, TL005 tag,
    TL006 depth, TL010 unprintable character, TL014 key that is no text.

    `first_line` is the line of the file on which the text begins.
    """
    if bad := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, bad.start()) + first_line
        column = bad.start() - text.rfind("\n", 0, bad.start())
        what = f"the file holds the unprintable character U+{ord(bad.group()):04X}"
        found = Diagnostic(Span(path, line, column), "TL010", what, "delete the character")
        return Document([], [found], whole=False)
    return _Loader(text, path, first_line).load()


class _Loader:
    """One pass over the events of one text, with a stack of its own: nesting never meets Python's stack."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []
        self.roots: list[Node] = []
        self.parser = CParser(text)

    def load(self) -> Document:
        try:
            for root in self.documents():
                self.roots.append(root)
        except yaml.YAMLError as error:
            self.diagnostics.append(self.syntax_error(error))
            return Document(self.roots, self.diagnostics, whole=False)
        except _StoppedError:
            return Document(self.roots, self.diagnostics, whole=False)
        finally:
            self.parser.dispose()
        return Document(self.roots, self.diagnostics, whole=True)

    def documents(self) -> Iterator[Node]:
        while True:
            event = self.parser.get_event()
            if type(event) is DocumentStartEvent:
                yield self.node()
            elif type(event) is StreamEndEvent:
                return

    def node(self) -> Node:
        """One node with all below it. `open_` holds the collections being filled, `keys` the keys waiting for values.

        The hot loop of reading: what is rare is in functions of its own.
        """
        get_event = self.parser.get_event
        first_line = self.first_line
        open_: list[Mapping | Sequence] = []
        keys: list[Scalar | None] = []
        while True:
            event: Any = get_event()  # asking mypy's questions here would cost a tenth of the time
            kind = type(event)
            if kind is ScalarEvent:
                start, end = event.start_mark, event.end_mark
                line, column, style = start.line, start.column, event.style
                length = end.column - column if end.line == line and end.column > column else 1
                text = Scalar(event.value, line + first_line, column + 1, length, not style)
                node: Node = text
                if style == '"' or event.anchor is not None or event.tag is not None:
                    node = self.checked(event, text)
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                node = open_.pop()
                keys.pop()
            elif isinstance(event, AliasEvent):
                node = self.refused(event, "TL004", f'"*{event.anchor}" repeats what stands elsewhere', "write it out")
            else:
                self.begin(event, open_)
                keys.append(None)
                continue
            if not open_:
                return node
            holder = open_[-1]
            if isinstance(holder, Sequence):
                holder.items.append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = node if isinstance(node, Scalar) else self.key_refused(node)
            else:
                keys[-1] = None
                if key.text in holder.entries:
                    self.duplicate(key, holder.entries[key.text].key)
                else:
                    holder.entries[key.text] = Entry(key, node)

    def begin(self, event: yaml.events.Event, open_: list[Mapping | Sequence]) -> None:
        """Begin a collection; raise `_StoppedError` below the greatest depth."""
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        assert event.start_mark is not None
        place = Place(event.start_mark.line + self.first_line, event.start_mark.column + 1, 1)
        self.check_properties(event, place)
        if len(open_) == MAX_DEPTH:
            what = f"nested more than {MAX_DEPTH} levels deep"
            self.report(place, "TL006", what, "write the record flatter, or quote the brackets")
            raise _StoppedError
        open_.append(Mapping({}, place) if type(event) is MappingStartEvent else Sequence([], place))

    def duplicate(self, key: Scalar, first: Scalar) -> None:
        what = f'"{key.text}" is written twice; the first is in line {first.line}, column {first.column}'
        self.report(key.place, "TL003", what, "keep one of the two")

    def key_refused(self, node: Node) -> Scalar:
        if not isinstance(node, Refused):
            self.report(node.place, "TL014", "a key is a list or a mapping", "write a word, a colon and a blank")
        return Scalar(f"\0{node.place.line}:{node.place.column}", *node.place, plain=False)

    def checked(self, event: ScalarEvent, node: Scalar) -> Node:
        """A text with properties, or with escapes that may stand for unprintable characters."""
        self.check_properties(event, node.place)
        if bad := _UNPRINTABLE.search(node.text):
            what = f"the text holds the unprintable character U+{ord(bad.group()):04X}"
            self.report(node.place, "TL010", what, "delete the character")
            return Refused(node.place)
        return node

    def check_properties(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, place: Place) -> None:
        if event.anchor is not None:
            self.report(place, "TL004", f'"&{event.anchor}" names a value to be repeated elsewhere', "delete the name")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report(place, "TL005", f'the tag "{tag}" gives a type to a value', "delete it; all is read as text")

    def refused(self, event: yaml.events.NodeEvent, code: str, what: str, fix: str) -> Refused:
        assert event.start_mark is not None
        place = Place(event.start_mark.line + self.first_line, event.start_mark.column + 1, 1)
        self.report(place, code, what, fix)
        return Refused(place)

    def report(self, place: Place, code: str, what: str, fix: str) -> None:
        self.diagnostics.append(Diagnostic(Span(self.path, *place), code, what, fix))
        if len(self.diagnostics) == MAX_FINDINGS:
            raise _StoppedError

    def syntax_error(self, error: yaml.YAMLError) -> Diagnostic:
        """PyYAML's own words are kept: they are what a search engine finds."""
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
        context = getattr(error, "context", None)
        line = (mark.line if mark else 0) + self.first_line
        what = f"{problem} {context}" if context else problem
        fix = next(
            (fix for start, fix in _SYNTAX_FIXES if problem.startswith(start)), "see the YAML rules of this place"
        )
        if mark and self.text[mark.index : mark.index + 1] == "\t":
            fix = "indent with blanks; YAML allows no tab there"
        return Diagnostic(Span(self.path, line, (mark.column if mark else 0) + 1), "TL001", what, fix)


class _StoppedError(Exception):
    """Nothing more of the file is read; the finding that says why is already written."""
