"""Actors, places, tags and sources -> the views of their pages and of their lists."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from timeline.dates import words
from timeline.graph.library import Statement, Use
from timeline.graph.links import Link as Relation
from timeline.model.records import Actor, Event, Key, Place, Source, Tag
from timeline.site import phrases, urls
from timeline.site.maps.view import MapView, place_map
from timeline.site.markdown import first_sentence
from timeline.site.vantage import Vantage
from timeline.site.views.claims import ClaimGroup, claim_line, grouped, relation_line
from timeline.site.views.entries import Spine, spine
from timeline.site.views.events import MediaView, media_views, mentioned_in
from timeline.site.views.evidence import Ledger, Quotation, SourceCard, language_code, origin, quotations
from timeline.site.views.parts import Head, Link, actor_link, body, head, key_link, place_link, tag_link

COMPANIONS = 12
ACTOR_KINDS = {
    "person": "Person",
    "group": "Group",
    "organisation": "Organisation",
    "state": "State",
    "unnamed": "Not named by the sources",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the table beside the text: a name, and words or links."""

    name: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """The page of an actor, a place or a tag; what is empty does not appear."""

    head: Head
    kind: str
    folder: Link
    title: str
    summary: str
    count: str
    body: Markup
    facts: tuple[Fact, ...]
    spine: Spine
    claims: tuple[ClaimGroup, ...] = ()
    denials: tuple[ClaimGroup, ...] = ()
    media: tuple[MediaView, ...] = ()
    map: MapView | None = None
    cards: tuple[SourceCard, ...] = ()
    mentions: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class UseView:
    """A record that rests on a source, and the words it takes from it."""

    link: Link
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """The page of a source."""

    head: Head
    folder: Link
    title: str
    summary: str
    body: Markup
    facts: tuple[Fact, ...]
    language: str
    url: str
    archived: str
    uses: tuple[UseView, ...]
    mentions: tuple[Link, ...]


def actor_view(at: Vantage, actor: Actor) -> RecordView:
    """The page of an actor: own spine with roles, companions, claims made and denied."""
    site, ids = at.site, at.site.library.by_actor.get(actor.id, ())
    ledger = Ledger(at)
    ledger.refs(actor.sources)
    roles = {id: role for id in ids if (role := _role(site.library.events[id], actor.id))}
    facts = (
        Fact("Kind", ACTOR_KINDS.get(actor.kind or "", "")),
        Fact("Also known as", " · ".join(actor.also_known_as)),
        Fact("Part of", links=(actor_link(at, actor.part_of),) if actor.part_of else ()),
        Fact("Includes", links=tuple(actor_link(at, id) for id in site.members.get(actor.id, ()))),
        Fact("Appears with", links=_companions(at, actor.id, ids)),
        _website(actor.url),
    )
    return RecordView(
        head=head(at, actor.name, _line(actor), "profile"),
        kind="actor",
        folder=Link(at.base.href(urls.FOLDERS["actor"]), "Actors"),
        title=actor.name,
        summary=actor.summary or "",
        count=phrases.count(len(ids), "event"),
        body=body(at, actor.text),
        facts=_filled(facts),
        spine=spine(at, ids, roles),
        claims=_said(at, site.claims_by.get(actor.id, ()), site.attributed_to.get(actor.id, ())),
        denials=_said(at, site.denied_claims.get(actor.id, ()), site.denied_links.get(actor.id, ())),
        media=media_views(at, actor.media),
        cards=ledger.cards(),
        mentions=_elsewhere(at, Key("actor", actor.id), ids),
    )


def _said(at: Vantage, statements: Iterable[Statement], links: Iterable[Relation]) -> tuple[ClaimGroup, ...]:
    lines = [claim_line(at, statement) for statement in statements]
    return grouped(at, lines + [relation_line(at, link) for link in links])


def _role(event: Event, actor: str) -> str:
    return ", ".join(
        taking_part.role for taking_part in event.actors if taking_part.actor == actor and taking_part.role
    )


def _companions(at: Vantage, actor: str, ids: Iterable[str]) -> tuple[Link, ...]:
    """The actors who appear most often in the same events, with how often."""
    counts: dict[str, int] = {}
    for id in ids:
        for other in dict.fromkeys(p.actor for p in at.site.library.events[id].actors):
            counts[other] = counts.get(other, 0) + (other != actor)
    often = sorted((id for id in counts if counts[id]), key=lambda id: (-counts[id], id))[:COMPANIONS]
    return tuple(actor_link(at, id, phrases.count(counts[id], "event")) for id in often)


