"""The tagger as a whole: anchors, domain, direction, offsets, EDTF beside TIMEX3, and texts of every kind."""

import json
import os
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from timeline.dates import Day, parse_edtf
from timeline.extract.anchor import anchor_of, dateline
from timeline.extract.documents import Document, read_document
from timeline.extract.drafts import extract
from timeline.extract.mentions import Anchor
from timeline.extract.names import known_names
from timeline.extract.rules import grammar
from timeline.extract.timex import find, guess_domain

ANCHOR = Anchor(Day(2023, 12, 28))
NOBODY = known_names([])
SHARED = Path(os.environ.get("TIMELINE_SHARED", Path(__file__).parents[3] / "shared")) / "corpora"


def values(text: str, domain: str = "news") -> list[str]:
    return [each.value for each in find(text, ANCHOR, domain)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In 1979 it began.", "1979"),
        ("In the third quarter it grew.", "2023-35"),
        ("It fell in the summer of 1914.", "1914-22"),
        ("In the 1990s it grew.", "199X"),
        ("In the 19th century it grew.", "18XX"),
        ("In 490 BC it fell.", "-0489"),
        ("It happened last week.", "2023-12-18/2023-12-24"),
        ("It opened around 1979.", "1979~"),
        ("It burned on Tuesday night.", "2023-12-26"),
        ("It took two weeks.", ""),
        ("He recently left.", ""),
    ],
)
def test_edtf_is_never_more_precise_than_the_words(text: str, edtf: str) -> None:
    assert [each.edtf for each in find(text, ANCHOR, "news")] == [edtf]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He left on Thursday.", "2023-12-28"),
        ("He left on Friday.", "2023-12-22"),
        ("He will leave on Friday.", "2023-12-29"),
        ("The vote is to begin on Tuesday.", "2024-01-02"),
        ("The fine will be paid Jan. 15.", "2024-01-15"),
        ("It opened Nov. 3.", "2023-11-03"),
        ("Monday's ruling will change much.", "2023-12-25"),
    ],
)
def test_tense_decides_the_direction(text: str, value: str) -> None:
    assert values(text) == [value]


def test_in_a_story_days_count_from_the_last_date_told() -> None:
    text = "On 3 May 1808 the town fell. Two days later it burned. In June the army left."
    assert values(text, "narrative") == ["1808-05-03", "1808-05-05", "1808-06"]


def test_a_year_behind_the_second_date_serves_both() -> None:
    assert values("It ran from May to June 1940.") == ["1940-05", "1940-06"]


def test_the_domain_is_guessed_by_what_dates_count_from() -> None:
    story = "In 1808 it fell. In 1809 it rose. On 3 May 1810 it fell. In 1811 it rose. In 1812 it fell."
    assert guess_domain(story, ANCHOR) == "narrative"
    assert guess_domain("It fell on Monday, police said. In 1808 it had stood.", ANCHOR) == "news"


@pytest.mark.parametrize(
    "text",
    [
        "Thursday, December 28, 2023 – It began.",
        "PARIS, 28 December 2023 (Wire) - It began.",
        "A title\n\nDecember 28, 2023\n\nIt began.",
        "2023-12-28: it began.",
        "Published 28 December 2023, 10:15 GMT\nIt began.",
        "Updated on December 28, 2023 at 10:15 a.m.\n\nIt began.",
        "By Ann Oak\nDec 28, 2023\n\nIt began.",
        "28 December 2023 | News\nIt began.",
        "28.12.2023\nIt began.",
        "2023-12-28T10:15:00Z\nIt began.",
        "OAKTON, Ohio, December 28, 2023 /Wire/ -- It began.",
        "Date: Thu, 28 Dec 2023 10:00:00 +0000\n\nIt began.",
        "Oakton, 28 December 2023. It began.",
        "Thursday 28 December 2023 10.15 GMT\n\nIt began.",
        "(December 28th, 2023) It began.",
    ],
)
def test_a_dateline_is_the_anchor(text: str) -> None:
    assert dateline(text) == Day(2023, 12, 28)


def test_a_date_inside_a_sentence_is_no_dateline() -> None:
    assert dateline("On December 28, 2023 the hall burned down.") is None


