"""Durations, sets and PRESENT_REF -> values; they make no event, but keep their words from being read as dates."""

from collections.abc import Callable, Mapping

from timeline.extract import calendar as cal
from timeline.extract import near, periods, written
from timeline.extract.amounts import duration, number
from timeline.extract.readings import Reading, Value


def duration_(r: Reading) -> Value | None:
    """Two weeks, a year and a half, the past three months."""
    unit = next((r.numbers["UNIT"][word] for word in reversed(r.lower) if word in r.numbers["UNIT"]), None)
    if unit is None:
        return None
    words = r.lower if "half" in r.lower else r.part("count") or r.lower
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


def long_unit(r: Reading) -> Value | None:
    """A weeklong strike."""
    unit = r.look("LONGUNIT")
    return None if unit is None else ("DURATION", duration(1, unit))


def soon(r: Reading) -> Value | None:
    """Soon, shortly: the future, where the sentence does not tell of the past."""
    return ("DATE", "FUTURE_REF") if r.direction() > 0 or "very" in r.lower else None


def some_night(r: Reading) -> Value | None:
    """At night, daytime: a part of no day in particular."""
    return ("TIME", "XXXX-XX-XXTDT" if r.lower[0] == "daytime" else "XXXX-XX-XXTNI")


def table() -> Mapping[str, Callable[[Reading], Value | None]]:
    """The functions by the words cards use for them."""
    from_written = (
        *(
            written.iso,
            written.slashes,
            written.september_11,
            written.calendar,
            written.month,
            written.same_month,
            written.week_of,
        ),
        *(written.next_month, written.year, written.said_year, written.short_year, written.range_year),
        *(written.day_of_month, written.decade, written.century, written.bc, written.bc_period, written.era_year),
        written.era_date,
    )
    from_periods = (
        *(
            periods.quarter,
            periods.the_quarter,
            periods.quarter_ended,
            periods.same_last_year,
            periods.half,
            periods.season,
            periods.relative,
            periods.one_year,
        ),
        *(periods.same_day, periods.next_day, periods.ago, periods.from_now, periods.later),
    )
    from_near = (
        *(
            near.weekday_,
            near.weekday_of_month,
            near.but_one,
            near.weekday_set,
            near.deictic,
            near.daypart,
            near.tonight,
            near.clock,
            near.festival,
        ),
    )
    ours = (duration_, vague_duration, long_unit, set_, ref, soon, some_night)
    return {each.__name__.rstrip("_"): each for each in (*from_written, *from_periods, *from_near, *ours)}
