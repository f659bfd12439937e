"""Which way a date without a year, or a bare weekday, lies from the document's own: read from tense and cue words.

The nearest verb or cue to the left in the same clause decides, then the nearest to the right. A participle that "will",
"be" or "to" leads to speaks of the future: "will be paid", "expected to be finished".
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
        *("vowed", "vows"),
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
    )
)
_AUXILIARY = frozenset({"will", "shall", "ll", "be", "would", "to"})
_LEADS_ON = frozenset({"is", "are", "set", "due", "ready", "about", "likely"})  # the trial is to begin, set to begin
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
    if words[last : last + 1] and words[last] in ("'s", "’s"):
        return -1  # Friday's ruling
    left = _nearest(words, range(first - 1, max(first - _REACH, 0) - 1, -1))
    return left or _nearest(words, range(last, min(last + _REACH, len(words))))


def _nearest(words: Sequence[str], places: range) -> int:
    for place in places:
        word = words[place].lower()
        if word in _STOPS:
            return 0
        if word in _FUTURE or (word == "to" and place and words[place - 1].lower() in _LEADS_ON):
            return 1
        if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _NO_VERB):
            ahead = _AUXILIARY.intersection(each.lower() for each in words[max(place - _LEAD, 0) : place])
            return 1 if ahead and word not in ("was", "were", "had", "did", "said", "has", "have", "been") else -1
    return 0
