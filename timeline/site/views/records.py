"""Actors, places, tags and sources -> the views of their pages and of their lists."""

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from timeline.graph.library import Use
from timeline.model.records import Actor, Event, Key, Place, Source, Tag
from timeline.site import phrases, urls
from timeline.site.language import marked
from timeline.site.maps.view import MapView, place_map
from timeline.site.markdown import first_sentence
from timeline.site.shelves import LONG_PROOF, Shelf, Standing, rows
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.claims import ClaimGroup, Said, foremost_lines, grouped, in_time, lines_of
from timeline.site.views.entries import Listing, Spine, shelf_link, shelf_spine, shelved, shelves_around
from timeline.site.views.events import MediaView, media_views, mentioned_in
from timeline.site.views.evidence import Ledger, Quotation, SourceCard, language_code, origin, quotations
from timeline.site.views.parts import Head, Link, actor_link, body, head, key_link, place_link, some, tag_link
from timeline.site.views.tongues import untranslated

COMPANIONS = 12
USES = 5  # records of a period whose records have a page of their own
QUOTED = 20  # quotations of a record from one source
ACTOR_KINDS = {
    "person": marked("Person"),
    "group": marked("Group"),
    "organisation": marked("Organisation"),
    "state": marked("State"),
    "unnamed": marked("Not named by the sources"),
}


@value()
class Fact:
    """A line of the table beside the text: a name, and words or links."""

    name: str
    text: str = ""
    links: tuple[Link, ...] = ()


@value(kw_only=True)
class RecordView:
    """The page of an actor, a place or a tag; what is empty does not appear."""

    head: Head
    kind: str
    folder: Link
    title: str
    untranslated: str
    summary: str
    count: str
    body: Markup
    facts: tuple[Fact, ...]
    spine: Spine
    claims: tuple[ClaimGroup, ...] = ()
    denials: tuple[ClaimGroup, ...] = ()
    more_claims: Link | None = None
    more_denials: Link | None = None
    media: tuple[MediaView, ...] = ()
    map: MapView | None = None
    cards: tuple[SourceCard, ...] = ()
    mentions: tuple[Link, ...] = ()


@value()
class UseView:
    """A record that rests on a source, and the words it takes from it."""

    link: Link
    quotations: tuple[Quotation, ...]


@value(kw_only=True)
class SourceView:
    """The page of a source."""

    head: Head
    folder: Link
    title: str
    untranslated: str
    summary: str
    body: Markup
    facts: tuple[Fact, ...]
    language: str
    url: str
    archived: str
    uses: tuple[UseView, ...]
    shelves: tuple["UseSection", ...]
    mentions: tuple[Link, ...]


@value()
class UseSection:
    """What rests on a source in a stretch of time: the most important, and a link to all."""

    heading: Link
    uses: tuple[UseView, ...]
    more: Link | None


@value(kw_only=True)
class UsesView:
    """What rests on a source in a stretch of time, where it is too much for the page of the source."""

    head: Head
    crumbs: tuple[Link, ...]
    title: str
    period: str
    count: str
    language: str
    previous: Link | None
    following: Link | None
    uses: tuple[UseView, ...]
    shelves: tuple[UseSection, ...]


def actor_view(at: Vantage, actor: Actor) -> RecordView:
    """The page of an actor: own spine with roles, companions, claims made and denied."""
    site, ids = at.site, at.site.library.by_actor.get(actor.id, ())
    ledger = Ledger(at)
    ledger.refs(actor.sources)
    say = site.language.say
    claimed, denied = said_by(site, actor), denied_by(site, actor)
    facts = (
        Fact(say("Kind"), say(ACTOR_KINDS.get(actor.kind or "", ""))),
        Fact(say("Also known as"), " · ".join(actor.also_known_as)),
        Fact(say("Part of"), links=(actor_link(at, actor.part_of),) if actor.part_of else ()),
        Fact(
            say("Includes"), links=some(at.site.language, [actor_link(at, id) for id in site.members.get(actor.id, ())])
        ),
        Fact(say("Appears with"), links=_companions(at, actor.id, ids)),
        _website(at, actor.url),
    )
    return RecordView(
        head=head(at, actor.name, _line(actor), "profile", record=actor),
        kind="actor",
        folder=Link(at.base.href(urls.FOLDERS["actor"]), at.site.language.say("Actors")),
        title=actor.name,
        untranslated=untranslated(at, actor.name),
        summary=actor.summary or "",
        count=phrases.count(at.site.language, len(ids), "event"),
        body=body(at, actor.text),
        facts=_filled(facts),
        spine=_spine(at, Key("actor", actor.id)),
        claims=_some_said(at, claimed),
        denials=_some_said(at, denied),
        more_claims=_more_said(at, claimed, "claim"),
        more_denials=_more_said(at, denied, "denial"),
        media=media_views(at, actor.media),
        cards=ledger.cards(),
        mentions=_elsewhere(at, Key("actor", actor.id), ids),
    )


