"""Content becomes a Library, or findings: the first three of the five calls, as every command makes them."""

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from timeline.build.pack import freeze, thaw
from timeline.build.spool import Spool
from timeline.build.workers import meanwhile, spread, usable_jobs
from timeline.content.collection import Collection
from timeline.content.files import FileContent
from timeline.content.load import ReadOne, Recall, load, without_collector
from timeline.diagnostics import Diagnostic
from timeline.graph.checks import check
from timeline.graph.library import Library, link
from timeline.reports import LineOf
from timeline.site.collisions import page_collisions
from timeline.site.config import SiteConfig

MOST = 100


def read_library(folder: Path, config: SiteConfig) -> Library | list[Diagnostic]:
    """The graph of a content folder, or all that is wrong with it, sorted by place. Raises OSError."""
    read = read_content(folder, config)
    return read if isinstance(read, list) else read[1]


def read_content(
    folder: Path,
    config: SiteConfig,
    recall: Recall = lambda path: None,
    spool: Spool | None = None,
    jobs: int = 0,
) -> tuple[Collection, Library] | list[Diagnostic]:
    """The same, with what was read; `recall` may know the records of files that have not changed, and the others are
    put into `spool` as well. `jobs` processes read, 0 for as many as pay."""
    read_all = partial(_read_all, jobs=jobs, spool=spool)
    with without_collector():
        collection = load(folder, config.content, frozenset(config.relation_types), config.languages, recall, read_all)
        checked = meanwhile(partial(_checked, collection, config), usable_jobs(jobs, len(collection.records)), set())
        library = link(collection, config.relation_types, config.today, config.zone)  # another process checks
        found = [thaw(each) for each in checked()]
        return found or (collection, library)


def _checked(collection: Collection, config: SiteConfig) -> list[bytes]:
    """All that is wrong, sorted by place: findings as bytes, since others may find them."""
    found = sorted([*check(collection, config.today), *page_collisions(collection, config.languages)])
    return [freeze(each) for each in capped(found)]


def _read_all(files: int, read: ReadOne, *, jobs: int, spool: Spool | None) -> Iterator[FileContent]:
    """What files hold, in their order, whoever has read them; records come from others, and go into the state, as
    bytes."""
    jobs, caller = usable_jobs(jobs, files), os.getpid()
    if jobs <= 1 and spool is None:
        yield from map(read, range(files))
        return
    own: dict[int, FileContent] = {}

    def do(number: int) -> tuple[int, list[bytes], bytes]:
        content = read(number)
        if os.getpid() == caller:
            own[number] = content
        rest = (content.prose, content.unread, content.diagnostics, content.archives)
        return number, [freeze(record) for record in content.records], freeze(rest) if any(rest) else b""

    early: dict[int, FileContent] = {}
    due = 0
    for number, blobs, rest in spread(files, do, jobs):
        content = own.pop(number) if number in own else _thawed(blobs, rest)
        for record, blob in zip(content.records, blobs, strict=True):
            if spool:
                spool.put(record, blob)
        early[number] = content
        while due in early:
            yield early.pop(due)
            due += 1


def _thawed(blobs: list[bytes], rest: bytes) -> FileContent:
    records = [thaw(blob) for blob in blobs]
    return FileContent(records, *thaw(rest)) if rest else FileContent(records)


def capped(found: list[Diagnostic]) -> list[Diagnostic]:
    """At most a hundred findings of one rule in one file; the last of them says how many there are."""
    numbers = Counter((each.span.path, each.code) for each in found)
    seen: Counter[tuple[str, str]] = Counter()
    kept = []
    for each in found:
        key = (each.span.path, each.code)
        seen[key] += 1
        if seen[key] == MOST and numbers[key] > MOST:
            kept.append(replace(each, what=f"{each.what} (and {numbers[key] - MOST} more of these in the file)"))
        elif seen[key] <= MOST:
            kept.append(each)
    return kept


def lines_of(project: Path) -> LineOf:
    """A function from a path in the project and a line's number to the text of that line; each file is read once."""

    @cache
    def lines(path: str) -> list[str]:
        file = project / path
        if not file.is_file():
            return []
        text = file.read_bytes().decode("utf-8-sig", "replace")
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")  # as the loader counts lines

    def line_of(path: str, number: int) -> str:
        found = lines(path)
        return found[number - 1] if 0 < number <= len(found) else ""

    return line_of
