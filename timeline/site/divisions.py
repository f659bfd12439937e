"""The pages that long lists are divided into: their addresses, templates and views. Short lists have none.

for division in divisions(edition): ...     # "years/1998/03/", "actors/irgc/1990s/", "claims/1998/", …
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from timeline.graph.library import Library
from timeline.graph.periods import LENGTH
from timeline.model.records import Actor, Key
from timeline.site import urls
from timeline.site.shelves import LONG, LONG_PROOF, Shelf, Standing, below
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.claims import Said, all_said, claims_view, shelved_claims
from timeline.site.views.entries import Listing, shelved
from timeline.site.views.initials import drawer_view, drawers, parts
from timeline.site.views.parts import key_link
from timeline.site.views.periods import everything_shelf, listing_view, period_shelf
from timeline.site.views.readings import TITLES
from timeline.site.views.records import denied_by, record_listing, said_by, shelved_uses, uses_of, uses_view
from timeline.site.views.strip import Histogram


@dataclass(frozen=True, slots=True)
class Division:
    """A page to be: nothing is made before `view` is called."""

    address: str
    template: str
    view: Callable[[Vantage], object]


def divisions(site: Edition, spread: Histogram | None) -> Iterator[Division]:
    """All of them, in a fixed order."""
    yield from _of_periods(site, spread)
    for kind, found in _lists(site.library):
        for id, ids in found.items():
            if len(ids) > LONG:
                yield from _of_record(site, Key(kind, id), spread)
    for source in site.library.sources.values():
        if len(site.library.by_source.get(source.id, ())) > LONG_PROOF:
            resting = uses_of(site, source)
            shelf, folder = shelved_uses(site, resting), urls.record(Key("source", source.id))
            for standing in below(shelf):
                view = partial(uses_view, source=source, resting=resting, standing=standing)
                yield Division(_address(folder, standing[0]), "uses", view)
    yield from _of_claims(site, all_said(site))
    for actor in site.library.actors.values():
        yield from _of_actor(site, actor)
    yield from _of_names(site)


def _lists(library: Library) -> tuple[tuple[str, dict[str, tuple[str, ...]]], ...]:
    found = (("actor", library.by_actor), ("place", library.by_place), ("tag", library.by_tag))
    return tuple((kind, dict(sorted(lists.items()))) for kind, lists in found)


def _of_periods(site: Edition, spread: Histogram | None) -> Iterator[Division]:
    """Months and days, and parts of what is known no better than to the year, decade or century."""
    folder, by_period = urls.FOLDERS["event"], site.library.by_period
    for stretch in sorted(by_period, key=lambda s: (tuple(LENGTH).index(s.kind), s)):
        if len(by_period[stretch]) > LONG:
            shelf = period_shelf(site, stretch)
            listing = Listing(folder, by_period[stretch])
            for standing in below(shelf, periods=False):
                view = partial(listing_view, of=None, listing=listing, standing=standing, spread=spread)
                yield Division(_address(folder, standing[0]), "period", view)
    if len(site.library.order) > LONG:
        listing = Listing(folder, site.library.order)
        for standing in below(everything_shelf(site), periods=False):
            if standing[0].path[0] == "longer":
                view = partial(listing_view, of=None, listing=listing, standing=standing, spread=spread)
                yield Division(_address(folder, standing[0]), "period", view)


def _of_record(site: Edition, key: Key, spread: Histogram | None) -> Iterator[Division]:
    """The events of an actor, a place or a tag."""
    folder = urls.record(key)
    listing = record_listing(site, key)

    def view(at: Vantage, standing: Standing) -> object:
        return listing_view(at, key_link(at, key), listing, standing, spread)

    for standing in below(shelved(site, listing.ids)):
        yield Division(_address(folder, standing[0]), "period", partial(view, standing=standing))


def _of_claims(site: Edition, said: Said, whole: bool = False) -> Iterator[Division]:
    """Claims by time; the page of the `whole` list is another's business where it does not depend on the length."""
    shelf = shelved_claims(site, said)
    for standing in ([(shelf, None, None)] if whole else []) + list(below(shelf)):
        yield Division(_address(said.folder, standing[0]), "claims", partial(claims_view, said=said, standing=standing))


def _of_actor(site: Edition, actor: Actor) -> Iterator[Division]:
    """The claims and denials of an actor, if they are too many for the actor's page."""
    for ask in (said_by, denied_by):
        said = ask(site, actor)
        if len(said.lines) > LONG_PROOF:
            yield from _of_claims(site, said, whole=True)


def _of_names(site: Edition) -> Iterator[Division]:
    """Initials of actors, places, tags, sources and guided timelines."""
    for kind, title in TITLES.items():
        for drawer in drawers(site, kind):
            for one in (drawer, *parts(drawer)):
                yield Division(one.address, "list", partial(drawer_view, drawer=one, title=title))


def _address(folder: str, shelf: Shelf) -> str:
    return urls.shelf(folder, shelf.stretch, shelf.part)
