"""A review: what its steps make of the drafts, and what it refuses."""

from pathlib import Path

import pytest

from timeline.articles.journal import FOLDER, Journal
from timeline.extract.documents import Document
from timeline.extract.drafts import extract
from timeline.extract.merging import merged
from timeline.extract.names import known_names
from timeline.extract.proposals import Draft
from timeline.extract.review import Review, Step, StepError, accepted, begin, step

TEXT = "The mill burned in 1901. Ada Oak built a dam in 1903. The dam broke in 1907. The works closed in 1911."
Steps = list[tuple[str, str]]


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, ...]:
    found = merged(extract(Document(TEXT), known_names(())).drafts)
    assert [each.date for each in found] == ["1901", "1903", "1907", "1911"]
    return found


def taken(drafts: tuple[Draft, ...], *steps: tuple[str, str] | str) -> Review:
    review = begin(drafts)
    for each in steps:
        action, value = (each, "") if isinstance(each, str) else each
        review = step(review, Step(action, value))  # type: ignore[arg-type]
    return review


def test_accepted_drafts_are_the_result_and_dropped_ones_are_not(drafts: tuple[Draft, ...]) -> None:
    review = taken(drafts, "accept", "drop", "accept", "drop")
    assert review.finished
    assert [each.date for each in accepted(review)] == ["1901", "1907"]


def test_a_date_is_set_as_people_type_it(drafts: tuple[Draft, ...]) -> None:
    [first] = accepted(taken(drafts, ("date", "about 1900"), "accept"))
    assert (first.date, first.written, first.confidence) == ("1900~", "about 1900", "high")


def test_a_title_is_set_on_one_line(drafts: tuple[Draft, ...]) -> None:
    [first] = accepted(taken(drafts, ("title", "  The mill \n burns "), "accept"))
    assert first.title == "The mill burns"


def test_a_merged_draft_gives_its_quotation_to_the_other(drafts: tuple[Draft, ...]) -> None:
    review = taken(drafts, "accept", "accept", ("merge", "2"), "drop")
    kept = accepted(review)
    assert [(each.date, [q.words for q in each.quotations]) for each in kept] == [
        ("1901", ["The mill burned in 1901."]),
        ("1903", ["Ada Oak built a dam in 1903.", "The dam broke in 1907."]),
    ]


def test_merging_into_a_merged_draft_goes_where_that_one_went(drafts: tuple[Draft, ...]) -> None:
    review = taken(drafts, "accept", ("merge", "1"), ("merge", "#2"), "drop")
    [only] = accepted(review)
    assert len(only.quotations) == 3


def test_back_takes_the_last_decision_away(drafts: tuple[Draft, ...]) -> None:
    review = taken(drafts, "accept", "drop", "back", "accept")
    assert (review.at, review.decided[:2]) == (2, ("accept", "accept"))


@pytest.mark.parametrize(
    ("steps", "last", "words"),
    [
        ([], ("date", "1986-04-31"), "April 1986 has no day 31; write 1986-04-30"),
        ([], ("date", "soon"), '"soon"'),
        ([], ("title", " . "), "a title holds at least one letter or digit"),
        ([], ("merge", "1"), "this is the first draft"),
        ([("accept", "")], ("merge", "2"), '"2" is no draft before this one; write a number from 1 to 1'),
        ([("accept", "")], ("merge", "one"), '"one" is no draft before this one'),
        ([("drop", "")], ("merge", "1"), "draft 1 was dropped"),
        ([], ("back", ""), "this is the first draft"),
        ([("drop", "")] * 4, ("accept", ""), "every draft has been decided"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    drafts: tuple[Draft, ...], steps: Steps, last: tuple[str, str], words: str
) -> None:
    with pytest.raises(StepError) as error:
        taken(drafts, *steps, last)
    assert words in str(error.value)


def test_a_journal_takes_a_review_up_where_it_stopped(drafts: tuple[Draft, ...], tmp_path: Path) -> None:
    journal = Journal(tmp_path, drafts)
    for each in (Step("accept"), Step("date", "1904"), Step("accept")):
        journal.add(each)
    review = Journal(tmp_path, drafts).load()
    assert review == taken(drafts, "accept", ("date", "1904"), "accept")


@pytest.mark.parametrize("torn", [b'["acc', b'["accept", ""', b"\xff\xfe", b'["jump", ""]\n', b"5\n", b"\x00\n"])
def test_a_line_that_was_cut_off_is_left_out(drafts: tuple[Draft, ...], tmp_path: Path, torn: bytes) -> None:
    journal = Journal(tmp_path, drafts)
    journal.add(Step("drop"))
    with journal.path.open("ab") as file:
        file.write(torn)
    assert journal.load() == taken(drafts, "drop")
    journal.add(Step("accept"))
    assert Journal(tmp_path, drafts).load() == taken(drafts, "drop", "accept")


def test_a_finished_review_leaves_nothing_behind(drafts: tuple[Draft, ...], tmp_path: Path) -> None:
    journal = Journal(tmp_path, drafts)
    journal.add(Step("accept"))
    journal.close()
    assert not (tmp_path / FOLDER).exists()


def test_other_articles_have_another_journal(drafts: tuple[Draft, ...], tmp_path: Path) -> None:
    assert Journal(tmp_path, drafts).path != Journal(tmp_path, drafts[:2]).path
