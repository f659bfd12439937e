"""Which files a build is made from, and which of them have changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline.build import inputs
from timeline.build.inputs import CONTENT, Inputs, look, look_at


@pytest.fixture
def looked(tmp_path: Path) -> Inputs:
    (tmp_path / "a.yml").write_text("a", "utf-8")
    (tmp_path / "b.yml").write_text("b", "utf-8")
    return look({CONTENT: tmp_path}, {}, {})


def test_a_look_at_one_file_is_a_look_at_all_where_nothing_else_has_changed(tmp_path: Path, looked: Inputs) -> None:
    (tmp_path / "b.yml").write_text("changed", "utf-8")
    found = look_at({f"{CONTENT}b.yml": tmp_path / "b.yml"}, looked)
    assert found == look({CONTENT: tmp_path}, {}, looked)
    assert found is not None
    assert found[f"{CONTENT}a.yml"] is looked[f"{CONTENT}a.yml"]


def test_a_file_that_was_written_with_the_same_words_is_what_it_was(tmp_path: Path, looked: Inputs) -> None:
    found = look_at({f"{CONTENT}a.yml": tmp_path / "a.yml"}, looked)
    assert found == looked


def test_files_that_came_or_went_ask_for_a_look_at_all(tmp_path: Path, looked: Inputs) -> None:
    (tmp_path / "new.yml").write_text("new", "utf-8")
    assert look_at({f"{CONTENT}new.yml": tmp_path / "new.yml"}, looked) is None
    (tmp_path / "a.yml").unlink()
    assert look_at({f"{CONTENT}a.yml": tmp_path / "a.yml"}, looked) is None


def test_a_file_that_came_and_went_is_nothing(tmp_path: Path, looked: Inputs) -> None:
    assert look_at({f"{CONTENT}4913": tmp_path / "4913"}, looked) == looked


def test_two_processes_see_what_one_sees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.yml").write_text(f"{number}", "utf-8")
    old = look({CONTENT: tmp_path}, {}, {})
    for number in (3, 14):
        (tmp_path / f"{number:02}.yml").write_text("changed", "utf-8")
        (tmp_path / f"{number + 1:02}.yml").unlink()
        (tmp_path / f"{number}-new.yml").write_text("new", "utf-8")
    alone = look({CONTENT: tmp_path}, {}, old)
    monkeypatch.setattr(inputs, "MANY", 1)
    shared = look({CONTENT: tmp_path}, {}, old, jobs=2)
    assert list(shared.items()) == list(alone.items())
    assert [name for name in shared if shared[name] is not old.get(name)] == [
        f"{CONTENT}{name}.yml" for name in ("03", "14-new", "14", "3-new")
    ]
    assert look({CONTENT: tmp_path}, {}, {}, jobs=2) == look({CONTENT: tmp_path}, {}, {})


@pytest.mark.parametrize("gone", ["a.yml", "b.yml"])
def test_a_file_that_cannot_be_looked_at_is_an_error_whoever_looks(
    gone: str, tmp_path: Path, looked: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = inputs.files_below

    def gone_meanwhile(folder: Path, prefix: str) -> Iterator[tuple[str, str]]:
        yield from list(below(folder, prefix))
        (tmp_path / gone).unlink()

    monkeypatch.setattr(inputs, "MANY", 1)
    monkeypatch.setattr(inputs, "files_below", gone_meanwhile)
    with pytest.raises(FileNotFoundError, match=gone):
        look({CONTENT: tmp_path}, {}, looked, jobs=2)
