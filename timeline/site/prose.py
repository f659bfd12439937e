"""What pages of prose that come, go or change make untrue: the facts that other pages have read about them.

Each language has a list of its own, in which a page has the place of the one it translates.
"""

from collections.abc import Iterator, Sequence

from timeline.graph.translations import prose_in
from timeline.model.records import Prose
from timeline.site.config import SiteConfig
from timeline.site.fields import fields_that_differ
from timeline.site.traces import IN_FOOT, fact, in_words
from timeline.site.vantage import in_foot


def prose_facts(old: Sequence[Prose], new: Sequence[Prose], config: SiteConfig) -> frozenset[int]:
    """The facts that have changed; `old` and `new` are all published pages in all languages, in the order of
    reading."""
    were, are = {page.path: page for page in old}, {page.path: page for page in new}
    found: set[int] = set()
    for path in were.keys() & are.keys():
        found |= set(fields_that_differ("prose", path, were[path], are[path]))
    for tag in ("", *config.others):
        found |= set(_of_list(_in(tag, old, config), _in(tag, new, config), tag))
    return frozenset(found)


def _in(tag: str, pages: Sequence[Prose], config: SiteConfig) -> tuple[Prose, ...]:
    """The pages of a language; that of the site has no tag."""
    return prose_in(tuple(pages), tag, config.language) if tag else tuple(page for page in pages if not page.lang)


def _of_list(old: Sequence[Prose], new: Sequence[Prose], tag: str) -> Iterator[int]:
    """The facts about which pages there are."""
    if [page.path for page in old] != [page.path for page in new]:
        yield fact(in_words("prose", tag), "*")
    if len(old) != len(new):
        yield fact("prose", "*", "len")
    if bool(old) != bool(new):
        yield fact("prose", "*", "bool")
    if _shown(old) != _shown(new):
        yield fact(IN_FOOT, tag)


def _shown(pages: Sequence[Prose]) -> list[tuple[str, str]]:
    return [(page.address, page.title) for page in in_foot(pages)]
