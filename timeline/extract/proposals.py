"""What extraction proposes: a draft event, the words of the document it rests on, and what somebody says about it."""

from dataclasses import dataclass
from typing import Literal

from timeline.extract.names import Name
from timeline.extract.speech import Manner
from timeline.slugs import slug

Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document: `text[start:end] == words`, and in them the date, `text[date_start:date_end]`.

    `document` is the number of the document among those that were read together.
    """

    start: int
    end: int
    words: str
    date_start: int
    date_end: int
    document: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's statement about an event: `says` are words of the text, `head` such as "US officials later admitted".

    `name` is None for somebody who is not named; `on` is the day it was said, as EDTF, if the sentence tells it;
    `denied_by` are ids of those who contradict it.
    """

    speaker: str
    name: Name | None
    manner: Manner
    says: str
    head: str
    on: str
    quotation: Quotation
    denied_by: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the actor's record, also of somebody who is not named; empty if no id can be made of the words."""
        return self.name.id if self.name else slug(self.speaker)

    @property
    def denial(self) -> bool:
        """Whether it contradicts others."""
        return self.manner == "denied"


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposed event. `written` are the words its date came from, `note` how they were resolved.

    `names` take part by the words of the title, `nearby` are named in the same sentence. `addition_to` is the id of an
    existing event that this seems to be.
    """

    date: str  # EDTF
    written: str
    note: str
    title: str
    quotations: tuple[Quotation, ...]
    names: tuple[Name, ...]
    nearby: tuple[Name, ...]
    said: tuple[Said, ...]
    status: str
    confidence: Confidence
    reasons: tuple[str, ...]
    noun: bool  # the date stood before a noun
    addition_to: str = ""
