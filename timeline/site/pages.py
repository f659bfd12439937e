"""Library -> everything the site consists of, one at a time: pages (template and view) and assets (path and bytes).

for output in outputs(edition, static): ...     # pages of prose are not among them: the host renders those
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256

from timeline.graph.library import Library
from timeline.graph.periods import LENGTH, Period
from timeline.model.records import Key, Record
from timeline.site import cards, divisions, urls
from timeline.site.config import SiteConfig
from timeline.site.pictures import Original
from timeline.site.plans import Asset, Family, Output, Page, Plan, made
from timeline.site.reuse import event_card, site_card
from timeline.site.sitemap import addresses, robots, sitemap, sitemap_names
from timeline.site.vantage import REMEMBERED, Edition, Vantage, edition, records_of
from timeline.site.views import claims, events, paper, periods, readings, records, strip
from timeline.site.views.parts import key_link

__all__ = ["Asset", "Output", "Page", "Plan", "addresses", "edition_of", "outputs", "pages", "plans", "sitemap"]


def edition_of(
    library: Library,
    config: SiteConfig,
    static: Mapping[str, bytes],
    pictures: Mapping[str, Original] | None = None,
    remember: int = REMEMBERED,
) -> Edition:
    """The site of a library in its main language. `static` are our own files by name; their addresses change with
    their content."""
    assets = {name: asset_address(name, data) for name, data in static.items()}
    return edition(library, config, assets, pictures or {}, remember)


def asset_address(name: str, data: bytes) -> str:
    """The address of one of our own files."""
    return urls.asset(name, sha256(data).hexdigest()[:8])


def outputs(site: Edition, static: Mapping[str, bytes]) -> Iterator[Output]:
    """Everything but the pages of prose, lazily and in a fixed order."""
    yield from (made(site, plan) for plan in plans(site))
    for name in sorted(static):
        yield Asset(site.assets[name], static[name])


def pages(site: Edition) -> Iterator[Page]:
    """All pages that are made from records."""
    yield from (made(site, plan) for plan in plans(site) if plan.template)  # type: ignore[misc]


def plans(site: Edition) -> Iterator[Plan]:
    """All plans of all families, in a fixed order."""
    for family in FAMILIES:
        for key in family.keys(site):
            yield from family.plans(site, key)


def _one(_: Edition) -> Iterable[Hashable]:
    """The key of a family that has but one page."""
    return ("",)


def _home(_: Edition, __: str) -> Iterator[Plan]:
    yield Plan(urls.HOME, "home", lambda at: periods.home_view(at, at.site.spread))


def _events(site: Edition, id: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        return events.event_view(at, at.site.library.events[id])

    yield Plan(urls.record(Key("event", id)), "event", view)
    yield from _redirects(Key("event", id), site.library.events[id])


def _timelines(site: Edition, id: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        return readings.timeline_view(at, at.site.library.timelines[id])

    yield Plan(urls.record(Key("timeline", id)), "timeline", view)
    yield from _redirects(Key("timeline", id), site.library.timelines[id])


def _records(kind: str, template: str, view: Callable[[Vantage, Record], object]) -> Family:
    """The pages of the records of a kind, and those at their former addresses."""

    def own(at: Vantage, id: str) -> object:
        return view(at, records_of(at.site.library, kind)[id])

    def found(site: Edition, id: str) -> Iterator[Plan]:
        yield Plan(urls.record(Key(kind, id)), template, partial(own, id=id))
        yield from _redirects(Key(kind, id), records_of(site.library, kind)[id])

    return Family(kind, lambda site: records_of(site.library, kind), found)


def _redirects(new: Key, record: Record) -> Iterator[Plan]:
    """A page at every former address of a record."""
    for alias in dict.fromkeys(record.aliases):
        yield Plan(urls.record(Key(new.kind, alias)), "redirect", partial(_redirect, new=new), found=False)


def _redirect(at: Vantage, new: Key) -> object:
    link = key_link(at, new)
    return readings.redirect_view(at, urls.record(new), link.text if link else new.id)


def _periods(_: Edition, stretch: Period) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        siblings = sorted(other for other in at.site.library.by_period if other.kind == stretch.kind)
        return periods.period_view(at, stretch, _beside(siblings, siblings.index(stretch)), at.site.frame)

    yield Plan(urls.period(stretch), "period", view)


def _all_periods(site: Edition) -> list[Period]:
    return sorted(site.library.by_period, key=lambda stretch: (tuple(LENGTH).index(stretch.kind), stretch))


def _beside(siblings: list[Period], number: int) -> tuple[Period | None, Period | None]:
    return (siblings[number - 1] if number else None, siblings[number + 1] if number + 1 < len(siblings) else None)


def _lists(site: Edition, _: str) -> Iterator[Plan]:
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
    yield from (Plan(address, template, view) for address, template, view, filled in lists if filled)


def _claims(at: Vantage) -> object:
    said = claims.all_said(at.site)
    return claims.claims_view(at, said, (claims.shelved_claims(at.site, said), None, None))


def _volumes(site: Edition) -> Sequence[paper.Volume]:
    """The documents for paper of the whole site, if it is to have any."""
    if not site.is_printed:
        return ()
    return site.memo.of(("volumes",), lambda: tuple(paper.volumes(site)))


def _volume_addresses(site: Edition) -> list[str]:
    found = [volume.address for volume in _volumes(site)]
    return [urls.PRINT, *found] if len(found) > 1 else found


def _paper(_: Edition, address: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        found = _volumes(at.site)
        numbers = (number for number, volume in enumerate(found) if volume.address == address)
        number = next(numbers, None)
        return paper.volumes_view(at, found) if number is None else paper.volume_view(at, found, number)

    yield Plan(address, "paper", view, found=False)


def _reading_papers(site: Edition, id: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        return paper.reading_view(at, at.site.library.timelines[id])

    if site.library.timelines[id].stops:
        yield Plan(urls.reading_print(id), "paper", view, found=False)


def _cards(site: Edition, id: str) -> Iterator[Plan]:
    """The drawn picture of an event, or, without an id, of the site."""
    face = site_card(site) if not id else event_card(site, site.library.events[id])
    if face:
        yield Plan(cards.address(face, id or "-"), "", lambda _: face, found=False)


def _with_cards(site: Edition) -> Iterable[str]:
    return ("", *site.library.order) if site.config.cards else ()


def _not_found(_: Edition, __: str) -> Iterator[Plan]:
    yield Plan(urls.NOT_FOUND, "404", readings.not_found_view, found=False)


def _translated_prose(site: Edition) -> Iterable[Hashable]:
    """The pages of prose below a language's address; those at the root are the host's."""
    return [page.address for page in site.library.prose] if site.prefix else []


def _prose(_: Edition, address: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        page = next(page for page in at.site.library.prose if page.address == address)
        return readings.prose_view(at, page, readings.prose_html(at, page))

    yield Plan(urls.record(Key("prose", address)), "prose", view)


def _sitemaps(site: Edition, name: str) -> Iterator[Plan]:
    yield Plan(name, "", lambda at: sitemap(at.site, name, _divisions(at.site)).encode(), found=False)


def _divisions(site: Edition) -> Sequence[str]:
    """The addresses of the parts of all long lists; whoever has planned these gives them."""

    def planned() -> Iterator[str]:
        yield from (plan.address for one in DIVISIONS for key in one.keys(site) for plan in one.plans(site, key))

    return site.memo.of(DIVIDED, lambda: tuple(sorted(planned())))


def _strips(site: Edition) -> Iterable[Hashable]:
    """The drawing behind the traces of all pages, which those in other languages share."""
    return _one(site) if site.frame and not site.prefix else ()


def _strip(_: Edition, __: str) -> Iterator[Plan]:
    def view(at: Vantage) -> object:
        return strip.drawing(at.site.spread).encode() if at.site.spread else b""

    yield Plan(urls.STRIP, "", view, found=False)


def _robots(_: Edition, __: str) -> Iterator[Plan]:
    yield Plan(urls.ROBOTS, "", lambda at: robots(at.site.config).encode(), found=False)


def _once(
    name: str,
    keys: Callable[[Edition], Iterable[Hashable]],
    find: Callable[..., Iterator[Plan]],
    again: Callable[..., Plan],
) -> Family:
    """A family whose plans take work to find, and are found once for all pages."""

    def found(site: Edition, key: Hashable) -> Iterator[Plan]:
        yield from site.memo.of(("plans", name, key), lambda: tuple(find(site, key)))

    return Family(name, keys, found, again)


DIVIDED = ("divisions",)  # what the addresses of the parts of all lists are called in the memo of an edition
SITEMAP = "sitemap"
DIVISIONS = (
    _once("period-parts", divisions.long_periods, divisions.of_period, divisions.period_again),
    _once("event-parts", _one, divisions.of_everything, divisions.period_again),
    _once("record-parts", divisions.long_records, divisions.of_record, divisions.record_again),
    _once("source-parts", divisions.long_sources, divisions.of_source, divisions.source_again),
    _once("claims-parts", _one, divisions.of_claims, divisions.said_again),
    _once("actor-claims", lambda site: site.library.actors, divisions.of_actor, divisions.said_again),
    _once("initials", lambda _: readings.TITLES, divisions.of_names, divisions.names_again),
)
FAMILIES = (
    Family("home", _one, _home),
    Family("event", lambda site: site.library.order, _events),
    Family("period", _all_periods, _periods),
    _records("actor", "record", records.actor_view),  # type: ignore[arg-type]
    _records("place", "record", records.place_view),  # type: ignore[arg-type]
    _records("tag", "record", records.tag_view),  # type: ignore[arg-type]
    _records("source", "source", records.source_view),  # type: ignore[arg-type]
    Family("timeline", lambda site: site.library.timelines, _timelines),
    Family("lists", _one, _lists),
    *DIVISIONS,
    Family("paper", _volume_addresses, _paper),
    Family("reading-paper", lambda site: site.library.timelines, _reading_papers),
    Family("card", _with_cards, _cards),
    Family("404", _one, _not_found),
    Family("translated-prose", _translated_prose, _prose),
    Family("strip", _strips, _strip),
    Family(SITEMAP, lambda site: sitemap_names(site, _divisions(site)), _sitemaps),
    Family("robots", lambda site: () if site.prefix else _one(site), _robots),
)
