"""Extremes: the smallest and the largest sites, long texts, many of everything, any direction, any script."""

import gzip
import posixpath
import re
from html import unescape
from urllib.parse import unquote, urldefrag

import pytest

from tests.conftest import Site
from tests.site.conftest import NAMESPACE, parsed, rendered, text_of
from timeline.site.shelves import LONG
from timeline.site.views.paper import VOLUME

MOST_BYTES = 60_000
LONG_TITLE = ("A title that goes on and on, as no editor would write it and every importer will, " * 4)[:300]
ACTORS = {f"actors/a{n}.yml": f"name: Actor number {n} with a name of some length" for n in range(40)}
SOURCES = {f"sources/s{n}.yml": f"title: Report {n}\npublisher: Paper\npublished: 2001" for n in range(60)}
MANY_ACTORS = f"actors: [{', '.join(f'{{actor: a{n}, role: part {n}}}' for n in range(40))}]"
MANY_SOURCES = f"sources: [{', '.join(f'{{source: s{n}, quote: words {n}}}' for n in range(60))}]"

SITES = {
    "one event": ({"events/a.yml": "date: 1987\ntitle: A"}, "en"),
    "no summary and no text": ({"events/a.yml": "date: 1987\ntitle: A", "events/b.yml": "date: 1990\ntitle: B"}, "en"),
    "a long title": ({"events/a.yml": f"date: 1987\ntitle: {LONG_TITLE}"}, "en"),
    "a title without a space": ({"events/a.yml": f"date: 1987\ntitle: {'x' * 300}"}, "en"),
    "forty actors": ({**ACTORS, "events/a.yml": f"date: 1987\ntitle: A\n{MANY_ACTORS}"}, "en"),
    "sixty sources": ({**SOURCES, "events/a.yml": f"date: 1987\ntitle: A\n{MANY_SOURCES}"}, "en"),
    "between 12000 BCE and 9000 BCE": ({"events/a.yml": "date: between 12000 BCE and 9000 BCE\ntitle: Ice"}, "en"),
    "an age beside a day": (
        {
            "events/a.yml": "date: between 12000 BCE and 9000 BCE\ntitle: Ice",
            "events/b.yml": "date: 2023-10-07\ntitle: B",
        },
        "en",
    ),
    "right to left in a left-to-right site": (
        {
            "actors/h.yml": "name: الحزب",
            "events/a.yml": "date: 1987\ntitle: انفجار (في المدينة) 1987\nsummary: نص.\nactors: [{actor: h, role: متهم}]",
        },
        "en",
    ),
    "left to right in a right-to-left site": (
        {"actors/h.yml": "name: Hamas (group)", "events/a.yml": "date: 1987\ntitle: A (b) C!\nactors: [h]"},
        "fa",
    ),
    "Chinese, Japanese and Korean": (
        {
            "actors/東京.yml": "name: 東京都",
            "events/東京.yml": "date: 1987\ntitle: 東京で起きた出来事、その経過\nsummary: 사건의 요약.\nactors: [東京]\ntags: [戦争]",
        },
        "ja",
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_extremes_are_well_formed_small_and_reachable(site: Site, name: str) -> None:
    content, language = SITES[name]
    library = site(content)
    files = rendered(library, language=language)
    check(files)
    words = text_of(files["index.html"])
    for event in library.events.values():
        assert " ".join(event.title.split()) in words
    assert parsed(files["index.html"]).get("dir", "ltr") == ("rtl" if language == "fa" else "ltr")


@pytest.mark.parametrize("name", SITES)
def test_a_site_without_places_does_not_speak_of_places(site: Site, name: str) -> None:
    files = rendered(site(SITES[name][0]))
    assert not any(path.startswith("places/") or 'places/"' in text for path, text in files.items())


def test_everybody_and_every_source_stands_on_the_page(site: Site) -> None:
    content = {**ACTORS, **SOURCES, "events/a.yml": f"date: 1987\ntitle: A\n{MANY_ACTORS}\n{MANY_SOURCES}"}
    words = text_of(rendered(site(content))["events/a/index.html"])
    assert all(f"Actor number {n} with" in words for n in range(40))
    assert all(f"“words {n}”" in words or f"words {n}" in words for n in range(60))


def _many(number: int, years: int) -> dict[str, str]:
    """Events that all share an actor, a place, a tag and a source, each with a claim and a relation to the first."""
    return {
        "actors/a.yml": "name: Busy",
        "actors/b.yml": "name: Other",
        "places/p.yml": "name: Here",
        "sources/s.yml": "title: Report",
        **{
            f"events/e{n}.yml": (
                f"date: {1900 + n % years}-{1 + n % 12:02}-{1 + n % 28:02}\ntitle: Event {n} of many events here\n"
                f"summary: What happened at number {n}, in a line.\nactors: [a]\nplaces: [p]\ntags: [t]\nsources: [s]\n"
                f"text: After [the first](event:e0).\n"
                f"claims: [{{by: a, says: It was so at {n}., denied_by: [b]}}]\n"
                + ("relations: [{type: caused-by, event: e0, according_to: a}]\n" if n else "")
            )
            for n in range(number)
        },
    }


@pytest.mark.parametrize(("number", "years"), [(LONG + 5, 120), pytest.param(5000, 100, marks=pytest.mark.slow)])
def test_many_events_stay_on_small_pages_and_none_is_lost(site: Site, number: int, years: int) -> None:
    files = rendered(site(_many(number, years)))
    check(files, strict=number < 1000)
    for folder in ("years/", "claims/", "actors/a/", "places/p/", "tags/t/", "sources/s/"):
        listed = {id for path, text in files.items() if path.startswith(folder) for id in _events_in(text)}
        assert len(listed) == number, folder


def _events_in(html: str) -> set[str]:
    return set(re.findall(r'href="?[^">]*/events/(e\d+)/[^">]*', html))


def check(files: dict[str, str], strict: bool = True) -> None:
    """Every page well-formed, small, without a dead link, and to be reached from the first."""
    pages = {path: text for path, text in files.items() if path.endswith(".html")}
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        for link in set(re.findall(r'<a\b[^>]*\bhref="?([^"\s>]*)', pages[path])):
            target = _target(path, unescape(link))
            assert target in pages, (path, link)
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert set(pages) - reached == {"404.html"}
    for path in sorted(pages) if strict else sorted(pages)[:: max(1, len(pages) // 300)]:
        tree = parsed(pages[path])
        ids = [element.get("id") for element in tree.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), path
        assert len(tree.findall(".//h:h1", NAMESPACE)) == 1, path
    for path, text in pages.items():
        if path.startswith("print/"):  # documents for paper are as long as what they hold, and hold 500 events at most
            assert text.count('<article class="sheet"') <= VOLUME, path
            continue
        assert len(text) < MOST_BYTES or len(gzip.compress(text.encode())) < MOST_BYTES, path


def _target(path: str, link: str) -> str:
    place, _ = urldefrag(link)
    if not place:
        return path
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(place)))
    return "index.html" if joined == "." else f"{joined}/index.html"
