"""Claims -> one line each: who says what about which event, when, and who denies it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from timeline.dates import words
from timeline.graph.library import Statement
from timeline.graph.links import Link as Relation
from timeline.model.provenance import Citation
from timeline.model.records import Key
from timeline.site import phrases, urls
from timeline.site.vantage import Vantage
from timeline.site.views.evidence import origin
from timeline.site.views.parts import Head, Link, Mark, actor_link, event_link, head, mark
from timeline.site.views.relations import DenialView, RelationView, denial_view, relation_view


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim (`says`) or a claimed relation (`relation`) with its answers and the sources' names.

    `place` is where the claim stands on the page of its event.
    """

    event: str
    place: str
    by: Link | None
    on: str
    says: str
    relation: RelationView | None
    denials: tuple[DenialView, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """What is claimed about one event, and about what links it to others."""

    about: Link
    mark: Mark
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The page of all claims, by event, in order of time."""

    head: Head
    groups: tuple[ClaimGroup, ...]
    count: str


def claim_line(at: Vantage, statement: Statement) -> ClaimLine:
    """A claim on a page that is not its event's."""
    claim, language = statement.claim, at.site.config.language
    return ClaimLine(
        event=statement.event,
        place=at.href(Key("event", statement.event), urls.claim_anchor(statement.number)),
        by=actor_link(at, claim.by),
        on=words(claim.on, lang=language, style="long") if claim.on else "",
        says=claim.says,
        relation=None,
        denials=tuple(denial_view(at, d, source_names(at, d.sources)) for d in claim.denied_by),
        sources=source_names(at, claim.sources),
    )


def relation_line(at: Vantage, link: Relation) -> ClaimLine:
    """A claimed relation between two events."""
    sentence = relation_view(at, link, (), ())
    return ClaimLine(
        event=link.event,
        place="",
        by=sentence.by,
        on="",
        says="",
        relation=sentence,
        denials=tuple(denial_view(at, d, source_names(at, d.sources)) for d in link.denied_by),
        sources=source_names(at, link.sources),
    )


def source_names(at: Vantage, citations: tuple[Citation, ...]) -> tuple[Link, ...]:
    """Links to the sources cited, by publisher and date, or by title."""
    sources = (at.site.library.sources[id] for id in dict.fromkeys(c.source for c in citations))
    language = at.site.config.language
    return tuple(Link(at.href(Key("source", s.id)), origin(s, language) or s.title) for s in sources)


def grouped(at: Vantage, lines: Iterable[ClaimLine]) -> tuple[ClaimGroup, ...]:
    """Claims by the event they are about, in order of time."""
    rank = at.site.rank
    by_event = groupby(sorted(lines, key=lambda line: rank[line.event]), key=lambda line: line.event)
    events = at.site.library.events
    return tuple(ClaimGroup(event_link(at, id), mark(events[id]), tuple(found)) for id, found in by_event)


def claims_view(at: Vantage) -> ClaimsView:
    """Every claim of the site."""
    site = at.site
    lines = [claim_line(at, statement) for statement in site.library.statements]
    lines += [relation_line(at, link) for link in site.attributed]
    answered = sum(bool(line.denials) for line in lines)
    return ClaimsView(
        head=head(at, "Claims", "Who claims what, and who denies it."),
        groups=grouped(at, lines),
        count=f"{phrases.count(len(lines), 'claim')}, {answered} of them denied",
    )
