"""The commands as they are typed: what they print, and their exit codes."""

import json
import os
import re
from pathlib import Path

import pytest

from tests.built import ROOT, copy_project, run
from timeline.rules import RULES


def cli(project: Path, *arguments: str, **env: str) -> tuple[int, str, str]:
    done = run(project, "timeline.cli", *arguments, env={"GITHUB_ACTIONS": "", **env})
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def minimal(tmp_path: Path) -> Path:
    return copy_project("minimal", tmp_path)


@pytest.fixture
def broken(minimal: Path) -> Path:
    (minimal / "content" / "events" / "bad.yml").write_text("date: 1986-04-31\ntitle: Bad\n", "utf-8")
    return minimal


def test_build_says_what_it_did(minimal: Path) -> None:
    code, out, err = cli(minimal, "build")
    assert (code, err) == (0, "")
    said = r"1 event in site/\n\d+ files written, 0 unchanged, 0 removed \(\d+\.\d s\)\nno problems found\n"
    assert re.fullmatch(said, out)
    assert ", 0 removed" in cli(minimal, "build")[1]


def test_a_reader_that_has_gone_is_no_success_and_no_traceback(minimal: Path) -> None:
    import subprocess
    import sys

    command = [sys.executable, "-m", "timeline.cli", "build", "--project", str(minimal)]
    nobody, out = os.pipe()
    os.close(nobody)
    done = subprocess.run(command, cwd=ROOT, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    os.close(out)
    assert (done.returncode, done.stderr) == (3, "")
    assert (minimal / "site" / "index.html").is_file()


def test_no_command_means_build(minimal: Path) -> None:
    assert cli(minimal)[0] == 0
    assert (minimal / "site" / "index.html").is_file()


def test_options_without_a_command_are_those_of_build(minimal: Path) -> None:
    code, out, _ = cli(minimal, "--clean", "--json")
    assert code == 0
    assert json.loads(out)["written"] > 0
    assert cli(minimal, "--version")[0] == cli(minimal, "--help")[0] == 0


def test_check_writes_nothing(minimal: Path) -> None:
    assert cli(minimal, "check") == (0, "no problems found\n", "")
    assert not (minimal / "site").exists()


@pytest.mark.parametrize("command", ["check", "build"])
def test_findings_are_exit_code_one(broken: Path, command: str) -> None:
    code, out, err = cli(broken, command)
    assert (code, out) == (1, "")
    assert err.startswith(
        "content/events/bad.yml:1:7: TL104 impossible-date: April 1986 has no day 31\n  1 | date: 1986-04-31\n"
    )


def test_findings_as_json(broken: Path, tmp_path: Path) -> None:
    code, out, err = cli(broken, "check", "--format", "json")
    assert (code, err) == (1, "")
    assert [row["code"] for row in json.loads(out)] == ["TL104"]


def test_findings_for_github(broken: Path) -> None:
    for arguments, env in ((["--format", "github"], {}), ([], {"GITHUB_ACTIONS": "true"})):
        code, out, _ = cli(broken, "check", *arguments, **env)
        assert code == 1
        assert out.startswith(
            "::error file=content/events/bad.yml,line=1,col=7,endColumn=16,title=TL104 impossible-date::"
        )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--project", "nowhere"], "there is no mkdocs.yml in"),
        (["explain", "TL999"], 'there is no rule "TL999"'),
        (["bild"], "invalid choice: 'bild'"),
        (["build", "--fromat", "json"], "unrecognized arguments: --fromat json"),
    ],
)
def test_wrong_usage_is_exit_code_two(minimal: Path, arguments: list[str], words: str) -> None:
    code, out, err = cli(minimal, *arguments)
    assert (code, out) == (2, "")
    assert words in err


def test_the_machine_is_exit_code_three(minimal: Path) -> None:
    for path in (minimal / "content").rglob("*"):
        if path.is_file():
            path.unlink()
    (minimal / "content" / "events").rmdir()
    (minimal / "content").rmdir()
    (minimal / "content").symlink_to(minimal / "content")
    code, _, err = cli(minimal, "check")
    assert code in {1, 3}
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ("plugins: [{timeline: {zone: Mars/Olympus}}]", '"Mars/Olympus" is no IANA time zone'),
        ("plugins: [{timeline: {order: random}}]", "order"),
        ("plugins: [{timeline: {language: tlh}}]", 'there are no words in "tlh"'),
        ("plugins: [{timeline: {relation_types: [{name: Led To, inverse: x}]}}]", '"Led To" is no name'),
        ("plugins: [{timeline: {relation_types: [{name: led-on}]}}]", "inverse"),
        ("plugins: []", "add the line - timeline under plugins"),
        ("docs_dir: nowhere", "nowhere"),
        ("theme: [", "mkdocs.yml"),
    ],
)
def test_bad_settings_are_said_in_one_message(minimal: Path, settings: str, words: str) -> None:
    file = minimal / "mkdocs.yml"
    key = settings.partition(":")[0]
    kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith((key, " ", "-"))]
    file.write_text("\n".join([*kept, settings, ""]), "utf-8")
    code, out, err = cli(minimal, "build")
    assert (code, out) == (1, "")
    assert words in err
    assert "Traceback" not in err


