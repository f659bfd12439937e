"""Dots and names: nothing covers anything else, nothing is lost, and the same places give the same map."""

from itertools import combinations
from math import hypot
from random import Random

import pytest

from timeline.site.maps.marks import CLEAR, LARGE, SMALL, Letters, Spot, _box, clusters, length, names, radius
from timeline.site.maps.outline import Sheet
from timeline.site.maps.projection import Point

SHEET = Sheet(480, 320, None, 100)
LETTERS = Letters(11, 19)


def spot(name: str, x: float, y: float, events: int = 1, depth: int = 0) -> Spot:
    return Spot(name.lower(), name, Point(x, y), events, depth)


def crowd(number: int) -> list[Spot]:
    chance = Random(number)
    return [
        spot(f"Town {n}", chance.uniform(10, 470), chance.uniform(10, 310), chance.randrange(40)) for n in range(number)
    ]


@pytest.mark.parametrize(("events", "most", "expected"), [(0, 0, SMALL), (1, 1, SMALL), (16, 16, LARGE), (4, 16, 6.0)])
def test_the_area_of_a_dot_follows_the_events(events: int, most: int, expected: float) -> None:
    assert radius(events, most) == expected


@pytest.mark.parametrize("number", [0, 1, 2, 30, 400])
@pytest.mark.parametrize("limit", [1, 24, 150])
def test_dots_do_not_cover_each_other_and_none_is_lost(number: int, limit: int) -> None:
    found = clusters(crowd(number), limit)
    assert len(found) <= limit
    assert sorted(s for c in found for s in (c.lead, *c.others)) == sorted(crowd(number))
    for one, other in combinations(found, 2):
        gap = hypot(one.lead.at.x - other.lead.at.x, one.lead.at.y - other.lead.at.y)
        assert gap - one.radius - other.radius >= CLEAR


LEADS = [
    ([spot("A", 9, 9, 1), spot("B", 9, 9, 2)], "B"),
    ([spot("Inner", 9, 9, 0, 1), spot("Outer", 9, 9, 0, 0)], "Outer"),
    ([spot("B", 9, 9), spot("A", 9, 9)], "A"),
]


@pytest.mark.parametrize(("spots", "expected"), LEADS)
def test_most_events_lead_then_the_wider_place_then_the_alphabet(spots: list[Spot], expected: str) -> None:
    (found,) = clusters(spots, 9)
    assert found.lead.name == expected


@pytest.mark.parametrize("number", [1, 5, 60, 400])
def test_names_cover_neither_names_nor_dots_nor_the_edge(number: int) -> None:
    dots = clusters(crowd(number), 150)
    found = names(SHEET, dots, LETTERS)
    assert found == names(SHEET, clusters(crowd(number)[::-1], 150), LETTERS)
    assert any(found)
    phone = [_box(name, LETTERS.phone) for name in found if name and not name.fine]
    wide = [_box(name, LETTERS.wide) for name in found if name]
    for boxes in (phone, wide):
        assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
        assert all(box.left >= 0 and box.right <= SHEET.width and box.top >= 0 for box in boxes)
    for name, box in zip([name for name in found if name], wide, strict=True):
        for dot in dots:
            own = dot.lead.name == name.text
            x, y = dot.lead.at
            assert own or not (box.left < x < box.right and box.top < y < box.bottom)


def test_a_very_long_name_is_left_to_the_list() -> None:
    assert names(SHEET, clusters([spot("x" * 300, 200, 100)], 9), LETTERS) == [None]


@pytest.mark.parametrize(("text", "shorter"), [("東京", "Rome"), ("AAAA", "aaaa"), ("e\u0301e\u0301e", "eeee")])
def test_the_length_of_names(text: str, shorter: str) -> None:
    wide = {"東京": length("ab") < length("東京") < length("abcd")}
    assert wide.get(text, length(text) > length(shorter) or text.startswith("e"))
    assert length("e\u0301") == length("e")
