"""Who says so: citations of sources, claims with their answers, and what else is attributed to somebody."""

from dataclasses import dataclass

from timeline.dates import DateValue
from timeline.model.quantities import Bounds
from timeline.model.states import stated


@stated("source", "locator")
@dataclass(frozen=True, slots=True)
class Citation:
    """A source and where in it; `quote` is the source's own words, `locator` a page or paragraph."""

    source: str
    quote: str | None = None
    locator: str | None = None
    accessed: DateValue | None = None


@stated("actor")
@dataclass(frozen=True, slots=True)
class Denial:
    """An actor's contradiction of a claim or relation, with its own words and sources if they are known."""

    actor: str
    says: str | None = None
    on: DateValue | None = None
    sources: tuple[Citation, ...] = ()


@stated("by")
@dataclass(frozen=True, slots=True)
class Claim:
    """A statement by an actor about an event, and everybody who denies it."""

    by: str
    says: str
    on: DateValue | None = None
    denied_by: tuple[Denial, ...] = ()
    sources: tuple[Citation, ...] = ()


@stated("type", "event", "according_to")
@dataclass(frozen=True, slots=True)
class Relation:
    """A typed, directed statement about two events, as written in the record of the first one."""

    type: str
    event: str
    according_to: str | None = None
    denied_by: tuple[Denial, ...] = ()
    on: DateValue | None = None
    note: str | None = None
    sources: tuple[Citation, ...] = ()


@stated("according_to")
@dataclass(frozen=True, slots=True)
class RivalDate:
    """Another dating of the same event."""

    date: DateValue
    according_to: str | None = None
    note: str | None = None
    sources: tuple[Citation, ...] = ()


@stated("what", "according_to")
@dataclass(frozen=True, slots=True)
class Figure:
    """A number with bounds, as one source gives it: 12 to 20 killed."""

    what: str
    value: Bounds
    according_to: str | None = None
    note: str | None = None
    sources: tuple[Citation, ...] = ()


@stated()
@dataclass(frozen=True, slots=True)
class Correction:
    """A change of what the published record said."""

    on: DateValue
    note: str
