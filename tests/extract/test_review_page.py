"""The page of `--html`: the text of each article is there character for character, marks have exact offsets, nothing is
asked for from anywhere, and what an article says stays text."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import pytest

from timeline.extract.batch import Batch, Timeline
from timeline.extract.documents import read_document
from timeline.extract.drafts import extract
from timeline.extract.names import known_names
from timeline.extract.page import render_page, visible

ARTICLE = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")
HOSTILE = (
    "In 1990 <script>alert(1)</script> said \"a & b\" <img src=x onerror='x'> {{ 7*7 }} {% x %} </div></body>\r\n"
    "\r\n\n\n  In 1991 \x00\x1b[31m\ufffe ‮he &amp; she &#x41; left.\n\nIn\n\n1992\n\n\n"
)


def page_of(*texts: str) -> str:
    batch = Batch(Timeline())
    found = [extract(read_document(text), known_names(())) for text in texts]
    for each in found:
        batch.add(each)
    return render_page(found, batch.merged())


@dataclass
class Seen(HTMLParser):
    """What a browser would make of a page."""

    texts: list[str] = field(default_factory=list)
    marks: list[tuple[int, int, int, str]] = field(default_factory=list)  # number of the text, start, end, words
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    depth: int = 0
    mark: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self.tags.add(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.addresses += [
            value for key, value in found.items() if key in ("src", "srcset", "action", "data", "poster")
        ]
        if tag == "h2":
            self.texts.append("")
        if tag == "div":
            self.depth += found.get("class") == "text" or self.depth > 0
        if tag == "a":
            self.links.append(found["href"])
        if tag == "mark":
            self.mark = int(found["data-start"]), int(found["data-end"])
            self.marks.append((len(self.texts) - 1, *self.mark, ""))

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "div" and self.depth > 0
        self.mark = None if tag == "mark" else self.mark

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.texts[-1] += data
            if self.mark:
                number, start, end, words = self.marks[-1]
                self.marks[-1] = (number, start, end, words + data)


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


TEXTS = [(ARTICLE,), (HOSTILE,), (ARTICLE, HOSTILE), ("",), ("In 1990.",), ("Nothing happened.",)]


@pytest.mark.parametrize("texts", TEXTS)
def test_articles_stand_there_character_for_character(texts: tuple[str, ...]) -> None:
    assert seen(page_of(*texts)).texts == [visible(text) for text in texts]


@pytest.mark.parametrize("texts", TEXTS)
def test_a_mark_is_the_text_at_its_offsets(texts: tuple[str, ...]) -> None:
    for number, start, end, words in seen(page_of(*texts)).marks:
        assert visible(texts[number][start:end]) == words


@pytest.mark.parametrize("texts", TEXTS)
def test_every_link_leads_to_a_place_on_the_page(texts: tuple[str, ...]) -> None:
    found = seen(page_of(*texts))
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_the_page_asks_for_nothing_and_runs_nothing() -> None:
    page = page_of(HOSTILE, ARTICLE)
    found = seen(page)
    assert found.addresses == []
    assert not {"script", "img", "link", "iframe", "object", "form", "svg"} & found.tags
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_characters_that_may_not_stand_in_a_page_are_shown_as_such() -> None:
    page = page_of(HOSTILE)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", page)
    assert len(visible(HOSTILE)) == len(HOSTILE)


def test_a_draft_of_two_articles_stands_by_the_first_and_points_at_both() -> None:
    other = "PARIS, March 9, 2021 - The February 20 fire ruined the city of Lunden.\n"
    found = seen(page_of(ARTICLE, other))
    assert [text == visible(each) for text, each in zip(found.texts, (ARTICLE, other), strict=True)] == [True, True]
    assert any(link.startswith("#mark-2-") for link in found.links)
