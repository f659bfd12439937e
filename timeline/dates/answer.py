"""The answer to "what does this date mean?": one JSON object a text, and the same for people."""

from __future__ import annotations

from timeline.dates.days import iso_day
from timeline.dates.edtf import parse_edtf
from timeline.dates.human import read_date
from timeline.dates.precision import explain
from timeline.dates.prose import words
from timeline.dates.values import DateError, DateValue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    Json: TypeAlias = str | int | bool | list[str] | None

_FIELDS = (
    "input",
    "outcome",
    "edtf",
    "level",
    "type",
    "precision",
    "earliest",
    "latest",
    "approximate",
    "uncertain",
    "unspecified",
    "words",
    "reason",
    "readings",
)


def answer(text: str, strict: bool = False, lang: str = "en") -> dict[str, Json]:
    """Return what a text means as a date, ready for JSON; what does not apply is None.

    `outcome` is edtf, ambiguous or invalid; `reason` is the class of a refusal, `readings` what an ambiguous text
    can mean.

    >>> found = answer("c. 520 BC")
    >>> found["edtf"], found["earliest"], found["words"]
    ('-0519~', '-0519-01-01', 'about 520 BCE')
    >>> answer("04/05/2020")["readings"]
    ['2020-05-04', '2020-04-05']
    """
    found: dict[str, Json] = dict.fromkeys(_FIELDS)
    found["input"] = text
    try:
        value = parse_edtf(text) if strict else read_date(text)
    except DateError as error:
        ambiguous = error.problem == "ambiguous"
        found["outcome"] = "ambiguous" if ambiguous else "invalid"
        found["reason"] = error.code
        found["readings"] = list(error.readings) if ambiguous else None
        return found
    found["outcome"] = "edtf"
    found.update(_facts(value))
    found["words"] = words(value, lang)
    return found


def _facts(value: DateValue) -> dict[str, Json]:
    """Return what is known about a date without words."""
    return {
        "edtf": value.edtf,
        "level": value.level,
        "type": value.kind,
        "precision": value.precision,
        "earliest": iso_day(value.earliest) if value.earliest else None,
        "latest": iso_day(value.latest) if value.latest else None,
        "approximate": value.approximate,
        "uncertain": value.uncertain,
        "unspecified": value.unspecified,
    }


def told(text: str, strict: bool = False, lang: str = "en") -> tuple[str, ...]:
    """Return the same answer as lines for a person: EDTF, words, bounds; or the reason and what to type.

    >>> print("\\n".join(told("31 April 1986")))
    31 April 1986
      April 1986 has no day 31
      write 1986-04-30, or 1986-04 if the day is not known
    """
    try:
        value = parse_edtf(text) if strict else read_date(text)
    except DateError as error:
        return text, f"  {error.reason}", f"  {error.fix}"
    bounds = [iso_day(day) if day else "no bound" for day in (value.earliest, value.latest)]
    level = f"EDTF level {value.level}, {value.kind}"
    lines = [text, f"  {value.edtf} ({level})", f"  {words(value, lang)}", f"  {bounds[0]} to {bounds[1]}"]
    about = explain(value, lang)
    if about:
        lines.append(f"  {about}")
    if value.extension:
        lines.append(f"  {_EXTENSIONS[value.extension]}")
    return tuple(lines)


_EXTENSIONS = {
    "minute": "strict EDTF has no time without seconds; this project accepts it",
    "time-interval": "strict EDTF has no times in intervals; this project accepts them",
    "time-set": "strict EDTF has no times in sets; this project accepts them",
}
