"""A sentence and a date in it -> a short title: the clause or noun the date belongs to, without the date."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extract.names import Name
from timeline.extract.sentences import Sentence, Tokens
from timeline.extract.speech import Speech

MAX_WORDS = 16
_REACH = 40  # tokens of a clause that are looked at
_PREPOSITIONS = frozenset(
    (
        *("on", "in", "since", "by", "from", "during", "until", "till", "at", "around", "about", "late"),
        *("early", "back", "way", "as", "the", "of", "through", "after", "before"),
    )
)
_CUTS = frozenset({",", ";", "–", "—", ":", "(", ")", "--"})
_RELATIVE = frozenset({"who", "which", "that", "where", "when", "while", "after", "because", "as", "but"})
_VERBS = frozenset(
    (
        *("was", "were", "is", "are", "had", "has", "have", "did", "will", "would", "could", "came"),
        *("took", "went", "to"),
    )
)
_EVENTS = frozenset(
    (
        *("attack", "attacks", "killing", "strike", "strikes", "assassination", "bombing", "bombings"),
        *("death", "deaths", "arrest", "arrests", "election", "elections", "crash", "explosion"),
        *("earthquake", "raid", "war", "coup", "fire", "protest", "protests", "meeting", "summit"),
        *("invasion", "revolution", "ceasefire", "shooting", "murder", "vote", "launch", "release"),
        *("merger", "trial", "verdict", "resignation", "appointment", "founding", "collapse"),
    )
)
Segments = Sequence[tuple[int, int]]
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their"})
_NOT_NOUN = frozenset(
    (
        *("and", "or", "but", "as", "than", "when", "after", "before", "while", "also", "for", "with"),
        *("by",),
    )
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, and the pronoun in it that could not be replaced by a name (empty if there is none)."""

    words: str
    pronoun: str
    named: Name | None  # whom a pronoun in it stood for
    noun: bool  # the date stands before a noun: the October 7 attacks


