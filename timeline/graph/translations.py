"""A Library in another language of the site: the same graph, with the words of its records in that language.

    persian = translated(library, Words("fa", "en"))

Nothing is translated before it is asked for, and only what holds words is translated at all: ids, order and most
indexes are those of the main language. What has no translation keeps its own words, and knows in which language they
are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from types import MappingProxyType
from typing import Any, TypeVar

from timeline.graph.library import Library, Statement
from timeline.graph.references import key_of
from timeline.model.fields import RECORDS
from timeline.model.records import Kind, Prose, Record
from timeline.model.shapes import Line, Many, Markdown, Shape, Table
from timeline.model.texts import in_language

R = TypeVar("R", bound=Record)
Change = Callable[[Any, str, str], Any]  # of a value: the language wanted, and that of texts that do not say theirs
KINDS: Mapping[str, Kind] = MappingProxyType({f"{kind}s": kind for kind in RECORDS})


@dataclass(frozen=True, slots=True)
class Words:
    """A language of the site by its tag, and the main one, which is that of texts that do not say theirs."""

    tag: str
    main: str

    def of_index(self, index: Mapping[Any, tuple[Any, ...]]) -> Mapping[Any, tuple[Any, ...]]:
        """An index of links or statements in the language."""
        return _Index(index, self)

    def of_sequence(self, values: Sequence[Any]) -> Any:  # noqa: ANN401 - stands for a tuple
        """A row of links or statements in the language."""
        return _Row(values, self)

    def of(self, value: Any) -> Any:  # noqa: ANN401
        """A link or a statement in the language."""
        if isinstance(value, Statement):
            (claim,) = _changes("event")["claims"]((value.claim,), self.tag, self.main)
            return value._replace(claim=claim)
        if value.note or value.denied_by:
            return value._replace(**_changed(_changes_of_links(), value, self.tag, self.main))
        return value


def translated(library: Library, words: Words) -> Library:
    """The library as readers of a language see it."""
    records: dict[str, Any] = {name: _Records(getattr(library, name), kind, words) for name, kind in KINDS.items()}
    return replace(
        library,
        **records,
        prose=prose_in((*library.prose, *library.translations), words.tag, words.main),
        links=words.of_index(library.links),
        statements=words.of_sequence(library.statements),
    )


def in_words_of(record: R, tag: str, main: str) -> R:
    """A record with every text in a language, or marked with its own."""
    return _with_words(_changes(key_of(record).kind), record, tag, main)  # type: ignore[no-any-return]


def prose_in(pages: tuple[Prose, ...], tag: str, main: str) -> tuple[Prose, ...]:
    """The pages of prose of a language: of each address the one in that language, else the one in the main one."""
    own = {page.address: page for page in pages if page.lang == tag}
    return tuple(own.get(page.address) or replace(page, lang=main) for page in pages if page.lang in ("", main))


@cache
def _changes(kind: Kind) -> Mapping[str, Change]:
    """What holds words in the records of a kind."""
    return _changes_in(RECORDS[kind])


@cache
def _changes_of_links() -> Mapping[str, Change]:
    """What holds words in a link, which has it from a relation."""
    shape = RECORDS["event"].by_name["relations"].shape
    assert isinstance(shape, Many)
    assert isinstance(shape.of, Table)
    return _changes_in(shape.of)


def _changes_in(table: Table) -> Mapping[str, Change]:
    found = ((field.name, _change_of(field.shape)) for field in table.fields)
    return {name: change for name, change in found if change is not None}


def _change_of(shape: Shape) -> Change | None:
    """How a value of a shape is translated; None if there are no words in it."""
    if isinstance(shape, Line | Markdown):
        return in_language if shape.translated else None
    if isinstance(shape, Many) and isinstance(shape.of, Table) and (inner := _changes_in(shape.of)):
        return partial(_each_with_words, inner)
    return None


def _each_with_words(changes: Mapping[str, Change], holders: tuple[Any, ...], tag: str, main: str) -> tuple[Any, ...]:
    return tuple(_with_words(changes, holder, tag, main) for holder in holders)


def _with_words(changes: Mapping[str, Change], holder: Any, tag: str, main: str) -> Any:  # noqa: ANN401
    changed = _changed(changes, holder, tag, main)
    return replace(holder, **changed) if changed else holder


def _changed(changes: Mapping[str, Change], holder: object, tag: str, main: str) -> dict[str, Any]:
    found = ((name, change, getattr(holder, name)) for name, change in changes.items())
    return {name: change(value, tag, main) for name, change, value in found if value}


class _Records(Mapping[str, Any]):
    """The records of a kind in a language; `lazy(id)` gives one whose fields are translated when they are asked for."""

    def __init__(self, records: Mapping[str, Any], kind: Kind, words: Words) -> None:
        self._records, self._kind, self._words = records, kind, words
        self._find = getattr(records, "lazy", records.__getitem__)
        self._known: dict[str, Any] = {}

    def __getitem__(self, id: str) -> Any:  # noqa: ANN401
        found = self._known.get(id)
        if found is None:
            found = self._known[id] = in_words_of(self._records[id], self._words.tag, self._words.main)
        return found

    def lazy(self, id: str) -> Any:  # noqa: ANN401
        """The same, at once."""
        return _LazyRecord(self._find(id), _changes(self._kind), self._words)

    def __contains__(self, id: object) -> bool:
        return id in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


class _LazyRecord:
    """A record of which nothing is translated but the fields that are asked for, each once."""

    def __init__(self, record: object, changes: Mapping[str, Change], words: Words) -> None:
        self._record, self._changes, self._words = record, changes, words

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        value = getattr(self._record, name)
        if value and name in self._changes:
            value = self._changes[name](value, self._words.tag, self._words.main)
        self.__dict__[name] = value
        return value


class _Index(Mapping[Any, tuple[Any, ...]]):
    """Links or statements by a key."""

    def __init__(self, index: Mapping[Any, tuple[Any, ...]], words: Words) -> None:
        self._index, self._words = index, words

    def __getitem__(self, key: Any) -> tuple[Any, ...]:  # noqa: ANN401
        return tuple(map(self._words.of, self._index[key]))

    def __contains__(self, key: object) -> bool:
        return key in self._index

    def __iter__(self) -> Iterator[Any]:
        return iter(self._index)

    def __len__(self) -> int:
        return len(self._index)


class _Row(Sequence[Any]):
    """Links or statements in a row, which is translated as a whole."""

    def __init__(self, values: Sequence[Any], words: Words) -> None:
        self._values, self._words = values, words

    @cached_property
    def _translated(self) -> tuple[Any, ...]:
        return tuple(map(self._words.of, self._values))

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401
        return self._translated[key]

    def __len__(self) -> int:
        return len(self._values)
