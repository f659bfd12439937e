"""Who says so: reporting verbs in a sentence -> speaker, words, and whether it is told, claimed or denied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.extract.coreference import named_before
from timeline.extract.names import Name
from timeline.extract.sentences import Sentence, Tokens
from timeline.extract.verbs import BE, finite

Manner = Literal["told", "claimed", "denied"]
_TOLD = frozenset({"said", "says", "told", "reported", "announced", "confirmed", "stated", "added", "wrote"})
_CLAIMED = frozenset(
    (
        *("claimed", "claims", "admitted", "alleged", "called", "insisted", "accused", "acknowledged"),
        *("argued", "tied", "blamed", "vowed", "conceded", "asserted", "boasted", "maintained"),
        *("suggested", "described", "warned"),
    )
)
_DENIED = frozenset({"denied", "denies", "rejected", "dismissed", "disputed", "refuted", "denying", "rejecting"})
_BREAKS = frozenset({",", ";", "–", "—", ":", "(", ")", "“", "”", '"', "who", "which", "that", "after", "before", "as"})
_LIGHT = frozenset(
    (
        "has",
        "have",
        "had",
        "later",
        "also",
        "swiftly",
        "directly",
        "quickly",
        "today",
        "then",
        "since",
        "firmly",
        "openly",
    )
)
_ROLES = frozenset({"spokesman", "spokeswoman", "spokesperson", "official", "officials", "leader", "chief", "head"})
_PASSIVE = BE | {"be", "been", "being", "to", "not"}
_THINGS = frozenset({"reported", "announced", "confirmed", "claimed", "claims", "added", "wrote", "suggested"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_REACH = 10
_MOST = 60  # words of a statement


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement in a sentence; `speaker` is as written, `name` the actor it stands for, None if nobody is named.

    `said` are the tokens of what was said, `head` those of "US officials later admitted".
    """

    speaker: str
    name: Name | None
    manner: Manner
    verb: int  # its token
    said: tuple[int, int]
    head: tuple[int, int]

    @property
    def key(self) -> str:
        """What two statements of one speaker have in common."""
        return self.name.id if self.name else self.speaker.lower()


def speech(text: str, of: Tokens, sentence: Sentence, names: Sequence[Name]) -> tuple[Speech, ...]:
    """The statements of a sentence, in order; `names` are those of the sentence and some before it."""
    found: list[Speech] = []
    for at in range(sentence.first, sentence.last):
        manner = _manner(of.words[at].lower())
        if manner is None or not _spoken(of, sentence, at):
            continue
        joined = "and" in (word.lower() for word in of.words[max(at - 3, sentence.first) : at])
        if found and joined:  # "X tied … and called …" has one subject
            said = replace(found[-1], manner=manner, verb=at, head=(at, at + 1))
            found[-1] = replace(found[-1], said=(found[-1].said[0], min(found[-1].said[1], at - 1)))
            found.append(_with_words(of, sentence, said))
        elif (spoken := _speaker(text, of, sentence, at, manner, names)) is not None:
            found.append(_with_words(of, sentence, spoken))
    return tuple(found)


def _spoken(of: Tokens, sentence: Sentence, at: int) -> bool:
    """Whether a verb says something: not "was told", nor "reported a loss"."""
    if at > sentence.first and of.words[at - 1].lower() in _PASSIVE:
        return False
    stop = min(at + 10, sentence.last)
    return of.words[at].lower() not in _THINGS or any(finite(of.words, each, at) for each in range(at + 1, stop))


def _manner(word: str) -> Manner | None:
    return "told" if word in _TOLD else "claimed" if word in _CLAIMED else "denied" if word in _DENIED else None


def _speaker(
    text: str, of: Tokens, sentence: Sentence, verb: int, manner: Manner, names: Sequence[Name]
) -> Speech | None:
    """The words before a verb that can be its subject: a name, a body's spokesman, a pronoun, or plain "officials"."""
    first, last = _subject(of, sentence, verb)
    empty = (verb + 1, verb + 1)
    inside = [name for name in names if first <= name.first and name.last <= last and name.kind != "place"]
    words = [word.lower() for word in of.words[first:last]]
    role = next((place for place, word in enumerate(words) if word in _ROLES), None)
    if role is not None and words[role] in ("officials", "official"):
        start = inside[0].first if inside else max(first, first + role - 1)
        start += of.words[start].lower() in ("the", "some", "and", "two", "a", "an")
        speaker = text[of.starts[start] : of.end(first + role)]
        return Speech(speaker, None, manner, verb, empty, (start, verb + 1))
    if not inside and words and words[-1] in _PRONOUNS and last - 1 >= sentence.first:
        meant = named_before(words[-1], last - 1, names).name
        inside = [meant] if meant is not None else []
    if not inside:
        return None
    name = inside[0]  # "IRGC spokesman Ramazan Sharif" speaks for the IRGC
    return Speech(name.words, name, manner, verb, empty, (first, verb + 1))


def _subject(of: Tokens, sentence: Sentence, verb: int) -> tuple[int, int]:
    """The tokens before a verb that can be its subject."""
    last = verb
    while last > sentence.first and of.words[last - 1].lower() in _LIGHT:
        last -= 1
    first = last
    while first > sentence.first and last - first < _REACH:
        bracket = of.words[first - 3 : first : 2] == ("(", ")")  # an acronym behind its name
        if of.words[first - 1].lower() in _BREAKS and not bracket:
            break
        first -= 3 if bracket else 1
    return first, last


def _with_words(of: Tokens, sentence: Sentence, said: Speech) -> Speech:
    """A statement with what was said: behind its verb, or before its speaker where nothing much follows."""
    first, last = said.verb + 1, sentence.last
    that = next((at for at in range(first, min(first + 6, last)) if of.words[at].lower() == "that"), None)
    first = that + 1 if that is not None else first
    while last > first and not of.words[last - 1][0].isalnum() and of.words[last - 1] not in '”"’)':
        last -= 1
    behind = of.words[first : first + 1]
    if last - first < 3 or behind in ((",",), (".",)):
        begin, end = sentence.first, said.head[0]
        while end > begin and of.words[end - 1] in (",", "”", '"', "“"):
            end -= 1
        while begin < end and of.words[begin] in ("“", '"', "`"):
            begin += 1
        first, last = (begin, end) if end - begin > 2 else (first, last)
    return replace(said, said=(first, min(last, first + _MOST)))
