"""The records of a timeline: events and what they refer to. Frozen; each knows where every field was written.

What fields there are, and how they are read, is said once: in `timeline.model.fields`.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from timeline.dates import DateValue
from timeline.model.positions import Positions
from timeline.model.provenance import Citation, Claim, Correction, Figure, Relation, RivalDate
from timeline.model.quantities import Coordinates
from timeline.model.states import stated

Kind = Literal["event", "actor", "place", "source", "tag", "timeline"]
Status = Literal["confirmed", "reported", "claimed", "disputed", "refuted"]


class Key(NamedTuple):
    """The name of a record across kinds: `Key("actor", "hamas")`, written `actor:hamas` in links."""

    kind: str
    id: str


@stated("actor", "role")
@dataclass(frozen=True, slots=True)
class Participation:
    """An actor in an event, and as what."""

    actor: str
    role: str | None = None


@stated()
@dataclass(frozen=True, slots=True)
class Media:
    """A picture or other file beside the text; `src` is a path in the content folder."""

    src: str
    alt: str
    caption: str | None = None
    credit: str | None = None
    licence: str | None = None


@stated("event")
@dataclass(frozen=True, slots=True)
class Stop:
    """One event of a guided timeline, with the prose (Markdown) that leads to it."""

    event: str
    text: str | None = None


@stated("id", "status", "places", "tags", "part_of", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or is said to have happened, at a date. `text` is Markdown."""

    id: str
    date: DateValue
    title: str
    summary: str | None = None
    text: str | None = None
    status: Status = "confirmed"
    importance: int = 3
    draft: bool = False
    publish_after: DateValue | None = None
    actors: tuple[Participation, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    part_of: str | None = None
    relations: tuple[Relation, ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[RivalDate, ...] = ()
    figures: tuple[Figure, ...] = ()
    sources: tuple[Citation, ...] = ()
    media: tuple[Media, ...] = ()
    aliases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    order: int = 0
    lang: str | None = None
    positions: Positions = field(compare=False, repr=False)


@stated("id", "kind", "part_of", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, group, organisation or state that acts, claims or denies."""

    id: str
    name: str
    kind: str | None = None
    summary: str | None = None
    text: str | None = None
    also_known_as: tuple[str, ...] = ()
    part_of: str | None = None
    url: str | None = None
    sources: tuple[Citation, ...] = ()
    media: tuple[Media, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    lang: str | None = None
    positions: Positions = field(compare=False, repr=False)


@stated("id", "part_of", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere an event happened."""

    id: str
    name: str
    summary: str | None = None
    text: str | None = None
    coordinates: Coordinates | None = None
    part_of: str | None = None
    also_known_as: tuple[str, ...] = ()
    url: str | None = None
    sources: tuple[Citation, ...] = ()
    aliases: tuple[str, ...] = ()
    draft: bool = False
    lang: str | None = None
    positions: Positions = field(compare=False, repr=False)


@stated("id", "publisher", "kind", "language", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document or witness. `archived` is the address of a copy; `archived_text` what it said, never published."""

    id: str
    title: str
    publisher: str | None = None
    author: tuple[str, ...] = ()
    published: DateValue | None = None
    kind: str | None = None
    summary: str | None = None
    text: str | None = None
    url: str | None = None
    archived: str | None = None
    archived_text: str | None = field(default=None, repr=False)
    language: str | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False
    lang: str | None = None
    positions: Positions = field(compare=False, repr=False)


@stated("id", "parent", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A subject that events share. An event may use a tag that has no record of its own."""

    id: str
    label: str
    description: str | None = None
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False
    lang: str | None = None
    positions: Positions | None = field(default=None, compare=False, repr=False)


@stated("id", "lang")
@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A guided reading: events in an order chosen by the editor, with prose before, between and after."""

    id: str
    title: str
    summary: str | None = None
    text: str | None = None
    stops: tuple[Stop, ...] = ()
    conclusion: str | None = None
    aliases: tuple[str, ...] = ()
    draft: bool = False
    lang: str | None = None
    positions: Positions = field(compare=False, repr=False)


Record = Event | Actor | Place | Source | Tag | Timeline


@stated("lang")
@dataclass(frozen=True, slots=True)
class Prose:
    """A page of prose: a Markdown file in the content folder. `path` counts from that folder, `address` from the
    site's root without slashes at its ends (`about` for `about.md` and `about/index.md`, empty for `index.md`). `lang`
    is its language, empty for that of the site: `about.fa.md` is `about` in Persian."""

    path: str
    address: str
    title: str
    description: str | None
    text: str
    draft: bool
    positions: Positions = field(compare=False, repr=False)
    lang: str = ""

    @property
    def path_of_original(self) -> str:
        """The file that this one translates: `about.md` for `about.fa.md`; its own if it translates none."""
        stem, dot, ending = self.path.rpartition(".")
        return f"{stem.removesuffix(f'.{self.lang}')}{dot}{ending}" if self.lang else self.path
