"""Documents for paper: everything in one, in volumes where that is too much, and guided timelines with events whole."""

import re

import pytest

from tests.conftest import Site
from tests.site.conftest import Render, edition, text_of
from timeline.dates import Day
from timeline.site.config import Print, SiteConfig
from timeline.site.views.paper import VOLUME, volumes

FILES = {
    "events/flood.yml": (
        "date: 1987-03-14\ntitle: Flood\nsummary: The river rises.\ntext: |\n  It *rose*.[^a]\n\n  ## Later\n\n  It fell."
        "\n\n  [^a]: Three metres.\nactors: [{actor: mayor, role: warned}]\nplaces: [mill]\ntags: [water]\n"
        "claims: [{by: mayor, says: Nobody was told., denied_by: [{actor: miller, says: Everybody was.}],"
        " sources: [{source: post, quote: not a word}]}]\nsources: [{source: post, locator: page 2}]\n"
        "figures: [{what: houses flooded, value: 12..20, according_to: mayor}]\n"
        "corrections: [{on: 1990-01-02, note: The day was wrong.}]"
    ),
    "events/trial.yml": (
        "date: 1988\ntitle: Trial\nrelations: [{type: caused-by, event: flood, according_to: mayor, denied_by: [miller]}]\n"
        "dates: [{date: 1989, according_to: miller}]\nsources: [post]"
    ),
    "actors/mayor.yml": "name: The mayor\nsummary: Head of the town.",
    "actors/miller.yml": "name: The miller",
    "places/mill.yml": "name: The mill",
    "sources/post.yml": "title: High water\npublisher: Evening Post\npublished: 1987\nurl: https://post.example/1\narchived: https://archive.example/1",
    "timelines/story.yml": (
        "title: The story\nsummary: How it went.\nstops:\n  - {event: trial, text: The end first.}\n  - {event: flood, text: Then why.}\n"
        "  - {event: trial, text: And again.}\nconclusion: So it was."
    ),
}
WHOLE = (
    "14 March 1987 Saturday Flood Confirmed The mayor warned The mill water The river rises. It rose Three metres. Later "
    "It fell. Nobody was told. not a word Everybody was. houses flooded between 12 and 20 Trial Caused by according to denied by 1989 The miller "
    "High water Evening Post https://post.example/1 archived at https://archive.example/1 The day was wrong. "
    "Head of the town. https://example.org/events/flood/"
)


def test_a_site_is_one_document_with_every_event_whole(render: Render) -> None:
    page = render(FILES, url="https://example.org/")["print/index.html"]
    shown = text_of(page)
    assert [word for word in WHOLE.split() if word not in shown] == []
    assert page.count("<article class=sheet") == 2
    assert "<meta name=robots content=noindex>" in page


@pytest.mark.parametrize("path", ["print/index.html", "timelines/story/print/index.html"])
def test_no_anchor_stands_twice_and_none_leads_nowhere(render: Render, path: str) -> None:
    page = render(FILES)[path]
    ids = re.findall(r' id="?([^"\s>]*)', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="?#([^"\s>]*)', page)) <= set(ids)
    assert "href=#event-flood>" in page, "a relation leads to its place in the same document"


def test_a_guided_timeline_has_each_event_whole_where_it_is_first_met(render: Render) -> None:
    shown = text_of(render(FILES)["timelines/story/print/index.html"])
    order = [
        "The story",
        "Stop 1 of 3",
        "The end first.",
        "Trial",
        "Stop 2 of 3",
        "Then why.",
        "14 March 1987",
        "Stop 3 of 3",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert shown.count("It fell.") == 1
    assert shown.index("And again.") < shown.index("So it was.")


def test_every_page_leads_to_the_document(render: Render) -> None:
    files = render(FILES)
    assert "href=print/>" in files["index.html"]
    assert "href=../../print/>" in files["events/flood/index.html"]
    assert "href=print/>" not in render(FILES, print="never")["index.html"]
    assert "print/index.html" not in render(FILES, print="never")
    assert "timelines/story/print/index.html" in render(FILES, print="never")


def test_a_long_site_is_divided_into_volumes_that_hold_each_event_once(site: Site, render: Render) -> None:
    files = {f"events/e{n}.yml": f"date: {1900 + n % 60}\ntitle: Event {n}" for n in range(VOLUME + 1)}
    files["events/long.yml"] = "date: 1200/1900\ntitle: Long"
    found = volumes(edition(site(files)))
    assert sorted(id for volume in found for id in volume.ids) == sorted(name[7:-4] for name in files)
    assert max(len(volume.ids) for volume in found) <= VOLUME
    made = render(files)
    assert {volume.address for volume in found} >= {"print/1900s/", "print/1950s/"}
    assert all(f"{volume.address}index.html" in made for volume in found)
    index = made["print/index.html"]
    assert all(f"href=../{volume.address}>" in index for volume in found)
    assert "<article" not in index


@pytest.mark.parametrize(
    ("number", "asked", "made"),
    [(5000, "auto", True), (5001, "auto", False), (5001, "always", True), (1, "never", False), (0, "always", False)],
)
def test_beyond_five_thousand_events_the_owner_has_to_ask(number: int, asked: Print, made: bool) -> None:
    assert SiteConfig(name="N", print=asked, today=Day(2026, 1, 1)).printed(number) is made
