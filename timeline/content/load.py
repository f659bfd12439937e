"""A folder becomes a Collection: the one place where content is read from the disk."""

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from timeline.content.collection import Collection
from timeline.content.files import FileContent, decode, misplaced, read_prose, read_records, record_kind
from timeline.content.nodes import MAX_BYTES
from timeline.content.read import Reader
from timeline.diagnostics import Diagnostic, Span
from timeline.model.records import Key, Record, Source

YAML_SUFFIXES = frozenset({".yml", ".yaml"})
PROSE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})  # what MkDocs takes for Markdown


Recall = Callable[[str], "Sequence[Record] | None"]


def load(
    folder: Path,
    shown_as: str,
    relation_names: frozenset[str],
    languages: tuple[str, ...] = ("en",),
    recall: Recall = lambda path: None,
) -> Collection:
    """Everything in a content folder. `shown_as` is the folder's name in findings; `languages` are those of the
    site, the main one first; `recall` may know the records of a
    file that has not changed since it was read without a finding. Raises OSError for the machine's faults (no such
    folder, no permission), never for what an author wrote."""
    with without_collector():
        return _load(folder, shown_as, relation_names, languages, recall)


@contextmanager
def without_collector() -> Iterator[None]:
    """Records and the graph of them hold no cycles; looking for some while hundreds of thousands are made doubles the
    time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _load(
    folder: Path, shown_as: str, relation_names: frozenset[str], languages: tuple[str, ...], recall: Recall
) -> Collection:
    records: list[Record] = []
    total = FileContent()
    archives: dict[str, str] = {}
    files: set[str] = set()
    for path, entry in _files(folder, shown_as, total.diagnostics):
        kind, suffix = record_kind(path), f".{path.rpartition('.')[2]}".lower()
        is_archive = kind == "source" and suffix == ".txt"
        if suffix not in YAML_SUFFIXES | PROSE_SUFFIXES and not is_archive:
            files.add(path)
            continue
        shown = f"{shown_as}/{path}"
        if kind and suffix in YAML_SUFFIXES and (recalled := recall(path)) is not None:
            records += recalled
            continue
        text = _text(entry, shown, limited=suffix in YAML_SUFFIXES)
        if isinstance(text, Diagnostic):
            total.diagnostics.append(text)
            if kind:
                total.unread.add(Key(kind, PurePosixPath(path).stem))
        elif is_archive:
            archives[path.removesuffix(".txt")] = text
        elif suffix in PROSE_SUFFIXES:
            found = read_prose(text, shown, PurePosixPath(path), languages)
            total.prose += found.prose
            total.diagnostics += found.diagnostics
        elif kind is None:
            total.diagnostics.append(misplaced(shown, path.rpartition("/")[0].partition("/")[0]))
        else:
            found = read_records(text, shown, kind, Reader(shown, text, relation_names, languages))
            records += found.records
            total.unread |= found.unread
            total.diagnostics += found.diagnostics
    records = [_with_archive(record, archives, total.diagnostics, shown_as) for record in records]
    for path in archives:
        what = f'there is no record of the source "{PurePosixPath(path).name}" beside its archived text'
        fix = "write the record, give both the same name, or delete the text"
        if Key("source", PurePosixPath(path).name) not in total.unread:
            total.diagnostics.append(Diagnostic(Span(f"{shown_as}/{path}.txt", 1, 1), "TL404", what, fix))
    return Collection(
        records=tuple(records),
        prose=tuple(total.prose),
        unread=frozenset(total.unread),
        files=frozenset(files),
        diagnostics=tuple(total.diagnostics),
    )


def _files(folder: Path, shown_as: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, Path]]:
    """Every file below a folder by its path in it, sorted; hidden ones and what a link leads out to are left out."""
    root = folder.resolve(strict=True)
    pending = [""]
    while pending:
        inside = pending.pop()
        with os.scandir(root / inside) as entries:
            found = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda e: e.name)
        folders = []
        for entry in found:
            path = f"{inside}/{entry.name}" if inside else entry.name
            if entry.is_symlink() and (fault := _fault_of_link(Path(entry.path), root)):
                what, fix = f'"{path}" is a link that {fault}', "put the file itself there"
                diagnostics.append(Diagnostic(Span(f"{shown_as}/{path}", 1, 1), "TL013", what, fix))
            elif entry.is_dir():
                folders.append(path)
            elif entry.is_file():
                yield path, Path(entry.path)
        pending += reversed(folders)


def _fault_of_link(link: Path, root: Path) -> str:
    target = link.resolve()
    if not target.is_relative_to(root):
        return "leads out of the content folder"
    if not target.exists():
        return "leads nowhere"
    return "stands for a folder" if target.is_dir() else ""


def _text(file: Path, shown: str, *, limited: bool) -> str | Diagnostic:
    if limited and file.stat().st_size > MAX_BYTES:
        what = f"the file has {file.stat().st_size} bytes, {MAX_BYTES} are allowed"
        return Diagnostic(Span(shown, 1, 1), "TL007", what, "split it into several files")
    return decode(file.read_bytes(), shown)


def _with_archive(record: Record, archives: dict[str, str], diagnostics: list[Diagnostic], shown_as: str) -> Record:
    """A source with the text that lies beside it as a .txt file of the same name; the text is taken from `archives`."""
    if not isinstance(record, Source):
        return record
    beside = PurePosixPath(record.positions.path).relative_to(shown_as).with_suffix("")
    text = archives.pop(str(beside), None)
    if text is None:
        return record
    if record.archived_text is not None:
        what, fix = f"the archived text is given twice, here and in {beside.name}.txt", "keep one of the two"
        diagnostics.append(Diagnostic(record.positions.of("archived_text"), "TL402", what, fix))
    return replace(record, archived_text=text)
