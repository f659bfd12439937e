"""Several processes give what one gives; what a worker leaves undone is done by the caller."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.built import ROOT, copy_project, manifest, run
from timeline.build.workers import meanwhile, processors, spread, usable_jobs


@pytest.mark.parametrize(("tasks", "jobs"), [(0, 2), (1, 1), (1, 2), (40, 3), (5000, 2)])
def test_every_task_is_done_once(tasks: int, jobs: int) -> None:
    assert sorted(spread(tasks, lambda number: (number, str(number)), jobs)) == [(n, str(n)) for n in range(tasks)]


def test_what_a_killed_worker_leaves_is_done_by_the_caller() -> None:
    caller = os.getpid()

    def do(number: int) -> int:
        if number == 70 and os.getpid() != caller:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert sorted(spread(200, do, 2)) == list(range(200))


def test_a_few_long_tasks_are_shared() -> None:
    caller = os.getpid()

    def do(_: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    done = list(spread(40, do, 1, later=3))
    assert len(done) == 40
    assert done[0] == caller
    assert 2 <= len(set(done)) <= 3


def test_short_tasks_are_the_callers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("timeline.build.workers.PATIENCE", 3600.0)
    assert set(spread(400, lambda _: os.getpid(), 1, later=2)) == {os.getpid()}


def test_the_caller_begins_at_one_end_and_the_others_at_the_other() -> None:
    caller = os.getpid()

    def do(number: int) -> tuple[int, bool]:
        time.sleep(0.002)
        return number, os.getpid() == caller

    mine = dict(spread(200, do, 2))
    assert (mine[0], mine[199]) == (True, False)


def test_an_error_is_the_callers() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(50, lambda number: 1 // (number - 30), 2))


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("fate", ["answers", "fails", "is killed"])
def test_what_is_asked_of_another_process_is_found_out_whatever_becomes_of_it(jobs: int, fate: str) -> None:
    caller, running = os.getpid(), set[int]()

    def do() -> list[str]:
        if os.getpid() != caller and fate == "fails":
            raise ValueError
        if os.getpid() != caller and fate == "is killed":
            os.kill(os.getpid(), signal.SIGKILL)
        return ["found"]

    asked = meanwhile(do, jobs, running)
    assert len(running) == jobs - 1
    assert [asked(), asked(), running] == [["found"], ["found"], set()]


def test_no_worker_outlives_its_caller(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from timeline.build.workers import spread;"
        "f = lambda n: (open(sys.argv[1] + f'/{os.getpid()}', 'w').close(), time.sleep(600));"
        "list(spread(2, f, 2))"
    )
    caller = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT)
    while not any(tmp_path.iterdir()):
        assert caller.poll() is None
    caller.kill()
    caller.wait()
    for file in tmp_path.iterdir():
        worker = Path("/proc") / file.name
        while worker.exists() and " Z " not in (worker / "stat").read_text():
            pass


def test_processes_are_used_where_they_pay() -> None:
    assert usable_jobs(0, 10) == 1
    assert usable_jobs(0, 80, 11) == min(processors(), 80)
    assert usable_jobs(3, 10) == 3
    assert usable_jobs(8, 2) == 2
    assert 1 <= usable_jobs(0, 100_000) <= (os.cpu_count() or 1)


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    project = copy_project("full", tmp_path)
    sites = []
    for jobs in ("1", "2", "5"):
        done = run(project, "timeline.cli", "build", "--jobs", jobs)
        assert (done.returncode, done.stderr) == (0, "")
        sites.append(manifest(project / "site"))
        (project / "site").rename(project / f"site-{jobs}")
    assert sites[0] == sites[1] == sites[2]


@pytest.mark.parametrize("jobs", ["0", "-1", "two"])
def test_a_number_of_processes_is_a_number(jobs: str, tmp_path: Path) -> None:
    done = run(tmp_path, "timeline.cli", "build", f"--jobs={jobs}")
    assert done.returncode == 2
    assert "write 1 or more" in done.stderr
