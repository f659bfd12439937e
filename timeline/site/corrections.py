"""When an event was last corrected: the only date of change that a record knows."""

from timeline.model.records import Event


def last_correction(event: Event) -> str:
    """The day on which an event was last corrected, `2024-05-17`, or nothing."""
    days = [c.on.earliest for c in event.corrections if c.on.precision == "day" and c.on.earliest]
    last = max(days, default=None)
    return f"{last.year:04}-{last.month:02}-{last.day:02}" if last and last.year > 0 else ""
