"""What led to an event and what followed, as a drawing: causes | this | effects, in two shapes of SVG.

    drawing(Chain(...), "ltr")  ->  <svg class="chain wide">…</svg><svg class="chain tall">…</svg>

The wide one has three columns; the tall one, for a narrow screen and for paper, is a line with branches. The stylesheet
shows one of them. Both are pictures of the sentences beside them, for eyes and pointers alone: see decision 420.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from timeline.site import lettering
from timeline.site.marks import SHAPES

MOST = 6  # events on each side
WIDE, TALL = 960, 340  # the widths of the two drawings, in px where there is room
DATE, TITLE, WORD = 13, 15, 12  # sizes of letters, px
STEP = 19  # from line to line
APART = 16  # between two events
LEVEL = 9  # of a mark below the top of its words
MOST_LINES = 2
SPARE = 1.14  # the widest of the usual faces beside Helvetica, in which `lettering` measures
COLUMN = 316  # the width of a column of text in the wide drawing
NODE = WIDE // 2
MIDDLE = 150  # the width of the date in the middle


@dataclass(frozen=True, slots=True)
class Link:
    """An event on one of the sides. `shape` and `broken` are its mark; `claimed` and `denied` are the words on the line
    to it, empty where nobody in particular says that it belongs there, or where nobody denies it."""

    href: str
    date: str
    title: str
    shape: str
    broken: bool
    claimed: str = ""
    denied: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The events of one side in order of time, and the words for those left out."""

    links: tuple[Link, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Chain:
    """An event with its mark and date between what led to it and what followed."""

    causes: Side
    effects: Side
    date: str
    shape: str
    broken: bool


def drawing(chain: Chain, direction: lettering.Direction) -> Markup:
    """Both shapes of the drawing; nothing for an event with neither causes nor effects."""
    if not chain.causes.links and not chain.effects.links:
        return Markup()
    return Markup("".join((*_wide(chain, direction == "rtl"), *_tall(chain, direction == "rtl"))))


class _Sheet:
    """A drawing to be, in a reading direction: on a sheet from right to left every place is mirrored."""

    def __init__(self, width: int, mirrored: bool) -> None:
        self._width, self._mirrored = width, mirrored

    def x(self, x: float) -> float:
        return self._width - x if self._mirrored else x

    def text(self, x: float, y: float, words: str, kind: str = "", end: bool = False) -> str:
        """A line of text from x on, or up to x; a line of the other direction keeps its side of the sheet."""
        backward = lettering.direction(words) == "rtl"
        anchor = "end" if (end != self._mirrored) != backward else ""
        said = f' class="{kind}"' if kind else ""
        said += f' text-anchor="{anchor}"' if anchor else ""
        said += f' direction="{"rtl" if backward else "ltr"}"' if backward or self._mirrored else ""
        return f'<text{said} x="{self.x(x):g}" y="{y:g}">{escape(words)}</text>'

    def middle(self, x: float, y: float, words: str, kind: str) -> str:
        """A line of text around x."""
        return f'<text class="{kind}" text-anchor="middle" x="{self.x(x):g}" y="{y:g}">{escape(words)}</text>'

    def mark(self, x: float, y: float, shape: str, broken: bool, scale: float = 1) -> str:
        """A mark with its middle at a place."""
        half = 8 * scale
        size = f" scale({scale:g})" if scale != 1 else ""
        kind = f"mark {shape}{' broken' if broken else ''}"
        place = f"translate({self.x(x) - half:g} {y - half:g})"
        return f'<g class="{kind}" transform="{place}{size}">{SHAPES[shape]}</g>'

    def tie(self, claimed: bool, *points: tuple[float, float]) -> str:
        """A line: from the first place straight to the second, from there curved to the third."""
        (a, b), (c, _), (e, f) = points
        middle = (c + e) / 2
        curve = f"C{self.x(middle):g} {b:g} {self.x(middle):g} {f:g} {self.x(e):g} {f:g}"
        kind = "tie claimed" if claimed else "tie"
        return f'<path class="{kind}" d="M{self.x(a):g} {b:g}H{self.x(c):g}{curve if b != f else f"H{self.x(e):g}"}"/>'

    def arrow(self, x: float, y: float) -> str:
        """The head of an arrow that points onward."""
        back = 6 if self._mirrored else -6
        return f'<path class="head" d="M{self.x(x):g} {y:g}l{back} -4v8Z"/>'


@dataclass(frozen=True, slots=True)
class _Row:
    """An event with its title in lines; `high` is what it takes."""

    link: Link
    lines: list[str]

    @property
    def high(self) -> int:
        return STEP * (1 + len(self.lines)) + APART


def _rows(side: Side, room: float) -> list[_Row]:
    return [_Row(link, lettering.lines(link.title, room / TITLE / SPARE, MOST_LINES)) for link in side.links]


def _high(rows: Sequence[_Row], side: Side) -> int:
    return sum(row.high for row in rows) - (APART if rows else 0) + (STEP + APART if side.more else 0)


def _label(chain: Chain) -> list[str]:
    """The date below the mark in the middle; the lines to both sides leave it little room."""
    return lettering.lines(chain.date, MIDDLE / TITLE / SPARE, 4)


def _anchor(rows: Sequence[_Row]) -> float:
    """The level half way between the first mark of a column and the last."""
    return LEVEL + (sum(row.high for row in rows[:-1]) / 2 if rows else 0)


def _svg(kind: str, width: int, height: float, parts: Iterator[str]) -> Iterator[str]:
    yield f'<svg class="chain {kind}" viewBox="0 0 {width} {height:g}" width="{width}" height="{height:g}" '
    yield 'aria-hidden="true">'
    yield from parts
    yield "</svg>\n"


def _wide(chain: Chain, mirrored: bool) -> Iterator[str]:
    causes, effects = _rows(chain.causes, COLUMN), _rows(chain.effects, COLUMN)
    sides = ((causes, chain.causes), (effects, chain.effects))
    middle = max(15, *(_anchor(rows) for rows, _ in sides))
    height = middle + max(16 + STEP * len(_label(chain)), *(_high(rows, side) - _anchor(rows) for rows, side in sides))
    if causes and effects:
        width, node = WIDE, NODE
    else:  # the date below the mark must fit on the sheet
        width, node = NODE + 60, 60 if effects else NODE
    return _svg("wide", width, height, _columns(_Sheet(width, mirrored), chain, causes, effects, (node, middle)))


def _columns(
    sheet: _Sheet, chain: Chain, causes: Sequence[_Row], effects: Sequence[_Row], node: tuple[float, float]
) -> Iterator[str]:
    x, middle = node
    yield from _column(sheet, causes, chain.causes, node, -1)
    yield from _column(sheet, effects, chain.effects, node, 1)
    if causes:
        yield sheet.arrow(x - 15, middle)
    yield sheet.mark(x, middle, chain.shape, chain.broken, 1.5)
    for number, line in enumerate(_label(chain)):
        yield sheet.middle(x, middle + 30 + STEP * number, line, "this")


def _column(sheet: _Sheet, rows: Sequence[_Row], side: Side, node: tuple[float, float], way: int) -> Iterator[str]:
    """One side: the text and mark of each event, and its line to the middle; `way` is 1 for what followed."""
    x, middle = node
    if not rows:
        return
    mark, text, top = x + way * 148, x + way * 164, middle - _anchor(rows)
    words = [word for row in rows for word in (row.link.claimed, row.link.denied)]
    onward, straight = mark - way * (14 if way < 0 else 18), max(map(lettering.width, words)) * WORD * SPARE
    for row in rows:
        link, level = row.link, top + LEVEL
        claimed = bool(link.claimed or link.denied)
        yield sheet.tie(claimed, (onward, level), (onward - way * straight, level), (x + way * 18, middle))
        if way > 0:
            yield sheet.arrow(mark - 11, level)
        yield sheet.mark(mark, level, link.shape, link.broken)
        yield from _words(sheet, row, text, top, way < 0)
        if link.claimed:
            yield sheet.text(onward, level - 5, link.claimed, "word", way > 0)
        if link.denied:
            yield sheet.text(onward, level + 14, link.denied, "word", way > 0)
        top += row.high
    if side.more:
        yield sheet.text(text, top + 13, side.more, "word", way < 0)


def _words(sheet: _Sheet, row: _Row, x: float, top: float, end: bool) -> Iterator[str]:
    """Date and title of an event as one link."""
    yield f'<a href="{escape(row.link.href)}" tabindex="-1">'
    yield sheet.text(x, top + 13, row.link.date, "when", end)
    for number, line in enumerate(row.lines, 1):
        yield sheet.text(x, top + 14 + STEP * number, line, "", end)
    yield "</a>"


RAIL, BRANCH, TEXT = 10, 40, 56  # where the line, the marks and the words of the tall drawing stand


def _tall(chain: Chain, mirrored: bool) -> Iterator[str]:
    room = TALL - TEXT
    causes, effects = _rows(chain.causes, room), _rows(chain.effects, room)
    before = _high(causes, chain.causes) + APART if causes else 0
    node = before + 12
    after = node + 12 + (APART if effects else 0)
    height = after + (_high(effects, chain.effects) if effects else 0)
    sheet = _Sheet(TALL, mirrored)
    return _svg("tall", TALL, height, _line(sheet, chain, (causes, effects), (0, node, after)))


def _line(
    sheet: _Sheet,
    chain: Chain,
    sides: tuple[Sequence[_Row], Sequence[_Row]],
    levels: tuple[float, float, float],
) -> Iterator[str]:
    top, node, after = levels
    causes, effects = sides
    if causes:
        yield from _branches(sheet, causes, chain.causes, top, node, False)
        yield f'<path class="head" d="M{sheet.x(RAIL):g} {node - 14:g}l-4 -6h8Z"/>'
    if effects:
        yield from _branches(sheet, effects, chain.effects, after, node, True)
    yield sheet.mark(RAIL, node, chain.shape, chain.broken, 1.25)
    yield sheet.text(RAIL + 18, node + 4, chain.date, "this")


def _branches(sheet: _Sheet, rows: Sequence[_Row], side: Side, top: float, node: float, onward: bool) -> Iterator[str]:
    """One side of the tall drawing: a branch of the line to each event."""
    ends = []
    for row in rows:
        link, level = row.link, top + LEVEL
        claimed = bool(link.claimed or link.denied)
        ends.append((level, claimed))
        yield sheet.tie(claimed, (RAIL, level), (RAIL, level), (BRANCH - 11, level))
        if onward:
            yield sheet.arrow(BRANCH - 11, level)
        yield sheet.mark(BRANCH, level, link.shape, link.broken)
        words = " · ".join(filter(None, (link.date, link.claimed, link.denied)))
        yield from _words(sheet, _Row(Link(link.href, words, link.title, "", False), row.lines), TEXT, top, False)
        top += row.high
    if side.more:
        yield sheet.text(TEXT, top + 13, side.more, "word")
    yield from _rail(sheet, ends, node, onward)


def _rail(sheet: _Sheet, ends: Sequence[tuple[float, bool]], node: float, onward: bool) -> Iterator[str]:
    """The line of the tall drawing: firm as far as a firm branch needs it, dashed from there on."""
    near = node + (14 if onward else -14)
    for claimed in (False, True):
        levels = [level for level, said in ends if said == claimed]
        far = (max(levels) if onward else min(levels)) if levels else near
        if abs(far - node) > abs(near - node):
            kind = "tie claimed" if claimed else "tie"
            yield f'<path class="{kind}" d="M{sheet.x(RAIL):g} {far:g}V{near:g}"/>'
            near = far
