"""Library -> everything the site consists of, one at a time: pages (template and view) and assets (path and bytes).

for output in outputs(edition): ...     # pages of prose are not among them: the host renders those
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar
from xml.sax.saxutils import escape

from timeline.graph.library import Library
from timeline.graph.periods import LENGTH, Period
from timeline.model.records import Key
from timeline.site import urls
from timeline.site.config import SiteConfig
from timeline.site.divisions import divisions
from timeline.site.pictures import Original
from timeline.site.reuse import last_correction
from timeline.site.vantage import REMEMBERED, Edition, Vantage, edition, records_of, vantage
from timeline.site.views import claims, events, paper, periods, readings, records
from timeline.site.views.parts import key_link, printed
from timeline.site.views.strip import Histogram, histogram


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be rendered: its address, the file it goes to, its template, and what the template sees."""

    address: str
    path: str
    template: str
    view: object


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is finished already."""

    path: str
    data: bytes


Output = Page | Asset
R = TypeVar("R")


def edition_of(
    library: Library,
    config: SiteConfig,
    static: Mapping[str, bytes],
    pictures: Mapping[str, Original] | None = None,
    remember: int = REMEMBERED,
) -> Edition:
    """The site of a library. `static` are our own files by name; their addresses change with their content."""
    assets = {name: asset_address(name, data) for name, data in static.items()}
    return edition(library, config, assets, pictures or {}, remember)


def asset_address(name: str, data: bytes) -> str:
    """The address of one of our own files."""
    return urls.asset(name, sha256(data).hexdigest()[:8])


def outputs(site: Edition, static: Mapping[str, bytes]) -> Iterator[Output]:
    """Everything but the pages of prose, lazily and in a fixed order."""
    spread = histogram(site)
    yield from pages(site, spread)
    for name in sorted(static):
        yield Asset(site.assets[name], static[name])
    yield Asset(urls.SITEMAP, sitemap(site).encode())
    yield Asset(urls.ROBOTS, robots(site.config).encode())


def pages(site: Edition, spread: Histogram | None) -> Iterator[Page]:
    """All pages that are made from records."""
    library = site.library
    at = vantage(site, urls.HOME)
    yield _page(at, "home", periods.home_view(at, spread))
    for id in library.order:
        at = vantage(site, _of("event", id))
        yield _page(at, "event", events.event_view(at, library.events[id], spread))
    yield from _period_pages(site, spread)
    yield from _each(site, "actor", "record", library.actors, records.actor_view)
    yield from _each(site, "place", "record", library.places, records.place_view)
    yield from _each(site, "tag", "record", library.tags, records.tag_view)
    yield from _each(site, "source", "source", library.sources, records.source_view)
    for timeline in library.timelines.values():
        at = vantage(site, _of("timeline", timeline.id))
        yield _page(at, "timeline", readings.timeline_view(at, timeline, spread))
    yield from _lists(site)
    yield from _divisions(site, spread)
    yield from _paper(site)
    yield from _redirects(site)
    at = vantage(site, urls.NOT_FOUND)
    yield _page(at, "404", readings.not_found_view(at))


def _each(
    site: Edition, kind: str, template: str, found: Mapping[str, R], view: Callable[[Vantage, R], object]
) -> Iterator[Page]:
    for id, record in found.items():
        at = vantage(site, _of(kind, id))
        yield _page(at, template, view(at, record))


def _page(at: Vantage, template: str, view: object) -> Page:
    return Page(at.address, urls.output_path(at.address), f"pages/{template}.html", view)


def _of(kind: str, id: str) -> str:
    return urls.record(Key(kind, id))


def _period_pages(site: Edition, spread: Histogram | None) -> Iterator[Page]:
    for kind in LENGTH:
        siblings = sorted(stretch for stretch in site.library.by_period if stretch.kind == kind)
        for number, stretch in enumerate(siblings):
            at = vantage(site, urls.period(stretch))
            yield _page(at, "period", periods.period_view(at, stretch, _beside(siblings, number), spread))


def _beside(siblings: list[Period], number: int) -> tuple[Period | None, Period | None]:
    return (siblings[number - 1] if number else None, siblings[number + 1] if number + 1 < len(siblings) else None)


def _lists(site: Edition) -> Iterator[Page]:
    """The lists of what there is; a kind without records has none."""
    library = site.library
    lists: list[tuple[str, str, Callable[[Vantage], object], bool]] = [
        (urls.FOLDERS["event"], "everything", periods.everything_view, bool(library.order)),
        (urls.YEARS, "years", periods.years_view, bool(library.by_period)),
        (urls.FOLDERS["actor"], "list", readings.actors_view, bool(library.actors)),
        (urls.FOLDERS["place"], "list", readings.places_view, bool(library.places)),
        (urls.FOLDERS["tag"], "list", readings.tags_view, bool(library.tags)),
        (urls.FOLDERS["source"], "list", readings.sources_view, bool(library.sources)),
        (urls.FOLDERS["timeline"], "list", readings.timelines_view, bool(library.timelines)),
        (urls.CLAIMS, "claims", _claims, bool(library.statements or site.attributed)),
    ]
    for address, template, view, filled in lists:
        if filled:
            at = vantage(site, address)
            yield _page(at, template, view(at))


def _claims(at: Vantage) -> object:
    said = claims.all_said(at.site)
    return claims.claims_view(at, said, (claims.shelved_claims(at.site, said), None, None))


def _divisions(site: Edition, spread: Histogram | None) -> Iterator[Page]:
    for division in divisions(site, spread):
        at = vantage(site, division.address)
        yield _page(at, division.template, division.view(at))


def _paper(site: Edition) -> Iterator[Page]:
    """Documents for paper: everything, in one or in volumes, and each guided timeline."""
    found = paper.volumes(site) if printed(len(site.library.order), site.config.print) else []
    if len(found) > 1:
        at = vantage(site, urls.PRINT)
        yield _page(at, "paper", paper.volumes_view(at, found))
    for number, volume in enumerate(found):
        at = vantage(site, volume.address)
        yield _page(at, "paper", paper.volume_view(at, found, number))
    for timeline in site.library.timelines.values():
        if timeline.stops:
            at = vantage(site, urls.reading_print(timeline.id))
            yield _page(at, "paper", paper.reading_view(at, timeline))


def _redirects(site: Edition) -> Iterator[Page]:
    """A page at every former address of a record."""
    for kind in urls.FOLDERS:
        for id, record in records_of(site.library, kind).items():
            for alias in dict.fromkeys(record.aliases):
                yield _redirect(site, Key(kind, alias), Key(kind, id))


def _redirect(site: Edition, old: Key, new: Key) -> Page:
    at = vantage(site, urls.record(old))
    link = key_link(at, new)
    title = link.text if link else new.id
    return _page(at, "redirect", readings.redirect_view(at, urls.record(new), title))


def sitemap(site: Edition) -> str:
    """The list of all pages for search engines. A date of change stands only where the content gives one."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(_entry(site, address, changed) for address, changed in addresses(site)),
        "</urlset>",
        "",
    ]
    return "\n".join(lines)


