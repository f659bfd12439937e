"""Rule cards (`english.toml`) -> a grammar that finds expressions in a string of token codes.

Every word that occurs in a card, and every shape of number, is one character of a code; a text becomes a string of such
characters, one for a token, and a pattern an expression over them without unbounded repetition (`patterns.py`). So a
text costs the same at every place, and words that occur in no card cost nothing but their code.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from timeline.extract.patterns import Piece, Reader
from timeline.extract.sentences import PARAGRAPH

_FIRST_CODE = 0xE000
UNKNOWN = "\x00"
_SIZES = ((0, "ZERO"), (12, "TO12"), (24, "TO24"), (31, "TO31"), (59, "TO59"), (99, "TO99"), (999, "TO999"))
_SHAPES = (
    *(name for _, name in _SIZES),
    *(
        "FOUR",
        "MODERN",
        "LONG",
        "ORDDAY",
        "ORDNUM",
        "TENS4",
        "TENS3",
        "TENS2",
        "ISO",
        "SLASH",
        "HOURS",
        "DECIMAL",
        "THOUSANDS",
    ),
)


@dataclass(frozen=True, slots=True)
class Card:
    """One rule: patterns, the name and argument of the function that makes its value, and its examples."""

    name: str
    patterns: tuple[str, ...]
    value: str
    argument: str
    only: str  # "news", "narrative", or "" for both
    fires: Mapping[str, str]
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A card that fired: the tokens it covers, and the tokens of each of its captures."""

    card: Card
    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """All cards, the codes of words, and which patterns can begin with which code."""

    codes: Mapping[str, str]
    shapes: Mapping[str, str]
    classes: Mapping[str, str]
    numbers: Mapping[str, Mapping[str, int]]
    cards: tuple[Card, ...]
    starting: Mapping[str, tuple[tuple[re.Pattern[str], Card], ...]]
    screens: Mapping[str, str]  # an expression for whether any pattern at all fires on a token of that code
    before: tuple[tuple[re.Pattern[str], str], ...]
    leading: frozenset[str]  # codes that stand in words before an expression which belong to it

    def encode(self, words: Sequence[str]) -> str:
        """The code of a text, one character for a token, and one for its end."""
        known, shapes = self.codes.get, self.shapes
        return (
            "".join(
                [known(word) or (shapes.get(shape(word), UNKNOWN) if word[0].isdigit() else UNKNOWN) for word in words]
            )
            + self.codes[PARAGRAPH]
        )

    def match(self, codes: str, at: int, domain: str, limit: int | None = None) -> Match | None:
        """The longest expression that begins at a token and ends before a limit; the first card wins among equals."""
        limit = len(codes) if limit is None else limit
        screen = self.screens.get(codes[at])
        if screen is None or _compiled(screen).match(codes, at, limit) is None:
            return None
        best: tuple[re.Match[str], Card] | None = None
        end = at
        for expression, card in self.starting.get(codes[at], ()):
            found = expression.match(codes, at, limit)
            if found is not None and found.end() > end and card.only in ("", domain):
                best, end = (found, card), found.end()
        if best is None:
            return None
        found, card = best
        return Match(card, at, end, {name: found.span(name) for name, text in found.groupdict().items() if text})


def shape(word: str) -> str:
    """The name of the shape of a number, by its size and its ending; empty if it has none.

    >>> [shape(word) for word in ("7", "2023", "1990s", "7th", "12,000")]
    ['TO12', 'MODERN', 'TENS4', 'ORDDAY', 'THOUSANDS']
    """
    if not word.isascii():
        return ""
    if word.isdigit():
        return _size(word)
    if word[4:5] == "-":
        return "ISO"
    if word.endswith("hrs"):
        return "HOURS"
    if word[-1] == "s":
        return {5: "TENS4", 4: "TENS3", 3: "TENS2"}.get(len(word), "") if word[-2] == "0" else ""
    if word[-1].isalpha():
        return "ORDDAY" if len(word) < 5 and 0 < int(word[:-2]) <= 31 else "ORDNUM"
    if "/" in word or word.count(".") == 2:
        return "SLASH"
    return "THOUSANDS" if "," in word else "DECIMAL"


