"""A card that fired -> TIMEX3 type and value; one function for each word in the `value` of a card.

A `Reading` is what a function sees: the words and captures of its match, the anchor, what was said before, and the
direction of the sentence. It returns None when the words turn out to be no date.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.dates import Day
from timeline.dates.days import month_length, weekday
from timeline.extract import calendar as cal
from timeline.extract.amounts import duration, number
from timeline.extract.mentions import Domain
from timeline.extract.rules import Match

Value = tuple[str, str]  # type and value
_BACK = frozenset({"earlier", "previously", "before", "previous", "preceding"})


@dataclass(slots=True)
class Memory:
    """What the text has said so far; the one thing that changes while a text is read."""

    domain: Domain
    anchor: str  # the document's day as a value, or empty
    last: str = ""  # the last calendar value
    quarter: str = ""  # the last quarter
    quarter_at: int = -1000  # the token it was said at
    story: str = ""  # the last calendar value that carries the story on
    end: int = -1  # the token behind the last calendar value

    @property
    def base(self) -> str:
        """What "last year" counts from."""
        return self.anchor if self.domain == "news" else self.last or self.anchor

    @property
    def told(self) -> str:
        """What "two days later" and "that day" count from."""
        return self.last or self.anchor


@dataclass(frozen=True, slots=True)
class Reading:
    """One match to be read."""

    words: Sequence[str]  # of the whole text
    match: Match
    numbers: Mapping[str, Mapping[str, int]]
    memory: Memory
    direction: Callable[[], int]
    inner: Callable[[int, int], Value | None]  # the value of some tokens by themselves
    near_year: Callable[[], int | None]  # the year of the date this one is joined to by "to" or "and"
    own: Sequence[str] = field(default=())

    def part(self, name: str) -> list[str]:
        """The words of a capture in lower case, none if it is not there."""
        span = self.match.parts.get(name)
        return [word.lower() for word in self.words[span[0] : span[1]]] if span else []

    def look(self, table: str, name: str = "") -> int | None:
        """The number of a captured word, or of the first word of the match that a table knows."""
        known = self.numbers[table]
        found = self.part(name or table.lower()) or [word.lower() for word in self.own]
        return next((known[word] for word in found if word in known), None)

    @property
    def lower(self) -> list[str]:
        """The words of the match in lower case."""
        return [word.lower() for word in self.own]


# ---------------------------------------------------------------------------------------------- written dates


def iso(r: Reading) -> Value | None:
    """2019-03-05."""
    return ("DATE", r.own[0]) if cal.day_in(r.own[0]) else None


def slashes(r: Reading) -> Value | None:
    """10/26/1989, month first unless that is no month; two digits are a year of the anchor's time."""
    first, second, year = (int(part) for part in r.own[0].split("/"))
    month, day = (first, second) if first <= 12 else (second, first)
    return _day(_century(r, year) if year < 100 else year, month, day)


def _century(r: Reading, short: int) -> int:
    """The full year of two digits: the latest one not more than ten years ahead of the anchor."""
    now = cal.year_of(r.memory.anchor) or 2000
    return short + (now + 10 - short) // 100 * 100


def _day(year: int, month: int, day: int) -> Value | None:
    if not (0 < month <= 12 and 0 < day <= month_length(year, month)):
        return None
    return ("DATE", f"{cal.year_text(year)}-{month:02d}-{day:02d}")


def _year(r: Reading) -> int | None:
    """The year a match names, in whatever way."""
    if written := r.part("year"):
        return int(written[-1]) if written[-1].isdigit() else _inner_year(r, "year")
    if short := r.part("short"):
        return _century(r, int(short[0]))
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
    month, year = r.look("MONTH", "month"), _year(r)
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
    """The year of a date that has none: that of the story so far, or the nearest to the anchor in the right direction."""
    memory = r.memory
    if memory.domain == "narrative":
        year = cal.year_of(memory.story or memory.told)
        new_year = year is not None and month == 1 and cal.month_of(memory.story) == 12
        return year + 1 if year is not None and new_year else year
    base = cal.day_in(memory.anchor)
    if base is None:
        return None
    return _nearest_year(base, month, day, r.direction())


# How much farther the future may seem than the past, by what the sentence says; from dates without a year in news.
_PATIENCE = {-1: 0.1, 0: 0.5, 1: 4.0}