def attributive(of: Tokens, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a date stands before its noun: "the October 7 attacks", "a 2020 strike"."""
    if last >= sentence.last or first <= sentence.first:
        return False
    if of.words[first].lower() == "the":
        first += 1
    before, after = of.words[first - 1].lower(), of.words[last].lower()
    if before in ("on", "in", "since", "by", "from", "until", "during") or not after.isalpha() or not after.islower():
        return False
    closed = after in _PREPOSITIONS | _RELATIVE | _VERBS | _NOT_NOUN or after.endswith(("ed", "ly"))
    return not closed and (
        before in _DETERMINERS or before in ("’s", "'s", "’", "'") or of.words[first - 1][0].isupper()
    )


def title(
    text: str,
    of: Tokens,
    sentence: Sentence,
    place: tuple[int, int],
    segments: Segments,
    speeches: Sequence[Speech],
    names: Sequence[Name],
) -> Title:
    """The title for a date at some tokens of a sentence, which `segments_of` has cut at commas and dashes."""
    first, last = place
    if attributive(of, sentence, first, last):
        begin = first - 1
        while begin > sentence.first and (of.words[begin] in ("’s", "'s") or of.words[begin - 1][0].isupper()):
            begin -= 1
        end = _noun_end(of, last, sentence.last)
        kept = [*range(begin, first), *range(last, end)]
        return _finished(text, of, kept, names, True)
    event = _event_before(of, sentence, first)
    if event is not None:
        return _finished(text, of, range(event, _without_preposition(of, sentence, first)), names, True)
    return _finished(text, of, _clause(of, sentence, first, last, segments, speeches), names, False)


def _noun_end(of: Tokens, at: int, stop: int) -> int:
    end = at
    while end < stop and end - at < MAX_WORDS:
        word = of.words[end].lower()
        if end > at and (word in _CUTS or word in _VERBS or word in _RELATIVE or word in (".", "?", "!", "and", "in")):
            break
        end += 1
    return end


def _without_preposition(of: Tokens, sentence: Sentence, at: int) -> int:
    while at > sentence.first and of.words[at - 1].lower() in _PREPOSITIONS:
        at -= 1
    return at


def _event_before(of: Tokens, sentence: Sentence, at: int) -> int | None:
    """Where "the killing of … in …" begins, if only that stands between its verb and the date."""
    for place in range(at - 1, max(sentence.first, at - MAX_WORDS) - 1, -1):
        word = of.words[place].lower()
        if word in _CUTS or word in _VERBS or word in _RELATIVE:
            return None
        if word in _EVENTS and place > sentence.first + 2 and of.words[place + 1].lower() in ("of", "in", "on", "at"):
            return place
    return None


def segments_of(of: Tokens, sentence: Sentence) -> list[tuple[int, int]]:
    """A sentence cut at commas, dashes and brackets."""
    found, begin = [], sentence.first
    for at in range(sentence.first, sentence.last):
        if of.words[at] in _CUTS and not _short_bracket(of, at):
            found.append((begin, at))
            begin = at + 1
    found.append((begin, sentence.last))
    return [(first, last) for first, last in found if last > first]


def _short_bracket(of: Tokens, at: int) -> bool:
    """Whether a bracket holds one word, such as an acronym."""
    words = of.words
    return (words[at] == "(" and words[at + 2 : at + 3] == (")",)) or (
        words[at] == ")" and words[at - 2 : at - 1] == ("(",)
    )


def _clause(
    of: Tokens, sentence: Sentence, first: int, last: int, segments: Segments, speeches: Sequence[Speech]
) -> list[int]:
    """The tokens of the clause a date belongs to, without the date and its preposition."""
    place = next((number for number, (_, end) in enumerate(segments) if first < end), len(segments) - 1)
    begin = _without_preposition(of, sentence, first)

    def rest(number: int) -> list[int]:
        low, high = segments[number]
        near = (
            (max(low, first - _REACH), min(high, last + _REACH)) if number == place else (low, min(high, low + _REACH))
        )
        return [at for at in range(*near) if not begin <= at < last and of.words[at] not in '“”".`']

    kept = rest(place)
    if len(kept) < 3 and not any(of.words[at].lower() in _VERBS for at in kept):
        # "In 1979, he joined": the clause follows; "… – in 1979": it stands before
        kept = kept + rest(place + 1) if place + 1 < len(segments) and place == 0 else rest(0) if place else kept
    elif kept and of.words[kept[0]].lower().endswith("ing") and place:
        subject = _subject(of, rest(0))
        kept = [*subject, *kept]
    came = next((n for n, at in enumerate(kept[:5]) if of.words[at].lower() in ("comes", "come", "came")), None)
    if came is not None and len(kept) > came + 4 and of.words[kept[came + 1]].lower() in ("as", "after", "when"):
        kept = kept[came + 2 :]  # "The move comes as …"
    said = next((each for each in speeches if kept and each.verb in kept and each.manner == "told"), None)
    after = [at for at in kept if said is not None and at > said.verb]
    if len(after) > 2:
        kept = after[1:] if of.words[after[0]].lower() == "that" else after
    return kept


def _subject(of: Tokens, clause: Sequence[int]) -> list[int]:
    """The first words of a clause up to its verb."""
    found: list[int] = []
    for at in clause[:6]:
        if found and (of.words[at].lower() in _VERBS or of.words[at].lower().endswith("ed")):
            break
        found.append(at)
        if of.words[at].lower() in _PRONOUNS:
            break
    return found


def _finished(text: str, of: Tokens, kept: Sequence[int], names: Sequence[Name], noun: bool) -> Title:
    """Tokens as words: cut to a length, the determiner dropped, a pronoun replaced, a capital at the beginning."""
    places = [at for at in kept if of.words[at] != "\n\n"]
    while places and (of.words[places[0]].lower() in ("and", "but", "also", "the", "a", "an", "as", "that", "'", "’")
                      or not of.words[places[0]][0].isalnum()):  # fmt: skip
        places = places[1:]
    places = _shortened(of, places)
    pronoun = of.words[places[0]] if places and of.words[places[0]].lower() in _PRONOUNS else ""
    person = _named(pronoun, places[0], names) if pronoun else None
    written, named = "", {name.words for name in names}
    surnames = {words.rpartition(" ")[2] for words in named}
    for number, at in enumerate(places):
        word = of.words[at]
        if number == 0 and person is not None:
            word, pronoun = person.words, ""
        apart = number > 0 and places[number - 1] < at - 1
        if apart and word.lower().endswith("ing") and written in named | surnames:
            written += ":"  # the subject stands in another clause: "Ada Oak: taking over the works"
        glued = number > 0 and places[number - 1] == at - 1 and of.starts[at] == of.end(at - 1)
        written += word if glued or not written else f" {word}"
    return Title(written[:1].upper() + written[1:], pronoun, person, noun)


def _shortened(of: Tokens, places: list[int]) -> list[int]:
    for number, at in enumerate(places):
        if number > 4 and of.words[at].lower() in ("which", "who", "that", "after", "because", "and", "while"):
            places = places[:number]
            break
    places = places[:MAX_WORDS]
    while len(places) > 2 and of.words[places[-1]].lower() in _PREPOSITIONS | _DETERMINERS | {
        "and",
        "to",
        "with",
        "for",
        ".",
    }:
        places = places[:-1]
    return places


def _named(pronoun: str, at: int, names: Sequence[Name]) -> Name | None:
    """The person, or for "it" and "they" the body, named last before a pronoun."""
    wanted = "person" if pronoun.lower() in ("he", "she") else "organisation"
    return next((name for name in reversed(names) if name.last <= at and name.kind == wanted), None)
