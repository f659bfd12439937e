"""A walk through the built sites, as a reader and a browser would take it."""

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from xml.etree.ElementTree import Element, fromstring

import html5lib
import pytest

from tests.built import PROJECTS, build, copy_project
from timeline.build.reading import read_library
from timeline.graph.library import Library
from timeline.mkdocs_plugin import open_project

ROOT_URL = "https://walk.example/base/"


class Built:
    """A site on disk with its parsed pages; addresses count from the site's root."""

    def __init__(self, name: str, folder: Path) -> None:
        project = copy_project(name, folder)
        self.site = build(project)
        opened = open_project(project / "mkdocs.yml")
        read = read_library(opened.content, opened.site)
        assert isinstance(read, Library)
        self.library = read
        self.url = opened.site.url
        self.prefixes = ("", *(f"{tag}/" for tag in opened.site.others))
        self.paths = frozenset(p.relative_to(self.site).as_posix() for p in self.site.rglob("*") if p.is_file())
        self.pages = sorted(path for path in self.paths if path.endswith(".html"))

    @cache  # noqa: B019 - one site lives as long as the module
    def page(self, path: str) -> Element:
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree: Element = parser.parse((self.site / path).read_text("utf-8"))
        return tree

    def anchors(self, path: str) -> frozenset[str | None]:
        """The ids of a page."""
        return frozenset(element.get("id") for element in self.page(path).iter())

    def address(self, path: str) -> str:
        return urljoin(ROOT_URL, path.removesuffix("index.html"))

    def target(self, path: str, href: str) -> tuple[str, str] | None:
        """The file and anchor a link leads to; None for another host."""
        base = "/base/" if path.endswith("404.html") else ""
        root = urlsplit(self.url).path
        if path.endswith("404.html") and href.startswith(root):
            href = base + href[len(root) :]
        url, anchor = urldefrag(urljoin(self.address(path), href))
        if not url.startswith(ROOT_URL):
            return None
        file = unquote(url[len(ROOT_URL) :])
        return (f"{file}index.html" if not file or file.endswith("/") else file), unquote(anchor)

    def links(self, path: str, tags: tuple[str, ...] = ("a", "link", "img")) -> Iterator[tuple[Element, str]]:
        for element in self.page(path).iter():
            if element.tag in tags:
                yield from ((element, element.attrib[name]) for name in ("href", "src") if name in element.attrib)


@pytest.fixture(scope="module", params=sorted(PROJECTS))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return Built(request.param, tmp_path_factory.mktemp("walk"))


def is_redirect(page: Element) -> bool:
    return any(meta.get("http-equiv") == "refresh" for meta in page.iter("meta"))


def is_unlisted(page: Element) -> bool:
    return any(meta.get("name") == "robots" and meta.get("content") == "noindex" for meta in page.iter("meta"))


def test_every_page_is_well_formed_and_has_a_head(built: Built) -> None:
    for path in built.pages:
        page = built.page(path)
        html = page if page.tag == "html" else page.find("html")
        assert html is not None
        assert html.get("lang"), path
        assert len(list(page.iter("h1"))) == 1, path
        assert "".join(next(page.iter("title")).itertext()).strip(), path
        metas = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        assert (metas.get("description") or "").strip(), path
        canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
        assert len(canonical) == 1, path
        if not is_redirect(page):
            wanted = urljoin(built.url, path.removesuffix("index.html"))
            assert unquote(canonical[0] or "") == wanted, path


def test_every_id_is_unique(built: Built) -> None:
    for path in built.pages:
        ids = [element.get("id") for element in built.page(path).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path


def test_headings_skip_no_level(built: Built) -> None:
    for path in built.pages:
        levels = [int(e.tag[1]) for e in built.page(path).iter() if e.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}]
        assert levels[:1] == [1], path
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_every_internal_link_and_anchor_resolves(built: Built) -> None:
    dead = []
    for path in built.pages:
        for element, href in built.links(path):
            if element.get("rel") in {"canonical", "alternate"}:
                continue
            target = built.target(path, href)
            if target is None:
                continue
            file, anchor = target
            if file not in built.paths or (anchor and anchor not in built.anchors(file)):
                dead.append((path, href))
    assert dead == []


def test_every_page_is_reachable_from_the_first(built: Built) -> None:
    seen, pending = {"index.html"}, ["index.html"]
    while pending:
        path = pending.pop()
        for _, href in built.links(path, ("a",)):
            target = built.target(path, href)
            if target and target[0] in built.paths and target[0] not in seen:
                seen.add(target[0])
                pending.extend([target[0]] if target[0].endswith(".html") else [])
    redirects = {path for path in built.pages if is_redirect(built.page(path))}
    assert set(built.pages) - seen - redirects == {f"{prefix}404.html" for prefix in built.prefixes}


def test_redirects_lead_to_their_record(built: Built) -> None:
    aliases = {
        f"{prefix}{folder}/{alias}/index.html": f"{prefix}{folder}/{record.id}/index.html"
        for prefix in built.prefixes
        for folder in ("events", "actors", "places", "sources", "tags", "timelines")
        for record in getattr(built.library, folder).values()
        for alias in record.aliases
    }
    redirects = {path for path in built.pages if is_redirect(built.page(path))}
    assert redirects == set(aliases)
    for path in redirects:
        (link,) = [href for _, href in built.links(path, ("a",)) if built.target(path, href) == (aliases[path], "")][:1]
        refresh = next(m.get("content", "") for m in built.page(path).iter("meta") if m.get("http-equiv") == "refresh")
        assert refresh.partition("url=")[2] == link


