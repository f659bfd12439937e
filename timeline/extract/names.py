"""Words with capital letters -> names of actors and places, tied to known records where a name or alias is theirs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from timeline.extract.sentences import PARAGRAPH, Sentence, Tokens
from timeline.model.records import Actor, Place, Record
from timeline.slugs import slug

Kind = Literal["person", "organisation", "place"]
_LINKS = frozenset((*("of", "the", "for", "de", "al", "bin", "van", "von", "del", "la", "’s", "'s"),))
_NOT_NAMES = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "he", "she", "it", "they", "we", "i", "you"),
        *("his", "her", "its", "their", "our", "my", "in", "on", "at", "by", "of", "for", "from", "to"),
        *("with", "without", "after", "before", "since", "until", "during", "while", "when", "where"),
        *("who", "which", "what", "how", "why", "if", "but", "and", "or", "nor", "yet", "so", "as"),
        *("because", "although", "though", "however", "meanwhile", "also", "there", "here", "then", "now"),
        *("not", "no", "all", "both", "some", "many", "most", "more", "one", "two", "last", "next"),
        *("early", "late", "earlier", "later", "about", "around", "following", "despite", "under", "over"),
        *("former", "according", "asked", "told", "said", "three", "four", "five", "several", "each"),
        *("every", "once", "mr", "mrs", "ms", "dr", "general", "gen", "president", "minister", "prime"),
        *("senator", "king", "queen", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"),
        *("sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "today", "yesterday"),
    )
)
_BODIES = frozenset(
    (
        *("corps", "force", "guard", "guards", "council", "party", "army", "ministry", "company", "inc"),
        *("corp", "group", "government", "agency", "bank", "union", "university", "committee"),
        *("department", "court", "nations", "states", "association", "institute", "police", "navy"),
        *("parliament", "senate", "house", "office", "republic", "league"),
    )
)
_SITES = frozenset(
    {"mosque", "river", "city", "airport", "square", "island", "bay", "valley", "lake", "bridge", "east"}
)
_PLACE_LEAD = frozenset({"in", "near", "at", "outside", "inside", "across"})
_LONGEST = 7  # tokens of one name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its fullest form, what it seems to be, the id of its record, and whether there is one."""

    words: str
    kind: Kind
    id: str
    known: bool
    first: int  # tokens
    last: int


@dataclass(frozen=True, slots=True)
class Known:
    """Names and aliases in lower case -> kind and id of a record."""

    names: Mapping[str, tuple[Kind, str]]


def known_names(records: Iterable[Record]) -> Known:
    """The names of all actors and places among some records."""
    found: dict[str, tuple[Kind, str]] = {}
    for record in records:
        if isinstance(record, Actor | Place):
            person = isinstance(record, Actor) and record.kind == "person"
            kind: Kind = "place" if isinstance(record, Place) else "person" if person else "organisation"
            for name in (record.name, *record.also_known_as):
                found.setdefault(name.lower(), (kind, record.id))
    return Known(MappingProxyType(found))


def names(text: str, of: Tokens, sentences: Sequence[Sentence], known: Known) -> tuple[Name, ...]:
    """All names of a text in order; a surname or an acronym stands for the longer name it was introduced with."""
    runs = [run for sentence in sentences for run in _runs(of, sentence)]
    middle = {of.words[first] for first, _, opening in runs if not opening}
    kept = [
        (first, last)
        for first, last, opening in runs
        if not opening or last - first > 1 or _stands(of.words[first], middle, known)
    ]
    kept = [(first, last) for first, last in kept if not _adjective(of, first, last, known)]
    longer = _longer_names(of, kept)
    return tuple(_name(text, of, first, last, longer, known) for first, last in kept)


def _runs(of: Tokens, sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Runs of capitalised words; the last value tells whether one opens its sentence, where any word has a capital."""
    at = sentence.first
    while at < sentence.last:
        if not _capital(of.words[at]):
            at += 1
            continue
        end = at + 1
        while end < sentence.last and end - at < _LONGEST:
            link = end
            while (
                link < sentence.last
                and of.words[link] in _LINKS
                and link - end < 2
                and of.words[link] not in ("’s", "'s")
            ):
                link += 1
            if of.words[link : link + 1] == ("-",) and of.starts[link] == of.end(link - 1):
                link += 1  # Al-Aqsa
            if link >= sentence.last or not _capital(of.words[link]):
                break
            end = link + 1
        yield at, end, at == sentence.first
        at = end


def _stands(word: str, middle: AbstractSet[str], known: Known) -> bool:
    """Whether one word that opens a sentence is a name: it is one elsewhere, an acronym, or known."""
    return word in middle or word.isupper() or word.lower() in known.names


def _adjective(of: Tokens, first: int, last: int, known: Known) -> bool:
    """Whether a run is one word such as "Iranian" or "Islamic" before a noun."""
    word = of.words[first]
    after = of.words[last] if last < len(of.words) else "."
    adjective = last - first == 1 and word.lower() not in known.names and word.endswith(("ian", "ish", "ese", "ic"))
    return adjective and after[0].islower() and after not in ("is", "was", "said", "has", "and")


def _capital(word: str) -> bool:
    return word[0].isupper() and word.lower() not in _NOT_NAMES and word != PARAGRAPH and word[0].isalpha()


def _longer_names(of: Tokens, runs: Sequence[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Surnames and acronyms -> the tokens of the full name that came first."""
    found: dict[str, tuple[int, int]] = {}
    for first, last in runs:
        if last - first > 1:
            surname = of.words[last - 1]
            if not any(word.lower() in _BODIES for word in of.words[first:last]):
                found.setdefault(surname, (first, last))
            if list(of.words[last : last + 1]) == ["("] and list(of.words[last + 2 : last + 3]) == [")"]:
                found.setdefault(of.words[last + 1], (first, last))
    return found


def _name(text: str, of: Tokens, first: int, last: int, longer: Mapping[str, tuple[int, int]], known: Known) -> Name:
    words = text[of.starts[first] : of.end(last - 1)]
    found = known.names.get(words.lower())
    if last - first == 1 and found is None and words in longer:
        from_, to = longer[words]
        full = text[of.starts[from_] : of.end(to - 1)]
        kind = _kind(of, from_, to)
        found = known.names.get(full.lower())
        return Name(
            full, found[0] if found else kind, found[1] if found else slug(full), found is not None, first, last
        )
    kind = found[0] if found else _kind(of, first, last)
    return Name(words, kind, found[1] if found else slug(words), found is not None, first, last)


def _kind(of: Tokens, first: int, last: int) -> Kind:
    """What a name seems to be, by the words in it and before it."""
    words = [word.lower() for word in of.words[first:last]]
    if set(words) & _SITES:
        return "place"
    before = [word.lower() for word in of.words[max(first - 2, 0) : first]]
    if any(word in _BODIES for word in words) or any(word.isupper() and len(word) > 1 for word in of.words[first:last]):
        return "organisation"
    if before and (before[-1] in _PLACE_LEAD or (before[-1] == "the" and before[0] in _PLACE_LEAD)):
        return "place"
    return "person" if 1 < last - first < 4 and not set(words) & _LINKS else "organisation"
