"""`timeline extract`: articles are read, their drafts written, shown or reviewed. Nothing that exists is replaced."""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.articles import inputs
from timeline.articles.inputs import Article
from timeline.articles.options import fault
from timeline.articles.progress import Progress
from timeline.articles.spreading import MissingExtraError, pieces, spread
from timeline.dates import Day
from timeline.extract.anchor import day_of_text
from timeline.extract.batch import Batch, Timeline, timeline_of
from timeline.extract.documents import read_document
from timeline.extract.drafts import Extraction, extract
from timeline.extract.lines import Choices, LineError, Names, draft_lines, json_lines, timex_lines
from timeline.extract.names import Known, known_names

if TYPE_CHECKING:
    from timeline.extract.proposals import Draft

OK, FINDINGS, USAGE, MACHINE = 0, 1, 2, 3
Open = Callable[[], Path]  # the project's mkdocs.yml; the caller knows how to say that there is none


@dataclass(slots=True)
class _Faults:
    """What could not be read: told at once, counted for the exit code."""

    told: list[str] = field(default_factory=list)

    def __call__(self, words: str) -> None:
        self.told.append(words)
        print(f"timeline: {words}", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _Task:
    """How each article is read; sent to other processes with the articles."""

    known: Known
    choices: Choices
    spacy: str = ""
    timex: bool = False

    def names(self) -> Names | None:
        if not self.spacy:
            return None
        from timeline.articles.pipeline import names_in

        return partial(names_in, name=self.spacy)


def run(options: argparse.Namespace, config_file: Open) -> int:
    """Run the command and return its exit code."""
    words = fault(options) or _faulty_day(options.date)
    if absent := inputs.missing(options.article):
        words = words or f'there is no file or folder "{absent}"'
    if words:
        return _say(words, USAGE)
    faults = _Faults()
    try:
        if options.spacy:
            from timeline.articles.pipeline import pipeline

            pipeline(options.spacy)  # a missing one is told before anything is read
        if options.jsonl:
            return _lines(options, faults)
        return _records(options, config_file, faults)
    except MissingExtraError as error:
        return _say(str(error), USAGE)
    except BrokenProcessPool:
        return _say("a process that read articles was ended from outside; the articles are as they were", MACHINE)
    except OSError as error:
        if options.scheduler and not error.filename:
            return _say(f"the cluster {options.scheduler} does not answer: {error}", MACHINE)
        raise


def _faulty_day(text: str) -> str:
    return f'"{text}" is no day; write --date 2023-12-28' if text and day_of_text(text) is None else ""


def _day(text: str) -> Day | None:
    return day_of_text(text) if text else None


def _lines(options: argparse.Namespace, faults: _Faults) -> int:
    """JSON lines in, JSON lines out; nothing is kept."""
    task = _Task(known_names(()), Choices(_day(options.date), options.domain), options.spacy, options.timex)
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    work = pieces(inputs.lines(options.article, faults), _size_of_line)
    with Progress("documents") as progress:
        for number, out, told in spread(partial(_read_lines, task), work, options.jobs, options.scheduler):
            sys.stdout.write(out)
            for each in told:
                faults(each)
            progress.add(number)
    return FINDINGS if faults.told else OK


def _size_of_line(line: tuple[str, str]) -> int:
    return len(line[1])


def _read_lines(task: _Task, piece: Sequence[tuple[str, str]]) -> tuple[int, str, list[str]]:
    """How many documents there were, the lines they gave, and what was wrong with some of them."""
    out: list[str] = []
    told: list[str] = []
    names = task.names()
    for place, line in piece:
        try:
            if task.timex:
                out += timex_lines([line], task.choices.domain)
            else:
                out += draft_lines([line], task.known, task.choices, names)
        except LineError as error:
            told.append(f"{place}: {error}; it is left out")
    return len(piece), "".join(out), told


def _records(options: argparse.Namespace, config_file: Open, faults: _Faults) -> int:
    """Articles in; records in the content folder, or JSON lines, out."""
    content, timeline = (None, Timeline()) if options.format == "json" else _project(config_file())
    task = _Task(timeline.known, Choices(_day(options.date), options.domain), options.spacy)
    batch = Batch(timeline)
    kept: list[Extraction] = []
    sources: dict[str, str] = {}
    for article, extraction in _extractions(options, task, faults):
        if content is None:
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
            sys.stdout.writelines(json_lines(extraction, article))
        if options.html:
            kept.append(extraction)
        files = batch.add(extraction)
        if options.review:
            sources |= files
        elif content is not None:
            _write(content, files.items())
    if options.html:
        _write_page(Path(options.html), kept, batch)
    if content is not None:
        drafts = batch.drafts()
        if options.review:
            return _review(config_file().parent, content, sources, batch) or (FINDINGS if faults.told else OK)
        _write(content, batch.files(drafts).items())
        _tell(drafts)
    return FINDINGS if faults.told else OK


def _project(config: Path) -> tuple[Path, Timeline]:
    """The content folder and what is in it."""
    from timeline.content.load import load
    from timeline.mkdocs_plugin import open_project

    project = open_project(config)
    collection = load(
        project.content, project.site.content, frozenset(project.site.relation_types), project.site.languages
    )
    taken = [path.relative_to(project.content).as_posix() for path in project.content.rglob("*.*")]
    return project.content, timeline_of(collection.records, taken)


def _extractions(options: argparse.Namespace, task: _Task, faults: _Faults) -> Iterator[tuple[str, Extraction]]:
    work = pieces(inputs.articles(options.article, faults), _size_of_article)
    with Progress("articles") as progress:
        for found in spread(partial(_read_articles, task), work, options.jobs, options.scheduler):
            yield from found
            progress.add(len(found))


def _size_of_article(article: Article) -> int:
    return len(article.text)


def _read_articles(task: _Task, piece: Sequence[Article]) -> list[tuple[str, Extraction]]:
    names = task.names()
    found = []
    for article in piece:
        document = read_document(article.text, Path(article.name).name)
        seen = names(document.text) if names else ()
        found.append((article.name, extract(document, task.known, task.choices.date, task.choices.domain, seen)))
    return found


def _write(content: Path, files: Iterable[tuple[str, str]]) -> None:
    """New files only: what an editor has written is never replaced."""
    for path, data in files:
        file = content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(data)
        print(_short(file.resolve()))


def _tell(drafts: Sequence["Draft"]) -> None:
    if not drafts:
        print("timeline: nothing new: no date, or all of it is in the content folder already", file=sys.stderr)
    for draft in drafts:
        if draft.addition_to:
            words = f'"{draft.title}" ({draft.date}) may be an addition to {draft.addition_to}; that is as it was'
            print(f"timeline: {words}", file=sys.stderr)


def _write_page(file: Path, kept: Sequence[Extraction], batch: Batch) -> None:
    from timeline.extract.page import render_page

    file.write_text(render_page(kept, batch.merged()), encoding="utf-8", newline="\n")
    print(_short(file.resolve()))


def _review(project: Path, content: Path, files: Mapping[str, str], batch: Batch) -> int:
    """Ask about the drafts; write what was accepted, with the articles, when all are decided."""
    from shutil import get_terminal_size

    from timeline.articles.journal import Journal
    from timeline.articles.terminal import Screen, review_drafts
    from timeline.build.environment import styled_terminal
    from timeline.extract.review import accepted

    drafts = batch.drafts()
    if not drafts:
        _tell(drafts)
        return OK
    journal = Journal(project, drafts)
    screen = Screen(get_terminal_size().columns, styled=sys.stdout.isatty() and styled_terminal())
    review, done = review_drafts(journal, screen)
    if not done:
        decided = f"{review.number_decided} of {len(drafts)} decided"
        print(f"\n{decided}; nothing is lost: the same command goes on here.")
        return OK
    chosen = accepted(review)
    print(f"\n{len(chosen)} of {len(drafts)} drafts accepted.")
    if chosen:
        _write(content, {**files, **batch.files(chosen)}.items())
    journal.close()
    return OK


def _short(path: Path) -> str:
    """A path as people would type it."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _say(words: str, code: int) -> int:
    print(f"timeline: {words}", file=sys.stderr)
    return code
