"""`timeline extract --review` as it is used: in a terminal, from a pipe, ended at any moment, and taken up again."""

import codecs
import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.built import ROOT, copy_project

ARTICLE = "PARIS, March 3, 2021 - The mill burned in 1901. Ada Oak built a dam in 1903. The dam broke in 1907.\n"
PROMPT = "? help > "


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = copy_project("minimal", tmp_path)
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    return folder


class Terminal:
    """A pseudo-terminal in which the command runs."""

    def __init__(self, project: Path, term: str) -> None:
        self._main, other = pty.openpty()
        command = [sys.executable, "-m", "timeline.cli", "extract", "--review", "article.txt"]
        env = {**os.environ, "TERM": term, "PYTHONPATH": str(ROOT), "COLUMNS": "80", "LINES": "24"}
        self._process = subprocess.Popen(
            command, cwd=project, env=env, stdin=other, stdout=other, stderr=other, start_new_session=True,
            preexec_fn=_own_terminal,
        )  # fmt: skip
        os.close(other)
        self.seen = ""
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def until(self, words: str, again: str = "") -> str:
        """All that was written up to some words; `again` is typed anew while nothing comes, since a signal that arrives
        between readline's prompt and its wait for a key is acted on at the next key alone."""
        patience = 60
        while words not in self.seen:
            ready, _, _ = select.select([self._main], [], [], 1)
            patience -= not ready
            assert patience, self.seen
            if not ready:
                self.type(again if patience % 5 == 0 else "")
                continue
            try:
                data = os.read(self._main, 65536)
            except OSError:
                data = b""
            assert data, self.seen
            self.seen += self._decode(data).replace("\r\n", "\n")
        before, _, self.seen = self.seen.partition(words)
        return before

    def type(self, keys: str) -> None:
        os.write(self._main, keys.encode())

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(60)
        os.close(self._main)

    def ended(self) -> int:
        """The exit code."""
        code = self._process.wait(60)
        os.close(self._main)
        return code


def _own_terminal() -> None:
    """Make the pseudo-terminal the one that Ctrl-C comes from."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


Open = Callable[..., Terminal]


@pytest.fixture
def terminal(project: Path) -> Open:
    return lambda term="xterm": Terminal(project, term)


def events(project: Path) -> set[str]:
    return {path.stem for path in (project / "content" / "events").glob("*.yml")}


def test_drafts_are_walked_through_with_the_keyboard(terminal: Open, project: Path) -> None:
    before = events(project)
    shown = terminal()
    first = shown.until(PROMPT)
    assert "1 of 3   1901 (1901)" in first
    assert "The mill burned in [1901]." in first
    shown.type("d about 1900\n")
    assert "about 1900 (1900~)" in shown.until(PROMPT)
    shown.type("a\n")
    shown.until(PROMPT)
    shown.type("x\n")
    assert "Dam broke" in shown.until(PROMPT)
    shown.type("m 1\n")
    assert "All 3 drafts are decided, 1 of them accepted." in shown.until("q quit > ")
    shown.type("w\n")
    shown.until("content/events/mill-burned.yml")
    assert shown.ended() == 0
    assert events(project) - before == {"mill-burned"}
    written = (project / "content" / "events" / "mill-burned.yml").read_text("utf-8")
    assert "date: 1900~\n" in written
    assert "The dam broke in 1907." in written
    assert "draft: true" in written


@pytest.mark.parametrize("end", ["\x03", "q\n", "kill"])
def test_nothing_is_lost_whatever_ends_a_review(terminal: Open, project: Path, end: str) -> None:
    shown = terminal()
    shown.until(PROMPT)
    shown.type("a\n")
    shown.until(PROMPT)
    shown.type("t A dam is built\n")
    shown.until(PROMPT)
    if end == "kill":
        shown.kill()
    else:
        shown.type(end)
        shown.until("1 of 3 decided; nothing is lost: the same command goes on here.", again=end)
        assert shown.ended() == 0
    again = terminal()
    assert "Going on with a review: 1 of 3 decided." in again.until("2 of 3")
    assert "A dam is built" in again.until(PROMPT)
    again.kill()


def test_a_dumb_terminal_gets_plain_text(terminal: Open) -> None:
    shown = terminal("dumb")
    assert "\x1b" not in shown.until(PROMPT)
    shown.type("q\n")
    shown.until("0 of 3 decided")
    assert shown.ended() == 0


def test_a_wrong_date_is_told_in_the_words_of_the_dates(terminal: Open) -> None:
    shown = terminal()
    shown.until(PROMPT)
    shown.type("d\n")
    shown.until("date [1901]: ")
    shown.type("1986-04-31\n")
    assert "not done: April 1986 has no day 31; write 1986-04-30" in shown.until(PROMPT)
    shown.kill()


def piped(project: Path, answers: Sequence[str]) -> tuple[int, str]:
    command = [sys.executable, "-m", "timeline.cli", "extract", "--review", "article.txt"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    text = "".join(f"{each}\n" for each in answers)
    done = subprocess.run(
        command, cwd=project, env=env, input=text, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_answers_may_come_from_a_pipe(project: Path) -> None:
    before = events(project)
    code, out = piped(project, ["a", "x", "?", "what", "", "l"])
    assert (code, "2 of 3 decided" in out) == (0, True)
    assert '"what" is no answer here' in out
    assert events(project) == before, "nothing is written before all is decided"
    assert piped(project, ["b", "a", "a"])[0] == 0, "the end of the answers is meant as the end of the review"
    assert events(project) - before == {"mill-burned", "ada-oak-built-a-dam", "dam-broke"}
    assert not (project / ".timeline-review").exists()
