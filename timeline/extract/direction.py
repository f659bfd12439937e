"""Which way a date without a year, or a bare weekday, lies from the document's own: read from tense and cue words.

The nearest verb or cue to the left in the same sentence decides, then the nearest to the right. A verb group is read
from its head back to its auxiliaries: "will be paid" and "expected to be finished" look ahead, "could not be found" and
"were to have been paid" look back. "Planned to leave" and "did not plan to leave" name an intention and look ahead. A
participle before a noun is no verb: "on a still unspecified date".
"""

from collections.abc import Sequence

_REACH = 14  # tokens looked at on each side, so that a long list costs no more than a short sentence
_LEAD = 4  # tokens before a participle that may hold its auxiliary
_STOPS = frozenset({".", ";", "!", "?", "\n\n"})
_FUTURE = frozenset(
    (
        *("will", "shall", "ll", "won", "would", "plans", "planning", "scheduled", "expects", "expected"),
        *("expect", "due", "slated", "begins", "starts", "opens", "ends", "upcoming", "next", "until"),
        *("till", "payable", "intends", "hopes", "effective", "expires", "deadline", "matures", "starting"),
        *("beginning", "coming", "must", "should", "seeks", "wants", "become", "ready", "promised"),
        *(
            "vowed",
            "vows",
            "meets",
            "meet",
            "arrives",
            "closes",
            "concludes",
            "resumes",
            "tomorrow",
            "upcoming",
            "forthcoming",
        ),
    )
)
_PAST = frozenset(
    (
        *("was", "were", "had", "did", "been", "has", "have", "since", "came", "went", "took", "made"),
        *("left", "fell", "rose", "began", "held", "found", "got", "gave", "met", "won", "lost", "became"),
        *("told", "sent", "saw", "shot", "ended", "ago", "broke", "brought", "built", "bought", "caught"),
        *("cut", "drew", "drove", "fled", "flew", "fought", "grew", "heard", "hit", "kept", "knew", "led"),
        *("let", "paid", "put", "ran", "sank", "sold", "spoke", "spent", "stood", "struck", "taught"),
        *("thought", "threw", "wrote", "died", "said"),
        *("sat", "lay", "wore", "rode", "sang", "swam", "swore", "tore", "woke", "chose", "froze", "forgot", "hid"),
        *("sought", "dealt", "felt", "lent", "meant", "slept", "swept", "hung", "dug", "stuck", "sprang", "drank"),
        *("blew", "bore", "beat", "rang", "shrank", "overthrew", "withdrew", "overtook", "underwent", "arose"),
        *("drowned", "laid", "lit", "bled", "clung", "crept", "fed", "leapt", "learnt", "shook"),
    )
)
_AUXILIARY = frozenset({"will", "shall", "ll", "be", "would", "to"})
_LOOKS_BACK = frozenset({"could", "have", "has", "had"})  # could not be found, would have been paid
_GROUP = (
    _AUXILIARY
    | _LOOKS_BACK
    | frozenset(
        (
            *(
                "not",
                "also",
                "yet",
                "soon",
                "never",
                "now",
                "then",
                "still",
                "been",
                "being",
                "is",
                "are",
                "was",
                "were",
            ),
            *("may", "might", "can", "must", "should", "t", "'", "’", "only", "first", "again", "all", "both"),
        )
    )
)
_INTENDS = frozenset(
    (
        *("plan", "plans", "planned", "planning", "hope", "hopes", "hoped", "hoping", "intend", "intends", "intended"),
        *("expected", "expects", "scheduled", "agreed", "agrees", "promised", "vowed", "pledged", "prepared"),
        *("preparing", "due", "set", "ready", "likely", "supposed", "slated", "able", "refused", "offered"),
    )
)
_BEFORE_NOUN = frozenset(
    ("a", "an", "the", "its", "his", "her", "their", "this", "that", "still", "yet", "newly", "of")
)
_HAPPENED = frozenset(
    (
        *("attack", "attacks", "bombing", "bombings", "shooting", "shootings", "killing", "killings", "massacre"),
        *("crash", "explosion", "blast", "blasts", "raid", "raids", "coup", "earthquake", "quake", "fire", "flood"),
        *("protest", "protests", "riots", "invasion", "disaster", "accident", "ruling", "statement", "announcement"),
    )
)
_LEADS_ON = frozenset({"is", "are", "set", "due", "ready", "about", "likely"})  # the trial is to begin, set to begin
_FINITE = frozenset({"was", "were", "had", "did", "said", "has", "have", "been", "could"})
_NO_VERB = frozenset(
    ["need", "united", "hundred", "indeed", "limited", "speed", "seed", "feed", "based", "unidentified"]
)


def direction(words: Sequence[str], first: int, last: int) -> int:
    """1 if the words around the tokens speak of the future, -1 of the past, 0 if they do not say.

    >>> direction("He will leave on Friday".split(), 4, 5), direction("He left on Friday".split(), 3, 4)
    (1, -1)
    >>> direction("It will be paid on Friday".split(), 5, 6)
    1
    """
    if words[last : last + 1] and (words[last] in ("'s", "’s") or words[last] in _HAPPENED):
        return -1  # Friday's ruling, the July 7 bombings
    if _is_then(words, first):
        return 1  # the service is on Saturday
    left = _nearest(words, range(first - 1, max(first - _REACH, 0) - 1, -1))
    return left or _nearest(words, range(last, min(last + _REACH, len(words))))


def _is_then(words: Sequence[str], first: int) -> bool:
    """Whether "is" or "are" stands before the date, with "on", "for" or "in" between at the most."""
    at = first - 1 - (first > 0 and words[first - 1].lower() in ("on", "for", "in", "at"))
    return at >= 0 and words[at].lower() in ("is", "are")


def _nearest(words: Sequence[str], places: range) -> int:
    for place in places:
        word = words[place].lower()
        if word in _STOPS:
            return 0
        if word in _FUTURE or _leads_on(words, place, word):
            return 1
        if word == "could" or word in _PAST:
            return _past_or_ahead(words, place, word)
        if word.endswith("ed") and len(word) > 4 and word not in _NO_VERB and not _adjective(words, place):
            return _past_or_ahead(words, place, word)
    return 0


def _leads_on(words: Sequence[str], place: int, word: str) -> bool:
    """Whether a "to" follows what makes it point ahead: is to begin, set to begin, planned to begin; as early as."""
    before = words[place - 1].lower() if place else ""
    if word == "to":
        return before in _LEADS_ON or before in _INTENDS
    return word == "as" and before in ("early", "soon") and place > 1 and words[place - 2].lower() == "as"


def _adjective(words: Sequence[str], place: int) -> bool:
    return place > 0 and words[place - 1].lower() in _BEFORE_NOUN


def _past_or_ahead(words: Sequence[str], place: int, word: str) -> int:
    """The direction of a past form or participle by the auxiliaries before it."""
    if word in _FINITE:
        return -1
    group = _auxiliaries(words, place)
    return 1 if group & _AUXILIARY and not group & _LOOKS_BACK else -1


def _auxiliaries(words: Sequence[str], place: int) -> frozenset[str]:
    """The auxiliaries that lead to a verb: "will not yet be" before "paid", none in "according to a paper read"."""
    first = place
    while first and place - first < _LEAD and (words[first - 1].lower() in _GROUP or words[first - 1].endswith("ly")):
        first -= 1
    return frozenset(word.lower() for word in words[first:place])
