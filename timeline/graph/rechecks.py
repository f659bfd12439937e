"""Whether a few changed records may have brought a finding into a content that had none.

The answer errs on the side of yes: whoever gets it checks everything, which finds the exact words.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain

from timeline.dates import Day
from timeline.diagnostics import Diagnostic
from timeline.graph.checks import Known, dead_links_of_record, record_checks
from timeline.graph.library import Library, is_published
from timeline.graph.references import key_of, targets
from timeline.model.records import Actor, Event, Key, Place, Record, Source, Tag
from timeline.slugs import folded

Find = Callable[[Key], Record | None]


class _Lookup(Mapping[Key, Record]):
    """All records, each found when it is asked for."""

    def __init__(self, find: Find) -> None:
        self._find = find

    def __getitem__(self, key: Key) -> Record:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self):  # type: ignore[no-untyped-def]  # noqa: ANN204
        raise TypeError("nobody walks through all records to check a few")

    def __len__(self) -> int:
        raise TypeError("nobody counts all records to check a few")


class _Published(frozenset[Key]):
    """Those of the records that are published."""

    def __new__(cls, find: Find, today: Day) -> "_Published":
        made = super().__new__(cls)
        made._find, made._today = find, today
        return made

    _find: Find
    _today: Day

    def __contains__(self, key: object) -> bool:
        found = self._find(key) if isinstance(key, Key) else None
        return found is not None and is_published(found, self._today)


def may_be_wrong(
    before: Iterable[Record],
    after: Iterable[Record],
    find: Find,
    ids: Iterable[tuple[str, str]],
    drafts_refer_to: frozenset[Key],
    library: Library,
    files: Collection[str],
    today: Day,
    was_today: Day,
) -> bool:
    """Whether anything could be wrong now. `find` and `library` are of the content as it is; `ids` are kind and id of
    all its records and aliases but those of the changed ones; `drafts_refer_to` is what unpublished things refer to;
    `files` are those that may be linked to."""
    listed, were = list(after), list(before)
    known = Known(_Lookup(find), frozenset(), _Published(find, today), {})
    used = {Key("tag", tag) for record in listed if isinstance(record, Event) for tag in record.tags}
    known = known._replace(unread=frozenset(used))
    if _any(found for record in listed for found in record_checks(record, known, files)):
        return True
    if _any(found for record in listed for found in dead_links_of_record(record, files)):
        return True
    if any(_archive_changed(record, listed) for record in were):
        return True
    return (
        _ids_meet(were, listed, ids)
        or any(_lost(key, library, drafts_refer_to) for key in _vanished(were, listed, today, was_today))
        or any(_in_circle(record, find) for record in listed if isinstance(record, Event | Actor | Place | Tag))
    )


def _any(found: Iterable[Diagnostic]) -> bool:
    return next(iter(found), None) is not None


def _archive_changed(record: Record, after: Iterable[Record]) -> bool:
    """Whether quotations from this source have to be looked for anew."""
    if not isinstance(record, Source) or record.archived_text is None:
        return False
    return not any(
        isinstance(new, Source) and new.id == record.id and new.archived_text == record.archived_text for new in after
    )


def _ids_meet(before: Iterable[Record], after: Iterable[Record], ids: Iterable[tuple[str, str]]) -> bool:
    """Whether a new id or alias is taken, on some file system."""
    old = {name for record in before for name in _names(record)}
    listed = [name for record in after for name in _names(record)]
    new = {name for name in listed if name not in old}
    if len({(kind, folded(id)) for kind, id in listed}) < len(listed):
        return True
    return bool(new) and not {(kind, folded(id)) for kind, id in new}.isdisjoint((kind, folded(id)) for kind, id in ids)


def _names(record: Record) -> Iterable[tuple[str, str]]:
    kind = key_of(record).kind
    return ((kind, id) for id in chain((record.id,), record.aliases))


def _vanished(before: Iterable[Record], after: Iterable[Record], today: Day, was_today: Day) -> set[Key]:
    """Records that are no longer there, or no longer published."""
    there = {key_of(record): is_published(record, today) for record in after}
    return {
        key
        for record in before
        if (key := key_of(record)) not in there or (is_published(record, was_today) and not there[key])
    }


def _lost(key: Key, library: Library, drafts_refer_to: frozenset[Key]) -> bool:
    """Whether something still refers to what has vanished."""
    indexes: dict[str, Mapping[str, object]] = {
        "event": library.links,
        "actor": library.by_actor,
        "place": library.by_place,
        "source": library.by_source,
    }
    used = indexes.get(key.kind, {}).get(key.id)
    return bool(used or library.mentions.get(key) or library.references.get(key)) or key in drafts_refer_to


def _in_circle(record: Event | Actor | Place | Tag, find: Find) -> bool:
    """Whether a record is, in the end, part of itself."""
    kind, seen = key_of(record).kind, {record.id}
    at: Record | None = record
    while at is not None:
        whole: str | None = getattr(at, "parent" if kind == "tag" else "part_of")
        if whole in seen:
            return True
        if whole is None:
            return False
        seen.add(whole)
        at = find(Key(kind, whole))
    return False


def targets_of(records: Iterable[Record]) -> set[Key]:
    """All that some records refer to."""
    return {target for record in records for target in targets(record)}
