"""Pages in the words of schema.org, and the cards that services make of them."""

import gzip
import json
import re
from collections.abc import Iterator

import pytest

from tests.conftest import Site
from tests.site.conftest import NAMESPACE, Render, edition, parsed, rendered
from timeline.dates import parse_edtf
from timeline.site.crumbs import breadcrumbs
from timeline.site.structured import known_dates, page_node
from timeline.site.vantage import vantage

ROOT = "https://example.org/t/"
FILES = {
    "events/attack.yml": "date: 2023-10-07\ntitle: Attack\nsummary: It began.\nstatus: disputed\nplaces: [border]\n"
    "actors: [{actor: hamas, role: attacker}, israel]\ntags: [war]\npart_of: war\n"
    "relations: [{type: claimed-revenge-for, event: strike, according_to: irgc, denied_by: [hamas],"
    " sources: [report]}]\n"
    "claims: [{by: irgc, on: 2023-12-27, says: It was revenge., sources: [report],"
    " denied_by: [{actor: hamas, says: 'No.'}, israel]}]\n"
    "media: [{src: media/a b.jpg, alt: Smoke, credit: Someone}]\nsources: [{source: book, locator: p. 3}]\n"
    "corrections: [{on: 2024-01-05, note: Day.}, {on: 2024-03, note: Month.}]",
    "media/a b.jpg": "",
    "events/strike.yml": "date: 2020-01-03\ntitle: Strike",
    "events/war.yml": "date: 2023-10/\ntitle: War",
    "actors/hamas.yml": "name: Hamas\nkind: organisation\nalso_known_as: [HAMAS]\nurl: https://hamas.example/",
    "actors/israel.yml": "name: Israel\nkind: state",
    "actors/irgc.yml": "name: IRGC\nkind: group\npart_of: iran",
    "actors/iran.yml": "name: Iran\nkind: state",
    "actors/general.yml": "name: A general\nkind: person\npart_of: irgc",
    "actors/officials.yml": "name: Officials\nkind: unnamed\npart_of: iran",
    "places/border.yml": "name: The border\ncoordinates: 31.5, 34.5\npart_of: region",
    "places/region.yml": "name: The region",
    "sources/report.yml": "title: Report\npublisher: Paper\npublished: 2023-12-28\nkind: News report\nlanguage: en\n"
    "author: [A. Writer]\nurl: https://paper.example/1\narchived: https://archive.example/1",
    "sources/book.yml": "title: Book\npublished: 201X\nkind: book\nlanguage: English",
    "tags/war.yml": "label: Wars",
    "timelines/tour.yml": "title: Tour\nstops: [strike, attack]",
    "about.md": "# About\n\nText.",
}


@pytest.fixture
def files(render: Render) -> dict[str, str]:
    return render(FILES, url=ROOT, description="Forty years.")


def data(page: str) -> dict:
    (script,) = parsed(page).findall(".//h:script", NAMESPACE)
    assert script.attrib == {"type": "application/ld+json"}
    return json.loads(script.text)


def test_an_event(files: dict[str, str]) -> None:
    page = data(files["events/attack/index.html"])
    event = page["mainEntity"]
    actors = {id: {"@type": "Organization", "@id": f"{ROOT}actors/{id}/", "name": name}
              for id, name in (("hamas", "Hamas"), ("israel", "Israel"), ("irgc", "IRGC"))}  # fmt: skip
    again = {id: {"@id": actor["@id"]} for id, actor in actors.items()}
    report = {"@id": f"{ROOT}sources/report/"}
    assert page["@type"] == "WebPage"
    claims = event.pop("subjectOf")
    assert event == {
        "@type": "Event",
        "@id": f"{ROOT}events/attack/",
        "name": "Attack",
        "startDate": "2023-10-07",
        "description": "7 October 2023. Disputed. It began.",
        "location": [
            {
                "@type": "Place",
                "@id": f"{ROOT}places/border/",
                "name": "The border",
                "geo": {"@type": "GeoCoordinates", "latitude": 31.5, "longitude": 34.5},
            }
        ],
        "about": [actors["hamas"], actors["israel"]],
        "keywords": ["Wars"],
        "image": [
            {
                "@type": "ImageObject",
                "contentUrl": f"{ROOT}media/a%20b.jpg",
                "caption": "Smoke",
                "creditText": "Someone",
            }
        ],
        "superEvent": [{"@type": "Event", "@id": f"{ROOT}events/war/", "name": "War", "startDate": "2023-10"}],
    }
    assert claims == [
        {
            "@type": "Claim",
            "url": f"{ROOT}events/attack/#claim-1",
            "text": "It was revenge.",
            "author": actors["irgc"],
            "datePublished": "2023-12-27",
            "appearance": [report],
            "subjectOf": [
                {"@type": "Claim", "text": "No.", "author": again["hamas"]},
                {"@type": "Claim", "text": "Denies it.", "author": again["israel"]},
            ],
        },
        {
            "@type": "Claim",
            "text": "Called revenge for Strike.",
            "author": again["irgc"],
            "appearance": [report],
            "subjectOf": [{"@type": "Claim", "text": "Denies it.", "author": again["hamas"]}],
        },
    ]
    assert [source["name"] for source in page["citation"]] == ["Book", "Report"]
    assert report["@id"] in [source["@id"] for source in page["citation"]]


