"""Years, decades and centuries, the front page and the list of everything: events by when they happened."""

from collections.abc import Iterator

from timeline.graph.periods import Period, PeriodKind, period
from timeline.model.records import Key
from timeline.site import phrases, urls
from timeline.site.histogram import Frame, Histogram
from timeline.site.language import plural
from timeline.site.marks import Mark
from timeline.site.shelves import LONG, Month, Path, Shelf, Standing, in_own_century, shelve
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.entries import (
    Listing,
    Spine,
    digest,
    enclosing,
    period_link,
    shelf_link,
    shelf_spine,
    shelves_around,
)
from timeline.site.views.parts import Head, Link, head
from timeline.site.views.strip import Bar, Trace, bars, trace

GUIDED = 5
ALL_GUIDED = plural("All {n} guided timelines", "All {n} guided timelines")
MANY = 500  # years on the list of years


@value()
class LegendItem:
    """A mark on the spine and its meaning."""

    mark: Mark
    words: str


@value(kw_only=True)
class HomeView:
    """The front page: the timeline itself; `broken` is the mark to be explained, if any date is not firm."""

    head: Head
    title: str
    description: str
    extent: str
    bars: tuple[Bar, ...]
    trace: Trace | None
    guided: tuple[Link, ...]
    spine: Spine
    legend: tuple[LegendItem, ...]
    broken: Mark | None
    everything: Link | None


@value(kw_only=True)
class PeriodView:
    """The page of a year, decade or century; or of a part of a long list, `of` which it is."""

    head: Head
    title: str
    count: str
    of: Link | None
    around: tuple[Link, ...]
    inside: tuple[Link, ...]
    previous: Link | None
    following: Link | None
    trace: Trace | None
    single: bool
    spine: Spine


@value()
class YearRow:
    """A century or other long stretch on the list of years: its link, and those of what it holds."""

    heading: Link
    links: tuple[Link, ...]


@value()
class YearsView:
    """The list of all periods that have a page."""

    head: Head
    title: str
    lead: str
    shelves: tuple[YearRow, ...]


@value()
class EverythingView:
    """Every event on one page, a line each: to be searched by the browser, or printed. Where they are too many: the
    most important of every period, and a row of links to the periods, `inside`."""

    head: Head
    title: str
    lead: str
    inside: tuple[Link, ...]
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
        trace=trace(spread.frame) if spread and len(spread.counts) > 1 else None,
        guided=tuple(_guided(at)),
        spine=listed,
        legend=tuple(
            LegendItem(Mark(shape, False), at.site.language.say(meaning))
            for shape, meaning in phrases.SHAPES.items()
            if shape in shapes
        ),
        broken=Mark("ring", True) if any(mark.broken for mark in marks) else None,
        everything=_everything(at, listed),
    )


def _guided(at: Vantage) -> Iterator[Link]:
    """The first guided timelines, and a link to the others."""
    timelines = list(at.site.library.timelines.values())
    for timeline in timelines[:GUIDED]:
        yield Link(
            at.href(Key("timeline", timeline.id)),
            timeline.title,
            phrases.count(at.site.language, len(timeline.stops), "stop"),
        )
    if len(timelines) > GUIDED:
        yield Link(at.base.href(urls.FOLDERS["timeline"]), at.site.language.count(ALL_GUIDED, len(timelines)))


def _everything(at: Vantage, listed: Spine) -> Link | None:
    if all(section.more is None for section in listed.sections):
        return None
    return Link(
        at.base.href(urls.FOLDERS["event"]), at.site.language.count(phrases.ALL["event"], len(at.site.library.order))
    )


def _extent(at: Vantage) -> str:
    """How many events there are, from when to when: `9 events, 1979–2023`."""
    number, years = len(at.site.library.order), at.site.extent
    if not number:
        return at.site.language.say("No events yet")
    counted = phrases.count(at.site.language, number, "event")
    if not years:
        return counted
    span = phrases.span(at.site.language, *years)
    return at.site.language.say("{count}, {years}", count=counted, years=span)


