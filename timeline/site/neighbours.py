"""Which event comes before or after another, without a mapping of all of them."""

from collections.abc import Iterator, Mapping, Sequence


class Neighbours(Mapping[str, str]):
    """For every event the one that is `step` places further in a row; `rank` are the places.

    >>> Neighbours(("a", "b"), {"a": 0, "b": 1}, 1).get("a"), Neighbours(("a", "b"), {"a": 0, "b": 1}, 1).get("b")
    ('b', None)
    """

    __slots__ = ("_ids", "_rank", "_step")

    def __init__(self, ids: Sequence[str], rank: Mapping[str, int], step: int) -> None:
        self._ids, self._rank, self._step = ids, rank, step

    def __getitem__(self, id: str) -> str:
        at = self._rank[id] + self._step
        if not 0 <= at < len(self._ids):
            raise KeyError(id)
        return self._ids[at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids[: -self._step] if self._step > 0 else self._ids[-self._step :])

    def __len__(self) -> int:
        return max(0, len(self._ids) - abs(self._step))
