"""Why a typed date is refused: one `DateError` a kind of mistake, with the class of the message and what to type."""

from __future__ import annotations

from timeline.dates.faults import show
from timeline.dates.values import DateError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.values import Problem

_PROBLEMS: dict[str, Problem] = {
    "unrecognised": "syntax",
    "non-ascii-digits": "syntax",
    "unknown-zone": "syntax",
    "impossible-date": "impossible",
    "impossible-time": "impossible",
    "nonexistent-local-time": "impossible",
    "no-year-zero": "impossible",
    "weekday-mismatch": "impossible",
    "reversed-range": "reversed",
    "empty": "incomplete",
    "no-date": "incomplete",
    "missing-year": "incomplete",
    "relative-date": "relative",
}


def refuse(text: str, position: int, code: str, reason: str, fix: str, readings: tuple[str, ...] = ()) -> DateError:
    """Return the error of a class of messages; the classes that are not listed are kinds of ambiguity."""
    return DateError(text, position, reason, fix, _PROBLEMS.get(code, "ambiguous"), readings, code)


def ambiguous(text: str, position: int, code: str, *readings: tuple[str, str], shown: str = "") -> DateError:
    """Return the error for a text with several readings, each given as EDTF and as what it means."""
    meanings = " or ".join(meaning for _, meaning in readings)
    fix = "write " + " or ".join(edtf for edtf, _ in readings)
    reason = f"{show(shown or text)} can be {meanings}"
    return refuse(text, position, code, reason, fix, tuple(edtf for edtf, _ in readings))


def unrecognised(text: str, position: int, piece: str = "") -> DateError:
    """Return the error for something that is not understood."""
    fix = "write a date such as 7 October 2023, October 2023, about 2017 or 1979 to 1988"
    return refuse(text, position, "unrecognised", f"{show(piece or text)} is not understood as a date", fix)


def two_digit_year(text: str, position: int, piece: str) -> DateError:
    """Return the error for a year without its century."""
    fix = "write the year with four digits, or with BC or AD"
    return refuse(text, position, "two-digit-year", f"{show(piece)} does not say which century", fix)


def century_missing(text: str, position: int, piece: str) -> DateError:
    """Return the error for a decade without its century."""
    fix = "write the decade with four digits, for example the 1980s"
    return refuse(text, position, "century-missing", f"{show(piece)} does not say which century", fix)


def missing_year(text: str, position: int) -> DateError:
    """Return the error for a date without a year."""
    fix = "add the year, or write XXXX for the year if it is not known, for example XXXX-10-07"
    return refuse(text, position, "missing-year", f"{show(text)} has no year", fix)


def no_year_zero(text: str, position: int) -> DateError:
    """Return the error for a year 0 of an era."""
    return refuse(text, position, "no-year-zero", "there is no year 0 in an era", "write 1 BC or AD 1")


def impossible_time(text: str, position: int, piece: str) -> DateError:
    """Return the error for a time of day that does not exist."""
    fix = "write hours 00 to 23 (or 1 to 12 with am or pm), minutes and seconds 00 to 59"
    return refuse(text, position, "impossible-time", f"there is no time {show(piece)}", fix)


def impossible_offset(text: str, position: int, piece: str) -> DateError:
    """Return the error for a distance from UTC that no place has."""
    fix = "write an offset from -14:00 to +14:00, for example +03:00"
    return refuse(text, position, "impossible-time", f"no clocks are {show(piece)} from UTC", fix)


def relative(text: str, position: int, piece: str) -> DateError:
    """Return the error for a date that depends on today."""
    fix = "write the date itself, for example 7 October 2023"
    return refuse(text, position, "relative-date", f"{show(piece)} depends on the day it is read", fix)


def no_date(text: str, position: int) -> DateError:
    """Return the error for a text that says there is no date."""
    fix = "leave the date out, or write what is known, for example before 1999 or the 1980s"
    return refuse(text, position, "no-date", f"{show(text)} is no date", fix)


def other_digits(text: str, position: int, piece: str) -> DateError:
    """Return the error for digits of another script, superscripts and the like."""
    return refuse(text, position, "non-ascii-digits", f"{show(piece)} is not one of the digits 0 to 9", "write 0 to 9")
