"""CLDR data of one language through Babel: month names, order of the fields, digits, ranges, lists.

Babel is imported here and only here, and this module only when words are asked for. Its own formatting is not used,
because it goes through `datetime`, which has no year before 1 or after 9999.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from babel import Locale
from babel.lists import format_list

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Style = Literal["long", "short"]

# How a language writes the first day of a month in figures, which CLDR does not say.
_FIRST_DAY = {"fr": "1er", "it": "1º", "pt": "1º"}
_ZEROS = {"arab": "٠", "arabext": "۰", "deva": "०", "beng": "০", "latn": "0"}


class Calendar:
    """How one language writes numbers, dates, ranges and lists; made once for each locale by `load_calendar`."""

    __slots__ = ("_digits", "_first_day", "_locale", "_patterns", "right_to_left")

    def __init__(self, locale: Locale) -> None:
        zero = ord(_ZEROS.get(locale.default_numbering_system, "0"))
        self._locale = locale
        self._first_day = _FIRST_DAY.get(locale.language, "")
        self._digits = {ord("0") + value: zero + value for value in range(10)}
        self._patterns = {
            "long": {"day": locale.date_formats["long"].pattern, **_skeletons(locale, "yMMMM", "MMMMd", "yQQQQ")},
            "short": {**_skeletons(locale, "yMMM", "MMMd", "yQQQ", "yMMMd")},
        }
        self.right_to_left = locale.text_direction == "rtl"

    def digits(self, text: str) -> str:
        """Return a text with its ASCII digits in the digits of the language."""
        return text.translate(self._digits)

    def _day_fields(self, day: int) -> dict[str, str]:
        """Return the day of a month; nobody writes a zero before it in prose, though CLDR has `dd` in some ranges."""
        text = self._first_day if day == 1 and self._first_day else self.digits(str(day))
        return {"d": text, "dd": text}

    def number(self, number: int) -> str:
        """Return a year without its era, grouped from five digits on."""
        if number < 10000:
            return self.digits(str(number))
        group = str(self._locale.number_symbols[self._locale.default_numbering_system].get("group", ","))
        return self.digits(f"{number:,}").replace(",", group)

    def year(self, year: str, era: str = "") -> str:
        """Return a year in the pattern of the language; `era` is the word for before or after Christ."""
        return self._with_era(_skeletons(self._locale, "y")["year"], {"y": year}, era)

    def month(self, year: str, month: int, style: Style, era: str = "", genitive: bool = False) -> str:
        """Return month and year; in the genitive, the month is as it is within a full date."""
        pattern = self._patterns[style]["month"]
        fields = {"y": year, **self._month_fields(month)}
        return self._with_era(pattern.replace("L", "M") if genitive else pattern, fields, era)

    def day(self, year: str, month: int, day: int, style: Style, era: str = "") -> str:
        """Return day, month and year."""
        fields = {"y": year, **self._day_fields(day), **self._month_fields(month)}
        return self._with_era(self._patterns[style]["day"], fields, era)

    def day_of_month(self, month: int, day: int, style: Style) -> str:
        """Return day and month without a year."""
        return _fill(self._patterns[style]["month_day"], {**self._day_fields(day), **self._month_fields(month)})

    def month_name(self, month: int, style: Style) -> str:
        """Return the name of a month that stands alone; where a date has the number of the month, so has this."""
        if "M月" in self._patterns[style]["month"]:
            return self.digits(f"{month}月")
        return self._month_fields(month)["LLLL" if style == "long" else "LLL"]

    def quarter(self, year: str, number: int, style: Style, era: str = "") -> str:
        """Return a quarter and its year."""
        names = self._locale.quarters["format"]
        fields = {"QQQQ": names["wide"][number], "QQQ": names["abbreviated"][number], "Q": self.digits(str(number))}
        return self._with_era(self._patterns[style]["quarter"], {"y": year, **fields}, era)

    def time(self, hour: int, minute: int, second: int | None) -> str:
        """Return a time of day on the 24-hour clock."""
        fields = {"HH": f"{hour:02d}", "H": str(hour), "mm": f"{minute:02d}", "ss": f"{second or 0:02d}"}
        pattern = self._locale.datetime_skeletons["Hm" if second is None else "Hms"].pattern
        return self.digits(_fill(pattern, fields))

    def join(self, parts: Sequence[str], style: Literal["or", "standard"]) -> str:
        """Return a list of alternatives or of things that go together."""
        return str(format_list(list(parts), style, self._locale))

    def apart(self, first: str, last: str) -> str:
        """Return a range of two phrases that share nothing."""
        return str(self._locale.interval_formats[None]).format(first, last)

    def years(self, first: str, last: str) -> str:
        """Return a range of years."""
        return self._range(_interval(self._locale, "y", "y"), ({"y": first}, {"y": last})) or self.apart(first, last)

    def months(self, first: tuple[str, int], last: tuple[str, int], style: Style) -> str:
        """Return a range of months, naming a shared year once."""
        fields = [{"y": year, **self._month_fields(month)} for year, month in (first, last)]
        largest = "M" if first[0] == last[0] else "y"
        pattern = _interval(self._locale, "yMMMM" if style == "long" else "yMMM", largest)
        return self._range(pattern, (fields[0], fields[1])) or self.apart(
            self.month(*first, style), self.month(*last, style)
        )

    def days(self, first: tuple[str, int, int], last: tuple[str, int, int], style: Style) -> str:
        """Return a range of days, naming a shared month and year once."""
        fields = [
            {"y": year, **self._day_fields(day), **self._month_fields(month)} for year, month, day in (first, last)
        ]
        largest = "y" if first[0] != last[0] else "M" if first[1] != last[1] else "d"
        pattern = _interval(self._locale, "yMMMMd", largest) if style == "long" else []
        if not pattern:
            pattern = _interval(self._locale, "yMMMd", largest)
            if style == "long":
                pattern = [part.replace("MMM", "MMMM").replace("LLL", "LLLL") for part in pattern]
        return self._range(pattern, (fields[0], fields[1])) or self.apart(
            self.day(*first, style), self.day(*last, style)
        )

    def _range(self, parts: list[str], fields: tuple[Mapping[str, str], Mapping[str, str]]) -> str:
        """Return a CLDR interval pattern filled with both ends, nothing when the locale has none."""
        if len(parts) == 1:  # CLDR names the first month as one that stands alone (L), the last as one in a date (M)
            alone = {name: text for name, text in fields[0].items() if name.startswith("L")}
            return _fill(parts[0], {**fields[1], **alone})
        return "".join(_fill(part, values) for part, values in zip(parts, fields, strict=True)) if parts else ""

    def _month_fields(self, month: int) -> dict[str, str]:
        """Return a month under each name a pattern may ask for."""
        of_date, alone = self._locale.months["format"], self._locale.months["stand-alone"]
        return {
            "M": self.digits(str(month)),
            "MMM": of_date["abbreviated"][month],
            "MMMM": of_date["wide"][month],
            "LLL": alone["abbreviated"][month],
            "LLLL": alone["wide"][month],
        }

    def _with_era(self, pattern: str, fields: Mapping[str, str], era: str) -> str:
        """Return a filled pattern with the era where the language puts it."""
        text = _fill(pattern, fields)
        if not era:
            return text
        order = self._locale.datetime_skeletons["Gy"].pattern
        if not order.startswith("G"):
            return f"{text} {era}"
        return f"{era} {text}" if order.startswith("G ") else f"{era}{text}"


def _skeletons(locale: Locale, *names: str) -> dict[str, str]:
    """Return patterns by what they show."""
    shows = {"y": "year", "yMMMM": "month", "yMMM": "month", "MMMMd": "month_day", "MMMd": "month_day"}
    shows |= {"yQQQQ": "quarter", "yQQQ": "quarter", "yMMMd": "day"}
    return {shows[name]: locale.datetime_skeletons[name].pattern for name in names}


def _interval(locale: Locale, skeleton: str, largest: str) -> list[str]:
    """Return the two parts of an interval pattern for the largest field that differs."""
    formats = locale.interval_formats.get(skeleton)
    return [str(part) for part in formats.get(largest, [])] if formats else []


def _fill(pattern: str, fields: Mapping[str, str]) -> str:
    """Return a CLDR date pattern with its letters replaced; quoted text stands for itself.

    >>> _fill("d 'de' MMMM 'de' y", {"d": "7", "MMMM": "octubre", "y": "2023"})
    '7 de octubre de 2023'
    """
    done, at = [], 0
    while at < len(pattern):
        char = pattern[at]
        end = at + 1
        if char == "'":
            end = pattern.index("'", at + 1) + 1
            done.append(pattern[at + 1 : end - 1] or "'")
        elif char.isascii() and char.isalpha():
            while end < len(pattern) and pattern[end] == char:
                end += 1
            done.append(fields[pattern[at:end]])
        else:
            done.append(char)
        at = end
    return "".join(done)


@lru_cache(maxsize=64)
def load_calendar(name: str) -> Calendar:
    """Return the calendar words of a CLDR locale such as `en_GB`."""
    return Calendar(Locale.parse(name))