def _nearest_year(base: Day, month: int, day: int | None, direction: int) -> int:
    """The year that puts a date nearest to the anchor; the past counts as nearer unless the sentence looks ahead."""
    ahead = ((month - base.month) * 30.4 + (day - base.day if day else 0)) % 365
    if (month, day or base.day) == (base.month, base.day) or (day is None and month == base.month):
        return base.year
    past, future = 365 - ahead, ahead
    if future < past * _PATIENCE[direction]:
        return base.year + ((month, day or 0) < (base.month, base.day if day else 0))
    return base.year - ((month, day or 0) > (base.month, base.day if day else 0))


def month(r: Reading) -> Value | None:
    """A month alone."""
    return calendar(r)


def same_month(r: Reading) -> Value | None:
    """The second day of "May 4-9"."""
    told = r.memory.last
    year, month = cal.year_of(told), cal.month_of(told)
    days = [int(word) for word in r.lower if word.isdigit() and len(word) < 3]
    if year is None or month is None or cal.day_in(told) is None or not days or r.memory.end != r.match.first:
        return None
    return _day(_year(r) or year, month, days[-1])


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
    """A year in digits."""
    digits = next((word for word in reversed(r.own) if word.isdigit()), "")
    return ("DATE", digits.zfill(4)) if digits and int(digits) > 0 else None


def said_year(r: Reading) -> Value | None:
    """A year in words."""
    found = _said(r, r.part("saidyear") or r.lower)
    half = r.look("SEASON", "season")
    return ("DATE", f"{found}-{cal.SEASON_NAMES[half]}" if half else str(found))


def short_year(r: Reading) -> Value | None:
    """'98."""
    return ("DATE", str(_century(r, int(r.part("short")[0]))))


def decade(r: Reading) -> Value | None:
    """The 1990s, the ’80s, the nineties."""
    tens = next((word for word in r.lower if word[0].isdigit()), "")
    if len(tens) == 5:
        return ("DATE", tens[:3])
    short = int(tens[0]) if tens else r.look("NINETIES")
    if short is None:
        return None
    return ("DATE", f"{_century(r, short * 10) // 10}")


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


def era_year(r: Reading) -> Value | None:
    """490, where the text speaks of years before Christ."""
    return ("DATE", f"BC{int(r.own[-1]):04d}") if r.memory.last.startswith("BC") else None


# ------------------------------------------------------------------------------------------- parts of a year


def quarter(r: Reading) -> Value | None:
    """The third quarter; without a year, the one that began last before the anchor or lies ahead if so said."""
    which = r.look("QUARTERED", "quartered")
    if which is None:
        return None
    named = _year(r)
    if named is None and (way := r.look("NEXT")) is not None and "year" in r.lower:
        base = cal.year_of(r.memory.base)
        named = None if base is None else base + way
    year = named
    if year is None:
        base_year, base_month = cal.year_of(r.memory.base), cal.month_of(r.memory.base) or 12
        if base_year is None:
            return ("DATE", f"XXXX-Q{which}")
        began = (which - 1) * 3 + 1 <= base_month
        year = base_year if began or r.direction() > 0 or which * 3 - base_month < 4 else base_year - 1
    if "ago" in r.lower or "earlier" in r.lower:
        year -= 1
    return ("DATE", f"{year:04d}-Q{which}")


def the_quarter(r: Reading) -> Value | None:
    """The quarter a report is about: the last one named, else the last one that was over at the anchor."""
    value = r.memory.quarter or _last_quarter(r.memory.base)
    if not value:
        return None
    back = "earlier" in r.lower or "ago" in r.lower
    if back and not r.memory.quarter:
        year = cal.year_of(r.memory.base)
        return None if year is None else ("DATE", f"{year - 1:04d}")
    if "this" in r.lower or "current" in r.lower:
        year, month = cal.year_of(r.memory.base), cal.month_of(r.memory.base)
        return ("DATE", f"{year:04d}-Q{(month + 2) // 3}") if year and month else None
    return ("DATE", f"{int(value[:4]) - 1:04d}{value[4:]}" if back else value)


def _last_quarter(base: str) -> str:
    return (cal.shifted(base, -1, "Q") or "") if not base.startswith("BC") else ""


def half(r: Reading) -> Value | None:
    """The second half of 2020."""
    year = _year(r) or (cal.year_of(r.memory.base) if "the" in r.lower else None)
    return ("DATE", f"{year:04d}-H{1 if 'first' in r.lower else 2}") if year and year > 0 else None


