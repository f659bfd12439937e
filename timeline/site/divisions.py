"""The pages that long lists are divided into, list by list. Short lists have none.

for plan in of_record(site, Key("actor", "irgc")): ...     # "actors/irgc/1990s/", "actors/irgc/1998/", …
"""

from collections.abc import Iterator, Mapping
from functools import partial

from timeline.graph.periods import LENGTH, Period
from timeline.model.records import Key
from timeline.site import urls
from timeline.site.plans import Plan
from timeline.site.shelves import LONG, LONG_PROOF, Shelf, Standing, below, gist
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.claims import Said, all_said, claims_view, is_answered, shelved_claims
from timeline.site.views.entries import Listing, shelved
from timeline.site.views.initials import drawer_view, drawers, parts
from timeline.site.views.parts import key_link
from timeline.site.views.periods import everything_shelf, listing_view, period_shelf
from timeline.site.views.readings import TITLES
from timeline.site.views.records import denied_by, record_listing, said_by, shelved_uses, uses_of, uses_view


def long_periods(site: Edition) -> list[Period]:
    """The years, decades and centuries whose events do not fit on a page."""
    found = (stretch for stretch, ids in site.library.by_period.items() if len(ids) > LONG)
    return sorted(found, key=lambda stretch: (tuple(LENGTH).index(stretch.kind), stretch))


def of_period(site: Edition, stretch: Period) -> Iterator[Plan]:
    """Months and days, and parts of what is known no better than to the year, decade or century."""
    listing = Listing(urls.FOLDERS["event"], site.library.by_period[stretch])
    for standing in below(period_shelf(site, stretch), periods=False):
        yield _period_plan(listing, standing)


def of_everything(site: Edition, _: str = "") -> Iterator[Plan]:
    """Parts of what no century holds."""
    if len(site.library.order) > LONG:
        listing = Listing(urls.FOLDERS["event"], site.library.order)
        for standing in below(everything_shelf(site), periods=False):
            if standing[0].path[0] == "longer":
                yield _period_plan(listing, standing)


def _period_plan(listing: Listing, standing: Standing) -> Plan:
    def view(at: Vantage) -> object:
        return listing_view(at, None, listing, standing, at.site.frame)

    return Plan(_address(listing.folder, standing[0]), "period", view, gist=gist(standing, listing.ids))


def long_records(site: Edition) -> list[Key]:
    """The actors, places and tags whose events do not fit on a page."""
    library = site.library
    lists: Mapping[str, Mapping[str, tuple[str, ...]]] = {
        "actor": library.by_actor,
        "place": library.by_place,
        "tag": library.by_tag,
    }
    return sorted(Key(kind, id) for kind, found in lists.items() for id, ids in found.items() if len(ids) > LONG)


def of_record(site: Edition, key: Key) -> Iterator[Plan]:
    """The events of an actor, a place or a tag."""
    folder = urls.record(key)
    listing = record_listing(site, key)

    def view(at: Vantage, standing: Standing) -> object:
        return listing_view(at, key_link(at, key), listing, standing, at.site.frame)

    names = [f"{id} {listing.roles.get(id, '')}" for id in listing.ids]
    for standing in below(shelved(site, listing.ids)):
        told = gist(standing, names)
        yield Plan(_address(folder, standing[0]), "period", partial(view, standing=standing), gist=told)


def long_sources(site: Edition) -> list[str]:
    """The sources whose uses do not fit on a page."""
    return sorted(id for id, uses in site.library.by_source.items() if len(uses) > LONG_PROOF)


def of_source(site: Edition, id: str) -> Iterator[Plan]:
    """What rests on a source."""
    source = site.library.sources[id]
    resting = uses_of(site, source)
    shelf, folder = shelved_uses(site, resting), urls.record(Key("source", id))
    names = [f"{key} {uses}" for key, uses in resting.items()] if shelf.inner else []
    for standing in below(shelf):
        view = partial(uses_view, source=source, resting=resting, standing=standing)
        yield Plan(_address(folder, standing[0]), "uses", view, gist=gist(standing, names))


def of_claims(site: Edition, _: str = "") -> Iterator[Plan]:
    """The claims of everybody, by time."""
    yield from _said_plans(site, all_said(site))


def of_actor(site: Edition, id: str) -> Iterator[Plan]:
    """The claims and denials of an actor, if they are too many for the actor's page."""
    for ask in (said_by, denied_by):
        said = ask(site, site.library.actors[id])
        if len(said.lines) > LONG_PROOF:
            yield from _said_plans(site, said, whole=True)


def _said_plans(site: Edition, said: Said, whole: bool = False) -> Iterator[Plan]:
    """Claims by time; the page of the `whole` list is another's business where it does not depend on the length."""
    shelf = shelved_claims(site, said)
    names = [f"{line.event} {type(line).__name__} {is_answered(line)}" for line in said.lines]
    for standing in ([(shelf, None, None)] if whole else []) + list(below(shelf)):
        view = partial(claims_view, said=said, standing=standing)
        yield Plan(_address(said.folder, standing[0]), "claims", view, gist=gist(standing, names))


def of_names(site: Edition, kind: str) -> Iterator[Plan]:
    """The initials of a kind of records."""
    for drawer in drawers(site, kind):
        for one in (drawer, *parts(drawer)):
            yield Plan(one.address, "list", partial(drawer_view, drawer=one, title=TITLES[kind]), gist=repr(one))


def _address(folder: str, shelf: Shelf) -> str:
    return urls.shelf(folder, shelf.stretch, shelf.part)
