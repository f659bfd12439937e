"""Long lists: bounded pages, everything on one of them, and addresses that stay when the list grows."""

import re
from itertools import pairwise

import pytest

from tests.conftest import Site
from tests.site.conftest import edition, rendered
from timeline.dates import parse_edtf
from timeline.graph.library import Library
from timeline.graph.periods import Period
from timeline.site import urls
from timeline.site.pages import DIVISIONS, sitemap
from timeline.site.shelves import LONG, Month, Path, Shelf, below, path_of, rows, shelve
from timeline.site.vantage import vantage
from timeline.site.views.initials import initial
from timeline.site.views.periods import everything_view, years_view

PATHS = [
    ("1998-03-14", ["20th", "1990s", "1998", "1998-03", "1998-03-14"]),
    ("1998-03", ["20th", "1990s", "1998", "1998-03"]),
    ("1998", ["20th", "1990s", "1998"]),
    ("199X", ["20th", "1990s"]),
    ("19XX", ["20th"]),
    ("1998-03-14/2004", ["20th", "1990s", "1998", "1998-03", "1998-03-14"]),
    ("1998-03-30/1998-04-02", ["20th", "1990s", "1998", "1998-03", "1998-03-30"]),
    ("1998-21", ["20th", "1990s", "1998", "1998-03"]),
    ("-0043-03-15", ["1st-bce", "40s-bce", "44-bce", "-0043-03", "-0043-03-15"]),
    ("-0099", ["2nd-bce", "100s-bce", "100-bce"]),
    ("[Y-11999..-8999]", ["longer"]),
]


def _names(path: Path) -> list[str]:
    return [s if isinstance(s, str) else s.edtf if isinstance(s, Month) else urls.period(s).split("/")[1] for s in path]


@pytest.mark.parametrize(("edtf", "names"), PATHS)
def test_where_a_date_is_shelved(edtf: str, names: list[str]) -> None:
    found = _names(path_of(parse_edtf(edtf)))
    assert found[:3] == names[:3]
    assert found[3:] == names[3:] or edtf == "1998-21"  # where a season begins is the season's affair


ADDRESSES = [
    (Period(1900, 1999, "century"), 0, "actors/a/20th-century/", "centuries/20th/"),
    (Period(1990, 1999, "decade"), 0, "actors/a/1990s/", "decades/1990s/"),
    (Period(1998, 1998, "year"), 0, "actors/a/1998/", "years/1998/"),
    (Month(1998, 3), 0, "actors/a/1998/03/", "years/1998/03/"),
    (Month(1998, 3, 4), 0, "actors/a/1998/03/04/", "years/1998/03/04/"),
    (Month(-43, 3), 0, "actors/a/44-bce/03/", "years/44-bce/03/"),
    (Period(1998, 1998, "year"), 2, "actors/a/1998/part-2/", "years/1998/part-2/"),
    ("longer", 0, "actors/a/longer/", "centuries/longer/"),
    (None, 3, "actors/a/part-3/", "events/part-3/"),
]


@pytest.mark.parametrize(("stretch", "part", "of_actor", "of_site"), ADDRESSES)
def test_addresses_of_shelves(stretch: Period, part: int, of_actor: str, of_site: str) -> None:
    assert urls.shelf("actors/a/", stretch, part) == of_actor
    assert urls.shelf("events/", stretch, part) == of_site


def _days(number: int) -> list[Path]:
    """Dates from a few years, unevenly spread, some known only to the year or decade."""
    texts = (
        f"199{n % 3}" if n % 11 == 0 else "199X" if n % 13 == 0 else f"199{n % 3}-{1 + n % 12:02}-{1 + n % 28:02}"
        for n in range(number)
    )
    return [path_of(parse_edtf(text)) for text in texts]


def _pages(shelf: Shelf) -> dict[str, Shelf]:
    return {urls.shelf("x/", held.stretch, held.part): held for held in [shelf, *(one for one, _, _ in below(shelf))]}


@pytest.mark.parametrize("number", [0, 1, LONG, LONG + 1, 1000, 9000])
def test_no_page_holds_more_than_fits_and_everything_is_on_one(number: int) -> None:
    shelf = shelve(_days(number))
    shown: list[int] = []
    for held in [shelf, *(one for one, _, _ in below(shelf))]:
        assert len(held.loose) <= LONG
        assert len(rows(held)) <= 61
        assert sorted(item for row in rows(held) for item in row.items) == sorted(held.items)
        shown += held.loose
    assert sorted(shown) == list(range(number))


def test_a_page_of_a_list_stays_when_the_list_grows() -> None:
    sizes = [100, 150, LONG, LONG + 1, 300, 700, 1500, 4000, 9000]
    for fewer, more in pairwise(set(_pages(shelve(_days(size)))) for size in sizes):
        assert fewer <= more


def test_what_dates_cannot_divide_is_divided_by_number() -> None:
    shelf = shelve([path_of(parse_edtf("1998-03-14"))] * (2 * LONG + 5))
    assert [address for address in _pages(shelf) if "part" in address] == [
        f"x/1998/03/14/part-{number}/" for number in (1, 2, 3)
    ]


INITIALS = [
    ("Hamas", "h"),
    ("Élysée", "e"),
    ("“Quoted”", "q"),
    ("7 October", "digits"),
    ("東京", "han"),
    ("الحزب", "ا"),
    ("서울", "\u1109"),
    ("…", "other"),
]


@pytest.mark.parametrize(("name", "slug"), INITIALS)
def test_initials(name: str, slug: str) -> None:
    assert initial(name)[0] == slug


