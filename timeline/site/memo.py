"""What is made once and used on many pages: a bounded store that is emptied when it is full."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

V = TypeVar("V")


class Memo:
    """At most `room` values by key. Only for values that depend on nothing but their key and the library."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._made: dict[Hashable, object] = {}
        self._given: dict[Hashable, object] = {}

    def give(self, key: Hashable, value: object) -> None:
        """What somebody else has found out: it is not made, and stays until it is given anew."""
        self._given[key] = value

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not there; a key stands for values of one type."""
        if self._given and key in self._given:
            return cast(V, self._given[key])
        try:
            return cast(V, self._made[key])
        except KeyError:
            value = make()
            if len(self._made) >= self._room:
                self._made.clear()
            if self._room:
                self._made[key] = value
            return value

    def forget(self) -> None:
        """Nothing is kept any more: whoever has made the last page needs the room for something else."""
        self._made.clear()
