"""Links and mentions as the rows of a table: plain tuples, which are written and read in a quarter of the time of named
ones, and in less where these hold others.

    plain((Link(...), Link(...)))  ->  ["Link", [("event-1", ("led-to", ...), "event-5", ...), (...)]]
    named(plain(value)) == value
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Any

from timeline.graph.links import Link, Mention
from timeline.graph.relations import RelationType
from timeline.model.records import Key

Row = tuple[Any, ...]
_of_type = attrgetter("name", "inverse", "label", "direction")


def _rows_of_links(links: Iterable[Link]) -> list[Row]:
    """Types are known by identity: words may be equal, and their translations not."""
    types: dict[int, Row] = {}
    return [
        (link[0], types.get(id(link[1])) or types.setdefault(id(link[1]), _of_type(link[1])), *link[2:])
        for link in links
    ]


def _links(rows: Iterable[Row]) -> tuple[Link, ...]:
    types: dict[int, RelationType] = {}
    found = []
    for near, of, *rest in rows:
        kind = types.get(id(of))
        if kind is None:
            kind = types[id(of)] = RelationType(*of)
        found.append(Link._make((near, kind, *rest)))
    return tuple(found)


def _rows_of_mentions(mentions: Iterable[Mention]) -> list[Row]:
    return [(*source, *target, field) for source, target, field in mentions]


def _mentions(rows: Iterable[Row]) -> tuple[Mention, ...]:
    return tuple([Mention(Key(kind, id), Key(of, at), field) for kind, id, of, at, field in rows])


_PLAIN: Mapping[type, Callable[[Any], list[Row]]] = {Link: _rows_of_links, Mention: _rows_of_mentions}
_NAMED: Mapping[str, Callable[[Iterable[Row]], tuple[Any, ...]]] = {"Link": _links, "Mention": _mentions}


def plain(value: Any) -> Any:  # noqa: ANN401 - what an index holds
    """A tuple of links, or of mentions, as a list of what they are and their rows; anything else as it is."""
    if type(value) is not tuple or not value or type(value[0]) not in _PLAIN:
        return value
    kind = type(value[0])
    return [kind.__name__, _PLAIN[kind](value)]


def named(value: Any) -> Any:  # noqa: ANN401
    """What `plain` has made plain. Raises ValueError, TypeError or LookupError for what it never makes."""
    if type(value) is not list:
        return value
    name, rows = value
    return _NAMED[name](rows)