def _busy(number: int, years: int = 1) -> dict[str, str]:
    """Events of one actor, place and tag, from one source, each with a claim."""
    return {
        "actors/a.yml": "name: Busy",
        "actors/b.yml": "name: Other",
        "places/p.yml": "name: Here",
        "sources/s.yml": "title: Report",
        "events/many.yml": "\n---\n".join(
            f"id: e{n}\ndate: {1998 + n % years}-{1 + n % 12:02}-{1 + n % 28:02}\ntitle: Event {n}\n"
            f"importance: {1 + n % 5}\nactors: [{{actor: a, role: part {n % 3}}}]\nplaces: [p]\ntags: [t]\n"
            f"sources: [s]\nclaims: [{{by: a, says: So it was., denied_by: [b]}}]"
            for n in range(number)
        ),
    }


def test_a_year_with_many_events_lists_by_month(site: Site) -> None:
    files = rendered(site(_busy(240)))
    year = files["years/1998/index.html"]
    assert year.count("<li class=entry>") == 12 * 12
    assert "<a href=../../years/1998/03/>8 more in March 1998</a>" in year
    month = files["years/1998/03/index.html"]
    assert month.count("<li class=entry>") == 20
    assert "<a rel=prev href=../../../years/1998/02/>" in month
    assert "<a href=../../../years/1998/>1998</a>" in month
    assert "years/1998/03/14/index.html" not in files


def test_a_record_with_many_events_has_pages_below_its_own(site: Site) -> None:
    files = rendered(site(_busy(210, years=2)))
    for folder in ("actors/a", "places/p", "tags/t", "sources/s"):
        own = {path for path in files if path.startswith(f"{folder}/") and "claims" not in path}
        assert f"{folder}/20th-century/index.html" in own
        assert f"{folder}/index.html" in own
        listed = {f"/events/e{n}/" for n in range(210)}
        assert all(any(event in files[path] for path in own - {f"{folder}/index.html"}) for event in listed)
        assert not all(event in files[f"{folder}/index.html"] for event in listed)
    page = files["actors/a/1990s/index.html"]  # entries leave the record out whose list it is, and say its role
    assert "<p class=role><bdi>part 1</bdi></p>" in page
    assert "<bdi>Busy</bdi></a></li>" not in page
    assert "<bdi>Here</bdi></a><li>" in page


def test_claims_are_divided_like_events_for_all_and_for_the_actor(site: Site) -> None:
    files = rendered(site(_busy(150)))
    for base in ("claims/", "actors/a/claims/", "actors/b/denials/"):
        assert files[f"{base}index.html"].count("<div class=claim>") < 150
        months = [files[f"{base}1998/{month:02}/index.html"] for month in range(1, 13)]
        assert sum(page.count("<div class=claim>") for page in months) == 150
        assert all("Nobody has answered" not in page for page in months)
    assert "<a href=../../actors/a/claims/>All 150 claims</a>" in files["actors/a/index.html"]


def test_the_list_of_all_events_leads_to_periods_when_it_is_long(site: Site) -> None:
    short, long = (everything_view(vantage(edition(site(_busy(n))), "events/")) for n in (LONG, LONG + 1))
    assert short.inside == ()
    assert [(link.text, link.note) for link in long.inside] == [("20th century", "201 events")]
    assert all(section.more for section in long.spine.sections)


def test_dates_over_more_than_a_century_have_a_page_when_the_list_is_long(site: Site) -> None:
    files = rendered(site({**_busy(220), "events/ice.yml": 'date: "[Y-11999..-8999]"\ntitle: Ice'}))
    assert "/events/ice/" in files["centuries/longer/index.html"]
    assert "../centuries/longer/" in files["events/index.html"]


def test_a_list_of_very_many_names_is_divided_by_initial(site: Site) -> None:
    names = {f"actors/x{n}.yml": f"name: {'AB'[n % 2]}{n:03}" for n in range(600)}
    files = rendered(site({**names, "events/e.yml": "date: 1998\ntitle: E\nactors: [x1]"}))
    assert files["actors/index.html"].count('<li class="d0">') == 100
    assert "<a href=../actors/by-name/a/>A</a>" in files["actors/index.html"]
    assert "A000 – A398" in files["actors/by-name/a/index.html"]
    listed = "".join(text for path, text in files.items() if path.startswith("actors/by-name/"))
    assert all(f"/actors/x{n}/" in listed for n in range(600))


def test_very_many_years_are_listed_by_decade(site: Site) -> None:
    events = "\n---\n".join(f"id: e{n}\ndate: {1400 + n}\ntitle: E{n}" for n in range(520))
    view = years_view(vantage(edition(site({"events/many.yml": events})), "years/"))
    assert [row.heading.text for row in view.shelves][:2] == ["15th century", "16th century"]
    assert view.shelves[0].links[0].text == "1400s"


def test_the_foot_names_few_pages_of_prose_but_on_the_front_page(site: Site) -> None:
    prose = {f"p{n}.md": f"# Page {n}\n\nText." for n in range(20)}
    files = rendered(site({**prose, "events/e.yml": "date: 1998\ntitle: E"}))
    assert files["events/e/index.html"].count(">Page ") == 6
    assert files["index.html"].count(">Page ") == 20


@pytest.fixture
def busy(site: Site) -> Library:
    return site(_busy(205, years=2))


def test_all_divisions_are_in_the_sitemap_once(busy: Library) -> None:
    made = edition(busy)
    divisions = [plan.address for family in DIVISIONS for key in family.keys(made) for plan in family.plans(made, key)]
    listed = re.findall("<loc>(.*)</loc>", sitemap(made, "sitemap.xml", divisions))
    assert len(listed) == len(set(listed))
    assert divisions
    assert set(divisions) <= set(listed)


@pytest.mark.parametrize("room", [0, 7])
def test_what_is_remembered_changes_no_byte(busy: Library, room: int) -> None:
    assert rendered(busy, remember=room) == rendered(busy)
