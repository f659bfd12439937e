"""Whether a date carries a story on, or is only mentioned: "who had come in 1943", "until 1990", "the May 2007 high".

An incomplete date ("in June") belongs to the year the story has come to, which is not always the last year named.
"""

from collections.abc import Sequence

from timeline.extract import calendar as cal

_REACH = 8  # tokens before a date that may say how it is meant
_EDGE = 6  # tokens before a date that still begins a sentence
_STEP = 1  # years from which a span is the whole story, not its next stretch: from 1936 to 1939
_FARTHEST = 3  # years a story goes on at one step by a bare year
_STOPS = frozenset({".", ";", "!", "?", ":", "\n\n", "\n"})
_OPENING = frozenset(
    ("in", "on", "by", "during", "early", "late", "the", "and", "of", "from", "mid", "-", "after", "at")
)
_BACK = frozenset({"had"})
_AHEAD = frozenset(
    (
        *("until", "till", "before", "will", "would", "should", "could", "might", "plan", "plans", "planned"),
        *("projected", "predicted", "scheduled", "expected"),
    )
)


def carries_on(words: Sequence[str], first: int, story: str, value: str) -> bool:
    """Whether the story goes on from a date whose words begin at `first`; `story` is where it has come to.

    >>> words = "The troops who had come in May 1943 left".split()
    >>> carries_on(words, 6, "1944-06", "1943-05"), carries_on("In May 1943 they left".split(), 1, "1944-06", "1943-05")
    (False, True)
    """
    now, there = cal.year_of(story), cal.year_of(value)
    if now is None or there is None or now == there:
        return True
    if there < now and "-" not in value and "the" in (words[first].lower(), words[max(first - 1, 0)].lower()):
        return False  # the 1905 fire
    if _opens_sentence(words, first):
        return True
    if there - now > _STEP and words[first - 1] in ("to", "-", "–"):
        return False  # from 1936 to 1939
    if there > now:
        return (there - now <= _FARTHEST or "-" in value) and not _said_before(words, first, _AHEAD)
    if words[first - 1] == "the" or _said_before(words, first, _BACK):
        return False
    return "-" in value or there == now - 1


def _said_before(words: Sequence[str], first: int, which: frozenset[str]) -> bool:
    """Whether one of some words stands shortly before a date, in its sentence."""
    for place in range(first - 1, max(first - 1 - _REACH, -1), -1):
        if words[place] in _STOPS:
            return False
        if words[place].lower() in which:
            return True
    return False


def _opens_sentence(words: Sequence[str], first: int) -> bool:
    """Whether only words such as "in late" stand between the start of the sentence and a date."""
    for place in range(first - 1, max(first - _EDGE, -1), -1):
        if words[place] in _STOPS or words[place].lower() not in _OPENING:
            return words[place] in _STOPS
    return first < _EDGE
