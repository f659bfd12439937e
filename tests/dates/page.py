# ruff: noqa: E501 - rows of Markdown tables
"""docs/dates.md from the tables the tests use. `pytest tests/dates/test_page.py --refresh` writes it."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.dates import DateError, html_datetime, iso_day, parse_edtf, read_date, words
from timeline.dates.phrases import load_language

from .edtf_cases import INVALID, VALID
from .refused_cases import REFUSED
from .typed_cases import ACCEPTED
from .word_cases import ENGLISH, LANGUAGES

_INTRO = """# Dates

<!-- Written by tests/dates/page.py from the tables of the tests; change those, not this page. -->

A date in a record is what an editor types, in English, or EDTF (the Extended Date/Time Format of ISO 8601-2:2019,
levels 0 to 2). A text that can be read in several ways is refused with its readings, a text that is not wholly
understood is refused with what to type instead, and nothing depends on the day the text is read.

`timeline date "c. 520 BC"` says what a text means, `--strict` takes EDTF only, `--lang fa` words it in another
language, `--jsonl` reads a text a line and writes an object a line with the names
{keys}.

How certain a date is belongs to the date: `?` uncertain, `~` approximate, `%` both, `X` a digit that is not known.
Every date has an earliest and a latest day (or no bound), which place it on the time line and in filters; the signs of
doubt never move these bounds.
"""

_PYTHON = """## From Python

```python
>>> from timeline.dates import DateError, before, explain, parse_edtf, read_date, sort_key, words
>>> value = read_date("c. 520 BC")
>>> value.edtf, value.kind, value.precision, value.approximate
('-0519~', 'date', 'year', True)
>>> value.earliest, value.latest
(Day(year=-519, month=1, day=1), Day(year=-519, month=12, day=31))
>>> words(value), words(value, "de"), explain(value)
('about 520 BCE', 'um 520 v. Chr.', 'known only to the year; the date is approximate')
>>> [read.edtf for read in sorted(map(parse_edtf, ["2016-01", "198X", "2016", "../1999"]), key=sort_key)]
['198X', '../1999', '2016', '2016-01']
>>> before(read_date("the 1980s"), parse_edtf("1985"))
'possibly'
>>> try:
...     read_date("04/05/2020")
... except DateError as error:
...     error.code, error.reason, error.readings
('day-month-order', '"04/05/2020" can be 4 May or 5 April', ('2020-05-04', '2020-04-05'))

```

`parse_edtf` is strict, `read_date` also takes English. Both return a frozen value or raise `DateError`, never anything
else. `timeline.dates` needs nothing else of this project; Babel is imported for words, python-dateutil for zones.
"""

_RULINGS = """## Rulings

EDTF and English leave these open; this is how they are read here.

- **Seasons** are the northern, meteorological ones: spring is March to May, and the winter of 2019 is December 2019 to
  February 2020. Early, mid and late of a year are its thirds (codes 37 to 39).
- **Centuries** are counted as people do: the 19th is 1800 to 1899 (`18XX`). Before the common era they are exact: the
  5th century BC is 500 to 401 BC.
- **Before and after**: EDTF has no bound that excludes its own date, so `before 1999` is `[..1999]`. Words remember
  whether the editor wrote "before 1999" or "by 1999".
- **Since and until** speak of something that lasts (`1979/..`), before and after of something that happened once.
- **Years before the common era** are astronomical in EDTF, with a year 0: 44 BC is `-0043`. Dates are not converted from
  the Julian calendar; they are taken as written.
- **Times** may lack seconds, and may stand in intervals and sets; strict EDTF has neither. A time without an offset is
  read in the zone of the site. There is no 24:00 and no leap second.
- **About before a range** covers both ends, inside a range its own end.
- **Order**: by the first instant, longer before shorter, certain before doubtful; a date with an open start under its
  last day; a date without any year at the end. *Before*, *overlaps* and *contains* answer yes, no or possibly.
- **Limits**: years to ten to the twelfth, typed texts to 200 characters, EDTF to 2,000.

## Other programs

