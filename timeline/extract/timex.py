"""Text -> temporal expressions with TIMEX3 and EDTF values: cards fire on tokens, values are read in their order."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from timeline.extract import calendar as cal
from timeline.extract.direction import direction
from timeline.extract.measures import table
from timeline.extract.mentions import Anchor, Domain, Mention
from timeline.extract.notes import note
from timeline.extract.readings import Memory, Reading, Value
from timeline.extract.rules import Grammar, Match, grammar
from timeline.extract.sentences import Tokens, tokens
from timeline.extract.story import carries_on

_WRITTEN = frozenset({"calendar", "month", "season", "clock", "daypart", "festival"})
_BACKWARD = frozenset({"relative", "later", "ago"})
_QUARTERS = frozenset({"quarter", "the_quarter", "quarter_ended"})
_LEAD = 5  # words before an expression that may belong to it: "the latter part of the"
_JOINS = frozenset({"to", "and", "until", "or", "through", "till", "-", "–", "—", ",", "/"})


def find(text: str, anchor: Anchor, domain: Domain | Literal["auto"] = "auto") -> list[Mention]:
    """The temporal expressions of a text, in order, none inside another.

    >>> from timeline.dates import Day
    >>> [(each.words, each.edtf) for each in find("He left on Monday.", Anchor(Day(2023, 12, 28)))]
    [('Monday', '2023-12-25')]
    """
    return Tagger(text, anchor, domain, grammar()).mentions()


def guess_domain(text: str, anchor: Anchor) -> Domain:
    """Whether a text counts its days from its own date, or tells a story in written dates."""
    return Tagger(text, anchor, "auto", grammar()).domain


class Tagger:
    """One text while it is read."""

    __slots__ = ("anchor", "codes", "domain", "found", "grammar", "memory", "text", "tokens", "values")

    def __init__(self, text: str, anchor: Anchor, domain: Domain | Literal["auto"], rules: Grammar) -> None:
        self.text = text
        self.grammar = rules
        self.tokens: Tokens = tokens(text)
        self.codes = rules.encode(self.tokens.words)
        self.values = table()
        self.anchor = cal.day_text(anchor.day) if anchor.day else ""
        self.domain: Domain = _guess(self.tokens.words, self.codes, rules, self.anchor) if domain == "auto" else domain
        self.memory = Memory(self.domain, self.anchor)

    def mentions(self) -> list[Mention]:
        """All expressions, read from left to right, none overlapping another."""
        found, end = [], 0
        for trigger in _triggers(self.grammar).finditer(self.codes):
            at = trigger.start()
            if at < end or (match := self.grammar.match(self.codes, at, self.domain)) is None:
                continue
            value = self._value(match)
            if value is None and match.last - at > 1:  # "August 203" is no date, "August" may be one
                shorter = self.grammar.match(self.codes, at, self.domain, match.last - 1)
                match, value = (shorter, self._value(shorter)) if shorter else (match, None)
            if value is not None:
                found.append(self._mention(match, value))
                end = match.last
        return found

    def _value(self, match: Match) -> Value | None:
        read = self.values[match.card.value]
        value = read(self._reading(match))
        if value is None:
            return None
        self._remember(match, value[1])
        return value

    def _reading(self, match: Match) -> Reading:
        words = self.tokens.words
        return Reading(
            words,
            match,
            self.grammar.numbers,
            self.memory,
            lambda: direction(words, match.first, match.last),
            self._inner,
            lambda: self._near_year(match),
            words[match.first : match.last],
        )

    def _inner(self, first: int, last: int) -> Value | None:
        """The value of some tokens taken by themselves."""
        for at in range(first, last):
            match = self.grammar.match(self.codes, at, self.domain, last)
            if match is not None:
                return self.values[match.card.value](self._reading(match))
        return None

    def _near_year(self, match: Match) -> int | None:
        """The year written with the second of two dates, when this is the first: "from May to June 1940"."""
        words, at = self.tokens.words, match.last
        if at + 1 >= len(words) or words[at].lower() not in _JOINS:
            return None
        at += 2 if words[at + 1].lower() in ("early", "late") else 1
        after = self.grammar.match(self.codes, at, self.domain)
        if after is None or after.card.value not in ("calendar", "month", "season"):
            return None
        year = after.parts.get("year") or after.parts.get("ayear")
        return int(words[year[0]]) if year and words[year[0]].isdigit() else None

    def _remember(self, match: Match, value: str) -> None:
        if cal.year_of(value) is None:
            return
        self.memory.last = value.split("T")[0]
        self.memory.end = match.last
        back = match.card.value in _BACKWARD and value < self.memory.story
        if not back and carries_on(self.tokens.words, match.first, self.memory.story, value):
            self.memory.story = self._farther(value.split("T")[0])
        if value[4:6] == "-Q" and value[-1].isdigit() and match.card.value in _QUARTERS:
            self._remember_quarter(match, value)

    def _farther(self, value: str) -> str:
        """Where the story has come to: its year named again says less than the day it had reached."""
        story = self.memory.story
        return story if value == cal.year_text(cal.year_of(value) or 0) and story.startswith(f"{value}-") else value

    def _remember_quarter(self, match: Match, value: str) -> None:
        """Keep the quarter a report is about: not one it is compared with, nor one that is still to come."""
        words = {word.lower() for word in self.tokens.words[match.first : match.last]}
        if not words & {"earlier", "ago"} and (not self.anchor or value[:4] <= self.anchor[:4]):
            self.memory.quarter = value
        self.memory.quarter_at = match.first

    def _mention(self, match: Match, value: Value) -> Mention:
        first, last, mod = self._widened(match)
        start, end = self.tokens.starts[first], self.tokens.end(last - 1)
        kind, timex = value
        edtf = cal.edtf_of(timex, mod) if kind in ("DATE", "TIME") else None
        return Mention(
            start,
            end,
            self.text[start:end],
            kind,
            timex,
            mod,
            edtf or "",
            match.card.name,
            self._note(match, timex),
        )

    def _note(self, match: Match, value: str) -> str:
        """How the value was found; nothing to say where the year is written."""
        written = value[:4] in self.tokens.words[match.first : match.last] and match.card.value in _WRITTEN
        return "" if written else note(match.card.value, value, self.memory)

    def _preposition(self, match: Match, mod: str) -> bool:
        """Whether "over" or "around" only leads to what follows: over the past year, around Wednesday."""
        if mod not in ("MORE_THAN", "APPROX"):
            return False
        first = self.tokens.words[match.first].lower()
        return first in ("the", "this", "last", "next", "past") or match.card.value == "weekday"

    def _widened(self, match: Match) -> tuple[int, int, str]:
        """The match with the words before it that belong to it, and what they say about it."""
        for first in self._leads(match.first):
            for expression, mod in self.grammar.before:
                if expression.fullmatch(self.codes, first, match.first) and not self._preposition(match, mod):
                    return first, match.last, mod
        return match.first, match.last, ""

    def _leads(self, first: int) -> Sequence[int]:
        """Where words before a match could begin that belong to it, the farthest first."""
        reach = first
        while reach and first - reach < _LEAD and self.codes[reach - 1] in self.grammar.leading:
            reach -= 1
        return range(reach, first)


@lru_cache(maxsize=16)
def _class(*codes: str) -> re.Pattern[str]:
    return re.compile("".join(f"[{each}]" for each in codes))


def _triggers(rules: Grammar) -> re.Pattern[str]:
    return _class("".join(sorted(rules.starting)))


_STORY_YEARS = 4  # written years far from the anchor that a story has at least
_STORY_SHARE = 5  # how many times more of them than of words that count from the anchor


def _guess(words: Sequence[str], codes: str, rules: Grammar, anchor: str) -> Domain:
    """Narrative if written years far from the anchor outweigh "yesterday", "Monday", "last week" and "ago"."""
    now = cal.year_of(anchor)
    near = len(_class(rules.classes["NEAR"]).findall(codes)) + len(_counted(rules).findall(codes))
    far = 2 * len(_class(rules.classes["BC"]).findall(codes))
    for found in _class(rules.classes["YEAR"]).finditer(codes):
        far += now is None or abs(int(words[found.start()]) - now) > 1
    return "narrative" if far >= _STORY_YEARS and far > _STORY_SHARE * near else "news"


def _counted(rules: Grammar) -> re.Pattern[str]:
    """Last week, this year, next month: only in news do they stand beside few written years."""
    return _class(rules.classes["NEARLY"], rules.classes["SPAN"])
