"""A zone as it was typed -> the offset at a local time. Gaps and repeated hours come from python-dateutil."""

from __future__ import annotations

from timeline.dates import refusals
from timeline.dates.order import load_zone
from timeline.dates.points import offset_text
from timeline.dates.tokens import Token
from timeline.dates.values import Day


def typed_offset(zone: Token | None, day: Day, time: tuple[int, int, int], text: str) -> str:
    """Return the EDTF offset of a zone for a local time, nothing when no zone was typed."""
    if zone is None or not zone.fields:
        return zone.text if zone else ""
    if zone.fields == ("abbreviation",):
        fix = "write the offset or the place, for example +03:00 or Europe/Berlin"
        reason = f'"{zone.text}" does not name one time zone'
        raise refusals.refuse(text, zone.start, "zone-abbreviation", reason, fix)
    return _named_offset(zone, day, time, text)


def _named_offset(zone: Token, day: Day, time: tuple[int, int, int], text: str) -> str:
    """Return the offset of an IANA zone; a local time that is skipped or repeated there is a `DateError`."""
    known = load_zone(zone.text)
    if known is None or isinstance(known, int):
        fix = "write an offset such as +03:00, or a zone such as Europe/Berlin"
        raise refusals.refuse(text, zone.start, "unknown-zone", f'there is no time zone "{zone.text}"', fix)
    if not 1 < day.year < 9999:
        fix = "write the offset itself, for example +01:00"
        reason = f'the offset of "{zone.text}" is not known for that year'
        raise refusals.refuse(text, zone.start, "unknown-zone", reason, fix)
    from datetime import datetime

    from dateutil import tz

    moment = datetime(*day, *time, tzinfo=known)
    if not tz.datetime_exists(moment):
        fix = "write the time before or after the change of the clocks"
        reason = f"the clocks of {zone.text} skipped that time"
        raise refusals.refuse(text, zone.start, "nonexistent-local-time", reason, fix)
    offsets = [_minutes(moment.replace(fold=fold), zone, text) for fold in (0, 1)]
    if offsets[0] == offsets[1]:
        return offset_text(offsets[0])
    local = moment.strftime("T%H:%M:%S" if time[2] else "T%H:%M")
    date = f"{day.year:04d}-{day.month:02d}-{day.day:02d}"
    readings = [(date + local + offset_text(offset), f"{offset_text(offset)}") for offset in offsets]
    raise refusals.ambiguous(text, zone.start, "repeated-local-time", *readings)


def _minutes(moment: object, zone: Token, text: str) -> int:
    """Return the offset of a moment in minutes; local mean times with seconds cannot be written in EDTF."""
    from datetime import datetime, timedelta

    offset = moment.utcoffset() if isinstance(moment, datetime) else None
    minutes, rest = divmod(offset or timedelta(), timedelta(minutes=1))
    if rest:
        fix = "write the offset in hours and minutes, for example +00:53"
        reason = f"clocks in {zone.text} were then {offset} ahead of UTC, which is no whole number of minutes"
        raise refusals.refuse(text, zone.start, "unknown-zone", reason, fix)
    return minutes