def _size(digits: str) -> str:
    if len(digits) == 4:
        return "MODERN" if "1900" <= digits <= "2059" else "FOUR" if digits >= "1000" else "LONG"
    if len(digits) > 4:
        return "LONG"
    number = int(digits)
    return next(name for most, name in _SIZES if number <= most)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The English grammar, read from its table on first use."""
    return build(tomllib.loads(files("timeline.extract").joinpath("english.toml").read_text(encoding="utf-8")))


def build(table: Mapping[str, object]) -> Grammar:
    """The grammar of a table of classes, macros, cards and words around expressions."""
    return _Builder(table).grammar()


class _Builder:
    """The codes and classes while a grammar is being made."""

    __slots__ = ("classes", "codes", "macros", "numbers", "shapes", "table", "used")

    def __init__(self, table: Mapping[str, object]) -> None:
        self.table = table
        self.used = 0
        self.codes: dict[str, str] = {PARAGRAPH: "\x01"}
        self.numbers: dict[str, Mapping[str, int]] = {}
        self.shapes = {name: self._next() for name in _SHAPES}
        self.classes: dict[str, str] = dict(self.shapes)
        macros = table.get("macros")
        self.macros = {str(key): str(text) for key, text in macros.items()} if isinstance(macros, dict) else {}

    def grammar(self) -> Grammar:
        self._read_classes()
        starting: defaultdict[str, list[tuple[re.Pattern[str], Card]]] = defaultdict(list)
        cards = tuple(_card(each) for each in _tables(self.table, "card"))
        for card in cards:
            for piece in map(self._read, card.patterns):
                expression = re.compile(piece.expression)
                for code in sorted(piece.first):
                    starting[code].append((expression, card))
        before = self._edges("before")
        return Grammar(
            MappingProxyType(self.codes),
            MappingProxyType(self.shapes),
            MappingProxyType(self.classes),
            MappingProxyType(self.numbers),
            cards,
            MappingProxyType({code: tuple(found) for code, found in starting.items()}),
            MappingProxyType({code: _screen([each for each, _ in found]) for code, found in starting.items()}),
            tuple((re.compile(piece.expression), mod) for piece, mod in before),
            frozenset(code for piece, _ in before for code in piece.expression if code >= chr(_FIRST_CODE)),
        )

    def _edges(self, side: str) -> list[tuple[Piece, str]]:
        found = _tables(self.table, side)
        return [(self._read(text), str(each.get("mod", ""))) for each in found for text in _strings(each["pattern"])]

    def _read(self, pattern: str) -> Piece:
        return Reader(pattern, self.classes, self.macros, self.code).read()

    def _next(self) -> str:
        self.used += 1
        return chr(_FIRST_CODE + self.used)

    def _read_classes(self) -> None:
        """Read the classes: lists of words and of other classes, or tables of words and their numbers."""
        classes = self.table.get("classes")
        for name, members in classes.items() if isinstance(classes, dict) else ():
            if isinstance(members, dict):
                self.numbers[name] = MappingProxyType({str(word).lower(): int(n) for word, n in members.items()})
            found = "".join(self.classes.get(str(word)) or self.code(str(word)) for word in members)
            self.classes[name] = "".join(dict.fromkeys(found))

    def code(self, word: str) -> str:
        """The code of a word in all the ways it can be written; a capital letter in the table asks for one."""
        if word in self.codes:
            return self.codes[word]
        code = self._next()
        proper = word != word.lower()
        for form in sorted({word, word.upper()} | (set() if proper else {word.capitalize()})):
            self.codes.setdefault(form, code)
        return code


@lru_cache(maxsize=1024)
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled on first use: a short text needs few of them."""
    return re.compile(expression)


def _screen(expressions: Sequence[re.Pattern[str]]) -> str:
    """One expression that fires where any of some does; most words that could begin a date begin none."""
    bare = (re.sub(r"\(\?P<\w+>", "(?:", each.pattern) for each in expressions)
    return "|".join(dict.fromkeys(bare))


def _card(each: Mapping[str, object]) -> Card:
    function, _, argument = str(each["value"]).partition(" ")
    fires = each.get("fires", {})
    return Card(
        str(each["name"]),
        tuple(_strings(each["pattern"])),
        function,
        argument,
        str(each.get("only", "")),
        MappingProxyType({str(key): str(text) for key, text in fires.items()} if isinstance(fires, dict) else {}),
        tuple(_strings(each.get("never", []))),
    )


def _tables(table: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    found = table.get(key, [])
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def _strings(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
