"""Pages for paper and for archives: every event whole, one after another; and guided timelines with their events whole.

    volumes(edition)  ->  one for all that there is, or one for each period of a site that is too long for one document

A volume is complete in itself: each event stands there with its claims and their denials, its relations, its sources.
See docs/decisions/421-print.md.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from markupsafe import Markup

from timeline.graph.periods import filed_under
from timeline.model.records import Event, Key, Timeline
from timeline.site import phrases, urls
from timeline.site.marks import Mark, mark
from timeline.site.shelves import Shelf, path_of, shelve
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage
from timeline.site.views import evidence
from timeline.site.views.entries import shelf_link, status_words
from timeline.site.views.events import MediaView, media_views, relations
from timeline.site.views.evidence import ClaimView, FigureView, Ledger, RivalView, SourceCard
from timeline.site.views.parts import (
    DateView,
    Head,
    Link,
    actor_link,
    body,
    date_view,
    event_link,
    head,
    place_link,
    tag_link,
    weekday,
)
from timeline.site.views.relations import RelationView

EMPTY = Markup()
VOLUME = 500  # events in one document: some 150 sheets of paper


@value(kw_only=True)
class Sheet:
    """An event, whole. `address` is the full permanent one, or empty while the site has none."""

    anchor: str
    link: Link
    date: DateView
    weekday: str
    mark: Mark
    status: str
    summary: str
    body: Markup
    media: tuple[MediaView, ...]
    who: tuple[Link, ...]
    where: tuple[Link, ...]
    tags: tuple[Link, ...]
    whole: tuple[Link, ...]
    claims: tuple[ClaimView, ...]
    figures: tuple[FigureView, ...]
    rivals: tuple[RivalView, ...]
    causes: tuple[RelationView, ...]
    effects: tuple[RelationView, ...]
    beside: tuple[RelationView, ...]
    cards: tuple[SourceCard, ...]
    corrections: tuple[Link, ...]
    address: str


@value()
class Chapter:
    """A year, decade or century of a volume, or a stop of a guided timeline with the prose that leads to it."""

    heading: str
    anchor: str
    body: Markup
    sheets: tuple[Sheet, ...]


@value()
class Register:
    """What the events of a volume share, described once: actors, places or sources. A note tells of each."""

    title: str
    items: tuple[Link, ...]


@value(kw_only=True)
class PaperView:
    """A document for paper. `volumes` are the others, or all of them on the page that lists them."""

    head: Head
    title: str
    lead: str
    extent: str
    of: Link | None = None
    body: Markup = EMPTY
    chapters: tuple[Chapter, ...] = ()
    conclusion: Markup = EMPTY
    registers: tuple[Register, ...] = ()
    volumes: tuple[Link, ...] = ()
    previous: Link | None = None
    following: Link | None = None


@value()
class Volume:
    """A document to be: its events, in order of time, and what they lie in."""

    address: str
    shelf: Shelf
    ids: Sequence[str]


def volumes(site: Edition) -> list[Volume]:
    """The documents of a site, in order of time: one if it has at most 500 events."""
    order = site.library.order
    paths = [path_of(site.library.events[id].date) for id in order] if len(order) > VOLUME else [()] * len(order)
    return [
        Volume(urls.shelf(urls.PRINT, s.stretch, s.part), s, ids)
        for s, ids in _bound(shelve(paths, most=VOLUME), order)
    ]


def _bound(shelf: Shelf, order: Sequence[str]) -> Iterator[tuple[Shelf, list[str]]]:
    """The shelves that become a volume: those not divided, and what is loose beside the inner ones."""
    if shelf.loose:
        yield shelf, [order[item] for item in shelf.loose]
    for inner in shelf.inner:
        yield from _bound(inner, order)


def volumes_view(at: Vantage, found: Sequence[Volume]) -> PaperView:
    """The page that lists the volumes of a site that has several."""
    language = at.site.language
    title = language.say(phrases.PAPER)
    lead = language.say("Every event whole, with claims, denials and sources, in volumes to be printed or kept as PDF.")
    return PaperView(
        head=head(at, title, lead, index=False),
        title=title,
        lead=lead,
        extent=phrases.count(language, len(at.site.library.order), "event"),
        volumes=tuple(_volume_link(at, volume) for volume in found),
    )


def volume_view(at: Vantage, found: Sequence[Volume], number: int) -> PaperView:
    """A volume; the whole site if there is only one."""
    volume, config, language = found[number], at.site.config, at.site.language
    several = len(found) > 1
    chapters = tuple(_chapters(at, volume.ids))
    name = phrases.shelf(language, volume.shelf) if several else config.name
    return PaperView(
        head=_head(at, name, config.description),
        title=f"{config.name}: {name}" if several else name,
        lead=config.description,
        extent=phrases.count(language, len(volume.ids), "event"),
        of=Link(at.base.href(urls.PRINT), language.say(phrases.PAPER)) if several else None,
        chapters=chapters,
        registers=tuple(_registers(at, volume.ids, chapters)),
        previous=_volume_link(at, found[number - 1]) if number else None,
        following=_volume_link(at, found[number + 1]) if number + 1 < len(found) else None,
    )


def reading_view(at: Vantage, timeline: Timeline) -> PaperView:
    """A guided timeline with its events whole, each where it is first met."""
    ids = [stop.event for stop in timeline.stops]
    held = frozenset(ids)
    chapters = tuple(
        Chapter(
            phrases.stop_heading(at.site.language, number, len(ids)),
            urls.stop_anchor(number),
            body(at, stop.text, f"s{number}-", 3),
            (sheet(at, at.site.library.events[stop.event], held),) if stop.event not in ids[: number - 1] else (),
        )
        for number, stop in enumerate(timeline.stops, 1)
    )
    return PaperView(
        head=_head(at, timeline.title, timeline.summary or ""),
        title=timeline.title,
        lead=timeline.summary or "",
        extent=phrases.count(at.site.language, len(ids), "stop"),
        of=Link(at.href(Key("timeline", timeline.id)), timeline.title),
        body=body(at, timeline.text, "t-"),
        chapters=chapters,
        conclusion=body(at, timeline.conclusion, "c-", 3),
        registers=tuple(_registers(at, ids, chapters)),
    )


def _head(at: Vantage, title: str, description: str) -> Head:
    """What is said again here is to be found on its own page, so search engines leave this one out."""
    return head(at, f"{title} ({at.site.language.say(phrases.PAPER)})", description, index=False)


def _volume_link(at: Vantage, volume: Volume) -> Link:
    name = shelf_link(at, urls.PRINT, volume.shelf).text
    return Link(at.base.href(volume.address), name, phrases.count(at.site.language, len(volume.ids), "event"))


def _chapters(at: Vantage, ids: Sequence[str]) -> Iterator[Chapter]:
    """Events by the year, decade or century they are filed under, always the oldest first."""
    events, language, held = at.site.library.events, at.site.language, frozenset(ids)
    used: set[str] = set()
    for stretch, found in groupby(ids, key=lambda id: filed_under(events[id].date)):
        anchor = urls.period_anchor(stretch) if stretch else ""
        name = phrases.period(language, stretch) if stretch else phrases.undated(language)
        sheets = tuple(sheet(at, events[id], held) for id in found)
        yield Chapter(name, "" if anchor in used else anchor, Markup(), sheets)
        used.add(anchor)


def sheet(at: Vantage, event: Event, held: frozenset[str]) -> Sheet:
    """An event, whole; relations to the events `held` by the same document lead to their place in it."""
    language, within = at.site.config.language, f"{event.id}-"
    ledger = Ledger(at, within)
    ledger.refs(event.sources)
    claims = tuple(evidence.claim_view(at, n, claim, ledger) for n, claim in enumerate(event.claims, 1))
    figures = tuple(evidence.figure_view(at, figure, ledger) for figure in event.figures)
    rivals = tuple(evidence.rival_view(at, rival, ledger) for rival in event.dates)
    causes, effects, beside = (
        tuple(_placed(relation, held) for relation in relations(at, event.id, direction, ledger))
        for direction in ("back", "forward", "beside")
    )
    return Sheet(
        anchor=urls.sheet_anchor(event.id),
        link=Link(at.href(Key("event", event.id)), event.title),
        date=date_view(event.date, language),
        weekday=weekday(event.date, language),
        mark=mark(event),
        status=status_words(at, event),
        summary=event.summary or "",
        body=body(at, event.text, within, 4),
        media=media_views(at, event.media),
        who=tuple(actor_link(at, taking_part.actor, taking_part.role or "") for taking_part in event.actors),
        where=tuple(place_link(at, id) for id in event.places),
        tags=tuple(tag_link(at, id) for id in event.tags),
        whole=(event_link(at, event.part_of),) if event.part_of and event.part_of in at.site.library.events else (),
        claims=tuple(replace(claim, anchor=within + claim.anchor) for claim in claims),
        figures=figures,
        rivals=rivals,
        causes=causes,
        effects=effects,
        beside=beside,
        cards=ledger.cards(),
        corrections=tuple(Link("", c.note, date_view(c.on, language).words) for c in event.corrections),
        address=urls.canonical(at.site.config.url, urls.record(Key("event", event.id)), at.base)
        if at.site.config.url
        else "",
    )


def _placed(relation: RelationView, held: frozenset[str]) -> RelationView:
    if relation.event not in held:
        return relation
    return replace(relation, other=replace(relation.other, href=f"#{urls.sheet_anchor(relation.event)}"))


def _registers(at: Vantage, ids: Sequence[str], chapters: Sequence[Chapter]) -> Iterator[Register]:
    """Who and where, a line each; and every source that the events rest on, with its address."""
    library, say = at.site.library, at.site.language.say
    events = [library.events[id] for id in dict.fromkeys(ids)]
    actors = {part.actor for event in events for part in event.actors}
    actors |= {claim.by for event in events for claim in event.claims}
    actors |= {denial.actor for event in events for claim in event.claims for denial in claim.denied_by}
    known = sorted((library.actors[id] for id in actors if id in library.actors), key=lambda a: (a.name, a.id))
    if known:
        yield Register(say("Actors"), tuple(Link(at.href(Key("actor", a.id)), a.name, a.summary or "") for a in known))
    places = [library.places[id] for id in {id for event in events for id in event.places}]
    places.sort(key=lambda place: (place.name, place.id))
    if places:
        yield Register(say("Places"), tuple(Link(at.href(Key("place", p.id)), p.name, p.summary or "") for p in places))
    cited = {card.link.href: card for chapter in chapters for held in chapter.sheets for card in held.cards}
    cards = sorted(cited.values(), key=lambda card: (card.link.text, card.link.href))
    if cards:
        yield Register(say("Sources"), tuple(Link(c.link.href, c.link.text, _where(at, c)) for c in cards))


def _where(at: Vantage, card: SourceCard) -> str:
    """Who published a source, when, and at which addresses it can be read."""
    archived = phrases.archived_at(at.site.language, card.archived) if card.archived else ""
    return "; ".join(filter(None, (card.origin, card.url, archived)))
