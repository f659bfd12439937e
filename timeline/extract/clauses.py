"""A sentence -> its clauses: what stands between commas, dashes and joining words, each with its verb and its lead.

"He joined the guards – who have since been dissolved – in 1979, taking over the works in 1998." is five clauses:

    main  He joined the guards          verb: joined
    which who have since been dissolved verb: have
    piece in 1979                       no verb: it belongs to the clause before
    ing   taking over the works in 1998 its subject stands in the main clause
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from timeline.extract.sentences import PARAGRAPH, Sentence, Tokens
from timeline.extract.verbs import MODALS, finite

Lead = Literal["main", "which", "when", "ing", "and", "that", "told", "piece"]

CUTS = frozenset({",", ";", "–", "—", ":", "(", ")", "--", PARAGRAPH, "[", "]", "|"})
_WHICH = frozenset({"who", "which"})
_WHEN = frozenset(
    (
        "when",
        "while",
        "after",
        "because",
        "although",
        "though",
        "where",
        "before",
        "since",
        "until",
        "as",
        "if",
        "whereas",
    )
)
_AND = frozenset({"and", "but", "or"})
SAYING = frozenset(
    (
        *("said", "says", "added", "announced", "claimed", "reported", "confirmed", "stated", "admitted", "insisted"),
        *(
            "alleged",
            "denied",
            "believed",
            "showed",
            "showed",
            "revealed",
            "warned",
            "argued",
            "told",
            "acknowledged",
            "says",
        ),
    )
)
_PREPOSITIONS = frozenset(
    {"including", "according", "following", "regarding", "concerning", "pending", "depending", "during"}
)
_PRONOUNS = frozenset({"i", "he", "she", "it", "we", "they", "you", "there"})
_ADVERBS = frozenset({"later", "then", "also", "now", "soon", "not", "never", "still", "once", "already", "even"})
_NEAR = 9  # tokens behind a joining word in which its verb stands
_LONG = 60  # tokens of one clause that are looked at


@dataclass(frozen=True, slots=True)
class Clause:
    """Some tokens of a sentence; `verb` is the token of its verb, -1 if there is none. `joined`: no comma before it.

    `told` is a clause behind "said" without "that", `piece` what has no verb.
    """

    first: int
    last: int
    lead: Lead
    verb: int
    joined: bool = False

    @property
    def body(self) -> int:
        """The first token behind the word that joins it to what stands before."""
        return self.first + (self.lead in ("which", "when", "and", "that"))


def clauses(of: Tokens, sentence: Sentence) -> tuple[Clause, ...]:
    """The clauses of a sentence in order.

    >>> from timeline.extract.sentences import sentences, tokens
    >>> text = "Ada Oak, who was born in 1950, said the mill burned and fell."
    >>> of = tokens(text)
    >>> for each in clauses(of, sentences(text, of)[0]):
    ...     print(each.lead, " ".join(of.words[each.first : each.last]))
    piece Ada Oak
    which who was born in 1950
    main said
    told the mill burned
    and and fell .
    """
    found: list[Clause] = []
    for first, last in pieces(of, sentence):
        found += _parted(of.words, first, last)
    return tuple(found)


def pieces(of: Tokens, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut at commas, dashes and brackets; not within numbers, nor at a bracket around one word."""
    found, begin = [], sentence.first
    for at in range(sentence.first, sentence.last):
        if of.words[at] in CUTS and not _within(of, at, sentence.last):
            found.append((begin, at))
            begin = at + 1
    found.append((begin, sentence.last))
    return [(first, last) for first, last in found if last > first]


def _within(of: Tokens, at: int, stop: int) -> bool:
    """Whether a mark parts nothing: in 04:16, or a bracket around one word."""
    glued = at + 1 < stop and of.starts[at + 1] == of.end(at) and of.words[at] in ":," and of.words[at + 1].isalnum()
    return glued or short_bracket(of.words, at)


def short_bracket(words: Sequence[str], at: int) -> bool:
    """Whether a bracket holds one word, such as an acronym."""
    return (words[at] == "(" and words[at + 2 : at + 3] == (")",)) or (
        words[at] == ")" and at > 1 and words[at - 2] == "("
    )


def _parted(words: Sequence[str], first: int, last: int) -> list[Clause]:
    """What stands between two commas, parted where a joining word begins a clause of its own."""
    found: list[Clause] = []
    begin, joined = first, False
    seen = False
    stop = min(last, first + _LONG)
    for at in range(first, stop):
        if at > begin and (seen or words[at].lower() in _WHICH) and _begins(words, at, stop):
            found.append(_clause(words, begin, at, joined))
            begin, joined, seen = at, True, False
        seen = seen or finite(words, at, begin)
    found.append(_clause(words, begin, last, joined))
    return found


def _begins(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether a clause begins at a token, in a piece in which there was a verb already."""
    word, before = words[at].lower(), words[at - 1].lower()
    if word in _WHICH or word in _WHEN or word == "that":
        return _verb(words, at + 1, min(at + 1 + _NEAR, stop)) >= 0 and before not in ("such", "so")
    if word in _AND:
        return _own_verb(words, at + 1, stop)
    return before in SAYING and not _adverbial(words[at]) and _verb(words, at + 1, min(at + 1 + _NEAR, stop)) >= 0


def _adverbial(word: str) -> bool:
    """Whether a word behind "said" belongs to the saying: "said on Friday", "said later"."""
    return word.lower() in ("on", "in", "at", "to", "last", "this", "later", "by", "late", "early") or (
        word[0].isupper() and word.lower().endswith("day")
    )


def _own_verb(words: Sequence[str], at: int, stop: int) -> bool:
    """Whether a verb follows "and" at once, or behind a pronoun or a few words of a subject."""
    verb = _verb(words, at, min(at + 5, stop))
    if verb < 0:
        return False
    between = words[at:verb]
    return all(_adverb(word) for word in between) or words[at].lower() in _PRONOUNS or len(between) > 1


def _adverb(word: str) -> bool:
    return word.lower() in _ADVERBS or word.lower().endswith("ly")


def _verb(words: Sequence[str], first: int, last: int) -> int:
    return next((at for at in range(first, last) if finite(words, at, first) or _bare(words, at)), -1)


def _bare(words: Sequence[str], at: int) -> bool:
    """Whether a word is the past form that opens a clause: "and called it …", "who led …"."""
    return words[at] in MODALS


def _clause(words: Sequence[str], first: int, last: int, joined: bool) -> Clause:
    lead = _lead(words, first, last, joined)
    body = first + (lead in ("which", "when", "and", "that"))
    end = min(last, first + _LONG)
    verb = next((at for at in range(body, end) if finite(words, at, body)), -1)
    if lead != "ing" and verb < 0:
        lead = "piece"
    return Clause(first, last, lead, verb, joined)


def _lead(words: Sequence[str], first: int, last: int, joined: bool) -> Lead:
    word = words[first].lower()
    if word in _WHICH:
        return "which"
    if word in _WHEN:
        return "when"
    if word in _AND:
        return "and"
    if word == "that":
        return "that" if joined else "main"
    if (
        word.endswith("ing")
        and word not in _PREPOSITIONS
        and last - first > 1
        and first
        and words[first - 1] in CUTS
        and words[first].islower()
    ):
        return "ing"
    return "main" if not joined else "told"
