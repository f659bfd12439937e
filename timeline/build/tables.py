"""A mapping in a pack, in pieces of some hundred keys: one value of a hundred thousand is read, or changed, without the
others.

    table = Table.put(pack, {"a": one, "b": two})
    table["a"], "c" in table                    reads one piece each
    newer = table.revised({"b": three}, gone={"a"})
    newer.layout                                what a state keeps of it
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from zlib import crc32

from timeline.build.pack import DamagedError, Extent, Pack, freeze, thaw
from timeline.build.rows import named, plain

KEYS_IN_PIECE = 256
Layout = tuple[int, bool, tuple[Extent, ...]]  # how many keys; whether values are frozen one by one; where pieces are
Piece = dict[Any, Any]


class Table(Mapping[Any, Any]):
    """A mapping whose pieces are read when one of their keys is asked for. Large values are `apart`: each is frozen,
    and decoded, on its own; small ones are decoded with their piece.

    Reading raises DamagedError where the pack does not hold what was put there.
    """

    __slots__ = ("_apart", "_count", "_extents", "_known", "_pack", "_pieces")

    def __init__(self, pack: Pack, layout: Layout) -> None:
        self._pack = pack
        self._count, self._apart, self._extents = layout
        self._pieces: dict[int, Piece] = {}
        self._known: dict[Any, Any] = {}

    @classmethod
    def put(cls, pack: Pack, found: Mapping[Any, Any], apart: bool) -> "Table":
        """A mapping, put into the pack."""
        return cls._put(
            pack, ((key, freeze(plain(value)) if apart else value) for key, value in found.items()), apart, len(found)
        )

    @classmethod
    def _put(cls, pack: Pack, found: Iterable[tuple[Any, Any]], apart: bool, count: int) -> "Table":
        number = max(1, -(-count // KEYS_IN_PIECE))
        pieces: list[Piece] = [{} for _ in range(number)]
        for key, value in found:
            pieces[_piece_of(key, number)][key] = value
        return cls(pack, (count, apart, tuple(pack.put(freeze(piece)) for piece in pieces)))

    @property
    def layout(self) -> Layout:
        """What has to be known to find it again."""
        return self._count, self._apart, self._extents

    @property
    def weight(self) -> int:
        """How many bytes of the pack its pieces take."""
        return sum(length for _, length, _ in self._extents)

    def copied(self, pack: Pack) -> "Table":
        """The same in another pack."""
        extents = tuple(pack.put(bytes(self._pack.get(extent))) for extent in self._extents)
        return Table(pack, (self._count, self._apart, extents))

    def revised(self, changed: Mapping[Any, Any], gone: Iterable[Any] = ()) -> "Table":
        """The mapping with some keys changed or taken out; pieces that hold none of these are shared."""
        touched: dict[int, Piece] = {}
        count = self._count
        for key in gone:
            if key not in changed and key in self:
                del self._own(touched, key)[key]
                count -= 1
        for key, value in changed.items():
            count += key not in self
            self._own(touched, key)[key] = freeze(plain(value)) if self._apart else value
        newer = Table(self._pack, (count, self._apart, self._extents))
        newer._pieces = {**self._pieces, **touched}
        if count > 4 * KEYS_IN_PIECE * len(self._extents):
            return self._put(self._pack, newer._stored(), self._apart, count)
        extents = list(self._extents)
        for number, piece in touched.items():
            extents[number] = self._pack.put(freeze(piece))
        newer._extents = tuple(extents)
        newer._known = {key: value for key, value in self._known.items() if _piece_of(key, len(extents)) not in touched}
        return newer

    def _stored(self) -> Iterator[tuple[Any, Any]]:
        for number in range(len(self._extents)):
            yield from self._piece(number).items()

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - what the mapping holds
        if key in self._known:
            return self._known[key]
        found = self._piece(_piece_of(key, len(self._extents)))[key]
        if not self._apart:
            return found
        value = self._known[key] = _thawed(found)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._piece(_piece_of(key, len(self._extents)))

    def __iter__(self) -> Iterator[Any]:
        return (key for key, _ in self._stored())

    def __len__(self) -> int:
        return self._count

    def _piece(self, number: int) -> Piece:
        found = self._pieces.get(number)
        if found is None:
            found = self._pieces[number] = thaw(self._pack.get(self._extents[number]))
        return found

    def _own(self, touched: dict[int, Piece], key: Any) -> Piece:  # noqa: ANN401
        number = _piece_of(key, len(self._extents))
        if number not in touched:
            touched[number] = dict(self._piece(number))
        return touched[number]


def _thawed(data: bytes) -> Any:  # noqa: ANN401
    try:
        return named(thaw(data))
    except (ValueError, TypeError, LookupError) as error:
        raise DamagedError(str(error)) from error


def _piece_of(key: object, pieces: int) -> int:
    return crc32(f"{key}".encode("utf-8", "surrogateescape")) % pieces