@pytest.mark.parametrize("code", sorted(RULES))
def test_explain_tells_about_every_rule(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    from timeline.cli import main

    assert main(["explain", code.lower()]) == 0
    assert capsys.readouterr().out.startswith(f"{code} {RULES[code].name}\n")


def test_explain_lists_all_rules(capsys: pytest.CaptureFixture[str]) -> None:
    from timeline.cli import main

    assert main(["explain"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)


def test_build_py_refuses_without_an_environment(tmp_path: Path) -> None:
    """In two lines instead of a traceback; the environment itself is made by `.ci/run`."""
    import shutil
    import subprocess
    import sys

    for name in ("build.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    command = [sys.executable, "-I", "-S", str(tmp_path / "build.py"), "--no-bootstrap"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize(
    ("stamps", "arguments", "lock"),
    [
        ("", [], "build.txt"),
        ("", ["test"], "test.txt"),
        ("build.txt 0", ["check"], "build.txt"),
        ("test.txt 0", [], "test.txt"),
    ],
)
def test_an_environment_that_has_run_tests_is_made_anew_with_them(
    stamps: str, arguments: list[str], lock: str, tmp_path: Path
) -> None:
    import runpy
    import shutil

    shutil.copy(ROOT / "build.py", tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "installed-locks").write_text(stamps)
    assert runpy.run_path(str(tmp_path / "build.py"))["lock_for"](arguments).name == lock


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["about 2017"], 0, "2017~"),
        (["--lang", "fa", "2017"], 0, "\u06f2\u06f0\u06f1\u06f7"),
        (["--lang", "pt-BR", "2017-10"], 0, "outubro"),
        (["04/05/2020"], 1, "write 2020-05-04 or 2020-04-05"),
        (["--strict", "7 October 2023"], 1, "space"),
        (["--lang", "tlh", "2017"], 2, ""),
        ([], 2, ""),
    ],
)
def test_date(arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    from timeline.cli import main

    assert main(["date", *arguments]) == code
    assert words in capsys.readouterr().out


def test_date_reads_and_writes_lines(tmp_path: Path) -> None:
    import subprocess
    import sys

    given = "about 2017\n\n04/05/2020\r\n\udcff\n".encode("utf-8", "surrogateescape")
    command = [sys.executable, "-m", "timeline.cli", "date", "--jsonl"]
    done = subprocess.run(command, input=given, capture_output=True, check=True, cwd=ROOT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["outcome"] for row in rows] == ["edtf", "invalid", "ambiguous", "invalid"]
    assert rows[2]["readings"] == ["2020-05-04", "2020-04-05"]


def test_arguments_of_test_go_to_pytest(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_it():\n    pass\n", "utf-8")
    code, out, _ = cli(tmp_path, "test", "-q", "--no-header", "test_it.py")
    assert code == 0
    assert "1 passed" in out


ARTICLE = """Tuesday, 4 May 2021 - The bridge over the Mere fell on Sunday, the mayor of Mereford said.

The bridge was built in 1931. The council denied the claims of the engineers.
"""


def test_extract_writes_drafts_that_pass_the_check_and_are_not_published(minimal: Path) -> None:
    article = minimal / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    before = set((minimal / "content").rglob("*.*"))
    code, out, err = cli(minimal, "extract", "article.txt")
    assert (code, err) == (0, "")
    new = set((minimal / "content").rglob("*.*")) - before
    assert {str(path.relative_to(minimal)) for path in new} == set(out.splitlines())
    text = "".join(path.read_text("utf-8") for path in new)
    assert "2021-05-02" in text
    assert "1931" in text
    assert cli(minimal, "check")[0] == 0
    assert cli(minimal, "build")[1].startswith("1 event in site/")
    assert cli(minimal, "extract", "article.txt")[0] == 0, "a second time makes new names, and replaces nothing"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["nowhere.txt"], 2), (["--timex", "mkdocs.yml"], 2), (["--jsonl", "mkdocs.yml"], 1), ([], 2)],
)
def test_extract_says_what_it_cannot_do(minimal: Path, arguments: list[str], code: int) -> None:
    found, out, err = cli(minimal, "extract", *arguments)
    assert (found, out) == (code, "")
    assert err
    assert "Traceback" not in err


def test_a_held_lock_is_told_at_once_and_is_exit_code_three(minimal: Path) -> None:
    """The content is read after the lock is taken, so the last of two builds publishes what was there last."""
    import fcntl
    import subprocess
    import sys

    with (minimal / ".site.lock").open("w") as lock:
        lock.write("4711\n")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        command = [sys.executable, "-m", "timeline.cli", "build"]
        waiting = subprocess.Popen(command, cwd=minimal, stderr=subprocess.PIPE, text=True)
        assert waiting.stderr is not None
        assert waiting.stderr.readline() == "timeline: process 4711 is building the same site; waiting for it\n"
        (minimal / "content" / "events" / "late.yml").write_text("date: 1999\ntitle: Late\n", "utf-8")
    assert waiting.wait() == 0
    waiting.stderr.close()
    assert (minimal / "site" / "events" / "late" / "index.html").is_file()


def test_a_lock_that_stays_held_is_exit_code_three(minimal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    from timeline.build import publish
    from timeline.cli import main

    monkeypatch.setattr(publish, "PATIENCE", 0.0)
    monkeypatch.chdir(minimal)
    with (minimal / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(["build"]) == 3
