"""Dates that are written out -> values: days, months, years, decades, centuries, years before Christ.

Each public function is named in the `value` of a card; it returns None when the words turn out to be no date.
"""

from collections.abc import Sequence
from types import MappingProxyType

from timeline.dates import Day
from timeline.dates.days import month_length
from timeline.extract import calendar as cal
from timeline.extract.readings import Reading, Value

_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr", "Lady", "Dame", "Sir", "Lord", "Justice"})
_DATED = frozenset({"the", "in", "of", "since", "from", "until", "by", "for", "its", "that", "'s", "’s"})


def iso(r: Reading) -> Value | None:
    """2019-03-05, or with a time 2019-03-05T10:15:00Z, of which hours and minutes are kept."""
    day, _, clock = r.own[0].partition("T")
    if cal.day_in(day) is None:
        return None
    return ("TIME", f"{day}T{clock[:5]}") if clock else ("DATE", day)


def slashes(r: Reading) -> Value | None:
    """10/26/1989, month first unless that is no month; 26.10.1989, day first; two digits are a year of our time."""
    dotted = "." in r.own[0]
    first, second, year = (int(part) for part in r.own[0].split("." if dotted else "/"))
    month, day = (first, second) if first <= 12 and not dotted else (second, first)
    return _day(full_year(r, year) if year < 100 else year, month, day)


def september_11(r: Reading) -> Value | None:
    """The Sept. 11 attacks, 9/11: of 2001, which no text about them needs to say."""
    known = not r.memory.anchor or r.memory.anchor > "2001-09-11"
    if "/" in r.own:
        return ("DATE", "2001-09-11") if known and (r.own[0], r.own[-1]) == ("9", "11") else None
    return ("DATE", "2001-09-11") if known and r.own[-1] == "11" else calendar(r)


def full_year(r: Reading, short: int) -> int:
    """The full year of two digits: the latest one not more than ten years ahead of the anchor, or of the story."""
    told = cal.year_of(r.memory.story) if r.memory.domain == "narrative" else None
    now = told or cal.year_of(r.memory.anchor) or 2000
    return short + (now + 10 - short) // 100 * 100


def _day(year: int, month: int, day: int) -> Value | None:
    if not (0 < month <= 12 and 0 < day <= month_length(year, month)):
        return None
    return ("DATE", f"{cal.year_text(year)}-{month:02d}-{day:02d}")


def year_named(r: Reading) -> int | None:
    """The year a match names, in whatever way."""
    if written := r.part("year"):
        return int(written[-1]) if written[-1].isdigit() else _inner_year(r, "year")
    if short := r.part("short"):
        return full_year(r, int(short[0]))
    if said := r.part("saidyear"):
        return _said(r, said)
    return _inner_year(r, "relyear") if r.part("relyear") else _inner_year(r, "ayear")


def _inner_year(r: Reading, name: str) -> int | None:
    span = r.match.parts.get(name)
    if span is None:
        return None
    words = r.part(name)
    if len(words) == 1 and words[0].isdigit():
        return int(words[0])
    found = r.inner(*span) or (("", str(_said(r, words))) if words[0] in ("nineteen", "twenty", "two") else None)
    return cal.year_of(found[1]) if found else None


def _said(r: Reading, words: Sequence[str]) -> int:
    """nineteen ninety-three, two thousand and four."""
    if words[0] == "two":
        return 2000 + sum(r.numbers["ONE"].get(word, 0) for word in words[2:])
    rest = sum(r.numbers[name].get(word, 0) for word in words[1:] for name in ("ONE", "TEEN", "TEN"))
    return (1900 if words[0] == "nineteen" else 2000) + rest


def _day_of_month(r: Reading) -> int | None:
    if written := r.part("dayn"):
        digits = written[0].rstrip("stndrh")
        return int(digits) if digits.isdigit() else None
    return r.look("ORDINAL", "ord") if r.part("ord") else None


