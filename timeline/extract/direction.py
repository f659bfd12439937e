"""Which way a date without a year, or a bare weekday, lies from the document's own: read from tense and cue words.

The nearest cue to the left in the same clause decides, then the nearest to the right; "said" says nothing about when.
"""

from collections.abc import Sequence

_REACH = 14  # tokens looked at on each side, so that a long list costs no more than a short sentence
_STOPS = frozenset({".", ";", "!", "?", "\n\n"})
_FUTURE = frozenset(
    "will shall ll won plans plan planning scheduled expects expected expect due slated set begins starts opens ends "
    "upcoming next until till payable intends intend hopes hope would may could might effective expires "
    "deadline matures mature agreed proposed starting beginning coming must should seeks wants begin become "
    "ready invited promised promises vowed vows".split()
)
_PAST = frozenset(
    "was were had did been has have since came went took made left fell rose began held found got gave met won lost "
    "became told sent saw shot ended ago broke brought built bought caught cut drew drove fled flew fought grew heard "
    "hit kept knew led let paid put ran sank sold set spoke spent stood struck taught thought threw wrote died".split()
) - {"set"}
_NEUTRAL = frozenset({"said", "added", "need", "united", "hundred", "indeed", "limited", "red", "speed", "based", "unidentified"})


def direction(words: Sequence[str], first: int, last: int) -> int:
    """1 if the words around the tokens speak of the future, -1 of the past, 0 if they do not say.

    >>> direction("He will leave on Friday".split(), 4, 5), direction("He left on Friday".split(), 3, 4)
    (1, -1)
    """
    left = _nearest(words, range(first - 1, max(first - _REACH, -1) - 1 if first > _REACH else -1, -1))
    return left or _nearest(words, range(last, min(last + _REACH, len(words))))


def _nearest(words: Sequence[str], places: range) -> int:
    for place in places:
        word = words[place].lower()
        if word in _STOPS:
            return 0
        if word in _FUTURE:
            return 1
        if word in _PAST or (word.endswith("ed") and len(word) > 4 and word not in _NEUTRAL):
            return -1
    return 0
