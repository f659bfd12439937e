"""What a folder of content holds, before anything is linked."""

from dataclasses import dataclass

from timeline.diagnostics import Diagnostic
from timeline.model.records import Key, Prose, Record


@dataclass(frozen=True, slots=True)
class Collection:
    """Records in the order of their files, and everything found wrong while reading them.

    `unread` are records that exist but could not be read: what refers to them is not at fault.
    `files` are the paths of all other files in the content folder.
    """

    records: tuple[Record, ...]
    prose: tuple[Prose, ...]
    unread: frozenset[Key]
    files: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
