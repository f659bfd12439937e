"""Why a text is no EDTF, and what to type instead: the errors of the strict parser.

Each function returns the `DateError` to raise. The parser knows the position; the likely mistake is found here,
from the most telling sign to the least.
"""

from __future__ import annotations

from timeline.dates.days import MONTH_NAMES, month_length
from timeline.dates.values import DateError

EXAMPLES = "write YYYY, YYYY-MM or YYYY-MM-DD, for example 2017-03-05"
MAX_YEAR = 10**12


def show(text: str) -> str:
    """Return a text in quotes, shortened and on one line, for use inside a message.

    >>> show("x" * 60)
    '"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"'
    """
    short = text if len(text) <= 40 else text[:40] + "…"
    return '"' + "".join(char if char.isprintable() else " " for char in short) + '"'


def not_edtf(text: str, position: int) -> DateError:
    """Return the error for a text that breaks the grammar at a position."""
    position = max(0, min(position, len(text)))
    if not text:
        return DateError(text, 0, "there is no date here", "write a year, for example 2017", "incomplete")
    return _old_draft(text) or _foreign(text) or _shape(text, position) or _unexpected(text, position)


def _unexpected(text: str, position: int) -> DateError:
    """Return the plain error: what stands where something else should."""
    if position >= len(text):
        return DateError(text, position, f"{show(text)} stops too early", EXAMPLES, "incomplete")
    return DateError(text, position, f"{show(text[position])} does not belong in {show(text)}", EXAMPLES)


def _foreign(text: str) -> DateError | None:
    """Return the error for characters EDTF never has: spaces, other digits, other dashes, small letters."""
    if not text.isascii():
        at = next(index for index, char in enumerate(text) if not char.isascii())
        fix = "write the digits 0 to 9" if text[at].isnumeric() else "write plain ASCII, for example - for a dash"
        return DateError(text, at, f"{show(text[at])} is not an ASCII character", fix)
    for at, char in enumerate(text):
        if char.isspace():
            joined = "".join(text.split())
            fix = EXAMPLES if joined.strip("0123456789XYTZES-/.,?~%[]{}+:") else f"write {joined}"
            return DateError(text, at, f"there is a space in {show(text)}", fix)
    if text.endswith("s") and text[:-1].isdigit() and len(text) == 5:
        return DateError(text, 4, f"{show(text)} is no EDTF", f"write {text[:3]}X for the decade")
    for small in "txze":
        at = text.find(small)
        if at > 0 and text[at - 1].isdigit():
            return DateError(text, at, f"{show(small)} is a small letter", f"write a capital {small.upper()}")
    return None


# The 2012 draft wrote these; ISO 8601-2:2019 writes the right column.
_DRAFT = (
    ("unknown", "leave that end empty, for example 2004/ or /2004"),
    ("open", "write .. for an open end, for example 2004/.."),
    ("?~", "write % for uncertain and approximate"),
    ("~?", "write % for uncertain and approximate"),
    ("(", "write the qualifier beside the part it belongs to, for example 2004-?06-11"),
    ("^", "write the date without the part from ^ on"),
    ("u", "write X for a digit that is not known, for example 198X"),
    ("y", "write a capital Y before a year of more than four digits"),
)


def _old_draft(text: str) -> DateError | None:
    """Return the error for a spelling of the draft of 2012."""
    if text[:1] == "(" and text[-1:] == ")" and "," in text:
        fix = f"write [{text[1:-1]}] for one of them, {{{text[1:-1]}}} for all of them"
        return DateError(text, 0, f"{show(text)} is no set", fix)
    for old, fix in _DRAFT:
        at = text.find(old)
        if at < 0 or (old in ("unknown", "open") and old not in text.split("/")):
            continue
        if old in ("u", "y") and not any(char.isdigit() for char in text):
            continue
        return DateError(text, at, f"{show(old)} is a spelling of the EDTF draft of 2012", fix)
    return None


