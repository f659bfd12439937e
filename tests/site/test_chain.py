"""The drawing of causes, this, effects: what it shows, what it leaves to the sentences, and how it is turned round."""

import re
from xml.etree import ElementTree as ET

import pytest

from tests.conftest import Site, config
from timeline.site.chain import MOST, Chain, Link, Side, drawing
from timeline.site.lettering import lines, width
from timeline.site.pages import edition_of
from timeline.site.vantage import vantage
from timeline.site.views.events import event_view

STATIC = {"style.css": b"", "favicon.svg": b""}


def link(title: str = "The flood", **more: object) -> Link:
    return Link(href="../flood/", date="1987", title=title, shape="disc", broken=False, **more)  # type: ignore[arg-type]


def chain(causes: tuple[Link, ...] = (), effects: tuple[Link, ...] = (), more: str = "") -> Chain:
    return Chain(Side(causes, more), Side(effects), "1988", "half", False)


def shapes(html: str) -> list[ET.Element]:
    return list(ET.fromstring(f"<div>{html}</div>"))


def words(svg: ET.Element) -> list[str]:
    return [text.text or "" for text in svg.iter("text")]


def test_an_event_with_neither_cause_nor_effect_has_no_drawing() -> None:
    assert drawing(chain(), "ltr") == ""


@pytest.mark.parametrize("sides", [{"causes": (link(),)}, {"effects": (link(),)}, {"causes": (link(),) * 6}])
def test_both_shapes_say_the_same(sides: dict[str, tuple[Link, ...]]) -> None:
    wide, tall = shapes(drawing(chain(**sides), "ltr"))
    assert sorted(words(wide)) == sorted(words(tall))
    assert {"The flood", "1987", "1988"} == set(words(wide))


def test_links_are_for_the_pointer_and_the_drawing_is_silent() -> None:
    for svg in shapes(drawing(chain((link(),)), "ltr")):
        assert svg.get("aria-hidden") == "true"
        assert [(a.get("href"), a.get("tabindex")) for a in svg.iter("a")] == [("../flood/", "-1")]


def test_a_claimed_link_is_dashed_and_says_so_and_a_denial_is_never_left_out() -> None:
    wide, tall = shapes(drawing(chain((link(claimed="claimed", denied="denied"), link())), "ltr"))
    for svg in (wide, tall):
        assert {path.get("class") for path in svg.iter("path")} >= {"tie", "tie claimed"}
    assert {"claimed", "denied"} <= set(words(wide))
    assert "1987 · claimed · denied" in words(tall)


@pytest.mark.parametrize("title", ["x" * 300, "橋" * 300, "پل " * 100, "The flood & <b> " * 20, "W" * 300])
def test_long_titles_take_two_lines_inside_the_sheet(title: str) -> None:
    for svg in shapes(drawing(chain((link(title),), (link(title),)), "ltr")):
        shown = [text for text in words(svg) if text not in ("1987", "1988")]
        assert len(shown) == 4
        assert shown[1].endswith("…")
        assert max(map(width, shown)) * 15 < 316


@pytest.mark.parametrize("title", ["", " ", "a", "a  b", "橋が開通し、市民が渡る", "پل مرفورد"])
def test_nothing_of_a_title_that_fits_is_lost(title: str) -> None:
    assert re.sub(r"\s", "", "".join(lines(title, 6, 9))) == re.sub(r"\s", "", title)


def test_a_sheet_from_right_to_left_is_the_mirror_image() -> None:
    found = [shapes(drawing(chain((link("بل"),), ()), way))[0] for way in ("ltr", "rtl")]  # type: ignore[arg-type]
    left, right = ([float(text.get("x", "0")) for text in svg.iter("text")] for svg in found)
    whole = float(found[0].get("width", "0"))
    assert [whole - x for x in left] == right


def test_the_most_important_events_are_drawn_in_order_of_time_and_the_rest_is_counted(site: Site) -> None:
    files = {
        f"events/e{n}.yml": f"date: {1900 + n}\ntitle: Event {n}\nimportance: {5 if n > 1 else 1}" for n in range(8)
    }
    relations = "".join(f"\n  - {{type: caused-by, event: e{n}}}" for n in reversed(range(8)))
    files["events/end.yml"] = f"date: 1950\ntitle: End\nrelations:{relations}\n  - {{type: follows, event: e7}}"
    edition = edition_of(site(files), config(), STATIC)
    view = event_view(vantage(edition, "events/end/"), edition.library.events["end"])
    shown = [text for text in words(shapes(view.chain)[0]) if text.startswith("Event")]
    assert shown == [f"Event {n}" for n in range(2, 8)]
    assert len(shown) == MOST
    assert "and 2 more below" in words(shapes(view.chain)[0])


@pytest.mark.parametrize(
    ("relations", "said"),
    [
        ("{type: caused-by, event: a}", set()),
        ("{type: caused-by, event: a, according_to: b}", {"claimed"}),
        ("{type: caused-by, event: a, according_to: b, denied_by: [c]}", {"claimed", "denied"}),
        ("{type: caused-by, event: a, according_to: b, denied_by: [c]}, {type: follows, event: a}", set()),
    ],
)
def test_a_line_is_claimed_only_if_nobody_stands_behind_it_without_a_name(
    site: Site, relations: str, said: set[str]
) -> None:
    files = {
        "events/a.yml": "date: 1900\ntitle: A",
        "events/end.yml": f"date: 1950\ntitle: End\nrelations: [{relations}]",
        "actors/b.yml": "name: B",
        "actors/c.yml": "name: C",
    }
    edition = edition_of(site(files), config(), STATIC)
    view = event_view(vantage(edition, "events/end/"), edition.library.events["end"])
    assert set(words(shapes(view.chain)[0])) - {"A", "1900", "1950"} == said
