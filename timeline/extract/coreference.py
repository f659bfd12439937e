""" "He" and "the killing" -> the name they stand for: the nearest one before that fits, which an editor is told of."""

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.extract.names import Name
from timeline.extract.sentences import Tokens

_PERSON = frozenset({"he", "she", "his", "her"})
_BODY = frozenset({"it", "they", "its", "their"})
_OWN = frozenset({"his", "her", "its", "their"})
_KILLINGS = frozenset({"killing", "killings", "assassination", "murder", "slaying", "death"})
_KILLED = frozenset({"killed", "assassinated", "murdered", "slain"})
_NEAR = 30
_REACH = 400  # tokens before a sentence in which the killing is looked for


@dataclass(frozen=True, slots=True)
class Antecedent:
    """What the first words of a title stand for: `written` is the pronoun or noun, `name` whom it was taken for."""

    written: str = ""
    name: Name | None = None

    @property
    def reason(self) -> str:
        """What an editor should know; empty if the title begins with a name or noun of its own."""
        if not self.written:
            return ""
        if self.name is None:
            return f'"{self.written}" in the title stands for what the text said before'
        of = "that of " if self.written.startswith("the ") else ""
        return f'"{self.written}" was taken to be {of}{self.name.words}'

    def begin(self, title: str) -> str:
        """A title with the name in the place of the pronoun, or behind the noun."""
        if self.name is None:
            return title
        rest = title[len(self.written.removeprefix("the ")) :]
        if self.written.startswith("the "):
            return f"{title[: len(title) - len(rest)]} of {self.name.words}{rest}"
        own = self.written.lower() in _OWN
        return f"{self.name.words}{'’s' if own else ''}{rest}"


def named_before(word: str, at: int, names: Sequence[Name]) -> Antecedent:
    """The person, or for "it" and "they" the body, named last before a pronoun."""
    if word in ("this", "that", "these", "those"):
        return Antecedent(word)
    if word not in _PERSON and word not in _BODY:
        return Antecedent()
    people = word in _PERSON
    near = at - (_REACH if people else _NEAR)  # "it" is seldom a body that was named long before
    fitting = (n for n in reversed(names) if near <= n.last <= at and (n.kind == "person") == people)
    return Antecedent(word, next((name for name in fitting if name.kind != "place"), None))


def killed_before(noun: str, of: Tokens, first: int, names: Sequence[Name]) -> Antecedent:
    """Who was killed before, for a title such as "The killing was planned"."""
    if noun not in _KILLINGS:
        return Antecedent()
    for name in reversed(names):
        if name.last <= first and first - name.first < _REACH and name.kind == "person":
            before = [word.lower() for word in of.words[max(name.first - 2, 0) : name.first]]
            if before[-1:] and (before[-1] in _KILLED or (before[-1] == "of" and before[0] in _KILLINGS)):
                return Antecedent(f"the {noun}", name)
    return Antecedent()
