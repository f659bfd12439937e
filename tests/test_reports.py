"""Findings as text, JSON and GitHub annotations."""

import json

import pytest

from timeline.diagnostics import Diagnostic, Span
from timeline.reports import report_github, report_json, report_text

FOUND = Diagnostic(Span("content/a.yml", 3, 7, 10), "TL104", "April 1986 has no day 31", "write 1986-04-30")


def excerpt(line: str, column: int, length: int) -> list[str]:
    found = Diagnostic(Span("a.yml", 1, column, length), "TL104", "x")
    return report_text([found], lambda _path, _line: line).splitlines()[1:3]


def test_text() -> None:
    assert report_text([FOUND], lambda _path, _line: "date: 1986-04-31") == (
        "content/a.yml:3:7: TL104 impossible-date: April 1986 has no day 31\n"
        "  3 | date: 1986-04-31\n"
        "    |       ^^^^^^^^^^\n"
        "  why: an event without a possible day cannot be put in order\n"
        "  fix: write 1986-04-30\n"
        "1 problem found; timeline explain CODE tells more about one"
    )


@pytest.mark.parametrize(
    ("line", "column", "length", "shown", "carets"),
    [
        ("title: 漢字 x", 8, 2, "title: 漢字 x", " " * 7 + "^^^^"),
        ("title: cafe\u0301", 8, 5, "title: cafe\u0301", " " * 7 + "^^^^"),
        ("a:\tb", 4, 1, "a: b", "   ^"),
        ("title: \x1b[31mred", 8, 8, "title: \\u001b[31mred", " " * 7 + "^" * 13),
        ("title: x", 8, 99, "title: x", " " * 7 + "^"),
    ],
)
def test_carets_stand_below_their_words(line: str, column: int, length: int, shown: str, carets: str) -> None:
    assert excerpt(line, column, length) == [f"  1 | {shown}", f"    | {carets}"]


def test_of_a_long_line_the_part_around_the_place_is_shown() -> None:
    line, carets = excerpt("x" * 500 + "WRONG" + "y" * 500, 501, 5)
    assert line.index("WRONG") == carets.index("^^^^^")
    assert len(line) < 200


def test_json_has_the_same_fields() -> None:
    (row,) = json.loads(report_json([FOUND]))
    assert row == {
        "path": "content/a.yml",
        "line": 3,
        "column": 7,
        "length": 10,
        "code": "TL104",
        "rule": "impossible-date",
        "what": "April 1986 has no day 31",
        "why": "an event without a possible day cannot be put in order",
        "fix": "write 1986-04-30",
    }


def test_github_annotations_are_escaped() -> None:
    found = Diagnostic(Span("content/a,b:c.yml", 3, 7, 10), "TL201", "100 % wrong\nreally", "x")
    place = "file=content/a%2Cb%3Ac.yml,line=3,col=7,endColumn=16,title=TL201 unknown-field"
    assert report_github([found]).startswith(f"::error {place}::100 %25 wrong%0Areally%0Awhy: ")


def test_github_drops_nothing_in_silence() -> None:
    lines = report_github([FOUND] * 25).splitlines()
    annotations = [line for line in lines if line.startswith("::error")]
    assert len(annotations) == 10
    assert "16 problems more" in annotations[-1]
    assert len(lines) - len(annotations) == 16
