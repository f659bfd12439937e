"""One written date -> value: year, month, day, season, long year, date and time, with qualifiers and X digits.

Rules R1-R5 and R7-R9 of EDTF as the project reads it (docs/dates.md). `edtf.py` puts points into intervals and sets.
"""

from __future__ import annotations

from timeline.dates import faults
from timeline.dates.bounds import SEASON_MONTHS, date_bounds, season_bounds, significant_bounds, year_bounds
from timeline.dates.values import Clock, DateError, DateValue, Day, Point

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.values import Kind, Precision

_DIGITS = "0123456789"
_MARKS = "?~%"
_NO_MARKS = ("", "", "")
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


def parse_point(text: str) -> DateValue:
    """Return the value of a single date; a `DateError` tells where it is wrong.

    >>> parse_point("2004-06-~11").latest
    Day(year=2004, month=6, day=11)
    """
    if "T" in text:
        return _date_time(text)
    if text[:1] == "Y" or (text[:1] in _MARKS and text[1:2] == "Y"):
        return _long_year(text)
    return _calendar_date(text)


class _Scan:
    """What a pass over year, month and day has found so far; `at` is the next character."""

    __slots__ = ("at", "left", "parts", "right", "significant", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.left: list[str] = []
        self.right: list[str] = []
        self.significant = 0

    def mark(self) -> str:
        """Return the qualifier at this place, or nothing, and step over it."""
        char = self.text[self.at : self.at + 1]
        if char and char in _MARKS:
            self.at += 1
            return char
        return ""

    def component(self, width: int) -> None:
        """Read one component with the qualifiers on both sides of it."""
        self.left.append(self.mark())
        self.starts.append(self.at)
        sign = "-" if width == 4 and self.text[self.at : self.at + 1] == "-" else ""
        start = self.at + len(sign)
        digits = self.text[start : start + width]
        strange = digits.lstrip(_DIGITS + "X")
        if strange or len(digits) < width:
            raise faults.not_edtf(self.text, start + len(digits) - len(strange))
        self.at = start + width
        self.parts.append(sign + digits)
        if width == 4 and self.text[self.at : self.at + 1] == "S":
            self.significant = _significance(self.text, self.at, 4)
            self.at += 2
        self.right.append(self.mark())


def _calendar_date(text: str) -> DateValue:
    """Return the value of a date with a four-digit year."""
    scan = _Scan(text)
    scan.component(4)
    while scan.at < len(text) and len(scan.parts) < 3:
        if text[scan.at] != "-" or scan.significant:
            raise faults.not_edtf(text, scan.at)
        scan.at += 1
        scan.component(2)
    if scan.at < len(text):
        raise faults.not_edtf(text, scan.at)
    return _value(scan)


def _value(scan: _Scan) -> DateValue:
    """Return the value of the components that were found, if there is such a day."""
    year, month, day = (*scan.parts, "", "")[:3]
    text, masked = scan.text, "X" in text_of(scan.parts)
    if year_bounds(year) is None or year == "-0000":
        raise faults.no_year_minus_zero(text, scan.starts[0])
    number = None if "X" in year else int(year)
    marks = _marks_in_force(scan)
    season = int(month) if "X" not in month and month > "20" else 0
    if season and season not in SEASON_MONTHS:
        raise faults.no_such_month(text, scan.starts[1], year, month)
    if season and day:
        raise faults.day_after_season(text, scan.starts[2], f"{year}-{month}")
    if scan.significant and number is None:
        raise faults.not_edtf(text, scan.starts[0])
    bounds = _bounds(scan, year, number, month, day, season)
    point = Point(year, number, "" if season else month, day, season, None, marks, scan.significant)
    kind: Kind = "season" if season else "year" if scan.significant else "date"
    precision: Precision = "season" if season else _PRECISIONS[len(scan.parts) - 1]
    return DateValue(
        text,
        text,
        _level(scan, season),
        kind,
        precision,
        *bounds,
        approximate="~" in (joined := "".join(marks)) or "%" in joined,
        uncertain="?" in joined or "%" in joined,
        unspecified=masked,
        point=point,
    )


def text_of(parts: list[str]) -> str:
    """Return components joined into one text."""
    return "".join(parts)


def _bounds(scan: _Scan, year: str, number: int | None, month: str, day: str, season: int) -> tuple[Day, Day]:
    """Return the first and last day, or raise the reason why there is none."""
    if season:
        years = year_bounds(year) or (0, 0)
        return season_bounds(*years, season)
    if scan.significant and number is not None:
        return significant_bounds(number, scan.significant, 4)
    bounds = date_bounds(year, month, day)
    if bounds is not None:
        return bounds
    if date_bounds(year, month, "") is None:
        raise faults.no_such_month(scan.text, scan.starts[1], year, month)
    raise faults.no_such_day(scan.text, scan.starts[2], year, month, day)


def _marks_in_force(scan: _Scan) -> tuple[str, str, str]:
    """Return the qualifier of each component: its own, and those to its right that reach back to it."""
    if not any(scan.left) and not any(scan.right):
        return _NO_MARKS
    reached, marks = "", ["", "", ""]
    for index in range(len(scan.parts) - 1, -1, -1):
        reached = _both(reached, scan.right[index])
        marks[index] = _both(reached, scan.left[index])
    return marks[0], marks[1], marks[2]


def _both(one: str, other: str) -> str:
    """Return the qualifier that says what two say."""
    return one or other if one == other or not one or not other else "%"


def _level(scan: _Scan, season: int) -> int:
    """Return the lowest EDTF level that has all of this syntax."""
    if any(scan.left) or any(scan.right[:-1]) or scan.significant or season > 24:
        return 2
    year, month, day = (*scan.parts, "", "")[:3]
    if "X" in year:
        return 1 if not month and year.endswith("X") and "X" not in year[-4:-2] and _x_at_end(year) else 2
    if "X" in month:
        return 1 if month == "XX" and day in ("", "XX") else 2
    if "X" in day:
        return 1 if day == "XX" else 2
    return 1 if season or scan.right[-1] or year[0] == "-" else 0


def _x_at_end(year: str) -> bool:
    """Return whether the unspecified digits are the last ones."""
    return "X" not in year.rstrip("X")


def _significance(text: str, at: int, width: int) -> int:
    """Return the n of `Sn`, of which the S is at a place."""
    digits = text[at + 1 :].rstrip(_MARKS)
    if len(digits) > 2 or not _plain_number(digits) or not 1 <= int(digits) <= width:
        raise faults.bad_significance(text, at, width)
    return int(digits)


def _plain_number(digits: str) -> bool:
    """Return whether this is a positive integer without a leading zero, in ASCII."""
    return bool(digits) and not digits.strip(_DIGITS) and digits[0] != "0"


def _long_year(text: str) -> DateValue:
    """Return the value of a year that starts with Y: more than four digits, or an exponent."""
    left = text[0] if text[0] in _MARKS else ""
    right = text[-1] if text[-1] in _MARKS else ""
    body = text[len(left) : len(text) - len(right)]
    start = len(left) + 1
    number_text, marker, _ = body[1:].partition("S")
    sign = "-" if number_text[:1] == "-" else ""
    mantissa, exponent_marker, exponent = number_text[len(sign) :].partition("E")
    if not _plain_number(mantissa) or (exponent_marker and not _plain_number(exponent)):
        raise _long_year_fault(text, start, sign, mantissa)
    if not exponent_marker and len(mantissa) <= 4:
        raise _long_year_fault(text, start, sign, mantissa)
    if len(mantissa) + (int(exponent) if len(exponent) < 3 and exponent else 20 if exponent else 0) > 13:
        raise faults.too_large(text, start)
    number = int(mantissa) * 10 ** int(exponent or "0")
    if number > faults.MAX_YEAR:
        raise faults.too_large(text, start)
    significant, signed = 0, -number if sign else number
    if marker:
        at = len(left) + 1 + len(number_text)
        significant = _significance(text, at, len(str(number)))
        bounds = significant_bounds(signed, significant, len(str(number)))
    else:
        bounds = Day(signed, 1, 1), Day(signed, 12, 31)
    mark = _both(left, right)
    return DateValue(
        text,
        text,
        2 if exponent_marker or marker or left else 1,
        "year",
        "year",
        *bounds,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        point=Point(body, signed, "", "", 0, None, (mark, "", ""), significant),
    )


def _long_year_fault(text: str, position: int, sign: str, mantissa: str) -> DateError:
    """Return the error for a Y year that has too few digits, a leading zero, or more than a year."""
    bare = "" if "E" in text else mantissa.lstrip("0")
    if _plain_number(bare) and len(bare) <= 4:
        fix = f"write {sign}{bare.zfill(4)}"
        return DateError(text, position, f"{faults.show(text)} has four digits or fewer and needs no Y", fix)
    if _plain_number(bare):
        return DateError(text, position, f"{faults.show(text)} has a leading zero", f"write Y{sign}{bare}")
    fix = "write Y and a year of more than four digits and nothing else, for example Y-66000000"
    return DateError(text, position, f"{faults.show(text)} is not a long year", fix)


def _date_time(text: str) -> DateValue:
    """Return the value of a day with a time; seconds may be missing, which strict EDTF does not allow."""
    date, _, time = text.partition("T")
    if not date or date.lstrip("-").strip(_DIGITS + "-") or len(date.lstrip("-")) != 10:
        raise faults.time_needs_day(text, date) if time[:2].isdigit() else faults.not_edtf(text, len(date))
    try:
        day = parse_point(date)
    except DateError as error:
        raise error.within(text, 0) from None
    point, offset_at = day.point, len(date) + 1
    if point is None or day.precision != "day":
        raise faults.time_needs_day(text, date)
    digits, zone = _split_zone(time)
    fields = digits.split(":")
    if len(fields) not in (2, 3) or any(len(field) != 2 or field.strip(_DIGITS) for field in fields):
        raise faults.bad_time(text, offset_at, f"{faults.show(time)} is not a time of day")
    hour, minute, second = int(fields[0]), int(fields[1]), int(fields[2]) if len(fields) == 3 else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        raise faults.bad_time(text, offset_at, f"there is no time {faults.show(digits)}")
    clock = Clock(hour, minute, second, parse_offset(text, offset_at + len(digits), zone))
    return DateValue(
        text,
        text,
        day.level,
        "datetime",
        "minute" if second is None else "second",
        day.earliest,
        day.latest,
        point=point._replace(clock=clock),
        extension="minute" if second is None else None,
    )


def _split_zone(time: str) -> tuple[str, str]:
    """Return the clock part and the zone part of a time."""
    for at, char in enumerate(time):
        if char in "Z+-":
            return time[:at], time[at:]
    return time, ""


def parse_offset(text: str, position: int, zone: str) -> int | None:
    """Return the minutes ahead of UTC of `Z`, `+hh` or `+hh:mm`, None for no zone.

    >>> parse_offset("", 0, "-05:00")
    -300
    """
    if zone in ("", "Z"):
        return 0 if zone else None
    hours, minutes = zone[1:3], zone[4:] if len(zone) == 6 and zone[3] == ":" else "00"
    well_formed = len(zone) in (3, 6) and (len(zone) == 3 or zone[3] == ":")
    if not well_formed or (hours + minutes).strip(_DIGITS) or len(hours) != 2 or zone in ("-00:00", "-00"):
        raise faults.bad_zone(text, position, zone)
    offset = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or offset > 14 * 60:
        raise faults.bad_zone(text, position, zone)
    return -offset if zone[0] == "-" else offset


def offset_text(offset: int | None) -> str:
    """Return an offset in minutes as `Z`, `+03:00` or nothing."""
    if not offset:
        return "" if offset is None else "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"
