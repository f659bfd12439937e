"""A page -> what it says in the words of schema.org (JSON-LD), as the text of a `<script type="application/ld+json">`.

    page(at, "Flood", "A flood.", event)  ->  {"@context":"https://schema.org","@type":"WebPage",…,"mainEntity":{…}}

Nothing here says more than the page does: a date that is not known to a precision ISO 8601 has is left to the words,
a claim stands with who makes it and who denies it, and what is not known is left out. Everything is said once: whoever
is named a second time, and a source that the page cites, stands as its `@id`; a page about something has its name and
its address. Where there are very many events, a page has in its data what only it says: no way to it, no site; the page
of an event is the event, with its day, what that leaves open, and the claims; who, where and the sources are links.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from markupsafe import Markup

from timeline.dates import DateValue
from timeline.dates.machine import SchemaDates, schema_dates
from timeline.graph.links import Link
from timeline.model.provenance import Citation, Claim, Denial
from timeline.model.records import Actor, Event, Key, Media, Place, Record, Source, Tag, Timeline
from timeline.site import phrases, urls
from timeline.site.crumbs import SECTIONS, breadcrumbs
from timeline.site.histogram import Extent
from timeline.site.jsonld import Node, kept, written
from timeline.site.language import Language, marked
from timeline.site.markdown import first_sentence
from timeline.site.vantage import Vantage

DENIES = marked("Denies it.")
MOST_PARTS = 40  # of an event with many parts only the first are named: its page lists them all
_WIDENED = {"digits", "season", "significant digits", "one of several", "a list"}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SOURCE_TYPES = {
    "news report": "NewsArticle",
    "news article": "NewsArticle",
    "newspaper article": "NewsArticle",
    "newspaper": "Newspaper",
    "article": "Article",
    "book": "Book",
    "report": "Report",
    "thesis": "Thesis",
    "map": "Map",
    "photograph": "Photograph",
    "film": "Movie",
}


def page(at: Vantage, title: str, description: str, record: Record | None = None) -> Markup:
    """The data of the page at hand, safe to be put between the tags of a script element."""
    return written({"@context": "https://schema.org", **page_node(at, title, description, record)})


def page_node(at: Vantage, title: str, description: str, record: Record | None) -> Node:
    """The page and what it is about; what is empty may still be in it."""
    site, home, record = at.site.config, at.address == urls.HOME, at.site.own(record) if record else None
    whole = kept(at, "site", "", lambda: {"@type": "WebSite", "name": site.name, "url": _url(at, urls.HOME)})
    entity = _dataset(at, description) if home else _entity(at, record) if record else None
    if entity and is_brief(at, record):
        return entity
    known = entity is not None and "@id" in entity  # what the page is about has its name and address
    brief = at.site.lean and not home
    sources = [] if brief or record is None else cited(at, record)
    own = {} if known else {"url": _url(at, at.address), "name": title, "description": "" if entity else description}
    return {
        "@type": _page_type(at, record),
        **own,
        "inLanguage": site.language,
        "isPartOf": None if brief else whole,
        "mainEntity": entity,
        "citation": [_source(at, id) for id in sources],
        "breadcrumb": None if home or brief else breadcrumbs(at, title),
    }


def is_brief(at: Vantage, record: Record | None) -> bool:
    """Whether a page leaves to others what they say as well: that of an event among very many."""
    return at.site.lean and isinstance(record, Event)


def _page_type(at: Vantage, record: Record | None) -> str:
    """A collection is what leads to other pages: lists, periods, tags and guided timelines."""
    folder = f"{at.address.partition('/')[0]}/"
    collection = isinstance(record, Tag | Timeline) or (record is None and folder in SECTIONS)
    return "CollectionPage" if collection else "WebPage"


def _url(at: Vantage, address: str, anchor: str = "") -> str:
    return urls.canonical(at.site.config.url, address, at.base, anchor)


def _record_url(at: Vantage, kind: str, id: str, anchor: str = "") -> str:
    return _url(at, urls.record(Key(kind, id)), anchor)


def _dataset(at: Vantage, description: str) -> Node:
    """The timeline as a whole."""
    config = at.site.config
    return {
        "@type": "Dataset",
        "name": config.name,
        "description": description,
        "url": _url(at, urls.HOME),
        "inLanguage": config.language,
        "temporalCoverage": _coverage(at.site.language, at.site.extent),
        "isAccessibleForFree": True,
    }


def _coverage(language: Language, years: Extent) -> str:
    """The years of the first and last day as an interval of ISO 8601; in words where that has no such years."""
    if years is None:
        return ""
    first, last = years
    return f"{first:04}/{last:04}" if first >= 0 and last <= 9999 else phrases.span(language, first, last)


def _entity(at: Vantage, record: Record) -> Node | None:
    if isinstance(record, Event):
        return _event(at, record)
    if isinstance(record, Actor):
        return _actor(at, record)
    if isinstance(record, Place):
        return _place(at, record)
    if isinstance(record, Source):
        return _whole_source(at, record)
    return _guided(at, record) if isinstance(record, Timeline) else None


def _event(at: Vantage, event: Event) -> Node:
    """An event; `about` are those who take part, for schema.org has no other word for both sides of a war."""
    library = at.site.library
    links = [link for link in library.links.get(event.id, ()) if link.other in library.events]
    people = Named(at)
    dates = schema_dates(event.date)
    claimed = () if at.site.lean else (_claimed_link(at, link, people) for link in links if _is_claimed(link))
    return {
        **_event_reference(at, event, dates),
        "description": _event_words(at, event, dates),
        **({} if at.site.lean else _around(at, event, people)),
        "image": _images(at, event.media),
        "superEvent": _events(at, links, "part-of"),
        "subEvent": _events(at, links, "has-part"),
        "subjectOf": [*_claims(at, event, people), *claimed],
    }


def _around(at: Vantage, event: Event, people: "Named") -> Node:
    """Who, where and what, which the page of an event leaves to its links where there are very many."""
    library = at.site.library
    return {
        "location": [_place_reference(at, id) for id in event.places],
        "about": [people.node(id) for id in dict.fromkeys(p.actor for p in event.actors)],
        "keywords": [library.tags[id].label for id in event.tags],
    }


def _event_reference(at: Vantage, event: Event, dates: SchemaDates | None = None) -> Node:
    start, end = _known(dates or schema_dates(event.date))
    url = _record_url(at, "event", event.id)
    return {"@type": "Event", "@id": url, "name": event.title, "startDate": start, "endDate": end}


def _event_words(at: Vantage, event: Event, dates: SchemaDates) -> str:
    """When, how sure and what: machines that read the start alone would take a claim for a fact."""
    lean = at.site.lean  # a start that says the whole date is not said in words, and the page's description says what
    exact = lean and not dates.lost
    when = "" if exact else f"{phrases.in_full(event.date, at.site.config.language)}."
    status = "" if event.status == "confirmed" else f"{at.site.language.say(phrases.STATUS[event.status])}."
    what = "" if lean else event.summary or first_sentence(event.text or "")
    return " ".join(filter(None, (when, status, what)))


def known_dates(value: DateValue) -> tuple[str | None, str | None]:
    """Start and end for schema.org, without those that would look more exact than the date is.

    >>> from timeline.dates import parse_edtf
    >>> known_dates(parse_edtf("1979/1988-08")), known_dates(parse_edtf("198X"))
    (('1979', '1988-08'), (None, None))
    """
    return _known(schema_dates(value))


def _known(found: SchemaDates) -> tuple[str | None, str | None]:
    return (found.start, found.end) if _WIDENED.isdisjoint(found.lost) else (None, None)


def _events(at: Vantage, links: Sequence[Link], type_name: str) -> list[Node]:
    ids = sorted({link.other for link in links if link.type.name == type_name}, key=at.site.rank.__getitem__)
    return [_event_reference(at, at.site.library.events[id]) for id in ids[:MOST_PARTS]]


class Named:
    """The actors that a page has named already; on a site that is kept light, all that have a page of their own."""

    def __init__(self, at: Vantage) -> None:
        self._at = at
        self._ids: set[str] = set()

    def node(self, id: str) -> Node:
        """An actor by name the first time, then by its `@id` alone. The order of calls is that of the page's data."""
        if (id in self._ids or self._at.site.lean) and id in self._at.site.library.actors:
            return _same(self._at, "actor", id)
        self._ids.add(id)
        return actor_reference(self._at, id)


