"""The marker of a published folder is its manifest: every file by path, with size and hash, between two lines of words.

This folder is made by timeline and replaced by every build. Keep nothing of your own here.
6ee3dbe0a3c6b2a5d7b5f0c9c1a4b8de 4711 events/reactor-4/index.html
1 files
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NewType

from timeline.build.creation import create

MARKER = ".timeline-site"
MARKER_TEXT = "This folder is made by timeline and replaced by every build. Keep nothing of your own here.\n"
_LINE = re.compile(r"^([0-9a-f]{32} [0-9]{1,15}) ([^\n/][^\n]*)$", re.MULTILINE)
_DIGITS = 32
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
_ESCAPED = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}


# What a file must hold, digest and size in the words of the marker: an edit among 100 000 events compares them all, and
# takes none of them apart.
Entry = NewType("Entry", str)
Manifest = Mapping[str, Entry]


def entry(size: int, digest: str) -> Entry:
    """What a file must hold, by its size and the digits of its hash.

    >>> size_of(entry(4711, "6ee3dbe0a3c6b2a5d7b5f0c9c1a4b8de"))
    4711
    """
    return Entry(f"{digest} {size}")


def size_of(entry: Entry) -> int:
    """How many bytes a file must have."""
    return int(entry[_DIGITS:])


def digest_of(entry: Entry) -> str:
    """The hash a file must have, as digits."""
    return entry[:_DIGITS]


def entry_of(data: bytes) -> Entry:
    """Size and hash of a file's bytes."""
    return entry(len(data), blake2b(data, digest_size=16).hexdigest())


def entry_of_file(file: Path) -> Entry:
    """The same for a file on disk, which may be large."""
    state = blake2b(digest_size=16)
    size = 0
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            state.update(block)
            size += len(block)
    return entry(size, state.hexdigest())


def dump_manifest(manifest: Manifest) -> bytes:
    """The bytes of the marker: sorted, so that equal sites have equal markers."""
    paths = "".join(manifest)
    is_plain = not any(sign in paths for sign in _ESCAPES)
    lines = [f"{manifest[path]} {path if is_plain else _escape(path)}" for path in sorted(manifest)]
    return "\n".join([MARKER_TEXT[:-1], *lines, f"{len(lines)} files\n"]).encode("utf-8", "surrogateescape")


def parse_manifest(data: bytes) -> Manifest | None:
    """What a marker says; None for a marker that is cut off, damaged, or without a manifest (an unfinished stage)."""
    try:
        text = data.decode("utf-8", "surrogateescape").removeprefix(MARKER_TEXT)
    except UnicodeDecodeError:
        return None
    count = text.count("\n") - 1
    if not f"\n{text}".endswith(f"\n{count} files\n"):
        return None
    found = _LINE.findall(text)
    manifest: dict[str, Any] = {path: held for held, path in found}
    if "\\" in text:
        manifest = {_unescape(path): entry for path, entry in manifest.items()}
    safe = ".." not in text or not any(".." in path.split("/") for path in manifest)
    return manifest if len(manifest) == len(found) == count and safe else None


def mark(stage: Path, manifest: bytes) -> None:
    """Turn the marker of an unfinished stage into a manifest. A stage without a marker would be nobody's."""
    new = stage / f"{MARKER}.new"
    create(new, manifest)
    new.replace(stage / MARKER)


def load_manifest(folder: Path) -> Manifest | None:
    """The manifest of a finished folder of ours; None if there is no such folder, or it says nothing."""
    try:
        return parse_manifest((folder / MARKER).read_bytes())
    except OSError:
        return None


def _escape(path: str) -> str:
    return re.sub(r"[\\\n\r]", lambda match: _ESCAPES[match[0]], path)


def _unescape(path: str) -> str:
    return re.sub(r"\\[\\nr]", lambda match: _ESCAPED[match[0]], path) if "\\" in path else path
