"""Years, decades and centuries, the front page and the list of everything: events by when they happened."""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.graph.periods import Period, PeriodKind, period
from timeline.model.records import Key
from timeline.site import phrases, urls
from timeline.site.vantage import Vantage
from timeline.site.views.entries import Spine, digest, enclosing, period_link, spine
from timeline.site.views.parts import Head, Link, head
from timeline.site.views.strip import Bar, Histogram, Trace, bars, trace

GUIDED = 5


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A shape on the spine and its meaning."""

    shape: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page: the timeline itself."""

    head: Head
    title: str
    description: str
    extent: str
    bars: tuple[Bar, ...]
    trace: Trace | None
    guided: tuple[Link, ...]
    spine: Spine
    legend: tuple[LegendItem, ...]
    broken: bool
    everything: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodView:
    """The page of a year, decade or century."""

    head: Head
    title: str
    count: str
    around: tuple[Link, ...]
    inside: tuple[Link, ...]
    previous: Link | None
    following: Link | None
    trace: Trace | None
    single: bool
    spine: Spine


@dataclass(frozen=True, slots=True)
class Shelf:
    """A century or other long stretch on the list of years: its link, and those of what it holds."""

    heading: Link
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearsView:
    """The list of all periods that have a page."""

    head: Head
    title: str
    lead: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True, slots=True)
class EverythingView:
    """Every event on one page, a line each: to be searched by the browser, or printed."""

    head: Head
    title: str
    lead: str
    spine: Spine


def home_view(at: Vantage, spread: Histogram | None) -> HomeView:
    """The front page."""
    config = at.site.config
    listed = digest(at)
    marks = [entry.mark for section in listed.sections for entry in section.entries]
    shapes = {mark.shape for mark in marks}
    return HomeView(
        head=head(at, config.name, config.description),
        title=config.name,
        description=config.description,
        extent=_extent(at),
        bars=bars(at, spread) if spread and len(spread.counts) > 1 else (),
        trace=trace(spread) if spread and len(spread.counts) > 1 else None,
        guided=tuple(_guided(at)),
        spine=listed,
        legend=tuple(LegendItem(shape, meaning) for shape, meaning in phrases.SHAPES.items() if shape in shapes),
        broken=any(mark.broken for mark in marks),
        everything=_everything(at, listed),
    )


def _guided(at: Vantage) -> Iterator[Link]:
    """The first guided timelines, and a link to the others."""
    timelines = list(at.site.library.timelines.values())
    for timeline in timelines[:GUIDED]:
        yield Link(at.href(Key("timeline", timeline.id)), timeline.title, phrases.count(len(timeline.stops), "stop"))
    if len(timelines) > GUIDED:
        yield Link(at.base.href(urls.FOLDERS["timeline"]), f"All {len(timelines)} guided timelines")


def _everything(at: Vantage, listed: Spine) -> Link | None:
    if all(section.more is None for section in listed.sections):
        return None
    return Link(at.base.href(urls.FOLDERS["event"]), f"All {phrases.count(len(at.site.library.order), 'event')}")


def _extent(at: Vantage) -> str:
    """How many events there are, from when to when: `9 events, 1979–2023`."""
    events = at.site.library.events.values()
    if not events:
        return "No events yet"
    years = [day.year for e in events for day in (e.date.earliest, e.date.latest) if day]
    counted = phrases.count(len(events), "event")
    return f"{counted}, {phrases.span(min(years), max(years), at.site.config.language)}" if years else counted


def period_view(
    at: Vantage, stretch: Period, beside: tuple[Period | None, Period | None], spread: Histogram | None
) -> PeriodView:
    """The page of a period; `beside` are the periods of its kind before and after it."""
    ids = at.site.library.by_period[stretch]
    name = phrases.period(stretch, at.site.config.language)
    counted = phrases.count(len(ids), "event")
    around = (link for link in (period_link(at, outer) for outer in enclosing(stretch)) if link.href)
    return PeriodView(
        head=head(at, name, f"{counted} in {name}."),
        title=name,
        count=counted,
        around=tuple(around),
        inside=_inside(at, stretch),
        previous=period_link(at, beside[0]) if beside[0] else None,
        following=period_link(at, beside[1]) if beside[1] else None,
        trace=trace(spread, (stretch.first + stretch.last) // 2) if spread else None,
        single=stretch.kind == "year",
        spine=spine(at, ids),
    )


def _inside(at: Vantage, stretch: Period) -> tuple[Link, ...]:
    """Links to the decades of a century or the years of a decade that have events."""
    known = at.site.library.by_period
    if stretch.kind == "year":
        return ()
    kind: PeriodKind = "decade" if stretch.kind == "century" else "year"
    found = sorted({period(kind, year) for year in range(stretch.first, stretch.last + 1)} & known.keys())
    return tuple(_counted(at, inner) for inner in found)


def _counted(at: Vantage, stretch: Period) -> Link:
    link = period_link(at, stretch)
    return Link(link.href, link.text, phrases.count(len(at.site.library.by_period[stretch]), "event"))


def years_view(at: Vantage) -> YearsView:
    """The list of years, decades and centuries with their counts."""
    known = at.site.library.by_period
    decades = sorted(stretch for stretch in known if stretch.kind == "decade")
    within: dict[Period, list[Period]] = {decade: [] for decade in decades}
    for year in sorted(stretch for stretch in known if stretch.kind == "year"):
        within.setdefault(period("decade", year.first), []).append(year)
    centuries = sorted(stretch for stretch in known if stretch.kind == "century")
    shelves = [Shelf(_counted(at, d) if d in known else period_link(at, d), _row(at, ys)) for d, ys in within.items()]
    if centuries:
        shelves.insert(0, Shelf(Link("", "Centuries"), _row(at, centuries)))
    return YearsView(
        head(at, "Years", "Every year with an entry."), "Years", "Every year with an entry.", tuple(shelves)
    )


def _row(at: Vantage, stretches: list[Period]) -> tuple[Link, ...]:
    return tuple(_counted(at, stretch) for stretch in stretches)


def everything_view(at: Vantage) -> EverythingView:
    """Every event in order of time, a line each."""
    ids = at.site.library.order
    lead = f"{_extent(at)}, each on a line."
    return EverythingView(head(at, "All events", lead), "All events", lead, spine(at, ids, compact=True))
