"""Drafts of an article of our own: dates, titles, names, who says so; and records that the check accepts."""

from pathlib import Path

import pytest

from tests.conftest import Findings, Site
from timeline.dates import parse_edtf
from timeline.extract.batch import draft_files, timeline_of
from timeline.extract.documents import Document, read_document
from timeline.extract.drafts import Extraction, extract
from timeline.extract.lines import draft_lines
from timeline.extract.merging import merged
from timeline.extract.names import known_names
from timeline.extract.proposals import Draft

ARTICLE = (Path(__file__).parent / "article.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    return extract(Document(ARTICLE), known_names([]))


@pytest.fixture(scope="module")
def drafts(extraction: Extraction) -> tuple[Draft, ...]:
    return merged(extraction.drafts)


def draft(drafts: tuple[Draft, ...], date: str) -> Draft:
    return next(each for each in drafts if each.date == date)


def test_the_anchor_is_read_from_the_dateline(extraction: Extraction) -> None:
    assert (extraction.anchor.day, extraction.anchor.origin, extraction.domain) == ((2021, 3, 5), "dateline", "news")


def test_the_dates_are_those_of_the_article_and_no_other(extraction: Extraction) -> None:
    expected = {"1988", "1994", "2016", "2019", "2021-02-20", "2021-03-01", "2021-03-03", "2021-03-05"}
    assert {each.date for each in extraction.drafts} == expected


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("2021-02-20", "February 20 fire"),
        ("1988", "Ada Larsen joined the Harbour Authority"),
        ("1994", "Ada Larsen took over as its director"),
        ("2016", "Sale was being prepared"),
        ("2019", "Northern Shipping Union called the closing of the east dock a “crime against the city”"),
        ("2021-03-03", "NSU spokeswoman Ada Larsen openly tied the February 20 fire to the sale of the dock"),
        ("2021-03-05", "NSU addressed the arrest of a crane driver in Esbech"),
        ("2021-03-01", "Arrest of a crane driver in Esbech"),
    ],
)
def test_titles_are_made_from_the_clause(drafts: tuple[Draft, ...], date: str, title: str) -> None:
    assert draft(drafts, date).title == title


def test_a_resolved_date_says_how(drafts: tuple[Draft, ...]) -> None:
    monday = draft(drafts, "2021-03-01")
    assert (monday.written, monday.note) == ("Monday", "the Monday before the report's date")


def test_mentions_of_one_dated_noun_are_one_draft_with_claim_and_denial(drafts: tuple[Draft, ...]) -> None:
    fire = draft(drafts, "2021-02-20")
    assert len(fire.quotations) == 3
    assert fire.status == "disputed"
    claims = {each.id: (each.denial, each.denied_by) for each in fire.said}
    union = "northern-shipping-union"
    assert claims["harbour-authority-of-lunden"] == (False, (union,))
    assert claims[union][0]


def test_officials_without_a_name_are_the_ones_who_say_so(drafts: tuple[Draft, ...]) -> None:
    said = draft(drafts, "2016")
    assert ([each.speaker for each in said.said], said.status) == (["city officials"], "claimed")


def test_every_quotation_is_the_text_at_its_place(extraction: Extraction) -> None:
    quotations = [quotation for each in extraction.drafts for quotation in each.quotations]
    assert all(ARTICLE[each.start : each.end] == each.words for each in quotations)


def test_the_records_pass_the_check_and_none_is_published(site: Site, findings: Findings) -> None:
    files = dict(draft_files(ARTICLE))
    assert findings(files) == ""
    library = site(files)
    assert not library.events
    assert not library.actors
    assert all("draft: true" in text for path, text in files.items() if path.endswith(".yml"))


def test_known_names_are_used_before_new_ones_are_proposed(site: Site) -> None:
    library = site({"actors/nsu.yml": "name: Northern Shipping Union\nkind: organisation\n"})
    files = draft_files(ARTICLE, timeline=timeline_of(tuple(library.actors.values()), ()))
    assert "actors/northern-shipping-union.yml" not in files
    assert any("by: nsu" in text for path, text in files.items() if path.startswith("events/"))


@pytest.mark.parametrize(
    "text",
    [
        "In 1990 he said \"a: b\" [x](y) {z} # 'k' \\ \x07 ‮.",
        "In 1990 - - : ? ! & * | > % @ ` \t\u2028 it fell.",
        "In 1990 " + "very " * 400 + "long it was.",
        "Null said in 1990 that yes: no.",
        "It fell in the summer of 2009. It rose in the third quarter of 2011, in the winter of 2012 and early in 2013.",
    ],
)
def test_hostile_text_makes_records_that_can_be_read(findings: Findings, text: str) -> None:
    files = {path: data for path, data in draft_files(text).items() if not path.endswith(".txt")}
    assert findings(files) == ""


def test_html_gives_text_title_and_day() -> None:
    html = (
        '<!doctype html><html><head><title>The fire</title><meta property="og:site_name" content="Daily">'
        '<meta property="article:published_time" content="2021-03-05T10:00:00Z"></head>'
        "<body><nav>Menu 1999</nav><p>It burned on Monday.</p><script>var x = 1998;</script></body></html>"
    )
    document = read_document(html)
    assert (document.title, document.publisher) == ("The fire", "Daily")
    found = extract(document, known_names([]))
    assert [(each.date, found.anchor.origin) for each in found.drafts] == [("2021-03-01", "metadata")]


