"""Records on their way to another process, or to the next build: their fields in a row, and back.

A frozen dataclass is taken apart and put together field by field by functions of Python, which takes longer than all
the rest of pickling; and every copy would bring its own copy of words that many records have.
"""

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from sys import intern
from typing import Any, TypeVar

C = TypeVar("C", bound=type)


def stated(*words: str) -> Callable[[C], C]:
    """A class decorator for dataclasses with slots and at least two fields. `words` are fields whose texts, or tuples
    of texts, stand in many records: there is one of each in a process."""

    def decorate(kind: C) -> C:
        names = [field.name for field in fields(kind)]
        get = attrgetter(*names)
        puts = [kind.__dict__[name].__set__ for name in names]
        common = [(names.index(word), kind.__dict__[word].__set__) for word in words]

        def getstate(self: object) -> Any:  # noqa: ANN401 - a tuple of whatever the fields hold
            return get(self)

        def setstate(self: object, state: tuple[Any, ...]) -> None:
            if len(state) != len(puts):
                raise ValueError(f"{kind.__name__} has {len(puts)} fields, not {len(state)}")
            for put, value in zip(puts, state):  # noqa: B905 - looked at above, in less time
                put(self, value)
            for number, put in common:
                value = state[number]
                if type(value) is str:  # a `Text` cannot be interned
                    put(self, intern(value))
                elif value and type(value) is tuple:
                    put(self, tuple([intern(word) if type(word) is str else word for word in value]))

        for name, method in (("__getstate__", getstate), ("__setstate__", setstate)):
            setattr(kind, name, method)
        return kind

    return decorate
