"""Rules that need more than one record: ids, references, relations, quotations, files."""

import posixpath
import re
import unicodedata
from collections import abc
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from timeline.content.collection import Collection
from timeline.content.mentions import file_links
from timeline.dates import Day
from timeline.diagnostics import Diagnostic, Span
from timeline.graph.library import is_published
from timeline.graph.references import citations, key_of, pointers, prose_pointers, targets, texts
from timeline.model.positions import Positions
from timeline.model.records import Actor, Event, Key, Place, Prose, Record, Source, Tag
from timeline.slugs import folded
from timeline.suggestions import did_you_mean


class Known(NamedTuple):
    """What exists: records that were read, records that were not, and which of the former are published."""

    records: Mapping[Key, Record]
    unread: frozenset[Key]
    published: frozenset[Key]
    ids: Mapping[str, frozenset[str]]


def check(collection: Collection, today: Day) -> list[Diagnostic]:
    """All findings about a collection, those made while reading it included, sorted by place."""
    records = {key_of(record): record for record in reversed(collection.records)}
    # A tag that an event uses has a page, with a record or without.
    used = {Key("tag", tag) for record in collection.records if isinstance(record, Event) for tag in record.tags}
    unread = collection.unread | (used - records.keys())
    known = Known(
        records=records,
        unread=unread,
        published=frozenset(key for key, record in records.items() if is_published(record, today)),
        ids=_ids_by_kind([*records, *unread]),
    )
    found = list(collection.diagnostics)
    found += colliding_ids(collection.records)
    for record in collection.records:
        found += record_checks(record, known, collection.files)
    for page in collection.prose:
        for field, target in prose_pointers(page):
            found += dangling(known, target, page.positions, field, published=not page.draft)
    found += dead_file_links(collection)
    for kind in (Event, Actor, Place, Tag):
        found += circular_parts([record for record in collection.records if isinstance(record, kind)])
    return sorted(dict.fromkeys(found))


