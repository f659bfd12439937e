"""Claims -> one line each: who says what about which event, when, and who denies it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from timeline.graph.library import Statement
from timeline.graph.links import Link as Relation
from timeline.model.provenance import Citation
from timeline.model.records import Key
from timeline.site import phrases, urls
from timeline.site.language import marked
from timeline.site.marks import Mark
from timeline.site.shelves import LONG_PROOF, Shelf, Standing, rows
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.entries import shelf_link, shelved, shelves_around
from timeline.site.views.evidence import origin
from timeline.site.views.parts import Head, Link, actor_link, head, marked_link
from timeline.site.views.relations import DenialView, RelationView, denial_view, relation_view

SHARE, FEW = 5, 2  # claims of a period whose claims have a page of their own; on a light site


@value()
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


@value()
class ClaimGroup:
    """What is claimed about one event, and about what links it to others."""

    about: Link
    mark: Mark
    lines: tuple[ClaimLine, ...]


@value()
class ClaimSection:
    """The claims about a stretch of time: those about the most important events, and a link to all."""

    heading: Link
    groups: tuple[ClaimGroup, ...]
    more: Link | None


@value(kw_only=True)
class ClaimsView:
    """A page of claims, by event, in order of time; by `sections` of time where there are too many for one page.

    `crumbs` lead to the actor whose claims they are, and to larger stretches of time.
    """

    head: Head
    title: str
    period: str
    count: str
    crumbs: tuple[Link, ...]
    previous: Link | None
    following: Link | None
    groups: tuple[ClaimGroup, ...]
    sections: tuple[ClaimSection, ...]


class Placed(NamedTuple):
    """A claim or a claimed relation that is read when it is shown: its event, the number of the claim (from 0), and
    whether somebody denies it. A relation is known by its `name`: its number is that among relations with one name."""

    event: str
    number: int
    answered: bool
    name: tuple[str, ...] = ()


Line = Statement | Relation | Placed


@value()
class Said:
    """Claims and claimed relations, in order of time, and the page that lists them: its address and title. `by` is
    the actor whose claims, or denials, they are."""

    folder: str
    title: str
    by: str
    lines: tuple[Line, ...]


def claim_line(at: Vantage, statement: Statement) -> ClaimLine:
    """A claim on a page that is not its event's."""
    claim, language = statement.claim, at.site.config.language
    return ClaimLine(
        event=statement.event,
        place=at.href(Key("event", statement.event), urls.claim_anchor(statement.number)),
        by=actor_link(at, claim.by),
        on=phrases.in_full(claim.on, language) if claim.on else "",
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
    return tuple(_source_name(at, id) for id in dict.fromkeys(c.source for c in citations))


def _source_name(at: Vantage, id: str) -> Link:
    def made() -> Link:
        source = at.site.library.sources[id]
        return Link(at.href(Key("source", id)), origin(at, source) or source.title)

    return at.site.memo.of(("source by its name", id, at.base), made)


def grouped(at: Vantage, lines: Iterable[ClaimLine]) -> tuple[ClaimGroup, ...]:
    """Claims by the event they are about, in order of time."""
    rank = at.site.rank
    by_event = groupby(sorted(lines, key=lambda line: rank[line.event]), key=lambda line: line.event)
    return tuple(_group(at, id, found) for id, found in by_event)


def _group(at: Vantage, id: str, lines: Iterable[ClaimLine]) -> ClaimGroup:
    link, shape = marked_link(at, id)
    return ClaimGroup(link, shape, tuple(lines))


def in_time(
    site: Edition, statements: Iterable[Statement], links: Iterable[Relation]
) -> tuple[Statement | Relation, ...]:
    """Claims and claimed relations in the order of the events they are about."""
    return tuple(sorted([*statements, *links], key=lambda said: site.rank[said.event]))


def all_said(site: Edition) -> Said:
    """Every claim of the site."""
    return Said(urls.CLAIMS, marked("Claims"), "", in_time(site, site.library.statements, site.attributed))


def shelved_claims(site: Edition, said: Said) -> Shelf:
    """Claims by the time of their events."""
    return shelved(site, [line.event for line in said.lines], LONG_PROOF)


def lines_of(at: Vantage, said: Iterable[Line]) -> list[ClaimLine]:
    """Claims as lines."""
    found = (_found(at.site, line) if isinstance(line, Placed) else line for line in said)
    return [claim_line(at, line) if isinstance(line, Statement) else relation_line(at, line) for line in found]


def placed(site: Edition, line: Line) -> Placed:
    """Where a claim is, and what is to be known of it without reading it."""
    if isinstance(line, Placed):
        return line
    if isinstance(line, Statement):
        return Placed(line.event, line.number - 1, is_answered(line))
    name, number = _name(line), 0
    for link in site.library.links[line.event]:
        if link.other == line.other and link.stated_by == line.event:  # to ask most others for their names is in vain
            if link is line or link == line:
                break
            number += _name(link) == name
    return Placed(line.event, number, is_answered(line), name)


def _name(link: Relation) -> tuple[str, ...]:
    """What a relation is known by. Whoever lists one of a name is told when there are others of that name: all lists
    of claims go by who claims and who denies."""
    return link.type.name, link.other, link.according_to or "", *(denial.actor for denial in link.denied_by)


def _named(site: Edition, event: str, name: tuple[str, ...]) -> list[Relation]:
    return [link for link in site.library.links[event] if link.stated_by == event and _name(link) == name]


def _found(site: Edition, place: Placed) -> Statement | Relation:
    if place.name:
        return _named(site, place.event, place.name)[place.number]
    return Statement(place.event, place.number + 1, site.library.events[place.event].claims[place.number])


def is_claim(line: Line) -> bool:
    """Whether it is a claim of an event, and not a relation that somebody claims."""
    return not line.name if isinstance(line, Placed) else isinstance(line, Statement)


def is_answered(line: Line) -> bool:
    """Whether somebody denies a claim."""
    if isinstance(line, Placed):
        return line.answered
    return bool(line.claim.denied_by if isinstance(line, Statement) else line.denied_by)


def _read(at: Vantage, said: Sequence[Line]) -> list[ClaimLine]:
    """The same on a page that is given them: what they say is what their events say, and that is read."""
    library = at.site.library
    for line in said:
        _ = library.events[line.event].claims if is_claim(line) else library.links.get(line.event)
    return lines_of(at, said)


def claims_view(at: Vantage, said: Said, standing: Standing) -> ClaimsView:
    """A page of claims: all of them, or those of a stretch of time."""
    shelf, before, after = standing
    lines = [said.lines[item] for item in shelf.items]
    answered = sum(map(is_answered, lines))
    language = at.site.language
    period = phrases.shelf(language, shelf) if shelf.path else ""
    name = language.say(said.title)
    crumbs = [actor_link(at, said.by)] if said.by else []
    if shelf.path:
        crumbs += [Link(at.base.href(said.folder), name), *shelves_around(at, said.folder, shelf)]
    title = language.say("{whole}: {part}", whole=name, part=period) if period else name
    return ClaimsView(
        head=head(
            at,
            language.say("{whole}: {part}", whole=crumbs[0].text, part=title) if said.by else title,
            language.say("Who claims what, and who denies it."),
        ),
        title=name,
        period=period,
        count=phrases.claims(language, len(lines), answered),
        crumbs=tuple(crumbs),
        previous=shelf_link(at, said.folder, before, "claim") if before else None,
        following=shelf_link(at, said.folder, after, "claim") if after else None,
        groups=() if shelf.inner else grouped(at, _read(at, lines)),
        sections=tuple(_sections(at, said, shelf)) if shelf.inner else (),
    )


def _sections(at: Vantage, said: Said, shelf: Shelf) -> Iterator[ClaimSection]:
    found = rows(shelf)
    share = max(1, min(FEW if at.site.lean else SHARE, LONG_PROOF // len(found)))
    for row in found:
        lines = [said.lines[item] for item in row.items]
        chosen = lines if row.whole else foremost_lines(at, lines, share)
        heading = shelf_link(at, said.folder, row.shelf, "claim")
        more = Link(heading.href, phrases.more_in(at.site.language, len(lines) - len(chosen), heading.text))
        own = Link("", heading.text) if row.whole else heading
        yield ClaimSection(own, grouped(at, _read(at, chosen)), more if len(chosen) < len(lines) else None)


def foremost_lines(at: Vantage, lines: Sequence[Line], most: int) -> list[Line]:
    """The claims about the most important events, in order of time."""
    importance = at.site.importance
    ranked = sorted(range(len(lines)), key=lambda number: (-importance[lines[number].event], number))
    return [lines[number] for number in sorted(ranked[:most])]
