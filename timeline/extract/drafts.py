"""A document -> draft events: dated clauses with title, names, who says so, and the sentence each rests on.

A draft is a proposal: nothing here decides what happened. Several dates of one noun ("the October 7 attacks") are one
draft with several quotations; everything else is left to the editor. `dump.py` writes drafts as records.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.dates import Day
from timeline.extract import calendar as cal
from timeline.extract.anchor import anchor_of
from timeline.extract.documents import Document
from timeline.extract.mentions import Anchor, Domain, Mention
from timeline.extract.names import Known, Name, names
from timeline.extract.rules import grammar
from timeline.extract.sentences import Sentence, Tokens, sentences, tokens
from timeline.extract.speech import Speech, speech
from timeline.extract.timex import Tagger
from timeline.extract.titles import Segments, Title, segments_of, title

_HEAD = 600  # characters in which a dateline can stand
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the document: `text[start:end] == words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's statement about an event; `denied_by` are ids of those who contradict it."""

    speaker: str
    id: str
    denial: bool
    quotation: Quotation
    denied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed event. `written` are the words its date came from, `note` how they were resolved."""

    date: str  # EDTF
    written: str
    note: str
    title: str
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]
    said: tuple[Said, ...]
    status: str
    confidence: Confidence
    reasons: tuple[str, ...]
    noun: bool  # the date stood before a noun


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: where its days were counted from, how it was read, and its drafts in order."""

    document: Document
    anchor: Anchor
    domain: Domain
    drafts: tuple[Draft, ...]


