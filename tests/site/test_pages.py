"""Whole sites in memory: every page well-formed, every link alive, everything reachable, nothing foreign."""

import posixpath
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag
from xml.etree.ElementTree import fromstring

import pytest

from tests.conftest import config
from tests.site.conftest import NAMESPACE, Render, edition, parsed, rendered, text_of
from timeline.build.reading import read_library
from timeline.graph.library import Library
from timeline.site.pages import Page, outputs, pages
from timeline.site.sitemap import sitemap, sitemap_names

FULL = Path(__file__).parents[1] / "sites" / "full" / "content"
DATA = '<script type="application/ld+json">'  # holds data, which no browser runs
BASES = ["", "https://example.org/", "https://example.org/a/b/"]


@pytest.fixture(scope="module")
def library() -> Library:
    read = read_library(FULL, config(relation_types=_types()))
    assert isinstance(read, Library), read
    return read


def _types() -> object:
    from timeline.graph.relations import pair, relation_types

    return relation_types(pair("inspired-by", "inspired", "inspired by", "inspired", "back"))


@pytest.fixture(scope="module")
def files(library: Library) -> dict[str, str]:
    return rendered(library, url="https://example.org/a/b/", edit_url="https://forge.example/edit/content/")


@pytest.fixture(scope="module")
def html(files: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in files.items() if path.endswith(".html")}


def test_every_page_is_well_formed_and_says_what_it_is(html: dict[str, str]) -> None:
    for path, text in html.items():
        tree = parsed(text)
        assert tree.get("lang") == "en", path
        assert tree.get("dir", "ltr") == "ltr", path
        assert len(tree.findall(".//h:h1", NAMESPACE)) == 1, path
        assert tree.findtext(".//h:title", None, NAMESPACE), path
        found = {meta.get("name"): meta.get("content") for meta in tree.findall(".//h:meta", NAMESPACE)}
        assert found["description"], path
        assert found["viewport"], path
        canonical = tree.find(".//h:link[@rel='canonical']", NAMESPACE).get("href")
        assert canonical.startswith("https://example.org/a/b/"), path


def test_headings_skip_no_level(html: dict[str, str]) -> None:
    for path, text in html.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", text)]
        assert levels[0] == 1, path
        for above, below in pairwise(levels):
            assert below <= above + 1, (path, levels)


def test_anchors_are_unique_and_links_alive(html: dict[str, str], files: dict[str, str], library: Library) -> None:
    prose = {f"{page.address}/index.html" for page in library.prose}
    anchors = {path: re.findall(r'\bid="?([^"\s>]+)', text) for path, text in html.items()}
    for path, text in html.items():
        assert len(set(anchors[path])) == len(anchors[path]), path
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            target, anchor = _target(path, unescape(link))
            if target is None or target in prose or target.startswith("media/"):
                continue
            assert target in files, (path, link)
            assert not anchor or anchor in anchors[target], (path, link)


def _target(path: str, link: str) -> tuple[str | None, str]:
    if re.match(r"https?:|mailto:", link):
        return None, ""
    place, anchor = urldefrag(link)
    if not place:
        return path, unquote(anchor)
    if place.startswith("/"):
        assert path == "404.html"
        assert place.startswith("/a/b/")
        target = unquote(place.removeprefix("/a/b/"))
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
        assert not target.startswith(".."), (path, link)
    target = "" if target == "." else target
    return (f"{target.rstrip('/')}/index.html".lstrip("/") if place.endswith(("/", "..")) else target), unquote(anchor)


def test_every_page_can_be_reached_from_the_front_page(html: dict[str, str]) -> None:
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for link in re.findall(r'<a\b[^>]*\bhref="?([^"\s>]*)', html[path]):
            target, _ = _target(path, unescape(link))
            if target in html and target not in reached:
                reached.add(target)
                waiting.append(target)
    redirects = {path for path, text in html.items() if "http-equiv=refresh" in text}
    assert set(html) - reached - redirects == {"404.html"}


