"""Which files a build is made from, and which of them have changed."""

from pathlib import Path

import pytest

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
