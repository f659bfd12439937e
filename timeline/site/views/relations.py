"""Relations between events as sentences, with who says so and who denies it, from both ends."""

from timeline.graph.links import Link as Relation
from timeline.model.provenance import Denial
from timeline.site import phrases
from timeline.site.marks import Mark
from timeline.site.values import value
from timeline.site.vantage import Vantage
from timeline.site.views.parts import Link, actor_link, marked_link


@value()
class DenialView:
    """Who denies, in which words, when; `refs` lead to the sources."""

    by: Link
    says: str
    on: str
    refs: tuple[Link, ...]


@value()
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
    on = phrases.in_full(denial.on, at.site.config.language) if denial.on else ""
    return DenialView(actor_link(at, denial.actor), denial.says or "", on, refs)


def relation_view(
    at: Vantage, relation: Relation, refs: tuple[Link, ...], denials: tuple[DenialView, ...]
) -> RelationView:
    """A relation as seen from the event it starts at."""
    id = relation.other
    other, shape = marked_link(at, id)
    by = actor_link(at, relation.according_to) if relation.according_to else None
    label, opening = at.site.language.opening(relation.type.label)
    return RelationView(id, label, opening, other, shape, by, denials, relation.note or "", refs)


def disputes(at: Vantage, id: str) -> tuple[RelationView, ...]:
    """The relations of an event that somebody denies: what a line in a list must not leave out."""
    found = (link for link in at.site.library.links.get(id, ()) if link.denied_by)
    return tuple(relation_view(at, link, (), bare_denials(at, link)) for link in found)


def bare_denials(at: Vantage, link: Relation) -> tuple[DenialView, ...]:
    """Who denies a relation, without sources."""
    return tuple(denial_view(at, denial, ()) for denial in link.denied_by)
