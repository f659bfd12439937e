"""A text that knows its language, and what it is in others: what RDF calls a language-tagged string.

title: {en: Flood, fa: سیل}   ->   Text("Flood", "en", {"fa": "سیل"})
"""

from collections.abc import Mapping
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})


class Text(str):
    """Words of an editor. A plain `str` in a record is in the language of the site."""

    lang: str
    others: Mapping[str, str]

    def __new__(cls, words: str, lang: str, others: Mapping[str, str] = _NONE) -> "Text":
        """The words in `lang`, and in other languages by their tags."""
        made = super().__new__(cls, words)
        made.lang, made.others = lang, others
        return made

    def __reduce__(self) -> tuple[object, ...]:
        """As its parts, for another process."""
        return Text, (str(self), self.lang, dict(self.others))


def in_language(text: str, tag: str, otherwise: str) -> Text:
    """A text in a language if it is there in it, else in its own, which is `otherwise` if it does not say.

    >>> [(str(t), t.lang) for t in (in_language(Text("Flood", "en", {"fa": "سیل"}), tag, "en") for tag in ("fa", "de"))]
    [('سیل', 'fa'), ('Flood', 'en')]
    """
    if not isinstance(text, Text):
        return Text(text, otherwise)
    return Text(text.others[tag], tag) if tag in text.others else Text(str(text), text.lang)


def alike(words: str, text: str) -> str:
    """Words made of a text, in its language."""
    return Text(words, text.lang) if isinstance(text, Text) else words
