"""Drafts and an editor's decisions -> the drafts that were accepted. Every decision is a step, and a review is what
its steps make of the drafts, so that it can be written down step by step and taken up again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates import DateError, read_date
from timeline.extract.merging import answered, joined
from timeline.extract.proposals import Draft

Action = Literal["accept", "drop", "date", "title", "merge", "back"]
ACTIONS: tuple[Action, ...] = ("accept", "drop", "date", "title", "merge", "back")


class StepError(ValueError):
    """A step that cannot be taken; the words say why, and what can be typed instead."""


@dataclass(frozen=True, slots=True)
class Step:
    """One decision about the draft that is looked at; `value` is a date, a title, or the number to merge into."""

    action: Action
    value: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Drafts with what was decided about each: "", "accept", "drop" or "merge"; `into` are numbers from 1, or 0."""

    drafts: tuple[Draft, ...]
    decided: tuple[str, ...]
    into: tuple[int, ...]
    at: int = 0

    @property
    def finished(self) -> bool:
        """Whether every draft has been decided."""
        return self.at >= len(self.drafts)

    @property
    def number_decided(self) -> int:
        """How many drafts have been decided."""
        return sum(map(bool, self.decided))


def begin(drafts: Iterable[Draft]) -> Review:
    """A review in which nothing has been decided."""
    drafts = tuple(drafts)
    return Review(drafts, ("",) * len(drafts), (0,) * len(drafts))


def step(review: Review, taken: Step) -> Review:
    """The review after one more step. Raises StepError.

    >>> from timeline.extract.drafts import extract
    >>> from timeline.extract.documents import Document
    >>> from timeline.extract.names import known_names
    >>> review = begin(extract(Document("The mill burned in 1901."), known_names([])).drafts)
    >>> step(review, Step("date", "about 1901")).drafts[0].date
    '1901~'
    """
    if taken.action == "back":
        return _back(review)
    if review.finished:
        raise StepError("every draft has been decided")
    if taken.action == "date":
        return _edited(review, _dated(review.drafts[review.at], taken.value))
    if taken.action == "title":
        return _edited(review, _titled(review.drafts[review.at], taken.value))
    if taken.action == "merge":
        return _decided(review, "merge", _target(review, taken.value))
    return _decided(review, taken.action)


def _decided(review: Review, decision: str, into: int = 0) -> Review:
    at = review.at
    decided = (*review.decided[:at], decision, *review.decided[at + 1 :])
    return replace(review, decided=decided, into=(*review.into[:at], into, *review.into[at + 1 :]), at=at + 1)


def _back(review: Review) -> Review:
    if not review.at:
        raise StepError("this is the first draft")
    return replace(_decided(replace(review, at=review.at - 1), ""), at=review.at - 1)


def _edited(review: Review, draft: Draft) -> Review:
    return replace(review, drafts=(*review.drafts[: review.at], draft, *review.drafts[review.at + 1 :]))


def _dated(draft: Draft, text: str) -> Draft:
    try:
        value = read_date(text)
    except DateError as error:
        raise StepError(f"{error.reason}; {error.fix}") from None
    how = "the date was set in the review"
    return replace(draft, date=value.edtf, written=text.strip(), note=how, confidence="high", reasons=(how,))


def _titled(draft: Draft, text: str) -> Draft:
    title = " ".join(text.split())
    if not any(character.isalnum() for character in title):
        raise StepError("a title holds at least one letter or digit; write one line")
    return replace(draft, title=title)


def _target(review: Review, text: str) -> int:
    """The number of the draft to merge into: one before this one that is kept, so that no ring can be made."""
    words = text.strip().removeprefix("#")
    number = int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0
    if not 0 < number <= review.at:
        raise StepError(
            f'"{text.strip()}" is no draft before this one; write a number from 1 to {review.at}'
            if review.at
            else "this is the first draft: there is none before it to merge into"
        )
    if review.decided[number - 1] == "drop":
        raise StepError(f"draft {number} was dropped; go back to it, or merge into another one")
    return review.into[number - 1] or number


def accepted(review: Review) -> tuple[Draft, ...]:
    """The accepted drafts, with those merged into them; nothing of what is not decided yet."""
    found = {n: draft for n, draft in enumerate(review.drafts, 1) if review.decided[n - 1] == "accept"}
    for number, into in enumerate(review.into, 1):
        if into in found and review.decided[number - 1] == "merge":
            found[into] = joined(found[into], review.drafts[number - 1])
    return tuple(answered(found[number]) for number in sorted(found))
