"""What a build tells of itself: stages with their seconds, and a bar that is seen on terminals alone."""

from io import StringIO

from timeline.build.account import Account
from timeline.build.bar import Bar


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_stages_are_told_in_order_and_added_up() -> None:
    clock = Clock()
    account = Account(clock)
    for stage, seconds in (("reading", 1.0), ("pages", 2.0), ("reading", 4.0), ("publishing", 8.0)):
        clock.now += seconds
        account.begin(stage)
    clock.now += 16.0
    assert account.stages() == [("starting", 1.0), ("reading", 10.0), ("pages", 4.0), ("publishing", 16.0)]


def test_files_are_shown_when_they_are_done_and_publishing_follows_the_last() -> None:
    shown: list[tuple[int, int]] = []
    account = Account(show=lambda done, total: shown.append((done, total)))
    account.begin("pages")
    assert list(account.counted(["a", "b"], lambda: 2)) == ["a", "b"]
    assert shown == [(1, 2), (2, 2)]
    assert [stage for stage, _ in account.stages()] == ["starting", "pages", "publishing"]


def test_a_bar_is_seen_only_in_long_builds_and_leaves_the_line_empty() -> None:
    clock, stream = Clock(), Terminal()
    bar = Bar(stream, clock)
    bar.show(1, 4)
    assert stream.getvalue() == ""
    clock.now = 2.0
    bar.show(2, 4)
    bar.show(3, 4)
    assert stream.getvalue() == "\r[###############               ] 2 of 4 files"
    bar.wipe()
    assert stream.getvalue().endswith(f"\r{' ' * 45}\r")


def test_a_file_gets_no_bar() -> None:
    clock, stream = Clock(), StringIO()
    bar = Bar(stream, clock)
    clock.now = 9.0
    bar.show(1, 2)
    bar.wipe()
    assert stream.getvalue() == ""
