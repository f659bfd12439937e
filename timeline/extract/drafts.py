"""A document -> draft events: dated clauses with title, names, who says so, and the sentence each rests on.

A draft is a proposal: nothing here decides what happened. `merging.py` puts mentions of one event together, `dump.py`
writes drafts as records.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.dates import Day
from timeline.extract import calendar as cal
from timeline.extract.anchor import anchor_of
from timeline.extract.clauses import Clause, clauses
from timeline.extract.documents import Document
from timeline.extract.mentions import Anchor, Domain, Mention
from timeline.extract.names import Found, Known, Name, names
from timeline.extract.proposals import Draft, Quotation, Said
from timeline.extract.rules import grammar
from timeline.extract.sentences import PARAGRAPH, Sentence, Tokens, sentences
from timeline.extract.speech import Speech, speech
from timeline.extract.timex import Tagger
from timeline.extract.titles import Place, Title, attributive, compared, title, without_preposition

_HEAD = 600  # characters in which a dateline can stand
_MOST_DATES = 40  # of a sentence; one that holds more is a table
_AGENCY = re.compile(r"[ \xa0]*\([^()\n]{1,30}\)")  # (Reuters)
_BEFORE = 12  # names before a sentence that "he" can stand for
_WITH_VERB = frozenset(  # what was said makes no sense without these
    (
        "called",
        "tied",
        "accused",
        "blamed",
        "described",
        "vowed",
        "boasted",
        "denied",
        "denies",
        "rejected",
        "dismissed",
    )
)


_SPANS = {"since": "the beginning of a span", "until": "the end of a span", "by": "the latest date"}
_SPEAKERS = frozenset({"i", "we", "you", "my", "our", "your"})


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document gave: where its days were counted from, how it was read, and its drafts in order."""

    document: Document
    anchor: Anchor
    domain: Domain
    drafts: tuple[Draft, ...]
    mentions: tuple[Mention, ...] = ()


