"""What an editor types -> value."""

from __future__ import annotations

from timeline.dates.edtf import parse_edtf
from timeline.dates.values import DateValue


def read_date(text: str) -> DateValue:
    """Return the value of a typed date or of an EDTF string; a `DateError` for anything else."""
    return parse_edtf(text.strip()).written(text)
