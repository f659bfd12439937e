"""What a record refers to is found in three ways, which agree."""

from pathlib import Path

import pytest

from tests.conftest import config, write_content
from timeline.build.reading import read_content
from timeline.graph.links import _is_known_of_events
from timeline.graph.references import pointers, targets
from timeline.model.records import Record

FILES = {
    "events/flood.yml": """
date: 1987
title: Flood
status: claimed
text: See [the storm](event:storm), [one](actor:one) and [one again](actor:one).
actors: [one, {actor: two, role: witness}]
places: [harbour]
tags: [rain]
part_of: storm
relations:
  - {type: caused-by, event: storm, according_to: two, sources: [paper], denied_by: [{actor: one, sources: [paper]}]}
claims:
  - by: one
    says: It was a flood.
    sources: [{source: paper, quote: a flood}]
    denied_by: [{actor: two, says: It was not.}]
dates: [{date: 1988, according_to: two, sources: [paper]}]
figures: [{what: drowned, value: 3, according_to: one}]
sources: [paper]
""",
    "events/storm.yml": "date: 1986\ntitle: Storm\n",
    "actors/one.yml": "name: One\npart_of: two\ntext: Of [the flood](event:flood).\nsources: [paper]\n",
    "actors/two.yml": "name: Two\n",
    "places/harbour.yml": "name: Harbour\n",
    "sources/paper.yml": "title: Paper\n",
    "timelines/walk.yml": """
title: Walk
stops:
  - {event: flood, text: "Then [it](event:storm) came."}
  - event: storm
""",
}


@pytest.fixture
def records(tmp_path: Path) -> list[Record]:
    read = read_content(write_content(tmp_path, FILES), config())
    assert not isinstance(read, list), read
    return read[0].records


def test_targets_are_those_of_pointers(records: list[Record]) -> None:
    assert all(targets(record) == [pointer.target for pointer in pointers(record)] for record in records)
    assert sum(len(targets(record)) for record in records) == 26


def test_fields_that_are_left_out_are_left_out_everywhere(records: list[Record]) -> None:
    for record in records:
        left = [p for p in pointers(record) if "@" in p.field or not _is_known_of_events(p.field, p.target.kind)]
        assert pointers(record, _is_known_of_events) == left
    (flood,) = (record for record in records if record.id == "flood")
    assert [pointer.field for pointer in pointers(flood, _is_known_of_events)] == [
        "text@0",
        "text@1",
        "text@2",
        "relations[0].according_to",
        "relations[0].denied_by[0].actor",
        "claims[0].by",
        "claims[0].denied_by[0].actor",
        "dates[0].according_to",
        "figures[0].according_to",
    ]
