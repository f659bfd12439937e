"""The messages of one language, and phrases that fit into them.

A phrase knows how it reads alone and inside a sentence ("7 octobre 2023", "le 7 octobre 2023"), so that messages
can be short and a language needs no code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from timeline.dates.cldr import Calendar, load_calendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Shape = Literal["year", "month", "day", "elided", "time", "season", "decade", "century", "period"]


class Phrase:
    """A date in words: as it stands alone, as it stands inside a sentence, and what it is."""

    __slots__ = ("inside", "plain", "shape")

    def __init__(self, plain: str, inside: str, shape: Shape) -> None:
        self.plain = plain
        self.inside = inside
        self.shape = shape


class Language:
    """The messages and the calendar of one language; made once for each by `load_language`."""

    __slots__ = ("calendar", "explanations", "genitive", "messages", "name")

    def __init__(self, name: str, messages: Mapping[str, str], explanations: Mapping[str, str]) -> None:
        self.name = name
        self.messages = messages
        self.explanations = explanations
        self.calendar: Calendar = load_calendar(messages["locale"])
        self.genitive = "genitive" in messages

    def say(self, key: str, *phrases: Phrase, **more: str) -> str:
        """Return a message filled with phrases, in the variant for the shape of the first one if there is one."""
        template = self.messages[key]
        if phrases:
            template = self.messages.get(f"{key}_{phrases[0].shape}", template)
        inside = {f"a{index}": phrase.inside for index, phrase in enumerate(phrases)}
        return template.format(*(phrase.plain for phrase in phrases), **inside, **more)

    def phrase(self, plain: str, shape: Shape, inside: str = "") -> Phrase:
        """Return a phrase with the form it has inside a sentence: its own one, one with an article, or no change."""
        if inside:
            return Phrase(plain, inside, shape)
        article = self.messages.get(f"article_{shape}")
        return Phrase(plain, article.format(plain) if article else plain, shape)

    def named(self, key: str, shape: Shape, *texts: str, **more: str) -> Phrase:
        """Return a phrase made from a message and, where there is one, from its variant inside a sentence."""
        plain = self.messages[key].format(*texts, **more)
        inside = self.messages.get(f"{key}_inside", "")
        return self.phrase(plain, shape, inside.format(*texts, **more))


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, Mapping[str, str | Mapping[str, str]]]:
    """Return the tables of all languages."""
    return tomllib.loads(files("timeline.dates").joinpath("messages.toml").read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Return the codes of the languages dates can be worded in."""
    return tuple(_tables())


def direction(lang: str) -> Literal["ltr", "rtl"]:
    """Return the direction the words of a language run in, for the `dir` attribute.

    >>> direction("fa"), direction("tr")
    ('rtl', 'ltr')
    """
    return "rtl" if load_language(lang).calendar.right_to_left else "ltr"


@lru_cache(maxsize=64)
def load_language(lang: str) -> Language:
    """Return the language of a tag such as `fa`, `pt-BR` or `zh_Hans`; English for one that is not there."""
    name = lang.replace("_", "-").split("-")[0].lower()
    table = _tables().get(name)
    if table is None:
        name, table = "en", _tables()["en"]
    explanations = table["explain"]
    messages = {key: text for key, text in table.items() if isinstance(text, str)}
    return Language(name, messages, explanations if isinstance(explanations, Mapping) else {})
