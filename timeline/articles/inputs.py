"""What was named on the command line -> texts, one at a time; what cannot be read is told and left out."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"})
Report = Callable[[str], None]  # takes one sentence about what could not be read


@dataclass(frozen=True, slots=True)
class Article:
    """A text as it was found, and the name of its file ("-" for standard input)."""

    name: str
    text: str


def missing(names: Iterable[str]) -> str:
    """The first of some names that is neither a file nor a folder; empty if there is none."""
    return next((name for name in names if name != "-" and not Path(name).exists()), "")


def articles(names: Iterable[str], report: Report) -> Iterator[Article]:
    """The articles of files and folders, in the order of the names, folders by the order of their paths."""
    for name in _files(names):
        text = _text(name, report)
        if text is not None:
            yield Article(name, text)


def lines(names: Iterable[str], report: Report) -> Iterator[tuple[str, str]]:
    """The lines of files, each with the place a message would name; a file is never held as a whole."""
    for name in names:
        number = 0
        try:
            with sys.stdin.buffer if name == "-" else Path(name).open("rb") as file:
                for number, line in enumerate(file, 1):
                    place = f"{_shown(name)}:{number}"
                    try:
                        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                    except UnicodeDecodeError as error:
                        report(f"{place}: byte {error.start} of the line is not UTF-8; the line is left out")
                        continue
                    if text.strip():
                        yield place, text
        except OSError as error:
            report(f"{_shown(name)}: {error.strerror or error}; it is left out")


def _shown(name: str) -> str:
    return "standard input" if name == "-" else name


def _files(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name != "-" and Path(name).is_dir():
            yield from _below(name)
        else:
            yield name


def _below(folder: str) -> Iterator[str]:
    """The articles below a folder; hidden files are left out, as are links to folders, which may lead in circles."""
    with os.scandir(folder) as entries:
        found = sorted((each for each in entries if not each.name.startswith(".")), key=lambda each: each.name)
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        elif entry.is_file() and Path(entry.name).suffix.lower() in _SUFFIXES:
            yield entry.path


def _text(name: str, report: Report) -> str | None:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        report(f"{_shown(name)}: {error.strerror or error}; it is left out")
    except UnicodeDecodeError as error:
        report(f"{_shown(name)}: byte {error.start} is not UTF-8; save the file in that encoding")
    return None
