"""The facts about the fields of a record that are no longer what they were."""

from collections.abc import Hashable, Iterator
from dataclasses import fields
from typing import Any

from timeline.site.likeness import shown_alike
from timeline.site.traces import ALL_FIELDS, APART_FROM_FIELDS, HEADLINE, OF_HEADLINE, fact


def fields_that_differ(name: str, id: Hashable, before: Any, after: Any) -> Iterator[int]:  # noqa: ANN401
    """The facts about the fields of a record that pages show otherwise, about its headline, and about all of it but its
    place in the file."""
    found = {
        field.name
        for field in fields(before)
        if not shown_alike(getattr(before, field.name), getattr(after, field.name))
    }
    if found - {APART_FROM_FIELDS}:
        yield fact(name, id, ALL_FIELDS)
    if found & OF_HEADLINE:
        yield fact(name, id, HEADLINE)
    yield from (fact(name, id, field) for field in found)