def _entry(site: Edition, address: str, changed: str) -> str:
    place = escape(urls.canonical(site.config.url, address, urls.base("")))
    return f"<url><loc>{place}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</url>"


def addresses(site: Edition) -> Iterator[tuple[str, str]]:
    """The address of every page worth finding, and the day of its last correction."""
    library = site.library
    yield urls.HOME, ""
    for id in library.order:
        yield _of("event", id), last_correction(library.events[id])
    for stretch in sorted(library.by_period, key=lambda s: (tuple(LENGTH).index(s.kind), s)):
        yield urls.period(stretch), ""
    for kind in urls.FOLDERS:
        if kind != "event":
            yield from ((_of(kind, id), "") for id in records_of(library, kind))
    for page in library.prose:
        yield _of("prose", page.address), ""
    if library.by_period:
        yield urls.YEARS, ""
    if library.statements or site.attributed:
        yield urls.CLAIMS, ""
    yield from ((urls.FOLDERS[kind], "") for kind in urls.FOLDERS if records_of(library, kind))
    yield from ((division.address, "") for division in divisions(site, None))


def robots(config: SiteConfig) -> str:
    """Everybody may read everything; where the list of pages is can only be said with a full address."""
    found = f"Sitemap: {config.url}{urls.SITEMAP}\n" if config.url else ""
    return f"User-agent: *\nAllow: /\n{found}"
