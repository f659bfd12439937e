"""Where each field of a record was written, packed small: a site may hold 100 000 records of 25 fields."""

from array import array
from dataclasses import dataclass

from timeline.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Positions:
    """The place of every field of one record: `positions.of("relations[0].event")`, and of every link to a record
    in running text: `positions.of("text@0")` for the first one, `text#0` for the first link to a file.

    `fields` is shared between records of the same shape; `packed` holds line, column and length of each in turn.
    """

    path: str
    fields: tuple[str, ...]
    packed: "array[int]"

    def of(self, name: str) -> Span:
        """The place of a field; of the nearest thing around it, in the end the record, if it was not written."""
        while name:
            if name in self.fields:
                start = 3 * self.fields.index(name)
                return Span(self.path, *self.packed[start : start + 3])
            name = name[: max(name.rfind(end) for end in ".[@#") if any(end in name for end in ".[@#") else 0]
        return Span(self.path, *self.packed[:3])
