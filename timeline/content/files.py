"""One file of content becomes records or a page of prose; text in, values out."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePosixPath

from timeline.content.intricacy import TOO_INTRICATE, intricacies
from timeline.content.mentions import file_links, foreign_link, foreign_schemes, text_links
from timeline.content.nodes import Mapping, Node, Refused, Scalar, Sequence, parse_yaml
from timeline.content.read import Reader
from timeline.diagnostics import Diagnostic, Span
from timeline.model.fields import FOLDERS
from timeline.model.positions import Positions, positions
from timeline.model.records import Key, Kind, Prose, Record
from timeline.suggestions import did_you_mean

_WRITTEN_ID = re.compile(r"^(?:-[ \t]+)?id:[ \t]+[\"']?([^\s\"'#]+)", re.MULTILINE)
_HEADER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)
_OURS = ("title", "description", "draft")
_LINE_BREAKS = re.compile(r"\r\n?")


@dataclass(slots=True)
class FileContent:
    """What one file held, or several. Filled by the functions of this module, read by `timeline.content.load`;
    `archives` are texts of sources by the path of their file without its ending."""

    records: list[Record] = field(default_factory=list)
    prose: list[Prose] = field(default_factory=list)
    unread: set[Key] = field(default_factory=set)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    archives: dict[str, str] = field(default_factory=dict)

    def add(self, other: "FileContent") -> None:
        """Take in what another file held."""
        self.records += other.records
        self.prose += other.prose
        self.unread |= other.unread
        self.diagnostics += other.diagnostics
        self.archives |= other.archives


def decode(data: bytes, path: str) -> str | Diagnostic:
    """The text of a file in strict UTF-8 without its byte order mark, or TL002 with the place of the first bad byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.object[: error.start]  # the codec counts from behind a byte order mark
        line = start.count(b"\n") + 1
        column = len(start[start.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = f"byte 0x{error.object[error.start]:02X} is not UTF-8"
        return Diagnostic(Span(path, line, column), "TL002", what, "save the file in the encoding UTF-8")
    return _LINE_BREAKS.sub("\n", text) if "\r" in text else text


def record_kind(path: str) -> Kind | None:
    """The kind of record a file holds, by the first folder below the content folder; None outside these folders."""
    folder, slash, _ = path.partition("/")
    return FOLDERS.get(folder) if slash else None


def read_records(text: str, path: str, kind: Kind, reader: Reader) -> FileContent:
    """All records of a YAML file: a mapping, a list of mappings, or several documents of either."""
    found = FileContent()
    document = parse_yaml(text, path)
    found.diagnostics += document.diagnostics
    stem = PurePosixPath(path).stem
    if not document.whole:
        found.unread |= {Key(kind, written) for written in (stem, *_WRITTEN_ID.findall(text))}
        return found
    nodes = [node for root in document.roots for node in (root.items if isinstance(root, Sequence) else [root])]
    nodes = [node for node in nodes if not (isinstance(node, Scalar) and node.plain and not node.text)]
    if not nodes and not document.diagnostics:
        what, fix = "the file holds no record", "write a record, or delete the file"
        found.diagnostics.append(Diagnostic(Span(path, 1, 1), "TL008", what, fix))
    for node in nodes:
        _read_one(node, kind, reader, stem if len(nodes) == 1 else "", path, found)
    return found


def _read_one(node: Node, kind: Kind, reader: Reader, default_id: str, path: str, found: FileContent) -> None:
    if isinstance(node, Refused):
        return
    if not isinstance(node, Mapping):
        what, fix = f"this is no {kind} with fields", "write one field a line: title: …"
        found.diagnostics.append(Diagnostic(Span(path, *node.place), "TL009", what, fix))
        return
    start = len(reader.diagnostics)
    written = node.entries.get("id")
    if written is None and not default_id:
        what, fix = 'a record among several has no "id"', "add a line such as: id: bridge-opened"
        reader.report(node.place, "TL202", what, fix)
    elif written is None:
        reader.check_default_id(default_id, node.place)
    record = reader.record(kind, node, default_id)
    if record is not None and len(reader.diagnostics) == start:
        found.records.append(record)
    elif written is not None and isinstance(written.value, Scalar):
        found.unread.add(Key(kind, written.value.text))
    elif default_id:
        found.unread.add(Key(kind, default_id))
    found.diagnostics += reader.diagnostics[start:]


def misplaced(path: str, kind_folder: str) -> Diagnostic:
    """TL012 for a YAML file outside the folders of records."""
    fix = did_you_mean(kind_folder, FOLDERS) if kind_folder else ""
    folders = ", ".join(f"{name}/" for name in FOLDERS)
    what = "a YAML file outside the folders of records is read by nobody"
    return Diagnostic(Span(path, 1, 1), "TL012", what, fix or f"move it into one of {folders}")


def read_prose(text: str, path: str, in_content: PurePosixPath, languages: tuple[str, ...] = ("en",)) -> FileContent:
    """A page of prose; `about.fa.md` is `about.md` in another language of the site. Its header may hold `title`,
    `description` and `draft`; other keys belong to MkDocs."""
    found = FileContent()
    stem, _, ending = in_content.stem.rpartition(".")
    lang = ending if stem and ending in languages[1:] else ""
    named = in_content.with_stem(stem) if lang else in_content
    header = _HEADER.match(text)
    entries: dict[str, str] = {}
    if header is not None:
        entries = _read_header(header["yaml"], path, found)
    elif text.startswith("---\n"):
        what, fix = "the header is not closed", "write a line of three hyphens after it"
        found.diagnostics.append(Diagnostic(Span(path, 1, 1, 3), "TL011", what, fix))
    body = text[header.end() :] if header else text
    heading = _HEADING.search(body)
    first_line = text.count("\n", 0, header.end()) + 1 if header else 1
    for scheme, offset in foreign_schemes(body):
        span = Span(path, *_place_in(body, offset, first_line), len(scheme) + 1)
        found.diagnostics.append(Diagnostic(span, "TL505", *foreign_link(scheme)))
    for reason, offset in intricacies(body):
        span = Span(path, *_place_in(body, offset, first_line))
        found.diagnostics.append(Diagnostic(span, "TL503", reason, TOO_INTRICATE))
    found.prose.append(
        Prose(
            path=str(in_content),
            address=prose_address(named),
            title=entries.get("title") or (heading["title"] if heading else title_of_stem(named)),
            description=entries.get("description"),
            text=body,
            draft=entries.get("draft") == "true",
            positions=_places(path, body, first_line),
            lang=lang,
        )
    )
    return found


def _places(path: str, body: str, first_line: int) -> Positions:
    """The page itself and its links to records; `first_line` is the line of the file on which the body begins."""
    names, packed = ["", "text"], [1, 1, 1, first_line, 1, 1]
    for number, link in enumerate(text_links(body)):
        names.append(f"text@{number}")
        packed.extend((*_place_in(body, link.offset, first_line), len(link.kind) + 1 + len(link.id)))
    for number, (target, offset) in enumerate(file_links(body)):
        names.append(f"text#{number}")
        packed.extend((*_place_in(body, offset, first_line), len(target)))
    return positions(path, names, packed)


def _place_in(body: str, offset: int, first_line: int) -> tuple[int, int]:
    """Line and column of a character of the body."""
    return first_line + body.count("\n", 0, offset), offset - body.rfind("\n", 0, offset)


def _read_header(yaml: str, path: str, found: FileContent) -> dict[str, str]:
    document = parse_yaml(yaml, path, first_line=2)
    found.diagnostics += document.diagnostics
    roots = [root for root in document.roots if not (isinstance(root, Scalar) and not root.text)]
    if not document.whole or not roots:
        return {}
    root = roots[0]
    if not isinstance(root, Mapping):
        what, fix = "the header holds no fields", "write one field a line: title: …"
        found.diagnostics.append(Diagnostic(Span(path, 2, 1), "TL011", what, fix))
        return {}
    for name in _OURS:
        entry = root.entries.get(name)
        if entry is not None and not isinstance(entry.value, Scalar | Refused):
            span = Span(path, *entry.key.place)
            found.diagnostics.append(Diagnostic(span, "TL011", f'"{name}" is not a text', "write a single text"))
    for key, _ in root.entries.values():
        if (near := get_close_matches(key.text, _OURS, n=1, cutoff=0.75)) and key.text not in _OURS:
            what, fix = f'"{key.text}" in a header is read by nobody', f'did you mean "{near[0]}"?'
            found.diagnostics.append(Diagnostic(Span(path, *key.place), "TL011", what, fix))
    draft = root.entries.get("draft")
    if draft is not None and isinstance(draft.value, Scalar) and draft.value.text not in {"true", "false"}:
        what, fix = f'"{draft.value.text}" is neither true nor false', "write draft: true, or delete the line"
        found.diagnostics.append(Diagnostic(Span(path, *draft.value.place), "TL011", what, fix))
    return {name: entry.value.text.strip() for name, entry in root.entries.items() if isinstance(entry.value, Scalar)}


def prose_address(path: PurePosixPath) -> str:
    """Where MkDocs puts a page of prose: `about` for `about.md`, `guide` for `guide/index.md` or `guide/README.md`."""
    parent = "" if path.parent == PurePosixPath() else str(path.parent)
    if path.stem in {"index", "README"}:
        return parent
    return f"{parent}/{path.stem}" if parent else path.stem


def title_of_stem(path: PurePosixPath) -> str:
    """A title for a page that names none: `how-it-works.md` is "How it works"."""
    words = path.stem.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]
