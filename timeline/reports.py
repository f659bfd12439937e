"""Findings as text for people, JSON for programs, and annotations for GitHub's code view."""

import json
import unicodedata
from collections.abc import Callable, Sequence

from timeline.diagnostics import Diagnostic
from timeline.rules import RULES

_WIDTH = 160
_GITHUB_LIMIT = 10  # annotations of one kind and step beyond this are dropped by GitHub without a word

LineOf = Callable[[str, int], str]


def report_text(diagnostics: Sequence[Diagnostic], line_of: LineOf) -> str:
    """Each finding with its source line, why and fix, and a line that counts them.

    `line_of(path, line)` is the text of a line of a file, empty if there is none.
    """
    blocks = [_block(found, line_of(found.span.path, found.span.line)) for found in diagnostics]
    return "\n".join([*blocks, f"{count(len(diagnostics))} found; timeline explain CODE tells more about one"])


def count(number: int) -> str:
    """A number of findings in words: "1 problem", "2 problems"."""
    return f"{number} problem" if number == 1 else f"{number} problems"


def _block(found: Diagnostic, line: str) -> str:
    rule = RULES[found.code]
    lines = [f"{_printable(str(found.span))}: {found.code} {rule.name}: {_printable(found.what)}"]
    if line.strip():
        lines += _excerpt(found, line)
    lines.append(f"  why: {rule.why}")
    if found.fix:
        lines.append(f"  fix: {_printable(found.fix)}")
    return "\n".join(lines)


def _excerpt(found: Diagnostic, line: str) -> list[str]:
    """The source line and carets below it; of a long line the part around the place."""
    start = max(0, found.span.column - 1 - _WIDTH // 2) if len(line) > _WIDTH else 0
    shown = _printable(line[start : start + _WIDTH].replace("\t", " "))
    before = _printable(line[start : found.span.column - 1].replace("\t", " "))
    marked = _printable(line[found.span.column - 1 : found.span.column - 1 + found.span.length][:_WIDTH])
    number = str(found.span.line)
    carets = "^" * max(1, min(_columns(marked), _columns(shown) - _columns(before)))
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * _columns(before)}{carets}"]


def _printable(text: str) -> str:
    """Text without characters that would move the cursor, change direction or colour the terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in text)


def report_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array, one object a finding."""
    rows = [
        {
            "path": found.span.path,
            "line": found.span.line,
            "column": found.span.column,
            "length": found.span.length,
            "code": found.code,
            "rule": RULES[found.code].name,
            "what": found.what,
            "why": RULES[found.code].why,
            "fix": found.fix,
        }
        for found in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def report_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands for GitHub Actions; the last one counts those above GitHub's limit of ten."""
    shown = diagnostics if len(diagnostics) <= _GITHUB_LIMIT else diagnostics[: _GITHUB_LIMIT - 1]
    lines = [_annotation(found) for found in shown]
    if len(shown) < len(diagnostics):
        lines.append(f"::error title=timeline::{count(len(diagnostics) - len(shown))} more, see the log of this step")
    lines += [
        f"{_printable(str(found.span))}: {found.code} {RULES[found.code].name}: {_printable(found.what)}"
        for found in diagnostics[len(shown) :]
    ]
    return "\n".join(lines)


def _annotation(found: Diagnostic) -> str:
    span, rule = found.span, RULES[found.code]
    end = span.column + span.length - 1
    place = f"file={_property(span.path)},line={span.line},col={span.column},endColumn={end}"
    message = f"{found.what}\nwhy: {rule.why}" + (f"\nfix: {found.fix}" if found.fix else "")
    return f"::error {place},title={found.code} {rule.name}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
