"""Types of relation between events: the words for both directions, and which end came first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Direction = Literal["back", "forward", "beside"]
OPPOSITE: Mapping[Direction, Direction] = MappingProxyType({"back": "forward", "forward": "back", "beside": "beside"})


@dataclass(frozen=True, slots=True)
class RelationType:
    """One direction of a relation. `label` reads after the event's title: "… in response to X".

    `direction` says where the *other* event stands: `back`, it led here; `forward`, it followed; `beside`, neither.
    """

    name: str
    inverse: str
    label: str
    direction: Direction


def pair(name: str, inverse: str, label: str, inverse_label: str, direction: Direction) -> tuple[RelationType, ...]:
    """Both directions of a relation; one value if it is its own inverse."""
    there = RelationType(name, inverse, label, direction)
    if name == inverse:
        return (there,)
    return there, RelationType(inverse, name, inverse_label, OPPOSITE[direction])


BUILT_IN: tuple[RelationType, ...] = (
    *pair("caused-by", "led-to", "caused by", "led to", "back"),
    *pair("response-to", "answered-by", "in response to", "answered by", "back"),
    *pair("revenge-for", "avenged-by", "revenge for", "avenged by", "back"),
    *pair("claimed-revenge-for", "claimed-avenged-by", "called revenge for", "called avenged by", "back"),
    *pair("enabled-by", "enabled", "made possible by", "made possible", "back"),
    *pair("follows", "precedes", "follows", "precedes", "back"),
    *pair("part-of", "has-part", "part of", "includes", "beside"),
    *pair("reports", "reported-by", "reports", "reported by", "beside"),
    *pair("comments-on", "commented-by", "comments on", "commented on by", "back"),
    *pair("contradicts", "contradicts", "contradicts", "contradicts", "beside"),
    *pair("same-as", "same-as", "the same event as", "the same event as", "beside"),
    *pair("related-to", "related-to", "related to", "related to", "beside"),
)


def relation_types(declared: Iterable[RelationType] = ()) -> Mapping[str, RelationType]:
    """All types by name: the built-in ones and those declared by the site, which win over built-in ones."""
    return MappingProxyType({relation.name: relation for relation in (*BUILT_IN, *declared)})
