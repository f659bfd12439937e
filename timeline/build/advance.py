"""A state and some changed files -> the edition as it is now, without reading what has not changed; or None.

None means that the whole content has to be read: something may be wrong, or more has changed than records and pages of
prose.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from timeline.build.inputs import CONTENT, Inputs, digest_in
from timeline.build.linkable import Linkable, is_linkable, is_of_records, is_prose
from timeline.build.prose import Rewritten, place_of, prose_may_be_wrong, rewritten
from timeline.build.remember import next_state
from timeline.build.showing import may_be_missed, shown
from timeline.build.state import RECORDS_OF_KIND, State
from timeline.content.collection import Collection
from timeline.content.files import decode, read_records, record_kind
from timeline.content.nodes import MAX_BYTES
from timeline.content.read import Reader
from timeline.dates import Day
from timeline.diagnostics import Diagnostic
from timeline.graph.library import is_published, link
from timeline.graph.rechecks import may_be_wrong
from timeline.graph.references import key_of
from timeline.model.records import Event, Key, Prose, Record
from timeline.site.config import SiteConfig
from timeline.site.likeness import same
from timeline.site.memo import Memo
from timeline.site.parallel import facts_in_other_languages
from timeline.site.revision import Revised, Timed, revise
from timeline.site.vantage import Edition, edition

MANY = 0.2  # of all records: from there on reading everything is as quick


@dataclass(frozen=True, slots=True)
class Advance:
    """The edition as it is and its order, the facts that have changed, and the state to come; the pictures that differ,
    and whether there are other files than before for the host to make."""

    edition: Edition
    timed: Timed
    facts: frozenset[int]
    state: State
    redrawn: frozenset[str]
    needs_host: bool


@dataclass(frozen=True, slots=True)
class InMemory:
    """The edition of a state and its order, where the process that has made it goes on."""

    edition: Edition
    timed: Timed


def advance(
    state: State,
    config: SiteConfig,
    content: Path,
    changed: Iterable[str],
    inputs: Inputs,
    remember: int,
    memory: InMemory | None = None,
) -> Advance | None:
    """The state brought up to date with some changed files; what is in `memory` need not be read. Raises OSError and
    DamagedError."""
    listed = frozenset(changed)
    prose = rewritten(state, config, content, filter(is_prose, listed), inputs)
    paths = {path for path in listed if is_of_records(path)}
    files = {path for path in listed - paths if is_linkable(path) and not is_prose(path)}
    if prose is None or listed - paths - files - prose.paths:
        return None
    due = _fallen_due(state, config.today) - paths
    parsed = _parsed(content, {path for path in paths if CONTENT + path in inputs}, config)
    if parsed is None:
        return None
    after = [record for path in sorted(parsed) for record in parsed[path]]
    before = [record for path in sorted(paths) for record in state.records_of_file(path)]
    after += (waiting := [record for path in sorted(due) for record in state.records_of_file(path)])
    before += waiting
    if len(before) + len(after) > 100 + MANY * state.records or any(".txt" in _beside(path, inputs) for path in paths):
        return None
    digests = {path: digest_in(inputs, CONTENT + path) for path in paths}
    if memory is None:
        memory = InMemory(state.edition(config, remember), state.timed())
    else:
        memory = replace(memory, edition=replace(memory.edition, config=config, root=config, memo=Memo(remember)))
    return _advanced(state, config, content, memory, before, after, prose, files, digests, inputs)


def _advanced(
    state: State,
    config: SiteConfig,
    content: Path,
    memory: InMemory,
    before: list[Record],
    after: list[Record],
    prose: Rewritten,
    files: Set[str],
    digests: Mapping[str, bytes | None],
    inputs: Inputs,
) -> Advance | None:
    was = memory.edition
    now = {key_of(record): (record, place) for record, place in _placed(after, config)}
    gone = {key_of(record) for record in before}
    were, are = _really_changed(state, config, before, after, now)
    old = _edition_of(were, prose.before, config, Day(*state.today))
    new = _edition_of(are, prose.after, config, config.today)
    show = shown(state, config, content, files, old.library, new.library)
    lost = {path for path in files | prose.paths if CONTENT + path not in inputs}
    if show is None or may_be_missed(state, show.uses, lost):
        return None
    numbers = _numbers(inputs)

    def place(key: Key) -> tuple[int, int]:
        path, number = now[key][1] if key in now else state.place(key) or ("", 0)
        return (len(inputs), place_of(prose.pages, key.id)) if key.kind == "prose" else (numbers()[path], number)

    resettled = {key for key in gone | now.keys() if key not in now or state.place(key) != now[key][1]}
    resettled |= {Key("prose", address) for address in prose.addresses}
    revised = revise(was, memory.timed, old, new, place, resettled)

    def find(key: Key) -> Record | None:
        if key in now:
            return now[key][0]
        return None if key in gone or state.place(key) is None else state.record(key.kind, key.id)

    if revised.edition.lean != was.lean:  # every page differs
        return None
    if _may_be_wrong(state, revised, were, are, find, gone, inputs):
        return None
    if prose_may_be_wrong(prose, bool(lost), revised.edition.library, find, inputs, config):
        return None
    following = prose.after_it(show.after(next_state(state, revised, before, after, digests)))
    facts = revised.facts | facts_in_other_languages(was, old, new, revised) | prose.facts(config) | show.facts
    site = replace(revised.edition, library=prose.within(revised.edition.library), pictures=show.revised(was.pictures))
    host = prose.moved or bool(show.published) or any("/" not in path for path in files)  # CNAME, which nothing shows
    return Advance(site, revised.timed, facts, following, frozenset(show.pictures), host)


def _edition_of(records: Iterable[Record], prose: tuple[Prose, ...], config: SiteConfig, today: Day) -> Edition:
    collection = Collection(tuple(records), prose, frozenset(), frozenset(), ())
    return edition(link(collection, config.relation_types, today, config.zone), config, {}, {}, 0)


def _may_be_wrong(
    state: State,
    revised: Revised,
    before: list[Record],
    after: list[Record],
    find: Any,  # noqa: ANN401
    gone: set[Key],
    inputs: Inputs,
) -> bool:
    def ids() -> Iterator[tuple[str, str]]:
        for kind in RECORDS_OF_KIND:
            yield from ((kind, id) for id in state.located(kind) if Key(kind, id) not in gone)
        yield from ((kind, alias) for kind, alias, id in state.head["aliases"] if Key(kind, id) not in gone)

    refer = frozenset(Key(*found) for found in state.head["drafts_refer_to"])
    library, config = revised.edition.library, revised.edition.config
    return may_be_wrong(before, after, find, ids(), refer, library, Linkable(inputs), config.today, Day(*state.today))


def _beside(path: str, inputs: Inputs) -> str:
    """The text beside a source, if there is one."""
    name = f"{path.rpartition('.')[0]}.txt"
    return name if CONTENT + name in inputs else ""


def _parsed(content: Path, paths: Iterable[str], config: SiteConfig) -> dict[str, list[Record]] | None:
    """The records of some files; None if there is a finding."""
    found: dict[str, list[Record]] = {}
    names = frozenset(config.relation_types)
    for path in paths:
        shown, kind = f"{config.content}/{path}", record_kind(path)
        data = (content / path).read_bytes()
        text = decode(data, shown)
        if isinstance(text, Diagnostic) or kind is None or len(data) > MAX_BYTES:
            return None
        read = read_records(text, shown, kind, Reader(shown, text, names, config.languages))
        if read.diagnostics or read.unread:
            return None
        found[path] = list(read.records)
    return found


def _fallen_due(state: State, today: Day) -> set[str]:
    """Files with an event that is published since the day of the state, or was by a clock that went wrong."""
    if tuple(today) == tuple(state.today):
        return set()
    waiting = ((path, was, state.record("event", id)) for path, id, was in state.head["embargoes"])
    return {path for path, was, event in waiting if isinstance(event, Event) and is_published(event, today) != was}


def _placed(records: Iterable[Record], config: SiteConfig) -> Iterator[tuple[Record, tuple[str, int]]]:
    numbers: dict[str, int] = {}
    for record in records:
        path = _path(record, config)
        yield record, (path, numbers.setdefault(path, 0))
        numbers[path] += 1


def _path(record: Record, config: SiteConfig) -> str:
    assert record.positions is not None, "records of files know their place"
    return str(PurePosixPath(record.positions.path).relative_to(config.content))


def _really_changed(
    state: State, config: SiteConfig, before: list[Record], after: list[Record], now: Mapping[Key, Any]
) -> tuple[list[Record], list[Record]]:
    """Without the records that are what they were, at the same place among those of their file. The line they begin on
    counts only where pages link to it."""
    kept = set()
    for record in before:
        key = key_of(record)
        if key in now and now[key][1] == state.place(key) and _alike(record, now[key][0], bool(config.edit_url)):
            was, now_is = is_published(record, Day(*state.today)), is_published(record, config.today)
            kept |= {key} if was == now_is else set()
    return ([r for r in before if key_of(r) not in kept], [r for r in after if key_of(r) not in kept])


def _alike(one: Record, other: Record, linked: bool) -> bool:
    names = [field.name for field in fields(one) if linked or field.name != "positions"]
    return type(one) is type(other) and all(same(getattr(one, name), getattr(other, name)) for name in names)


def _numbers(inputs: Inputs) -> Any:  # noqa: ANN401
    """The number of each file in the order in which content is read."""

    @cache
    def numbers() -> dict[str, int]:
        return {name.removeprefix(CONTENT): number for number, name in enumerate(inputs)}

    return numbers