def extract(
    document: Document,
    known: Known,
    given: Day | None = None,
    domain: Domain | Literal["auto"] = "auto",
    found: Sequence[Found] = (),
) -> Extraction:
    """The drafts of a document, one for each dated clause; `found` are names another program saw in it.

    >>> from timeline.extract.names import known_names
    >>> text = "PARIS, March 3, 2021 - The bridge fell on Monday."
    >>> [(each.date, each.title) for each in extract(Document(text), known_names([])).drafts]
    [('2021-03-01', 'Bridge fell')]
    """
    anchor = anchor_of(document, given)
    reader = _Reader(document.text, anchor, known, domain, found)
    return Extraction(document, anchor, reader.domain, tuple(reader.drafts()), tuple(reader.mentions))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What is worked out once for a sentence, however many dates it holds."""

    sentence: Sentence
    names: tuple[Name, ...]  # its own
    before: tuple[Name, ...]  # those of the text before it
    heard: tuple[Speech, ...]
    clauses: tuple[Clause, ...]
    mentions: tuple[Mention, ...]
    times: frozenset[int]


class _Reader:
    """One document while its drafts are made."""

    __slots__ = ("anchor", "domain", "mentions", "names", "sentences", "text", "tokens")

    def __init__(
        self, text: str, anchor: Anchor, known: Known, domain: Domain | Literal["auto"], found: Sequence[Found]
    ) -> None:
        tagger = Tagger(text, anchor, domain, grammar())
        self.text = text
        self.anchor = anchor
        self.domain: Domain = tagger.domain
        self.mentions = tagger.mentions()
        self.tokens: Tokens = tagger.tokens
        self.sentences: Sequence[Sentence] = sentences(text, self.tokens)
        dated = {at for each in self.mentions for at in range(*self._tokens_of(each))}
        self.names = names(text, self.tokens, self.sentences, known, dated, found)

    def drafts(self) -> Iterator[Draft]:
        """A draft for each date that can be an event, in the order of the text."""
        for read in self._read_sentences():
            seen: list[tuple[str, set[int]]] = []
            places: set[tuple[str, int]] = set()
            for mention in read.mentions[:_MOST_DATES]:
                if not self._tells(mention, read) or (place := self._place(mention, read)) in places:
                    continue
                places.add(place)
                made = self._title(mention, read)
                tokens = set(made.tokens)
                if not any(date == mention.edtf and 2 * len(tokens & other) > len(tokens) for date, other in seen):
                    seen.append((mention.edtf, tokens))
                    yield self._draft(mention, read, made)

    def _tells(self, mention: Mention, read: _Sentence) -> bool:
        """Whether an expression can be the date of an event."""
        before = mention.start < read.sentence.start  # in the dateline the sentence was begun behind
        if not mention.edtf or mention.type == "SET" or before or self._is_dateline(mention):
            return False
        return not compared(self.tokens, read.clauses, *self._tokens_of(mention))

    def _place(self, mention: Mention, read: _Sentence) -> tuple[str, int]:
        """A date and the clause it stands in, or the noun it stands before."""
        first, last = self._tokens_of(mention)
        if attributive(self.tokens, read.sentence, first, last):
            return mention.edtf, first
        return mention.edtf, -1 - next((n for n, each in enumerate(read.clauses) if first < each.last), 0)

    def _read_sentences(self) -> Iterator[_Sentence]:
        """The sentences that hold a date."""
        at, name_at, number = 0, 0, 0
        while at < len(self.mentions):
            while number < len(self.sentences) - 1 and self.sentences[number].end <= self.mentions[at].start:
                number += 1
            sentence, begin = self.sentences[number], at
            at += 1
            while at < len(self.mentions) and self.mentions[at].start < sentence.end:
                at += 1
            if self.mentions[at - 1].end > sentence.end and number + 1 < len(self.sentences):
                number += 1  # the full stop of "10:30 a.m. EDT" ended no sentence
                sentence = _joined(sentence, self.sentences[number])
            mentions = tuple(self.mentions[begin:at])
            if not any(each.edtf for each in mentions):
                continue
            while name_at < len(self.names) and self.names[name_at].first < sentence.first:
                name_at += 1
            yield self._read(self._begun(sentence, mentions), mentions, name_at)

    def _tokens_of(self, mention: Mention) -> tuple[int, int]:
        return self.tokens.at(mention.start), self.tokens.at(mention.end - 1) + 1

    def _is_dateline(self, mention: Mention) -> bool:
        if mention.start >= _HEAD:
            return False
        day = cal.day_in(mention.value)
        behind = _AGENCY.sub("", self.text[mention.end : mention.end + 40], count=1).strip(" ")
        return day is not None and day == self.anchor.day and behind[:1] in ("–", "—", "-", ":", "\n", "_", "")

    def _begun(self, sentence: Sentence, mentions: Sequence[Mention]) -> Sentence:
        """A sentence without the dateline it begins with: a date, or "PARIS (Wire) --"."""
        first = _behind_dateline(self.tokens, sentence)
        for mention in mentions[:2]:
            if self._is_dateline(mention):
                first = self.tokens.at(mention.end) + 1
        while first < sentence.last - 1 and not self.tokens.words[first][0].isalnum() and first > sentence.first:
            first += 1
        first = min(first, sentence.last - 1)
        return Sentence(self.tokens.starts[first], sentence.end, first, sentence.last)

    def _read(self, sentence: Sentence, mentions: tuple[Mention, ...], name_at: int) -> _Sentence:
        inside = []
        at = name_at
        while at < len(self.names) and self.names[at].first < sentence.last:
            inside += [self.names[at]] if self.names[at].first >= sentence.first else []
            at += 1
        before = self.names[max(name_at - _BEFORE, 0) : name_at]
        heard = speech(self.text, self.tokens, sentence, (*before, *inside))
        parts = clauses(self.tokens, sentence)
        return _Sentence(
            sentence, tuple(inside), before, heard, parts, mentions, frozenset(self._times(sentence, mentions))
        )

    def _times(self, sentence: Sentence, mentions: Sequence[Mention]) -> Iterator[int]:
        """The tokens of "on Monday" and "last year", which say nothing in a title."""
        for each in mentions:
            first, last = self._tokens_of(each)
            relative = each.edtf and each.note and not any(c.isdigit() for c in each.words)
            if relative and not attributive(self.tokens, sentence, first, last):
                yield from range(without_preposition(self.tokens, sentence, first), last)

    def _lead_of(self, mention: Mention) -> str:
        """The word before a date."""
        first = self.tokens.at(mention.start)
        return self.tokens.words[first - 1].lower() if first else ""

    def _title(self, mention: Mention, read: _Sentence) -> Title:
        first, last = self._tokens_of(mention)
        begin = first
        if not attributive(self.tokens, read.sentence, first, last):
            begin = without_preposition(self.tokens, read.sentence, first)
        known = (*read.before, *read.names)
        times = read.times | set(range(begin, last))
        return title(Place(self.text, self.tokens, read.sentence, read.clauses, read.heard, known, times), first, last)

    def _draft(self, mention: Mention, read: _Sentence, made: Title) -> Draft:
        sentence = read.sentence
        quotation = Quotation(
            sentence.start, sentence.end, self.text[sentence.start : sentence.end], mention.start, mention.end
        )
        said = tuple(self._said(mention, read, made, quotation))
        meant = (made.antecedent.name,) if made.antecedent.name else ()
        taking_part = {name.id: name for name in (*meant, *read.names) if name in meant or name.first in made.tokens}
        nearby = {name.id: name for name in read.names if name.id not in taking_part}
        level, reasons = _confidence(mention, made, self.anchor, self._lead_of(mention))
        return Draft(
            date=mention.edtf,
            written=mention.words,
            note=mention.note,
            title=made.words or mention.words,
            quotations=(quotation,),
            names=tuple(taking_part.values()),
            nearby=tuple(nearby.values()),
            said=said,
            status=_status(said),
            confidence=level,
            reasons=reasons,
            noun=made.noun,
        )

    def _said(self, mention: Mention, read: _Sentence, made: Title, quotation: Quotation) -> Iterator[Said]:
        """The statements about this date: one for each speaker, a denial before anything else of the same one."""
        if made.frame:
            return
        place = self._tokens_of(mention)[0]
        about = [each for each in read.heard if _is_about(each, place, made, self.tokens)]
        for speaker in dict.fromkeys(each.key for each in about):
            own = [each for each in read.heard if each.key == speaker]
            denial = next((each for each in own if each.manner == "denied"), None)
            begins = denial or next(each for each in own if each in about)
            strong = denial or next((each for each in own if each.manner == "claimed"), begins)
            yield Said(
                speaker=begins.speaker,
                name=begins.name,
                manner=strong.manner,
                says=self._words_of(begins, own[-1]),
                head=self._slice(begins.head),
                on=self._day_of(begins, read, mention),
                quotation=quotation,
            )

    def _words_of(self, first: Speech, last: Speech) -> str:
        begin = first.verb if self.tokens.words[first.verb].lower() in _WITH_VERB else first.said[0]
        return self._slice((begin, max(first.said[1], last.said[1]) if begin >= first.verb else first.said[1]))

    def _slice(self, tokens: tuple[int, int]) -> str:
        first, last = tokens
        return self.text[self.tokens.starts[first] : self.tokens.end(last - 1)] if last > first else ""

    def _day_of(self, said: Speech, read: _Sentence, own: Mention) -> str:
        """The day a statement was made: of a date that is not part of what was said."""
        for each in read.mentions:
            first, last = self._tokens_of(each)
            leads = last <= said.head[0] <= last + 2 and first >= read.sentence.first
            beside = leads or said.head[0] <= first <= said.verb + 2
            if (
                each is not own
                and beside
                and cal.day_in(each.value)
                and not attributive(self.tokens, read.sentence, first, last)
            ):
                return each.edtf
        return ""


def _joined(one: Sentence, other: Sentence) -> Sentence:
    return Sentence(one.start, other.end, one.first, other.last)


def _behind_dateline(of: Tokens, sentence: Sentence) -> int:
    """The token behind "ISTANBUL, Turkey (AP)_", or the first one."""
    words, first = of.words, sentence.first
    opens = first == 0 or words[first - 1] == PARAGRAPH
    if not opens or not (words[first].isupper() and len(words[first]) > 1):
        return first
    for at in range(first + 1, min(first + 14, sentence.last - 1)):
        if words[at] in ("–", "—", "_") or (words[at] == "-" and of.starts[at] != of.end(at - 1)):
            return at + 1
        if words[at].islower() or words[at] in (".", "?", "!"):
            break
    return first


def _is_about(said: Speech, at: int, made: Title, of: Tokens) -> bool:
    """Whether a statement is about a date: it stands in what was said, or "that they …" follows its noun."""
    if said.said[0] <= at < said.said[1]:
        return True
    relative = {"that", "which"} & {word.lower() for word in of.words[max(said.verb - 4, at) : said.verb]}
    return made.noun and at < said.head[0] <= at + 8 and bool(relative)


def _status(said: Sequence[Said]) -> str:
    """Disputed if somebody denies it, claimed if a party says so, else reported."""
    if any(each.denial for each in said):
        return "disputed"
    return "claimed" if any(each.manner == "claimed" for each in said) else "reported"


def _confidence(
    mention: Mention, made: Title, anchor: Anchor, lead: str
) -> tuple[Literal["high", "medium", "low"], tuple[str, ...]]:
    reasons = []
    if mention.note:
        reasons.append("the date was worked out")
        if anchor.day is None:
            reasons.append("the day of the report itself is not known")
    if made.antecedent.reason:
        reasons.append(made.antecedent.reason)
    if (opening := made.words.partition(" ")[0]).lower() in _SPEAKERS:
        reasons.append(f'"{opening}" is whoever speaks in the quotation')
    if lead in _SPANS:
        reasons.append(f'"{lead}" makes it {_SPANS[lead]}')
    if mention.mod:
        reasons.append(f'the words "{mention.words}" are less exact than the date')
    unclear = bool(made.antecedent.written) and made.antecedent.name is None
    if unclear or opening.lower() in _SPEAKERS or (mention.note and anchor.day is None):
        return "low", tuple(reasons)
    return ("medium", tuple(reasons)) if reasons else ("high", ("the date is written out",))
