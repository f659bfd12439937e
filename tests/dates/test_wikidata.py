import pytest

from timeline.dates import DateError, from_wikidata, parse_edtf, wikidata_dates
from timeline.dates.wikidata import JULIAN, WikidataTime

_BOTH_WAYS = [
    ("1986", "+1986-00-00T00:00:00Z", 9),
    ("1986-04", "+1986-04-00T00:00:00Z", 10),
    ("1986-04-26", "+1986-04-26T00:00:00Z", 11),
    ("-0043", "-0044-00-00T00:00:00Z", 9),
    ("-0043-03-15", "-0044-03-15T00:00:00Z", 11),
    ("0000", "-0001-00-00T00:00:00Z", 9),
    ("198X", "+1980-00-00T00:00:00Z", 8),
    ("18XX", "+1801-00-00T00:00:00Z", 7),
    ("Y-66000000", "-66000001-00-00T00:00:00Z", 9),
]


@pytest.mark.parametrize(("edtf", "time", "precision"), _BOTH_WAYS)
def test_a_point_in_time_both_ways(edtf: str, time: str, precision: int) -> None:
    found = wikidata_dates(parse_edtf(edtf))
    assert found.point == WikidataTime(time, precision)
    assert (found.earliest, found.latest, found.circa, found.lost) == (None, None, False, ())
    back = from_wikidata(time, precision)
    assert (back.value.edtf, back.notes) == (edtf, ())


@pytest.mark.parametrize(
    ("time", "precision", "edtf"),
    [
        ("+1900-01-01T00:00:00Z", 7, "18XX"),
        ("+1901-01-01T00:00:00Z", 7, "19XX"),
        ("+1985-00-00T00:00:00Z", 8, "198X"),
        ("-0044-00-00T00:00:00Z", 8, "[-0048..-0039]"),
        ("-0001-00-00T00:00:00Z", 7, "[-0099..0000]"),
        ("-0450-00-00T00:00:00Z", 7, "[-0499..-0400]"),
        ("+1986-04-26T00:00:00Z", 9, "1986"),
        ("+00000001986-04-26T00:00:00Z", 11, "1986-04-26"),
    ],
)
def test_coarse_wikidata_times(time: str, precision: int, edtf: str) -> None:
    assert from_wikidata(time, precision).value.edtf == edtf


@pytest.mark.parametrize(
    ("time", "edtf"),
    [
        ("+1582-10-05T00:00:00Z", "1582-10-15"),
        ("+1616-04-23T00:00:00Z", "1616-05-03"),
        ("-0044-03-15T00:00:00Z", "-0043-03-13"),
        ("+1900-02-29T00:00:00Z", "1900-03-13"),
    ],
)
def test_a_julian_day_is_converted_and_says_so(time: str, edtf: str) -> None:
    found = from_wikidata(time, 11, JULIAN)
    assert found.value.edtf == edtf
    assert "Julian" in found.notes[0]


@pytest.mark.parametrize(
    ("time", "precision", "code"),
    [
        ("1986-04-26", 11, "unrecognised"),
        ("+1986-04-31T00:00:00Z", 11, "impossible-date"),
        ("+0000-00-00T00:00:00Z", 9, "no-year-zero"),
        ("+1986-00-00T00:00:00Z", 6, "unrecognised"),
        ("-13798000000-00-00T00:00:00Z", 3, "unrecognised"),
        ("+99999999999999-00-00T00:00:00Z", 9, "impossible-date"),
        ("garbage", 11, "unrecognised"),
        ("", 11, "unrecognised"),
    ],
)
def test_what_is_no_wikidata_time_is_refused(time: str, precision: int, code: str) -> None:
    with pytest.raises(DateError) as caught:
        from_wikidata(time, precision)
    assert caught.value.code == code


def test_a_time_of_day_is_noted() -> None:
    assert from_wikidata("+1986-04-26T01:23:00Z", 11).notes == ("the time 01:23:00 was left out",)


def test_an_interval_is_a_start_and_an_end() -> None:
    found = wikidata_dates(parse_edtf("1979~/.."))
    assert (found.start, found.end, found.circa, found.lost) == (
        WikidataTime("+1979-00-00T00:00:00Z", 9),
        None,
        True,
        ("open end",),
    )


def test_a_season_is_between_two_days() -> None:
    found = wikidata_dates(parse_edtf("1986-21"))
    assert found.point is None
    assert found.earliest == WikidataTime("+1986-03-01T00:00:00Z", 11)
    assert found.latest == WikidataTime("+1986-05-31T00:00:00Z", 11)
