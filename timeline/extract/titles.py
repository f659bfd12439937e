"""A sentence and a date in it -> a short title: the clause or noun the date belongs to, without the date.

A clause keeps its subject: "taking over the works in 1998" is "Ada Oak took over the works", "who died in 1950" is
"Ada Oak died". A title is cut before a preposition or joining word, never inside a group of words.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from timeline.extract.clauses import CUTS, SAYING, Clause
from timeline.extract.coreference import Antecedent, killed_before, named_before
from timeline.extract.names import Name
from timeline.extract.sentences import Sentence, Tokens
from timeline.extract.speech import Speech
from timeline.extract.verbs import AUXILIARIES, finite, past

MAX_WORDS = 17
_LOOKED_AT = 60  # tokens that a title is made of
_PREPOSITIONS = frozenset(
    (
        *("on", "in", "since", "by", "from", "during", "until", "till", "at", "around", "about", "late"),
        *("early", "back", "way", "as", "the", "of", "through", "after", "before", "earlier", "later"),
    )
)
_JOINTS = frozenset(
    (
        *("in", "on", "at", "by", "with", "from", "to", "for", "after", "before", "because", "while", "which", "who"),
        *("that", "and", "but", "or", "as", "over", "under", "against", "during", "when", "where", "into", "since"),
    )
)
_HANGING = _PREPOSITIONS | _JOINTS | {"a", "an", "his", "her", "its", "their", "this", "not", "be", "is", "was", "were"}
_OPENING = frozenset({"and", "but", "also", "the", "a", "an", "as", "or", "so", "if", "however", "meanwhile"})
_DROPPED = frozenset({"also", "meanwhile", "however", "swiftly", "directly", "reportedly", "then"})
_EVENTS = frozenset(
    (
        *("attack", "attacks", "killing", "killings", "strike", "strikes", "assassination", "bombing", "bombings"),
        *("death", "deaths", "arrest", "arrests", "election", "elections", "crash", "explosion", "blast", "riots"),
        *("earthquake", "quake", "raid", "war", "coup", "fire", "protest", "protests", "meeting", "summit", "talks"),
        *("invasion", "revolution", "ceasefire", "shooting", "shootings", "murder", "murders", "vote", "launch"),
        *("release", "merger", "trial", "verdict", "resignation", "appointment", "founding", "collapse", "storm"),
        *("massacre", "massacres", "outbreak", "flood", "floods", "battle", "siege", "offensive", "ambush", "slaying"),
        *("referendum", "inauguration", "birth", "wedding", "funeral", "ruling", "hearing", "concert", "debate"),
    )
)
_DETERMINERS = frozenset({"a", "an", "the", "this", "that", "his", "her", "its", "their"})
_RELATIVE = frozenset({"who", "which", "that", "where", "when", "while", "after", "because", "as", "but"})
_NOT_NOUN = frozenset(
    {"and", "or", "but", "as", "than", "when", "after", "before", "while", "also", "for", "with", "by"}
)
_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "president", "sir", "king", "queen"})
_OWN = frozenset({"his", "her", "its", "their"})
_FIRSTS = frozenset({"first", "best", "worst", "most", "least", "record"})
_COMPARED = frozenset({"from", "against", "versus", "than", "vs"})
_OF_PLACE = frozenset({"of", "in", "on", "at"})
_ABOUT = frozenset(  # the date behind "addressed the killing of …" is that of the killing
    (
        *(
            "addressed",
            "condemned",
            "discussed",
            "recalled",
            "remembered",
            "marked",
            "investigated",
            "mourned",
            "about",
        ),
        *("criticised", "criticized", "praised", "celebrated", "commemorated", "following", "over", "describing"),
        *("avenge", "avenged", "regarding", "concerning", "denied", "claimed", "blamed", "accused", "tied", "linked"),
    )
)
_SUBORDINATE = frozenset({"after", "before", "when", "while", "as", "since", "because", "though", "although", "until"})
_ADVERBIAL = frozenset(
    {"in", "on", "at", "by", "for", "from", "with", "to", "after", "before", "during", "under", "since"}
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the tokens it was made of, and what an editor should know about it."""

    words: str
    tokens: tuple[int, ...]
    antecedent: Antecedent  # of the pronoun or "the killing" it began with
    noun: bool = False  # the date stands before a noun: the October 7 attacks
    frame: bool = False  # the date is that of the statement: "they said on Monday that …"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date stands, and what is known about the sentence around it."""

    text: str
    of: Tokens
    sentence: Sentence
    clauses: Sequence[Clause]
    speeches: Sequence[Speech]
    names: Sequence[Name]  # those before the sentence, and its own
    times: AbstractSet[int]  # tokens of dates, with their prepositions, that a title does without

    def words(self, tokens: Sequence[int]) -> list[str]:
        """The words of some tokens, in lower case."""
        return [self.of.words[at].lower() for at in tokens]


