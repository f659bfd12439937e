"""Sizes and names of pictures, and what `<img>` says of them."""

import pytest

from timeline.site import urls
from timeline.site.pictures import SIZES, Original, attributes, drawing_size, largest, renditions, srcset

BASE = urls.base("events/a/")


def original(width: int, height: int, scalable: bool = True) -> Original:
    return Original(width, height, "1a2b3c4d", scalable)


@pytest.mark.parametrize(
    ("found", "widths", "whole"),
    [
        (original(16, 9), [], (16, 9)),
        (original(480, 100), [], (480, 100)),
        (original(481, 100), [480], (481, 100)),
        (original(1000, 3000), [480, 800], (1000, 3000)),
        (original(1920, 1080), [480, 800, 1280], (1920, 1080)),
        (original(6000, 4000), [480, 800, 1280], (1920, 1280)),
        (original(6000, 1), [480, 800, 1280], (1920, 1)),
        (original(6000, 4000, scalable=False), [], (6000, 4000)),
    ],
)
def test_sizes_never_enlarge_and_keep_the_shape(found: Original, widths: list[int], whole: tuple[int, int]) -> None:
    made = renditions("media/a.jpg", found)
    assert [one.width for one in made] == widths
    for one in made:
        assert one.height == max(1, round(found.height * one.width / found.width))
    last = largest("media/a.jpg", found)
    assert (last.path, last.width, last.height) == ("media/a.jpg", *whole)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("media/bridge.jpg", "media/bridge.480.1a2b3c4d.jpg"),
        ("media/a.b.JPEG", "media/a.b.480.1a2b3c4d.JPEG"),
        ("pic.d/höhe, 2.png", "pic.d/höhe, 2.480.1a2b3c4d.png"),
    ],
)
def test_names_carry_width_and_content(path: str, name: str) -> None:
    assert renditions(path, original(500, 500))[0].path == name


def test_a_comma_in_a_name_does_not_part_a_srcset() -> None:
    offered = srcset("media/a, b.png", original(500, 500), BASE)
    assert offered == "../../media/a%2C%20b.480.1a2b3c4d.png 480w, ../../media/a%2C%20b.png 500w"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (None, {"loading": "lazy"}),
        (original(16, 9), {"width": "16", "height": "9", "loading": "lazy"}),
        (
            original(500, 250),
            {
                "width": "500",
                "height": "250",
                "srcset": "../../media/a.480.1a2b3c4d.png 480w, ../../media/a.png 500w",
                "sizes": SIZES,
                "loading": "lazy",
            },
        ),
    ],
)
def test_what_a_picture_says(found: Original | None, expected: dict[str, str]) -> None:
    assert dict(attributes("media/a.png", found, BASE)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<?xml version="1.0"?><!-- x --><svg xmlns="u" width="40" height="30px">', (40, 30)),
        ("<svg viewBox='0 0 100 50'>", (100, 50)),
        ('<svg viewBox="-5,-5,10.4,9.6">', (10, 10)),
        ('<svg width="100%" height="100%" viewBox="0 0 3 4">', (3, 4)),
        ('<svg stroke-width="3">', None),
        ('<svg width="0" height="0">', (1, 1)),
        ("no drawing", None),
    ],
)
def test_the_size_of_a_drawing(text: str, expected: tuple[int, int] | None) -> None:
    assert drawing_size(text) == expected