def season(r: Reading) -> Value | None:
    """The summer of 1914, last fall, this spring, the summer."""
    which = r.look("SEASON", "season")
    if which is None:
        return None
    name = cal.SEASON_NAMES[which]
    year = _year(r)
    if year is not None:
        return ("DATE", f"{cal.year_text(year)}-{name}")
    told = r.memory.told if r.memory.domain == "narrative" or "that" in r.lower or "same" in r.lower else r.memory.base
    base, month = cal.year_of(told), cal.month_of(told) or 6
    if base is None:
        return ("DATE", f"XXXX-{name}")
    begins = which * 3 if which < 4 else 12
    way = -1 if "past" in r.lower else r.look("NEXT")
    if (way is not None and way < 0) or (way is None and r.memory.domain == "news" and r.direction() <= 0):
        base -= begins > month or (way is not None and begins + 2 >= month and which < 4)
        base -= which == 4 and month == 12 and way == -1
    elif way is not None and way > 0:
        base += begins <= month
    return ("DATE", f"{cal.year_text(base)}-{name}")


# ---------------------------------------------------------------------------------------- days from the anchor


def day_near(r: Reading, which: int, way: int | None, words: Sequence[str]) -> str | None:
    """The weekday (1 is Monday) that is meant."""
    told = "following" in words or ("previous" in words) or r.memory.domain == "narrative"
    base = cal.day_in(r.memory.told if told else r.memory.anchor)
    if base is None:
        return None
    back = (weekday(base) + 1 - which) % 7  # 0 to 6 days
    if way is not None and way < 0:
        return cal.day_text(cal.add_days(base, -(back or 7)))
    if way == 1 or (way is None and not told and r.direction() > 0 and back):
        return cal.day_text(cal.add_days(base, 7 - back))
    if way == 0 and not told:
        return cal.day_text(cal.add_days(base, -back if r.direction() < 0 else (which - 1 - weekday(base))))
    if told and r.memory.domain == "narrative":
        return cal.day_text(cal.add_days(base, (7 - back) % 7))
    return cal.day_text(cal.add_days(base, -back))


def weekday_(r: Reading) -> Value | None:
    """Monday, last Tuesday, the following Friday."""
    which = r.look("WEEKDAY", "weekday")
    if which is None:
        return None
    way = r.look("NEXT") if len(r.own) > 1 else None
    found = day_near(r, which, way, r.lower)
    return ("DATE", found or f"XXXX-WXX-{which}")


def weekday_set(r: Reading) -> Value | None:
    """Sundays, every Monday."""
    which = r.look("WEEKDAYS") or r.look("WEEKDAY")
    night = r.look("DAYPARTS")
    return ("SET", f"XXXX-WXX-{which}" + (f"T{cal.DAYPARTS[night]}" if night else ""))


def deictic(r: Reading) -> Value | None:
    """Today, yesterday, tomorrow; in a story, "today" is the writer's time."""
    days = r.look("DEICTIC")
    if r.memory.domain == "narrative" and days == 0:
        return ("DATE", "PRESENT_REF")
    found = cal.shifted(r.memory.base, days or 0, "D")
    return ("DATE", found or "XXXX-XX-XX")


def _whole_day(r: Reading) -> str | None:
    """The day a time belongs to: the one named with it, or the anchor, or the last one of the story."""
    span = r.match.parts.get("day")
    if span is not None:
        found = r.inner(*span)
        return found[1] if found else None
    if r.memory.domain == "news" and r.look("NEXT") is None and not ({"that", "following"} & set(r.lower)):
        return r.memory.anchor or None
    base = r.memory.told if {"that", "following", "next", "same", "previous"} & set(r.lower) else r.memory.base
    moved = 1 if {"next", "following"} & set(r.lower) else -1 if {"previous", "last"} & set(r.lower) else 0
    return cal.shifted(base, moved, "D")


def daypart(r: Reading) -> Value | None:
    """Tuesday night, this morning, the night of 6 June 1944."""
    part = r.look("DAYPART")
    day = _whole_day(r)
    if part is None:
        return None
    return ("TIME", f"{day or 'XXXX-XX-XX'}T{cal.DAYPARTS[part]}")


def tonight(r: Reading) -> Value | None:
    """Tonight, overnight."""
    return ("TIME", f"{r.memory.base if cal.day_in(r.memory.base) else 'XXXX-XX-XX'}TNI")


def clock(r: Reading) -> Value | None:
    """6:30 p.m., noon Monday, 5 a.m. on 1 July 1916."""
    words = [word.lower() for word in r.part("clock")]
    hour, minute = _hour(r, words)
    if hour is None or minute > 59 or hour > 24:
        return None
    day = _whole_day(r)
    zone = "Z" if {"gmt", "utc"} & set(r.lower) else ""
    return ("TIME", f"{day or 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}{zone}")


