"""How events are spread over time, as counts in equal steps of years; drawn by `timeline.site.views.strip`."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from timeline.dates import DateValue
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


Extent = tuple[int, int] | None


def extent_of(dates: Iterable[DateValue]) -> Extent:
    """The years of the first and the last day of some dates; None if none of them has a year."""
    years = [day.year for date in dates for day in (date.earliest, date.latest) if day]
    return (min(years), max(years)) if years else None


def extent_after(old: Extent, out: Extent, new: Extent, every: Callable[[], Iterable[DateValue]]) -> Extent:
    """The same after some dates have gone and others come, given those of both. All dates are asked only if the first
    year or the last was one of those that have gone, and those that came do not reach it.

    >>> extent_after((1066, 1979), (1500, 1600), (1979, 1988), list), extent_after(None, None, (1979, 1979), list)
    ((1066, 1988), (1979, 1979))
    """
    if old and out:
        first = out[0] == old[0] and (new is None or new[0] > old[0])
        last = out[1] == old[1] and (new is None or new[1] < old[1])
        if first or last:
            return extent_of(every())
    found = [years for years in (old, new) if years]
    return (min(first for first, _ in found), max(last for _, last in found)) if found else None


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
