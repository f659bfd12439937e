"""The shape of an event on the line of time: it says status and precision, and words beside it say the same."""

from timeline.dates import DateValue
from timeline.site.values import value
from timeline.site.vantage import Headline


@value()
class Mark:
    """The shape on the spine: `disc ring bar dot diamond half struck`; `broken` for a date that is not firm."""

    shape: str
    broken: bool

    @property
    def classes(self) -> str:
        """What the stylesheet draws it by: `ring broken`."""
        return f"{self.shape} broken" if self.broken else self.shape


_BY_STATUS = {"reported": "dot", "claimed": "diamond", "disputed": "half", "refuted": "struck"}
_MARKS = {
    (shape, broken): Mark(shape, broken)
    for shape in ("disc", "ring", "bar", *_BY_STATUS.values())
    for broken in (False, True)
}


def mark(event: Headline) -> Mark:
    """The shape of an event on the spine."""
    date = event.date  # asked for once: what a page reads is noted
    broken = date.approximate or date.uncertain
    return _MARKS[_shape(event.status, date, broken), broken]


def _shape(status: str, date: DateValue, broken: bool) -> str:
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if date.kind == "interval":
        return "bar"
    exact = date.earliest is not None and date.earliest == date.latest
    return "disc" if exact and not broken else "ring"