def _hour(r: Reading, words: Sequence[str]) -> tuple[int | None, int]:
    if words[0] in ("noon", "midday", "midnight"):
        return (24 if words[0] == "midnight" else 12), 0
    if words[0].endswith("hrs"):
        digits = words[0][:-3]
        return (int(digits[:-2]), int(digits[-2:])) if len(digits) in (3, 4) else (None, 0)
    hour = int(words[0]) if words[0].isdigit() else int(number(words[:1], r.numbers) or 0)
    minute = int(words[2]) if len(words) > 2 and words[1] == ":" else 0
    late = any(word[0] == "p" and word[-1] in "m." for word in words[1:]) or bool(
        {"afternoon", "evening", "night"} & set(words) | {"afternoon", "evening"} & set(r.lower)
    )
    early = any(word[0] == "a" and word[-1] in "m." for word in words[1:])
    if early and hour == 12:
        return 0, minute
    return (hour + 12 if late and hour < 12 else hour), minute


_FIXED_EVES = {"eve": -1}


def festival(r: Reading) -> Value | None:
    """Christmas Day, New Year's Eve, Halloween 2019, Thanksgiving."""
    words = r.lower
    which = r.look("FESTIVALWORD") or r.look("FESTIVAL") or (101 if words[0] == "new" or "new" in words else None)
    if which is None:
        return None
    year = _year(r)
    way = r.look("NEXT")
    base = r.memory.base
    if year is None:
        year = cal.year_of(base)
        if year is None:
            return ("DATE", f"XXXX-{which // 100:02d}-{which % 100:02d}" if which > 100 else "XXXX-XX-XX")
        now = cal.day_in(base)
        day = _feast(year, which)
        if now is not None and r.memory.domain == "news":
            year = _nearest_year(now, day.month, day.day, way or r.direction())
    day = _feast(year, which)
    if "eve" in words:
        day = cal.add_days(day, -1) if which != 101 else Day(year, 12, 31)
    if "week" in words:
        return ("DATE", cal.week_text(day))
    return ("DATE", cal.day_text(day)) if 0 < day.year <= 9999 else None


