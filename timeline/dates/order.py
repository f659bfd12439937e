"""One total order over all dates: anchor instant, longer span first, plain before doubtful.

Dates and times without an offset are read in the zone of the site; years are integers without limit. The caller
appends its own tie breakers (an explicit order, then the id), so that output is stable.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.days import day_number
from timeline.dates.values import DateValue, Day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

DAY_SECONDS = 86400
# Later than any year this package reads (10**12 years are 3.2e19 seconds): the dates of which no year is known.
UNDATED = 10**21
_ENDLESS = 10**22


def sort_key(value: DateValue, zone: str = "UTC") -> tuple[int, int, int]:
    """Return (anchor in seconds from 1970 UTC, minus the span, rank of the qualifiers); never raises.

    An open or unknown start is anchored at the last bound, an estimate such as 1950S2 at the estimate, and a date
    without any year after everything else. A zone nobody knows counts as UTC: check it with `known_zone`.

    >>> from timeline.dates.edtf import parse_edtf
    >>> sorted(["2016-01-01", "2016?", "2016-01", "../2015", "2016"], key=lambda text: sort_key(parse_edtf(text)))
    ['../2015', '2016', '2016?', '2016-01', '2016-01-01']
    """
    start, end = instants(value, zone)
    span = _ENDLESS if start is None or end is None else end - start
    return _anchor(value, start, zone), -span, (value.uncertain << 1) + value.approximate


def instants(value: DateValue, zone: str) -> tuple[int | None, int | None]:
    """Return the first instant and the first one after the last, in UTC seconds; None where there is no bound."""
    if value.members:
        firsts = [_first(member.first, zone) for member in value.members]
        lasts = [_last(member.last, zone) for member in value.members]
        known_firsts = [first for first in firsts if first is not None]
        known_lasts = [last for last in lasts if last is not None]
        return (
            min(known_firsts) if len(known_firsts) == len(firsts) else None,
            max(known_lasts) if len(known_lasts) == len(lasts) else None,
        )
    return _first(value, zone), _last(value, zone)


def _first(value: DateValue | None, zone: str) -> int | None:
    """Return the first instant of a single date."""
    if value is None or value.earliest is None:
        return None
    return _clock_instant(value, zone) if value.kind == "datetime" else day_start(value.earliest, zone)


def _last(value: DateValue | None, zone: str) -> int | None:
    """Return the first instant after a single date."""
    if value is None or value.latest is None:
        return None
    if value.kind == "datetime":
        return _clock_instant(value, zone) + (60 if value.precision == "minute" else 1)
    return _in_zone((day_number(value.latest) + 1) * DAY_SECONDS, zone)


def _anchor(value: DateValue, start: int | None, zone: str) -> int:
    """Return the instant a date is filed under."""
    first = value.members[0].first if value.members else value
    if first is not None and first.point is not None and _yearless(first.point.year):
        start = None
    elif first is not None and first.point is not None and first.point.significant and value.kind != "set":
        return day_start(Day(first.point.number or 0, 1, 1), zone)
    if start is not None:
        return start
    last = value.members[-1].last if value.members else None
    if value.latest is None or last is None or (last.point is not None and _yearless(last.point.year)):
        return UNDATED
    return day_start(value.latest, zone)


def _yearless(year: str) -> bool:
    """Return whether no digit of a year is known."""
    return year in ("XXXX", "-XXXX")


def day_start(day: Day, zone: str) -> int:
    """Return the instant a day starts at in a zone."""
    return _in_zone(day_number(day) * DAY_SECONDS, zone)


def _clock_instant(value: DateValue, zone: str) -> int:
    """Return the instant of a date with a time."""
    if value.point is None or value.point.clock is None or value.earliest is None:
        return 0
    clock = value.point.clock
    local = day_number(value.earliest) * DAY_SECONDS + clock.hour * 3600 + clock.minute * 60 + (clock.second or 0)
    return _in_zone(local, zone) if clock.offset is None else local - clock.offset * 60


def _in_zone(local: int, zone: str) -> int:
    """Return the instant at which the clocks of a zone show a local time given in seconds."""
    return local if zone == "UTC" else local - zone_offset(local, zone)


def zone_offset(local: int, zone: str) -> int:
    """Return the seconds a zone is ahead of UTC at a local time; 0 for a zone nobody knows.

    >>> zone_offset(0, "Europe/Berlin"), zone_offset(0, "+05:30")
    (3600, 19800)
    """
    found = load_zone(zone)
    if found is None or isinstance(found, int):
        return found or 0
    from datetime import datetime, timedelta  # only here: years 1 to 9999, so others are moved into a like year

    days, seconds = divmod(local, DAY_SECONDS)
    cycle = 146097  # days in 400 Gregorian years, after which the calendar repeats
    low, high = -719162 + 1, 2932896 - cycle  # datetime's first and last day, with room to move
    if days < low:
        days = low  # before standard time: the zone's local mean time
    elif days > high:
        days = high - cycle + (days - high) % cycle
    moment = datetime(1970, 1, 1) + timedelta(days=days, seconds=seconds)  # noqa: DTZ001 - made aware in the next line
    offset = moment.replace(tzinfo=found).utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0


@lru_cache(maxsize=64)
def load_zone(zone: str) -> ZoneInfo | int | None:
    """Return a zone by its IANA name, the seconds of a fixed offset such as +03:00, or None for neither."""
    if zone in ("UTC", "Z", "GMT"):
        return 0
    if zone[:1] in ("+", "-"):
        from timeline.dates.points import parse_offset

        try:
            return (parse_offset(zone, 0, zone) or 0) * 60
        except ValueError:
            return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def known_zone(zone: str) -> bool:
    """Return whether a zone can be used: UTC, an IANA name, or an offset such as +03:00."""
    return load_zone(zone) is not None
