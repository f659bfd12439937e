"""What lists are on a light site: rows under the names of decades, which leave out nothing that tells events apart."""

import re

import pytest

from tests.site.conftest import NAMESPACE, Render, parsed, text_of

FILES = {
    "events/flood.yml": (
        "date: 1987-03-14\ntitle: Flood\nsummary: The river rises.\nstatus: claimed\n"
        "actors: [{actor: mayor, role: warned}]\n"
        "places: [mill]\ntags: [water]\nclaims: [{by: mayor, says: Nobody was told., denied_by: [{actor: miller}]}]\n"
        "sources: [{source: post, quote: high water, locator: page 2}]\n"
    ),
    "events/trial.yml": (
        "date: about 1996\ntitle: Trial\nactors: [mayor]\n"
        "relations: [{type: caused-by, event: flood, according_to: mayor}]\n"
    ),
    "actors/mayor.yml": "name: The mayor\n",
    "actors/miller.yml": "name: The miller\n",
    "places/mill.yml": "name: The mill\n",
    "sources/post.yml": "title: High water\n",
}


@pytest.fixture
def light(render: Render) -> dict[str, str]:
    return render(FILES, lean_beyond=0)


def rows(page: str) -> list[str]:
    """The words of every row, with the shape of its mark before them."""
    lists = [each for each in parsed(page).iter() if each.get("class") == "rows"]
    marks = [[mark.get("class") for mark in row.iterfind(".//h:i", NAMESPACE)] for each in lists for row in each]
    words = [" ".join(" ".join(row.itertext()).split()) for each in lists for row in each]
    return [" ".join([*mark, text]) for mark, text in zip(marks, words, strict=True)]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            "actors/mayor",
            [
                "diamond 14 Mar 1987 Flood Claimed warned",
                "ring broken about 1996 Trial",
                "diamond 14 Mar 1987 Flood “Nobody was told.” denied by The miller",
                "ring broken about 1996 Trial Caused by “Flood”",
            ],
        ),
        (
            "actors/miller",
            ["diamond 14 Mar 1987 Flood “Nobody was told.” according to The mayor ; denied by The miller"],
        ),
        ("places/mill", ["diamond 14 Mar 1987 Flood Claimed"]),
        ("tags/water", ["diamond 14 Mar 1987 Flood Claimed"]),
        ("sources/post", ["14 Mar 1987 Flood high water page 2"]),
        (
            "claims",
            [
                "diamond 14 Mar 1987 Flood “Nobody was told.” according to The mayor ; denied by The miller",
                "ring broken about 1996 Trial Caused by “Flood” according to The mayor",
            ],
        ),
    ],
)
def test_a_list_has_a_row_for_each_event(light: dict[str, str], page: str, found: list[str]) -> None:
    assert rows(light[f"{page}/index.html"]) == found


def test_decades_are_named_and_lead_to_their_pages(light: dict[str, str]) -> None:
    page = light["actors/mayor/index.html"]
    assert re.findall(r'<h3 id="?(decade-\d+s)"?><a href=([^>]+)>', page) == [
        ("decade-1980s", "../../decades/1980s/"),
        ("decade-1990s", "../../decades/1990s/"),
    ]


def test_the_page_of_a_year_tells_an_event_without_chips(light: dict[str, str], render: Render) -> None:
    assert "The river rises." in text_of(light["years/1987/index.html"])
    assert "places/mill/" not in light["years/1987/index.html"]
    assert "places/mill/" in render(FILES)["years/1987/index.html"]


def test_a_light_site_has_the_same_addresses(light: dict[str, str], render: Render) -> None:
    assert light.keys() == render(FILES).keys()
