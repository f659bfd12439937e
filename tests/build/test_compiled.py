"""Compiled templates are kept where nobody else can put code, and a cache that is not there costs time alone."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from timeline.build.compiled import FILES, MOST, Compiled

PAGE = {"page.html": "{{ 6 * 7 }}"}


def compiled_by(file: Path | None, templates: dict[str, str] = PAGE) -> int:
    """Render with the templates kept in a file; returns how many had to be compiled."""
    count = 0

    class Counting(Environment):
        def compile(self, *args: object, **named: object) -> object:  # type: ignore[override]
            nonlocal count
            count += 1
            return super().compile(*args, **named)  # type: ignore[call-overload]

    env = Counting(loader=DictLoader(templates), bytecode_cache=Compiled(file))
    assert {env.get_template(name).render() for name in templates} == {"42"}
    assert isinstance(env.bytecode_cache, Compiled)
    env.bytecode_cache.save()
    return count


def test_a_template_is_compiled_once(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "templates-1"
    assert [compiled_by(file), compiled_by(file), compiled_by(None)] == [1, 0, 1]
    assert compiled_by(file, {"page.html": "{{ 40 + 2 }}"}) == 1, "another text"


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def shared_folder(file: Path) -> None:
    file.parent.chmod(0o777)


def shared_file(file: Path) -> None:
    file.chmod(0o666)


def linked(file: Path) -> None:
    file.rename(file.with_name("elsewhere"))
    file.symlink_to("elsewhere")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of POSIX")
@pytest.mark.parametrize("harm", [cut, shared_folder, shared_file, linked])
def test_what_others_may_have_written_is_not_run(harm: Callable[[Path], None], tmp_path: Path) -> None:
    file = tmp_path / "cache" / "templates-1"
    compiled_by(file)
    harm(file)
    assert compiled_by(file) == 1


def test_without_a_place_to_write_everything_is_compiled(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file", "utf-8")
    assert [compiled_by(tmp_path / "cache" / "templates-1") for _ in range(2)] == [1, 1]


def test_the_folder_does_not_grow(tmp_path: Path) -> None:
    for number in range(FILES + 3):
        compiled_by(tmp_path / "cache" / f"templates-{number}")
    assert len(list((tmp_path / "cache").iterdir())) == FILES
    many = {f"{number}.html": "42" for number in range(MOST + 1)}
    assert compiled_by(file := tmp_path / "cache" / "templates-x", many) == MOST + 1
    assert compiled_by(file) == 1


def test_a_path_may_hold_bytes_that_are_no_letters() -> None:
    names = {Compiled(None).get_cache_key("a.html", f"/\udcff{letter}/a.html") for letter in "ab"}
    assert len(names) == 2