def said_by(site: Edition, actor: Actor) -> Said:
    """What an actor claims."""
    lines = in_time(site, site.claims_by.get(actor.id, ()), site.attributed_to.get(actor.id, ()))
    return Said(f"{urls.record(Key('actor', actor.id))}{urls.CLAIMS}", marked("Claims"), actor.id, lines)


def denied_by(site: Edition, actor: Actor) -> Said:
    """What an actor denies."""
    lines = in_time(site, site.denied_claims.get(actor.id, ()), site.denied_links.get(actor.id, ()))
    return Said(f"{urls.record(Key('actor', actor.id))}{urls.DENIALS}", marked("Denials"), actor.id, lines)


def _some_said(at: Vantage, said: Said) -> tuple[ClaimGroup, ...]:
    """All claims, or those about the most important events if they are too many for the page."""
    few = said.lines if len(said.lines) <= LONG_PROOF else foremost_lines(at, said.lines, LONG_PROOF // 5)
    return grouped(at, lines_of(at, few))


def _more_said(at: Vantage, said: Said, word: str) -> Link | None:
    many = len(said.lines)
    return (
        Link(at.base.href(said.folder), at.site.language.count(phrases.ALL[word], many)) if many > LONG_PROOF else None
    )


def record_listing(site: Edition, key: Key) -> Listing:
    """The events of an actor, a place or a tag."""
    library = site.library
    found = {"actor": library.by_actor, "place": library.by_place, "tag": library.by_tag}[key.kind].get(key.id, ())
    ids = [id for id in found if id in library.events]
    roles = {id: role for id in ids if (role := _role(library.events[id], key.id))} if key.kind == "actor" else {}
    return Listing(urls.record(key), ids, key, roles)


def _spine(at: Vantage, key: Key) -> Spine:
    listing = record_listing(at.site, key)
    return shelf_spine(at, listing, shelved(at.site, listing.ids))


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
    return tuple(actor_link(at, id, phrases.count(at.site.language, counts[id], "event")) for id in often)


def place_view(at: Vantage, place: Place) -> RecordView:
    """The page of a place."""
    ids = at.site.library.by_place.get(place.id, ())
    ledger = Ledger(at)
    ledger.refs(place.sources)
    point, say = place.coordinates, at.site.language.say
    facts = (
        Fact(say("Also known as"), " · ".join(place.also_known_as)),
        Fact(say("Lies in"), links=(place_link(at, place.part_of),) if place.part_of else ()),
        Fact(
            say("Holds"),
            links=some(at.site.language, [place_link(at, id) for id in at.site.inner_places.get(place.id, ())]),
        ),
        Fact(
            say("Coordinates"),
            phrases.coordinates(at.site.language, point.latitude, point.longitude) if point else say("not given"),
        ),
        _website(at, place.url),
    )
    return RecordView(
        head=head(at, place.name, _line(place), record=place),
        kind="place",
        folder=Link(at.base.href(urls.FOLDERS["place"]), at.site.language.say("Places")),
        title=place.name,
        untranslated=untranslated(at, place.name),
        summary=place.summary or "",
        count=phrases.count(at.site.language, len(ids), "event"),
        body=body(at, place.text),
        facts=_filled(facts),
        spine=_spine(at, Key("place", place.id)),
        map=place_map(at, place),
        cards=ledger.cards(),
        mentions=_elsewhere(at, Key("place", place.id), ids),
    )


def tag_view(at: Vantage, tag: Tag) -> RecordView:
    """The page of a tag."""
    ids, say = at.site.library.by_tag.get(tag.id, ()), at.site.language.say
    facts = (
        Fact(say("Part of"), links=(tag_link(at, tag.parent),) if tag.parent else ()),
        Fact(
            say("Narrower"), links=some(at.site.language, [tag_link(at, id) for id in at.site.narrower.get(tag.id, ())])
        ),
    )
    return RecordView(
        head=head(
            at, tag.label, tag.description or at.site.language.say("Events tagged “{tag}”.", tag=tag.label), record=tag
        ),
        kind="tag",
        folder=Link(at.base.href(urls.FOLDERS["tag"]), at.site.language.say("Tags")),
        title=tag.label,
        untranslated=untranslated(at, tag.label),
        summary=tag.description or "",
        count=phrases.count(at.site.language, len(ids), "event"),
        body=Markup(),
        facts=_filled(facts),
        spine=_spine(at, Key("tag", tag.id)),
        mentions=_elsewhere(at, Key("tag", tag.id), ids),
    )


def source_view(at: Vantage, source: Source) -> SourceView:
    """The page of a source: what it is, where to read it, and everything that rests on it."""
    language, say = at.site.language, at.site.language.say
    facts = (
        Fact(say("Publisher"), source.publisher or ""),
        Fact(language.say_of("source", "By"), "; ".join(source.author)),
        Fact(say("Published"), phrases.in_full(source.published, language.tag) if source.published else ""),
        Fact(say("Kind"), source.kind or ""),
        Fact(say("Language"), source.language or ""),
    )
    resting = uses_of(at.site, source)
    shelf = shelved_uses(at.site, resting)
    about = source.summary or f"{source.title}. {origin(at, source)}"
    return SourceView(
        head=head(at, source.title, about, "article", record=source),
        folder=Link(at.base.href(urls.FOLDERS["source"]), at.site.language.say("Sources")),
        title=source.title,
        untranslated=untranslated(at, source.title),
        summary=source.summary or "",
        body=body(at, source.text),
        facts=_filled(facts),
        language=language_code(source),
        url=source.url or "",
        archived=source.archived or "",
        uses=() if shelf.inner else tuple(_uses(at, resting)),
        shelves=tuple(_use_sections(at, source, resting, shelf)) if shelf.inner else (),
        mentions=some(
            at.site.language, [link for key, link in mentioned_in(at, Key("source", source.id)) if key not in resting]
        ),
    )


Resting = Mapping[Key, tuple[Use, ...]]


def uses_of(site: Edition, source: Source) -> Resting:
    """What rests on a source, by record; events first and in order of time."""
    by_record: dict[Key, list[Use]] = {}
    for use in site.library.by_source.get(source.id, ()):
        if use.by.kind != "event" or use.by.id in site.library.events:
            by_record.setdefault(use.by, []).append(use)
    return {key: tuple(uses) for key, uses in by_record.items()}


def shelved_uses(site: Edition, resting: Resting) -> Shelf:
    """What rests on a source, by the time of the events."""
    return shelved(site, [key.id if key.kind == "event" else "" for key in resting], LONG_PROOF)


def uses_view(at: Vantage, source: Source, resting: Resting, standing: Standing) -> UsesView:
    """The page of what rests on a source in a stretch of time."""
    shelf, before, after = standing
    folder, language = urls.record(Key("source", source.id)), at.site.language
    period, counted = (
        phrases.shelf(at.site.language, shelf),
        phrases.count(at.site.language, len(shelf.items), "record"),
    )
    crumb = Link(at.href(Key("source", source.id)), source.title)
    return UsesView(
        head=head(
            at,
            language.say("{whole}: {part}", whole=source.title, part=period),
            language.say("{count} resting on {source}, {period}.", count=counted, source=source.title, period=period),
        ),
        crumbs=(crumb, *shelves_around(at, folder, shelf)),
        title=source.title,
        period=period,
        count=counted,
        language=language_code(source),
        previous=shelf_link(at, folder, before, "record") if before else None,
        following=shelf_link(at, folder, after, "record") if after else None,
        uses=() if shelf.inner else tuple(_uses(at, _chosen(resting, shelf.items))),
        shelves=tuple(_use_sections(at, source, resting, shelf)) if shelf.inner else (),
    )


def _use_sections(at: Vantage, source: Source, resting: Resting, shelf: Shelf) -> Iterator[UseSection]:
    importance, keys, found = at.site.importance, list(resting), rows(shelf)
    share = max(1, min(USES, LONG_PROOF // len(found)))
    for row in found:
        ranked = sorted(row.items, key=lambda item: (-importance[keys[item].id] if not row.whole else 0, item))
        items = row.items if row.whole else sorted(ranked[:share])
        heading = shelf_link(at, urls.record(Key("source", source.id)), row.shelf, "record")
        more = Link(heading.href, phrases.more_in(at.site.language, len(row.items) - len(items), heading.text))
        own = Link("", heading.text) if row.whole else heading
        yield UseSection(own, tuple(_uses(at, _chosen(resting, items))), more if len(items) < len(row.items) else None)


def _chosen(resting: Resting, items: Iterable[int]) -> Resting:
    keys = list(resting)
    return {keys[item]: resting[keys[item]] for item in items}


def _uses(at: Vantage, resting: Resting) -> Iterable[UseView]:
    for key, found in resting.items():
        link = key_link(at, key)
        if link is not None:
            yield UseView(link, quotations(use.citation for use in found[:QUOTED]))


def _line(record: Actor | Place) -> str:
    return record.summary or first_sentence(record.text or "") or record.name


def _website(at: Vantage, url: str | None) -> Fact:
    return Fact(at.site.language.say("Website"), links=(Link(url, url.partition("//")[2].strip("/")),) if url else ())


def _filled(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.text or fact.links)


def _elsewhere(at: Vantage, key: Key, listed: Iterable[str]) -> tuple[Link, ...]:
    """Who mentions a record, but for the events that are in its list anyway."""
    shown = set(listed)
    found = [link for by, link in mentioned_in(at, key) if by.kind != "event" or by.id not in shown]
    return some(at.site.language, found)
