"""What several processes read is what one reads: records, their places, findings, and their order."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import pytest

from tests.built import PROJECTS, ROOT
from tests.conftest import config, write_content
from timeline.build.pack import freeze, thaw
from timeline.build.reading import read_content
from timeline.build.spool import Spool
from timeline.model.records import Event, Prose, Record
from timeline.site.likeness import same

FOLDERS = {name: project / "content" for name, project in PROJECTS.items()}
FOLDERS["broken"] = ROOT / "tests" / "sites" / "broken" / "content"


def alike(one: Sequence[Record | Prose], other: Sequence[Record | Prose]) -> bool:
    """Whether records are the same down to the words of their dates and the places of their fields."""
    return len(one) == len(other) and all(
        type(a) is type(b) and all(same(getattr(a, field.name), getattr(b, field.name)) for field in fields(a))
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("name", sorted(FOLDERS))
@pytest.mark.parametrize("jobs", [2, 5])
def test_several_processes_read_what_one_reads(name: str, jobs: int) -> None:
    settings = config(others={"fa": None}) if name == "bilingual" else config()
    one = read_content(FOLDERS[name], settings, jobs=1)
    several = read_content(FOLDERS[name], settings, jobs=jobs)
    if isinstance(one, list) or isinstance(several, list):
        assert one == several
        return
    assert alike(one[0].records, several[0].records)
    assert alike(one[0].prose, several[0].prose)
    assert one[0].files == several[0].files


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_spool_has_the_bytes_of_every_record(tmp_path: Path, jobs: int) -> None:
    files = {f"events/e{n}.yml": f"- {{id: e{n}, date: {1900 + n}, title: One}}\n" for n in range(50)}
    files |= {"sources/s.yml": "title: Report\n", "sources/s.txt": "What it said.\n"}
    spool = Spool(tmp_path)
    found = read_content(write_content(tmp_path, files), config(), spool=spool, jobs=jobs)
    assert isinstance(found, tuple)
    known = {record.id: spool.blob(record) for record in found[0].records}
    assert known.pop("s") is None, "a source with a text beside it is another record than its file held"
    assert known == {record.id: freeze(record) for record in found[0].records if isinstance(record, Event)}
    spool.close()
    assert spool.blob(found[0].records[0]) is None


def test_without_a_place_for_it_a_spool_holds_nothing(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "missing")
    found = read_content(write_content(tmp_path, {"events/e.yml": "date: 1987\ntitle: Flood\n"}), config(), spool=spool)
    assert isinstance(found, tuple)
    assert spool.blob(found[0].records[0]) is None


def test_records_that_come_back_share_words_and_dates(tmp_path: Path) -> None:
    event = "date: 1987-03-14\ntitle: Flood\nactors: [{actor: river-board, role: owner}]\n"
    files = {"events/one.yml": event, "events/two.yml": event, "actors/river-board.yml": "name: Board\n"}
    found = read_content(write_content(tmp_path, files), config())
    assert isinstance(found, tuple)
    one, two = (thaw(freeze(record)) for record in found[0].records if isinstance(record, Event))
    assert (one.id, one.date, one.actors) == ("one", two.date, two.actors)
    assert one.date is two.date
    assert one.actors[0].actor is two.actors[0].actor
    assert one.positions.fields is two.positions.fields


def test_a_state_with_another_number_of_fields_is_no_record(tmp_path: Path) -> None:
    found = read_content(write_content(tmp_path, {"tags/a.yml": "label: A\n"}), config())
    assert isinstance(found, tuple)
    record: Record = found[0].records[0]
    with pytest.raises(ValueError, match="fields"):
        record.__setstate__((1, 2))  # type: ignore[union-attr]
