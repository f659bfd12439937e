"""Maps on pages: every place has its dot and its link, those without a point are said so, pages stay small."""

import gzip
import re
from collections.abc import Callable

import pytest

from tests.conftest import Site
from tests.site.conftest import rendered
from timeline.model.quantities import Coordinates
from timeline.site.language import load
from timeline.site.maps.marks import Cluster, Spot
from timeline.site.maps.projection import Point
from timeline.site.maps.view import kilometres, sheet_for, words

ROME = "- {id: rome, name: Rome, coordinates: '41.9, 12.5'}"
PARIS = "- {id: paris, name: Paris, coordinates: '48.9, 2.35'}"
FIJI = "- {id: taveuni, name: Taveuni, coordinates: '-17, 179.95'}\n- {id: rabi, name: Rabi, coordinates: '-16.5, -179.98'}"
POLES = "- {id: north, name: North Pole, coordinates: '90, 0'}\n- {id: south, name: South Pole, coordinates: '-90, 0'}"

Pages = Callable[..., dict[str, str]]


@pytest.fixture
def pages(site: Site) -> Pages:
    def make(*places: str, events: str = "- {id: e, title: E, date: 1987, places: [rome]}") -> dict[str, str]:
        return rendered(site({"places/all.yml": "\n".join(places), "events/all.yml": events}))

    return make


def test_a_place_page_shows_the_place_its_neighbours_and_how_far_they_are(pages: Pages) -> None:
    page = pages(ROME, PARIS)["places/rome/index.html"]
    assert 'role="group" aria-label="Map of the region around Rome"' in page
    assert '<g class=here role=img aria-label="Rome, 1 event">' in page
    assert re.search(r'<a href=../../places/paris/ aria-label=Paris><title>Paris</title><circle class="ring"', page)
    assert "Nearest places here: <a href=../../places/paris/>Paris</a> (1,100 km)." in page


def test_a_place_without_a_point_has_no_map_and_says_so(pages: Pages) -> None:
    found = pages(ROME, "- {id: there, name: There}")
    assert "<figure" not in found["places/there/index.html"]
    assert "not given" in found["places/there/index.html"]
    assert "Not on the map, since the record gives no point: <a" in found["places/index.html"]


def test_no_place_with_a_point_is_no_map(pages: Pages) -> None:
    found = pages("- {id: rome, name: Rome}")
    assert "<figure" not in found["places/index.html"]


def test_all_places_stand_on_the_map_of_all(pages: Pages) -> None:
    page = pages(ROME, PARIS, FIJI, POLES)["places/index.html"]
    links = re.findall(r"<a href=../places/([a-z]+)/ aria-label", page)
    assert sorted(links) == ["north", "paris", "rabi", "rome", "south", "taveuni"]
    assert "class=globe" in page
    width, height = re.search(r'viewBox="0 0 (\d+) (\d+)"', page).groups()  # type: ignore[union-attr]
    for x, y, r in re.findall(r'cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.]+)"', page):
        assert float(r) <= float(x) <= float(width) - float(r)
        assert float(r) <= float(y) <= float(height) - float(r)


def test_neighbours_across_the_antimeridian_are_close(pages: Pages) -> None:
    page = pages(ROME, FIJI)["places/taveuni/index.html"]
    assert re.search(r">Rabi</a> \(56 km\)", page)


SHEETS = [
    ([(41.9, 12.5)], True),
    ([(41.9, 12.5), (48.9, 2.35)], True),
    ([(-17, 179.9), (-17, -179.9)], True),
    ([(90, 0), (80, 90), (80, -90)], True),
    ([(0, 0), (0, 180)], False),
    ([(90, 0), (-90, 0)], False),
    ([(51, 0), (-33, 151)], False),
]


@pytest.mark.parametrize(("points", "regional"), SHEETS)
def test_places_close_to_each_other_get_a_region_others_the_world(
    points: list[tuple[float, float]], regional: bool
) -> None:
    sheet = sheet_for([Coordinates(*point) for point in points])
    assert (sheet.middle is not None) is regional
    assert all(sheet.holds(sheet.place(longitude, latitude), 10) for latitude, longitude in points)


DISTANCES = [
    (0.2, "less than 1 km"),
    (1, "1 km"),
    (9.6, "10 km"),
    (217, "220 km"),
    (999, "1,000 km"),
    (8849, "8,800 km"),
]


@pytest.mark.parametrize(("distance", "expected"), DISTANCES)
def test_distances(distance: float, expected: str) -> None:
    assert kilometres(load("en"), distance) == expected


def test_a_shared_dot_says_who_shares_it() -> None:
    rome, ostia = (Spot(n.lower(), n, Point(0, 0), e) for n, e in (("Rome", 2), ("Ostia", 1)))
    assert words(load("en"), Cluster(rome, 4, [])) == "Rome, 2 events"
    assert words(load("en"), Cluster(rome, 4, [ostia])) == "Rome, 2 events; close by: Ostia, 1 event"
    assert words(load("en"), Cluster(rome, 4, [ostia] * 10)).endswith("Ostia, 1 event and 2 more")


def test_a_hostile_name_stays_text(pages: Pages) -> None:
    page = pages(ROME, "- {id: bad, name: '\"><script>x</script>', coordinates: '42, 12'}")["places/rome/index.html"]
    assert "<script>" not in page


def test_two_thousand_places_make_a_small_map(site: Site) -> None:
    spread = [
        f"- {{id: p{n}, name: Town {n}, coordinates: '{n * 7 % 170 - 85}, {n * 13 % 360 - 180}'}}" for n in range(2000)
    ]
    library = site({"places/all.yml": "\n".join(spread), "events/e.yml": "date: 1987\ntitle: E"})
    from tests.site.conftest import edition
    from timeline.site.maps.view import places_map
    from timeline.site.vantage import vantage

    view = places_map(vantage(edition(library), "places/"))
    assert view is not None
    assert len(view.dots) <= 150
    text = view.land + view.lines + view.globe + "".join(f"{dot.href}{dot.words}{dot.words}" for dot in view.dots)
    assert len(gzip.compress(text.encode())) < 25_000