def extract(
    document: Document, known: Known, given: Day | None = None, domain: Domain | Literal["auto"] = "auto"
) -> Extraction:
    """The drafts of a document.

    >>> from timeline.extract.names import known_names
    >>> text = "PARIS, March 3, 2021 - The bridge fell on Monday."
    >>> [(each.date, each.title) for each in extract(Document(text), known_names([])).drafts]
    [('2021-03-01', 'Bridge fell')]
    """
    anchor = anchor_of(document, given)
    reader = _Reader(document.text, anchor, known, domain)
    return Extraction(document, anchor, reader.domain, merged(reader.drafts()))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is worked out once for a sentence, however many dates it holds."""

    sentence: Sentence
    names: tuple[Name, ...]
    heard: tuple[Speech, ...]
    segments: Segments


class _Reader:
    """One document while its drafts are made."""

    __slots__ = ("anchor", "domain", "mentions", "names", "sentences", "text", "tokens")

    def __init__(self, text: str, anchor: Anchor, known: Known, domain: Domain | Literal["auto"]) -> None:
        tagger = Tagger(text, anchor, domain, grammar())
        self.text = text
        self.anchor = anchor
        self.domain: Domain = tagger.domain
        self.mentions = tagger.mentions()
        self.tokens: Tokens = tokens(text)
        self.sentences: Sequence[Sentence] = sentences(text, self.tokens)
        self.names = names(text, self.tokens, self.sentences, known)

    def drafts(self) -> Iterator[Draft]:
        """A draft for each date that can be an event, in the order of the text."""
        place = 0
        name_at = 0
        read: _Sentence | None = None
        for mention in self.mentions:
            while place < len(self.sentences) - 1 and self.sentences[place].end <= mention.start:
                place += 1
            sentence = self.sentences[place]
            while name_at < len(self.names) and self.names[name_at].first < sentence.first:
                name_at += 1
            if mention.edtf and mention.type != "SET" and not self._is_dateline(mention):
                if read is None or read.sentence.end != sentence.end:
                    read = self._read(self._begun(sentence), name_at)
                yield self._draft(mention, read, name_at)

    def _is_dateline(self, mention: Mention) -> bool:
        day = cal.day_in(mention.value)
        behind = self.text[mention.end : mention.end + 3].strip()
        return (
            day is not None
            and day == self.anchor.day
            and mention.start < 600
            and behind[:1] in ("–", "—", "-", ":", "")
        )

    def _begun(self, sentence: Sentence) -> Sentence:
        """A sentence without the dateline it begins with."""
        for mention in self.mentions[:3]:
            if sentence.start <= mention.start < sentence.end and self._is_dateline(mention):
                first = self.tokens.at(mention.end) + 1
                while first < sentence.last - 1 and not self.tokens.words[first][0].isalnum():
                    first += 1
                return Sentence(self.tokens.starts[min(first, sentence.last - 1)], sentence.end, first, sentence.last)
        return sentence

    def _read(self, sentence: Sentence, name_at: int) -> "_Sentence":
        inside = self._names_in(sentence, name_at)
        heard = speech(self.text, self.tokens, sentence, inside)
        return _Sentence(sentence, inside, heard, segments_of(self.tokens, sentence))

    def _draft(self, mention: Mention, read: "_Sentence", name_at: int) -> Draft:
        sentence, inside, heard = read.sentence, read.names, read.heard
        first, last = self.tokens.at(mention.start), self.tokens.at(mention.end - 1) + 1
        before = self.names[max(name_at - 12, 0) : name_at]
        made = title(self.text, self.tokens, sentence, (first, last), read.segments, heard, (*before, *inside))
        quotation = Quotation(sentence.start, sentence.end, self.text[sentence.start : sentence.end])
        said = tuple(Said(each.speaker, each.id, each.manner == "denied", quotation) for each in _spoken(heard))
        confidence, reasons = _confidence(mention, made, self.anchor)
        return Draft(
            date=mention.edtf,
            written=mention.words,
            note=mention.note,
            title=made.words or mention.words,
            quotations=(quotation,),
            names=(*((made.named,) if made.named else ()), *inside),
            said=said,
            status=_status(said, heard),
            confidence=confidence,
            reasons=reasons,
            noun=made.noun,
        )

    def _names_in(self, sentence: Sentence, start: int) -> tuple[Name, ...]:
        found = []
        while start < len(self.names) and self.names[start].first < sentence.last:
            if self.names[start].first >= sentence.first:
                found.append(self.names[start])
            start += 1
        return tuple(found)


def _spoken(heard: Sequence[Speech]) -> list[Speech]:
    """The statements worth a claim: one for each speaker, a denial before anything else of the same one."""
    found: dict[str, Speech] = {}
    for each in heard:
        key = each.id or each.speaker.lower()
        if key not in found or (each.manner == "denied" and found[key].manner != "denied"):
            found[key] = each
    return list(found.values())


def _status(said: Sequence[Said], heard: Sequence[Speech]) -> str:
    """Disputed if somebody denies it, claimed if a party says so, else reported."""
    if any(each.denial for each in said):
        return "disputed"
    return "claimed" if any(each.manner == "claimed" for each in heard) else "reported"


def _confidence(mention: Mention, made: Title, anchor: Anchor) -> tuple[Confidence, tuple[str, ...]]:
    reasons = []
    if mention.note:
        reasons.append(f"the date was worked out: {mention.note}")
        if anchor.day is None:
            reasons.append("the day of the report itself is not known")
    if made.pronoun:
        reasons.append(f'"{made.pronoun}" in the title is nobody the text names before')
    if mention.mod:
        reasons.append(f'the words "{mention.words}" are less exact than the date')
    level: Confidence = (
        "low" if made.pronoun or (mention.note and anchor.day is None) else "medium" if reasons else "high"
    )
    return level, tuple(reasons) or ("the date is written out",)


def merged(drafts: Iterator[Draft]) -> tuple[Draft, ...]:
    """Drafts with those of one event put together: dates before a noun that are the same day, or equal titles."""
    found: list[Draft] = []
    where: dict[tuple[str, str], int] = {}
    for draft in drafts:
        key = (draft.date, "" if draft.noun and len(draft.date) == 10 else draft.title.lower())
        if key in where:
            found[where[key]] = _joined(found[where[key]], draft)
        else:
            where[key] = len(found)
            found.append(draft)
    return tuple(_answered(draft) for draft in found)


def _joined(one: Draft, other: Draft) -> Draft:
    quotations = tuple(dict.fromkeys((*one.quotations, *other.quotations)))
    order = ("reported", "claimed", "disputed")
    return replace(
        one,
        quotations=quotations,
        names=tuple({each.id: each for each in (*other.names, *one.names)}.values()),
        said=(*one.said, *(each for each in other.said if each not in one.said)),
        status=max(one.status, other.status, key=order.index),
        reasons=tuple(dict.fromkeys((*one.reasons, *other.reasons))),
    )


def _answered(draft: Draft) -> Draft:
    """A draft whose claims carry the denials of others."""
    deniers = tuple(dict.fromkeys(each.id for each in draft.said if each.denial and each.id))
    if not deniers:
        return draft
    said = tuple(
        each if each.denial else replace(each, denied_by=tuple(by for by in deniers if by != each.id))
        for each in draft.said
    )
    return replace(draft, said=said)
