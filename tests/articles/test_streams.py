"""Folders, streams and clusters: what `timeline extract` reads, what it leaves out, and that all ways agree."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built import ROOT, copy_project, run
from timeline.articles.spreading import pieces, spread

LINE = '{"doc_id": "%s", "dct": "2021-03-05", "text": "The hall burned on Monday. Ada Oak left in 19%02d."}\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project("minimal", tmp_path)


def extract(project: Path, *arguments: str) -> tuple[int, str, str]:
    done = run(project, "timeline.cli", "extract", *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout, done.stderr


def write_folder(project: Path, number: int) -> Path:
    folder = project / "news"
    (folder / "deep").mkdir(parents=True)
    for at in range(number):
        text = f"PARIS, March 3, 2021 - The bridge number {at} fell on Monday. Ada Oak built it in {1900 + at % 90}.\n"
        (folder / ("deep" if at % 2 else "") / f"{at:04d}.txt").write_text(text, "utf-8")
    return folder


def test_a_folder_is_read_with_all_below_it_and_a_bad_file_is_left_out(project: Path) -> None:
    folder = write_folder(project, 4)
    (folder / "0001.html").write_bytes(b"<p>caf\xe9 in 1950</p>")
    (folder / ".hidden.txt").write_text("It fell in 1888.", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG in 1888")
    code, out, err = extract(project, "news")
    assert code == 1
    assert err == "timeline: news/0001.html: byte 6 is not UTF-8; save the file in that encoding\n"
    assert len([line for line in out.splitlines() if line.startswith("content/events/")]) == 8
    assert "1888" not in "".join(path.read_text("utf-8") for path in (project / "content").rglob("*.yml"))
    assert run(project, "timeline.cli", "check").returncode == 0


def test_a_second_run_proposes_nothing_anew(project: Path) -> None:
    write_folder(project, 3)
    assert extract(project, "news")[0] == 0
    before = sorted((project / "content").rglob("*"))
    code, out, err = extract(project, "news")
    assert (code, out) == (0, "")
    assert err.startswith("timeline: nothing new")
    assert sorted((project / "content").rglob("*")) == before


def test_json_of_a_folder_names_the_file_and_needs_no_project(project: Path, tmp_path: Path) -> None:
    write_folder(project, 2)
    (project / "mkdocs.yml").unlink()
    code, out, err = extract(project, "news", "--format", "json")
    assert (code, err) == (0, "")
    rows = [json.loads(line) for line in out.splitlines()]
    assert {row["doc_id"] for row in rows} == {"news/0000.txt", "news/deep/0001.txt"}
    for row in rows:
        text = (project / row["doc_id"]).read_text("utf-8")
        assert text[row["start"] : row["end"]].endswith(".")
        assert text[row["date_start"] : row["date_end"]] in ("Monday", "1900", "1901")


def test_standard_input_is_read_as_an_article(project: Path) -> None:
    command = [sys.executable, "-m", "timeline.cli", "extract", "-", "--format", "json"]
    text = "PARIS, March 3, 2021 - The bridge fell on Monday."
    done = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["edtf"] == "2021-03-01"


def test_lines_that_are_no_documents_are_told_and_left_out(project: Path) -> None:
    lines = [LINE % ("a", 50), "{", "\n", "[1]\n", LINE % ("b", 60)]
    (project / "docs.jsonl").write_text(
        "".join(line if line.endswith("\n") else f"{line}\n" for line in lines), "utf-8"
    )
    with (project / "docs.jsonl").open("ab") as file:
        file.write(b'{"text": "\xff"}\n')
    code, out, err = extract(project, "docs.jsonl", "--jsonl", "--format", "json")
    assert code == 1
    assert [json.loads(line)["doc_id"] for line in out.splitlines()] == ["a", "a", "b", "b"]
    assert [line.split(": ")[1] for line in err.splitlines()] == ["docs.jsonl:6", "docs.jsonl:2", "docs.jsonl:4"]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("many") / "docs.jsonl"
    file.write_text("".join(LINE % (number, number % 90) for number in range(400)), "utf-8")
    return file


def test_one_process_and_several_write_the_same_lines(project: Path, many: Path) -> None:
    alone = extract(project, str(many), "--jsonl", "--jobs", "1")
    assert alone[0] == 0
    assert len(alone[1].splitlines()) == 800
    assert extract(project, str(many), "--jsonl", "--jobs", "2") == alone


def test_a_cluster_of_two_workers_writes_the_same_lines(project: Path, many: Path) -> None:
    from distributed import LocalCluster

    alone = extract(project, str(many), "--jsonl", "--jobs", "1")
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        found = extract(project, str(many), "--jsonl", "--scheduler", cluster.scheduler_address)
    assert found[:2] == alone[:2]


def test_work_is_sent_in_pieces_and_not_all_at_once() -> None:
    drawn = 0

    def documents() -> object:
        nonlocal drawn
        for number in range(2000):
            drawn += 1
            yield "x" * (number % 7)

    done = spread(len, pieces(documents(), len), jobs=2)  # type: ignore[arg-type]
    assert next(done) == 64
    assert drawn < 1000, "the rest waits until results have been taken"
    assert sum(done) == 2000 - 64


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--jobs", "-1", "mkdocs.yml"], "--jobs is a number of processes"),
        (["--jsonl", "--review", "mkdocs.yml"], "--review does not go with it"),
        (["--jsonl", "--html", "x.html", "mkdocs.yml"], "--html does not go with it"),
        (["--review", "-"], "give the article as a file"),
        (["--review", "--format", "json", "mkdocs.yml"], "--format json does not go with it"),
        (["--date", "soon", "mkdocs.yml"], '"soon" is no day; write --date 2023-12-28'),
        (["nowhere"], 'there is no file or folder "nowhere"'),
        (["--scheduler", "local", "--jobs", "2", "mkdocs.yml"], "do not go together"),
        (["--spacy", "no_such_pipeline", "mkdocs.yml"], "spaCy"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(project: Path, arguments: list[str], words: str) -> None:
    code, out, err = extract(project, *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert len(err.splitlines()) == 1
