"""The pages that long lists are divided into, list by list. Short lists have none.

for plan in of_record(site, Key("actor", "irgc")): ...     # "actors/irgc/1990s/", "actors/irgc/1998/", …
record_again(site, Key("actor", "irgc"), plan.given())     the same plan, without the list
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from timeline.graph.library import Use
from timeline.graph.periods import LENGTH, Period
from timeline.model.records import Key, Source
from timeline.site import urls
from timeline.site.plans import Plan
from timeline.site.shelves import LONG, LONG_PROOF, Alone, Shelf, Standing, alone, below, gist
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.claims import (
    Placed,
    Said,
    all_said,
    claims_view,
    is_answered,
    is_claim,
    placed,
    shelved_claims,
)
from timeline.site.views.entries import Listing, shelved
from timeline.site.views.initials import Drawer, drawer_view, drawers, parts
from timeline.site.views.parts import key_link
from timeline.site.views.periods import everything_shelf, listing_view, period_shelf
from timeline.site.views.readings import TITLES
from timeline.site.views.records import Resting, denied_by, record_listing, said_by, shelved_uses, uses_of, uses_view

V = TypeVar("V")


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

    def given() -> object:
        return _items(listing.ids, standing), alone(standing)

    return Plan(_address(listing.folder, standing[0]), "period", view, gist=gist(standing, listing.ids), given=given)


def period_again(_: Edition, __: Period | str, given: tuple[list[str], Alone]) -> Plan:
    """A part of a period, or of what no century holds."""
    ids, where = given
    return _period_plan(Listing(urls.FOLDERS["event"], ids), where.standing)


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
    listing = record_listing(site, key)
    names = _names(listing)
    for standing in below(shelved(site, listing.ids)):
        yield _record_plan(key, listing, names, standing)


def _record_plan(key: Key, listing: Listing, names: Sequence[str], standing: Standing) -> Plan:
    def view(at: Vantage) -> object:
        return listing_view(at, key_link(at, key), listing, standing, at.site.frame)

    def given() -> object:
        ids = _items(listing.ids, standing)
        return ids, {id: listing.roles[id] for id in ids if id in listing.roles}, alone(standing)

    told = gist(standing, names)
    return Plan(_address(listing.folder, standing[0]), "period", view, gist=told, given=given)


def _names(listing: Listing) -> list[str]:
    return [f"{id} {listing.roles.get(id, '')}" for id in listing.ids]


def record_again(_: Edition, key: Key, given: tuple[list[str], dict[str, str], Alone]) -> Plan:
    """A part of the events of an actor, a place or a tag."""
    ids, roles, where = given
    listing = Listing(urls.record(key), ids, key, roles)
    return _record_plan(key, listing, _names(listing), where.standing)


def long_sources(site: Edition) -> list[str]:
    """The sources whose uses do not fit on a page."""
    return sorted(id for id, uses in site.library.by_source.items() if len(uses) > LONG_PROOF)


def of_source(site: Edition, id: str) -> Iterator[Plan]:
    """What rests on a source."""
    source = site.library.sources[id]
    resting = uses_of(site, source)
    shelf = shelved_uses(site, resting)
    names = _uses(resting) if shelf.inner else []
    for standing in below(shelf):
        yield _source_plan(source, resting, names, standing)


def _source_plan(source: Source, resting: Resting, names: Sequence[str], standing: Standing) -> Plan:
    def given() -> object:
        return _items([*resting.items()], standing), alone(standing)

    address = _address(urls.record(Key("source", source.id)), standing[0])
    view = partial(uses_view, source=source, resting=resting, standing=standing)
    return Plan(address, "uses", view, gist=gist(standing, names), given=given)


def _uses(resting: Resting) -> list[str]:
    return [f"{key} {uses}" for key, uses in resting.items()]


def source_again(site: Edition, id: str, given: tuple[list[tuple[Key, tuple[Use, ...]]], Alone]) -> Plan:
    """A part of what rests on a source."""
    resting, where = dict(given[0]), given[1]
    return _source_plan(site.library.sources[id], resting, _uses(resting), where.standing)


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
    names = _lines(said)
    for standing in ([(shelf, None, None)] if whole else []) + list(below(shelf)):
        yield _said_plan(site, said, names, standing)


def _said_plan(site: Edition, said: Said, names: Sequence[str], standing: Standing) -> Plan:
    def given() -> object:
        lines = tuple(placed(site, line) for line in _items(said.lines, standing))
        return said.folder, said.title, said.by, lines, alone(standing)

    address, told = _address(said.folder, standing[0]), gist(standing, names)
    view = partial(claims_view, said=said, standing=standing)
    return Plan(address, "claims", view, gist=told, given=given)


def _lines(said: Said) -> list[str]:
    return [f"{line.event} {is_claim(line)} {is_answered(line)}" for line in said.lines]


def said_again(site: Edition, _: str, given: tuple[str, str, str, tuple[Placed, ...], Alone]) -> Plan:
    """A part of the claims of everybody, or of an actor."""
    folder, title, by, lines, where = given
    said = Said(folder, title, by, lines)
    return _said_plan(site, said, _lines(said), where.standing)


def of_names(site: Edition, kind: str) -> Iterator[Plan]:
    """The initials of a kind of records."""
    for drawer in drawers(site, kind):
        for one in (drawer, *parts(drawer)):
            yield names_again(site, kind, one)


def names_again(_: Edition, kind: str, drawer: Drawer) -> Plan:
    """The records of a kind with an initial, or some of them."""
    view = partial(drawer_view, drawer=drawer, title=TITLES[kind])
    return Plan(drawer.address, "list", view, gist=repr(drawer), given=lambda: drawer)


def _items(values: Sequence[V], standing: Standing) -> list[V]:
    return [values[item] for item in standing[0].items]


def _address(folder: str, shelf: Shelf) -> str:
    return urls.shelf(folder, shelf.stretch, shelf.part)
