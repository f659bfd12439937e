"""One date -> a phrase: year and era, month, day, time, season, decade, century, and the doubts about it."""

from __future__ import annotations

from timeline.dates.bounds import significant_bounds
from timeline.dates.phrases import Language, Phrase
from timeline.dates.values import Clock, DateValue, Day, Point

TYPE_CHECKING = False
if TYPE_CHECKING:
    from timeline.dates.cldr import Style
    from timeline.dates.phrases import Shape

# Below this year a bare number is not recognised as a year, so the era is said.
_FIRST_PLAIN_YEAR = 1000
_SEASONS = ("spring", "summer", "autumn", "winter")
_PARTS_OF_YEAR = {37: "early", 38: "middle", 39: "late", 40: "first_half", 41: "second_half"}
_MARK_KEYS = {"~": "approximate", "?": "uncertain", "%": "both"}


def date_words(value: DateValue, language: Language, style: Style, inside: bool = False) -> Phrase:
    """Return a single date with its doubts; `inside` a range or a choice, doubts may not trail after a comma."""
    point = value.point
    if point is None:
        raise ValueError(f"{value.edtf} is not a single date")
    phrase = _masked(value, point, language, style) if value.unspecified else point_phrase(point, language, style)
    mark = mark_of(value)
    if mark and mark != "mixed":
        key = _MARK_KEYS[mark]
        if inside and f"{key}_inside" in language.messages:
            key = f"{key}_inside"
        text = language.say(key, phrase)
        return Phrase(text, text, "period")
    if mark:
        text = language.messages["parts"].format(phrase.plain, _doubtful_parts(point, language))
        return Phrase(text, text, "period")
    return phrase


def mark_of(value: DateValue) -> str:
    """Return the one qualifier of a whole date, nothing for none, `mixed` when its components differ."""
    if value.point is None:
        return ""
    found = set(_marks(value.point))
    return found.pop() if len(found) == 1 else "mixed"


def _marks(point: Point) -> tuple[str, ...]:
    """Return the qualifiers of the components that were written."""
    count = 3 if point.day else 2 if point.month or point.season else 1
    return point.marks[:count]


def _doubtful_parts(point: Point, language: Language) -> str:
    """Return which components are approximate or uncertain."""
    names = ("year", "season" if point.season else "month", "day")
    said = []
    for mark, key in _MARK_KEYS.items():
        doubtful = [language.messages[name] for name, have in zip(names, _marks(point), strict=False) if have == mark]
        if doubtful:
            subject = language.calendar.join(doubtful, "standard")
            said.append(language.messages[f"part_{key}"].format(subject))
    return language.explanations["separator"].join(said)


def point_phrase(point: Point, language: Language, style: Style) -> Phrase:
    """Return a date without X digits, and without its doubts."""
    number = point.number if point.number is not None else 0
    if point.significant:
        return _estimate(point, number, language)
    if point.season:
        return _season(number, point.season, language, style)
    if point.clock is not None:
        day = point_phrase(point._replace(clock=None), language, style).plain
        text = language.messages["time"].format(day, clock_words(point.clock, language))
        return language.phrase(zone_words(text, point.clock.offset, language), "time")
    return _calendar_phrase(number, int(point.month or 0), int(point.day or 0), language, style)


def _calendar_phrase(year: int, month: int, day: int, language: Language, style: Style) -> Phrase:
    """Return year, month and year, or the full date."""
    (era, year_text), calendar = era_and_year(year, language), language.calendar
    if day:
        shape: Shape = "elided" if str(day) in language.messages.get("elided_days", "").split() else "day"
        return language.phrase(calendar.day(year_text, month, day, style, era), shape)
    if month:
        genitive = calendar.month(year_text, month, style, era, genitive=True) if language.genitive else ""
        return language.phrase(calendar.month(year_text, month, style, era), "month", genitive)
    return language.phrase(calendar.year(year_text, era), "year")


def era_and_year(year: int, language: Language) -> tuple[str, str]:
    """Return the words for the era, nothing where a year stands alone, and the digits of the year in it.

    The astronomical year 0 is 1 BCE, -43 is 44 BCE.
    """
    if year <= 0:
        return language.messages["era_before"], language.calendar.number(1 - year)
    return language.messages["era_after"] if year < _FIRST_PLAIN_YEAR else "", language.calendar.number(year)


def clock_words(clock: Clock, language: Language) -> str:
    """Return a time of day without its zone."""
    return language.calendar.time(clock.hour, clock.minute, clock.second)


def zone_words(text: str, offset: int | None, language: Language) -> str:
    """Return a date and time with its distance from UTC; the offset stays left to right in every script."""
    if offset is None:
        return text
    hours, minutes = divmod(abs(offset), 60)
    shown = "" if not offset else f"{'−' if offset < 0 else '+'}{hours}" + (f":{minutes:02d}" if minutes else "")
    if language.calendar.right_to_left:
        return language.messages["zone"].replace("UTC{1}", "\u2066UTC{1}\u2069").format(text, shown)
    return language.messages["zone"].format(text, shown)


