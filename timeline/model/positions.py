"""Where each field of a record was written, packed small: a site may hold 100 000 records of 40 fields."""

import struct
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.diagnostics import Span
from timeline.model.states import stated

_SEPARATOR = "\n"  # in no name of a field
_SMALL, _LARGE = struct.Struct("<3H"), struct.Struct("<3I")


@stated("fields")
@dataclass(frozen=True, slots=True)
class Positions:
    """The place of every field of one record: `positions.of("relations[0].event")`, and of every link to a record
    in running text: `positions.of("text@0")` for the first one, `text#0` for the first link to a file.

    `fields` are their names, joined, and shared between records of the same shape; `packed` holds line, column and
    length of each in turn, in two bytes each if they fit, else in four.
    """

    path: str
    fields: str
    packed: bytes

    def of(self, name: str) -> Span:
        """The place of a field; of the nearest thing around it, in the end the record, if it was not written."""
        if not name:
            return self._at(0, self.fields.count(_SEPARATOR) + 1)
        names = self.fields.split(_SEPARATOR)
        while name:
            if name in names:
                return self._at(names.index(name), len(names))
            name = name[: max(name.rfind(end) for end in ".[@#") if any(end in name for end in ".[@#") else 0]
        return self._at(0, len(names))

    def _at(self, number: int, of: int) -> Span:
        code = _SMALL if len(self.packed) == _SMALL.size * of else _LARGE
        return Span(self.path, *code.unpack_from(self.packed, number * code.size))


def positions(path: str, fields: Iterable[str], numbers: Sequence[int]) -> Positions:
    """The places of fields, the first of which is the record itself; three numbers for each."""
    code = "H" if max(numbers) < 1 << 16 else "I"
    names = sys.intern(_SEPARATOR.join(fields))
    return Positions(path, names, struct.pack(f"<{len(numbers)}{code}", *numbers))
