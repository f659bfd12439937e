"""Records in several languages: what is read, in which language a text is, what readers of another one get."""

from pathlib import Path

import pytest

from tests.conftest import config, write_content
from timeline.build.reading import lines_of, read_library
from timeline.graph.library import Library
from timeline.graph.translations import Words, in_words_of, translated
from timeline.model.texts import Text
from timeline.reports import report_text
from timeline.site.config import Translation

PERSIAN = {"fa": Translation("سیل‌ها")}
FLOOD = """
date: 1987
title: {en: Flood, fa: سیل}
summary: Only in English.
text: {en: "See [it](event:flood).", fa: "[آن](event:flood) را ببینید."}
actors: [{actor: council, role: {en: owner, fa: مالک}}]
claims: [{by: council, says: {en: It rained., fa: باران آمد.}}]
"""
FILES = {"events/flood.yml": FLOOD, "actors/council.yml": "name: Council"}


def read(folder: Path, files: dict[str, str]) -> Library:
    found = read_library(write_content(folder, files), config(others=PERSIAN))
    assert isinstance(found, Library), found
    return found


def problems(folder: Path, files: dict[str, str]) -> str:
    found = read_library(write_content(folder, files), config(others=PERSIAN))
    return "" if isinstance(found, Library) else report_text(found, lines_of(folder))


def language_of(text: str | None) -> str:
    return text.lang if isinstance(text, Text) else ""


def test_the_main_language_is_what_a_record_says(tmp_path: Path) -> None:
    flood = read(tmp_path, FILES).events["flood"]
    assert (flood.title, flood.actors[0].role, flood.claims[0].says) == ("Flood", "owner", "It rained.")


def test_another_language_has_its_own_words_down_to_roles_and_claims(tmp_path: Path) -> None:
    flood = in_words_of(read(tmp_path, FILES).events["flood"], "fa", "en")
    assert (flood.title, flood.actors[0].role, flood.claims[0].says) == ("سیل", "مالک", "باران آمد.")
    assert language_of(flood.title) == "fa"


def test_what_is_not_translated_stays_and_says_its_language(tmp_path: Path) -> None:
    flood = in_words_of(read(tmp_path, FILES).events["flood"], "fa", "en")
    assert flood.summary == "Only in English."
    assert language_of(flood.summary) == "en"


def test_a_record_may_be_in_a_language_of_its_own(tmp_path: Path) -> None:
    files = {"events/a.yml": "date: 1987\ntitle: هوا\ntext: باران.\nlang: fa"}
    event = read(tmp_path, files).events["a"]
    assert (language_of(event.title), language_of(event.text)) == ("fa", "fa")
    assert language_of(in_words_of(event, "fa", "en").title) == "fa"


def test_statements_and_links_are_translated_with_their_events(tmp_path: Path) -> None:
    relation = "relations: [{type: follows, event: flood, note: {en: Soon., fa: زود.}}]"
    files = {**FILES, "events/later.yml": f"date: 1988\ntitle: Later\n{relation}"}
    library = read(tmp_path, files)
    persian = translated(library, Words("fa", "en"))
    assert [statement.claim.says for statement in persian.statements] == ["باران آمد."]
    assert {link.note for link in persian.links["flood"]} == {"زود."}
    assert persian.order is library.order


def test_a_link_in_a_translation_must_lead_somewhere(tmp_path: Path) -> None:
    text = "text: {en: Nothing., fa: '[آن](event:flod)'}"
    report = problems(tmp_path, {"events/flood.yml": f"date: 1987\ntitle: Flood\n{text}"})
    assert "content/events/flood.yml:3:" in report
    assert 'TL301 unknown-reference: there is no event "flod"' in report


REFUSED = [
    ("title: {fa: سیل}", 'TL217 no-main-language: "title" is not given in "en", the language of the site'),
    ("title: {en: Flood, fr: Eau}", 'TL216 unknown-language: "title" is given in "fr", no language of this site'),
    ("title: {en: Flood, fa: }", "TL203 "),
    ("title: {en: Flood, fa: [سیل]}", 'TL204 wrong-shape: "title.fa" is a list, not a text'),
    ("title: Flood\norder: {en: 1}", 'TL204 wrong-shape: "order" is a mapping, not a text'),
    ("title: Flood\nlang: Persian", 'TL218 no-language-tag: "Persian" is no tag of a language'),
]


@pytest.mark.parametrize(("fields", "message"), REFUSED)
def test_what_is_no_translation_is_refused(tmp_path: Path, fields: str, message: str) -> None:
    assert message in problems(tmp_path, {"events/flood.yml": f"date: 1987\n{fields}"})


def test_a_page_of_prose_has_its_translation_beside_it(tmp_path: Path) -> None:
    files = {"about.md": "# About", "about.fa.md": "# درباره", "notes.md": "# Notes"}
    library = read(tmp_path, files)
    titles = {
        tag: [(page.address, page.title) for page in translated(library, Words(tag, "en")).prose]
        for tag in ("en", "fa")
    }
    assert titles["en"] == [("about", "About"), ("notes", "Notes")]
    assert titles["fa"] == [("about", "درباره"), ("notes", "Notes")]


def test_a_translation_of_no_page_is_a_finding(tmp_path: Path) -> None:
    assert "about.fa.md translates a page that is not there" in problems(tmp_path, {"about.fa.md": "# درباره"})
