"""Compiled templates, kept from one build to the next in the user's own cache folder, never beside the project.

    env.bytecode_cache = Compiled(folder / "templates-1a2b3c4d")     # what is there is used
    env.bytecode_cache.save()                                       # what is new is kept

Code that is loaded is run: it is taken only from a folder and a file that belong to this user and that nobody else may
write to. The cache of a project may come from a stranger, and holds no code; see docs/decisions/509.
"""

import os
import stat
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from timeline.build.pack import seal, unseal

MOST, FILES = 500, 16  # templates in a file, files in the folder: one or two for each version and language


class Compiled(BytecodeCache):
    """The templates in a file, by name, place and text; none where there is no file or it cannot be trusted."""

    def __init__(self, file: Path | None) -> None:
        self._file, self._new = file, False
        found = unseal(file) if file and _is_ours(file.parent, 0o077) and _is_ours(file, 0o022) else None
        self._codes: dict[str, CodeType] = found if isinstance(found, dict) else {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """A name for a template and its file, whose path may hold bytes that the locale has no letters for."""
        return blake2b(f"{name}|{filename}".encode("utf-8", "surrogateescape"), digest_size=20).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code, if it is known."""
        bucket.code = self._codes.get(_key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a bucket in."""
        if isinstance(bucket.code, CodeType):
            self._codes[_key(bucket)], self._new = bucket.code, True

    def save(self) -> None:
        """Write what is new. Where that cannot be done, the next build compiles again."""
        if self._file is None or not self._new:
            return
        codes = self._codes if len(self._codes) <= MOST else {}
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_ours(self._file.parent, 0o077):
                seal(self._file, codes)
                self._file.chmod(0o600)
                _sweep(self._file.parent)
        self._new = False


def _key(bucket: Bucket) -> str:
    return f"{bucket.key} {bucket.checksum}"


def _is_ours(path: Path, others: int) -> bool:
    """Whether a file or folder is no link, belongs to this user, and grants nobody else any of these rights."""
    try:
        found = os.lstat(path)
    except OSError:
        return False
    if not hasattr(os, "geteuid"):  # Windows: the folder lies in the user's profile
        return True
    return not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & others


def _sweep(folder: Path) -> None:
    """Delete the files that have not been written for the longest time."""
    found = sorted(folder.glob("templates-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in found[FILES:]:
        file.unlink(missing_ok=True)
