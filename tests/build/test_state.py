"""What a build leaves for the next one is about the files that it has read."""

import random
from pathlib import Path

import pytest

from tests.built import copy_project, manifest
from timeline.build.engine import Engine
from timeline.build.pack import codes_of
from timeline.build.request import Request
from timeline.build.state import FEW, load_state, traces_of
from timeline.mkdocs_plugin import build_site


def test_a_file_that_was_another_while_it_was_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds what it held when we looked at it, but not what was read."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    project = copy_project("minimal", tmp_path)
    file = project / "content" / "events" / "raced.yml"
    file.write_text("date: 1990\ntitle: Meant\n", "utf-8")
    prepare = Engine.prepare

    def edited_after_the_look(self: Engine, *arguments: object) -> object:
        file.write_text("date: 1990\ntitle: Fleeting\n", "utf-8")
        return prepare(self, *arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Engine, "prepare", edited_after_the_look)
        build_site(project / "mkdocs.yml", Request())
    file.write_text("date: 1990\ntitle: Meant\n", "utf-8")
    with (project / "site_templates" / "static" / "style.css").open("a") as style:
        style.write("/* new */\n")  # everything is read that cannot be recalled
    build_site(project / "mkdocs.yml", Request())
    assert b"Meant" in (project / "site" / "events" / "raced" / "index.html").read_bytes()


def test_a_pack_is_written_anew_when_most_of_it_is_out_of_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setattr("timeline.build.state.SPARE_ROOM", 0)
    project = copy_project("minimal", tmp_path / "warm")
    file = project / "content" / "events" / "often.yml"
    packs = set()
    for number in range(30):
        file.write_text(f"date: {1990 + number % 3}\ntitle: Number {number}\ntext: {'Long ' * 1000}\n", "utf-8")
        assert not isinstance(build_site(project / "mkdocs.yml", Request()), list)
        state = load_state(project / ".timeline-cache")
        assert state is not None
        packs.add(state.pack.file.name)
        assert [one.name for one in (project / ".timeline-cache").glob("pack-*")] == [state.pack.file.name]
    assert len(packs) > 1
    warm = manifest(project / "site")
    build_site(project / "mkdocs.yml", Request(clean=True))
    assert manifest(project / "site") == warm


def test_units_are_found_by_few_facts_and_by_many() -> None:
    dice = random.Random(3)
    facts = [dice.getrandbits(32) for _ in range(60)] + [0x01010101, 0x00000001, 0x01000000]
    read = [frozenset(dice.sample(facts, dice.randrange(12))) for _ in range(200)]
    traces = traces_of(map(codes_of, read))
    for number in dice.sample(range(200), 20):
        read[number] = frozenset(dice.sample(facts, 3))
        traces.newer[number] = codes_of(read[number])
    for many in (0, 1, 2, FEW, FEW + 1, 40):
        changed = frozenset(dice.sample(facts, many))
        assert traces.hit(changed) == {number for number, found in enumerate(read) if found & changed}
