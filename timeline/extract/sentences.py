"""Text -> tokens and sentences with offsets, in one pass from left to right.

A token is a word, a number, a number with its ending (`1990s`, `7th`), a whole numeric date, an abbreviated month with
its full stop, or one other character. A blank line is a token too, so that nothing is read across paragraphs.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

PARAGRAPH = "\n\n"
_LONGEST = 150  # tokens of a sentence; a list without a full stop is read in pieces, so that time stays linear
_CLOSING = frozenset("\"'”’)]»")
_NO_END = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "capt", "sgt", "maj", "adm", "sen", "rep"),
        *("gov", "rev", "st", "jr", "sr", "hon", "pres", "vs", "etc", "inc", "corp", "co", "ltd", "no"),
        *("vol", "fig", "u", "s", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"),
        *("o", "p", "q", "r", "t", "v", "w", "x", "y", "z", "jan", "feb", "mar", "apr", "jun", "jul"),
        *("aug", "sept", "sep", "oct", "nov", "dec", "approx", "ca"),
    )
)
_ABBREVIATIONS_THAT_END = frozenset({"inc", "corp", "co", "ltd", "etc", "jr", "sr", "i"})


@lru_cache(maxsize=1)
def _token() -> re.Pattern[str]:
    """The pattern of a token; every repetition is of one kind of character or has a bound."""
    return re.compile(
        r"""
          \d{4}-\d{2}-\d{2}                              # 2023-10-07, 2023-10-07T06:30:00Z
          (?:T\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\w-])
        | \d{1,2}\.\d{1,2}\.\d{4}(?![\w.])                # 7.10.2023
        | \d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\w/])        # 10/7/2023
        | \d{1,3}(?:,\d{3}){1,5}(?![\d])(?:\.\d{1,9})?     # 12,000
        | \d{1,9}\.\d{1,9}(?![\d])                         # 1.5
        | \d{1,18}(?:st|nd|rd|th|s|hrs)(?![^\W_])           # 7th, 1990s, 0530hrs
        | \d+
        | [AaPp]\.\ ?[Mm]\.?(?!\w)                         # p.m.
        | B\.\ ?C\.(?:\ ?E\.)? | A\.D\.
        | (?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat)\.(?=[ \xa0\d,])
        | [^\W\d_]+
        | ['’]s(?!\w)
        | \n[ \t\r]{0,40}\n\s{0,40}
        | \S
        """,
        re.VERBOSE,
    )


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: where each starts, and its characters; a paragraph break is `PARAGRAPH`."""

    starts: Sequence[int]
    words: Sequence[str]

    def end(self, index: int) -> int:
        """The offset just behind a token."""
        return self.starts[index] + len(self.words[index])

    def at(self, offset: int) -> int:
        """The index of the token at an offset, or of the last one before it."""
        return max(bisect_right(self.starts, offset) - 1, 0)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: offsets in the text, and the indices of its first token and of the one behind its last."""

    start: int
    end: int
    first: int
    last: int


def tokens(text: str) -> Tokens:
    """The tokens of a text.

    >>> tokens("On Oct. 7, at 6:30 a.m.").words
    ('On', 'Oct.', '7', ',', 'at', '6', ':', '30', 'a.m.')
    """
    starts, words = array("Q"), list[str]()
    known: dict[str, str] = {}  # a word that occurs a thousand times is kept once
    for match in _token().finditer(text):
        word = match[0]
        starts.append(match.start())
        words.append(known.get(word) or known.setdefault(word, PARAGRAPH if word[0] == "\n" else word))
    return Tokens(starts, tuple(words))


def sentences(text: str, of: Tokens) -> tuple[Sentence, ...]:
    """The sentences of a text, in order; every token that is not a paragraph break is in one of them.

    >>> text = "Mr. Oak left. He came back in May."
    >>> [text[each.start : each.end] for each in sentences(text, tokens(text))]
    ['Mr. Oak left.', 'He came back in May.']
    """
    return tuple(_sentences(text, of))


def _sentences(text: str, of: Tokens) -> Iterator[Sentence]:
    first = 0
    words, count = of.words, len(of.words)
    index = 0
    while index < count:
        word = words[index]
        index += 1
        if word == PARAGRAPH:
            if first < index - 1:
                yield Sentence(of.starts[first], of.end(index - 2), first, index - 1)
            first = index
        elif index - first >= _LONGEST:
            yield Sentence(of.starts[first], of.end(index - 1), first, index)
            first = index
        elif word in _ENDS and _ends(text, of, index - 1):
            while index < count and words[index] in _CLOSING and of.starts[index] == of.end(index - 1):
                index += 1
            yield Sentence(of.starts[first], of.end(index - 1), first, index)
            first = index
    if first < count:
        yield Sentence(of.starts[first], of.end(count - 1), first, count)


_ENDS = frozenset({".", "!", "?", "…", "a.m.", "p.m.", "B.C."})


def _ends(text: str, of: Tokens, index: int) -> bool:
    """Whether a mark ends a sentence: white space and no small letter follow, no abbreviation precedes."""
    after = index + 1
    words = of.words
    while after < len(words) and words[after] in _CLOSING and of.starts[after] == of.end(after - 1):
        after += 1
    if after >= len(words) or words[after] == PARAGRAPH:
        return True
    if of.starts[after] == of.end(after - 1) or words[after][0].islower() or words[after][0] in ",;:)-–—":
        return False
    if words[index] != "." or not index or of.starts[index] != of.end(index - 1):
        return (words[index] != "a.m." and words[index] != "p.m." and words[index] != "B.C.") or words[after][
            0
        ].isupper()
    before = words[index - 1].lower()
    if before in _ABBREVIATIONS_THAT_END:
        return words[after][0].isupper() and words[after].lower() in _STARTERS
    return before not in _NO_END


_STARTERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "this",
        "that",
        "these",
        "those",
        "but",
        "and",
        "as",
        "for",
        "if",
        "when",
        "while",
        "after",
        "before",
    ]
)
