"""The shape of an event on the line of time: it says status and precision, and words beside it say the same."""

from dataclasses import dataclass

from timeline.model.records import Event

# In a box of 16 by 16; `full` is filled, `line` is an outline (style.css). parts/marks.html has the same for templates.
SHAPES = {
    "disc": '<circle class="full" cx="8" cy="8" r="5"/>',
    "ring": '<circle class="line" cx="8" cy="8" r="5"/>',
    "bar": '<rect class="full" x="5.5" y="1" width="5" height="14" rx="2.5"/>',
    "dot": '<circle class="line" cx="8" cy="8" r="5"/><circle class="full" cx="8" cy="8" r="1.8"/>',
    "diamond": '<path class="line" d="M8 1.8 14.2 8 8 14.2 1.8 8Z"/>',
    "half": '<circle class="line" cx="8" cy="8" r="5"/><path class="full" d="M8 3a5 5 0 0 0 0 10Z"/>',
    "struck": '<circle class="line" cx="8" cy="8" r="5"/><path class="line" d="M2.5 13.5 13.5 2.5"/>',
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The shape on the spine: `disc ring bar dot diamond half struck`; `broken` for a date that is not firm."""

    shape: str
    broken: bool


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