def _ids_by_kind(keys: Iterable[Key]) -> Mapping[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for key in keys:
        kinds.setdefault(key.kind, set()).add(key.id)
    return {kind: frozenset(ids) for kind, ids in kinds.items()}


def record_checks(record: Record, known: Known, files: abc.Collection[str]) -> Iterator[Diagnostic]:
    """What is wrong with one record, as far as it can be told from itself and what it refers to."""
    published = key_of(record) in known.published
    fine = known.published if published else known.records  # nearly all there is
    bare = known.unread  # tags without a record among them
    if any(to not in fine and (to not in bare or to in known.records) for to in targets(record)):
        for field, target in pointers(record):
            if target not in fine:
                yield from dangling(known, target, record.positions, field, published=published)
    yield from false_quotations(record, known.records)
    if isinstance(record, Event):
        yield from relations_to_itself(record)
        yield from repeated_entries(record)
    if isinstance(record, Event | Actor):
        yield from missing_media(record, files)


def colliding_ids(records: Iterable[Record]) -> Iterator[Diagnostic]:
    """TL302: two records of one kind whose ids or aliases make one address on some file system."""
    listed = list(records)
    ids = [(record, "id", record.id) for record in listed]
    aliases = [(record, f"aliases[{n}]", alias) for record in listed for n, alias in enumerate(record.aliases)]
    first: dict[tuple[str, str], tuple[Record, str, str]] = {}
    for record, field, id in [*ids, *aliases]:
        kind = key_of(record).kind
        key = (kind, folded(id))
        if key not in first:
            first[key] = (record, field, id)
            continue
        other, there_field, taken = first[key]
        span, there = _place(record, field), _place(other, there_field)
        name = f'"{id}"' if id == taken else f'"{id}" (to some file systems the same as "{taken}")'
        fix = "give one of the two another id" if field == "id" else "delete the alias"
        yield Diagnostic(span, "TL302", f"the {kind} id {name} is taken by {there}", fix)


def dangling(
    known: Known, target: Key, positions: Positions | None, field: str, *, published: bool
) -> Iterator[Diagnostic]:
    """TL301 for a reference to what does not exist, TL307 for one from a published record to an unpublished one."""
    if target in known.records:
        if published and target not in known.published:
            what = f'the {target.kind} "{target.id}" is not published'
            fix = "let the draft refer to this record instead, or make this one a draft too"
            yield _finding(positions, field, "TL307", what, fix)
    elif target not in known.unread and not (target.kind == "tag" and field.startswith("tags[")):
        what = f'there is no {target.kind} "{target.id}"'
        guess = did_you_mean(target.id, known.ids.get(target.kind, frozenset()))
        elsewhere = [kind for kind, ids in sorted(known.ids.items()) if target.id in ids]
        hint = f"it is the name of {_article(elsewhere[0])} {elsewhere[0]}" if elsewhere else ""
        fix = guess or hint or f"write {_article(target.kind)} {target.kind} of that id, or delete the reference"
        yield _finding(positions, field, "TL301", what, fix)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def circular_parts(records: Iterable[Event | Actor | Place | Tag]) -> Iterator[Diagnostic]:
    """TL304: once for each circle, at the record of it that comes first."""
    field = "parent" if any(isinstance(record, Tag) for record in records) else "part_of"
    by_id = {record.id: record for record in records}
    whole = {record.id: getattr(record, field) for record in by_id.values()}
    done: set[str] = set()
    for start in whole:
        path: list[str] = []
        at: str | None = start
        while at in whole and at not in done:
            done.add(at)
            path.append(at)
            at = whole[at]
        if at is not None and at in path:
            circle = path[path.index(at) :]
            first = min(circle, key=lambda id: str(_place(by_id[id], field)))
            around = circle[circle.index(first) :] + circle[: circle.index(first) + 1]
            what = f"{' is part of '.join(around)}"
            yield _finding(by_id[first].positions, field, "TL304", what, f"delete one of these {field} lines")


def _place(record: Record, field: str) -> Span:
    assert record.positions is not None, "a tag without a record is part of nothing"
    return record.positions.of(field)


def relations_to_itself(event: Event) -> Iterator[Diagnostic]:
    """TL305."""
    for number, relation in enumerate(event.relations):
        if relation.event == event.id:
            field = f"relations[{number}].event"
            what = f'"{event.id}" stands in a relation to itself'
            yield _finding(event.positions, field, "TL305", what, "name the other event, or delete the relation")


def repeated_entries(event: Event) -> Iterator[Diagnostic]:
    """TL310: equal entries in one list."""
    lists: dict[str, list[Hashable]] = {
        "actors": [*event.actors],
        "places": [*event.places],
        "tags": [*event.tags],
        "relations": [(r.type, r.event, r.according_to) for r in event.relations],
        "sources": [*event.sources],
    }
    for name, items in lists.items():
        if len(set(items)) == len(items):
            continue
        for number, item in enumerate(items):
            if (first := items.index(item)) < number:
                what = f"entry {number + 1} of {name} is the same as entry {first + 1}"
                yield _finding(event.positions, f"{name}[{number}]", "TL310", what, "delete one of the two")


def missing_media(record: Event | Actor, files: abc.Collection[str]) -> Iterator[Diagnostic]:
    """TL403: a picture that is not in the content folder."""
    for number, media in enumerate(record.media):
        if media.src not in files:
            what = f'there is no file "{media.src}" in the content folder'
            fix = did_you_mean(media.src, files) or "put the file there, or delete the entry"
            yield _finding(record.positions, f"media[{number}].src", "TL403", what, fix)


def dead_file_links(collection: Collection) -> Iterator[Diagnostic]:
    """TL506: a link in running text to a file or page of prose that is not there. Paths in records count from the
    content folder, those in prose from the page's own folder, as in MkDocs."""
    known = collection.files | {page.path for page in collection.prose}
    for record in collection.records:
        yield from dead_links_of_record(record, known)
    for page in collection.prose:
        yield from dead_links_of_page(page, known)


def dead_links_of_record(record: Record, known: abc.Collection[str]) -> Iterator[Diagnostic]:
    """TL506 in the texts of a record; `known` are the files that may be linked to."""
    for field, text in texts(record):
        yield from _dead(text, "", known, record.positions, field)


def dead_links_of_page(page: Prose, known: abc.Collection[str]) -> Iterator[Diagnostic]:
    """The same in a page of prose."""
    yield from _dead(page.text, posixpath.dirname(page.path), known, page.positions, "text")


def _dead(
    text: str, folder: str, known: abc.Collection[str], positions: Positions | None, field: str
) -> Iterator[Diagnostic]:
    for number, (target, _) in enumerate(file_links(text)):
        path = posixpath.normpath(posixpath.join(folder, unquote(target)))
        if target.startswith("/"):
            what = f'a link to "{target}" leads out of a site that is not at the root of its host'
            fix = "link to a record (event:flood) or to a file (media/bridge.jpg)"
        elif path in known:
            continue
        else:
            what = f'there is no file "{path}" in the content folder'
            fix = did_you_mean(path, known) or "put the file there, or link to a record: event:flood"
        yield _finding(positions, f"{field}#{number}", "TL506", what, fix)


def false_quotations(record: Record, records: Mapping[Key, Record]) -> Iterator[Diagnostic]:
    """TL401: a quotation that does not occur in the archived text of its source."""
    for field, citation in citations(record):
        source = records.get(Key("source", citation.source))
        if citation.quote is None or not isinstance(source, Source) or source.archived_text is None:
            continue
        if not occurs(citation.quote, source.archived_text):
            what = f'"{citation.quote}" does not occur in the archived text of {source.id}'
            yield _finding(record.positions, f"{field}.quote", "TL401", what, "copy the words from the text")


_QUOTES = str.maketrans(
    {**dict.fromkeys("“”„‟«»‹›″", '"'), **dict.fromkeys("‘’‚‛′", "'"), **dict.fromkeys("‐‑‒–—−", "-")}
)
_OMISSION = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|…|\.\.\.)\s*")


def occurs(quote: str, text: str) -> bool:
    """Whether a quotation stands in a text, whatever the line breaks and the shape of quotation marks and dashes.

    Omissions (`…`, `[...]`) may skip words, but not turn the order round.

    >>> occurs("one of … revenges", "called it “one of the\\nrevenges”")
    True
    """
    plain, at = _plain(text), 0
    for part in _OMISSION.split(_plain(quote)):
        at = plain.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _plain(text: str) -> str:
    return " ".join(
        unicodedata.normalize("NFKC", text.replace("…", "...").translate(_QUOTES)).replace("\xad", "").split()
    )


def _finding(positions: Positions | None, field: str, code: str, what: str, fix: str) -> Diagnostic:
    assert positions is not None, "a tag without a record refers to nothing"
    return Diagnostic(positions.of(field), code, what, fix)