def _claims(at: Vantage, event: Event, people: Named) -> Iterator[Node]:
    for number, claim in enumerate(event.claims, 1):
        yield _claim(at, claim, _record_url(at, "event", event.id, urls.claim_anchor(number)), people)


def _claim(at: Vantage, claim: Claim, url: str, people: Named) -> Node:
    return {
        "@type": "Claim",
        "url": url,
        "text": claim.says,
        "author": people.node(claim.by),
        "datePublished": known_dates(claim.on)[0] if claim.on else None,
        "appearance": _appearances(at, claim.sources),
        "subjectOf": [_denial(at, denial, people) for denial in claim.denied_by],
    }


def _denial(at: Vantage, denial: Denial, people: Named) -> Node:
    """The answer to a claim is a claim as well."""
    return {
        "@type": "Claim",
        "text": denial.says or at.site.language.say(DENIES),
        "author": people.node(denial.actor),
        "datePublished": known_dates(denial.on)[0] if denial.on else None,
        "appearance": _appearances(at, denial.sources),
    }


def _is_claimed(link: Link) -> bool:
    return link.event == link.stated_by and link.according_to is not None


def _claimed_link(at: Vantage, link: Link, people: Named) -> Node:
    """A relation of the event at hand that somebody claims, in the words of its page: `Called revenge for Strike.`"""
    language = at.site.language
    _, opening = language.opening(link.type.label)
    return {
        "@type": "Claim",
        "text": language.say("{Relation} {event}.", Relation=opening, event=at.site.headline(link.other).title),
        "author": people.node(link.according_to or ""),
        "appearance": _appearances(at, link.sources),
        "subjectOf": [_denial(at, denial, people) for denial in link.denied_by],
    }


