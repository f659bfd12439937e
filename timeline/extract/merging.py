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


def merged(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Drafts with those of one event put together, in the order of their first mention."""
    found: list[Draft] = []
    by_date: defaultdict[str, list[int]] = defaultdict(list)
    for draft in drafts:
        among = by_date[draft.date]
        same = next((number for number in reversed(among[-_MOST:]) if _same(found[number], draft)), None)
        if same is None:
            among.append(len(found))
            found.append(draft)
        else:
            found[same] = joined(found[same], draft)
    return tuple(answered(draft) for draft in found)


def against(drafts: Iterable[Draft], existing: Iterable[Existing]) -> tuple[Draft, ...]:
    """Drafts that seem to be events the timeline has already, marked as additions to them."""
    by_date: defaultdict[str, list[Existing]] = defaultdict(list)
    for event in existing:
        by_date[event.date].append(event)
    return tuple(_added(draft, by_date.get(draft.date, ())) for draft in drafts)


def _added(draft: Draft, events: Sequence[Existing]) -> Draft:
    names = {each.id for each in draft.names}
    scored = [(_likeness(draft.title, each.title), len(names & each.names), each.id) for each in events]
    fitting = [each for each in scored if each[0] >= _LIKE or (each[0] >= 0.2 and each[1]) or each[1] > 1]
    return replace(draft, addition_to=max(fitting)[2]) if fitting else draft


def _same(one: Draft, other: Draft) -> bool:
    """Whether two drafts of one date are one event."""
    if one.noun and other.noun and len(one.date) == 10:
        return True
    like = _likeness(one.title, other.title)
    shared = {each.id for each in one.names} & {each.id for each in other.names}
    apart = one.quotations[0].document != other.quotations[0].document
    return like == 1 or (like >= 0.6 and (apart or bool(shared))) or (apart and like >= _LIKE and bool(shared))


def _likeness(one: str, other: str) -> float:
    """The share of words that two titles have in common, counted on the shorter one; 0 if that has one word only."""
    first, second = _stems(one), _stems(other)
    counted, counted_too = ({word for word in words if word.isdecimal()} for words in (first, second))
    if counted and counted_too and counted != counted_too:
        return 0  # flight 11 is not flight 77
    if one.lower() == other.lower():
        return 1
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter > 1 else 0


def _stems(title: str) -> frozenset[str]:
    """The words of a title without their endings."""
    words = "".join(c if c.isalnum() else " " for c in title.lower()).split()
    return frozenset(word[:6] for word in words if (len(word) > 2 or word.isdecimal()) and word not in _STOP)


def joined(one: Draft, other: Draft) -> Draft:
    """Two drafts of one event as one: the date, title and id of the first, the words of both."""
    names = _first_of_each((*one.names, *other.names))
    taking_part = {each.id for each in names}
    return replace(
        one,
        quotations=_each_once((*one.quotations, *other.quotations)),
        names=names,
        nearby=tuple(each for each in _first_of_each((*one.nearby, *other.nearby)) if each.id not in taking_part),
        said=(*one.said, *(each for each in other.said if _statement(each) not in map(_statement, one.said))),
        status=max(one.status, other.status, key=_ORDER.index),
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
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