def test_nothing_is_requested_from_elsewhere_and_no_script_runs(html: dict[str, str]) -> None:
    for path, text in html.items():
        assert set(re.findall("<script[^>]*>", text)) <= {DATA}, path
        assert "default-src 'none'" in text, path
        names = {name for element in parsed(text).iter() for name in element.attrib}
        assert not {name for name in names if name == "style" or name.startswith("on")}, path
        for link in re.findall(r'\bsrc="?([^"\s>]*)|<link\b[^>]*\bhref="?([^"\s>]*)', text):
            assert not link[0].startswith(("http", "//")), path


def test_earlier_and_later_visit_every_event_once_in_order(html: dict[str, str], library: Library) -> None:
    path, visited = f"events/{library.order[0]}/index.html", []
    while path:
        visited.append(path.split("/")[1])
        following = re.search(r'rel=next href="?([^"\s>]*)', html[path])
        path = _target(path, following[1])[0] if following else ""
    assert visited == list(library.order)


def test_relations_show_at_both_ends_with_who_says_and_who_denies(html: dict[str, str], library: Library) -> None:
    shown = 0
    for id, links in library.links.items():
        page = text_of(html[f"events/{id}/index.html"])
        for link in links:
            assert library.events[link.other].title in page, (id, link.other)
            if link.type.name not in ("part-of", "has-part"):
                assert link.type.label.casefold() in page.casefold()  # it begins a sentence
                shown += 1
            for actor in (link.according_to, *(denial.actor for denial in link.denied_by)):
                assert actor is None or library.actors[actor].name in page
    assert shown


def test_claims_stand_with_their_denials_on_event_actor_and_claims_pages(
    html: dict[str, str], library: Library
) -> None:
    everything = text_of(html["claims/index.html"])
    assert library.statements
    for statement in library.statements:
        claim = statement.claim
        paths = [f"events/{statement.event}", f"actors/{claim.by}", *(f"actors/{d.actor}" for d in claim.denied_by)]
        for text in (everything, *(text_of(html[f"{path}/index.html"]) for path in paths)):
            assert _plain(claim.says) in text
            for denial in claim.denied_by:
                assert _plain(denial.says or "Denies it.") in text
        assert f"id=claim-{statement.number}>" in html[f"events/{statement.event}/index.html"]


def _plain(text: str) -> str:
    return " ".join(text.split())