def _feast(year: int, which: int) -> Day:
    """The day of a festival: month and day, or a rule (1 Thanksgiving, 2 Easter, 3 Labor, 4 Memorial, 5 Election)."""
    if which > 100:
        return Day(year, which // 100, which % 100)
    if which == 2:
        return _easter(year)
    month, day_of_week, earliest = {1: (11, 3, 22), 3: (9, 0, 1), 4: (5, 0, 25), 5: (11, 1, 2)}[which]
    start = Day(year, month, earliest)
    return cal.add_days(start, (day_of_week - weekday(start)) % 7)


def _easter(year: int) -> Day:
    """Easter Sunday by the anonymous Gregorian computus."""
    golden, century_, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century_ - century_ // 4 - (century_ - (century_ + 8) // 25 + 1) // 3 + 15) % 30
    correction = (32 + 2 * (century_ % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + correction - 7 * ((golden + 11 * epact + 22 * correction) // 451) + 114, 31)
    return Day(year, month, day + 1)


# ------------------------------------------------------------------------------------------ relative periods


def relative(r: Reading) -> Value | None:
    """Last year, this month, that week, the following year, later in the year."""
    words = set(r.lower)
    unit = cal.UNITS[r.look("UNIT") or 9]
    way = r.look("NEXT")
    anaphoric = bool(words & {"that", "same", "following", "previous", "preceding"}) and "this" not in words
    base = r.memory.told if anaphoric or r.memory.domain == "narrative" else r.memory.base
    if way is None:
        way = -1 if words & {"before"} else 1 if words & {"after"} else 0
    if unit == "D":
        found = cal.shifted(base, way, "D")
    elif unit == "WE":
        found = _weekend(r, base, way)
    else:
        found = cal.shifted(base, way, unit)
    if unit == "Y" and "the" in words and "past" in words:
        return ("DURATION", "P1Y")
    if unit in ("DE", "CE") and words & {"past", "last"}:
        return ("DURATION", "P10Y" if unit == "DE" else "P100Y")
    return ("DATE", found or _unknown(unit))


def _weekend(r: Reading, base: str, way: int) -> str | None:
    day = cal.day_in(base)
    if day is None:
        return None
    if way == 0 and r.direction() <= 0 and weekday(day) < 5:
        way = -1 if "the" in r.lower or r.direction() < 0 else 0
    return cal.week_text(cal.add_days(day, 7 * way)) + "-WE"


def _unknown(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}.get(unit, "XXXX")


def same_day(r: Reading) -> Value | None:
    """That day."""
    return ("DATE", r.memory.told if cal.day_in(r.memory.told) else "XXXX-XX-XX")


def next_day(r: Reading) -> Value | None:
    """The next day, the day before, the day before yesterday."""
    way = -1 if _BACK & set(r.lower) else 1
    span = r.match.parts.get("day")
    inner = r.inner(*span) if span else None
    return ("DATE", cal.shifted(inner[1] if inner else r.memory.told, way, "D") or "XXXX-XX-XX")


def ago(r: Reading) -> Value | None:
    """Two days ago: as precise as the unit; "a year ago" beside a quarter is that quarter a year before."""
    return _moved(r, r.memory.base, -1)


def later(r: Reading) -> Value | None:
    """Two days later, a year earlier; in news "a year earlier" compares with the time of the report."""
    back = bool(_BACK & set(r.lower))
    report = back and r.memory.domain == "news" and "year" in r.lower and r.memory.anchor
    return _moved(r, r.memory.anchor if report else r.memory.told, -1 if back else 1)


def one_year(r: Reading) -> Value | None:
    """The year ended June 30: its length is known, and its end is named beside it."""
    return ("DURATION", "P1Y")


def _moved(r: Reading, base: str, way: int) -> Value | None:
    unit_number = r.look("UNIT")
    unit = cal.UNITS[unit_number or 9]
    amount = number(r.part("count"), r.numbers) if r.part("count") else None
    if "vague" in r.match.parts or amount is None:
        return ("DATE", "PAST_REF" if way < 0 else "FUTURE_REF")
    if unit.startswith("T"):
        return ("TIME", "PAST_REF") if way < 0 else ("TIME", "XXXX-XX-XXTXX")
    if unit == "Y" and amount == 1 and way < 0 and r.memory.quarter and r.match.first - r.memory.quarter_at < 60:
        return ("DATE", f"{int(r.memory.quarter[:4]) - 1:04d}{r.memory.quarter[4:]}")
    if amount != int(amount):
        return ("DATE", _unknown(unit))
    return ("DATE", cal.shifted(base, way * int(amount), unit) or _unknown(unit))


# --------------------------------------------------------------------------------------- durations and the rest


def duration_(r: Reading) -> Value | None:
    """Two weeks, a year and a half, the past three months."""
    unit = next((r.numbers["UNIT"][word] for word in reversed(r.lower) if word in r.numbers["UNIT"]), None)
    if unit is None:
        return None
    words = r.part("count") or r.lower
    amount = number(words, r.numbers)
    if "count" in r.match.parts or words[0] not in ("half",):
        amount = 1.0 if amount is None else amount
    if r.lower[-2:] and r.lower[-1] == "half" and "count" not in r.match.parts:
        amount = 1.5
    elif r.lower[-1] == "half" and amount is not None and amount == int(amount):
        amount += 0.5
    return ("DURATION", duration(amount, unit))


def vague_duration(r: Reading) -> Value | None:
    """Several years, a few days, years."""
    unit = next((r.numbers["UNIT"][word] for word in r.lower if word in r.numbers["UNIT"]), None)
    if unit is None:
        return ("DURATION", "PXX")
    amount = 2.0 if "couple" in r.lower else None
    return ("DURATION", duration(amount, unit))


def set_(r: Reading) -> Value | None:
    """Daily, every week, twice a year, every Monday."""
    if (unit := r.look("SETUNIT")) is not None:
        return ("SET", "P3M" if unit == 8 else duration(1, unit))
    if (season_ := r.look("SEASON", "season")) is not None:
        return ("SET", f"XXXX-{cal.SEASON_NAMES[season_]}")
    if (month_ := r.look("MONTH", "month")) is not None:
        return ("SET", f"XXXX-{month_:02d}")
    unit = r.look("UNIT")
    if unit is None:
        return None
    amount = number(r.part("count"), r.numbers) if r.part("count") else 2.0 if "other" in r.lower else 1.0
    return ("SET", duration(amount, unit))


def ref(r: Reading) -> Value | None:
    """Now, recently, soon."""
    return ("DATE", r.match.card.argument)


def table() -> Mapping[str, Callable[[Reading], Value | None]]:
    """The functions by the words cards use for them."""
    named = (
        *(iso, slashes, calendar, month, same_month, week_of, next_month, year, said_year, short_year, decade, century),
        *(bc, bc_period, era_year, quarter, the_quarter, half, season, weekday_, weekday_set, deictic, daypart, tonight),
        *(clock, festival, relative, one_year, day_of_month, range_year, same_day, next_day, ago, later, duration_, vague_duration, set_, ref),
    )
    return {each.__name__.rstrip("_"): each for each in named}
