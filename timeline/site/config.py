"""What the site's owner decides, as read from mkdocs.yml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from timeline.dates import Day
from timeline.graph.relations import RelationType, relation_types

Print = Literal["auto", "always", "never"]
PRINTED = 5000  # events beyond which documents for paper are made only if the owner asks for them


@dataclass(frozen=True, slots=True)
class Translation:
    """What the site is called in another language."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """`url` is the address of the site's root with a slash at its end, or empty if it is not known yet.

    `language` is the main one, at the site's root; `others` are those that have a site of their own below it, by tag.

    `edit_url` leads to the content folder in the repository, with a slash at its end, or is empty. `zone` is the IANA
    time zone in which days begin. `today` decides about `publish_after`, and nothing else depends on it. `cards` asks
    for drawn pictures of pages, and `card_fonts` are files of typefaces for letters that ours lack. `print` decides
    about documents for paper of the whole site: `auto` makes them for at most 5,000 events. `preview` is true where
    the host puts a script of its own into every page, to load it again after a change.
    """

    name: str
    description: str = ""
    language: str = "en"
    others: Mapping[str, "Translation"] = field(default_factory=dict)
    url: str = ""
    edit_url: str = ""
    zone: str = "UTC"
    order: Literal["oldest", "newest"] = "oldest"
    relation_types: Mapping[str, RelationType] = field(default_factory=relation_types)
    content: str = "content"
    print: Print = "auto"
    cards: bool = False
    card_fonts: tuple[str, ...] = ()
    preview: bool = False
    today: Day

    def printed(self, events: int) -> bool:
        """Whether a site with so many events has documents for paper of the whole site."""
        return events > 0 and (self.print == "always" or (self.print == "auto" and events <= PRINTED))

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages of the site, the main one first."""
        return (self.language, *self.others)
