"""The day a text counts from: given, from the head of the document, or from a dateline in its first lines."""

from timeline.dates import DateError, Day, parse_edtf
from timeline.extract import calendar as cal
from timeline.extract.documents import Document
from timeline.extract.mentions import Anchor
from timeline.extract.timex import find

_HEAD = 600  # characters in which a dateline is looked for
_BEFORE = 60  # characters of one line that may stand before a dateline
_BEHIND = frozenset("–—-:)|\n")


def day_of_text(text: str) -> Day | None:
    """The day of an ISO date or time, None if it is none.

    >>> day_of_text("2023-12-28T10:00:00Z")
    Day(year=2023, month=12, day=28)
    """
    try:
        value = parse_edtf(text.strip()[:10])
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
    """The full date in the first lines of a text that stands alone or before a dash.

    >>> dateline("PARIS, March 3, 2021 (Wire) - It began.") is None
    False
    """
    head = text[:_HEAD]
    for mention in find(head, Anchor(None), "news"):
        day = cal.day_in(mention.value)
        if day is None or mention.rule not in ("day", "iso date", "numeric date"):
            continue
        line = head[head.rfind("\n", 0, mention.start) + 1 : mention.start]
        behind = head[mention.end : mention.end + 24].lstrip(" \t")
        closed = not behind or behind[0] in _BEHIND or (behind[0] == "(" and ")" in behind)
        if len(line) <= _BEFORE and closed:
            return day
    return None
