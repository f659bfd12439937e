"""What the function behind a card sees of its match, of what was said before, and of the sentence around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.extract.mentions import Domain
from timeline.extract.rules import Match

Value = tuple[str, str]  # TIMEX3 type and value


@dataclass(slots=True)
class Memory:
    """What the text has said so far; the one thing that changes while a text is read."""

    domain: Domain
    anchor: str  # the document's day as a value, or empty
    last: str = ""  # the last calendar value
    quarter: str = ""  # the last quarter
    quarter_at: int = -1000  # the token it was said at
    story: str = ""  # the last calendar value that carries the story on
    end: int = -1  # the token behind the last calendar value

    @property
    def base(self) -> str:
        """What "last year" counts from."""
        return self.anchor if self.domain == "news" else self.last or self.anchor

    @property
    def told(self) -> str:
        """What "two days later" and "that day" count from."""
        return self.last or self.anchor


@dataclass(frozen=True, slots=True)
class Reading:
    """One match to be read."""

    words: Sequence[str]  # of the whole text
    match: Match
    numbers: Mapping[str, Mapping[str, int]]
    memory: Memory
    direction: Callable[[], int]
    inner: Callable[[int, int], Value | None]  # the value of some tokens by themselves
    near_year: Callable[[], int | None]  # the year of the date this one is joined to by "to" or "and"
    own: Sequence[str] = field(default=())

    def part(self, name: str) -> list[str]:
        """The words of a capture in lower case, none if it is not there."""
        span = self.match.parts.get(name)
        return [word.lower() for word in self.words[span[0] : span[1]]] if span else []

    def look(self, table: str, name: str = "") -> int | None:
        """The number of a captured word, or of the first word of the match that a table knows."""
        known = self.numbers[table]
        found = self.part(name or table.lower()) or [word.lower() for word in self.own]
        return next((known[word] for word in found if word in known), None)

    @property
    def before(self) -> Sequence[str]:
        """The word before the match; none at the start of the text."""
        return self.words[max(self.match.first - 1, 0) : self.match.first]

    @property
    def after(self) -> Sequence[str]:
        """The word behind the match; none at the end of the text."""
        return self.words[self.match.last : self.match.last + 1]

    @property
    def lower(self) -> list[str]:
        """The words of the match in lower case."""
        return [word.lower() for word in self.own]