@pytest.mark.parametrize(
    "text",
    [
        "A town in 1921\n\nOn December 28, 2023, it burned.",
        "The hall burned on 28 December 2023. It is rebuilt.",
        "OAKTON, December 28 (Wire) - No year is written.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline(text) is None


@pytest.mark.parametrize(
    "html",
    [
        '<html><meta property="article:published_time" content="2023-12-28T10:00:00Z"><p>It began.</p>',
        '<html><meta name="date" content="20231228"><p>It began.</p>',
        '<html><meta itemprop="datePublished" content="December 28, 2023"><p>It began.</p>',
        '<html><p>Published <time datetime="2023-12-28">today</time></p><p>It began.</p>',
        '<html><p itemprop="datePublished" content="2023-12-28">today</p><p>It began.</p>',
        '<html><script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
        ' {"@type": "NewsArticle", "datePublished": "2023-12-28T10:00"}]}</script><p>It began.</p>',
    ],
)
def test_the_head_of_a_page_has_its_day(html: str) -> None:
    assert anchor_of(read_document(html, "a.html")) == Anchor(Day(2023, 12, 28), "metadata")


def test_a_time_inside_a_sentence_is_not_when_the_page_appeared() -> None:
    html = '<html><p>On <time datetime="1914-06-28">28 June 1914</time> it began.</p>'
    assert anchor_of(read_document(html, "a.html")).day is None


def test_what_is_given_goes_before_what_is_found() -> None:
    document = Document("2023-12-28: it began.", published="2020-01-01")
    assert anchor_of(document, Day(2019, 1, 1)).day == Day(2019, 1, 1)
    assert anchor_of(document).day == Day(2020, 1, 1)


def test_without_an_anchor_a_weekday_is_unknown() -> None:
    [only] = find("It fell on Monday.", Anchor(None), "news")
    assert (only.value, only.edtf) == ("XXXX-WXX-1", "")


@pytest.mark.parametrize(
    "part",
    ["on Monday ", "October 7, ", "2 1/2 ", "a ", "((", "the first ", "1990 - ", "“", "\n", "\n\n", " " * 50, "9" * 50,
     "December 28, 2023 – ", "two hundred thousand ", "in the late early mid ", "٣ ", "of the year of the ", "’s",
     "2020 "],
)  # fmt: skip
@pytest.mark.parametrize(
    "run", [lambda text: find(text, ANCHOR, "narrative"), lambda text: extract(Document(text), NOBODY)]
)
def test_the_work_grows_with_the_length_alone(run: Callable[[str], object], part: str) -> None:
    def work(size: int) -> int:
        return steps(lambda: run(part * (size // len(part))))

    work(2_000)  # what is compiled on first use
    once = work(4_000)
    assert work(8_000) < 2.2 * once + 500


def steps(run: Callable[[], object]) -> int:
    """Calls made by a function: the same on every machine, unlike its time."""
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(one_more)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


STRANGE = (
    *("", " ", "\x00", "\ud800", "０７ May", "²", "1²/3/1999", "Ⅳ", "٣ مايو ٢٠٢٣", "31/31/31", "0th", "0 BC", "the 0s"),
    *("February 30, 2021", "'00s", "the 99th century", "99999999999999999999 years ago", "9999 years later"),
    *("Dec. 31, 9999. Two days later", "the 0000s", "24:61 a.m.", "00 May", "3 1/0 years", "the 31st century BC"),
)


@pytest.mark.parametrize("text", STRANGE)
def test_no_text_is_too_strange(text: str) -> None:
    for domain in ("news", "narrative"):
        for each in find(text, ANCHOR, domain):  # type: ignore[arg-type]
            assert text[each.start : each.end] == each.words
            assert not each.edtf or parse_edtf(each.edtf)


@pytest.mark.parametrize("day", [None, Day(2023, 12, 28), Day(1, 1, 1), Day(9999, 12, 31)], ids=str)
def test_words_of_cards_in_any_order_give_values_that_are_edtf(day: Day | None) -> None:
    shuffled = random.Random(5)
    words = [
        *sorted(grammar().codes),
        "7",
        "31",
        "203",
        "1812",
        "2023",
        "80s",
        "9/11",
        "0530",
        "5.3.1989",
        "2019-03-05",
    ]
    for _ in range(60):
        text = " ".join(shuffled.choices(words, k=60))
        for each in (*find(text, Anchor(day), "news"), *find(text, Anchor(day), "narrative")):
            assert text[each.start : each.end] == each.words
            assert not each.edtf or parse_edtf(each.edtf)


def test_a_week_at_the_end_of_the_years_has_no_edtf() -> None:
    assert [each.edtf for each in find("It ends this week.", Anchor(Day(9999, 12, 31)), "news")] == [""]


def corpus() -> Iterator[tuple[str, str, str]]:
    for path in sorted(SHARED.glob("timex/*/docs.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            yield record["doc_id"], record["dct"], record["text"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not part of the repository")
def test_offsets_and_values_hold_in_every_corpus_document() -> None:
    known = known_names([])
    for name, dct, text in corpus():
        found = extract(Document(text), known, parse_edtf(dct).earliest)
        for each in found.drafts:
            assert parse_edtf(each.date), name
            for quotation in each.quotations:
                assert text[quotation.start : quotation.end] == quotation.words, name
        end = 0
        for mention in find(text, Anchor(parse_edtf(dct).earliest)):
            assert text[mention.start : mention.end] == mention.words, name
            assert mention.start >= end, name
            end = mention.end


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora are not part of the repository")
def test_hostile_texts_cost_no_more_than_others() -> None:
    find("warm up on Monday", ANCHOR)
    for path in sorted((SHARED / "hostile").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            parts = record.get("parts")
            text = "".join(p * n for p, n in parts) if parts else str(record.get("v") or record.get("yaml") or "")
            # a word costs about 8 calls, an expression up to 500; the first of a kind compiles its patterns
            assert steps(lambda text=text: find(text, ANCHOR)) < 60_000 + 80 * len(text), record.get("id")