def title(place: Place, first: int, last: int) -> Title:
    """The title for a date at the tokens from `first` to `last`."""
    before_noun = attributive(place.of, place.sentence, first, last)
    tokens = _noun(place, first, last) if before_noun else _event_before(place, first)
    if tokens:
        return _finished(place, tokens, noun=True)
    made = _told(place, _clause_at(place, first))
    return _finished(place, made[0], noun=before_noun, frame=made[1])


def attributive(of: Tokens, sentence: Sentence, first: int, last: int) -> bool:
    """Whether a date stands before its noun: "the October 7 attacks", "a 2020 strike"."""
    if last >= sentence.last or first <= sentence.first:
        return False
    if of.words[first].lower() == "the":
        first += 1
    before, after = of.words[first - 1].lower(), of.words[last].lower()
    if before in ("on", "in", "since", "by", "from", "until", "during") or not after.isalpha() or not after.islower():
        return False
    closed = after in _PREPOSITIONS | _RELATIVE | AUXILIARIES | _NOT_NOUN or after.endswith(("ed", "ly"))
    possessive = before in ("’s", "'s", "’", "'")
    return not closed and (before in _DETERMINERS or possessive or of.words[first - 1][0].isupper())


def compared(of: Tokens, clauses: Sequence[Clause], first: int, last: int) -> bool:
    """Whether a date only says what something is compared with.

    "From $93 million a year earlier", "compared to March 2008", "the first loss since 1992".
    """
    clause = next((each for each in clauses if first < each.last), None)
    if clause is None:
        return False
    before = [word.lower() for word in of.words[max(clause.first, first - 9) : first]]
    if "compared" in before:
        return True
    if "since" in before[-2:]:
        return any(word in _FIRSTS or (word.endswith("est") and len(word) > 4) for word in before)
    own = {word.lower() for word in of.words[first:last]}
    return bool(own & {"earlier", "ago", "year", "previous"} and _COMPARED.intersection(before[-8:]))


def without_preposition(of: Tokens, sentence: Sentence, at: int) -> int:
    """The first of the prepositions that lead to a date."""
    while at > sentence.first and of.words[at - 1].lower() in _PREPOSITIONS:
        at -= 1
    return at


def _noun(place: Place, first: int, last: int) -> list[int]:
    """The noun behind a date with what stands before it, if it names an event: Hamas's October 7 attacks."""
    of, sentence = place.of, place.sentence
    end = last
    while end < sentence.last and end - last < MAX_WORDS:
        word = of.words[end].lower()
        closed = word in CUTS or word in AUXILIARIES or word in _JOINTS or word in (".", "?", "!", "”", '"')
        if end > last and (closed or finite(of.words, end, last)):
            break
        end += 1
    if not any(_event(of.words[at].lower()) for at in range(last, end)):
        return []
    begin = first - 1
    while begin > sentence.first and (of.words[begin] in ("’s", "'s", "’") or of.words[begin - 1][0].isupper()):
        begin -= 1
    if end - last < 3 and any(c.isdigit() for at in range(first, last) for c in of.words[at]):
        return list(range(begin, end))  # "the attacks" alone says too little
    return [*range(begin, first), *range(last, end)]


def _event(word: str) -> bool:
    return word in _EVENTS


def _event_before(place: Place, first: int) -> list[int]:
    """ "The killing of … in …", if only that stands between its verb and the date."""
    of, start = place.of, place.sentence.first
    for at in range(first - 1, max(start, first - MAX_WORDS) - 1, -1):
        word = of.words[at].lower()
        if word in CUTS or word in _RELATIVE or finite(of.words, at, start):
            return []
        if word in _EVENTS and at > start + 2 and of.words[at + 1].lower() in _OF_PLACE:
            begin = at - (of.words[at - 1].lower() in _OWN)
            before = set(place.words(range(max(begin - 4, start), begin)))
            return list(range(begin, without_preposition(of, place.sentence, first))) if before & _ABOUT else []
    return []


