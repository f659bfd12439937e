"""Citations of a page, and the foot of a record's page, where they are copied and the record is edited."""

import json
import re
from dataclasses import replace
from itertools import accumulate

import pytest

from tests.site.conftest import NAMESPACE, Render, parsed
from timeline.site import urls
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
    (chicago, replace(EVENT, title="Who did it?", date="1", url=""), "“Who did it?” Timeline entry, 1. Mereford."),
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


LINES = [
    ("https://github.com/o/r/edit/main/content/a.yml", "https://github.com/o/r/blob/main/content/a.yml#L12"),
    ("https://git.example/o/r/edit/main/c/edit/a.yml", "https://git.example/o/r/blob/main/c/edit/a.yml#L12"),
    ("https://github.com/o/edit/edit/main/a.yml", "https://github.com/o/edit/blob/main/a.yml#L12"),
    ("https://gitlab.com/g/s/r/-/edit/main/a.yml", "https://gitlab.com/g/s/r/-/blob/main/a.yml#L12"),
    ("https://git.example/g/r/edit/master/a.yml", "https://git.example/g/r/blob/master/a.yml#L12"),
    ("https://codeberg.org/o/r/_edit/main/a.yml", "https://codeberg.org/o/r/src/branch/main/a.yml#L12"),
    ("https://git.example/forge/o/r/_edit/main/%7Ba%7D.yml", "https://git.example/forge/o/r/src/branch/main/%7Ba%7D.yml#L12"),
    ("https://bitbucket.org/o/r/src/main/a.yml?mode=edit", ""),
    ("https://forge.example/edit/main/a.yml", ""),
    ("https://example.org/edit?file=a.yml", ""),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "shown"), LINES)
def test_the_address_of_a_line(edit: str, shown: str) -> None:
    assert urls.line(edit, 12) == shown


FILES = {
    "events/many.yml": "id: a\ndate: 1987\ntitle: A\nactors: [b]\nplaces: [p]\ntags: [t]\nsources: [s]\n---\n"
    "id: c\ndate: 1988\ntitle: C",
    "actors/b.yml": "name: B",
    "places/p.yml": "name: P",
    "sources/s.yml": "title: S",
    "timelines/g.yml": "title: G\nstops: [a]",
}
OPTIONS = {"url": "https://example.org/t/", "edit_url": "https://github.com/o/r/edit/main/content/"}
FEET = [
    ("events/a", True, "Edit this event", "events/many.yml#L1"),
    ("events/c", True, "Edit this event", "events/many.yml#L9"),
    ("actors/b", True, "Edit this actor", "actors/b.yml#L1"),
    ("sources/s", True, "Edit this source", "sources/s.yml#L1"),
    ("timelines/g", True, "Edit this guided timeline", "timelines/g.yml#L1"),
    ("places/p", False, "Edit this place", "places/p.yml#L1"),
]


def _foot(page: str):  # noqa: ANN202 - an element of xml.etree
    return parsed(page).find(".//h:main/*[@class='colophon']", NAMESPACE)


@pytest.mark.parametrize(("path", "citable", "edit", "record"), FEET)
def test_the_foot_of_a_record(render: Render, path: str, citable: bool, edit: str, record: str) -> None:
    foot = _foot(render(FILES, **OPTIONS)[f"{path}/index.html"])
    links = {"".join(a.itertext()): a.get("href") for a in foot.findall(".//h:a", NAMESPACE)}
    assert links[edit] == f"{OPTIONS['edit_url']}{record.partition('#')[0]}"
    assert f"https://github.com/o/r/blob/main/content/{record}" in links.values()
    assert ("Permanent link" in links) == citable
    names = [dt.text for dt in foot.findall(".//h:details//h:dt", NAMESPACE)]
    assert names == (["APA", "Chicago", "BibTeX", "CSL-JSON"] if citable else [])
    if citable:
        assert links["Permanent link"] == f"https://example.org/t/{path}/"
        assert f"https://example.org/t/{path}/" in foot.find("h:p", NAMESPACE).text


def test_pages_without_a_record_have_no_foot(render: Render) -> None:
    files = render(FILES, **OPTIONS)
    for path in ("index.html", "404.html", "years/index.html", "years/1987/index.html", "actors/index.html"):
        assert _foot(files[path]) is None
    assert _foot(files["tags/t/index.html"]) is None  # a tag without a record of its own


def test_without_a_repository_or_an_address_the_foot_still_cites(render: Render) -> None:
    foot = _foot(render(FILES)["events/a/index.html"])
    assert foot.find("h:p", NAMESPACE).text == "“A” (1987), Test"
    assert [a.get("href") for a in foot.findall(".//h:a", NAMESPACE)] == ["../a/"]


def test_what_is_copied_is_what_was_made(render: Render) -> None:
    title = "{\\x} & <b>\"'%_</b>"
    quoted = "'" + title.replace("'", "''") + "'"
    foot = _foot(render({"events/a.yml": f"date: 1987\ntitle: {quoted}"}, **OPTIONS)["events/a/index.html"])
    made = replace(EVENT, id="a", title=title, site="Test", date="1987", url="https://example.org/t/events/a/")
    shown = ["".join(dd.itertext()) for dd in foot.findall(".//h:dd", NAMESPACE)]
    assert shown == [form.text for form in forms(made)]
