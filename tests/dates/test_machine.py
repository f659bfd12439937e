import re

import pytest

from timeline.dates import (
    Day,
    calendar_dates,
    four_dates,
    html_datetime,
    parse_edtf,
    schema_dates,
    timelinejs_dates,
)


@pytest.mark.parametrize(
    ("edtf", "attribute"),
    [
        ("1986", "1986"),
        ("0079", "0079"),
        ("1986-04", "1986-04"),
        ("1986-04-26", "1986-04-26"),
        ("1986-04-26~", "1986-04-26"),
        ("1986-04-26T01:23", "1986-04-26T01:23"),
        ("1986-04-26T01:23:40", "1986-04-26T01:23:40"),
        ("1986-04-26T01:23+03", "1986-04-26T01:23+03:00"),
        ("1986-04-26T01:23Z", "1986-04-26T01:23Z"),
        ("Y13000", "13000"),
        ("0000", None),
        ("-0043", None),
        ("198X", None),
        ("1986-XX", None),
        ("1986-21", None),
        ("1950S2", None),
        ("1979/1989", None),
        ("[1911,1912]", None),
    ],
)
def test_html_datetime(edtf: str, attribute: str | None) -> None:
    assert html_datetime(parse_edtf(edtf)) == attribute


@pytest.mark.parametrize(
    ("edtf", "start", "end", "lost"),
    [
        ("1986", "1986", None, ()),
        ("1986-04-26T01:23Z", "1986-04-26T01:23Z", None, ()),
        ("1979/1989-02", "1979", "1989-02", ()),
        ("1979/..", "1979", None, ("open end",)),
        ("/1989", None, "1989", ("unknown start",)),
        ("198X?", "1980-01-01", "1989-12-31", ("uncertain", "digits")),
        ("1986-24", "1986-12-01", "1987-02-28", ("season",)),
        ("[1911,1912]", "1911-01-01", "1912-12-31", ("one of several",)),
        ("-0043", None, None, ("year",)),
        ("XXXX-12-25", None, None, ("digits", "year")),
    ],
)
def test_schema_dates(edtf: str, start: str | None, end: str | None, lost: tuple[str, ...]) -> None:
    found = schema_dates(parse_edtf(edtf))
    assert (found.start, found.end, found.lost) == (start, end, lost)


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("1986-04-26", ("19860426", "19860427", ())),
        ("1986-12-31", ("19861231", "19870101", ())),
        ("1986", ("19860101", "19870101", ("precision",))),
        ("1986-04-26/1986-05-02", ("19860426", "19860503", ())),
        ("1986-04-26/..", ("19860426", None, ("open end",))),
        ("1986-04-26T01:23+03:00", ("19860425T222300Z", None, ())),
        ("1986-04-26T01:23:40", ("19860426T012340", None, ())),
        ("1986-04-26T01:00Z/1986-04-26T02:00Z", ("19860426T010000Z", "19860426T020000Z", ())),
        ("1986-04-26T01:00Z/1986-04-27", ("19860426", "19860428", ("time of day",))),
        ("../1986", None),
        ("-0043", None),
        ("Y13000", None),
        ("[..1986]", None),
    ],
)
def test_calendar_dates(edtf: str, dates: tuple[str, str | None, tuple[str, ...]] | None) -> None:
    found = calendar_dates(parse_edtf(edtf))
    assert (found and (found.start, found.end, found.lost)) == dates
    if found:
        assert re.fullmatch(r"\d{8}(T\d{6}Z?)?", found.start)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "display", "scale"),
    [
        ("1986", {"year": 1986}, None, "1986", "human"),
        ("1986-04-26", {"year": 1986, "month": 4, "day": 26}, None, "26 April 1986", "human"),
        ("1979/1989", {"year": 1979}, {"year": 1989}, "1979–1989", "human"),
        ("../1989", {"year": 1989}, None, "until 1989", "human"),
        ("-0043", {"year": -44}, None, "44 BCE", "human"),
        ("Y-66000000", {"year": -66000001}, None, "66,000,001 BCE", "cosmological"),
        (
            "1986-21",
            {"year": 1986, "month": 3, "day": 1},
            {"year": 1986, "month": 5, "day": 31},
            "spring 1986",
            "human",
        ),
    ],
)
def test_timelinejs_dates(
    edtf: str, start: dict[str, int], end: dict[str, int] | None, display: str, scale: str
) -> None:
    found = timelinejs_dates(parse_edtf(edtf))
    assert found is not None
    assert (found.start, found.end, found.display, found.scale) == (start, end, display, scale)


def test_timelinejs_has_no_date_without_a_year() -> None:
    assert timelinejs_dates(parse_edtf("XXXX-12-25")) is None


def test_timelinejs_names_what_it_cannot_carry() -> None:
    found = timelinejs_dates(parse_edtf("1986-04-26T01:23+03:00/.."))
    assert found is not None
    assert found.lost == ("open end", "offset from UTC")


_SPRING, _LATER = Day(1986, 3, 1), Day(1986, 5, 31)


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [
        ("1986-21", (_SPRING, _LATER, _SPRING, _LATER)),
        ("1986-21/..", (_SPRING, _LATER, None, None)),
        ("1986-21/", (_SPRING, _LATER, _SPRING, None)),
        ("../1986-21", (None, None, _SPRING, _LATER)),
        ("1986-03/1986-05", (_SPRING, Day(1986, 3, 31), Day(1986, 5, 1), _LATER)),
        ("[1986-03..1986-05]", (_SPRING, _LATER, _SPRING, _LATER)),
        ("{1986-03,1986-05}", (_SPRING, Day(1986, 3, 31), Day(1986, 5, 1), _LATER)),
        ("[..1986-05]", (None, _LATER, None, _LATER)),
    ],
)
def test_four_dates(edtf: str, bounds: tuple[Day | None, ...]) -> None:
    found = four_dates(parse_edtf(edtf))
    assert (found.earliest_start, found.latest_start, found.earliest_end, found.latest_end) == bounds
