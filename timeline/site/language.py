"""The language of the interface: messages by gettext, numbers, ordinals and lists by CLDR.

    load("fr").say("Denied by {who}", who="A")  ->  "Démenti par A"

Catalogues are read as translators write them, `locale/fr/LC_MESSAGES/timeline.po`, when a message is first asked for.
English is the language of the messages themselves and has no catalogue. See docs/languages.md.
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal

from babel import Locale
from babel.core import get_global
from babel.lists import format_list
from babel.numbers import format_decimal

from timeline.dates import languages
from timeline.dates.phrases import load_language

DOMAIN = "timeline"
RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
RIGHT_TO_LEFT_SCRIPTS = frozenset({"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"})
Plural = tuple[str, str]


def plural(one: str, many: str) -> Plural:
    """The two English forms of a message with a number, `{n}`; marks them for the catalogues."""
    return one, many


def marked(message: str) -> str:
    """The message itself, marked for the catalogues where it is looked up elsewhere."""
    return message


@lru_cache(maxsize=256)
def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """The direction of the script that texts in a language are written in, by its tag.

    >>> direction_of("fa"), direction_of("az-Arab"), direction_of("ku-Latn-IQ"), direction_of("pt-BR")
    ('rtl', 'rtl', 'ltr', 'ltr')
    """
    name, *more = tag.replace("_", "-").lower().split("-")
    script = next((part for part in more if len(part) == 4 and part.isalpha()), "")
    to_left = script in RIGHT_TO_LEFT_SCRIPTS if script else name in RIGHT_TO_LEFT
    return "rtl" if to_left else "ltr"


class Language:
    """A language by its tag; made once for each by `load`."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.name = tag.replace("_", "-").partition("-")[0].lower()
        self.english = self.name not in languages() or self.name == "en"
        self.direction = direction_of(tag)
        dates = load_language(tag)
        self.locale = Locale.parse(dates.messages["locale"])
        self._digits = dates.calendar.digits  # Babel has the marks of a numbering system, but not its digits
        self._said: dict[str, str] = {}
        self._opening: dict[str, tuple[str, str]] = {}
        self._ordinal: dict[int, str] = {}
        self._counted: dict[tuple[Plural, int], str] = {}
        self._numbers: dict[int | Decimal, str] = {}

    def __reduce__(self) -> tuple[object, ...]:
        """By its tag: a catalogue holds a compiled rule for plurals, which no process can hand to another."""
        return load, (self.tag,)

    @cached_property
    def territorial(self) -> str:
        """The language with a country, as Open Graph wants it: `fa_IR`, the most likely one."""
        country = self.locale.territory or get_global("likely_subtags")[self.locale.language].rpartition("_")[2]
        return f"{self.locale.language}_{country}"

    @cached_property
    def messages(self) -> NullTranslations:
        """The catalogue."""
        return NullTranslations() if self.english else _catalogue(self.name)

    def say(self, message: str, **values: object) -> str:
        """A message with its `{names}` replaced."""
        text = self._said.get(message)
        if text is None:
            text = self._said[message] = self.messages.gettext(message) if message else ""
        return text.format(**values) if values else text

    def opening(self, message: str) -> tuple[str, str]:
        """A message, and the same with a capital, as a sentence begins."""
        known = self._opening.get(message)
        if known is None:
            text = self.say(message)
            known = self._opening[message] = (text, self.capitalised(text))
        return known

    def say_of(self, context: str, message: str, **values: object) -> str:
        """A message that English uses for more than one thing; `context` says for which."""
        text = self.messages.pgettext(context, message)
        return text.format(**values) if values else text

    def count(self, forms: Plural, number: int) -> str:
        """A message with a number, `{n}`, in the form that the number takes: `1 event`, `1,200 events`."""
        known = self._counted.get((forms, number))
        if known is None:
            known = self._counted[forms, number] = self.counted(forms, number)
        return known

    def counted(self, forms: Plural, number: int, **values: object) -> str:
        """The same with more `{names}` than the number, and not remembered."""
        return self.messages.ngettext(*forms, number).format(n=self.number(number), **values)

    def number(self, value: int | Decimal) -> str:
        """A number with the digits and marks of the language."""
        known = self._numbers.get(value)
        if known is None:
            text = format_decimal(value, locale=self.locale, decimal_quantization=False, numbering_system="default")
            known = self._numbers[value] = self._digits(text)
        return known

    def ordinal(self, number: int) -> str:
        """The number of something in a row: `8th`."""
        known = self._ordinal.get(number)
        if known is None:
            form = self._ordinals[self.locale.ordinal_form(number)]
            known = self._ordinal[number] = form.format(n=self.number(number))
        return known

    @cached_property
    def _ordinals(self) -> dict[str, str]:
        """The forms by the categories of CLDR; languages have some of them only."""
        other = self.say_of("ordinal, other", "{n}th")
        return {
            "zero": other,
            "one": self.say_of("ordinal, one", "{n}st"),
            "two": self.say_of("ordinal, two", "{n}nd"),
            "few": self.say_of("ordinal, few", "{n}rd"),
            "many": self.say_of("ordinal, many", "{n}th"),
            "other": other,
        }

    def listing(self, names: Sequence[str]) -> str:
        """`A`, `A and B`, `A, B and C`."""
        return str(format_list(list(names), "standard", self.locale))

    @cached_property
    def separators(self) -> tuple[str, str, str]:
        """What stands between two things, between several, and before the last of several."""
        two, three = self.listing(["\0", "\0"]), self.listing(["\0"] * 4)
        _, between, _, last, _ = three.split("\0")
        return two.strip("\0"), between, last

    def quoted(self, title: str) -> str:
        """A title in the quotation marks of the language."""
        return self.say("“{title}”", title=title)

    def capitalised(self, text: str) -> str:
        """A text with a capital at its beginning, as a sentence has it."""
        first = "İ" if self.name == "tr" and text[:1] == "i" else text[:1].upper()
        return first + text[1:]


@lru_cache(maxsize=64)
def load(tag: str) -> Language:
    """The language of a tag such as `fa` or `pt-BR`; English for one that there are no words in."""
    return Language(tag)


@lru_cache(maxsize=64)
def _catalogue(name: str) -> NullTranslations:
    """The translated messages of a language; Babel is imported for it here, since English needs none."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations

    path = files("timeline.site").joinpath("locale", name, "LC_MESSAGES", f"{DOMAIN}.po")
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=name))
    compiled.seek(0)
    return Translations(compiled)


def chosen(listed: Sequence[str], main: str) -> list[str]:
    """The languages of a site, the main one first, from the options `languages` and `language`.

    Raises ValueError if there are no words of the interface in one of them, or the options do not agree.
    """
    found = list(dict.fromkeys(listed or [main or "en"]))
    for tag in found:
        if tag.split("-")[0] not in languages():
            raise ValueError(f'language: there are no words in "{tag}"; write one of {", ".join(languages())}')
    if main not in ("", found[0]):
        raise ValueError(f'languages: write "{main}" first, or leave the option "language" out')
    return found
