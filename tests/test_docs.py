"""The documentation says what the code does."""

import importlib.util
import re
from pathlib import Path

import pytest

from tests.built import ROOT
from timeline.cli import _parser
from timeline.content.files import read_records
from timeline.content.read import Reader
from timeline.graph.relations import relation_types
from timeline.model.fields import RECORDS
from timeline.model.shapes import Many, Table

spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
assert spec is not None
assert spec.loader is not None
generate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(generate)


@pytest.mark.parametrize("name", sorted(generate.PAGES))
def test_generated_pages_are_up_to_date(name: str, refresh: bool) -> None:
    page, file = generate.PAGES[name](), ROOT / "docs" / name
    if refresh:
        file.write_text(page, "utf-8")
    assert file.read_text("utf-8") == page


def test_every_field_is_a_field_of_its_class() -> None:
    def check(table: Table) -> None:
        slots = [name for name in table.record.__slots__ if name != "positions"]
        assert sorted(field.name for field in table.fields) == sorted(slots)
        for field in table.fields:
            inner = field.shape.of if isinstance(field.shape, Many) else field.shape
            if isinstance(inner, Table):
                check(inner)

    for table in RECORDS.values():
        check(table)


@pytest.mark.parametrize("kind", sorted(RECORDS))
def test_every_example_of_the_table_can_be_read(kind: str) -> None:
    for field in RECORDS[kind].fields:  # type: ignore[index]
        required = "".join(f"{f.name}: {f.example}\n" for f in RECORDS[kind].fields if f.required and f is not field)  # type: ignore[index]
        text = f"{required}{field.name}: {field.example}\n"
        found = read_records(text, "x/x.yml", kind, Reader("x/x.yml", text, frozenset(relation_types())))
        assert found.diagnostics == [], text


def test_the_readme_names_files_and_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for path in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / path).exists(), path
    commands = set(re.findall(r"(?:build\.py|run timeline) +(\w+)", text))
    known = set(re.findall(r"^    (\w+) ", _parser().format_help(), re.MULTILINE))
    assert {"serve", "check"} <= commands <= known


def test_no_page_names_a_machine_or_a_registry() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "requirements").glob("*")]
    for page in pages:
        assert not re.search(r"/work/|/root/|pypi\.org|pythonhosted|npmjs", page.read_text("utf-8")), page


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:3] for path in Path(ROOT / "docs" / "decisions").glob("*.md")]
    assert len(numbers) == len(set(numbers))