def test_parts_stand_under_their_whole_and_a_claim_at_one_end(files: dict[str, str]) -> None:
    (part,) = data(files["events/war/index.html"])["mainEntity"]["subEvent"]
    assert part == {"@type": "Event", "@id": f"{ROOT}events/attack/", "name": "Attack", "startDate": "2023-10-07"}
    strike = data(files["events/strike/index.html"])
    assert "subjectOf" not in strike["mainEntity"]
    assert [source["name"] for source in strike["citation"]] == ["Report"]


PAPER = {
    "@type": "NewsArticle",
    "author": ["A. Writer"],
    "publisher": {"@type": "Organization", "name": "Paper"},
    "datePublished": "2023-12-28",
    "url": "https://paper.example/1",
    "inLanguage": "en",
    "archivedAt": "https://archive.example/1",
}
IRAN = {"@type": "Organization", "@id": f"{ROOT}actors/iran/", "name": "Iran"}
IRGC = {"@type": "Organization", "@id": f"{ROOT}actors/irgc/", "name": "IRGC"}
REGION = {"@type": "Place", "@id": f"{ROOT}places/region/", "name": "The region"}
ENTITIES = [
    ("actors/hamas", {"@type": "Organization", "alternateName": ["HAMAS"], "sameAs": "https://hamas.example/"}),
    ("actors/irgc", {"@type": "Organization", "parentOrganization": IRAN}),
    ("actors/general", {"@type": "Person", "memberOf": IRGC}),
    ("actors/officials", {"@type": "Thing"}),
    ("places/border", {"@type": "Place", "containedInPlace": REGION}),
    ("sources/report", PAPER),
    ("sources/book", {"@type": "Book", "@id": f"{ROOT}sources/book/"}),
]


@pytest.mark.parametrize(("path", "expected"), ENTITIES)
def test_other_records(files: dict[str, str], path: str, expected: dict) -> None:
    entity = data(files[f"{path}/index.html"])["mainEntity"]
    known = ("alternateName", "sameAs", "parentOrganization", "memberOf", "containedInPlace", "author", "publisher",
             "datePublished", "inLanguage", "archivedAt")  # fmt: skip
    assert {name: entity[name] for name in entity if name in expected or name in known} == expected


def test_a_guided_timeline_is_a_list(files: dict[str, str]) -> None:
    page = data(files["timelines/tour/index.html"])
    assert page["@type"] == "CollectionPage"
    assert page["mainEntity"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Strike", "url": f"{ROOT}events/strike/"},
        {"@type": "ListItem", "position": 2, "name": "Attack", "url": f"{ROOT}events/attack/"},
    ]


def test_the_front_page_is_a_dataset(files: dict[str, str]) -> None:
    assert data(files["index.html"])["mainEntity"] == {
        "@type": "Dataset",
        "name": "Test",
        "description": "Forty years.",
        "url": ROOT,
        "inLanguage": "en",
        "temporalCoverage": "2020/2023",
        "isAccessibleForFree": True,
    }


CRUMBS = [
    ("events/attack", ["Test", "Events", "Attack"]),
    ("actors/hamas", ["Test", "Actors", "Hamas"]),
    ("actors", ["Test", "Actors"]),
    ("years/2020", ["Test", "Years", "2020"]),
    ("years", ["Test", "Years"]),
    ("claims", ["Test", "Claims"]),
    ("timelines/tour", ["Test", "Guided timelines", "Tour"]),
]


@pytest.mark.parametrize(("path", "names"), CRUMBS)
def test_the_way_from_the_front_page(files: dict[str, str], path: str, names: list[str]) -> None:
    items = data(files[f"{path}/index.html"])["breadcrumb"]["itemListElement"]
    assert [item["name"] for item in items] == names
    assert [item["position"] for item in items] == list(range(1, len(names) + 1))
    assert items[0]["item"] == ROOT
    assert "item" not in items[-1]  # the page itself
    known = {path.removesuffix("index.html") for path in files}
    assert {item["item"].removeprefix(ROOT) for item in items[:-1]} <= known


