"""What the cache folder holds: sealed files, which are right or worth nothing, and a pack of many blobs.

    seal(file, value) / unseal(file) -> the value, or None if the file is missing, cut off, changed or foreign
    Pack: blobs are only ever put at the end; each is known by its place, its length and a checksum

Nothing here is trusted to be what it was: whatever does not match its checksum counts as not there. Values are made of
the types that marshal knows; records are pickled, and unpickling makes instances of our own records alone.
"""

import array
import marshal
import os
import pickle
import struct
from collections.abc import Callable, Iterable
from contextlib import suppress
from decimal import Decimal
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any
from weakref import finalize
from zlib import crc32

from timeline.dates.values import revived

MAGIC = b"timeline cache 1\n"
DIGEST = 16
ROOM = 4 << 20  # bytes of new blobs that wait in memory
Extent = tuple[int, int, int]  # where a blob begins, how long it is, its checksum


def seal(file: Path, value: Any) -> bytes:  # noqa: ANN401 - whatever marshal knows
    """Write a value as a whole or not at all; returns the digest that the file bears."""
    payload = marshal.dumps(value)
    digest = blake2b(payload, digest_size=DIGEST).digest()
    new = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        with new.open("wb") as stream:
            stream.writelines((MAGIC, digest, payload))
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)
    return digest


def unseal(file: Path, expected: bytes | None = None) -> Any:  # noqa: ANN401 - whatever was sealed
    """The value of a sealed file; None if there is none that can be used, or not the one with the expected digest."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    start = len(MAGIC) + DIGEST
    digest, payload = data[len(MAGIC) : start], memoryview(data)[start:]
    if not data.startswith(MAGIC) or blake2b(payload, digest_size=DIGEST).digest() != digest:
        return None
    if expected is not None and digest != expected:
        return None
    try:
        return marshal.loads(payload)
    except (ValueError, EOFError, TypeError):  # sealed by a Python with another marshal
        return None


class DamagedError(Exception):
    """A blob is not what was put into the pack."""


class Pack:
    """A file of blobs. New ones are put at its end, whenever there are some megabytes of them and in `flush`. `close`
    lets go of the file, of which nothing can be read then."""

    close: Callable[[], object] = staticmethod(lambda: None)

    def __init__(self, file: Path) -> None:
        self.file = file
        self._new: list[bytes] = []
        self._opened: int | None = None
        with suppress(OSError):
            self._open()
        self.size = self._written = 0 if self._opened is None else os.fstat(self._opened).st_size

    def get(self, extent: Extent) -> bytes | memoryview:
        """A blob, read when it is asked for: a pack may be larger than what else is in memory. Raises DamagedError."""
        start, length, checksum = extent
        if start >= self._written:
            found: bytes | memoryview = memoryview(self._new_data())[start - self._written :][:length]
        else:
            found = self._read(start, length)
        if len(found) != length or crc32(found) != checksum:
            raise DamagedError(str(self.file))
        return found

    def put(self, blob: bytes) -> Extent:
        """Take a blob in; it can be read at once, and by others after `flush`."""
        extent = (self.size, len(blob), crc32(blob))
        self._new.append(blob)
        self.size += len(blob)
        if self.size - self._written > ROOM:
            with suppress(OSError):  # `flush` meets it again, where somebody can be told
                self._write()
        return extent

    def _open(self) -> int:
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        opened = self._opened = os.open(self.file, flags)
        self.close = finalize(self, os.close, opened)
        return opened

    def _read(self, start: int, length: int) -> bytes:
        try:
            opened = self._open() if self._opened is None else self._opened
            if hasattr(os, "pread"):
                return os.pread(opened, length, start)
            os.lseek(opened, start, os.SEEK_SET)
            return os.read(opened, length)
        except OSError:
            return b""

    def _new_data(self) -> bytes:
        if len(self._new) > 1:
            self._new = [b"".join(self._new)]
        return self._new[0] if self._new else b""

    def flush(self) -> None:
        """Write what is new. A blob that is cut off by a death is known to nobody."""
        if self._new or not self.file.exists():
            self._write()

    def _write(self) -> None:
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
        fd = os.open(self.file, flags, 0o644)
        try:
            os.lseek(fd, self._written, os.SEEK_SET)
            view = memoryview(self._new_data())
            while view:
                view = view[os.write(fd, view) :]
            os.ftruncate(fd, self.size)
        finally:
            os.close(fd)
        self._new, self._written = [], self.size

    def copied(self, file: Path, live: Iterable[Extent]) -> tuple["Pack", dict[Extent, Extent]]:
        """A new pack with the blobs that are still used, and where each has gone."""
        other = Pack.empty(file)
        return other, {extent: other.put(bytes(self.get(extent))) for extent in live}

    @classmethod
    def empty(cls, file: Path) -> "Pack":
        """A pack to be written anew, whatever the file holds."""
        pack = cls.__new__(cls)
        pack.file, pack._new, pack._opened = file, [], None
        pack.size = pack._written = 0
        return pack


class _Unpickler(pickle.Unpickler):
    """Makes instances of the classes of this package, and nothing else: a cache may come from anywhere."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        found = _KNOWN.get((module, name))
        if found is None:
            if module.startswith("timeline."):
                found = super().find_class(module, name)
            if not isinstance(found, type) or not getattr(found, "__module__", "").startswith("timeline."):
                raise pickle.UnpicklingError(f"{module}.{name}")
            _KNOWN[module, name] = found
        return found


_KNOWN: dict[tuple[str, str], Any] = {
    ("array", "_array_reconstructor"): array._array_reconstructor,  # type: ignore[attr-defined]
    ("array", "array"): array.array,
    ("decimal", "Decimal"): Decimal,  # the bounds of figures
    ("timeline.dates.values", "revived"): revived,
}


def freeze(value: object) -> bytes:
    """A value as bytes."""
    return pickle.dumps(value, 5)


def thaw(data: bytes | memoryview) -> Any:  # noqa: ANN401
    """What was frozen. Raises DamagedError."""
    try:
        return _Unpickler(BytesIO(data)).load()
    except (pickle.UnpicklingError, AttributeError, ImportError, TypeError, ValueError, EOFError, IndexError) as error:
        raise DamagedError(str(error)) from error


_CODES = struct.Struct("=I")


def codes_of(trace: Iterable[int]) -> bytes:
    """The codes of a trace, four bytes each, in any order: nobody asks for more than whether one is there."""
    return array.array("I", trace).tobytes()
