"""What the value of a field can be: a line, Markdown, a date, a reference, a table of further fields, a list."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from timeline.model.records import Kind

MAX_LINE = 500
MAX_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text."""

    translated: bool = False


@dataclass(frozen=True, slots=True)
class Markdown:
    """Running text."""

    translated: bool = True


@dataclass(frozen=True, slots=True)
class Plain:
    """Text of any length that is never shown: an archived source."""


@dataclass(frozen=True, slots=True)
class LanguageTag:
    """A language, by its tag: `en`, `fa`, `pt-BR`."""


@dataclass(frozen=True, slots=True)
class DateText:
    """EDTF or a date as people type it."""


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `low` to `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words, each with its meaning."""

    meanings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id of this record, new or old."""


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of another record."""

    kind: Kind


@dataclass(frozen=True, slots=True)
class RelationName:
    """A type of relation, built in or declared in mkdocs.yml."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web: `https://…`."""


@dataclass(frozen=True, slots=True)
class FilePath:
    """A file in the content folder."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """A number or a range of numbers: `12`, `12..20`, `12..`, `..20`."""


@dataclass(frozen=True, slots=True)
class LatitudeLongitude:
    """Degrees north and east: `35.69, 51.39`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Fields of their own. A text alone stands for the field named `short`, if there is one."""

    record: type
    fields: tuple["Field", ...]
    short: str | None = None
    by_name: Mapping[str, "Field"] = field(init=False, repr=False, compare=False)
    required: tuple["Field", ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", MappingProxyType({each.name: each for each in self.fields}))
        object.__setattr__(self, "required", tuple(each for each in self.fields if each.required))


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    of: "Shape"


Shape = (
    Line
    | Markdown
    | Plain
    | LanguageTag
    | DateText
    | Flag
    | Whole
    | Choice
    | Identifier
    | Reference
    | RelationName
    | Address
    | FilePath
    | NumberRange
    | LatitudeLongitude
    | Table
    | Many
)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: its name, how its value is read, what it means, and a value as an example."""

    name: str
    shape: Shape
    meaning: str
    example: str
    required: bool = False
