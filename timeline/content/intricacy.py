"""Markdown that Python-Markdown cannot convert in reasonable time: its cost grows with the square of some things.

Measured on 50 000 characters each: open brackets 15 s, one block of 12 500 headings 9 s, definition lists end in a
RecursionError. Below these limits everything we know takes less than a second.
"""

import re
from collections.abc import Iterator

from timeline.content.mentions import without_code

MAX_BLOCK_LINES = 400
MAX_BLOCK_BRACKETS = 400
MAX_DEPTH = 20
TOO_INTRICATE = "put blank lines between paragraphs and backticks round code, or write it more simply"

_BLOCK = re.compile(r"(?:^[ \t]*\S[^\n]*(?:\n|\Z))+", re.MULTILINE)
_QUOTES = re.compile(r"^[ \t]*(?:>[ \t]*){%d}" % (MAX_DEPTH + 1), re.MULTILINE)
_INDENT = re.compile(r"^(?:[ ]{4}|\t){%d}[ \t]*\S" % (MAX_DEPTH + 1), re.MULTILINE)


def intricacies(markdown: str) -> Iterator[tuple[str, int]]:
    """What makes a text too intricate, and the offset of the place.

    >>> list(intricacies("[" * 401))
    [('a paragraph has 401 opening brackets, 400 are allowed', 0)]
    """
    bare = without_code(markdown)
    for block in _BLOCK.finditer(bare):
        lines, brackets = block.group().count("\n"), block.group().count("[")
        if lines > MAX_BLOCK_LINES:
            yield f"a paragraph has {lines} lines, {MAX_BLOCK_LINES} are allowed", block.start()
        if brackets > MAX_BLOCK_BRACKETS:
            yield f"a paragraph has {brackets} opening brackets, {MAX_BLOCK_BRACKETS} are allowed", block.start()
    if deep := _QUOTES.search(bare):
        yield f"quotations stand more than {MAX_DEPTH} levels deep", deep.start()
    if deep := _INDENT.search(bare):
        yield f"a line is indented more than {MAX_DEPTH} levels", deep.start()
