"""How a build is asked for, beside its settings: what the command line says, and where to tell what is going on."""

from collections.abc import Callable
from dataclasses import dataclass, field

from timeline.build.account import Account


def _silent(words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Request:
    """`jobs` processes, 0 for as many as pay; `clean` if the cache is to be left aside. `waiting` is told what the
    build waits for, `account` what it does."""

    jobs: int = 0
    clean: bool = False
    waiting: Callable[[str], None] = _silent
    account: Account = field(default_factory=Account)
