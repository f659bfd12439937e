"""What the parts of long lists were given when they were planned, in the cache: one of them is planned again by itself,
where the list of all claims, say, takes seconds to be divided.

    state = with_given(state, given)        what was made anew, or is gone
    given_of(state, path)                   of the page at a path; None if it is not known
"""

from collections.abc import Mapping, Set
from dataclasses import replace
from typing import Any, NamedTuple

from timeline.build.pack import DamagedError, thaw
from timeline.build.state import State
from timeline.build.tables import Table

GIVEN = "given"


class Given(NamedTuple):
    """By the path of a page what its plan has given it, as bytes; the paths that have no page any more."""

    new: Mapping[str, bytes]
    gone: Set[str]


def with_given(state: State, given: Given) -> State:
    """A state that knows it."""
    known = state.tables.get(GIVEN)
    if known is None:
        table = Table.put(state.pack, given.new, apart=False)
    else:
        table = known.revised(given.new, given.gone) if given.new or given.gone else known
    return replace(state, tables={**state.tables, GIVEN: table})


def given_of(state: State, path: str) -> Any:  # noqa: ANN401 - what the family of the page has given
    """What the page at a path was given."""
    try:
        found = state.tables[GIVEN].get(path) if GIVEN in state.tables else None
        return None if found is None else thaw(found)
    except DamagedError:
        return None