def test_a_page_of_prose_and_one_below_a_record(site: Site) -> None:
    at = vantage(edition(site(FILES), url=ROOT), "guide/intro/")
    names = [item["name"] for item in breadcrumbs(at, "Intro")["itemListElement"]]
    assert names == ["Test", "Intro"]
    assert page_node(at, "Intro", "", None)["@type"] == "WebPage"
    at = vantage(edition(site(FILES), url=ROOT), "actors/hamas/1990s/")
    assert page_node(at, "Hamas, 1990s", "", None)["@type"] == "CollectionPage"


def test_pages_that_are_not_to_be_found_say_nothing(render: Render) -> None:
    files = render({"events/a.yml": "date: 1987\ntitle: A\naliases: [b]"})
    assert "<script" not in files["404.html"]
    assert "<script" not in files["events/b/index.html"]


DATES = [
    ("2023-10-07", "2023-10-07", None),
    ("2023-10", "2023-10", None),
    ("1979", "1979", None),
    ("2020-01-03T00:47+03:00", "2020-01-03T00:47+03:00", None),
    ("1979/1988-08", "1979", "1988-08"),
    ("1979/..", "1979", None),
    ("/1988", None, "1988"),
    ("2017~", "2017", None),
    ("-0043", None, None),
    ("0000", "0000", None),
    ("198X", None, None),
    ("2023-10-XX", None, None),
    ("2023-21", None, None),
    ("[1979,1981]", None, None),
    ("Y-12000", None, None),
    ("Y170000", None, None),
]


@pytest.mark.parametrize(("edtf", "start", "end"), DATES)
def test_dates_are_no_more_exact_than_they_are_known(edtf: str, start: str | None, end: str | None) -> None:
    assert known_dates(parse_edtf(edtf)) == (start, end)


def test_a_date_that_schema_org_has_no_room_for_is_said_in_words(render: Render) -> None:
    event = data(render({"events/a.yml": "date: 198X\ntitle: A"}, url=ROOT)["events/a/index.html"])["mainEntity"]
    assert event == {
        "@type": "Event",
        "@id": f"{ROOT}events/a/",
        "name": "A",
        "description": "the 1980s.",
    }


COVERED = [(["1979", "2023"], "1979/2023"), (["-0043", "14"], "44 BCE–14 CE"), (["0000"], "0000/0000")]


@pytest.mark.parametrize(("years", "coverage"), COVERED)
def test_the_years_a_timeline_covers(render: Render, years: list[str], coverage: str) -> None:
    events = {f"events/e{n}.yml": f'date: "{year.zfill(4)}"\ntitle: E' for n, year in enumerate(years)}
    assert data(render(events)["index.html"])["mainEntity"]["temporalCoverage"] == coverage


def test_a_site_without_events_or_address(render: Render) -> None:
    page = data(render({})["index.html"])
    assert "temporalCoverage" not in page["mainEntity"]
    assert page["url"] == "./"


def _values(value: object) -> Iterator[object]:
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _values(one)


def test_nothing_is_empty_and_every_address_is_whole(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".html") and "<meta name=robots content=noindex>" not in text:
            assert not [value for value in _values(data(text)) if value in (None, "", [], {})], path
            raw = re.search(r"ld\+json\">(.*?)</script>", text)[1]
            assert not re.findall(r'"(?:url|item|@id|contentUrl)":"(?!https://)', raw), path


def test_whoever_is_referred_to_is_named_before(files: dict[str, str]) -> None:
    """But for sources, which the page's citation names behind what appears in them."""
    for path in ("events/attack", "events/strike", "events/war"):
        page = data(files[f"{path}/index.html"])
        named = {source["@id"] for source in page.get("citation", [])}
        for node in (value for value in _values(page) if isinstance(value, dict) and "@id" in value):
            assert "name" in node or node["@id"] in named, (path, node)
            named.add(node["@id"])


