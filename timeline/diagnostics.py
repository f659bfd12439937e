"""Findings about an author's content: where (`Span`), what, why and what to type instead (`Diagnostic`).

Rendering as text, JSON or CI annotations is in `timeline.reports`; the table of codes is `timeline.rules`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of characters on one line of a file: `path` from the project's root, line and column from 1."""

    path: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One mistake: its place, the code of the rule, what is wrong, and a change that can be typed.

    The reason (`why`) belongs to the rule, not to the finding: see `timeline.rules.RULES`.
    """

    span: Span
    code: str
    what: str
    fix: str = ""