def _estimate(point: Point, number: int, language: Language) -> Phrase:
    """Return a year of which only the first digits count."""
    width = max(4, len(str(abs(number))))
    first, last = significant_bounds(number, point.significant, width)
    years = [_calendar_phrase(year, 0, 0, language, "long") for year in (number, first.year, last.year)]
    text = language.say("estimate", *years)
    return Phrase(text, text, "period")


def _season(year: int, code: int, language: Language, style: Style) -> Phrase:
    """Return a season, quarter, third or half of a year."""
    era, year_text = era_and_year(year, language)
    full_year = language.calendar.year(year_text, era)
    if 33 <= code <= 36:
        inside = language.messages.get("quarter_inside", "").format(full_year, language.calendar.digits(str(code - 32)))
        return language.phrase(language.calendar.quarter(year_text, code - 32, style, era), "season", inside)
    if code in _PARTS_OF_YEAR:
        return language.named(_PARTS_OF_YEAR[code], "season", full_year)
    if code in (24, 28, 30) and year >= _FIRST_PLAIN_YEAR:  # from December into the next February
        following = language.calendar.digits(f"{(year + 1) % 100:02d}")
        full_year = language.calendar.year(f"{year_text}/{following}")
    phrase = language.named(_SEASONS[(code - 21) % 4], "season", full_year)
    if code <= 24:
        return phrase
    key = "northern" if code <= 28 else "southern"
    return Phrase(language.messages[key].format(phrase.plain), language.messages[key].format(phrase.inside), "season")


def _masked(value: DateValue, point: Point, language: Language, style: Style) -> Phrase:
    """Return a date with X digits: a decade, a century, what is left of it, or its bounds."""
    if "X" not in point.year and point.month in ("", "XX") and point.day in ("", "XX") and not point.season:
        return _calendar_phrase(int(point.year), 0, 0, language, style)
    if "X" not in point.year + point.month and point.day == "XX":
        return _calendar_phrase(int(point.year), int(point.month), 0, language, style)
    bare = point.month in ("", "XX") and point.day in ("", "XX") and not point.season
    if point.year in ("XXXX", "-XXXX"):
        return _yearless(point, bare, language, style) or _bounds(value, language, style)
    if bare and point.year[0] != "-" and "X" not in point.year.rstrip("X"):
        known = point.year.rstrip("X")
        if len(known) == 3 and known > "099":
            return _decade(int(known) * 10, language)
        if len(known) == 2:
            return _century(int(known) + 1, language)
    return _bounds(value, language, style)


def _yearless(point: Point, bare: bool, language: Language, style: Style) -> Phrase | None:
    """Return a date of which no digit of the year is known, None when month or day are not plain either."""
    if bare:
        return language.phrase(language.messages["no_date"], "period")
    if "X" in point.month or point.season or (point.day not in ("", "XX") and "X" in point.day):
        return None
    month, calendar = int(point.month), language.calendar
    known = point.day not in ("", "XX")
    text = calendar.day_of_month(month, int(point.day), style) if known else calendar.month_name(month, style)
    return language.phrase(language.messages["no_year"].format(text), "period")


def _decade(first: int, language: Language) -> Phrase:
    """Return a decade; `the 1900s` would be a century to many readers, so that one is written out."""
    number = language.calendar.number
    key = "decade_first" if first % 100 == 0 and "decade_first" in language.messages else "decade"
    return language.named(key, "decade", number(first), number(first + 9))


def _century(number: int, language: Language) -> Phrase:
    """Return a century, counted as people count: the 19th is 18XX."""
    key = "century_first" if number == 1 and "century_first" in language.messages else "century"
    return language.named(
        key, "century", language.calendar.digits(str(number)), roman=_roman(number), ordinal=_ordinal(number)
    )


def _roman(number: int) -> str:
    """Return a Roman numeral up to 100, as centuries are counted in several languages.

    >>> _roman(19), _roman(44)
    ('XIX', 'XLIV')
    """
    done = ""
    for value, letters in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")):
        while number >= value:
            done, number = done + letters, number - value
    return done + "I" * number


def _ordinal(number: int) -> str:
    """Return an English ordinal.

    >>> _ordinal(1), _ordinal(12), _ordinal(22)
    ('1st', '12th', '22nd')
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _bounds(value: DateValue, language: Language, style: Style) -> Phrase:
    """Return the first and last possible date of a mask that has no name, as precise as its written parts."""
    point, ends = value.point, []
    for day in (value.earliest, value.latest):
        if day is None or point is None:
            raise ValueError(f"{value.edtf} has no bounds")
        ends.append(_calendar_phrase(*_cut(day, point), language, style))
    text = language.say("between", *ends)
    return Phrase(text, text, "period")


def _cut(day: Day, point: Point) -> tuple[int, int, int]:
    """Return a day without the components the point does not have."""
    if point.day not in ("", "XX"):
        return day
    return day.year, day.month if point.month not in ("", "XX") or point.season else 0, 0