| Form | What it says | What it cannot carry |
| --- | --- | --- |
| HTML `<time datetime>` | years from 1 on, months, days, times | doubts, seasons, X digits, ranges, years BC (no attribute) |
| schema.org `startDate`, `endDate` | each end at its precision, else its first or last day | doubts, open ends, years BC |
| iCalendar `DTSTART`, `DTEND` | days and times of the years 1 to 9999; the end is exclusive | precision, doubts, open starts |
| TimelineJS | the known fields, our words as `display_date` | doubts, X digits, open ends, offsets |
| Wikidata | precision from century to day, circa, start and end, earliest and latest | uncertainty, times, open ends |
| Four dates (CIDOC-CRM P82a, P81a, P81b, P82b) | first and last day of the start and of the end | doubts, times |

Each form is a function of `timeline.dates` whose result names what was left out. From Wikidata, a Julian day is
converted, and a note says so.
"""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _code(text: str) -> str:
    """Return a text as code; blanks that would be lost are shown as open boxes."""
    shown = text.replace("\u00a0", "␣").replace("\u2009", "␣")
    trimmed = shown.strip(" ")
    shown = "␣" * (len(shown) - len(shown.lstrip(" "))) + trimmed + "␣" * (len(shown) - len(shown.rstrip(" ")))
    return f"`{shown.replace('|', chr(92) + '|')}`" if trimmed else "(nothing)"


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    heads = list(heads)
    return [_row(heads), _row("---" for _ in heads), *(_row(row) for row in rows), ""]


def _typed() -> Iterable[str]:
    yield "## What to type"
    yield ""
    for heading, cases in ACCEPTED.items():
        yield f"### {heading}"
        yield ""
        rows = [(_code(typed), f"`{edtf}`", words(read_date(typed))) for typed, edtf in cases]
        yield from _table(("You type", "It means", "Readers see"), rows)


def _error(typed: str) -> DateError:
    try:
        read_date(typed)
    except DateError as error:
        return error
    raise AssertionError(typed)


def _refused() -> Iterable[str]:
    yield "## What is refused"
    yield ""
    for heading, cases in REFUSED.items():
        yield f"### {heading}"
        yield ""
        errors = [_error(typed) for typed, _, _ in cases]
        rows = [(_code(error.text), error.reason.replace("|", r"\|"), error.fix) for error in errors]
        yield from _table(("You type", "Why not", "What to do"), rows)


def _edtf() -> Iterable[str]:
    yield "## EDTF in full"
    yield ""
    for heading, cases in VALID.items():
        yield f"### {heading}"
        yield ""
        rows = []
        for text, facts in cases.items():
            value = parse_edtf(text)
            bounds = [iso_day(day) if day else "no bound" for day in (value.earliest, value.latest)]
            rows.append((f"`{text}`", str(facts[0]), *bounds, words(value), html_datetime(value) or ""))
        yield from _table(("EDTF", "Level", "Earliest", "Latest", "Readers see", "`<time>`"), rows)
    refused = [_code(text) for cases in INVALID.values() for text in cases if text.isprintable()]
    yield "These are no EDTF: " + ", ".join(refused) + "."
    yield ""


def _readers() -> Iterable[str]:
    yield "## What readers see"
    yield ""
    rows = [(f"`{edtf}`", *said) for edtf, said in ENGLISH.items()]
    yield from _table(("EDTF", "Long", "Short", "Explained"), rows)
    yield "### In other languages"
    yield ""
    for lang, cases in LANGUAGES.items():
        right_to_left = load_language(lang).calendar.right_to_left
        span = f'<span lang="{lang}"' + (' dir="rtl"' if right_to_left else "") + ">"
        said = "; ".join(f"`{edtf}` {span}{text}</span>" for edtf, text in cases)
        yield f"- **{lang}**: {said}"
    yield ""


def page() -> str:
    """Return the page."""
    keys = (
        "`input`, `outcome`, `edtf`, `level`, `type`, `precision`, `earliest`, `latest`, `approximate`, `uncertain`,\n"
        "`unspecified`, `words`, `reason`, `readings`"
    )
    parts = [_INTRO.format(keys=keys), *_typed(), *_refused(), *_readers(), *_edtf(), _RULINGS, _PYTHON]
    return "\n".join(parts)
