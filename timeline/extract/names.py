"""Words with capital letters -> names of actors and places, tied to known records where a name or alias is theirs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from timeline.extract.gazetteer import places, states
from timeline.extract.sentences import Sentence, Tokens
from timeline.model.records import Actor, Place, Record
from timeline.slugs import slug

Kind = Literal["person", "organisation", "state", "place"]
_LINKS = frozenset((*("of", "the", "for", "de", "al", "bin", "van", "von", "del", "la"),))
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
        *("october", "november", "december", "today", "yesterday", "gmt", "utc", "est", "edt", "cet", "bst"),
        *("am", "pm", "ms", "sir", "captain", "colonel", "judge", "monday", "christmas", "easter", "people"),
        *("only", "just", "even", "still", "yes", "well", "such", "any", "other", "another", "people", "police"),
        *("between", "among", "within", "against", "through", "throughout", "because", "thanks", "instead"),
    )
)
_BODIES = frozenset(
    (
        *("corps", "force", "guard", "guards", "council", "party", "army", "ministry", "company", "inc"),
        *("corp", "group", "government", "agency", "bank", "union", "university", "committee"),
        *("department", "court", "nations", "states", "association", "institute", "police", "navy"),
        *("parliament", "senate", "house", "office", "republic", "league", "motors", "computer", "airlines"),
        *("air", "relief", "cross", "organisation", "organization", "authority", "commission", "club", "museum"),
        *("hospital", "foundation", "society", "network", "service", "services", "news", "times", "post", "fund"),
        *("systems", "technologies", "technology", "industries", "holdings", "partners", "media", "records", "day"),
        *("festival", "award", "awards", "school", "college", "church", "front", "movement", "brigade", "team"),
    )
)
_SITES = frozenset(
    (
        *(
            "mosque",
            "river",
            "city",
            "airport",
            "square",
            "island",
            "islands",
            "bay",
            "valley",
            "lake",
            "bridge",
            "east",
        ),
        *(
            "mountain",
            "mountains",
            "province",
            "county",
            "street",
            "avenue",
            "stadium",
            "ocean",
            "sea",
            "desert",
            "park",
        ),
    )
)
_STATE_FORMS = frozenset({"republic", "kingdom", "state", "commonwealth", "federation", "union"})
_PLACE_LEAD = frozenset({"in", "near", "at", "outside", "inside", "across"})
_ROLES = frozenset({"CEO", "CFO", "COO", "CTO", "MP", "MEP", "PM"})  # Apple CEO Steve Jobs: two names
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "president", "minister", "senator", "general", "gen", "king", "queen", "colonel"),
        *("spokesman", "spokeswoman", "chairman", "chairwoman", "director", "judge", "captain", "secretary", "prince"),
        *("leader", "commander", "sir", "lord", "lady", "professor", "prof", "capt", "col", "lt", "sgt", "sen", "rep"),
        *("singer", "actor", "actress", "lawyer", "attorney", "executive", "analyst", "founder", "officer", "author"),
    )
)
_OPENERS = frozenset({"“", "‘", '"', "`", ":"})
_LONGEST = 7  # tokens of one name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: its fullest form, what it seems to be, the id of its record, and whether there is one.

    `short` is the acronym the text gives it, or empty.
    """

    words: str
    kind: Kind
    id: str
    known: bool
    first: int  # tokens
    last: int
    short: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """Names and aliases in lower case -> kind and id of a record."""

    names: Mapping[str, tuple[Kind, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A name that another program found: offsets in the text, and what it takes it for."""

    start: int
    end: int
    kind: Kind


def known_names(records: Iterable[Record]) -> Known:
    """The names of all actors and places among some records."""
    found: dict[str, tuple[Kind, str]] = {}
    for record in records:
        if isinstance(record, Actor | Place):
            for name in (record.name, *record.also_known_as):
                found.setdefault(name.lower(), (_kind_of(record), record.id))
    return Known(found)  # no read-only view, since that cannot be sent to another process


def _kind_of(record: Actor | Place) -> Kind:
    if isinstance(record, Place):
        return "place"
    return "person" if record.kind == "person" else "state" if record.kind == "state" else "organisation"


def names(
    text: str,
    of: Tokens,
    sentences: Sequence[Sentence],
    known: Known,
    closed: AbstractSet[int] = frozenset(),
    found: Sequence[Found] = (),
) -> tuple[Name, ...]:
    """All names of a text in order; a surname or an acronym stands for the longer name it was introduced with.

    `closed` are tokens that are no part of a name, `found` names from elsewhere, which win where they overlap others.
    """
    given = {(of.at(each.start), of.at(each.end - 1) + 1): each.kind for each in found if each.end > each.start}
    runs = _runs_beside(of, sentences, known, closed, given)
    longer = _longer_names(of, runs)
    acronyms = {
        span: words[0]
        for words, span in longer.items()
        if len(words) == 1 and words[0].isupper() and words[0] != of.words[span[1] - 1]
    }
    full = [_full(text, of, run, longer) for run in runs]
    kinds = _kinds(of, runs, full, given)
    return tuple(
        _name(
            text,
            of,
            run,
            words,
            kinds[words],
            known,
            acronyms.get(longer.get(tuple(of.words[run[0] : run[1]]), run), ""),
        )
        for run, words in zip(runs, full, strict=True)
    )


def _runs_beside(
    of: Tokens,
    sentences: Sequence[Sentence],
    known: Known,
    closed: AbstractSet[int],
    given: Mapping[tuple[int, int], Kind],
) -> list[tuple[int, int]]:
    taken = {at for first, last in given for at in range(first, last)}
    runs = [run for run in _runs(of, sentences, closed) if not taken or taken.isdisjoint(range(run[0], run[1]))]
    middle = {word for first, last, opening in runs for word in of.words[first + opening : last]}
    kept = [
        (first, last)
        for first, last, opening in runs
        if (not opening or last - first > 1 or _stands(of.words[first], middle, known))
        and not _adjective(of, first, last, known)
    ]
    return sorted([*kept, *given])


def _runs(of: Tokens, sentences: Sequence[Sentence], closed: AbstractSet[int]) -> Iterator[tuple[int, int, bool]]:
    """Runs of capitalised words; the last value tells whether one opens its sentence, where any word has a capital."""
    words = of.words
    capitals = [at for at, word in enumerate(words) if word[0].isupper() and at not in closed and _capital(word)]
    number, end = 0, 0
    for at in capitals:
        if at < end:
            continue
        while sentences[number].last <= at:
            number += 1
        stop = sentences[number].last
        if words[at] in _ROLES and at + 1 < stop and words[at + 1][0].isupper():
            continue
        end = _run_end(of, at, stop, closed)
        begin = sentences[number].first
        yield at, end, at == begin or words[at - 1] in _OPENERS or (words[at - 1] in ("'", "`") and at - begin < 3)


def _run_end(of: Tokens, at: int, stop: int, closed: AbstractSet[int]) -> int:
    """The token behind a run of capitalised words: with "of", hyphens, and the stops of "U.S."."""
    words, end = of.words, at + 1
    while len(words[end - 1]) == 1 and end < stop and words[end] == "." and of.starts[end] == of.end(end - 1):
        end += 1
        if end < stop and len(words[end]) == 1 and words[end].isupper() and of.starts[end] == of.end(end - 1):
            end += 1
    while end < stop and end - at < _LONGEST:
        link = end
        while link < stop and words[link] in _LINKS and link - end < 2:
            link += 1
        if link < stop and words[link] == "-" and of.starts[link] == of.end(link - 1):
            link += 1  # Al-Aqsa
            if link < stop and of.starts[link] != of.end(link - 1):
                break
        follows = link < stop and words[link][0].isupper() and link not in closed and _capital(words[link])
        if not follows or words[link] in _ROLES:
            break
        end = link + 1
    return end


def _stands(word: str, middle: AbstractSet[str], known: Known) -> bool:
    """Whether one word that opens a sentence is a name: it is one elsewhere, an acronym, or known."""
    low = word.lower()
    return word in middle or (word.isupper() and len(word) > 1) or low in known.names or low in states()


def _adjective(of: Tokens, first: int, last: int, known: Known) -> bool:
    """Whether a run is one word such as "Iranian" or "Islamic" before a noun."""
    word = of.words[first]
    after = of.words[last] if last < len(of.words) else "."
    adjective = last - first == 1 and word.lower() not in known.names and word.endswith(("ian", "ish", "ese", "ic"))
    return adjective and after[0].islower() and after not in ("is", "was", "said", "has", "and")


def _capital(word: str) -> bool:
    return word[0].isalpha() and word.lower() not in _NOT_NAMES


def _longer_names(of: Tokens, runs: Sequence[tuple[int, int]]) -> dict[tuple[str, ...], tuple[int, int]]:
    """Surnames, acronyms and parts of a body's name -> the tokens of the full name that came first."""
    found: dict[tuple[str, ...], tuple[int, int]] = {}
    for first, last in runs:
        if last - first < 2 or of.words[last - 1] == ".":
            continue
        words = tuple(of.words[first:last])
        if not any(word.lower() in _BODIES for word in words):
            if not _LINKS.intersection(words):
                found.setdefault(words[-1:], (first, last))
        else:
            for begin, end in combinations(range(len(words) + 1), 2):
                if 1 < end - begin < len(words) and words[begin][0].isupper() and words[end - 1][0].isupper():
                    found.setdefault(words[begin:end], (first, last))
        if of.words[last : last + 1] == ("(",) and of.words[last + 2 : last + 3] == (")",):
            found.setdefault((of.words[last + 1],), (first, last))
    return found


def _full(text: str, of: Tokens, run: tuple[int, int], longer: Mapping[tuple[str, ...], tuple[int, int]]) -> str:
    """The fullest form of a name: that of its introduction, or of a country without "Republic of"."""
    first, last = longer.get(tuple(of.words[run[0] : run[1]]), run)
    if last - first < 3 and of.words[last - 1] == "." and len(of.words[first]) == 1:
        return of.words[first]
    if of.words[last - 1] == "." or (last - first > 2 and of.words[first + 1] == "."):
        return "".join(of.words[first:last]).replace(".", "")  # U.S.
    words = text[of.starts[first] : of.end(last - 1)]
    head, link, country = words.rpartition(" of ")
    return (
        country if link and country.lower() in states() and _STATE_FORMS.intersection(head.lower().split()) else words
    )


def _kinds(
    of: Tokens, runs: Sequence[tuple[int, int]], full: Sequence[str], given: Mapping[tuple[int, int], Kind]
) -> dict[str, Kind]:
    """What each name seems to be at most of its places; what another program said counts for more."""
    votes: defaultdict[str, Counter[Kind]] = defaultdict(Counter)
    for run, words in zip(runs, full, strict=True):
        if run in given:
            votes[words][given[run]] += 10 * len(runs)
        else:
            whole = run[1] - run[0] > 1 or " " not in words  # "Oak" alone says little about what "Ada Oak" is
            votes[words][_kind(of, *run, words.lower())] += len(runs) if whole else 1
    return {words: seen.most_common(1)[0][0] for words, seen in votes.items()}


def _name(text: str, of: Tokens, run: tuple[int, int], full: str, kind: Kind, known: Known, acronym: str) -> Name:
    """A name with the record it stands for: known by its own words, its full form or its acronym."""
    own = text[of.starts[run[0]] : of.end(run[1] - 1)]
    forms = (own, full, acronym)
    record = next((known.names[form.lower()] for form in forms if form and form.lower() in known.names), None)
    if record is None:
        return Name(full, kind, slug(full), False, *run, acronym)
    return Name(full, *record, True, *run, acronym)


def _kind(of: Tokens, first: int, last: int, full: str) -> Kind:
    """What a name seems to be, by the words in it and before it."""
    words = [word.lower() for word in of.words[first:last]]
    before = [word.lower() for word in of.words[max(first - 2, 0) : first]]
    led = bool(before) and (before[-1] in _PLACE_LEAD or (before[-1] == "the" and before[0] in _PLACE_LEAD))
    if full in states():
        return "place" if led else "state"
    if full in places() or _SITES.intersection(words):
        return "place"
    if before and before[-1] in _TITLES and last - first < 4:
        return "person"
    upper = any(word.isupper() and len(word) > 1 for word in of.words[first:last])
    if _BODIES.intersection(words) or upper:
        return "organisation"
    if led:
        return "place"
    return "person" if 1 < last - first < 4 and not _LINKS.intersection(words) else "organisation"
