"""Whole-program promises: the same input gives the same bytes, and a build that fails touches nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT, build, copy_project, manifest, run


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project("full", tmp_path_factory.mktemp("project"))
    build(project)
    return project


@pytest.fixture(scope="module")
def expected(project: Path) -> dict[str, str]:
    return manifest(project / "site")


@pytest.mark.parametrize(
    "env",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "Etc/GMT+12"},
        {"LANG": "C", "LC_ALL": "C"},
        {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1900000000", "HOME": "/nonexistent"},
    ],
)
def test_the_surroundings_change_no_byte(env: dict[str, str], expected: dict[str, str], tmp_path: Path) -> None:
    assert manifest(build(copy_project("full", tmp_path / "another place, ünïcode"), env)) == expected


def test_the_umask_changes_no_byte(expected: dict[str, str], tmp_path: Path) -> None:
    project = copy_project("full", tmp_path)
    code = "import os, timeline.cli; os.umask(0o077); raise SystemExit(timeline.cli.main(['build']))"
    subprocess.run([sys.executable, "-c", code], cwd=project, check=True, capture_output=True)
    assert manifest(project / "site") == expected


@pytest.mark.parametrize("name", ["full", "content", "minimal"])
def test_mkdocs_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    project = copy_project(name, tmp_path)
    ours = manifest(build(project))
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert manifest(project / "site") == ours


def test_a_second_build_changes_nothing_and_leaves_no_litter(project: Path, expected: dict[str, str]) -> None:
    build(project)
    assert manifest(project / "site") == expected
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


def test_what_was_deleted_leaves_the_site(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    (project / "content" / "events" / "extra.yml").write_text("date: 1900\ntitle: Extra\n", "utf-8")
    assert (build(project) / "events" / "extra" / "index.html").is_file()
    (project / "content" / "events" / "extra.yml").unlink()
    assert not (build(project) / "events" / "extra").exists()


@pytest.mark.parametrize("command", [["timeline.cli", "build"], ["mkdocs", "build"]])
@pytest.mark.parametrize(
    "harm",
    [
        ("content/events/bad.yml", "date: 1986-04-31\ntitle: Bad\n"),
        ("content/events/bad.yml", "title: [\n"),
        ("site_templates/pages/event.html", "{{ nobody.knows }}"),
        ("site_templates/main.html", "{% if %}"),
    ],
)
def test_a_failed_build_leaves_the_site_as_it_was(command: list[str], harm: tuple[str, str], tmp_path: Path) -> None:
    project = copy_project("content", tmp_path)
    before = manifest(build(project))
    (project / harm[0]).write_text(harm[1], "utf-8")
    done = run(project, *command)
    assert done.returncode == 1
    assert Path(harm[0]).name in done.stderr
    assert command[0] == "mkdocs" or "Traceback" not in done.stderr
    assert manifest(project / "site") == before
    assert [path.name for path in project.iterdir() if path.name.startswith(".site")] == []


def test_warnings_under_strict_leave_the_site_as_it_was(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    before = manifest(build(project))
    (project / "content" / "about.md").write_text("# About\n\nNew.\n", "utf-8")
    settings = (project / "mkdocs.yml").read_text("utf-8") + "\nmarkdown_extensions: [admonition]\n"
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert run(project, "mkdocs", "build", "--strict").returncode == 1
    assert manifest(project / "site") == before
    assert run(project, "mkdocs", "build").returncode == 0
    assert (project / "site" / "about" / "index.html").is_file()


@pytest.mark.parametrize("command", [["timeline.cli", "build"], ["mkdocs", "build"]])
def test_a_foreign_folder_is_never_overwritten(command: list[str], tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    (project / "site").mkdir()
    (project / "site" / "thesis.txt").write_text("years of work", "utf-8")
    done = run(project, *command)
    assert done.returncode == 1
    assert "was not made by timeline" in done.stderr
    assert manifest(project / "site").keys() == {"thesis.txt"}


@pytest.mark.parametrize("site_dir", [".", "..", "site_templates"])
def test_the_output_may_not_hold_the_input(site_dir: str, tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    settings = re.sub(r"\nsite_dir:.*", "", (project / "mkdocs.yml").read_text("utf-8"))
    (project / "mkdocs.yml").write_text(f"{settings}\nsite_dir: {site_dir}\n", "utf-8")
    before = manifest(project)
    assert run(project, "timeline.cli", "build").returncode == 1
    assert manifest(project) == before


def test_nothing_of_the_input_is_copied(project: Path) -> None:
    names = {path.suffix for path in (project / "site").rglob("*") if path.is_file()}
    assert not names & {".yml", ".yaml", ".md", ".txt", ".j2"} - {".txt"}
    assert [path.name for path in (project / "site").rglob("*.txt")] == ["robots.txt"]


def test_drafts_occur_nowhere(project: Path) -> None:
    forbidden = (b"MUST-NOT-BE-PUBLISHED", b"ARCHIVED-TEXT-IS-NEVER-PUBLISHED", b"secret-")
    for path in (project / "site").rglob("*"):
        assert "secret" not in path.name
        if path.is_file():
            data = path.read_bytes()
            assert not [word for word in forbidden if word in data], path


def test_importing_the_package_brings_in_no_host() -> None:
    heavy = ("mkdocs", "jinja2", "markdown", "yaml", "babel")
    code = f"import sys, timeline.cli; sys.exit(any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_the_build_works_from_another_folder(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    done = run(tmp_path, "timeline.cli", "build", "--project", str(project), env={"PYTHONPATH": os.fspath(ROOT)})
    assert done.returncode == 0, done.stderr
    assert (project / "site" / "index.html").is_file()
