"""An event record -> the view of its page: what, when, how sure, says who, and every way on from there."""

from collections.abc import Iterable

from markupsafe import Markup

from timeline.graph.links import Link as Relation
from timeline.graph.periods import filed_under
from timeline.graph.relations import Direction
from timeline.model.records import Event, Key, Media
from timeline.site import phrases, urls
from timeline.site.marks import Mark, mark
from timeline.site.values import value
from timeline.site.vantage import Vantage
from timeline.site.views import evidence
from timeline.site.views.entries import Entry, entry, neighbours, period_link, status_words
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
    key_link,
    place_link,
    some,
    summary_of,
    tag_link,
    weekday,
)
from timeline.site.views.relations import RelationView, denial_view, relation_view
from timeline.site.views.strip import Trace, event_trace
from timeline.site.views.tongues import untranslated

BESIDE = 12  # actors that fit beside a text


@value()
class MediaView:
    """A picture of ours."""

    src: str
    alt: str
    caption: str
    credit: str
    attributes: tuple[tuple[str, str], ...]


@value()
class Thread:
    """The events before and after this one in which an actor took part."""

    actor: Link
    earlier: Link | None
    later: Link | None


@value()
class CorrectionView:
    """What was corrected, and when."""

    on: DateView
    note: str


@value(kw_only=True)
class EventView:
    """Everything on the page of an event. What is empty does not appear. If it is `crowded`, who took part does not
    fit beside the text."""

    head: Head
    title: str
    untranslated: str
    date: DateView
    weekday: str
    period: Link
    mark: Mark
    status: str
    summary: str
    body: Markup
    trace: Trace | None
    position: str
    earlier: Link | None
    later: Link | None
    who: tuple[Link, ...]
    crowded: bool
    where: tuple[Link, ...]
    tags: tuple[Link, ...]
    whole: tuple[Link, ...]
    parts: tuple[Entry, ...]
    claims: tuple[ClaimView, ...]
    causes: tuple[RelationView, ...]
    effects: tuple[RelationView, ...]
    beside: tuple[RelationView, ...]
    rivals: tuple[RivalView, ...]
    figures: tuple[FigureView, ...]
    media: tuple[MediaView, ...]
    cards: tuple[SourceCard, ...]
    threads: tuple[Thread, ...]
    visits: tuple[Link, ...]
    mentions: tuple[Link, ...]
    corrections: tuple[CorrectionView, ...]


def event_view(at: Vantage, event: Event) -> EventView:
    """The page of an event. Sources are numbered in the order in which the page cites them: keep the order of calls."""
    record, event = event, at.site.own(event)
    language = at.site.config.language
    ledger = Ledger(at)
    ledger.refs(event.sources)
    earlier, later = neighbours(at, event.id)
    claims = tuple(evidence.claim_view(at, n, claim, ledger) for n, claim in enumerate(event.claims, 1))
    figures = tuple(evidence.figure_view(at, figure, ledger) for figure in event.figures)
    rivals = tuple(evidence.rival_view(at, rival, ledger) for rival in event.dates)
    causes, effects = relations(at, event.id, "back", ledger), relations(at, event.id, "forward", ledger)
    return EventView(
        head=head(at, event.title, summary_of(event), "article", record=record),
        title=event.title,
        untranslated=untranslated(at, event.title),
        date=date_view(event.date, language),
        weekday=weekday(event.date, language),
        period=period_link(at, filed_under(event.date)),
        mark=mark(event),
        status=status_words(at, event),
        summary=event.summary or "",
        body=body(at, event.text),
        trace=event_trace(event, at.site.frame),
        position=_position(at, event),
        earlier=earlier,
        later=later,
        who=tuple(actor_link(at, taking_part.actor, taking_part.role or "") for taking_part in event.actors),
        crowded=len(event.actors) > BESIDE,
        where=tuple(place_link(at, id) for id in event.places),
        tags=tuple(tag_link(at, id) for id in event.tags),
        whole=_wholes(at, event),
        parts=_parts(at, event.id),
        claims=claims,
        figures=figures,
        rivals=rivals,
        causes=causes,
        effects=effects,
        beside=relations(at, event.id, "beside", ledger),
        media=media_views(at, event.media),
        threads=tuple(_threads(at, event)),
        visits=visits(at, event.id),
        mentions=some(at.site.language, [link for _, link in mentioned_in(at, Key("event", event.id))]),
        corrections=tuple(CorrectionView(date_view(c.on, language), c.note) for c in event.corrections),
        cards=ledger.cards(),
    )