def period_view(
    at: Vantage, stretch: Period, beside: tuple[Period | None, Period | None], frame: Frame | None
) -> PeriodView:
    """The page of a period; `beside` are the periods of its kind before and after it."""
    ids, shelf = at.site.library.by_period[stretch], period_shelf(at.site, stretch)
    listing = Listing(urls.FOLDERS["event"], ids)
    name = phrases.period(at.site.language, stretch)
    counted = phrases.count(at.site.language, len(ids), "event")
    around = (link for link in (period_link(at, outer) for outer in enclosing(stretch)) if link.href)
    return PeriodView(
        head=head(at, name, at.site.language.say("{count} in {period}.", count=counted, period=name)),
        title=name,
        count=counted,
        of=None,
        around=tuple(around),
        inside=_inside(at, stretch, shelf),
        previous=period_link(at, beside[0]) if beside[0] else None,
        following=period_link(at, beside[1]) if beside[1] else None,
        trace=trace(frame, (stretch.first + stretch.last) // 2) if frame else None,
        single=stretch.kind == "year" and not shelf.inner,
        spine=shelf_spine(at, listing, shelf),
    )


def period_shelf(site: Edition, stretch: Period) -> Shelf:
    """The events of a period; if they are too many for its page, by smaller periods."""
    ids = site.library.by_period[stretch]
    top: Path = (*enclosing(stretch), stretch)
    return shelve([site.paths[id] if len(ids) > LONG else top for id in ids], top)


def everything_shelf(site: Edition) -> Shelf:
    """All events; if they are too many for a page, by centuries."""
    return shelve([in_own_century(site.paths[id]) for id in site.library.order])


def listing_view(at: Vantage, of: Link | None, listing: Listing, standing: Standing, frame: Frame | None) -> PeriodView:
    """The page of a part of a long list: of all events, or of those of a record."""
    shelf, before, after = standing
    name = phrases.shelf(at.site.language, shelf)
    counted = phrases.count(at.site.language, len(shelf.items), "event")
    title = at.site.language.say("{whole}: {part}", whole=of.text, part=name) if of else name
    stretch = shelf.stretch
    if of:
        around = (of, *shelves_around(at, listing.folder, shelf))
    else:
        known, outer = at.site.library.by_period, shelves_around(at, listing.folder, shelf)
        found = zip(shelf.path, outer, strict=False)
        around = tuple(link for held, link in found if held in known or not isinstance(held, Period))
    year = stretch.year if isinstance(stretch, Month) else None
    if isinstance(stretch, Period):
        year = (stretch.first + stretch.last) // 2
    of_year = isinstance(stretch, Month) or (isinstance(stretch, Period) and stretch.kind == "year")
    return PeriodView(
        head=head(at, title, at.site.language.say("{count}: {title}.", count=counted, title=title)),
        title=name,
        count=counted,
        of=of,
        around=around,
        inside=_shelves(at, listing.folder, shelf),
        previous=shelf_link(at, listing.folder, before) if before else None,
        following=shelf_link(at, listing.folder, after) if after else None,
        trace=trace(frame, year) if frame else None,
        single=of_year and not shelf.inner,
        spine=shelf_spine(at, listing, shelf),
    )


def _shelves(at: Vantage, folder: str, shelf: Shelf) -> tuple[Link, ...]:
    return tuple(shelf_link(at, folder, inner) for inner in shelf.inner)


def _inside(at: Vantage, stretch: Period, shelf: Shelf) -> tuple[Link, ...]:
    """Links to the decades of a century, the years of a decade, or the months of a long year that have events."""
    known = at.site.library.by_period
    parts = tuple(shelf_link(at, urls.FOLDERS["event"], inner) for inner in shelf.inner if inner.part)
    if stretch.kind == "year":
        return _shelves(at, urls.FOLDERS["event"], shelf)
    kind: PeriodKind = "decade" if stretch.kind == "century" else "year"
    found = sorted({period(kind, year) for year in range(stretch.first, stretch.last + 1)} & known.keys())
    return parts + tuple(_counted(at, inner) for inner in found)


def _counted(at: Vantage, stretch: Period) -> Link:
    link = period_link(at, stretch)
    return Link(link.href, link.text, phrases.count(at.site.language, len(at.site.library.by_period[stretch]), "event"))


def years_view(at: Vantage) -> YearsView:
    """The list of years, decades and centuries with their counts; the years only if they are not too many."""
    known = at.site.library.by_period
    if sum(stretch.kind != "century" for stretch in known) > MANY:
        return _decades_view(at)
    decades = sorted(stretch for stretch in known if stretch.kind == "decade")
    within: dict[Period, list[Period]] = {decade: [] for decade in decades}
    for year in sorted(stretch for stretch in known if stretch.kind == "year"):
        within.setdefault(period("decade", year.first), []).append(year)
    centuries = sorted(stretch for stretch in known if stretch.kind == "century")
    shelves = [YearRow(_counted(at, d) if d in known else period_link(at, d), _row(at, ys)) for d, ys in within.items()]
    if centuries:
        shelves.insert(0, YearRow(Link("", at.site.language.say("Centuries")), _row(at, centuries)))
    return _years(at, at.site.language.say("Every year with an entry."), shelves)


def _years(at: Vantage, lead: str, shelves: list[YearRow]) -> YearsView:
    title = at.site.language.say("Years")
    return YearsView(head(at, title, lead), title, lead, tuple(shelves))


def _decades_view(at: Vantage) -> YearsView:
    """Centuries, and the decades within."""
    known = at.site.library.by_period
    within: dict[Period, list[Period]] = {c: [] for c in sorted(s for s in known if s.kind == "century")}
    decades = sorted(stretch for stretch in known if stretch.kind == "decade")
    if len(decades) > MANY:
        shelves = [YearRow(Link("", at.site.language.say("Centuries")), _row(at, list(within)))]
    else:
        for decade in decades:
            within.setdefault(period("century", decade.first), []).append(decade)
        shelves = [
            YearRow(_counted(at, c) if c in known else period_link(at, c), _row(at, ds)) for c, ds in within.items()
        ]
    lead = "Every century and decade with an entry; the years are on their pages."
    return _years(at, at.site.language.say(lead), shelves)


def _row(at: Vantage, stretches: list[Period]) -> tuple[Link, ...]:
    return tuple(_counted(at, stretch) for stretch in stretches)


def everything_view(at: Vantage) -> EverythingView:
    """Every event in order of time, a line each; the most important if there are too many."""
    listing = Listing(urls.FOLDERS["event"], at.site.library.order)
    shelf = everything_shelf(at.site)
    say, extent = at.site.language.say, _extent(at)
    lead = say("{extent}, each on a line.", extent=extent)
    if shelf.inner:
        lead = say("{extent}. Here are the most important; every event is on the page of its period.", extent=extent)
    inside, title = _shelves(at, listing.folder, shelf), say("All events")
    return EverythingView(head(at, title, lead), title, lead, inside, shelf_spine(at, listing, shelf, True))
