"""Claims -> one line each: who says what about which event, when, and who denies it."""

from dataclasses import dataclass

from timeline.dates import words
from timeline.graph.library import Statement
from timeline.graph.links import Link as Relation
from timeline.model.provenance import Citation
from timeline.model.records import Key
from timeline.site import urls
from timeline.site.vantage import Answer, Vantage
from timeline.site.views.evidence import origin
from timeline.site.views.parts import Head, Link, actor_link, event_link, head
from timeline.site.views.relations import Attribution, DenialView, attribution, denial_view


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim (`says`) or a claimed relation (`relation`) with its answers and the sources' names."""

    by: Link | None
    on: str
    says: str
    about: Link
    relation: Attribution | None
    denials: tuple[DenialView, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The page of all claims: what is said about events, and what is said to link them."""

    head: Head
    claims: tuple[ClaimLine, ...]
    relations: tuple[ClaimLine, ...]
    answered: int
    total: int


def claim_line(at: Vantage, statement: Statement) -> ClaimLine:
    """A claim on a page that is not its event's."""
    claim, language = statement.claim, at.site.config.language
    event = at.site.library.events[statement.event]
    about = Link(at.href(Key("event", event.id), urls.claim_anchor(statement.number)), event.title)
    return ClaimLine(
        by=actor_link(at, claim.by),
        on=words(claim.on, lang=language, style="long") if claim.on else "",
        says=claim.says,
        about=about,
        relation=None,
        denials=tuple(denial_view(at, d, source_names(at, d.sources)) for d in claim.denied_by),
        sources=source_names(at, claim.sources),
    )


def answer_line(at: Vantage, answer: Answer) -> ClaimLine:
    """A claim on the page of an actor who denies it."""
    return claim_line(at, answer.statement)


def relation_line(at: Vantage, link: Relation) -> ClaimLine:
    """A claimed relation between two events."""
    sentence = attribution(at, link, ())
    return ClaimLine(
        by=sentence.by,
        on="",
        says="",
        about=event_link(at, link.event),
        relation=sentence,
        denials=tuple(denial_view(at, d, source_names(at, d.sources)) for d in link.denied_by),
        sources=source_names(at, link.sources),
    )


def source_names(at: Vantage, citations: tuple[Citation, ...]) -> tuple[Link, ...]:
    """Links to the sources cited, by publisher and date, or by title."""
    sources = (at.site.library.sources[id] for id in dict.fromkeys(c.source for c in citations))
    language = at.site.config.language
    return tuple(Link(at.href(Key("source", s.id)), origin(s, language) or s.title) for s in sources)


def claims_view(at: Vantage) -> ClaimsView:
    """Every claim of the site, in the order of the events they are about."""
    site = at.site
    claims = tuple(claim_line(at, statement) for statement in site.library.statements)
    relations = tuple(relation_line(at, link) for link in site.attributed)
    return ClaimsView(
        head=head(at, "Claims", "Who claims what, and who denies it."),
        claims=claims,
        relations=relations,
        answered=sum(bool(line.denials) for line in (*claims, *relations)),
        total=len(claims) + len(relations),
    )
