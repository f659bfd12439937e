"""Articles that are read together -> their drafts, merged, and the files that would propose them to a timeline."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from timeline.extract.documents import read_document
from timeline.extract.drafts import Extraction, extract
from timeline.extract.dump import Ids, dump_event, dump_source, event_id, locator, proposed, source_id
from timeline.extract.lines import AS_THEY_ARE, Choices
from timeline.extract.merging import Existing, against, merged
from timeline.extract.names import Known, known_names
from timeline.extract.proposals import Draft
from timeline.model.records import Event, Record, Source


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a timeline has already: names, events, ids of sources by their archived text, and paths of all files."""

    known: Known = field(default_factory=lambda: known_names(()))
    events: tuple[Existing, ...] = ()
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    taken: tuple[str, ...] = ()


def timeline_of(records: Sequence[Record], taken: Iterable[str]) -> Timeline:
    """What matters of some records, and of the paths of the files below the content folder."""
    events = tuple(_existing(each) for each in records if isinstance(each, Event))
    texts = {each.archived_text: each.id for each in records if isinstance(each, Source) and each.archived_text}
    return Timeline(known_names(records), events, MappingProxyType(texts), tuple(taken))


def _existing(event: Event) -> Existing:
    names = {*(each.actor for each in event.actors), *event.places}
    cited = {(each.source, each.locator or "") for each in event.sources}
    return Existing(event.id, event.date.edtf, event.title, frozenset(names), frozenset(cited))


class Batch:
    """Articles while they are read: their sources can be written at once, their drafts when all have been read.

    Texts are not kept, so that memory grows with the number of drafts alone.
    """

    __slots__ = ("_drafts", "_ids", "_timeline", "sources")

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._ids = Ids(timeline.taken)
        self._drafts: list[Draft] = []
        self.sources: list[str] = []

    def add(self, extraction: Extraction) -> Mapping[str, str]:
        """Take the drafts of an article; return the files of its source, none if the timeline has that text."""
        number = len(self.sources)
        has = self._timeline.sources.get(_as_read(extraction.document.text))
        id = has or self._ids.free("sources", source_id(extraction))
        self.sources.append(id)
        self._drafts += [_numbered(draft, number) for draft in merged(extraction.drafts)]
        if has:
            return {}
        return {f"sources/{id}.yml": dump_source(extraction), f"sources/{id}.txt": extraction.document.text}

    def merged(self) -> tuple[Draft, ...]:
        """The drafts of all articles, those of one event merged, additions to events of the timeline marked."""
        return against(merged(self._drafts), self._timeline.events)

    def drafts(self) -> tuple[Draft, ...]:
        """The merged drafts without those that the timeline holds with their place in the source."""
        there = {(*place, event.date) for event in self._timeline.events for place in event.cited}
        fresh = (self._fresh(draft, there) for draft in self.merged())
        return tuple(draft for draft in fresh if draft.quotations)

    def _fresh(self, draft: Draft, there: set[tuple[str, str, str]]) -> Draft:
        kept = [
            each for each in draft.quotations if (self.sources[each.document], locator(each), draft.date) not in there
        ]
        return draft if len(kept) == len(draft.quotations) else replace(draft, quotations=tuple(kept))

    def files(self, drafts: Iterable[Draft]) -> Mapping[str, str]:
        """Paths below the content folder and texts: an event for each draft, and the names they need."""
        written: dict[str, str] = {}
        for draft in drafts:
            written[f"events/{event_id(draft, self._ids)}.yml"] = dump_event(draft, self.sources)
            for path, text in proposed(draft):
                if not self._ids.has(path):
                    written.setdefault(f"{path}.yml", text)
        return dict(sorted(written.items()))


def _as_read(text: str) -> str:
    """A text as it is when it has been written to a file and read again."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _numbered(draft: Draft, number: int) -> Draft:
    """A draft whose quotations count in the document of that number."""
    if number == 0:
        return draft
    quotations = tuple(replace(each, document=number) for each in draft.quotations)
    said = tuple(replace(each, quotation=replace(each.quotation, document=number)) for each in draft.said)
    return replace(draft, quotations=quotations, said=said)


def draft_files(
    *texts: str, timeline: Timeline | None = None, choices: Choices = AS_THEY_ARE, name: str = ""
) -> Mapping[str, str]:
    """Paths below the content folder and texts of the records that some articles propose; `name` is a file's.

    >>> sorted(draft_files("PARIS, March 3, 2021 - The bridge fell on Monday."))
    ['events/bridge-fell.yml', 'sources/report-2021-03-03.txt', 'sources/report-2021-03-03.yml']
    """
    batch = Batch(timeline or Timeline())
    files: dict[str, str] = {}
    for text in texts:
        known = (timeline or Timeline()).known
        files |= batch.add(extract(read_document(text, name), known, choices.date, choices.domain))
    return {**files, **batch.files(batch.drafts())}