def calendar(r: Reading) -> Value | None:
    """A day or month with a name, and with a year that is written or has to be found."""
    month, year = r.look("MONTH", "month"), year_named(r)
    day = None if r.match.card.value == "week_of" and r.part("ord") else _day_of_month(r)
    if month is None:
        return None
    if year is None:
        year = r.near_year()
    if year is None:
        year = _likely_year(r, month, day)
    if year is None:
        return ("DATE", f"XXXX-{month:02d}" + (f"-{day:02d}" if day else ""))
    if day is None:
        return ("DATE", f"{cal.year_text(year)}-{month:02d}")
    return _day(year, month, day)


def _likely_year(r: Reading, month: int, day: int | None) -> int | None:
    """The year of a date that has none: that of the story, or the nearest to the anchor the right way."""
    memory = r.memory
    if memory.domain == "narrative":
        year = cal.year_of(memory.story or memory.told)
        new_year = year is not None and month == 1 and cal.month_of(memory.story) == 12
        return year + 1 if year is not None and new_year else year
    base = cal.day_in(memory.anchor)
    if base is None:
        return None
    return nearest_year(base, month, day, r.direction())


# How much farther the future may seem than the past, by what the sentence says; from dates without a year in news.
_PATIENCE = MappingProxyType({-1: 0.15, 0: 0.7, 1: 4.0})


def nearest_year(base: Day, month: int, day: int | None, direction: int) -> int:
    """The year that puts a date nearest to the anchor; the past counts as nearer unless the sentence looks ahead."""
    ahead = ((month - base.month) * 30.4 + (day - base.day if day else 0)) % 365
    if (month, day or base.day) == (base.month, base.day) or (day is None and month == base.month):
        return base.year
    past, future = 365 - ahead, ahead
    if future < past * _PATIENCE[direction]:
        return base.year + ((month, day or 0) < (base.month, base.day if day else 0))
    return base.year - ((month, day or 0) > (base.month, base.day if day else 0))


def month(r: Reading) -> Value | None:
    """A month alone; behind a title it is a name ("Mrs. April Winter")."""
    before = r.words[max(r.match.first - 2, 0) : r.match.first]
    titled = before[-1:] and (before[-1] in _TITLES or (before[-1] == "." and before[0] in _TITLES))
    return None if titled else calendar(r)


def same_month(r: Reading) -> Value | None:
    """The second day of "May 4-9"."""
    told = r.memory.last
    year, month = cal.year_of(told), cal.month_of(told)
    days = [int(word) for word in r.lower if word.isdigit() and len(word) < 3]
    if year is None or month is None or cal.day_in(told) is None or not days or r.memory.end != r.match.first - 1:
        return None
    return _day(year_named(r) or year, month, days[-1])


def day_of_month(r: Reading) -> Value | None:
    """On the 20th: of the month of the story."""
    told, day = r.memory.told, _ordinal(r)
    year, month = cal.year_of(told), cal.month_of(told)
    return _day(year, month, day) if year is not None and month is not None and day else None


def range_year(r: Reading) -> Value | None:
    """The 16 of 1915-16."""
    begin, short = r.words[r.match.first - 2], r.part("short")[0]
    end = begin[: 4 - len(short)] + short
    return ("DATE", end) if len(begin) == 4 and len(short) == 2 and end > begin else None


def _week_of_month(r: Reading, value: str) -> Value | None:
    """The last week of March: the last whole one."""
    year, month = cal.year_of(value), cal.month_of(value)
    which = r.part("ord")[0]
    if year is None or month is None or year < 2:
        return None
    if which in ("last", "final"):
        return ("DATE", cal.week_text(Day(year, month, month_length(year, month) - 3)))
    return ("DATE", cal.week_text(Day(year, month, r.numbers["ORDINAL"][which] * 7 - 3)))


def week_of(r: Reading) -> Value | None:
    """The week of March 6."""
    found = calendar(r)
    if r.part("ord"):
        return _week_of_month(r, found[1]) if found else None
    day = cal.day_in(found[1]) if found else None
    return ("DATE", cal.week_text(day)) if day else None


def next_month(r: Reading) -> Value | None:
    """Last April, next March."""
    month, way = r.look("MONTH", "month"), r.look("NEXT")
    year, now = cal.year_of(r.memory.base), cal.month_of(r.memory.base) or 1
    if month is None or year is None or way is None:
        return None
    if way < 0:
        year -= month >= now
    elif way > 0:
        year += month <= now
    day = _day_of_month(r)
    return _day(year, month, day) if day else ("DATE", f"{cal.year_text(year)}-{month:02d}")


