"""What is made once and used on many pages: a bounded store that forgets what has not been asked for in a while."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

V = TypeVar("V")


class Memo:
    """At most twice `room` values by key. Only for values that depend on nothing but their key and the library.

    When there are `room` new ones, those that were there before are forgotten, unless they were asked for meanwhile: a
    hundred thousand events have more views than there is room for, and most pages ask for those of the page before.
    """

    def __init__(self, room: int) -> None:
        self._room = room
        self._made: dict[Hashable, object] = {}
        self._before: dict[Hashable, object] = {}
        self._given: dict[Hashable, object] = {}

    def give(self, key: Hashable, value: object) -> None:
        """What somebody else has found out: it is not made, and stays until it is given anew."""
        self._given[key] = value

    def of(self, key: Hashable, make: Callable[[], V]) -> V:
        """The value of a key, made if it is not there; a key stands for values of one type."""
        if self._given and key in self._given:
            return cast(V, self._given[key])
        if key in self._made:
            return cast(V, self._made[key])
        return cast(V, self._keep(key, self._before[key] if key in self._before else make()))

    def _keep(self, key: Hashable, value: object) -> object:
        """The value, which is kept as long as there is room."""
        if len(self._made) >= self._room:
            self._before, self._made = self._made, {}
        if self._room:
            self._made[key] = value
        return value

    def forget(self) -> None:
        """Nothing is kept any more: whoever has made the last page needs the room for something else."""
        self._made.clear()
        self._before.clear()