def relations(at: Vantage, id: str, direction: Direction, ledger: Ledger) -> tuple[RelationView, ...]:
    """The relations of an event, but for part and whole, to the events that stand in a direction."""
    links = at.site.library.links.get(id, ())
    found = (link for link in links if link.type.direction == direction)
    return tuple(_relation(at, link, ledger) for link in found if link.type.name not in ("part-of", "has-part"))


def _relation(at: Vantage, link: Relation, ledger: Ledger) -> RelationView:
    refs = ledger.refs(link.sources)
    denials = tuple(denial_view(at, denial, ledger.refs(denial.sources)) for denial in link.denied_by)
    return relation_view(at, link, refs, denials)


def _linked(at: Vantage, id: str, type_name: str) -> list[str]:
    return [link.other for link in at.site.library.links.get(id, ()) if link.type.name == type_name]


def _position(at: Vantage, event: Event) -> str:
    """Which event of its period it is; nothing if it is the only one. Among all events of the site would say more about
    the site than about the event, and every new event would change the pages of all others."""
    stretch = filed_under(event.date)
    here, whole = at.site.position(stretch, event.id) if stretch else (0, 1)
    return phrases.position(at.site.language, here, whole) if whole > 1 else ""


def _wholes(at: Vantage, event: Event) -> tuple[Link, ...]:
    return tuple(event_link(at, id) for id in dict.fromkeys(_linked(at, event.id, "part-of")))


def _parts(at: Vantage, id: str) -> tuple[Entry, ...]:
    ids = sorted(set(_linked(at, id, "has-part")), key=at.site.rank.__getitem__)
    return tuple(entry(at, part, compact=True) for part in ids)


def _threads(at: Vantage, event: Event) -> Iterable[Thread]:
    """Earlier and later per actor, where that is not simply the event before and after."""
    for actor in dict.fromkeys(taking_part.actor for taking_part in event.actors):
        earlier, later = (event_link(at, id) if id else None for id in at.site.beside(actor, event.id))
        if earlier or later:
            yield Thread(actor_link(at, actor), earlier, later)


def media_views(at: Vantage, media: Iterable[Media]) -> tuple[MediaView, ...]:
    """Pictures with whom to thank."""
    return tuple(
        MediaView(
            at.root.href(urls.file(m.src)),
            m.alt,
            m.caption or "",
            ", ".join(filter(None, (m.credit, m.licence))),
            at.picture(urls.file(m.src)),
        )
        for m in media
    )


def visits(at: Vantage, id: str) -> tuple[Link, ...]:
    """The stops of guided timelines at an event."""
    timelines = at.site.library.timelines
    return tuple(
        Link(
            at.href(Key("timeline", visit.timeline), urls.stop_anchor(visit.number)),
            timelines[visit.timeline].title,
            phrases.stop(at.site.language, visit.number, len(timelines[visit.timeline].stops)),
        )
        for visit in at.site.visits.get(id, ())
    )


def mentioned_in(at: Vantage, key: Key) -> list[tuple[Key, Link]]:
    """The records and pages whose text mentions a record."""
    sources = dict.fromkeys(mention.source for mention in at.site.library.mentions.get(key, ()))
    found = ((source, key_link(at, source)) for source in sources if source != key)
    return [(source, link) for source, link in found if link is not None]
