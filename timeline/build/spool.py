"""Records as the state will hold them, put aside on the disk while the pages are made: a hundred thousand of them take
as much memory again as the records themselves.

    spool = Spool(folder)
    spool.put(record, blob);  spool.blob(record)  ->  blob, or None if it is not there
"""

import tempfile
from array import array
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from timeline.model.records import Record

BUFFER = 1 << 20


class Spool:
    """Blobs of records, in a file without a name in a folder, or nowhere if the folder cannot be written to. Records
    are known by their identity: whoever puts one in keeps it."""

    def __init__(self, folder: Path) -> None:
        self._numbers: dict[int, int] = {}
        self._starts = array("Q", (0,))
        self._file: BinaryIO | None = None
        with suppress(OSError):
            self._file = tempfile.TemporaryFile(dir=folder, buffering=BUFFER)  # type: ignore[assignment]  # noqa: SIM115
            finalize(self, _closed, self._file)  # where a server's build ends in a mistake, nobody else closes it

    def put(self, record: Record, blob: bytes) -> None:
        """Take in a record as bytes."""
        if self._file is None:
            return
        try:
            self._file.write(blob)
        except OSError:  # the disk is full: records are made to bytes again when they are needed
            self.close()
            return
        self._numbers[id(record)] = len(self._starts) - 1
        self._starts.append(self._starts[-1] + len(blob))

    def blob(self, record: Record) -> bytes | None:
        """A record as it was put in."""
        number = self._numbers.get(id(record))
        if self._file is None or number is None:
            return None
        start, end = self._starts[number], self._starts[number + 1]
        try:
            if self._file.tell() != start:
                self._file.seek(start)
            found = self._file.read(end - start)
        except OSError:
            self.close()
            return None
        return found if len(found) == end - start else None

    def settle(self) -> None:
        """Everything is in the file: a process that is forked off now reads what this one would."""
        if self._file is not None:
            try:
                self._file.flush()
            except OSError:
                self.close()

    def close(self) -> None:
        """Nothing is left."""
        self._numbers.clear()
        if self._file is not None:
            _closed(self._file)
            self._file = None


def _closed(file: BinaryIO | None) -> None:
    if file is not None:
        with suppress(OSError):
            file.close()