def test_markdown_with_a_head_keeps_its_offsets() -> None:
    text = '---\ntitle: "Fire"\ndate: 2021-03-05\n---\nIt burned on Monday.\n'
    found = extract(read_document(text), known_names([]))
    [only] = found.drafts
    assert text[only.quotations[0].start : only.quotations[0].end] == "It burned on Monday."
    assert only.date == "2021-03-01"


def test_drafts_as_json_lines() -> None:
    [line] = draft_lines(['{"doc_id": "a", "dct": "2021-03-05", "text": "The hall burned on Monday."}'])
    assert '"edtf": "2021-03-01"' in line
    assert '"doc_id": "a"' in line


def test_every_date_of_a_draft_is_edtf(extraction: Extraction) -> None:
    assert all(parse_edtf(each.date) for each in extraction.drafts)


TEXTS = [
    ARTICLE,
    ARTICLE.replace("\n", "\r\n"),
    "ROME, April 29 (Wire) - The order of Wednesday is a mistake, an official said. It fell.",
    "They meet Friday (May 8, 2009) at 10:30 a.m. EDT by the lake. In 1990 it fell",
    "PARIS, France (Wire)_ Some 1,500 people marched Sunday in 2001, burning flags.",
    "In\n1990 \u201cit fell\u201d. \U0001f600 In 1991, too!\u2028In 1992; \u00e9t\u00e9 1993.",
    "1990",
    "...1990... (1991) \u201c1992\u201d",
    "In 1990 " * 300,
]


@pytest.mark.parametrize("text", TEXTS)
def test_quotations_and_dates_are_the_text_at_their_offsets(text: str) -> None:
    for each in extract(Document(text), known_names([])).drafts:
        [quotation] = each.quotations
        assert text[quotation.start : quotation.end] == quotation.words
        assert text[quotation.date_start : quotation.date_end] == each.written
        assert quotation.start <= quotation.date_start < quotation.date_end <= quotation.end


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ada Oak, who died in 1950, had built the mill.", "Ada Oak died"),
        ("Ada Oak built the mill. She sold it in 1950.", "Ada Oak sold it"),
        ("Ada Oak built the mill, selling it in 1950.", "Ada Oak sold it"),
        ("Police said on 3 May 2001 that the mill was closed.", "Police said that the mill was closed"),
        ("Police said that the mill was closed in 2001.", "Mill was closed"),
        ("The mill was closed, police said on 3 May 2001.", "Police said the mill was closed"),
        ("After the mill burned in 1950, the town was rebuilt.", "Mill burned"),
        ("In 1950, after long debates, the town was rebuilt.", "Town was rebuilt"),
        ("The town, rebuilt by then, opened its gates in 1950.", "Town opened its gates"),
        ("The works lost $3 million, from $2 million a year earlier.", None),
        ("The works lost $3 million, compared to May 1999.", None),
        ("The works had their first loss since 1992.", None),
        ("The works have been closed since 1992.", "Works have been closed"),
        ("The May 3, 2001 fire destroyed the mill.", "May 3, 2001 fire"),
        ("He left in 1950.", "He left"),
    ],
)
def test_a_title_has_the_subject_of_its_clause(text: str, title: str | None) -> None:
    found = extract(Document(f"PARIS, March 3, 2021 - It began.\n\n{text}"), known_names([])).drafts
    assert [each.title for each in found] == ([] if title is None else [title])


def test_a_pronoun_nobody_stands_for_is_told() -> None:
    [only] = extract(Document("He left in 1950."), known_names([])).drafts
    assert (only.confidence, only.reasons) == ("low", ('"he" in the title stands for what the text said before',))


@pytest.mark.parametrize(("lead", "words"), [("since", "beginning"), ("until", "end"), ("by", "latest")])
def test_a_date_that_bounds_a_span_is_told(lead: str, words: str) -> None:
    [only] = extract(Document(f"The works were closed {lead} 1992."), known_names([])).drafts
    assert only.confidence == "medium"
    assert words in only.reasons[0]


def test_who_was_killed_is_told_where_the_title_speaks_of_the_killing() -> None:
    text = "A bomb killed Ada Oak. The killing was planned in 1950, the police said."
    [only] = extract(Document(text), known_names([])).drafts
    assert only.title == "Killing of Ada Oak was planned"
    assert only.reasons == ('"the killing" was taken to be that of Ada Oak',)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The fire reached Damascus in 1950.", {"Damascus": "place"}),
        ("The U.S. joined in 1950. The US left.", {"US": "state"}),
        ("The Republic of France fell in 1950.", {"France": "state"}),
        ("In 1950 the Steel CEO Ada Oak left.", {"Steel": "organisation", "Ada Oak": "person"}),
        ("The Northern Shipping Union (NSU) struck in 1950. The NSU won.", {"Northern Shipping Union": "organisation"}),
    ],
)
def test_names_are_known_by_their_forms(text: str, kinds: dict[str, str]) -> None:
    found = extract(Document(text), known_names([])).drafts
    assert {name.words: name.kind for each in found for name in (*each.names, *each.nearby)} == kinds
