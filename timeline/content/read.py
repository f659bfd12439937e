"""A YAML node becomes a record, with a finding for every field that could not be read.

The table in `timeline.model.fields` says what is read; this module knows how each shape of value is read.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

from timeline.content.intricacy import TOO_INTRICATE, intricacies
from timeline.content.mentions import file_links, foreign_link, foreign_schemes, text_links
from timeline.content.nodes import Mapping, Node, Place, Refused, Scalar, Sequence
from timeline.dates import DateError, read_date
from timeline.diagnostics import Diagnostic, Span
from timeline.model import fields, shapes
from timeline.model.positions import positions
from timeline.model.quantities import Bounds, Coordinates
from timeline.model.records import Kind, Record
from timeline.model.texts import Text
from timeline.slugs import fault_in_id
from timeline.suggestions import did_you_mean

_DATE_CODES = {
    "syntax": "TL101",
    "ambiguous": "TL102",
    "reversed": "TL103",
    "impossible": "TL104",
    "incomplete": "TL105",
    "relative": "TL106",
}
_NUMBER = r"[+-]?\d{1,15}(?:\.\d{1,6})?"
_BOUNDS = re.compile(rf"(?P<low>{_NUMBER})?(?P<dots>\.\.)?(?P<high>{_NUMBER})?", re.ASCII)
_COORDINATES = re.compile(rf"(?P<latitude>{_NUMBER})\s*,\s*(?P<longitude>{_NUMBER})", re.ASCII)
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"[^\s\x00-\x20\x7f<>\"\\^`{|}]+")

SHORT = 24  # characters of a line that may well stand in other records too: a role, a page, a status

# A value that could not be read: a finding has been written, and the record will not be made.
_UNREADABLE = object()


class Reader:
    """Reads the records of one file. `diagnostics` grows. Words that many records have are interned."""

    def __init__(
        self,
        path: str,
        text: str,
        relation_names: frozenset[str],
        languages: tuple[str, ...] = ("en",),
    ) -> None:
        self.path = path
        self.text = text
        self.relation_names = relation_names
        self.languages = languages
        self._lang = ""
        self._refused = False
        self.diagnostics: list[Diagnostic] = []
        self._names: list[str] = []
        self._packed: list[int] = []

    def record(self, kind: Kind, node: Mapping, default_id: str) -> Record | None:
        """The record of a node, or None if one of its fields could not be read; `diagnostics` says which."""
        self._names, self._packed = [""], list(node.place)
        table, lang = fields.RECORDS[kind], node.entries.get("lang")
        self._lang = lang.value.text if lang and isinstance(lang.value, Scalar) else ""
        before, self._refused = len(self.diagnostics), False
        values = self._values(table, node, "")
        if len(self.diagnostics) > before or self._refused:
            return None
        values.setdefault("id", sys.intern(default_id))
        if kind == "tag":
            values.setdefault("label", values["id"])
        record: Record = table.record(**values, positions=positions(self.path, self._names, self._packed))
        return record

    def check_default_id(self, default_id: str, place: Place) -> None:
        """A file's name serves as id of its only record, so it must be one."""
        fault = fault_in_id(default_id)
        if fault is not None:
            fix = f"rename the file, or add the line id: {fault.suggestion or 'bridge-opened'}"
            self.report(place, "TL207", f'the file\'s name "{default_id}" is no id: {fault.reason}', fix)

    def _values(self, table: shapes.Table, node: Mapping, prefix: str) -> dict[str, Any]:
        """Constructor arguments from a mapping; unknown, missing and empty fields become findings."""
        values = {}
        for name, (key, value) in node.entries.items():
            field = table.by_name.get(name)
            if field is None:
                self._unknown_field(key, table)
                continue
            values[name] = self._value(field.shape, value, f"{prefix}.{name}" if prefix else name)
        for field in table.required:
            if field.name not in node.entries:
                self._missing_field(field, node.place, prefix)
        return values

    def _unknown_field(self, key: Scalar, table: shapes.Table) -> None:
        if key.text.startswith("\0"):  # a key that was no text; a finding says so already
            return
        guess = did_you_mean(key.text, table.by_name)
        fix = guess or f"the fields here are {', '.join(table.by_name)}"
        self.report(key.place, "TL201", f'there is no field "{key.text}" here', fix)

    def _missing_field(self, field: shapes.Field, place: Place, prefix: str) -> None:
        if prefix.startswith("media") and field.name == "alt":
            self.report(place, "TL214", "a picture has no alt text", f"add a line such as: alt: {field.example}")
            return
        where = f"{prefix} has" if prefix else "the record has"
        fix = f"add a line such as: {field.name}: {field.example}"
        self.report(place, "TL202", f'{where} no "{field.name}" ({field.meaning})', fix)

    def _value(self, shape: shapes.Shape, node: Node, path: str) -> Any:
        """The value of a node in that shape; `_UNREADABLE` after a finding."""
        if type(node) is Refused:
            self._refused = True
            return _UNREADABLE
        self._names.append(path)
        if type(node) is Scalar:
            self._packed += node[1:4]  # line, column, length
            if node.plain and not node.text:
                name = path.rpartition(".")[2]
                self.report(node.place, "TL203", f'"{name}" has no value', "write one, or delete the line")
                return _UNREADABLE
            read = _READERS.get(type(shape))
            if read is not None:
                value = read(self, shape, node, path)
                return Text(value, self._lang) if self._lang and _is_translated(shape, value) else value
        else:
            self._packed += node.place
        if isinstance(shape, shapes.Line | shapes.Markdown) and shape.translated and isinstance(node, Mapping):
            return self._translations(shape, node, path)
        if isinstance(shape, shapes.Many):
            return self._items(shape, node, path)
        if isinstance(shape, shapes.Table):
            return self._table(shape, node, path)
        self._not_a_text(shape, node, path)
        return _UNREADABLE

    def _items(self, shape: shapes.Many, node: Node, path: str) -> Any:
        if isinstance(node, Sequence):
            return tuple([self._value(shape.of, item, f"{path}[{n}]") for n, item in enumerate(node.items)])
        written = f"[{node.text}]" if isinstance(node, Scalar) else "a hyphen before each item"
        fix = f"write {path.rpartition('.')[2]}: {written}" if isinstance(node, Scalar) else f"write {written}"
        self.report(node.place, "TL204", f'"{path}" is not a list', fix)
        return _UNREADABLE

    def _table(self, shape: shapes.Table, node: Node, path: str) -> Any:
        if isinstance(node, Mapping):
            before = len(self.diagnostics)
            values = self._values(shape, node, path)
            return _UNREADABLE if len(self.diagnostics) > before else shape.record(**values)
        if isinstance(node, Scalar) and shape.short is not None:
            short = shape.by_name[shape.short]
            value = _READERS[type(short.shape)](self, short.shape, node, path)
            return value if value is _UNREADABLE else shape.record(**{shape.short: value})
        names = ", ".join(field.name for field in shape.required)
        fix = f"write {{{', '.join(f'{field.name}: {field.example}' for field in shape.required)}}}"
        self.report(node.place, "TL204", f'"{path}" needs fields of its own ({names})', fix)
        return _UNREADABLE

    def _translations(self, shape: shapes.Line | shapes.Markdown, node: Mapping, path: str) -> Any:
        """A text in several languages of the site: `{en: Flood, fa: سیل}`."""
        before, found = len(self.diagnostics), {}
        name, known = path.rpartition(".")[2], ", ".join(self.languages)
        for tag, (key, value) in node.entries.items():
            if tag in self.languages:
                inner = path if tag == self.languages[0] else f"{path}.{tag}"
                found[tag] = self._value(_alone(shape), value, inner)
            elif not tag.startswith("\0"):  # a key that was no text; a finding says so already
                fix = did_you_mean(tag, self.languages) or f"write one of {known}, or add it to languages in mkdocs.yml"
                self.report(key.place, "TL216", f'"{name}" is given in "{tag}", no language of this site', fix)
        main = self.languages[0]
        if len(self.diagnostics) == before and main not in found:
            fix = f"add a line such as: {main}: …"
            self.report(node.place, "TL217", f'"{name}" is not given in "{main}", the language of the site', fix)
        if len(self.diagnostics) > before:
            return _UNREADABLE
        return Text(found.pop(main), main, found)

    def _language_tag(self, shape: shapes.LanguageTag, node: Scalar, path: str) -> Any:
        if _TAG.fullmatch(node.text):
            return node.text
        fix = "write its tag: en, fa, pt-BR, zh-Hans"
        self.report(node.place, "TL218", f'"{node.text}" is no tag of a language', fix)
        return _UNREADABLE

    def _not_a_text(self, shape: shapes.Shape, node: Node, path: str) -> None:
        found = "a list" if isinstance(node, Sequence) else "a mapping"
        fix = "write a single text"
        if isinstance(shape, shapes.DateText):
            fix = 'put quotes around a date that begins with [ or {: "[1667,1668]"'
        self.report(node.place, "TL204", f'"{path}" is {found}, not a text', fix)

    def _line(self, shape: shapes.Line, node: Scalar, path: str) -> Any:
        text = node.text
        if "\n" in text and "\n" in text.strip("\n"):
            name = path.rpartition(".")[2]
            self.report(node.place, "TL212", f'"{name}" has several lines', "write one line; long text goes to text")
            return _UNREADABLE
        if not text.isascii() and (mark := _DIRECTION_MARKS.search(text)):
            what = f"the text holds the invisible direction mark U+{ord(mark.group()):04X}"
            self.report(
                node.place, "TL213", what, "delete the mark; pages keep the directions of texts apart themselves"
            )
            return _UNREADABLE
        if "]" in text and (link := next(text_links(text), None)):
            what = f'"{path}" is plain text, and holds a link to {link.kind}:{link.id}'
            self.report(node.place, "TL215", what, "write the words alone; links belong into text")
            return _UNREADABLE
        line = self._within(shapes.MAX_LINE, node)
        return sys.intern(line) if line is not _UNREADABLE and len(line) <= SHORT else line

    def _markdown(self, shape: shapes.Markdown, node: Scalar, path: str) -> Any:
        if "]" in node.text:  # else there is no link
            self._links(node, path)
        for reason, _ in intricacies(node.text):
            self.report(node.place, "TL503", reason, TOO_INTRICATE)
        return self._within(shapes.MAX_TEXT, node)

    def _links(self, node: Scalar, path: str) -> None:
        for number, link in enumerate(text_links(node.text)):
            self._names.append(f"{path}@{number}")
            self._packed += self._place_below(node.place, f"{link.kind}:{link.id}")
        for number, (target, _) in enumerate(file_links(node.text)):
            self._names.append(f"{path}#{number}")
            self._packed += self._place_below(node.place, target)
        for scheme, _ in foreign_schemes(node.text):
            place = self._place_below(node.place, f"{scheme}:")
            self.report(place, "TL505", *foreign_link(scheme))

    def _place_below(self, place: Place, written: str) -> Place:
        """Where a run of characters stands in the file, from a place on: YAML does not say it of parts of a text."""
        for number, line in enumerate(self.text.split("\n")[place.line - 1 :], place.line):
            column = line.find(written, place.column - 1 if number == place.line else 0)
            if column >= 0:
                return Place(number, column + 1, len(written))
        return place

    def _within(self, limit: int, node: Scalar) -> Any:
        text = node.text.strip()
        if len(node.text) > limit:
            what = f"the text has {len(node.text)} characters, {limit} are allowed"
            self.report(node.place, "TL211", what, "shorten it, or split the record")
            return _UNREADABLE
        if not text:
            self.report(node.place, "TL203", "the text is blank", "write something, or delete the line")
            return _UNREADABLE
        return text

    def _plain(self, shape: shapes.Plain, node: Scalar, path: str) -> Any:
        return node.text

    def _date(self, shape: shapes.DateText, node: Scalar, path: str) -> Any:
        try:
            return read_date(node.text)
        except DateError as error:
            self.report(node.place, _DATE_CODES[error.problem], error.reason, error.fix)
            return _UNREADABLE

    def _flag(self, shape: shapes.Flag, node: Scalar, path: str) -> Any:
        if node.text in {"true", "false"}:
            return node.text == "true"
        self.report(node.place, "TL205", f'"{node.text}" is neither true nor false', "write true or false")
        return _UNREADABLE

    def _whole(self, shape: shapes.Whole, node: Scalar, path: str) -> Any:
        if _WHOLE.fullmatch(node.text) and shape.low <= int(node.text) <= shape.high:
            return int(node.text)
        what = f'"{node.text}" is no whole number from {shape.low} to {shape.high}'
        self.report(node.place, "TL206", what, f"write a number such as {max(shape.low, min(3, shape.high))}")
        return _UNREADABLE

    def _choice(self, shape: shapes.Choice, node: Scalar, path: str) -> Any:
        return self._known_word(path, node, shape.meanings)

    def _relation_name(self, shape: shapes.RelationName, node: Scalar, path: str) -> Any:
        if node.text in self.relation_names:
            return sys.intern(node.text)
        fix = did_you_mean(node.text, self.relation_names) or "declare it under relation_types in mkdocs.yml"
        self.report(node.place, "TL306", f'there is no relation type "{node.text}"', fix)
        return _UNREADABLE

    def _known_word(self, path: str, node: Scalar, known: Any) -> Any:
        if node.text in known:
            return sys.intern(node.text)
        fix = did_you_mean(node.text, known) or f"write one of {', '.join(known)}"
        self.report(node.place, "TL205", f'"{node.text}" is no {path.rpartition(".")[2]}', fix)
        return _UNREADABLE

    def _identifier(self, shape: shapes.Identifier, node: Scalar, path: str) -> Any:
        fault = fault_in_id(node.text)
        if fault is None:
            return sys.intern(node.text)
        fix = f"write {fault.suggestion}" if fault.suggestion else "write words of letters and digits"
        self.report(node.place, "TL207", f'"{node.text}" is no id: {fault.reason}', fix)
        return _UNREADABLE

    def _reference(self, shape: shapes.Reference, node: Scalar, path: str) -> Any:
        if shape.kind == "tag" and path.rpartition("[")[0].endswith("tags"):
            return self._identifier(shapes.Identifier(), node, path)  # a tag needs no record, so this makes its page
        return sys.intern(node.text)  # whether it exists is known once all files are read

    def _address(self, shape: shapes.Address, node: Scalar, path: str) -> Any:
        text = node.text.strip()
        if len(text) <= 2000 and _URL.fullmatch(text) and _is_web_address(text):
            return text
        self.report(node.place, "TL501", f'"{node.text}" is no address of the web', "write it whole: https://…")
        return _UNREADABLE

    def _file_path(self, shape: shapes.FilePath, node: Scalar, path: str) -> Any:
        parts = node.text.split("/")
        if "\\" not in node.text and ":" not in node.text and not {"", ".", ".."} & set(parts):
            return node.text
        self.report(
            node.place,
            "TL403",
            f'"{node.text}" is no file in the content folder',
            "write its path from that folder, with forward slashes: media/bridge.jpg",
        )
        return _UNREADABLE

    def _number_range(self, shape: shapes.NumberRange, node: Scalar, path: str) -> Any:
        match = _BOUNDS.fullmatch(node.text)
        if match is None or not (match["low"] or match["high"]) or (match["high"] and not match["dots"]):
            what = f'"{node.text}" is no number and no range'
            self.report(node.place, "TL209", what, "write 12, 12..20, 12.. or ..20")
            return _UNREADABLE
        low = Decimal(match["low"]) if match["low"] else None
        high = (Decimal(match["high"]) if match["high"] else None) if match["dots"] else low
        if low is not None and high is not None and low > high:
            self.report(node.place, "TL209", f'"{node.text}" ends below its beginning', f"write {high}..{low}")
            return _UNREADABLE
        return Bounds(low, high)

    def _coordinates(self, shape: shapes.LatitudeLongitude, node: Scalar, path: str) -> Any:
        match = _COORDINATES.fullmatch(node.text)
        if match is None:
            what = f'"{node.text}" is no pair of degrees'
            self.report(node.place, "TL210", what, 'write degrees north and east: "35.69, 51.39"')
            return _UNREADABLE
        latitude, longitude = float(match["latitude"]), float(match["longitude"])
        if abs(latitude) > 90 or abs(longitude) > 180:
            swap = f"; if it is the other way round, write {longitude:g}, {latitude:g}" if abs(longitude) <= 90 else ""
            what = f'"{node.text}" lies off the globe'
            self.report(node.place, "TL210", what, f"latitude is -90 to 90, longitude -180 to 180{swap}")
            return _UNREADABLE
        return Coordinates(latitude, longitude)

    def report(self, place: Place, code: str, what: str, fix: str) -> None:
        """Add a finding about this file."""
        self.diagnostics.append(Diagnostic(Span(self.path, *place), code, what, fix))


def _is_translated(shape: shapes.Shape, value: Any) -> bool:
    return isinstance(shape, shapes.Line | shapes.Markdown) and shape.translated and value is not _UNREADABLE


def _alone(shape: shapes.Line | shapes.Markdown) -> shapes.Line | shapes.Markdown:
    """The same shape for a text in one language."""
    return replace(shape, translated=False)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


_READERS: dict[type, Callable[[Reader, Any, Scalar, str], Any]] = {
    shapes.Line: Reader._line,
    shapes.Markdown: Reader._markdown,
    shapes.Plain: Reader._plain,
    shapes.LanguageTag: Reader._language_tag,
    shapes.DateText: Reader._date,
    shapes.Flag: Reader._flag,
    shapes.Whole: Reader._whole,
    shapes.Choice: Reader._choice,
    shapes.Identifier: Reader._identifier,
    shapes.Reference: Reader._reference,
    shapes.RelationName: Reader._relation_name,
    shapes.Address: Reader._address,
    shapes.FilePath: Reader._file_path,
    shapes.NumberRange: Reader._number_range,
    shapes.LatitudeLongitude: Reader._coordinates,
}
