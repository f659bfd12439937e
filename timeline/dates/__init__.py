"""Dates as people know them: EDTF (ISO 8601-2:2019, levels 0 to 2), typed dates, order, words, machine forms.

`parse_edtf` and `read_date` turn text into a frozen `DateValue`; everything else is a function of that value.
The public names are looked up on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself is not imported: it costs more than parsing a thousand dates
    from timeline.dates.compare import after, before, contains, overlaps
    from timeline.dates.days import day_number, day_of, iso_day
    from timeline.dates.edtf import parse_edtf
    from timeline.dates.human import read_date
    from timeline.dates.machine import calendar_dates, four_dates, html_datetime, schema_dates, timelinejs_dates
    from timeline.dates.order import known_zone, sort_key
    from timeline.dates.phrases import direction, languages
    from timeline.dates.precision import explain
    from timeline.dates.prose import words
    from timeline.dates.values import Answer, Clock, DateError, DateValue, Day, Member, Point
    from timeline.dates.wikidata import from_wikidata, wikidata_dates

__all__ = [
    "Answer",
    "Clock",
    "DateError",
    "DateValue",
    "Day",
    "Member",
    "Point",
    "after",
    "before",
    "calendar_dates",
    "contains",
    "day_number",
    "day_of",
    "direction",
    "explain",
    "four_dates",
    "from_wikidata",
    "html_datetime",
    "iso_day",
    "known_zone",
    "languages",
    "overlaps",
    "parse_edtf",
    "read_date",
    "schema_dates",
    "sort_key",
    "timelinejs_dates",
    "wikidata_dates",
    "words",
]

_HOME = {
    "Answer": "values",
    "Clock": "values",
    "DateError": "values",
    "DateValue": "values",
    "Day": "values",
    "Member": "values",
    "Point": "values",
    "after": "compare",
    "before": "compare",
    "calendar_dates": "machine",
    "contains": "compare",
    "day_number": "days",
    "day_of": "days",
    "direction": "phrases",
    "explain": "precision",
    "four_dates": "machine",
    "from_wikidata": "wikidata",
    "html_datetime": "machine",
    "iso_day": "days",
    "known_zone": "order",
    "languages": "phrases",
    "overlaps": "compare",
    "parse_edtf": "edtf",
    "read_date": "human",
    "schema_dates": "machine",
    "sort_key": "order",
    "timelinejs_dates": "machine",
    "wikidata_dates": "wikidata",
    "words": "prose",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it (PEP 562), and keep it for the next time."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
