"""Records and sequences that are read when somebody asks for them: one edit among 100 000 events asks for a few."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from timeline.model.records import Record

Located = tuple[int, int, int, str, int, bool]  # where a record is in the pack; file, number in it; is it published


class LazyRecords(Mapping[str, Any]):
    """The published records of a kind; `lazy(id)` gives one that is read when a field is asked for."""

    def __init__(
        self,
        located: Mapping[str, Located],
        published: int,
        read: Callable[[str], Record],
        column: Callable[[str], Mapping[str, Any] | None],
    ) -> None:
        self._located, self._count = located, published
        self._read, self._column = read, column
        self._known: dict[str, Any] = {}

    def __getitem__(self, id: str) -> Any:  # noqa: ANN401
        found = self._known.get(id)
        if found is None:
            if id not in self:
                raise KeyError(id)
            found = self._known[id] = self._read(id)
        return found

    def lazy(self, id: str) -> Any:  # noqa: ANN401
        """The same, at once."""
        if id in self._known:
            return self._known[id]
        if id not in self:
            raise KeyError(id)
        return _LazyRecord(self, id, self._column)

    def __contains__(self, id: object) -> bool:
        found = self._located.get(id)  # type: ignore[call-overload]
        return found is not None and found[5]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(id for id, found in self._located.items() if found[5]))

    def __len__(self) -> int:
        return self._count


class LaterSequence(Sequence[Any]):
    """A sequence that is read when it is asked for more than its length."""

    def __init__(self, length: int, read: Callable[[], Sequence[Any]]) -> None:
        self._length = length
        self._read = cache(read)

    def __getitem__(self, at: Any) -> Any:  # noqa: ANN401
        return self._read()[at]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read())

    def __len__(self) -> int:
        return self._length


class _LazyRecord:
    """A record that is read when a field is asked for that no column holds. What was read is an attribute from then
    on, so that it is found without another call."""

    def __init__(self, records: LazyRecords, id: str, column: Callable[[str], Mapping[str, Any] | None]) -> None:
        self._records, self._id, self._column = records, id, column

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        column = self._column(name)
        if column is None:
            record = self._records[self._id]
            self.__dict__.update((field, getattr(record, field)) for field in record.__dataclass_fields__)
            return getattr(record, name)
        value = self.__dict__[name] = column[self._id]
        return value
