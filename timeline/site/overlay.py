"""A large mapping with a few changes laid over it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any


class Overlay(Mapping[Any, Any]):
    """A mapping with some keys changed or taken out, without a copy of the rest. One over another is one over the base
    of both: a server lays hundreds of edits over each other."""

    __slots__ = ("_base", "_changed", "_gone")

    _base: Mapping[Any, Any]
    _changed: Mapping[Any, Any]
    _gone: frozenset[Any]

    def __init__(self, base: Mapping[Any, Any], changed: Mapping[Any, Any], gone: Iterable[Any]) -> None:
        self._base, self._changed, self._gone = base, changed, frozenset(gone)
        if isinstance(base, Overlay):
            kept = {key: value for key, value in base._changed.items() if key not in self._gone}
            self._base, self._changed = base._base, {**kept, **changed}
            self._gone |= base._gone - changed.keys()

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - what the mapping holds
        if key in self._changed:
            return self._changed[key]
        if key in self._gone:
            raise KeyError(key)
        return self._base[key]

    def lazy(self, key: Any) -> Any:  # noqa: ANN401
        """The value of a key, which the base may put off reading."""
        found = getattr(self._base, "lazy", None)
        return self[key] if found is None or key in self._changed or key in self._gone else found(key)

    def __contains__(self, key: object) -> bool:
        return key in self._changed or (key not in self._gone and key in self._base)

    def __iter__(self) -> Iterator[Any]:
        if not self._gone and all(key in self._base for key in self._changed):
            return iter(self._base)
        return iter(sorted({*(key for key in self._base if key not in self._gone), *self._changed}))

    def __len__(self) -> int:
        gone = sum(key in self._base for key in self._gone)
        return len(self._base) - gone + sum(key not in self._base for key in self._changed)
