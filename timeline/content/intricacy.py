"""Markdown that Python-Markdown cannot convert in reasonable time: its cost grows with the square of some things.

Measured on 50 000 characters each: unclosed brackets 15 s, one block of 12 500 headings 9 s, definition lists end in a
RecursionError. Below these limits everything we know takes less than a second.
"""

import re
from collections.abc import Iterator

from timeline.content.mentions import without_code

MAX_BLOCK_LINES = 400
MAX_OPEN = 40
MAX_DEPTH = 20
TOO_INTRICATE = "put blank lines between paragraphs and backticks round code, or write it more simply"

_FEWEST = {"\n": MAX_BLOCK_LINES - 1, "[": MAX_OPEN, "](": MAX_OPEN, ">": MAX_DEPTH, "\t": 0, "    ": MAX_DEPTH}
_BLOCK = re.compile(r"(?:^[ \t]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_BRACKETS = re.compile(r"\]\(|[\[\])]")
_QUOTES = re.compile(rf"^[ \t]*(?:>[ \t]*){{{MAX_DEPTH + 1}}}", re.MULTILINE)
_INDENT = re.compile(rf"^(?:[ ]{{4}}|\t){{{MAX_DEPTH + 1}}}[ \t]*\S", re.MULTILINE)


def intricacies(markdown: str) -> Iterator[tuple[str, int]]:
    """What makes a text too intricate, and the offset of the place.

    >>> list(intricacies("[" * 41))
    [('a paragraph has 41 brackets that are open at once, 40 are allowed', 0)]
    """
    bare = without_code(markdown)
    if not any(bare.count(mark) > most for mark, most in _FEWEST.items()):
        return  # as nearly every text: nothing below is there without so many of one of these
    for block in _BLOCK.finditer(bare):
        lines, brackets = block.group().count("\n"), open_at_once(block.group())
        if lines > MAX_BLOCK_LINES:
            yield f"a paragraph has {lines} lines, {MAX_BLOCK_LINES} are allowed", block.start()
        if brackets > MAX_OPEN:
            yield f"a paragraph has {brackets} brackets that are open at once, {MAX_OPEN} are allowed", block.start()
    if deep := _QUOTES.search(bare):
        yield f"quotations stand more than {MAX_DEPTH} levels deep", deep.start()
    if deep := _INDENT.search(bare):
        yield f"a line is indented more than {MAX_DEPTH} levels", deep.start()


def open_at_once(text: str) -> int:
    """The greatest number of square brackets, or of addresses in round ones, that wait for their end.

    >>> open_at_once("[a](b) [c](d)"), open_at_once("[a]([a]([a]("), open_at_once("[[[")
    (1, 3, 3)
    """
    square = round_ = most = 0
    for bracket in _BRACKETS.finditer(text):
        found = bracket.group()
        if found == "[":
            square += 1
        elif found == ")":
            round_ = max(round_ - 1, 0)
        else:
            square = max(square - 1, 0)
            round_ += found == "]("
        most = max(most, square, round_)
    return most
