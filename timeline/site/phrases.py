"""The words of the interface that are put together from parts; the fixed ones stand in the templates. English."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from babel.numbers import format_decimal

from timeline.dates import parse_edtf, words
from timeline.graph.periods import Period, edtf_year
from timeline.model.quantities import Bounds
from timeline.model.records import Event
from timeline.site.shelves import Month, Shelf
from timeline.site.urls import century_number, ordinal

STATUS = {
    "confirmed": "Confirmed",
    "reported": "Reported, not confirmed",
    "claimed": "Claimed",
    "disputed": "Disputed",
    "refuted": "Refuted",
}
SHAPES = {
    "disc": "confirmed, known to the day",
    "ring": "confirmed, known to the month or year",
    "bar": "confirmed, over a stretch of time",
    "dot": "reported, not confirmed",
    "diamond": "claimed by one side",
    "half": "disputed",
    "struck": "refuted",
}
UNDATED = "Over more than a century"
CLAIMED, DENIED = "claimed", "denied"  # on the line from an event to another
PAPER = "For printing"
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})


def count(number: int, one: str, many: str = "") -> str:
    """`1 event`, `2 events`, `1,200 events`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction that a language is written in."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def stop(number: int, of: int) -> str:
    """Where a reader of a guided timeline stands."""
    return f"Stop {number} of {of}"


def archived_at(address: str) -> str:
    """Where a copy of a source is kept."""
    return f"archived at {address}"


def more_below(number: int) -> str:
    """What stands below the events of a drawing that shows only some."""
    return f"and {number:,} more below"


def gap(years: int) -> str:
    """What stands on the spine where years pass without an entry."""
    return f"{count(years, 'year')} without an entry"


def period(stretch: Period, language: str = "en") -> str:
    """The name of a year, decade or century; in English as headings have it, elsewhere as dates are worded.

    >>> period(Period(-48, -39, "decade")), period(Period(1900, 1999, "century"))
    ('40s BCE', '20th century')
    """
    if not language.startswith("en"):
        return words(parse_edtf(stretch.edtf), lang=language)
    before = stretch.last <= 0
    era = " BCE" if before else ""
    if stretch.kind == "year":
        return f"{1 - stretch.first if before else stretch.first}{era}"
    if stretch.kind == "decade":
        first = 1 - stretch.last if before else stretch.first
        return f"years 1 to 9{era}" if first < 10 else f"{first - first % 10}s{era}"
    return f"{ordinal(century_number(stretch))} century{era}"


def shelf(held: Shelf, language: str) -> str:
    """The name of a part of a long list: `1990s`, `March 1998`, `1998, part 2`."""
    stretch = held.stretch
    if stretch is None or stretch == "longer":
        name = UNDATED if stretch else "Others"
    elif isinstance(stretch, Month):
        name = words(parse_edtf(stretch.edtf), lang=language, style="long")
    else:
        name = period(stretch)
    return f"{name}, part {held.part}" if held.part else name


def span(first: int, last: int, language: str = "en") -> str:
    """Two astronomical years as people write them: `1979–2023`, `44 BCE–14 CE`."""
    if first == last:
        return period(Period(first, first, "year"), language)
    if not language.startswith("en"):
        return words(parse_edtf(f"{edtf_year(first)}/{edtf_year(last)}"), lang=language)
    if first > 0:
        return f"{first}–{last}"
    return f"{1 - first} BCE–{last} CE" if last > 0 else f"{1 - first}–{1 - last} BCE"


def number(value: Decimal, language: str) -> str:
    """A number with the marks of a language."""
    return format_decimal(value, locale=language.replace("-", "_"), decimal_quantization=False)


def bounds(value: Bounds, language: str) -> str:
    """`12`, `between 12 and 20`, `at least 12`, `at most 20`."""
    if value.low is not None and value.high is not None:
        low, high = number(value.low, language), number(value.high, language)
        return low if value.low == value.high else f"between {low} and {high}"
    if value.low is not None:
        return f"at least {number(value.low, language)}"
    return f"at most {number(value.high, language)}" if value.high is not None else "unknown"


def listing(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def position(index: int, total: int) -> str:
    """`8th of 9 events`; the index counts from 0."""
    return f"{ordinal(index + 1)} of {count(total, 'event')}"


def status(event: Event, claimants: Sequence[str], deniers: Sequence[str]) -> str:
    """The status of an event in words, with those who claim and deny it."""
    words = STATUS[event.status]
    if event.status not in ("claimed", "disputed") or not claimants:
        return words
    if event.status == "claimed":
        said = f"Claimed by {listing(claimants)}"
        return f"{said}; denied by {listing(deniers)}" if deniers else f"{said}; nobody has answered this claim"
    return f"Disputed: claimed by {listing(claimants)}" + (f", denied by {listing(deniers)}" if deniers else "")


def coordinates(latitude: float, longitude: float) -> str:
    """`35.69° N, 51.39° E`."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"
