"""A page of a long list is made again without the list, where the list is what it was."""

import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from tests.build.test_increments import build, build_shortly, differing, divide_lists, site_of
from timeline.build.given import GIVEN, given_of
from timeline.build.state import State, load_state
from timeline.build.tables import Table
from timeline.site import divisions


def event(number: int) -> str:
    """An event with an actor who claims it, another who denies it, a relation that is claimed, a source and a tag."""
    return (
        f"date: 1979-{1 + number % 2:02}-{1 + number:02}\ntitle: Event {number}\nactors: [{{actor: x, role: host}}]\n"
        "tags: [t]\nplaces: [p]\nsources: [s]\nstatus: claimed\n"
        "claims:\n  - {by: x, says: so, sources: [s], denied_by: [{actor: y}]}\n"
        f"relations:\n  - {{type: follows, event: e{(number + 1) % 9}, according_to: y}}\n"
    )


CONTENT = {f"events/e{n}.yml": event(n) for n in range(9)} | {
    "actors/x.yml": "name: X\n",
    "actors/y.yml": "name: Y\n",
    "places/p.yml": "name: P\n",
    "tags/t.yml": "label: T\n",
    "sources/s.yml": "title: S\npublisher: The Paper\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    monkeypatch.setenv("CI", "")
    divide_lists(monkeypatch)
    made = site_of(tmp_path / "warm", CONTENT)
    build(made)
    return made


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lists that are worked out."""
    found: list[str] = []

    def noted(name: str, inner: Callable[..., object]) -> Callable[..., object]:
        return lambda *given: (found.append(name), inner(*given))[1]

    for name in ("period_shelf", "everything_shelf", "record_listing", "uses_of", "all_said", "said_by", "drawers"):
        monkeypatch.setattr(divisions, name, noted(name, getattr(divisions, name)))
    return found


def retitle(project: Path, number: int = 4) -> None:
    file = project / f"content/events/e{number}.yml"
    file.write_text(re.sub("title: .*", "title: Another name", file.read_text("utf-8")), "utf-8")


def state_of(project: Path) -> State:
    state = load_state(project / ".timeline-cache")
    assert state is not None
    return state


def test_another_title_works_out_no_list(project: Path, planned: list[str], tmp_path: Path) -> None:
    retitle(project)
    build_shortly(project)
    assert planned == []
    changed = (project / "site").rglob("index.html")
    shown = {path.parent.relative_to(project / "site").as_posix() for path in changed if "Another" in path.read_text()}
    assert {"actors/x/1979/01", "tags/t/1979/01", "places/p/1979/01", "years/1979/01", "claims/1979/01"} <= {
        one.rpartition("/")[0] if re.search(r"/\d\d/\d\d$", one) else one for one in shown
    }
    assert differing(project, tmp_path / "cold" / project.name) == []


def _forget(state: State) -> dict[str, bytes]:
    return {}


def _mix(state: State) -> dict[str, bytes]:
    """Every page has what another of its kind was given."""
    known, mixed = dict(sorted(state.tables[GIVEN].items())), {}
    for _, found in groupby(sorted(known, key=_kind), key=_kind):
        paths = list(found)
        mixed |= {path: known[other] for path, other in zip(paths, [*paths[1:], paths[0]], strict=True)}
    return mixed


def _kind(path: str) -> tuple[str, bool]:
    return path.partition("/")[0], "claims" in path


def _spoil(state: State) -> dict[str, bytes]:
    return {path: data[: len(data) // 2] for path, data in state.tables[GIVEN].items()}


@pytest.mark.parametrize("harm", [_forget, _mix, _spoil])
def test_where_it_is_not_known_for_sure_the_list_is_worked_out(
    harm: Callable[[State], dict[str, bytes]],
    project: Path,
    planned: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = harm(state_of(project))

    def found(state: State, path: str) -> object:
        table = Table.put(state.pack, other, apart=False)
        return given_of(State(state.folder, state.pack, state.head, {GIVEN: table}, [], state.traces), path)

    monkeypatch.setattr("timeline.build.making.given_of", found)
    retitle(project)
    build_shortly(project)
    assert "all_said" in planned
    assert differing(project, tmp_path / "cold" / project.name) == []


def test_what_was_given_follows_the_pages(project: Path) -> None:
    """Pages that come and go, and those that are given something else."""
    before = dict(state_of(project).tables[GIVEN])
    assert before
    for name in ("e1", "e3", "e5", "e7"):
        (project / f"content/events/{name}.yml").unlink()
    for n in (0, 2, 4, 6, 8):
        file = project / f"content/events/e{n}.yml"
        file.write_text(re.sub("relations:.*", "", file.read_text("utf-8"), flags=re.DOTALL), "utf-8")
    build(project)
    after = dict(state_of(project).tables[GIVEN])
    build(project, clean=True)
    assert after == dict(state_of(project).tables[GIVEN])
    assert after.keys() < before.keys()


@pytest.mark.parametrize("said", ["", ", according_to: x"], ids=["by nobody", "by somebody else"])
@pytest.mark.parametrize("number", [0, 8])
def test_a_relation_from_the_other_end_does_not_take_the_place_of_a_claimed_one(
    said: str, number: int, project: Path, tmp_path: Path
) -> None:
    """The links of an event are more, and its claims, or those of an actor, what they were."""
    file = project / f"content/events/e{number}.yml"
    file.write_text(f"{file.read_text('utf-8')}  - {{type: related-to, event: e4{said}}}\n", "utf-8")
    build_shortly(project)
    assert differing(project, tmp_path / "cold" / project.name) == []
