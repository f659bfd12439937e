"""Machine forms of a date, each with a list of what it cannot carry."""

from __future__ import annotations

from timeline.dates.values import DateValue


def html_datetime(value: DateValue) -> str | None:
    """Return a valid `datetime` attribute for `<time>`, None when HTML has no such date.

    HTML knows years from 1 on, months, days and times; no qualifiers, seasons, masks or intervals.

    >>> from timeline.dates.edtf import parse_edtf
    >>> html_datetime(parse_edtf("2020-01-03T00:47+03:00")), html_datetime(parse_edtf("198X"))
    ('2020-01-03T00:47+03:00', None)
    """
    point = value.point
    if point is None or value.unspecified or value.kind not in ("date", "datetime", "year"):
        return None
    if point.significant or point.number is None or point.number < 1:
        return None
    text = "-".join(part for part in (f"{point.number:04d}", point.month, point.day) if part)
    if point.clock is None:
        return text
    clock = point.clock
    time = f"{clock.hour:02d}:{clock.minute:02d}" + (f":{clock.second:02d}" if clock.second is not None else "")
    return f"{text}T{time}{offset_text(clock.offset)}"


def offset_text(offset: int | None) -> str:
    """Return an offset in minutes as `Z`, `+03:00` or nothing."""
    if not offset:
        return "" if offset is None else "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