def place_view(at: Vantage, place: Place) -> RecordView:
    """The page of a place."""
    library, ids = at.site.library, at.site.library.by_place.get(place.id, ())
    ledger = Ledger(at)
    ledger.refs(place.sources)
    point = place.coordinates
    facts = (
        Fact("Also known as", " · ".join(place.also_known_as)),
        Fact("Lies in", links=(place_link(at, place.part_of),) if place.part_of else ()),
        Fact("Holds", links=tuple(place_link(at, id) for id in at.site.inner_places.get(place.id, ()))),
        Fact("Coordinates", phrases.coordinates(point.latitude, point.longitude) if point else "not given"),
        _website(place.url),
    )
    return RecordView(
        head=head(at, place.name, _line(place)),
        kind="place",
        folder=Link(at.base.href(urls.FOLDERS["place"]), "Places"),
        title=place.name,
        summary=place.summary or "",
        count=phrases.count(len(ids), "event"),
        body=body(at, place.text),
        facts=_filled(facts),
        spine=spine(at, [id for id in ids if id in library.events]),
        map=place_map(at, place),
        cards=ledger.cards(),
        mentions=_elsewhere(at, Key("place", place.id), ids),
    )


def tag_view(at: Vantage, tag: Tag) -> RecordView:
    """The page of a tag."""
    ids = at.site.library.by_tag.get(tag.id, ())
    facts = (
        Fact("Part of", links=(tag_link(at, tag.parent),) if tag.parent else ()),
        Fact("Narrower", links=tuple(tag_link(at, id) for id in at.site.narrower.get(tag.id, ()))),
    )
    return RecordView(
        head=head(at, tag.label, tag.description or f"Events tagged “{tag.label}”."),
        kind="tag",
        folder=Link(at.base.href(urls.FOLDERS["tag"]), "Tags"),
        title=tag.label,
        summary=tag.description or "",
        count=phrases.count(len(ids), "event"),
        body=Markup(),
        facts=_filled(facts),
        spine=spine(at, ids),
        mentions=_elsewhere(at, Key("tag", tag.id), ids),
    )


def source_view(at: Vantage, source: Source) -> SourceView:
    """The page of a source: what it is, where to read it, and everything that rests on it."""
    language = at.site.config.language
    facts = (
        Fact("Publisher", source.publisher or ""),
        Fact("By", "; ".join(source.author)),
        Fact("Published", words(source.published, lang=language, style="long") if source.published else ""),
        Fact("Kind", source.kind or ""),
        Fact("Language", source.language or ""),
    )
    uses = tuple(_uses(at, at.site.library.by_source.get(source.id, ())))
    resting = {use.link for use in uses}
    return SourceView(
        head=head(at, source.title, source.summary or f"{source.title}. {origin(source, language)}", "article"),
        folder=Link(at.base.href(urls.FOLDERS["source"]), "Sources"),
        title=source.title,
        summary=source.summary or "",
        body=body(at, source.text),
        facts=_filled(facts),
        language=language_code(source),
        url=source.url or "",
        archived=source.archived or "",
        uses=uses,
        mentions=tuple(link for link in mentioned_in(at, Key("source", source.id)) if link not in resting),
    )


def _uses(at: Vantage, uses: Iterable[Use]) -> Iterable[UseView]:
    by_record: dict[Key, list[Use]] = {}
    for use in uses:
        by_record.setdefault(use.by, []).append(use)
    for key, found in by_record.items():
        link = key_link(at, key)
        if link is not None:
            yield UseView(link, quotations(use.citation for use in found))


def _line(record: Actor | Place) -> str:
    return record.summary or first_sentence(record.text or "") or record.name


def _website(url: str | None) -> Fact:
    return Fact("Website", links=(Link(url, url.partition("//")[2].strip("/")),) if url else ())


def _filled(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text or fact.links)


def _elsewhere(at: Vantage, key: Key, listed: Iterable[str]) -> tuple[Link, ...]:
    """Who mentions a record, but for the events that are on its page anyway."""
    shown = {at.href(Key("event", id)) for id in listed}
    return tuple(link for link in mentioned_in(at, key) if link.href not in shown)