def _clause_at(place: Place, first: int) -> int:
    """The number of the clause a date belongs to: its own, or the one an adverbial stands before or behind."""
    found = place.clauses
    own = next((number for number, each in enumerate(found) if first < each.last), len(found) - 1)
    clause = found[own]
    led = place.of.words[clause.first].lower() in _SUBORDINATE and len(_kept(place, clause.first + 1, clause.last)) > 1
    if clause.verb >= 0 or clause.lead == "ing" or led:
        return own
    after = next((number for number in range(own + 1, len(found)) if found[number].verb >= 0), -1)
    before = next((n for n in range(own - 1, -1, -1) if found[n].verb >= 0 and found[n].lead != "which"), -1)
    if before < 0:
        return after if after >= 0 else own
    takes = after == own + 1 and not _subject_of(place, found[after]) and not _is_adverbial(place, clause)
    return after if takes else before


def _is_adverbial(place: Place, clause: Clause) -> bool:
    rest = _kept(place, clause.first, clause.last)
    return not rest or place.of.words[rest[0]].lower() in _ADVERBIAL


def _kept(place: Place, first: int, last: int) -> list[int]:
    """Tokens without dates, and without words that only join sentences."""
    dropped = (at for at in range(first, last) if at in place.times or place.of.words[at].lower() in _DROPPED)
    gone = set(dropped)
    end = place.sentence.last - 1
    return [at for at in range(first, last) if at not in gone and (at != end or place.of.words[at] not in ".!?")]


def _subject_of(place: Place, clause: Clause) -> list[int]:
    """What stands before the verb of a clause; nothing if it shares its subject with another one."""
    return [at for at in _kept(place, clause.body, clause.verb) if not place.of.words[at].lower().endswith("ly")]


def _shared_subject(place: Place, number: int) -> list[int]:
    """The subject of a clause that has none of its own: of the main clause before it, or the noun before "who"."""
    if place.clauses[number].lead == "which":
        return _noun_before(place, place.clauses[number].first)
    subject: list[int] = []
    for each in reversed(place.clauses[:number]):
        if each.lead in ("which", "when", "ing", "that", "told"):
            continue
        if each.verb >= 0:
            if not subject and (own := _subject_of(place, each)):
                return own
            if subject:
                break
        elif not _is_adverbial(place, each):
            subject = _kept(place, each.first, each.last)
        elif subject:
            break
    return subject


def _noun_before(place: Place, at: int) -> list[int]:
    """The words a "who" or "which" belongs to."""
    words, first = place.of.words, place.sentence.first
    end = at - 1 if words[at - 1] in CUTS else at
    begin = end
    while begin > first and end - begin < 8:
        word = words[begin - 1].lower()
        if word in CUTS or word in _JOINTS or finite(words, begin - 1, first) or word in ("of", "“", '"'):
            break
        begin -= 1
    return _kept(place, begin, end)


def _told(place: Place, number: int) -> tuple[list[int], bool]:
    """The tokens of a clause as a sentence of its own, and whether they only say who said something."""
    clause = place.clauses[number]
    body = _kept(place, clause.body, _end_with_relatives(place, number))
    if clause.lead == "ing" or (clause.verb >= 0 and not _subject_of(place, clause)):
        body = [*_shared_subject(place, number), *body]
    if body and body[-1] == clause.verb and place.of.words[clause.verb].lower() in SAYING:
        body += _what_was_said(place, number)
    spoken = clause.verb >= 0 and any(each.verb == clause.verb for each in place.speeches)
    if spoken and sum(at > clause.verb and place.of.words[at][0].isalnum() for at in body) < 3:
        return [*body, *_what_was_said(place, number)], True
    return body, spoken and clause.lead not in ("that", "told")


def _end_with_relatives(place: Place, number: int) -> int:
    """The end of a clause with the short "that killed him" that belongs to its noun, and goes on behind it."""
    clause, end = place.clauses[number], place.clauses[number].last
    for after in place.clauses[number + 1 :]:
        said = place.of.words[after.first - 1].lower() in SAYING
        if not after.joined or after.lead not in ("which", "that") or said or after.last - clause.body > 2 * MAX_WORDS:
            break
        end = after.last
    return end


def _what_was_said(place: Place, number: int) -> list[int]:
    """The clause that was said: behind "said that", or before ", officials said"."""
    if number + 1 < len(place.clauses):
        after = place.clauses[number + 1]
        if after.lead in ("that", "told"):
            return _kept(place, after.first, after.last)
    if number:
        before = next((n for n in range(number) if place.clauses[n].verb >= 0), -1)
        if before >= 0:
            return _told(place, before)[0]
    return []


def _finished(place: Place, tokens: Sequence[int], *, noun: bool, frame: bool = False) -> Title:
    """Tokens as words: cut to a length, the determiner dropped, a pronoun replaced, a capital at the beginning."""
    kept = _shortened(place, _opened(place, _unquoted(place, _opened(place, tokens))))
    antecedent = _antecedent(place, kept)
    written = antecedent.begin(_written(place, kept))
    return Title(written[:1].upper() + written[1:], tuple(kept), antecedent, noun, frame)


