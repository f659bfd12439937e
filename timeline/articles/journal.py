"""The steps of a review on the disk: a JSON line each, there before the next question is asked.

A review belongs to the texts it was begun with. Whatever ends the program, the same command goes on where it stopped; a
last line that was written in part is left out. A journal is deleted when its drafts have been written.
"""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from timeline.extract.proposals import Draft
from timeline.extract.review import ACTIONS, Review, Step, StepError, begin, step

FOLDER = ".timeline-review"


def fingerprint(drafts: Iterable[Draft]) -> str:
    """What a review is known by: the drafts it began with."""
    said = [[each.date, each.title, *((q.document, q.start, q.words) for q in each.quotations)] for each in drafts]
    return sha256(json.dumps(said).encode("utf-8", "surrogatepass")).hexdigest()[:20]


class Journal:
    """The journal of one review in a project's folder."""

    __slots__ = ("_drafts", "path")

    def __init__(self, project: Path, drafts: tuple[Draft, ...]) -> None:
        self._drafts = drafts
        self.path = project / FOLDER / f"{fingerprint(drafts)}.jsonl"

    def load(self) -> Review:
        """The review as it was left, or one that has just begun; ready for more steps to be written."""
        review = begin(self._drafts)
        if not self.path.exists():
            return review
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            os.truncate(self.path, len(whole))  # a line that was cut off is no decision
        for line in whole.splitlines():
            if (taken := _read(line)) is not None:
                with suppress(StepError):  # the program refused it then as well
                    review = step(review, taken)
        return review

    def add(self, taken: Step) -> None:
        """Write a step; it is on the disk when this returns."""
        self.path.parent.mkdir(exist_ok=True)
        with self.path.open("ab") as file:
            file.write(json.dumps([taken.action, taken.value]).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def close(self) -> None:
        """Delete a journal whose drafts are in the content folder."""
        self.path.unlink(missing_ok=True)
        if self.path.parent.is_dir() and not any(self.path.parent.iterdir()):
            self.path.parent.rmdir()


def _read(line: bytes) -> Step | None:
    try:
        action, value = json.loads(line)
    except (ValueError, TypeError):
        return None
    return Step(action, value) if action in ACTIONS and isinstance(value, str) else None
