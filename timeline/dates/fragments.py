"""Tokens -> fragment: the parts of one date, of which some may be missing until the other end of a range lends them.

Each token becomes one letter, and the letters must match one of a few shapes: `nmy` is "7 October 2023", `pd` is
"early 1980s". What matches no shape is not understood; no word is skipped.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Sequence

from timeline.dates import refusals
from timeline.dates.lexicon import DECADES_WITHOUT_CENTURY
from timeline.dates.refusals import unrecognised
from timeline.dates.tokens import Token

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NamedTuple, TypeAlias

    class Fragment(NamedTuple):
        """What one date says: 0, "" and None are what it does not say. `year` counts in its era, `century` too."""

        start: int = 0
        year: int | None = None
        era: str = ""
        month: int = 0
        day: int | None = None
        season: int = 0
        decade: int | None = None
        century: int | None = None
        part: int | None = None  # 0 early, 1 middle, 2 late
        half: int = 0
        quarter: int = 0
        winter: str = ""  # the second year of winter 2019/20
        weekday: int | None = None
        time: Token | None = None
        meridiem: str = ""
        zone: Token | None = None
        literal: str = ""
        needs_era: bool = False  # a year of two, three or five digits, which only BC or AD makes a year

    _Reader: TypeAlias = Callable[[Fragment, list[Token], str], Fragment]
else:
    Fragment = namedtuple(
        "Fragment",
        "start year era month day season decade century part half quarter winter weekday time meridiem zone literal "
        "needs_era",
        defaults=(0, None, "", 0, None, 0, None, None, None, 0, 0, "", None, None, "", None, "", False),
    )

_LETTERS = {
    "number": "n",
    "ordinal": "o",
    "decade": "d",
    "figures": "f",
    "pair": "l",
    "literal": "r",
    "month": "m",
    "season": "s",
    "part": "p",
    "quarter": "q",
    "half": "h",
}
# Letters of the figures Q1 and H2, of a year, and of the word century.
_DAY_SHAPES = frozenset(f"{a}{b}{c}" for a in "nomy" for b in "nomy" for c in "nomy")


def read_fragment(tokens: Sequence[Token], text: str) -> Fragment:
    """Return the parts of one date; `DateError` when the tokens are not one date."""
    plain = _plain_day(tokens)
    if plain is not None:
        return plain
    items = _without_fillers(tokens, text)
    fragment = Fragment(start=tokens[0].start if tokens else len(text))
    fragment, items = _clock(fragment, items, text)
    if items and items[0].kind == "weekday":
        fragment, items = fragment._replace(weekday=items[0].number), items[1:]
    fragment, items, shape = _year(fragment, items, text)
    if not items:
        if fragment.time is None or fragment.weekday is not None:
            raise unrecognised(text, fragment.start)
        return fragment
    return _match(fragment, items, shape, text)


def _plain_day(tokens: Sequence[Token]) -> Fragment | None:
    """Return month and year, with or without a day, in any order: what most people type, without the long way."""
    year, month, day, before = None, 0, None, "comma"
    for kind, digits, number, _, _ in tokens:
        if kind == "comma":
            if before == "comma":
                return None
        elif kind == "month" and not month:
            month = number
        elif kind == "number" and len(digits) == 4 and year is None:
            year = number
        elif kind in ("number", "ordinal") and len(digits) < 3 and day is None:
            day = number
        else:
            return None
        before = kind
    complete = month and year is not None and before != "comma"
    return Fragment(tokens[0].start, year, "", month, day) if complete else None


def _without_fillers(tokens: Sequence[Token], text: str) -> list[Token]:
    """Return the tokens without `the`, `of`, `in`, `on`, `at`, `year` and commas where these may stand."""
    items: list[Token] = []
    if [token.kind for token in tokens[-3:]] == ["open", "zone", "close"]:
        tokens = [*tokens[:-3], tokens[-2]]
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "comma":
            if not items or following is None or following.kind == "comma":
                raise unrecognised(text, token.start, token.text)
        elif token.kind == "filler":
            if not _filler_fits(token, items, following):
                raise unrecognised(text, token.start, token.text)
        elif token.text in DECADES_WITHOUT_CENTURY:
            raise refusals.century_missing(text, token.start, token.text)
        elif token.kind in ("unknown", "dash", "open", "close", "mark") or (
            token.kind == "word" and token.text not in ("am", "pm", "century", "centuries")
        ):
            raise unrecognised(text, token.start, token.text)
        else:
            items.append(token)
    return items


def _filler_fits(token: Token, items: list[Token], following: Token | None) -> bool:
    """Return whether a small word stands where it may be left out."""
    if following is None or following.kind == "comma":
        return False
    if token.text == "of":
        return bool(items) and items[-1].kind in ("ordinal", "number", "month", "part", "half", "quarter", "season")
    if token.text in ("in", "on"):
        return not items or (
            token.text == "on" and (items[-1].kind in ("time", "zone") or items[-1].text in ("am", "pm"))
        )
    if token.text == "at":
        return following.kind == "time" or following.kind == "number"
    if token.text == "year":
        return following.kind in ("number", "era")
    if following.kind == "number":
        return len(following.text) < 3  # the 7 October
    return following.kind not in ("time", "zone", "month", "weekday")


def _clock(fragment: Fragment, items: list[Token], text: str) -> tuple[Fragment, list[Token]]:
    """Return the fragment with its time and zone, which stand together at one end, and the other items."""
    kinds = [item.kind for item in items]
    if "time" not in kinds:
        at = next((index for index, item in enumerate(items) if item.text in ("am", "pm")), 0)
        if not at or items[at - 1].kind != "number":
            return fragment, items
        hour = items[at - 1]  # 6 pm
        items = [*items[: at - 1], hour._replace(kind="time", fields=(hour.text, "00")), *items[at:]]
        kinds = [item.kind for item in items]
    if kinds[-1] == "zone" and kinds.count("zone") == 1:  # 12:30 on 3 January 2020 UTC
        fragment, items = fragment._replace(zone=items[-1]), items[:-1]
    start = kinds.index("time")
    end = start + 1
    if end < len(items) and items[end].text in ("am", "pm"):
        fragment = fragment._replace(meridiem=items[end].text)
        end += 1
    if end < len(items) and items[end].kind == "zone":
        fragment = fragment._replace(zone=items[end])
        end += 1
    if start and end < len(items):
        raise unrecognised(text, items[end].start, items[end].text)
    return fragment._replace(time=items[start]), items[:start] + items[end:]


def _year(fragment: Fragment, items: list[Token], text: str) -> tuple[Fragment, list[Token], str]:
    """Return the fragment with its era, the items without it, and their letters, with `y` for the year."""
    shape = "".join("c" if item.text in ("century", "centuries") else _LETTERS.get(item.kind, "?") for item in items)
    eras = [index for index, item in enumerate(items) if item.kind == "era"]
    if len(eras) > 1:
        raise unrecognised(text, items[eras[1]].start)
    if eras:
        at = eras[0]
        fragment = fragment._replace(era=items[at].text)
        year = at - 1 if at and items[at - 1].kind == "number" else at + 1
        if year < len(items) and items[year].kind == "number":
            shape = shape[:year] + "y" + shape[year + 1 :]
        items, shape = items[:at] + items[at + 1 :], shape[:at] + shape[at + 1 :]
    elif fragment.era == "":
        wide = [index for index, item in enumerate(items) if item.kind == "number" and len(item.text) == 4]
        if len(wide) == 1:
            shape = shape[: wide[0]] + "y" + shape[wide[0] + 1 :]
    return fragment, items, shape


def _match(fragment: Fragment, items: list[Token], shape: str, text: str) -> Fragment:
    """Return the fragment with what its shape says."""
    for letter, item in zip(shape, items, strict=True):
        if letter == "n" and len(item.text) > 2 and len(item.text) != 4:
            if shape == "n":  # 520-500 BC lends its era to the 520
                return fragment._replace(year=item.number, needs_era=True)
            raise unrecognised(text, item.start, item.text)
    if shape in _DAY_SHAPES or shape in ("nm", "mn", "om", "mo", "my", "ym", "m", "n", "y", "ny", "oy"):
        return _day_parts(fragment, items, shape, text)
    reader = _SHAPES.get(shape)
    if reader is None:
        piece = next((item for item in items if item.kind in ("number", "pair")), None)
        if piece is not None and len(piece.text) == 2 and shape.strip("nsqhop") == "" and shape != "nn":
            raise refusals.two_digit_year(text, piece.start, piece.text)
        raise unrecognised(text, fragment.start)
    return reader(fragment, items, text)


def _day_parts(fragment: Fragment, items: list[Token], shape: str, text: str) -> Fragment:
    """Return day, month and year, in any order, as far as they are there."""
    if len(set(shape.replace("o", "n"))) != len(shape):
        numbers = [item for item in items if item.kind == "number"]
        if sorted(shape.replace("o", "n")) == ["m", "n", "n"] and numbers:
            raise refusals.two_digit_year(text, numbers[-1].start, text)
        raise unrecognised(text, fragment.start)
    for letter, item in zip(shape, items, strict=True):
        if letter == "y":
            fragment = fragment._replace(year=item.number)
        elif letter == "m":
            fragment = fragment._replace(month=item.number)
        elif letter == "n" and item.number > 31 and shape in ("n", "nm", "mn"):
            fragment = fragment._replace(year=item.number, needs_era=True)
        else:
            fragment = fragment._replace(day=item.number)
    return fragment


def _figures(fragment: Fragment, items: list[Token], text: str) -> Fragment:
    """Return a date in figures: year first, or day and month in an order that only the numbers can tell."""
    token = items[0]
    fields = token.fields
    if len(fields) == 2:
        year, month = (int(field) for field in (fields if len(fields[0]) == 4 else fields[::-1]))
        return fragment._replace(year=year, month=_month(month, token, text))
    if len(fields[0]) == 4 and len(fields[1]) <= 2 and len(fields[2]) <= 2:
        month = _month(int(fields[1]), token, text)
        return fragment._replace(year=int(fields[0]), month=month, day=int(fields[2]))
    if any(len(field) > 2 for field in fields[:2]) or len(fields[2]) not in (1, 2, 4):
        raise unrecognised(text, token.start, token.text)
    if len(fields[2]) != 4:
        raise refusals.two_digit_year(text, token.start, token.text)
    one, two, year_number = int(fields[0]), int(fields[1]), int(fields[2])
    if 1 <= one <= 12 and 1 <= two <= 12 and one != two:
        raise _day_or_month(fragment, token, text)
    day, month_number = (two, one) if two > 12 else (one, two)
    return fragment._replace(year=year_number, month=_month(month_number, token, text), day=day)


def _month(month: int, token: Token, text: str) -> int:
    """Return a month that exists."""
    if not 1 <= month <= 12:
        fix = "write year, month and day, for example 2020-01-31"
        raise refusals.refuse(
            text, token.start, "impossible-date", f'"{token.text}" is no date: there is no month {month}', fix
        )
    return month


def _day_or_month(fragment: Fragment, token: Token, text: str) -> Exception:
    """Return the error for a date whose day and month could be swapped."""
    from timeline.dates.days import MONTH_NAMES

    one, two, year = (int(field) for field in token.fields)
    orders = ((one, two), (two, one))
    readings = [(f"{year:04d}-{month:02d}-{day:02d}", f"{day} {MONTH_NAMES[month - 1]}") for day, month in orders]
    return refusals.ambiguous(text, token.start, "day-month-order", *readings, shown=token.text)


def _pair(fragment: Fragment, items: list[Token], text: str) -> Fragment:
    """Return YYYY-NN as the month or the season code it can only be; ranges were taken before."""
    year, number = items[0].fields[0], int(items[0].fields[1])
    if 1 <= number <= 12:
        return fragment._replace(year=int(year), month=number)
    return fragment._replace(year=int(year), season=number)


def _winter(fragment: Fragment, items: list[Token], text: str) -> Fragment:
    """Return a winter that is named by both of its years."""
    season, pair = items
    if season.number != 24:
        raise unrecognised(text, pair.start, pair.text)
    return fragment._replace(season=24, year=int(pair.fields[0]), winter=pair.fields[1])


def _put(fragment: Fragment, items: list[Token], places: dict[str, int]) -> Fragment:
    """Return the fragment with the numbers of items, by the name of the part and the place of the item."""
    numbers = {name: items[at].number for name, at in places.items()}
    return fragment._replace(**numbers)  # type: ignore[arg-type]  # all of these parts are numbers


def _nth(name: str, most: int, **places: int) -> _Reader:
    """Return a reader for `first quarter of 2019` and the like, with an ordinal up to a limit."""

    def read(fragment: Fragment, items: list[Token], text: str) -> Fragment:
        if items[0].number > most or items[1].fields:
            raise unrecognised(text, items[0].start)
        return _put(fragment, items, {name: 0, **places})

    return read


def _numbered(name: str, most: int, at: int, **places: int) -> _Reader:
    """Return a reader for Q1 2019 and H2 2019."""

    def read(fragment: Fragment, items: list[Token], text: str) -> Fragment:
        if not items[at].fields or items[at].number > most:
            raise unrecognised(text, items[at].start)
        return _put(fragment, items, {name: at, **places})

    return read


def _literal(fragment: Fragment, items: list[Token], text: str) -> Fragment:
    """Return a piece of EDTF with X digits."""
    return fragment._replace(literal=items[0].text)


def _places(**places: int) -> _Reader:
    """Return a reader that takes numbers by their place."""
    return lambda fragment, items, text: _put(fragment, items, places)


_SHAPES: dict[str, _Reader] = {
    "f": _figures,
    "l": _pair,
    "r": _literal,
    "o": _places(day=0),
    "s": _places(season=0),
    "sy": _places(season=0, year=1),
    "ys": _places(season=1, year=0),
    "sl": _winter,
    "q": _numbered("quarter", 4, 0),
    "qy": _numbered("quarter", 4, 0, year=1),
    "yq": _numbered("quarter", 4, 1, year=0),
    "h": _numbered("half", 2, 0),
    "hy": _numbered("half", 2, 0, year=1),
    "yh": _numbered("half", 2, 1, year=0),
    "oq": _nth("quarter", 4),
    "oqy": _nth("quarter", 4, year=2),
    "oh": _nth("half", 2),
    "ohy": _nth("half", 2, year=2),
    "ohmy": _nth("half", 2, month=2, year=3),
    "ohd": _nth("half", 2, decade=2),
    "ohoc": _nth("half", 2, century=2),
    "oc": _places(century=0),
    "d": _places(decade=0),
    "p": _places(part=0),
    "py": _places(part=0, year=1),
    "pm": _places(part=0, month=1),
    "pmy": _places(part=0, month=1, year=2),
    "pd": _places(part=0, decade=1),
    "poc": _places(part=0, century=1),
    "po": _places(part=0, century=1),
}
