"""What a build compares before anything else, as the last build left it: the signatures of its inputs and of what was
published, and a few settings.

    old = read(folder)              empty if there is nothing that can be used
    write(folder, old)

Two hundred thousand signatures are kept by columns: they are read in a third of the time that as many tuples take.
"""

import sys
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from timeline.build.inputs import Inputs
from timeline.build.pack import seal, unseal
from timeline.build.spare_files import Noted, Signatures

LOOK = "inputs"
_APART = "\0"  # stands in no name of a file
_TYPES = {3: "qqQ", 4: "qqqQ"}
_BITS = (1 << 64) - 1  # of the number of a file; where one has more it is never recognised
Columns = tuple[str, list[bytes]]


def read(folder: Path) -> dict[str, Any]:
    """What the last build has left in a cache folder."""
    found = unseal(folder / LOOK)
    try:
        if not isinstance(found, dict) or found["order of bytes"] != sys.byteorder:
            return {}
        signatures, digests = _rows(found["inputs"], 4), found["digests"]
        inputs = dict(zip(signatures, zip(signatures.values(), digests, strict=True), strict=True))
        return {**found, "inputs": inputs, "published": _rows(found["published"], 3)}
    except (KeyError, ValueError, TypeError):  # that of a version which wrote otherwise
        return {}


def write(folder: Path, found: Mapping[str, Any]) -> None:
    """Leave it for the next build. Raises OSError."""
    inputs: Inputs = found["inputs"]
    published: Signatures = found["published"]
    left = {
        **found,
        "order of bytes": sys.byteorder,
        "inputs": _columns(inputs, (one[0] for one in inputs.values()), 4),
        "digests": [one[1] for one in inputs.values()],
        "published": _columns(published, published.values(), 3),
    }
    seal(folder / LOOK, left)


def noted_in(old: Mapping[str, Any], marker: bytes) -> Noted | None:
    """What it says of the spare, if the published site is the one it tells of: that with this digest of its marker."""
    found = old.get("spare") if old.get("marker") == marker else None
    return Noted(*found) if found else None


def _columns(names: Iterable[str], rows: Iterable[tuple[int, ...]], width: int) -> Columns:
    listed, types = list(rows), _TYPES[width]
    numbers = [array(types[at], [row[at] for row in listed]) for at in range(width - 1)]
    numbers.append(array(types[-1], [row[-1] & _BITS for row in listed]))
    return _APART.join(names), [column.tobytes() for column in numbers]


def _rows(columns: Columns, width: int) -> dict[str, Any]:
    names, found = columns
    numbers = [array(_TYPES[width][at], found[at]) for at in range(width)]
    return dict(zip(names.split(_APART) if names else (), zip(*numbers, strict=True), strict=True))
