"""The day a text counts from: given, from the head of the document, or from a dateline in its first lines."""

import re

from timeline.dates import DateError, Day, parse_edtf
from timeline.extract import calendar as cal
from timeline.extract.documents import Document
from timeline.extract.mentions import Anchor
from timeline.extract.timex import find

_RULES = frozenset({"day", "iso date", "numeric date", "time of day"})
_HEAD = 600  # characters in which a dateline is looked for
_BEFORE = 60  # characters of one line that may stand before a dateline
_BEHIND = frozenset("–—-:)|/\n_•·")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_CLOCK = re.compile(
    r"(?:,|at\b|[ \t]|[T-](?=\d))*(?:\d{1,2}(?:[:.]\d\d){1,2}(?:\.\d+)?)?[ \t]?(?:[AaPp]\.?[Mm]\.?)?"
    r"[ \t]?(?:[A-Z]{2,4}\b|[+-]\d{4}|Z)?"
)


def day_of_text(text: str) -> Day | None:
    """The day of an ISO date or time, None if it is none.

    >>> day_of_text("2023-12-28T10:00:00Z")
    Day(year=2023, month=12, day=28)
    >>> day_of_text("20231228")
    Day(year=2023, month=12, day=28)
    """
    try:
        value = parse_edtf(_COMPACT.sub(r"\1-\2-\3", text.strip())[:10])
    except DateError:
        return None
    return value.earliest if value.precision == "day" else None


def anchor_of(document: Document, given: Day | None = None) -> Anchor:
    """The anchor of a document, and where it was found.

    >>> anchor_of(Document("Thursday, December 28, 2023 – It began.")).origin
    'dateline'
    """
    if given is not None:
        return Anchor(given, "given")
    if (day := day_of_text(document.published)) is not None:
        return Anchor(day, "metadata")
    if document.published and (day := _first_day(document.published)) is not None:
        return Anchor(day, "metadata")
    day = dateline(document.text)
    return Anchor(day, "dateline" if day else "unknown")


def _first_day(text: str) -> Day | None:
    mentions = find(text[:_HEAD], Anchor(None), "news")
    return next((day for each in mentions if (day := cal.day_in(each.value)) is not None), None)


def dateline(text: str) -> Day | None:
    """The full date in the first lines of a text that stands alone, with a clock time, or before a dash.

    >>> dateline("PARIS, March 3, 2021 (Wire) - It began.") is None
    False
    >>> dateline("Published 3 March 2021, 10:15 GMT\\nIt began.")
    Day(year=2021, month=3, day=3)
    """
    head = text[:_HEAD]
    for mention in find(head, Anchor(None), "news"):
        day = cal.day_in(mention.value.split("T")[0])
        if day is None or mention.rule not in _RULES:
            continue
        before = head[head.rfind("\n", 0, mention.start) + 1 : mention.start]
        if len(before) <= _BEFORE and _closed(before, head[mention.end :]):
            return day
    return None


def _closed(before: str, behind: str) -> bool:
    """Whether a date ends there: the line, or a dash, a bracket, a clock time; a full stop behind names alone."""
    clock = _CLOCK.match(behind)
    rest = behind[clock.end() if clock else 0 :].lstrip(" \t,")
    if not rest or rest[0] in _BEHIND or (rest[0] == "(" and ")" in rest[:24]):
        return True
    return rest[0] == "." and not any(word.islower() for word in before.split())