def year(r: Reading) -> Value | None:
    """A year in digits; before a plural a bare or round number is an amount ("1400 victims", "2000 programmes")."""
    if _bare(r) and _plural("".join(r.after)):
        return None
    digits = next((word for word in reversed(r.own) if word.isdigit()), "")
    return ("DATE", digits.zfill(4)) if digits and int(digits) > 0 else None


def _bare(r: Reading) -> bool:
    """Whether digits stand without what makes them a year, and are round or below 1900."""
    dated = len(r.own) > 1 or "".join(r.before).lower() in _DATED
    return not dated and (r.match.card.argument == "alone" or r.own[0].endswith("00"))


def _plural(word: str) -> bool:
    return word.islower() and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def said_year(r: Reading) -> Value | None:
    """A year in words."""
    found = _said(r, r.part("saidyear") or r.lower)
    half = r.look("SEASON", "season")
    return ("DATE", f"{found}-{cal.SEASON_NAMES[half]}" if half else str(found))


def short_year(r: Reading) -> Value | None:
    """'98."""
    return ("DATE", str(full_year(r, int(r.part("short")[0]))))


def decade(r: Reading) -> Value | None:
    """The 1990s, the ’80s, the nineties."""
    tens = next((word for word in r.lower if word[0].isdigit()), "")
    if len(tens) == 5:
        return ("DATE", tens[:3])
    short = int(tens[0]) if tens else r.look("NINETIES")
    if short is None:
        return None
    return ("DATE", f"{full_year(r, short * 10) // 10}")


def century(r: Reading) -> Value | None:
    """The 19th century."""
    if tens := r.part("tens4"):
        return ("DATE", tens[0][:2])
    number_ = _ordinal(r)
    return ("DATE", f"{number_ - 1:02d}") if number_ and 0 < number_ < 30 else None


def _ordinal(r: Reading) -> int | None:
    words = r.part("ord")
    total = sum(r.numbers[name].get(word, 0) for word in words for name in ("ORDINAL", "TEN"))
    digits = [word.rstrip("stndrh") for word in words if word[0].isdigit()]
    return int(digits[0]) if digits and digits[0].isdigit() else total or None


def bc(r: Reading) -> Value | None:
    """490 BC, August 480 BC."""
    value = f"BC{int(r.part('bcyear')[0].replace(',', '')):04d}"
    month, season = r.look("MONTH", "month") if r.part("month") else None, r.look("SEASON", "season")
    if month:
        return ("DATE", f"{value}-{month:02d}")
    return ("DATE", f"{value}-{cal.SEASON_NAMES[season]}" if season else value)


def bc_period(r: Reading) -> Value | None:
    """The 5th century BC, the 470s BC."""
    if tens := r.part("tens3"):
        return ("DATE", f"BC0{tens[0][:2]}")
    number_ = _ordinal(r)
    return ("DATE", f"BC{number_ - 1:02d}") if number_ else None


def era_date(r: Reading) -> Value | None:
    """August 203, summer 203, where the text speaks of such years; a number of ships otherwise."""
    month_, season = r.look("MONTH", "month") if r.part("month") else None, r.look("SEASON", "season")
    year_ = era_year(r)
    if year_ is None or _plural("".join(r.after)):
        return None
    if month_ is None:
        return ("DATE", f"{year_[1]}-{cal.SEASON_NAMES[season]}") if season else None
    day = _day_of_month(r)
    return ("DATE", f"{year_[1]}-{month_:02d}" + (f"-{day:02d}" if day else ""))


def era_year(r: Reading) -> Value | None:
    """490, where the text speaks of years before Christ, or of the first thousand years after."""
    if r.memory.last.startswith("BC"):
        return ("DATE", f"BC{int(r.own[-1]):04d}")
    near = cal.year_of(r.memory.story)
    return ("DATE", r.own[-1].zfill(4)) if near is not None and 0 < near < 1000 else None
