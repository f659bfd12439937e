"""Drafts of one document or of several -> one draft an event, with all its quotations; and what exists already.

Two drafts are one event if their dates are equal and their titles share enough words, or if both name a day before a
noun ("the October 7 attacks", "the October 7 massacres"). A draft is compared with drafts of its own date alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.extract.names import Name
from timeline.extract.proposals import Draft, Quotation, Said

_ORDER = ("reported", "claimed", "disputed")
_MOST = 400  # drafts of one date that are compared with each other
_LIKE = 0.5  # share of the shorter title's words
_STOP = frozenset(
    (
        *(
            "the",
            "and",
            "for",
            "that",
            "with",
            "from",
            "was",
            "were",
            "had",
            "has",
            "have",
            "been",
            "his",
            "her",
            "its",
        ),
        *("their", "who", "which", "said", "will", "would", "not", "but", "are", "into", "over", "after", "before"),
    )
)


@dataclass(frozen=True, slots=True)
class Existing:
    """An event that the timeline has: its id, date (EDTF), title, the ids of its actors and places.

    `cited` are the sources it rests on, each with the locator.
    """

    id: str
    date: str
    title: str
    names: frozenset[str]
    cited: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class _Words:
    """What two titles are compared by."""

    title: str
    stems: frozenset[str]
    numbers: frozenset[str]


def merged(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Drafts with those of one event put together, in the order of their first mention."""
    groups: list[list[Draft]] = []
    by_date: defaultdict[str, list[tuple[_Words, list[Draft]]]] = defaultdict(list)
    for draft in drafts:
        words = _words(draft.title)
        among = by_date[draft.date][-_MOST:]
        same = next((group for other, group in reversed(among) if _same(group[0], draft, other, words)), None)
        if same is None:
            groups.append([draft])
            by_date[draft.date].append((words, groups[-1]))
        else:
            same.append(draft)
    return tuple(answered(joined(*group)) for group in groups)


def against(drafts: Iterable[Draft], existing: Iterable[Existing]) -> tuple[Draft, ...]:
    """Drafts that seem to be events the timeline has already, marked as additions to them."""
    by_date: defaultdict[str, list[Existing]] = defaultdict(list)
    for event in existing:
        by_date[event.date].append(event)
    return tuple(_added(draft, by_date.get(draft.date, ())) for draft in drafts)


def _added(draft: Draft, events: Sequence[Existing]) -> Draft:
    names, words = {each.id for each in draft.names}, _words(draft.title)
    scored = [(_likeness(words, _words(each.title)), len(names & each.names), each.id) for each in events]
    fitting = [each for each in scored if each[0] >= _LIKE or (each[0] >= 0.2 and each[1]) or each[1] > 1]
    return replace(draft, addition_to=max(fitting)[2]) if fitting else draft


def _same(one: Draft, other: Draft, words: _Words, others: _Words) -> bool:
    """Whether two drafts of one date are one event, by the words of their titles."""
    if one.noun and other.noun and len(one.date) == 10:
        return True
    like = _likeness(words, others)
    if like < _LIKE:
        return False
    shared = bool({each.id for each in one.names} & {each.id for each in other.names})
    apart = one.quotations[0].document != other.quotations[0].document
    return like == 1 or (like >= 0.6 and (apart or shared)) or (apart and shared)


def _likeness(one: _Words, other: _Words) -> float:
    """The share of words that two titles have in common, counted on the shorter one; 0 if that has one word only."""
    if one.title == other.title:
        return 1
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return 0  # flight 11 is not flight 77
    shorter = min(len(one.stems), len(other.stems))
    return len(one.stems & other.stems) / shorter if shorter > 1 else 0


def _words(title: str) -> _Words:
    """A title as it is compared: its words without their endings."""
    lower = title.lower()
    split = "".join(c if c.isalnum() else " " for c in lower).split()
    numbers = frozenset(word for word in split if word.isdecimal())
    stems = frozenset(word[:6] for word in split if len(word) > 2 and word not in _STOP)
    return _Words(lower, stems | numbers, numbers)


def joined(*drafts: Draft) -> Draft:
    """Drafts of one event as one: the date, title and id of the first, the words of all."""
    if len(drafts) == 1:
        return drafts[0]
    names = _first_of_each(name for draft in drafts for name in draft.names)
    taking_part = {each.id for each in names}
    nearby = _first_of_each(name for draft in drafts for name in draft.nearby)
    statements = {_statement(said): said for draft in reversed(drafts) for said in reversed(draft.said)}
    return replace(
        drafts[0],
        quotations=_each_once(each for draft in drafts for each in draft.quotations),
        names=names,
        nearby=tuple(each for each in nearby if each.id not in taking_part),
        said=tuple(reversed(statements.values())),
        status=max((draft.status for draft in drafts), key=_ORDER.index),
        reasons=tuple(dict.fromkeys(reason for draft in drafts for reason in draft.reasons)),
    )


def _each_once(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    found: dict[tuple[int, int], Quotation] = {}
    for each in quotations:
        found.setdefault((each.document, each.start), each)
    return tuple(found.values())


def _first_of_each(names: Iterable[Name]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for each in names:
        found.setdefault(each.id, each)
    return tuple(found.values())


def _statement(said: Said) -> tuple[str, str, int, int]:
    return said.speaker, said.says, said.quotation.document, said.quotation.start


def answered(draft: Draft) -> Draft:
    """A draft whose claims carry the denials of others."""
    deniers = tuple(dict.fromkeys(each.id for each in draft.said if each.denial and each.id))
    if not deniers:
        return draft
    said = tuple(
        each if each.denial else replace(each, denied_by=tuple(by for by in deniers if by != each.id))
        for each in draft.said
    )
    return replace(draft, said=said)
