"""What search engines are told: the list of all pages (sitemaps.org), in several files if it is long; robots.txt."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from timeline.graph.periods import LENGTH
from timeline.model.records import Key
from timeline.site import urls
from timeline.site.config import SiteConfig
from timeline.site.vantage import Edition, records_of

MOST = 10_000  # addresses in a file; the protocol allows 50 000
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_names(site: Edition, divisions: Sequence[str]) -> list[str]:
    """The file at the known place, and, if that is an index, the files it names."""
    number = len(_addresses(site, divisions))
    more = range(1, -(-number // MOST) + 1) if number > MOST else ()
    return [urls.SITEMAP, *(urls.sitemap(part) for part in more)]


def sitemap(site: Edition, name: str, divisions: Sequence[str]) -> str:
    """One of these files. A date of change stands only where the content gives one."""
    found = _addresses(site, divisions)
    names = sitemap_names(site, divisions)
    if len(names) == 1:
        return _document("urlset", (_entry(site, "url", *one) for one in found), bool(site.root.others))
    if name == urls.SITEMAP:
        return _document("sitemapindex", (_entry(site, "sitemap", part, "") for part in names[1:]))
    start = (names.index(name) - 1) * MOST
    return _document(
        "urlset", (_entry(site, "url", *one) for one in found[start : start + MOST]), bool(site.root.others)
    )


def _document(root: str, entries: Iterable[str], multilingual: bool = False) -> str:
    twins = ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' if multilingual else ""
    head = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_SCHEMA}"{twins}>']
    return "\n".join([*head, *entries, f"</{root}>", ""])


def _entry(site: Edition, element: str, address: str, changed: str) -> str:
    place = escape(urls.canonical(site.config.url, address, urls.base("")), quote=False)
    dated = f"<lastmod>{changed}</lastmod>" if changed else ""
    twins = _twins(site, address) if element == "url" else ""
    return f"<{element}><loc>{place}</loc>{dated}{twins}</{element}>"


def _twins(site: Edition, address: str) -> str:
    """The same page in every language of the site, if it has several and its address is known."""
    root = site.root
    if not root.others or not root.url or urls.BY_NAME in address:
        return ""
    main = escape(urls.canonical(root.url, address, urls.base("")))
    own = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" '
        f'href="{escape(urls.canonical(root.url, urls.language(tag) + address, urls.base("")))}"/>'
        for tag in root.others
    )
    every = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{main}"/>' for tag in (root.language, "x-default")
    )
    return every + own


def _addresses(site: Edition, divisions: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return site.memo.of(("addresses",), lambda: tuple(addresses(site, divisions)))


def addresses(site: Edition, divisions: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The address of every page worth finding, and the day of its last correction."""
    library = site.library
    corrected = dict(site.corrected.items())
    yield urls.HOME, ""
    yield from ((urls.record(Key("event", id)), corrected.get(id, "")) for id in library.order)
    for stretch in sorted(library.by_period, key=lambda s: (tuple(LENGTH).index(s.kind), s)):
        yield urls.period(stretch), ""
    for kind in urls.FOLDERS:
        if kind != "event":
            yield from ((urls.record(Key(kind, id)), "") for id in records_of(library, kind))
    for page in library.prose:
        yield urls.record(Key("prose", page.address)), ""
    if library.by_period:
        yield urls.YEARS, ""
    if library.statements or site.attributed:
        yield urls.CLAIMS, ""
    yield from ((urls.FOLDERS[kind], "") for kind in urls.FOLDERS if records_of(library, kind))
    yield from ((address, "") for address in divisions)


def robots(config: SiteConfig) -> str:
    """Everybody may read everything; where the list of pages is can only be said with a full address."""
    roots = ("", *(urls.language(tag) for tag in config.others)) if config.url else ()
    found = "".join(f"Sitemap: {config.url}{root}{urls.SITEMAP}\n" for root in roots)
    return f"User-agent: *\nAllow: /\n{found}"