def test_nothing_unpublished_occurs(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert "MUST-NOT-BE-PUBLISHED" not in text, path
        assert "ARCHIVED-TEXT-IS-NEVER-PUBLISHED" not in text, path
        assert "secret-" not in path


def test_the_order_of_the_list_can_be_turned_round(library: Library) -> None:
    titles = {}
    for order in ("oldest", "newest"):
        home = rendered(library, order=order)["index.html"]
        titles[order] = re.findall(r"class=title><a href=events/([^/]+)/", home)
    assert titles["newest"] == list(reversed(titles["oldest"]))


@pytest.mark.parametrize("url", BASES)
def test_two_runs_give_the_same_bytes(library: Library, url: str) -> None:
    assert rendered(library, url=url) == rendered(library, url=url)


def test_no_two_outputs_share_a_path(library: Library) -> None:
    site = edition(library)
    paths = [output.path for output in outputs(site, {"style.css": b"", "favicon.svg": b""})]
    assert len(paths) == len(set(paths))


def test_pages_come_one_at_a_time(library: Library) -> None:
    first = next(pages(edition(library)))
    assert isinstance(first, Page)
    assert first.path == "index.html"


def test_sitemap_lists_every_page_worth_finding(files: dict[str, str], html: dict[str, str], library: Library) -> None:
    tree = fromstring(files["sitemap.xml"])
    found = [
        unquote(loc.text.removeprefix("https://example.org/a/b/")) for loc in tree.iter() if loc.tag.endswith("loc")
    ]
    prose = {f"{page.address}/" for page in library.prose}
    expected = {path.removesuffix("index.html") for path, text in html.items() if "noindex" not in text} | prose
    assert sorted(found) == sorted(expected)
    assert "Sitemap: https://example.org/a/b/sitemap.xml" in files["robots.txt"]


def test_former_addresses_lead_to_the_present_one(render: Render) -> None:
    files = render(
        {"events/flood.yml": "date: 1987\ntitle: Flood\naliases: [great-flood]"}, url="https://example.org/t/"
    )
    page = files["events/great-flood/index.html"]
    assert '<meta http-equiv=refresh content="0; url=../flood/">' in page
    assert "<link rel=canonical href=https://example.org/t/events/flood/>" in page
    assert "great-flood" not in files["sitemap.xml"]


def test_a_correction_is_the_only_date_of_change(render: Render) -> None:
    files = render(
        {
            "events/a.yml": "date: 1987\ntitle: A\ncorrections: [{on: 2024-01-05, note: Wrong day.}]",
            "events/b.yml": "date: 1987\ntitle: B",
        },
        url="https://example.org/",
    )
    assert re.findall(r"<lastmod>(.*?)</lastmod>", files["sitemap.xml"]) == ["2024-01-05"]


def test_a_site_without_anything_still_has_a_front_page(render: Render) -> None:
    files = render({})
    assert "No events yet" in text_of(files["index.html"])
    assert "years/index.html" not in files
    assert "claims/index.html" not in files


HOSTILE = "</title><script>canary()</script><img src=x onerror=canary()>\"'&"


def test_hostile_words_stay_words_everywhere(render: Render) -> None:
    word = "'" + HOSTILE.replace("'", "''") + "'"
    files = render(
        {
            "events/a.yml": f"date: 1987\ntitle: {word}\nsummary: {word}\nactors: [{{actor: b, role: {word}}}]\n"
            f"places: [p]\ntags: [t]\nclaims: [{{by: b, says: {word}, denied_by: [{{actor: b, says: {word}}}]}}]\n"
            f"figures: [{{what: {word}, value: 3, note: {word}}}]\n"
            f"dates: [{{date: 1988, note: {word}}}]\nsources: [{{source: s, quote: {word}, locator: {word}}}]\n"
            f"corrections: [{{on: 2020, note: {word}}}]",
            "actors/b.yml": f"name: {word}\nsummary: {word}\nalso_known_as: [{word}]",
            "places/p.yml": f"name: {word}",
            "tags/t.yml": f"label: {word}\ndescription: {word}",
            "sources/s.yml": f"title: {word}\npublisher: {word}\nauthor: [{word}]\nkind: {word}",
            "timelines/g.yml": f"title: {word}\nsummary: {word}\nstops: [a]",
        },
        description=HOSTILE,
    )
    for path, text in files.items():
        if path.endswith(".html"):
            assert set(re.findall("<script[^>]*>", text)) <= {DATA}, path
            assert "<img" not in text, path
            tree = parsed(text)
            assert tree.find(".//h:head/h:title", NAMESPACE) is not None, path
    assert HOSTILE in text_of(files["events/a/index.html"])


def test_only_a_preview_lets_a_script_of_the_host_run(render: Render) -> None:
    event = {"events/a.yml": "date: 1987\ntitle: A"}
    assert "Content-Security-Policy" in render(event)["index.html"]
    assert "Content-Security-Policy" not in render(event, preview=True)["index.html"]


def test_words_of_any_direction_are_isolated(render: Render) -> None:
    files = render({"events/a.yml": "date: 1987\ntitle: انفجار في المدينة\nactors: [b]", "actors/b.yml": "name: الحزب"})
    page = files["events/a/index.html"]
    assert '<h1 dir="auto">انفجار في المدينة</h1>' in page
    assert "<bdi>الحزب</bdi>" in page


def test_a_long_sitemap_is_an_index_of_several_files(library: Library) -> None:
    site, divisions = edition(library, url="https://example.org/"), [f"events/many/{n}/" for n in range(20_000)]
    names = sitemap_names(site, divisions)
    assert names == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    index, *parts = (re.findall("<loc>(.*?)</loc>", sitemap(site, name, divisions)) for name in names)
    assert index == [f"https://example.org/{name}" for name in names[1:]]
    listed = [address for part in parts for address in part]
    assert len(listed) == len(set(listed)) > 20_000
    assert max(map(len, parts)) <= 10_000