def _appearances(at: Vantage, citations: Iterable[Citation]) -> list[Node]:
    """Sources by their `@id` alone: the page's `citation` says the rest of each, once."""
    ids = dict.fromkeys(citation.source for citation in citations)
    return [{"@id": _record_url(at, "source", id)} for id in ids]


def actor_reference(at: Vantage, id: str) -> Node:
    """An actor by name."""
    return kept(at, "actor", id, lambda: _actor_reference(at, id))


def _actor_reference(at: Vantage, id: str) -> Node:
    actor = at.site.library.actors.get(id)
    if actor is None:
        return {"@type": "Thing", "name": id}
    return {"@type": _actor_type(actor), "@id": _record_url(at, "actor", id), "name": actor.name}


def _actor_type(actor: Actor) -> str:
    """Who is not named may be one or many: schema.org has no word for that but `Thing`."""
    if actor.kind == "person":
        return "Person"
    return "Organization" if actor.kind in ("group", "organisation", "state") else "Thing"


def _actor(at: Vantage, actor: Actor) -> Node:
    whole = actor_reference(at, actor.part_of) if actor.part_of else {}
    relation = "memberOf" if actor.kind == "person" else "parentOrganization"
    member = {relation: whole} if whole.get("@type") == "Organization" and _actor_type(actor) != "Thing" else {}
    return {
        **actor_reference(at, actor.id),
        "alternateName": list(actor.also_known_as),
        "description": actor.summary or first_sentence(actor.text or ""),
        "image": _images(at, actor.media),
        "sameAs": actor.url,
        **member,
    }


