"""How events are spread over time, as counts in equal steps of years; drawn by `timeline.site.views.strip`."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.graph.periods import LENGTH, PeriodKind
from timeline.model.records import Event

MOST_BARS = 120


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of events in equal steps of years from `first` on; `kind` is the period that one step stands for."""

    first: int
    step: int
    kind: PeriodKind | None
    counts: tuple[int, ...]

    @property
    def frame(self) -> "Frame":
        """Where the steps lie."""
        return Frame(self.first, self.step, len(self.counts))


@dataclass(frozen=True, slots=True)
class Frame:
    """A histogram without its counts, which any event changes: `steps` of equal length in years, from `first` on."""

    first: int
    step: int
    steps: int

    def bin(self, year: int) -> int:
        """The step a year lies in."""
        return min(max(0, (year - self.first) // self.step), self.steps - 1)


def year_of(event: Event) -> int | None:
    """The year an event is counted in, if it has one."""
    day = event.date.earliest or event.date.latest
    return day.year if day else None


def spread_of(years: Iterable[int | None]) -> Histogram | None:
    """Events by year, by decade or by century, whichever gives at most 120 bars; None without dated events."""
    dated = [year for year in years if year is not None]
    if not dated:
        return None
    low, high = min(dated), max(dated)
    kind: PeriodKind | None = next((k for k in LENGTH if (high - low) // LENGTH[k] < MOST_BARS), None)
    step = LENGTH[kind] if kind else (high - low) // MOST_BARS + 1
    first = low - low % step if kind else low
    tally = Counter((year - first) // step for year in dated)
    return Histogram(first, step, kind, tuple(tally[number] for number in range((high - first) // step + 1)))
