"""What the tagger gives: a temporal expression with its place in the text and its values."""

from dataclasses import dataclass
from typing import Literal

from timeline.dates import Day

Domain = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day "yesterday" counts from, None if it is not known, and where it was read."""

    day: Day | None
    origin: str = "given"


@dataclass(frozen=True, slots=True)
class Mention:
    """A temporal expression: `text[start:end] == words`.

    `type`, `value` and `mod` are those of TIMEX3; `edtf` is empty for what is no part of the calendar.
    `note` says how the value was found, in words for the editor.
    """

    start: int
    end: int
    words: str
    type: str
    value: str
    mod: str
    edtf: str
    rule: str
    note: str
