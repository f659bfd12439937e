"""A folder becomes a Collection: the one place where content is read from the disk."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
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
ReadOne = Callable[[int], FileContent]
ReadAll = Callable[[int, ReadOne], Iterable[FileContent]]  # what files 0 to n - 1 hold, in this order


def in_turn(files: int, read: ReadOne) -> Iterable[FileContent]:
    """Files read one after the other."""
    return map(read, range(files))


def load(
    folder: Path,
    shown_as: str,
    relation_names: frozenset[str],
    languages: tuple[str, ...] = ("en",),
    recall: Recall = lambda path: None,
    read_all: ReadAll = in_turn,
) -> Collection:
    """Everything in a content folder. `shown_as` is the folder's name in findings; `languages` are those of the
    site, the main one first; `recall` may know the records of a file that has not changed since it was read without a
    finding; `read_all` may read several files at a time. Raises OSError for the machine's faults (no such folder, no
    permission), never for what an author wrote."""
    with without_collector():
        return _load(folder, shown_as, relation_names, languages, recall, read_all)


@contextmanager
def without_collector() -> Iterator[None]:
    """Records and the graph of them hold no cycles; looking for some while hundreds of thousands are made doubles the
    time. Afterwards they count as old, so that nobody looks at all of them because they are new."""
    was_on, is_frozen = gc.isenabled(), gc.get_freeze_count() > 0
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not is_frozen:
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _load(
    folder: Path,
    shown_as: str,
    relation_names: frozenset[str],
    languages: tuple[str, ...],
    recall: Recall,
    read_all: ReadAll,
) -> Collection:
    total = FileContent()
    known: list[Sequence[Record] | None] = []  # for each file that holds content: its records, if they are known
    waiting: list[tuple[str, str]] = []
    files: set[str] = set()
    for path, entry in _files(folder, shown_as, total.diagnostics):
        kind, suffix = record_kind(path), _suffix(path)
        if suffix not in YAML_SUFFIXES | PROSE_SUFFIXES and not _is_archive(path):
            files.add(path)
            continue
        known.append(recall(path) if kind and suffix in YAML_SUFFIXES else None)
        if known[-1] is None:
            waiting.append((path, entry))

    def read(number: int) -> FileContent:
        return _read(*waiting[number], shown_as, relation_names, languages)

    found = iter(read_all(len(waiting), read))
    for records in known:
        if records is None:
            total.add(next(found))
        else:
            total.records += records
    for content in found:  # none is left; but whoever reads several at a time may have to put away his tools
        total.add(content)
    return _collected(total, frozenset(files), shown_as)


def _read(
    path: str, file: str, shown_as: str, relation_names: frozenset[str], languages: tuple[str, ...]
) -> FileContent:
    """What one file holds."""
    kind, shown = record_kind(path), f"{shown_as}/{path}"
    is_yaml = _suffix(path) in YAML_SUFFIXES
    text = _text(file, shown, limited=is_yaml)
    if isinstance(text, Diagnostic):
        return FileContent(unread={Key(kind, PurePosixPath(path).stem)} if kind else set(), diagnostics=[text])
    if _is_archive(path):
        return FileContent(archives={path.removesuffix(".txt"): text})
    if not is_yaml:
        return read_prose(text, shown, PurePosixPath(path), languages)
    if kind is None:
        return FileContent(diagnostics=[misplaced(shown, path.rpartition("/")[0].partition("/")[0])])
    return read_records(text, shown, kind, Reader(shown, text, relation_names, languages))


def _collected(total: FileContent, files: frozenset[str], shown_as: str) -> Collection:
    """All that was found, with archived texts at their sources."""
    archives = dict(total.archives)
    records = [_with_archive(record, archives, total.diagnostics, shown_as) for record in total.records]
    for path in archives:
        what = f'there is no record of the source "{PurePosixPath(path).name}" beside its archived text'
        fix = "write the record, give both the same name, or delete the text"
        if Key("source", PurePosixPath(path).name) not in total.unread:
            total.diagnostics.append(Diagnostic(Span(f"{shown_as}/{path}.txt", 1, 1), "TL404", what, fix))
    return Collection(
        records=tuple(records),
        prose=tuple(total.prose),
        unread=frozenset(total.unread),
        files=files,
        diagnostics=tuple(total.diagnostics),
    )


def _suffix(path: str) -> str:
    return f".{path.rpartition('.')[2]}".lower()


def _is_archive(path: str) -> bool:
    return record_kind(path) == "source" and _suffix(path) == ".txt"


def _files(folder: Path, shown_as: str, diagnostics: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """Every file below a folder by its path in it, and where it is, sorted; hidden ones, and what a link leads out to,
    are left out."""
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
                yield path, entry.path
        pending += reversed(folders)


def _fault_of_link(link: Path, root: Path) -> str:
    target = link.resolve()
    if not target.is_relative_to(root):
        return "leads out of the content folder"
    if not target.exists():
        return "leads nowhere"
    return "stands for a folder" if target.is_dir() else ""


def _text(file: str, shown: str, *, limited: bool) -> str | Diagnostic:
    with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - a third of the time of Path, a hundred thousand times
        if limited and (size := os.fstat(stream.fileno()).st_size) > MAX_BYTES:
            what = f"the file has {size} bytes, {MAX_BYTES} are allowed"
            return Diagnostic(Span(shown, 1, 1), "TL007", what, "split it into several files")
        return decode(stream.readall(), shown)


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
