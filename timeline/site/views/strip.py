"""How events are spread over time: the strip of bars on top, and the small one that says "you are here"."""

from timeline.graph.periods import Period, period
from timeline.site import phrases, urls
from timeline.site.histogram import Frame, Histogram
from timeline.site.values import value
from timeline.site.vantage import Headline, Vantage

LEVELS = 8
_COLOURS = (  # --hair and --line of the stylesheet, which a file of its own does not know
    "path{fill:none;stroke:#d8d2c7;vector-effect:non-scaling-stroke}.bars{stroke:#8b8478;stroke-width:2}"
    "@media(prefers-color-scheme:dark){path{stroke:#3a362f}.bars{stroke:#857e72}}"
)


@value()
class Bar:
    """The events of one stretch of time; `level` 0 to 8 is the height, `label` a year to be written below it."""

    href: str
    words: str
    level: int
    label: str


@value()
class Trace:
    """A box over the drawing of the bars; `x` is how far along it the page at hand stands, `8.3%`, or nothing."""

    x: str


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


def event_trace(event: Headline, frame: Frame | None) -> Trace | None:
    """The strip with an event marked; None where there is nothing to be placed in."""
    day = event.date.earliest or event.date.latest
    return trace(frame, day.year) if frame and day else None


def trace(frame: Frame, year: int | None = None) -> Trace:
    """The strip, perhaps with a year marked."""
    return Trace("" if year is None else f"{100 * (frame.bin(year) + 0.5) / frame.steps:.1f}%")


def drawing(spread: Histogram) -> str:
    """The bars as an SVG, which the stylesheet puts behind every trace. It stands in a file of its own, so that a new
    event changes this file and not every page."""
    width, most = 2 * len(spread.counts), max(spread.counts)
    bars = (f"M{n * 2 + 1} 10v-{max(1, round(9 * c / most))}" for n, c in enumerate(spread.counts) if c)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 11" preserveAspectRatio="none">'
        f"<style>{_COLOURS}</style>"
        f'<path class="base" d="M0 10.5h{width}"/><path class="bars" d="{"".join(bars)}"/></svg>\n'
    )