def _opened(place: Place, tokens: Sequence[int]) -> list[int]:
    """Tokens from the first that can begin a title."""
    kept = list(tokens[:_LOOKED_AT])
    while len(kept) > 1 and (
        place.of.words[kept[0]].lower() in _OPENING
        or not (place.of.words[kept[0]][0].isalnum() or place.of.words[kept[0]] in "“\"'‘$€£")
    ):
        del kept[0]
    return kept


def _unquoted(place: Place, tokens: list[int]) -> list[int]:
    """Tokens without marks of quotation that have lost their other half, and without the stop at the end."""
    words = place.of.words
    pairs = [words[at] for at in tokens if words[at] in "“”"]
    even = pairs == ["“", "”"] * (len(pairs) // 2)
    plain = sum(words[at] == '"' for at in tokens) % 2 == 0
    marks = {"`", *(() if even else "“”"), *(() if plain else '"')}
    kept = [at for at in tokens if words[at] not in marks and not _parts(words, at)]
    while kept and words[kept[-1]] in (".", "!", "?", ";", ",", "'", "‘"):
        del kept[-1]
    return kept


def _parts(words: Sequence[str], at: int) -> bool:
    """Whether a token is a mark that no title needs, or an acronym in brackets; not the comma of "May 3, 2001"."""
    around = (*words[at - 1 : at], *words[at + 1 : at + 2])
    if around == ("(", ")"):
        return True
    return words[at] in CUTS and not (words[at] == "," and all(word.isdecimal() for word in around))


def _shortened(place: Place, tokens: list[int]) -> list[int]:
    """At most `MAX_WORDS` words, cut before a joint; nothing that hangs at the end."""
    words = place.of.words
    numbers = [number for number, at in enumerate(tokens) if words[at][0].isalnum()]
    if len(numbers) > MAX_WORDS:
        stop = numbers[MAX_WORDS]
        verb = next((n for n, at in enumerate(tokens) if n and finite(words, at, tokens[0])), 0)
        joints = [n for n in range(max(verb + 2, 4), stop + 1) if words[tokens[n]].lower() in _JOINTS]
        tokens = _unquoted(place, tokens[: joints[-1] if joints else stop])
    while len(tokens) > 2 and (words[tokens[-1]].lower() in _HANGING or words[tokens[-1]] in ("(", "-", "“")):
        tokens = tokens[:-1]
    return tokens


def _antecedent(place: Place, tokens: Sequence[int]) -> Antecedent:
    if not tokens:
        return Antecedent()
    words = place.words(tokens[:2])
    pointing = words[0] in ("this", "that", "these", "those") and not (words[1:] and words[1] in AUXILIARIES)
    found = Antecedent() if pointing else named_before(words[0], tokens[0], place.names)
    alone = words[1:] and (words[1] in AUXILIARIES or finite(place.of.words, tokens[1], tokens[0]))
    if not found.written and alone and place.of.words[tokens[0] - 1].lower() == "the":
        return killed_before(words[0], place.of, place.sentence.first, place.names)
    return found


def _addressed(of: Tokens, at: int) -> bool:
    """Whether "Mr" or "Dr." stands before a name."""
    before = [word.lower() for word in of.words[max(at - 2, 0) : at]]
    return bool(before) and (before[-1] in _FORMS_OF_ADDRESS or (before[-1] == "." and before[0] in _FORMS_OF_ADDRESS))


def _written(place: Place, tokens: Sequence[int]) -> str:
    """Tokens as text: glued where they are glued in the text; a participle that follows a subject in the past."""
    of, written = place.of, ""
    surnames = {name.first: name.words for name in place.names if name.kind == "person" and name.last - name.first == 1}
    for number, at in enumerate(tokens):
        word = of.words[at]
        full = surnames.get(at, word)
        if full.endswith(f" {word}") and full not in written and not _addressed(of, at):
            word = full
        apart = number > 0 and tokens[number - 1] != at - 1
        clause = next((each for each in place.clauses if each.first == at), None)
        if apart and at == place.sentence.first and word.lower() in _DETERMINERS:
            word = word.lower()  # behind "police said"
        if apart and clause is not None and clause.lead == "ing":
            word = past(word)
        glued = not apart and number > 0 and of.starts[at] == of.end(at - 1)
        opened = written.endswith(("(", "“", "$"))
        written += word if glued or not written or (opened and not apart) else f" {word}"
    return written
