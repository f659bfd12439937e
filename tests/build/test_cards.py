"""Drawn cards: what they show, whose letters they have, and that the same content gives the same bytes."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from tests.conftest import Site, config
from tests.site.conftest import THEME
from timeline.build.cards import FACES, _has, draw
from timeline.build.render import Site as Rendered
from timeline.site.cards import COVERED, HEIGHT, WIDTH, Face, shown

FACE = Face("Mereford", "7 March 1987", "The bridge opens", "Reported, not confirmed", "dot", False, "ltr")
FILES = {
    "events/flood.yml": "date: 1987-03-14\ntitle: Flood",
    "events/bridge.yml": "date: 1965\ntitle: 橋の映画",
    "events/bare.yml": "date: 1966\ntitle: 🌉",
}
IMAGE = re.compile(rb'<meta property=og:image content=https://example.org/([^">]*)>')


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_the_typefaces_have_every_letter_they_are_said_to_have(weight: str) -> None:
    file = str(FACES / f"noto-serif-{weight}.ttf")
    letters = (chr(code) for first, last in COVERED for code in range(first, last + 1) if chr(code).isalpha())
    assert [letter for letter in letters if not _has(file, letter)] == []
    assert not _has(file, "橋")


@pytest.mark.parametrize(
    "face",
    [
        FACE,
        replace(FACE, title="x" * 300),
        replace(FACE, title="many words " * 30, date="between 12000 BCE and 9000 BCE", broken=True),
        replace(FACE, title="بازدید مهندسان ایرانی از پل", direction="rtl", shape="half"),
        replace(FACE, date="", status="A description. " * 30, shape=""),
        *(replace(FACE, shape=shape) for shape in ("disc", "ring", "bar", "diamond", "struck")),
    ],
)
def test_a_card_is_small_always_the_same_and_keeps_its_margins(face: Face) -> None:
    data = draw(face)
    assert data == draw(face)
    assert len(data) < 60_000
    image = opened(data)
    assert image.size == (WIDTH, HEIGHT)
    paper = image.getpixel((2, 2))
    margins = [(0, 0, 60, HEIGHT), (1140, 0, WIDTH, HEIGHT)] if face.direction == "ltr" else [(0, 0, 60, HEIGHT)]
    assert [image.crop(margin).getextrema() for margin in margins] == [(paper, paper)] * len(margins)


def test_what_a_card_says_changes_its_picture() -> None:
    assert (
        len(
            {
                draw(face)
                for face in (FACE, replace(FACE, title="x"), replace(FACE, date="1988"), replace(FACE, shape="half"))
            }
        )
        == 4
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [("A 🌉 B", "A B"), ("橋", None), ("Мост", "Мост"), ("پل (۱)", "پل (۱)"), ("a\tb", "a b"), ("…", "…")],
)
def test_signs_may_be_left_out_but_no_letter(text: str, left: str | None) -> None:
    assert shown(text) == left


def test_pages_name_their_card_and_pages_with_foreign_letters_have_none(site: Site) -> None:
    made = dict(Rendered(site(FILES), config(cards=True, url="https://example.org/"), THEME).files())
    images = {path: IMAGE.findall(data) for path, data in made.items() if path.endswith(".html")}
    assert re.fullmatch(rb"static/cards/flood\.[0-9a-f]{8}\.png", images["events/flood/index.html"][0])
    assert images["index.html"] == images["events/index.html"] != images["events/flood/index.html"]
    assert images["events/bridge/index.html"] == images["events/bare/index.html"] == []
    drawn = {path for path in made if path.startswith("static/cards/")}
    assert drawn == {image.decode() for found in images.values() for image in found}


def test_nothing_is_drawn_unless_the_owner_asks(site: Site) -> None:
    made = dict(Rendered(site(FILES), config(url="https://example.org/"), THEME).files())
    assert not [path for path in made if path.endswith(".png")]
    assert b"og:image" not in made["index.html"]
