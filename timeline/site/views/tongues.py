"""The languages a page exists in, and what a page says of a text that is in another language than its own."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from timeline.model.texts import Text
from timeline.site import phrases, urls
from timeline.site.language import Language, direction_of, load
from timeline.site.values import value
from timeline.site.vantage import Vantage


@value()
class Tongue:
    """A language the page at hand exists in: its tag and direction, its own name for itself, and a link; `url` is
    absolute where the site's address is known, and empty where the page has no twin of its own."""

    tag: str
    direction: str
    name: str
    href: str
    url: str
    here: bool
    main: bool


def tongues(at: Vantage, index: bool) -> Iterator[Tongue]:
    """The page at hand in every language of the site. Pages by initials and the page that is not there have no twin:
    their place is taken by the list, or by the front page. `index` if search engines are to know of it."""
    root, twin = at.site.root, at.address
    if at.address == urls.NOT_FOUND or urls.BY_NAME in at.address:
        twin, index = (urls.HOME if at.address == urls.NOT_FOUND else at.address.partition(urls.BY_NAME)[0]), False
    for tag in root.languages:
        address = twin if tag == root.language else urls.language(tag) + twin
        url = urls.canonical(root.url, address, at.root) if index and root.url else ""
        here, language = tag == at.site.config.language, load(tag)
        yield Tongue(
            tag, language.direction, name_of_language(tag, language), at.root.href(address), url, here, address == twin
        )


def name_of_language(tag: str, language: Language) -> str:
    """What a language is called in another: `English` in English, `انگلیسی` in Persian."""
    names = language.locale.languages
    return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)


def untranslated(at: Vantage, text: str) -> str:
    """That a page is shown in another language, where the site has several; else nothing."""
    if not at.site.root.others or not isinstance(text, Text) or text.lang == at.site.config.language:
        return ""
    return phrases.untranslated(at.site.language, name_of_language(text.lang, at.site.language))


def in_own_language(at: Vantage, html: Markup, lang: str) -> Markup:
    """Some HTML, marked if it is in another language than the page."""
    if not html or not lang or lang == at.site.config.language:
        return html
    return Markup('<div lang="{}" dir="{}">{}</div>').format(lang, direction_of(lang), html)


_NOTHING = Markup()
_SPECIAL = re.compile("[&<>\"']").search


def attributes(page: str, text: object) -> Markup:
    """What the element around a text says, if that is in another language than the page: ` lang="fa"`. The element
    isolates the text or has `dir="auto"`, so that it runs in its own direction.

    >>> attributes("en", Text("سیل", "fa")), attributes("en", "Flood")
    (Markup(' lang="fa"'), Markup(''))
    """
    if type(text) is not Text or text.lang == page:
        return _NOTHING
    return Markup(' lang="{}"').format(text.lang)


# Letters that run from right to left, and marks that turn the direction (Unicode Standard Annex 9: classes R, AL, AN,
# and the explicit ones): what could run otherwise than a page from left to right.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(page: str, text: str) -> Markup:
    """A text for the middle of a sentence: in `<bdi>` where it, or the page, does not run from left to right, or where
    it is in another language than the page. Words that run as the page does need nothing around them.

    >>> isolated("en", "Flood & fire"), isolated("en", "سیل"), isolated("fa", "Flood")
    (Markup('Flood &amp; fire'), Markup('<bdi>سیل</bdi>'), Markup('<bdi>Flood</bdi>'))
    """
    if _is_plain(page, text):
        return escape(text)
    return Markup("<bdi{}>{}</bdi>").format(attributes(page, text), text)


def isolated_plain(page: str, text: str) -> str:
    """The same characters, where they are written at once: to make a `Markup` takes longer than all the rest."""
    if type(text) is str and text.isascii() and direction_of(page) == "ltr":
        return str(escape(text)) if _SPECIAL(text) else text
    return isolated(page, text)


def own_way(page: str, text: str) -> Markup:
    """What the element around a text, or around HTML, says so that it runs in its own direction, and its language.

    >>> own_way("en", "Flood"), own_way("en", "سیل"), own_way("fa", Text("Flood", "en"))
    (Markup(''), Markup(' dir="auto"'), Markup(' dir="auto" lang="en"'))
    """
    return _NOTHING if _is_plain(page, text) else Markup(' dir="auto"') + attributes(page, text)


def _is_plain(page: str, text: str) -> bool:
    """Whether a text is in the page's language and runs from left to right, as the page does; it has none but its own
    letters to go by."""
    if (type(text) is Text and text.lang != page) or direction_of(page) == "rtl":
        return False
    return text.isascii() or _TURNS.search(text) is None
