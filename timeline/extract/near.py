"""Days counted from the anchor or from the story -> values: weekdays, today, parts of days, clock times, festivals."""

from collections.abc import Sequence

from timeline.dates import Day
from timeline.dates.days import month_length, weekday
from timeline.extract import calendar as cal
from timeline.extract.amounts import number
from timeline.extract.readings import Reading, Value
from timeline.extract.written import calendar, nearest_year, year_named


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


def weekday_of_month(r: Reading) -> Value | None:
    """The first Tuesday in November 2024; without a year, the month's as it is read by itself."""
    which, month = r.look("WEEKDAY", "weekday"), calendar(r)
    year_, month_ = (cal.year_of(month[1]), cal.month_of(month[1])) if month else (None, None)
    if which is None or year_ is None or month_ is None or year_ < 1:
        return ("DATE", f"XXXX-WXX-{which}") if which else None
    if (number_ := r.look("ORDINAL", "which")) is not None:
        first = Day(year_, month_, 1)
        return ("DATE", cal.day_text(cal.add_days(first, (which - 1 - weekday(first)) % 7 + 7 * (number_ - 1))))
    end = Day(year_, month_, month_length(year_, month_))
    return ("DATE", cal.day_text(cal.add_days(end, -((weekday(end) + 1 - which) % 7))))


def but_one(r: Reading) -> Value | None:
    """The week after next, the Friday before last."""
    way = 1 if "next" in r.lower else -1
    if (which := r.look("WEEKDAY", "weekday")) is None:
        unit = cal.UNITS[r.look("UNIT") or 9]
        return ("DATE", cal.shifted(r.memory.base, 2 * way, unit) or "XXXX")
    found = cal.day_in(day_near(r, which, way, r.lower) or "")
    return ("DATE", cal.day_text(cal.add_days(found, 7 * way)) if found else f"XXXX-WXX-{which}")


def weekday_set(r: Reading) -> Value | None:
    """Sundays, every Monday."""
    which = r.look("WEEKDAYS") or r.look("WEEKDAY")
    night = r.look("DAYPARTS")
    return ("SET", f"XXXX-WXX-{which}" + (f"T{cal.DAYPARTS[night]}" if night else ""))


def deictic(r: Reading) -> Value | None:
    """Today, yesterday, tomorrow; in a story, "today" is the writer's time. "USA Today" is a name."""
    days = r.look("DEICTIC")
    if r.own[0].istitle() and "".join(r.before)[:1].isupper():
        return None
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
    part = 1 if "hours" in r.lower else r.look("DAYPART")  # in the small hours
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
    if "." in words[0]:  # 8.30pm
        words = [*words[0].replace(".", " : ").split(), *words[1:]]
    if len(words[0]) == 4 and words[0].isdigit():
        return int(words[0][:2]), int(words[0][2:])
    hour = int(words[0]) if words[0].isdigit() else int(number(words[:1], r.numbers) or 0)
    minute = int(words[2]) if len(words) > 2 and words[1] == ":" else 0
    late = any(word[0] == "p" and word[-1] in "m." for word in words[1:]) or bool(
        {"afternoon", "evening", "night"} & set(words) | {"afternoon", "evening"} & set(r.lower)
    )
    early = any(word[0] == "a" and word[-1] in "m." for word in words[1:])
    if early and hour == 12:
        return 0, minute
    return (hour + 12 if late and hour < 12 else hour), minute


_NAMED = {"good friday": 2, "palm sunday": 2, "may day": 501, "bastille day": 714}
_AROUND_EASTER = {"easter monday": 1, "good friday": -2, "palm sunday": -7}


def festival(r: Reading) -> Value | None:
    """Christmas Day, New Year's Eve, Halloween 2019, Thanksgiving."""
    words = r.lower
    which = _NAMED.get(" ".join(words[:2])) or r.look("FESTIVALWORD") or r.look("FESTIVAL")
    which = which or (101 if "new" in words else None)
    if which is None:
        return None
    year = year_named(r)
    way = r.look("NEXT")
    base = r.memory.base
    if year is None:
        year = cal.year_of(base)
        if year is None:
            return ("DATE", f"XXXX-{which // 100:02d}-{which % 100:02d}" if which > 100 else "XXXX-XX-XX")
        now = cal.day_in(base)
        day = _feast(year, which)
        if now is not None and r.memory.domain == "news":
            year = nearest_year(now, day.month, day.day, way or r.direction())
    day = _feast(year, which)
    day = cal.add_days(day, _AROUND_EASTER.get(" ".join(words[:2]), 0))
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
