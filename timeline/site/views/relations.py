"""Relations between events as sentences, with who says so and who denies it, from both ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from timeline.dates import words
from timeline.graph.links import Link as Relation
from timeline.model.provenance import Denial
from timeline.model.records import Event
from timeline.site import chain as chain_parts
from timeline.site import phrases
from timeline.site.chain import MOST, Chain, Side, drawing
from timeline.site.marks import Mark, mark
from timeline.site.vantage import Vantage
from timeline.site.views.parts import Link, actor_link, date_view, event_link


@dataclass(frozen=True, slots=True)
class DenialView:
    """Who denies, in which words, when; `refs` lead to the sources."""

    by: Link
    says: str
    on: str
    refs: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RelationView:
    """ "… called revenge for X": `label` (`opening` where a sentence begins) and `other`; `by` says so (or nobody in
    particular); `denials` contradict. `event` is the id of X."""

    event: str
    label: str
    opening: str
    other: Link
    mark: Mark
    by: Link | None
    denials: tuple[DenialView, ...]
    note: str
    refs: tuple[Link, ...]


def denial_view(at: Vantage, denial: Denial, refs: tuple[Link, ...]) -> DenialView:
    """A denial as readers see it."""
    on = words(denial.on, lang=at.site.config.language, style="long") if denial.on else ""
    return DenialView(actor_link(at, denial.actor), denial.says or "", on, refs)


def relation_view(
    at: Vantage, relation: Relation, refs: tuple[Link, ...], denials: tuple[DenialView, ...]
) -> RelationView:
    """A relation as seen from the event it starts at."""
    other = at.site.library.events[relation.other]
    by = actor_link(at, relation.according_to) if relation.according_to else None
    label = at.site.language.say(relation.type.label)
    opening = at.site.language.capitalised(label)
    note = relation.note or ""
    return RelationView(other.id, label, opening, event_link(at, other.id), mark(other), by, denials, note, refs)


def chain(at: Vantage, event: Event, causes: Sequence[RelationView], effects: Sequence[RelationView]) -> Markup:
    """The drawing of what led to an event and what followed, made of the sentences beside it."""
    if not causes and not effects:
        return Markup()
    language, seen = at.site.language, mark(event)
    date = date_view(event.date, language.tag).short
    return drawing(Chain(_side(at, causes), _side(at, effects), date, seen.shape, seen.broken), language.direction)


def _side(at: Vantage, found: Sequence[RelationView]) -> Side:
    """The most important events of one side in order of time. Of several relations to one event the line is claimed
    only if each of them is."""
    events, rank = at.site.library.events, at.site.rank
    ids = sorted({relation.event for relation in found}, key=lambda id: (-events[id].importance, rank[id]))
    by_event = {id: [relation for relation in found if relation.event == id] for id in ids[:MOST]}
    links = tuple(_strand(at, by_event[id]) for id in sorted(by_event, key=rank.__getitem__))
    return Side(links, phrases.more_below(at.site.language, len(ids) - MOST) if len(ids) > MOST else "")


def _strand(at: Vantage, relations: Sequence[RelationView]) -> chain_parts.Link:
    one, say = relations[0], at.site.language.say
    return chain_parts.Link(
        one.other.href,
        one.other.note,
        one.other.text,
        one.mark.shape,
        one.mark.broken,
        say(phrases.CLAIMED) if all(relation.by or relation.denials for relation in relations) else "",
        say(phrases.DENIED) if all(relation.denials for relation in relations) else "",
    )


def disputes(at: Vantage, id: str) -> tuple[RelationView, ...]:
    """The relations of an event that somebody denies: what a line in a list must not leave out."""
    found = (link for link in at.site.library.links.get(id, ()) if link.denied_by)
    return tuple(relation_view(at, link, (), bare_denials(at, link)) for link in found)


def bare_denials(at: Vantage, link: Relation) -> tuple[DenialView, ...]:
    """Who denies a relation, without sources."""
    return tuple(denial_view(at, denial, ()) for denial in link.denied_by)