def _place_reference(at: Vantage, id: str) -> Node:
    return kept(at, "place", id, lambda: _place_node(at, at.site.library.places[id]))


def _same(at: Vantage, kind: str, id: str) -> Node:
    """A record that is named elsewhere."""
    return kept(at, f"same {kind}", id, lambda: {"@id": _record_url(at, kind, id)})


def _place_node(at: Vantage, place: Place) -> Node:
    point = place.coordinates
    return {
        "@type": "Place",
        "@id": _record_url(at, "place", place.id),
        "name": place.name,
        "geo": {"@type": "GeoCoordinates", "latitude": point.latitude, "longitude": point.longitude} if point else None,
    }


def _place(at: Vantage, place: Place) -> Node:
    outer = place.part_of if place.part_of in at.site.library.places else None
    return {
        **_place_reference(at, place.id),
        "alternateName": list(place.also_known_as),
        "description": place.summary or first_sentence(place.text or ""),
        "containedInPlace": _place_reference(at, outer) if outer else None,
        "sameAs": place.url,
    }


def _source(at: Vantage, id: str) -> Node:
    """A source as it is cited: `url` is the source's own, `@id` that of our page about it."""
    return kept(at, "source", id, lambda: _source_node(at, at.site.library.sources[id]))


def _source_node(at: Vantage, source: Source) -> Node:
    published = known_dates(source.published) if source.published else (None, None)
    return {
        "@type": _SOURCE_TYPES.get((source.kind or "").casefold(), "CreativeWork"),
        "@id": _record_url(at, "source", source.id),
        "name": source.title,
        "author": list(source.author),
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
        "datePublished": published[0] if published[1] is None else None,
        "url": source.url,
    }


def _whole_source(at: Vantage, source: Source) -> Node:
    written = source.language or ""
    return {
        **_source(at, source.id),
        "description": source.summary or first_sentence(source.text or ""),
        "inLanguage": written if _LANGUAGE.fullmatch(written) else "",
        "archivedAt": source.archived,
    }


def _guided(at: Vantage, timeline: Timeline) -> Node:
    events = [at.site.library.events[stop.event] for stop in timeline.stops]
    stops = [
        {"@type": "ListItem", "position": n, "name": event.title, "url": _record_url(at, "event", event.id)}
        for n, event in enumerate(events, 1)
    ]
    return {
        "@type": "ItemList",
        "name": timeline.title,
        "description": timeline.summary or first_sentence(timeline.text or ""),
        "numberOfItems": len(stops),
        "itemListElement": stops,
    }


def cited(at: Vantage, record: Record) -> tuple[str, ...]:
    """The ids of the sources a record's page rests on, each once."""
    found = list(record.sources) if isinstance(record, Event | Actor | Place) else []
    if isinstance(record, Event):
        for claim in record.claims:
            found += [*claim.sources, *_in_answers(claim.denied_by)]
        for link in at.site.library.links.get(record.id, ()):
            found += [*link.sources, *_in_answers(link.denied_by)]
        found += [c for figure in record.figures for c in figure.sources]
        found += [c for rival in record.dates for c in rival.sources]
    return tuple(dict.fromkeys(citation.source for citation in found))


def _in_answers(denials: Iterable[Denial]) -> Iterator[Citation]:
    return (citation for denial in denials for citation in denial.sources)


def pictures(at: Vantage, media: Iterable[Media]) -> list[tuple[str, Media]]:
    """Media that are pictures, with their addresses."""
    shown = (m for m in media if m.src.lower().endswith((".jpg", ".jpeg", ".png", ".webp", ".gif")))
    return [(urls.canonical(at.site.root.url, urls.file(m.src), at.root), m) for m in shown]


def _images(at: Vantage, media: Iterable[Media]) -> list[Node]:
    return [
        {"@type": "ImageObject", "contentUrl": url, "caption": m.caption or m.alt, "creditText": m.credit}
        for url, m in pictures(at, media)
    ]