def _shape(text: str, position: int) -> DateError | None:
    """Return the error for digits in the right order but not in the right number."""
    bare = text.rstrip("?~%")
    fields = bare.lstrip("-").split("-")
    sign = "-" if bare.startswith("-") else ""
    if not all(field.isdigit() for field in fields) or len(fields) > 3:
        return None
    year, rest = fields[0], fields[1:]
    if len(fields) == 1 and len(year) == 8 and not sign:
        return DateError(text, 0, f"{show(bare)} has no hyphens", f"write {year[:4]}-{year[4:6]}-{year[6:]}")
    if len(fields) == 1 and len(year) in (2, 3) and not sign:
        masked = year + "X" * (4 - len(year))
        return DateError(text, 0, f"{show(bare)} is not a year of four digits", f"write {masked} or {year.zfill(4)}")
    if len(year) > 4:
        return DateError(text, 0, f"{show(year)} has more than four digits", f"write Y{sign}{year.lstrip('0')}")
    if len(year) < 4 or any(len(field) == 1 for field in rest):
        padded = "-".join([sign + year.zfill(4), *(field.zfill(2) for field in rest)])
        return DateError(text, position, f"{show(bare)} has too few digits", f"write {padded}")
    if any(len(field) > 2 for field in rest):
        return DateError(text, position, f"{show(bare)} has too many digits in the month or the day", EXAMPLES)
    return None


def too_large(text: str, position: int) -> DateError:
    """Return the error for a year beyond the limit of ten to the twelfth."""
    return DateError(text, position, "the year is beyond 1000000000000", "write a smaller year", "impossible")


def no_year_minus_zero(text: str, position: int) -> DateError:
    """Return the error for -0000."""
    return DateError(text, position, "there is no year -0000", "write 0000 for 1 BC, -0001 for 2 BC", "impossible")


def no_such_month(text: str, position: int, year: str, month: str) -> DateError:
    """Return the error for a month that is neither 01 to 12 nor a season code."""
    fix = f"write {year}, or a month from 01 to 12" if month == "00" else "write a month from 01 to 12"
    return DateError(text, position, f"there is no month {show(month)}", fix, "impossible")


def no_such_day(text: str, position: int, year: str, month: str, day: str) -> DateError:
    """Return the error for a day that the month does not have."""
    if "X" in year + month + day:
        reason = f"no day fits {show('-'.join((year, month, day)))}"
        return DateError(text, position, reason, f"write {year}-{month} if the day is not known", "impossible")
    name = f"{MONTH_NAMES[int(month) - 1]} {spoken_year(int(year))}"
    if day == "00":
        return DateError(
            text, position, f"{name} has no day 0", f"write {year}-{month} if the day is not known", "impossible"
        )
    last = f"{year}-{month}-{month_length(int(year), int(month))}"
    fix = f"write {last}, or {year}-{month} if the day is not known"
    return DateError(text, position, f"{name} has no day {int(day)}", fix, "impossible")


def spoken_year(year: int) -> str:
    """Return a year as English prose has it.

    >>> spoken_year(1986), spoken_year(0)
    ('1986', '1 BC')
    """
    return str(year) if year > 0 else f"{1 - year} BC"


def day_after_season(text: str, position: int, season: str) -> DateError:
    """Return the error for a day that follows a season code."""
    return DateError(
        text, position, f"{show(season)} is a season or part of a year, no day may follow", f"write {season}"
    )


def bad_time(text: str, position: int, reason: str) -> DateError:
    """Return the error for a time of day that does not exist or is not written out."""
    impossible = reason.startswith("there is no")
    fix = "write hours 00 to 23, minutes and seconds 00 to 59, for example 2020-01-03T00:47:00+03:00"
    return DateError(text, position, reason, fix, "impossible" if impossible else "syntax")


def bad_zone(text: str, position: int, zone: str) -> DateError:
    """Return the error for an offset that is not an offset."""
    fix = "write Z, +03:00 or -05:00"
    if len(zone) == 5 and zone[1:].isdigit():
        fix = f"write {zone[:3]}:{zone[3:]}"
    return DateError(text, position, f"{show(zone)} is not an offset from UTC", fix)


def time_needs_day(text: str, date: str) -> DateError:
    """Return the error for a time after something that is not a complete, plain day."""
    reason = f"a time needs a complete day without doubt before it, {show(date)} is none"
    return DateError(text, 0, reason, f"write {show(date)} without the time, or a full day such as 2020-01-03T00:47")


def bad_significance(text: str, position: int, width: int) -> DateError:
    """Return the error for an S that does not name one of the digits of its year."""
    fix = f"write S1 to S{width} directly after the year, for example 1950S2"
    return DateError(text, position, f"{show(text[position:])} does not say how many digits count", fix)


def reversed_ends(text: str, position: int, first: str, last: str, separator: str) -> DateError:
    """Return the error for ends in the wrong order."""
    return DateError(
        text, position, f"{show(last)} is before {show(first)}", f"write {last}{separator}{first}", "reversed"
    )
