"""The languages a page exists in, and what a page says of a text that is in another language than its own."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from timeline.model.texts import Text
from timeline.site import phrases, urls
from timeline.site.language import Language, direction_of, load
from timeline.site.vantage import Vantage


@dataclass(frozen=True, slots=True)
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


def attributes(page: str, text: object) -> Markup:
    """What the element around a text says, if that is in another language than the page: ` lang="fa"`. The element
    isolates the text or has `dir="auto"`, so that it runs in its own direction.

    >>> attributes("en", Text("سیل", "fa")), attributes("en", "Flood")
    (Markup(' lang="fa"'), Markup(''))
    """
    if type(text) is not Text or text.lang == page:
        return Markup()
    return Markup(' lang="{}"').format(text.lang)
