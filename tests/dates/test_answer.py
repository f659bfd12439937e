import json

import pytest

from timeline.dates.answer import answer, told

_KEYS = """input outcome edtf level type precision earliest latest approximate uncertain unspecified words reason
readings"""


@pytest.mark.parametrize("text", ["1986", "26 April 1986", "04/05/1986", "today", "", "1979/.."])
def test_the_object_has_the_same_keys_every_time(text: str) -> None:
    found = answer(text)
    assert list(found) == _KEYS.split()
    assert json.loads(json.dumps(found)) == found


def test_a_date_is_answered_with_its_meaning() -> None:
    assert answer("c. April 1986") == {
        "input": "c. April 1986",
        "outcome": "edtf",
        "edtf": "1986-04~",
        "level": 1,
        "type": "date",
        "precision": "month",
        "earliest": "1986-04-01",
        "latest": "1986-04-30",
        "approximate": True,
        "uncertain": False,
        "unspecified": False,
        "words": "about April 1986",
        "reason": None,
        "readings": None,
    }


@pytest.mark.parametrize(
    ("text", "outcome", "reason", "readings"),
    [
        ("04/05/1986", "ambiguous", "day-month-order", ["1986-05-04", "1986-04-05"]),
        ("26 April 86", "ambiguous", "two-digit-year", []),
        ("31 April 1986", "invalid", "impossible-date", None),
        ("today", "invalid", "relative-date", None),
    ],
)
def test_a_refusal_is_answered_with_its_class(text: str, outcome: str, reason: str, readings: list[str] | None) -> None:
    found = answer(text)
    assert (found["outcome"], found["reason"], found["readings"]) == (outcome, reason, readings)
    assert found["edtf"] is None
    assert found["words"] is None


def test_strict_takes_edtf_only() -> None:
    assert answer("26 April 1986", strict=True)["outcome"] == "invalid"
    assert answer("1986-21", strict=True)["words"] == "spring 1986"


def test_words_come_in_the_language_asked_for() -> None:
    assert answer("1986~", lang="fa")["words"] == "حدود ۱۹۸۶"


def test_people_are_told_in_lines() -> None:
    assert told("about 1986") == (
        "about 1986",
        "  1986~ (EDTF level 1, date)",
        "  about 1986",
        "  1986-01-01 to 1986-12-31",
        "  known only to the year; the date is approximate",
    )
    assert told("04/05/1986") == (
        "04/05/1986",
        '  "04/05/1986" can be 4 May or 5 April',
        "  write 1986-05-04 or 1986-04-05",
    )


def test_people_are_told_what_strict_edtf_does_not_have() -> None:
    assert told("1986-04-26T01:23")[-1] == "  strict EDTF has no time without seconds; this project accepts it"
