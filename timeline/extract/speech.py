"""Who says so: reporting verbs in a sentence -> the speaker, and whether it is told, claimed or denied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from timeline.extract.names import Name
from timeline.extract.sentences import Sentence, Tokens

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
_LIGHT = frozenset(["has", "have", "had", "later", "also", "swiftly", "directly", "quickly", "today", "then", "since"])
_ROLES = frozenset({"spokesman", "spokeswoman", "spokesperson", "official", "officials", "leader", "chief", "head"})
_REACH = 10


@dataclass(frozen=True, slots=True)
class Speech:
    """A statement in a sentence; `speaker` is as written, `id` that of the actor it stands for ("" for a pronoun)."""

    speaker: str
    id: str
    manner: Manner
    verb: int  # its token
    known: bool


def speech(text: str, of: Tokens, sentence: Sentence, names: Sequence[Name]) -> tuple[Speech, ...]:
    """The statements of a sentence, in order."""
    found: list[Speech] = []
    for at in range(sentence.first, sentence.last):
        word = of.words[at].lower()
        manner: Manner | None = (
            "told" if word in _TOLD else "claimed" if word in _CLAIMED else "denied" if word in _DENIED else None
        )
        if manner is not None:
            said = _speaker(text, of, sentence, at, manner, names)
            if found and "and" in (word.lower() for word in of.words[max(at - 3, sentence.first) : at]):
                said = replace(found[-1], manner=manner, verb=at)  # "X tied … and called …" has one subject
            if said is not None:
                found.append(said)
    return tuple(found)


def _speaker(
    text: str, of: Tokens, sentence: Sentence, verb: int, manner: Manner, names: Sequence[Name]
) -> Speech | None:
    """The words before a verb that can be its subject: a name, a body's spokesman, or plain "officials"."""
    last = verb
    while last > sentence.first and of.words[last - 1].lower() in _LIGHT:
        last -= 1
    first = last
    while first > sentence.first and last - first < _REACH:
        bracket = of.words[first - 3 : first : 2] == ("(", ")")  # an acronym behind its name
        if of.words[first - 1].lower() in _BREAKS and not bracket:
            break
        first -= 3 if bracket else 1
    inside = [name for name in names if first <= name.first and name.last <= last and name.kind != "place"]
    words = [word.lower() for word in of.words[first:last]]
    role = next((place for place, word in enumerate(words) if word in _ROLES), None)
    if role is not None and words[role] in ("officials", "official"):
        start = inside[0].first if inside else max(first, first + role - 1)
        start += of.words[start].lower() in ("the", "some", "and", "two")
        speaker = text[of.starts[start] : of.end(first + role)]
        return Speech(speaker, "", manner, verb, False)
    if not inside:
        return None
    name = inside[0]  # "IRGC spokesman Ramazan Sharif" speaks for the IRGC
    return Speech(name.words, name.id, manner, verb, name.known)
