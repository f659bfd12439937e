"""Value -> how much of a date is known, in a plain fragment of a sentence; never jargon.

2017          known only to the year
2004-06-~11   approximate: the day
[..1999]      on this date or at any time before it
"""

from __future__ import annotations

from timeline.dates.phrases import Language, load_language
from timeline.dates.values import DateValue, Point
from timeline.dates.wording import mark_of

_MARKS = {"~": "approximate", "?": "uncertain", "%": "both"}


def explain(value: DateValue, lang: str = "en") -> str:
    """Return what is and is not known about a date; nothing when it is known to the day without doubt.

    >>> from timeline.dates.edtf import parse_edtf
    >>> explain(parse_edtf("2017~")), explain(parse_edtf("2017-03-05")), explain(parse_edtf("1985/.."))
    ('known only to the year; the date is approximate', '', 'start: known only to the year; no end is given')
    """
    language = load_language(lang)
    said = _interval(value, language) if value.kind == "interval" else _choice(value) or _single(value, language)
    texts = [language.explanations.get(key, key) for key in said]
    return language.explanations["separator"].join(texts)


def _single(value: DateValue, language: Language) -> list[str]:
    """Return the message keys, or finished texts, for one date."""
    point = value.point
    if point is None:
        return []
    said = [key for key in (_precision(value, point),) if key]
    mark = mark_of(value)
    if mark == "mixed":
        return said + _doubtful_parts(point, language)
    return said + ([_MARKS[mark]] if mark else [])


def _precision(value: DateValue, point: Point) -> str:
    """Return the key for what of a date is known, nothing when the day is."""
    if point.significant:
        return "significant"
    if point.season:
        return "season" if point.season <= 32 else "part_of_year"
    if value.unspecified:
        return _masked(point)
    return "" if point.day else "month" if point.month else "year"


def _masked(point: Point) -> str:
    """Return the key for a date with X digits."""
    known, month, day = point.year.rstrip("X"), point.month, point.day
    if "X" not in point.year and month in ("", "XX") and day in ("", "XX"):
        return "month_and_day_missing" if day else "month_missing"
    if "X" not in point.year + month and day == "XX":
        return "day_missing"
    if point.year in ("XXXX", "-XXXX"):
        return "no_date" if set(month + day) <= {"X"} else "no_year"
    if "X" not in known and month in ("", "XX") and day in ("", "XX"):
        return {1: "decade", 2: "century"}.get(len(point.year) - len(known), "digits")
    return "digits"


def _doubtful_parts(point: Point, language: Language) -> list[str]:
    """Return which components are in doubt, by kind of doubt."""
    names = ("year_name", "season" if point.season else "month_name", "day_name")
    texts = language.explanations
    said = []
    for mark, key in _MARKS.items():
        doubtful = [
            language.messages["season"] if name == "season" else texts[name]
            for name, have in zip(names, point.marks, strict=True)
            if have == mark
        ]
        if doubtful:
            said.append(texts[f"part_{key}"].format(language.calendar.join(doubtful, "standard")))
    return said


def _interval(value: DateValue, language: Language) -> list[str]:
    """Return the texts for both ends of an interval."""
    said: list[str] = []
    first, last = value.members[0]
    if first and last and _single(first, language) == _single(last, language):
        return _single(first, language)
    for name, kind, end in (("start", value.start, first), ("end", value.end, last)):
        if end is None:
            said.append(language.explanations[f"{kind}_{name}"])
            continue
        about = [language.explanations.get(key, key) for key in _single(end, language)]
        if about:
            said.append(language.explanations[name].format(language.calendar.join(about, "standard")))
    return said


def _choice(value: DateValue) -> list[str]:
    """Return the message keys for a set or list."""
    if value.kind not in ("set", "list"):
        return []
    doubts = ["both"] if value.approximate and value.uncertain else []
    if not doubts:
        doubts = ["approximate"] * value.approximate + ["uncertain"] * value.uncertain
    if value.kind == "list":
        return ["all_of", *doubts]
    if len(value.members) > 1:
        return ["one_of", *doubts]
    first, last = value.members[0]
    key = "not_later" if first is None else "not_earlier" if last is None else "some_time"
    return ["one_of" if first is not None and first is last else key, *doubts]
