"""What a preview shows: a folder, and the pages in it that are still to be made, each of them when it is asked for.

    shown.make(path)          -> what is wrong with a page, if anything is; it is in the folder otherwise
    shown.make_next()            any other page, or which pages a key has
    shown.will_have(path)     -> whether there will be a page at a path where none has been

One thread at a time; see `timeline.build.backlog.Turns`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from timeline.build.backlog import Backlog
from timeline.build.creation import create
from timeline.build.ledger import Ledger
from timeline.build.making import Making
from timeline.build.refusals import CardError, PictureError
from timeline.build.template_errors import TemplateMistakeError, mistakes_of_templates
from timeline.build.units import KEYS, Of, Work

REFUSALS = (CardError, PictureError, TemplateMistakeError, OSError)


@dataclass(frozen=True, slots=True)
class Shown:
    """`epoch` is the number of the reload since which this is shown; mistakes are told once."""

    root: Path
    epoch: int
    backlog: Backlog
    making: Making
    ledger: Ledger
    tell: Callable[[str], None]
    _said: set[str] = field(default_factory=set)

    def make(self, path: str) -> str:
        """Make a page, if it is still to be made. What is wrong with it, or nothing."""
        if of := self.backlog.to_plan(path):
            self._plan(of)
        task = self.backlog.of(path)
        if task is None:
            return self.backlog.reason(path)
        try:
            with mistakes_of_templates():
                name, data, trace = self.making.page(task)
            replace_file(self.root / name, data)
        except REFUSALS as error:
            self.backlog.failed(task)
            return self._words(str(error))
        self.ledger.note(task.unit, trace)
        self.backlog.done(task)
        return ""

    def make_next(self) -> None:
        """Make a page that nobody has asked for; or find out which pages a key has, if there is none."""
        if task := self.backlog.next():
            self.make(task.unit[2])
        elif of := self.backlog.to_plan():
            self._plan(of)

    def will_have(self, path: str) -> bool:
        """Whether there will be a page at a path where none has been: it may be one of a key that is not planned."""
        while "." in path and path not in self.backlog and (of := self.backlog.to_plan()):
            self._plan(of)
        return path in self.backlog

    def remove(self, work: Work) -> None:
        """The pages that are no more are there no longer."""
        for path in self.ledger.lost(work.gone):
            (self.root / path).unlink(missing_ok=True)

    def _plan(self, of: Of) -> None:
        """Find out which pages of a key are to be made, and which are no more."""
        if of[0] == KEYS:  # a sitemap
            for other in self.backlog.lists():
                self._plan(other)
            work = self.backlog.planned(of, partial(self.making.plan_sitemap, units=self.ledger.units))
        else:
            work = self.backlog.planned(of, self.making.plan)
        for unit, trace in (work.traces | {task.unit: b"" for task in work.tasks}).items():
            self.ledger.note(unit, trace)
        for unit in work.gone:
            self.ledger.drop(unit)
        self.remove(work)

    def _words(self, words: str) -> str:
        if words not in self._said:
            self._said.add(words)
            self.tell(words)
        return words


def replace_file(file: Path, data: bytes) -> None:
    """At no moment is the file missing or half written: a browser may be asking for it."""
    new = file.with_name(f".{file.name}.new")
    create(new, data)
    new.replace(file)


def files_in(folder: Path) -> frozenset[str]:
    """The paths of all files in a folder."""
    return frozenset(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
