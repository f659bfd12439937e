"""Dates as people know them: EDTF (ISO 8601-2:2019, levels 0 to 2), typed dates, order, words, machine forms.

`parse_edtf` and `read_date` turn text into a frozen `DateValue`; everything else is a function of that value.
The names below are looked up on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:  # `typing` itself is not imported: it costs more than parsing a thousand dates
    from timeline.dates.compare import after, before, contains, overlaps
    from timeline.dates.days import day_number, day_of
    from timeline.dates.edtf import parse_edtf
    from timeline.dates.explain import explain
    from timeline.dates.human import read_date
    from timeline.dates.machine import html_datetime
    from timeline.dates.order import known_zone, sort_key
    from timeline.dates.values import Answer, Clock, DateError, DateValue, Day, Member, Point
    from timeline.dates.words import words

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
    "contains",
    "day_number",
    "day_of",
    "explain",
    "html_datetime",
    "known_zone",
    "overlaps",
    "parse_edtf",
    "read_date",
    "sort_key",
    "words",
]

_HOME = {
    "after": "compare",
    "before": "compare",
    "contains": "compare",
    "overlaps": "compare",
    "day_number": "days",
    "day_of": "days",
    "parse_edtf": "edtf",
    "explain": "explain",
    "read_date": "human",
    "html_datetime": "machine",
    "known_zone": "order",
    "sort_key": "order",
    "Answer": "values",
    "Clock": "values",
    "DateError": "values",
    "DateValue": "values",
    "Day": "values",
    "Member": "values",
    "Point": "values",
    "words": "words",
}


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it (PEP 562), and keep it for the next time."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
