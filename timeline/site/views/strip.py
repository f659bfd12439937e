"""How events are spread over time: the strip of bars on top, and the small one that says "you are here"."""

from dataclasses import dataclass

from timeline.graph.periods import Period, period
from timeline.model.records import Event
from timeline.site import phrases, urls
from timeline.site.histogram import Histogram
from timeline.site.vantage import Vantage

LEVELS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """The events of one stretch of time; `level` 0 to 8 is the height, `label` a year to be written below it."""

    href: str
    words: str
    level: int
    label: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The same as one path in a box `width` wide and 10 high; `x` is where the page at hand stands, if anywhere."""

    path: str
    width: int
    x: int | None


def bars(at: Vantage, spread: Histogram) -> tuple[Bar, ...]:
    """The strip of the front page: every bar a link."""
    most = max(spread.counts)
    labelled = _labelled(spread.counts)
    return tuple(
        _bar(at, spread, number, count, most, number in labelled) for number, count in enumerate(spread.counts)
    )


def _bar(at: Vantage, spread: Histogram, number: int, count: int, most: int, labelled: bool) -> Bar:
    year = spread.first + number * spread.step
    stretch = _stretch(at, spread, year)
    language = at.site.language
    name = phrases.period(language, stretch) if stretch else phrases.span(language, year, year + spread.step - 1)
    href = at.base.href(urls.period(stretch)) if stretch and count else ""
    first = stretch.first if stretch else year
    label = phrases.span(language, first, first) if labelled else ""
    level = max(1, -(-count * LEVELS // most)) if count else 0
    return Bar(
        href,
        language.say("{period}: {count}", period=name, count=phrases.count(language, count, "event")),
        level,
        label,
    )


def _stretch(at: Vantage, spread: Histogram, year: int) -> Period | None:
    """The period of a bar that has a page. Before the common era, decades do not begin where the bars do."""
    found = period(spread.kind, year + (spread.step // 2)) if spread.kind else None
    return found if found in at.site.library.by_period else None


def _labelled(counts: tuple[int, ...]) -> set[int]:
    """The first and the last bar, and filled ones between that leave each other room."""
    room, last = len(counts) / 7, len(counts) - 1
    chosen = [0]
    for number, count in enumerate(counts):
        if count and number - chosen[-1] >= room and (last - number >= room or number == last):
            chosen.append(number)
    return {*chosen, last}


def event_trace(event: Event, spread: Histogram | None) -> Trace | None:
    """The strip with an event marked; None where there is nothing to be placed in."""
    day = event.date.earliest or event.date.latest
    return trace(spread, day.year) if spread and day else None


def trace(spread: Histogram, year: int | None = None) -> Trace:
    """The strip as a drawing, perhaps with a year marked."""
    most = max(spread.counts)
    strokes = (f"M{n * 2 + 1} 10v-{max(1, round(9 * c / most))}" for n, c in enumerate(spread.counts) if c)
    return Trace("".join(strokes), 2 * len(spread.counts), None if year is None else 2 * spread.bin(year) + 1)
