"""Value -> the words a reader sees, in the reader's language.

    2017~            about 2017
    2020-01-03/05    3–5 January 2020
    [1942..1944]     between 1942 and 1944

Single dates come from `wording.py`; this module puts them into intervals, sets and lists.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.dates.phrases import Language, Phrase, load_language
from timeline.dates.values import DateValue, Member
from timeline.dates.wording import clock_words, date_words, era_and_year, mark_of, point_phrase, zone_words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.cldr import Style


def words(value: DateValue, lang: str = "en", style: Style = "long") -> str:
    """Return a date as a reader of a language says it; `short` abbreviates the names of months.

    >>> from timeline.dates.edtf import parse_edtf
    >>> words(parse_edtf("2023-10-07")), words(parse_edtf("-0043")), words(parse_edtf("2023-10-07"), "en", "short")
    ('7 October 2023', '44 BCE', '7 Oct 2023')
    """
    return _words(value, value.exclusive, lang, style)


@lru_cache(maxsize=8192)  # the same days stand on many pages
def _words(value: DateValue, exclusive: bool, lang: str, style: Style) -> str:
    """Return the same; equal values differ in words if one of them excludes a bound: `before 1999`, `until 1998`."""
    language = load_language(lang)
    if value.kind == "interval":
        return _interval(value, language, style)
    if value.kind in ("set", "list"):
        return _choice(value, language, style)
    return date_words(value, language, style).plain


def _interval(value: DateValue, language: Language, style: Style) -> str:
    """Return the words of an interval."""
    first, last = value.members[0]
    if first is None:
        text = language.say("until", date_words(last, language, style, inside=True)) if last else ""
        return text if value.start == "open" else language.messages["start_unknown"].format(text)
    if last is None:
        text = language.say("from", date_words(first, language, style, inside=True))
        return text if value.end == "open" else language.messages["end_unknown"].format(text)
    return _range(first, last, language, style)


def _range(first: DateValue, last: DateValue, language: Language, style: Style) -> str:
    """Return the words of a range of two dates; what they share is said once where the language does so."""
    if first == last:
        return date_words(first, language, style, inside=True).plain
    marks = mark_of(first), mark_of(last)
    if marks in (("", ""), ("~", "~")):
        joined = _shared(first, last, language, style)
        if joined:
            return language.say("approximate", language.phrase(joined, "period")) if marks[0] else joined
    return language.calendar.apart(
        date_words(first, language, style, inside=True).plain, date_words(last, language, style, inside=True).plain
    )


def _shared(first: DateValue, last: DateValue, language: Language, style: Style) -> str:
    """Return a range by the pattern of the language, nothing when the two ends are of different kinds."""
    one, two, calendar = first.point, last.point, language.calendar
    if one is None or two is None or one.number is None or two.number is None or first.precision != last.precision:
        return ""
    if first.unspecified or last.unspecified or one.significant or two.significant:
        return ""
    if one.clock and two.clock:
        if first.earliest != last.earliest or one.clock.offset != two.clock.offset:
            return ""
        bare = one._replace(clock=None)
        day = point_phrase(bare, language, style).plain
        times = [clock_words(clock, language) for clock in (one.clock, two.clock)]
        return zone_words(language.messages["time_range"].format(day, *times), one.clock.offset, language)
    (era_one, year_one), (era_two, year_two) = era_and_year(one.number, language), era_and_year(two.number, language)
    if era_one or era_two or first.kind == "season":
        return ""
    if first.precision == "year":
        return calendar.years(year_one, year_two)
    if first.precision == "month":
        return calendar.months((year_one, int(one.month)), (year_two, int(two.month)), style)
    return calendar.days((year_one, int(one.month), int(one.day)), (year_two, int(two.month), int(two.day)), style)


def _choice(value: DateValue, language: Language, style: Style) -> str:
    """Return the words of one of several dates, or of all of them."""
    parts = [_member(member, value, language, style) for member in value.members]
    return parts[0] if len(parts) == 1 else language.calendar.join(parts, "or" if value.kind == "set" else "standard")


def _member(member: Member, value: DateValue, language: Language, style: Style) -> str:
    """Return the words of a member of a set or list."""
    first, last = member
    alternatives = value.kind == "set"
    inside = alternatives or len(value.members) > 1
    if first is None:
        key = "before" if value.exclusive else "or_earlier" if alternatives else "and_earlier"
        return language.say(key, date_words(last, language, style, inside=True)) if last else ""
    if last is None:
        key = "after" if value.exclusive else "or_later" if alternatives else "and_later"
        return language.say(key, date_words(first, language, style, inside=True))
    if first is last:
        return date_words(first, language, style, inside=inside).plain
    if not alternatives:
        return _range(first, last, language, style)
    ends: list[Phrase] = [date_words(end, language, style, inside=True) for end in (first, last)]
    return language.say("between", *ends)
