"""The shape of an event on the line of time: it says status and precision, and words beside it say the same."""

from dataclasses import dataclass

from timeline.model.records import Event


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape on the spine: `disc ring bar dot diamond half struck`; `broken` for a date that is not firm."""

    shape: str
    broken: bool

    @property
    def classes(self) -> str:
        """What the stylesheet draws it by: `ring broken`."""
        return f"{self.shape} broken" if self.broken else self.shape


def mark(event: Event) -> Mark:
    """The shape of an event on the spine."""
    broken = event.date.approximate or event.date.uncertain
    by_status = {"reported": "dot", "claimed": "diamond", "disputed": "half", "refuted": "struck"}
    if event.status in by_status:
        return Mark(by_status[event.status], broken)
    if event.date.kind == "interval":
        return Mark("bar", broken)
    exact = event.date.earliest is not None and event.date.earliest == event.date.latest
    return Mark("disc" if exact and not broken else "ring", broken)