HOSTILE = [
    "</script><script>canary()</script>",
    "<!-- <script>",
    "&lt;b&gt; &amp; ]]>",
    'a"b\\c',
    "انفجار",
    "line\u2028and\u2029paragraph",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_text(render: Render, title: str) -> None:
    quoted = json.dumps(title)
    files = render(
        {
            "events/a.yml": f"date: 1987\ntitle: {quoted}\nactors: [b]\nclaims: [{{by: b, says: {quoted}}}]\ntags: [t]",
            "actors/b.yml": f"name: {quoted}\nalso_known_as: [{quoted}]",
            "tags/t.yml": f"label: {quoted}",
        },
        description=title,
    )
    for path in ("events/a", "actors/b", "tags/t"):
        text = files[f"{path}/index.html"]
        raw = re.search(r"ld\+json\">(.*?)</script>", text)[1]
        assert not set(raw) & set("<>&\u2028\u2029")
        assert title in (data(text).get("name"), data(text).get("mainEntity", {}).get("name"))
        found = {meta.get("property"): meta.get("content") for meta in parsed(text).findall(".//h:meta", NAMESPACE)}
        assert found["og:title"] == title


def _metas(text: str) -> dict[str, str]:
    metas = parsed(text).findall(".//h:meta", NAMESPACE)
    return {meta.get("property") or meta.get("name", ""): meta.get("content") for meta in metas}


def test_a_card(files: dict[str, str]) -> None:
    metas = _metas(files["events/attack/index.html"])
    assert {name: text for name, text in metas.items() if ":" in name} == {
        "og:type": "article",
        "og:site_name": "Test",
        "og:title": "Attack",
        "og:description": "It began.",
        "og:url": f"{ROOT}events/attack/",
        "og:image": f"{ROOT}media/a%20b.jpg",
        "og:image:alt": "Smoke",
        "article:modified_time": "2024-01-05",
        "twitter:card": "summary_large_image",
        "twitter:image:alt": "Smoke",
    }
    plain = _metas(files["events/war/index.html"])
    assert plain["twitter:card"] == "summary"
    assert "og:image" not in plain


def test_a_card_has_no_picture_without_an_address(render: Render) -> None:
    assert "og:image" not in _metas(render(FILES)["events/attack/index.html"])


def test_an_event_page_stays_small(site: Site) -> None:
    """Eleven kinds of things, far more of each than a usual event has."""
    many = {f"actors/a{n}.yml": f"name: Actor number {n}\nkind: group" for n in range(12)}
    many |= {
        f"sources/s{n}.yml": f"title: Report {n}\npublisher: Paper {n}\npublished: 2020-01-{n + 1:02}"
        for n in range(12)
    }
    actors = ", ".join(f"a{n}" for n in range(12))
    sources = ", ".join(f"{{source: s{n}, quote: Words of report {n} on it}}" for n in range(12))
    claims = ", ".join(f"{{by: a{n}, says: Claim number {n}, denied_by: [a{n + 6}]}}" for n in range(6))
    many["events/a.yml"] = (
        "date: 2020\ntitle: A long day\nsummary: Much happened.\n"
        f"actors: [{actors}]\nsources: [{sources}]\nclaims: [{claims}]"
    )
    page = rendered(site(many), url=ROOT)["events/a/index.html"]
    assert len(gzip.compress(page.encode(), 9)) <= 8 * 1024


def test_among_very_many_events_a_page_leaves_to_others_what_they_say_as_well(render: Render) -> None:
    """Nothing that only this page says is left out: what, when, its claims with their answers. Who, where and the sources
    are links of the page to pages that have data of their own."""
    full, light = (
        render(FILES, url=ROOT, lean_beyond=beyond)["events/attack/index.html"] for beyond in (len(FILES), 1)
    )
    whole, brief = data(full), data(light)
    for same in ("@type", "@id", "name", "startDate", "image", "superEvent"):
        assert brief[same] == whole["mainEntity"][same]
    (claim,) = brief["subjectOf"]
    assert [claim["text"], *(denial["text"] for denial in claim["subjectOf"])] == [
        "It was revenge.",
        "No.",
        "Denies it.",
    ]
    assert not {"breadcrumb", "isPartOf", "citation"} & set(brief)
    assert brief["description"] == "Disputed.", "the start says the whole date"
    assert "href=../../sources/" in light
    assert ("BibTeX" in full, "BibTeX" in light) == (True, False)
    assert "Cite this page" in light


@pytest.mark.parametrize(
    ("date", "start", "said"),
    [
        ("1987-03-06", "1987-03-06", None),
        ("1987", "1987", None),
        ("1987~", "1987", "about 1987."),
        ("1987?", "1987", "1987, uncertain."),
        ("198X", None, "the 1980s."),
        ("../1987", None, "until 1987."),
    ],
)
def test_among_very_many_events_the_words_say_what_a_start_leaves_open(
    render: Render, date: str, start: str | None, said: str | None
) -> None:
    files = render({"events/a.yml": f'title: A\ndate: "{date}"'}, url=ROOT, lean_beyond=0)
    found = data(files["events/a/index.html"])
    assert (found.get("startDate"), found.get("description")) == (start, said)
