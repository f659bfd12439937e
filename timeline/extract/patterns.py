"""Patterns of rule cards -> expressions over the codes of tokens, and the codes each can begin with.

MONTH DAY ","? YEAR        classes, a literal, something optional
the (first | second) half  words, alternatives
date:DATE                  a capture under a name; a class alone is captured under its name in lower case
<IN YEAR !UNIT             what must precede, what must not follow; `!<` must not precede
DAY >(to DAY MONTH)        what must follow, and is no part of the expression
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a pattern: its expression, the codes it can begin with, and whether it can be empty."""

    expression: str
    first: frozenset[str]
    empty: bool


_NOTHING = Piece("", frozenset(), True)
_ELEMENT = re.compile(r'\s*(!<|[<>!]|\w+:(?=[\w("])|"[^"\s]+"|[^\s()|?<>!"]+|[()|?])')


class Reader:
    """Reads one pattern from left to right; `code` gives the code of a literal word."""

    __slots__ = ("at", "classes", "code", "macros", "names", "parts")

    def __init__(
        self, pattern: str, classes: Mapping[str, str], macros: Mapping[str, str], code: Callable[[str], str]
    ) -> None:
        self.parts: list[str] = _ELEMENT.findall(pattern)
        self.at = 0
        self.classes = classes
        self.macros = macros
        self.code = code
        self.names: set[str] | None = set()

    def read(self) -> Piece:
        """The whole pattern."""
        piece = self._alternatives()
        if self.at < len(self.parts):
            raise ValueError(f"unbalanced pattern at {' '.join(self.parts[self.at :])!r}")
        return piece

    def _alternatives(self) -> Piece:
        found = [self._sequence()]
        while self._take("|"):
            found.append(self._sequence())
        if len(found) == 1:
            return found[0]
        return Piece(
            "(?:" + "|".join(each.expression for each in found) + ")",
            frozenset().union(*(each.first for each in found)),
            any(each.empty for each in found),
        )

    def _sequence(self) -> Piece:
        whole = _NOTHING
        while self.at < len(self.parts) and self.parts[self.at] not in ("|", ")"):
            piece = self._element()
            begin = whole.first | piece.first if whole.empty else whole.first
            whole = Piece(whole.expression + piece.expression, begin, whole.empty and piece.empty)
        return whole

    def _element(self) -> Piece:
        part = self.parts[self.at]
        look = {"<": "(?<=", "!<": "(?<!", ">": "(?=", "!": "(?!"}.get(part)
        if look is not None:
            self.at += 1
            return Piece(look + self._element().expression + ")", frozenset(), True)
        name = ""
        if len(part) > 1 and part[-1] == ":":
            name = part[:-1]
            self.at += 1
        piece = self._item(name)
        if self._take("?"):
            return Piece(f"(?:{piece.expression})?", piece.first, True)
        return piece

    def _item(self, name: str) -> Piece:
        part = self.parts[self.at]
        self.at += 1
        if part == "(":
            name = self._reserved(name)
            piece = self._alternatives()
            if not self._take(")"):
                raise ValueError("a bracket is not closed")
            return Piece(f"(?{f'P<{name}>' if name else ':'}{piece.expression})", piece.first, piece.empty)
        if part in self.macros:
            inner = Reader(self.macros[part], self.classes, self.macros, self.code)
            inner.names = None  # an expression may hold a macro twice; what is inside is read again by itself
            piece = inner.read()
            return self._named(Piece(f"(?:{piece.expression})", piece.first, piece.empty), name or part.lower())
        if part in self.classes:
            members = self.classes[part]
            return self._named(Piece(f"[{members}]", frozenset(members), False), name or part.lower())
        code = self.code(part.strip('"'))
        return self._named(Piece(code, frozenset(code), False), name)

    def _reserved(self, name: str) -> str:
        """A name, or nothing if it is taken: the outermost and first of equal names is the capture."""
        if not name or self.names is None or name in self.names:
            return ""
        self.names.add(name)
        return name

    def _named(self, piece: Piece, name: str) -> Piece:
        if not self._reserved(name):
            return piece
        return Piece(f"(?P<{name}>{piece.expression})", piece.first, piece.empty)

    def _take(self, part: str) -> bool:
        if self.at < len(self.parts) and self.parts[self.at] == part:
            self.at += 1
            return True
        return False
