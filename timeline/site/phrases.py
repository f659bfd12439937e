"""The words of the interface that are put together from parts; the fixed ones stand in the templates."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from timeline.dates import DateValue, parse_edtf, words
from timeline.graph.periods import Period, edtf_year
from timeline.model.quantities import Bounds
from timeline.model.records import Event
from timeline.site.language import Language, marked, plural
from timeline.site.shelves import Month, Shelf
from timeline.site.urls import century_number, ordinal

Counted = Literal["event", "claim", "denial", "record", "citation", "stop"]
COUNTS = {
    "event": plural("{n} event", "{n} events"),
    "claim": plural("{n} claim", "{n} claims"),
    "denial": plural("{n} denial", "{n} denials"),
    "record": plural("{n} record", "{n} records"),
    "citation": plural("{n} citation", "{n} citations"),
    "source": plural("{n} source", "{n} sources"),
    "stop": plural("{n} stop", "{n} stops"),
}
ALL = {
    "event": plural("All {n} event", "All {n} events"),
    "claim": plural("All {n} claim", "All {n} claims"),
    "denial": plural("All {n} denial", "All {n} denials"),
}
STATUS = {
    "confirmed": marked("Confirmed"),
    "reported": marked("Reported, not confirmed"),
    "claimed": marked("Claimed"),
    "disputed": marked("Disputed"),
    "refuted": marked("Refuted"),
}
SHAPES = {
    "disc": marked("confirmed, known to the day"),
    "ring": marked("confirmed, known to the month or year"),
    "bar": marked("confirmed, over a stretch of time"),
    "dot": marked("reported, not confirmed"),
    "diamond": marked("claimed by one side"),
    "half": marked("disputed"),
    "struck": marked("refuted"),
}
RELATIONS = (  # the labels of the built-in types; a test compares
    marked("caused by"),
    marked("led to"),
    marked("in response to"),
    marked("answered by"),
    marked("revenge for"),
    marked("avenged by"),
    marked("called revenge for"),
    marked("called avenged by"),
    marked("made possible by"),
    marked("made possible"),
    marked("follows"),
    marked("precedes"),
    marked("part of"),
    marked("includes"),
    marked("reports"),
    marked("reported by"),
    marked("comments on"),
    marked("commented on by"),
    marked("contradicts"),
    marked("the same event as"),
    marked("related to"),
)
ANSWERED = plural("{claims}, {n} of them denied", "{claims}, {n} of them denied")
GAP = plural("{n} year without an entry", "{n} years without an entry")
MORE = plural("and {n} more", "and {n} more")
MORE_IN = plural("{n} more in {period}", "{n} more in {period}")
POSITION = plural("{ordinal} of {n} event", "{ordinal} of {n} events")
PAPER = marked("For printing")


def in_full(date: DateValue, language: str) -> str:
    """A date as a sentence has it: `7 October 2023`."""
    return _in_full(date, date.exclusive, language)


@lru_cache(maxsize=8192)  # a page says its date several times, and many sources are of one day
def _in_full(date: DateValue, exclusive: bool, language: str) -> str:
    return words(date, lang=language, style="long")


def count(language: Language, number: int, what: str) -> str:
    """`1 event`, `2 events`, `1,200 events`."""
    return language.count(COUNTS[what], number)


def stop_heading(language: Language, number: int, of: int) -> str:
    """Where a reader of a guided timeline stands."""
    return language.say("Stop {number} of {total}", number=language.number(number), total=language.number(of))


def archived_at(language: Language, address: str) -> str:
    """Where a copy of a source is kept."""
    return language.say("archived at {address}", address=address)


def claims(language: Language, number: int, answered: int) -> str:
    """`9 claims, 4 of them denied`."""
    return language.counted(ANSWERED, answered, claims=count(language, number, "claim"))


def gap(language: Language, years: int) -> str:
    """What stands on the spine where years pass without an entry."""
    return language.count(GAP, years)


def more_in(language: Language, number: int, period: str) -> str:
    """`12 more in March 1998`."""
    return language.counted(MORE_IN, number, period=period)


def period(language: Language, stretch: Period) -> str:
    """The name of a year, decade or century; in English as headings have it, elsewhere as dates are worded.

    >>> from timeline.site.language import load
    >>> period(load("en"), Period(-48, -39, "decade")), period(load("en"), Period(1900, 1999, "century"))
    ('40s BCE', '20th century')
    """
    if not language.english:
        return words(parse_edtf(stretch.edtf), lang=language.tag)
    before = stretch.last <= 0
    era = " BCE" if before else ""
    if stretch.kind == "year":
        return f"{1 - stretch.first if before else stretch.first}{era}"
    if stretch.kind == "decade":
        first = 1 - stretch.last if before else stretch.first
        return f"years 1 to 9{era}" if first < 10 else f"{first - first % 10}s{era}"
    return f"{ordinal(century_number(stretch))} century{era}"


def undated(language: Language) -> str:
    """The heading of events that no century holds."""
    return language.say("Over more than a century")


def shelf(language: Language, held: Shelf) -> str:
    """The name of a part of a long list: `1990s`, `March 1998`, `1998, part 2`."""
    stretch = held.stretch
    if stretch is None or stretch == "longer":
        name = undated(language) if stretch else language.say("Others")
    elif isinstance(stretch, Month):
        name = words(parse_edtf(stretch.edtf), lang=language.tag, style="long")
    else:
        name = period(language, stretch)
    return language.say("{name}, part {n}", name=name, n=language.number(held.part)) if held.part else name


def span(language: Language, first: int, last: int) -> str:
    """Two astronomical years as people write them: `1979–2023`, `44 BCE–14 CE`."""
    if first == last:
        return period(language, Period(first, first, "year"))
    if not language.english:
        return words(parse_edtf(f"{edtf_year(first)}/{edtf_year(last)}"), lang=language.tag)
    if first > 0:
        return f"{first}–{last}"
    return f"{1 - first} BCE–{last} CE" if last > 0 else f"{1 - first}–{1 - last} BCE"


def bounds(language: Language, value: Bounds) -> str:
    """`12`, `between 12 and 20`, `at least 12`, `at most 20`."""
    low = language.number(value.low) if value.low is not None else ""
    high = language.number(value.high) if value.high is not None else ""
    if low and high:
        return low if value.low == value.high else language.say("between {low} and {high}", low=low, high=high)
    if low:
        return language.say("at least {low}", low=low)
    return language.say("at most {high}", high=high) if high else language.say("unknown")


def position(language: Language, index: int, total: int) -> str:
    """`8th of 9 events`; the index counts from 0."""
    return language.counted(POSITION, total, ordinal=language.ordinal(index + 1))


def stop(language: Language, number: int, total: int) -> str:
    """`stop 2 of 7`."""
    return language.say("stop {number} of {total}", number=language.number(number), total=language.number(total))


def status(language: Language, event: Event, claimants: Sequence[str], deniers: Sequence[str]) -> str:
    """The status of an event in words, with those who claim and deny it."""
    who, others = language.listing(claimants), language.listing(deniers)
    if event.status == "claimed" and claimants:
        if deniers:
            return language.say("Claimed by {who}; denied by {others}", who=who, others=others)
        return language.say("Claimed by {who}; nobody has answered this claim", who=who)
    if event.status == "disputed" and claimants:
        if deniers:
            return language.say("Disputed: claimed by {who}, denied by {others}", who=who, others=others)
        return language.say("Disputed: claimed by {who}", who=who)
    return language.say(STATUS[event.status])


def untranslated(language: Language, shown: str) -> str:
    """What stands below the title of a record that is shown in another language; `shown` is its name."""
    return language.say("Not translated; shown in {language}.", language=shown)


def coordinates(language: Language, latitude: float, longitude: float) -> str:
    """`35.69° N, 51.39° E`."""
    north, east = (language.number(Decimal(f"{abs(value):g}")) for value in (latitude, longitude))
    if latitude >= 0:
        if longitude >= 0:
            return language.say("{latitude}° N, {longitude}° E", latitude=north, longitude=east)
        return language.say("{latitude}° N, {longitude}° W", latitude=north, longitude=east)
    if longitude >= 0:
        return language.say("{latitude}° S, {longitude}° E", latitude=north, longitude=east)
    return language.say("{latitude}° S, {longitude}° W", latitude=north, longitude=east)
