"""What a build leaves for the next one is about the files that it has read."""

import os
import random
import signal
from pathlib import Path

import pytest

from tests.built import copy_project, manifest
from timeline.build.engine import Engine
from timeline.build.pack import codes_of
from timeline.build.quick import quick_build
from timeline.build.remember import first_state
from timeline.build.request import Request
from timeline.build.state import FEW, load_state, traces_of
from timeline.mkdocs_plugin import HostError, build_site


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


@pytest.mark.parametrize("fate", ["done", "killed"])
def test_a_state_that_another_process_makes_is_that_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fate: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    project, caller = copy_project("full", tmp_path), os.getpid()
    assert not isinstance(build_site(project / "mkdocs.yml", Request(jobs=1)), list)
    alone = known_by(project)

    def made(*arguments: object) -> object:
        if os.getpid() != caller and fate == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        return first_state(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr("timeline.build.remember.first_state", made)
    assert not isinstance(build_site(project / "mkdocs.yml", Request(jobs=2, clean=True)), list)
    assert known_by(project) == alone
    assert len(list((project / ".timeline-cache").glob("pack-*"))) == 1


def known_by(project: Path) -> object:
    """What the state of a project knows, wherever it lies in the pack."""
    state = load_state(project / ".timeline-cache")
    assert state is not None
    records = {kind: {id: state.record(kind, id) for id in state.located(kind)} for kind in ("event", "actor", "tag")}
    indexes = {name: dict(table) for name, table in state.tables.items() if name.startswith(("index ", "column "))}
    return records, indexes, state.units, [state.traces.of(number) for number in range(len(state.units))]


def test_builds_that_fail_leave_one_pack_at_most(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project("minimal", tmp_path)
    template = project / "site_templates" / "pages" / "event.html"
    template.write_text("{% if %}", "utf-8")
    for _ in range(3):
        with pytest.raises(HostError):
            build_site(project / "mkdocs.yml", Request(jobs=2))
    assert len(list((project / ".timeline-cache").glob("pack-*"))) <= 1


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


def test_records_that_fall_due_are_known_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project("minimal", tmp_path)
    file = "events/two.yml"
    (project / "content" / file).write_text(
        "- {id: now, date: 1990, title: Now}\n- {id: later, date: 1991, title: Later, publish_after: 2026-11-22}\n"
    )
    for day, published in ((1795219200, False), (1795392000, True)):  # 21 and 23 November 2026
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
        assert quick_build(project / "mkdocs.yml", Request()) or build_site(project / "mkdocs.yml", Request())
        assert (project / "site/events/later").exists() == published
        state = load_state(project / ".timeline-cache")
        assert state is not None
        assert state.tables["file"][file][1] == [("event", "now"), ("event", "later")]


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