def test_later_visits_every_event_once_in_order(built: Built) -> None:
    def turn(path: str, rel: str) -> str | None:
        found = [href for e, href in built.links(path, ("a",)) if e.get("rel") == rel]
        target = built.target(path, found[0]) if found else None
        return target[0] if target else None

    expected = [f"events/{id}/index.html" for id in built.library.order]
    at: str | None = expected[0]
    seen = []
    while at is not None:
        seen.append(at)
        later = turn(at, "next")
        assert later is None or turn(later, "prev") == at
        at = later
    assert seen == expected


def test_every_relation_shows_on_both_ends_with_who_says_so(built: Built) -> None:
    for id, links in built.library.links.items():
        path = f"events/{id}/index.html"
        targets = {target[0] for _, href in built.links(path, ("a",)) if (target := built.target(path, href))}
        words = " ".join("".join(built.page(path).itertext()).split())
        for link in links:
            assert f"events/{link.other}/index.html" in targets
            assert link.type.name in {"part-of", "has-part"} or link.type.label.casefold() in words.casefold()
            for actor in filter(None, [link.according_to, *(denial.actor for denial in link.denied_by)]):
                assert f"actors/{actor}/index.html" in targets


def test_every_claim_shows_with_its_denial_wherever_it_is_shown(built: Built) -> None:
    for statement in built.library.statements:
        claim = statement.claim
        says = " ".join(claim.says.split())
        places = [f"events/{statement.event}/index.html", "claims/index.html", f"actors/{claim.by}/index.html"]
        places += [f"actors/{denial.actor}/index.html" for denial in claim.denied_by]
        for path in places:
            words = " ".join("".join(built.page(path).itertext()).split())
            assert says in words, (path, says)
            for denial in claim.denied_by:
                assert built.library.actors[denial.actor].name in words, path


def test_every_record_has_a_page(built: Built) -> None:
    for folder in ("events", "actors", "places", "sources", "tags", "timelines"):
        for id in getattr(built.library, folder):
            assert f"{folder}/{id}/index.html" in built.paths


def test_no_script_and_no_request_to_another_host(built: Built) -> None:
    for path in built.pages:
        page = built.page(path)
        for script in page.iter("script"):  # a block of data, which no browser runs
            assert script.attrib == {"type": "application/ld+json"}, path
            assert json.loads(script.text or "")["@context"] == "https://schema.org", path
        for element in page.iter():
            assert not [name for name in element.attrib if name.startswith("on")], path
            assert "style" not in element.attrib, path
        for element, href in built.links(path, ("link", "img")):
            if element.get("rel") not in {"canonical", "alternate", "prev", "next"}:
                assert built.target(path, href) is not None, (path, href)
        for _, href in built.links(path, ("a",)):
            assert urlsplit(href).scheme in {"", "http", "https", "mailto"}, (path, href)


def test_hostile_titles_stay_text(built: Built) -> None:
    for event in built.library.events.values():
        words = " ".join("".join(next(built.page(f"events/{event.id}/index.html").iter("h1")).itertext()).split())
        assert " ".join(event.title.split()) in words


def test_the_sitemap_lists_every_page(built: Built) -> None:
    trees = [fromstring((built.site / f"{prefix}sitemap.xml").read_bytes()) for prefix in built.prefixes]
    listed = [loc.text or "" for tree in trees for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(listed) == len(set(listed))
    pages = {unquote(url[len(built.url) :]) + "index.html" for url in listed}
    hidden = {path for path in built.pages if is_redirect(built.page(path)) or is_unlisted(built.page(path))}
    assert pages == set(built.pages) - hidden


def test_the_switch_leads_to_the_same_page_in_the_other_language(built: Built) -> None:
    for path in built.pages if len(built.prefixes) > 1 else ():
        prefix = next(prefix for prefix in reversed(built.prefixes) if path.startswith(prefix))
        page, inside = built.page(path), path.removeprefix(prefix)
        switch = [a for nav in page.iter("nav") if nav.get("class") == "tongues" for a in nav.iter("a")]
        assert [a.get("lang") for a in switch] == ["en", "fa"], path
        assert [a.get("aria-current") for a in switch].count("true") == 1
        if not (is_redirect(page) or inside == "404.html"):
            targets = [built.target(path, a.get("href") or "") for a in switch]
            assert targets == [(f"{each}{inside}", "") for each in built.prefixes], path
            if is_unlisted(page):
                continue
            twins = [(a.get("hreflang"), a.get("href")) for a in page.iter("link") if a.get("rel") == "alternate"]
            main, persian = (f"{built.url}{each}{inside.removesuffix('index.html')}" for each in built.prefixes)
            assert twins == [("en", main), ("x-default", main), ("fa", persian)], path


def test_a_page_below_a_language_is_in_that_language(built: Built) -> None:
    for path in built.pages if len(built.prefixes) > 1 else ():
        page = built.page(path)
        html = page if page.tag == "html" else page.find("html")
        assert html is not None
        expected = ("fa", "rtl") if path.startswith("fa/") else ("en", "ltr")
        assert (html.get("lang"), html.get("dir") or "ltr") == expected, path  # the default of HTML
