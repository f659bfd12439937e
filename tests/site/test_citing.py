"""Citations of a page."""

import json
import re
from dataclasses import replace
from itertools import accumulate

import pytest

from timeline.site.citing import Cited, apa, bibtex, bibtex_key, chicago, csl_json, forms, plain

URL = "https://example.org/t/events/flood/"
EVENT = Cited(
    kind="event", id="flood", title="The flood", site="Mereford", label="Timeline entry", date="about 1987", url=URL
)
ACTOR = replace(EVENT, kind="actor", id="irgc", title="IRGC", label="Entry on an actor", date="")

WORDS = [
    (plain, EVENT, f"“The flood” (about 1987), Mereford, {URL}"),
    (plain, ACTOR, f"“IRGC” (entry on an actor), Mereford, {URL}"),
    (plain, replace(EVENT, url=""), "“The flood” (about 1987), Mereford"),
    (plain, replace(EVENT, title="A “just” war\n again"), f"“A ‘just’ war again” (about 1987), Mereford, {URL}"),
    (apa, EVENT, f"The flood [Timeline entry, about 1987]. (n.d.). Mereford. {URL}"),
    (apa, replace(ACTOR, site="What now?"), f"IRGC [Entry on an actor]. (n.d.). What now? {URL}"),
    (chicago, EVENT, f"“The flood.” Timeline entry, about 1987. Mereford. {URL}."),
    (chicago, replace(EVENT, title="Who did it?", date="44 BCE"), f"“Who did it?” Timeline entry, 44 BCE. Mereford. {URL}."),
    (chicago, replace(EVENT, title="هل حدث؟", url=""), "“هل حدث؟” Timeline entry, about 1987. Mereford."),
    (chicago, replace(EVENT, title="“No!”", url=""), "“‘No!’” Timeline entry, about 1987. Mereford."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "page", "expected"), WORDS)
def test_citations_in_words(form, page: Cited, expected: str) -> None:  # noqa: ANN001 - a function of this module
    assert form(page) == expected


def test_an_entry_for_bibtex() -> None:
    assert bibtex(EVENT) == (
        "@misc{event-flood,\n"
        "  title = {{The flood}},\n"
        "  howpublished = {Mereford},\n"
        "  note = {Timeline entry, about 1987},\n"
        f"  url = {{{URL}}},\n"
        "}"
    )


TEX = [
    ("R&D", r"R\&D"),
    ("100 % of $5_000 #1", r"100 \% of \$5\_000 \#1"),
    ("a~b^c", r"a\textasciitilde{}b\textasciicircum{}c"),
    (r"\input{/etc/passwd}", r"\textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{}"),
    ("}}, author = {Nobody", r"\textbraceright{}\textbraceright{}, author = \textbraceleft{}Nobody"),
    ("<b> | “quoted”\n@misc{x,", r"\textless{}b\textgreater{} \textbar{} “quoted” @misc\textbraceleft{}x,"),
    ("انفجار في المدينة", "انفجار في المدينة"),
]


@pytest.mark.parametrize(("title", "tex"), TEX)
def test_titles_stay_text_for_tex(title: str, tex: str) -> None:
    entry = bibtex(replace(EVENT, title=title, site=title, date=title))
    assert f"  title = {{{{{tex}}}}},\n" in entry
    assert f"  howpublished = {{{tex}}},\n" in entry
    assert len(entry.splitlines()) == 6
    depths = list(accumulate({"{": 1, "}": -1}.get(c, 0) for c in entry.removeprefix("@misc")))
    assert min(depths[:-1]) > 0  # as BibTeX counts: a backslash protects no brace
    assert depths[-1] == 0


def test_an_address_is_not_escaped_but_cannot_close_its_field() -> None:
    entry = bibtex(replace(EVENT, url="https://example.org/a%20b_c#d~e}, x = {"))
    assert "  url = {https://example.org/a%20b_c#d~e%7D,%20x%20=%20%7B},\n" in entry


def test_keys_are_ascii_and_differ() -> None:
    ids = ["flood", "kérosène", "kerosene", "kërosene", "خبر", "報告", "a-1"]
    keys = [bibtex_key("event", id) for id in ids]
    assert len(set(keys)) == len(ids)
    assert all(re.fullmatch(r"event-[a-z0-9-]*[a-z0-9]", key) for key in keys)


def test_an_item_of_csl() -> None:
    assert json.loads(csl_json(EVENT)) == [
        {
            "id": "event-flood",
            "type": "webpage",
            "title": "The flood",
            "container-title": "Mereford",
            "genre": "Timeline entry",
            "event-date": {"literal": "about 1987"},
            "URL": URL,
            "language": "en",
        }
    ]
    (bare,) = json.loads(csl_json(replace(ACTOR, url="")))
    assert set(bare) == {"id", "type", "title", "container-title", "genre", "language"}


@pytest.mark.parametrize("title", ['"', "\\", '"}], [{"id": "x', "\u2028</script>", "a\n\nb"])
def test_titles_stay_text_in_csl(title: str) -> None:
    (item,) = json.loads(csl_json(replace(EVENT, title=title)))
    assert item["title"] == " ".join(title.split())


def test_no_form_gives_a_day_of_access() -> None:
    assert not [form.name for form in forms(EVENT) if re.search("access|urldate|retrieved", form.text, re.IGNORECASE)]
