import pytest

from timeline.dates import after, before, contains, overlaps, parse_edtf

_BEFORE = [
    ("1985", "1986", "yes"),
    ("1986", "1985", "no"),
    ("1985", "1985", "possibly"),
    ("1985-03-01", "1985-03-01", "no"),
    ("1985-03-01", "1985-03-02", "yes"),
    ("1985-03", "1985", "possibly"),
    ("1979/1989", "1990", "yes"),
    ("1979/1989", "1985", "no"),
    ("1979/1989", "1989", "possibly"),
    ("1979/..", "2050", "no"),
    ("1979/", "2050", "possibly"),
    ("1979", "1980/..", "yes"),
    ("1979", "../2016", "no"),
    ("1979", "/2016", "possibly"),
    ("[..1999]", "2000", "yes"),
    ("[..1999]", "1980", "possibly"),
    ("[1979,1991]", "1985", "possibly"),
    ("[1979,1981]", "1985", "yes"),
    ("{1979,1991}", "1985", "no"),
    ("{1979,1981}", "1985", "yes"),
    ("1986-04-26T01:23", "1986-04-26T01:24", "yes"),
    ("1986-04-26T01:24", "1986-04-26T01:23", "no"),
    ("1986-04-26T01:23", "1986-04-26T01:23", "possibly"),
    ("1986-04-26T01:23+04:00", "1986-04-25T23:00Z", "yes"),
    ("1986-04-26T01:23+04:00", "1986-04-26T01:24", "no"),
    ("-0043", "0000", "yes"),
    ("Y-66000000", "-9999", "yes"),
]
_PERIODS = [
    # what happened, the period, overlaps, contains
    ("1985-03-05", "1985", "yes", "yes"),
    ("1985", "1985", "yes", "yes"),
    ("1985", "1985-03", "possibly", "possibly"),
    ("198X", "1985", "possibly", "possibly"),
    ("1985", "198X", "yes", "yes"),
    ("1984", "1985", "no", "no"),
    ("1979/1989", "1985", "yes", "no"),
    ("1979/1989", "1989", "yes", "no"),
    ("1984-12/1985-01", "1985", "yes", "no"),
    ("1985-01/1985-05", "1985", "yes", "yes"),
    ("1979/..", "1985", "yes", "no"),
    ("1990/..", "1985", "no", "no"),
    ("1979/", "1985", "possibly", "no"),
    ("../1980", "1985", "no", "no"),
    ("[..1999]", "1985", "possibly", "possibly"),
    ("[1985,1986]", "1985", "possibly", "possibly"),
    ("{1985,1986}", "1985", "yes", "no"),
    ("1985-03", "1979/1989", "yes", "yes"),
    ("1985-03", "1979/..", "yes", "yes"),
    ("1985-03", "1979/", "possibly", "possibly"),
    ("1985-03", "{1984,1985}", "yes", "yes"),
    ("1985-03", "[1984,1985]", "possibly", "possibly"),
    ("1985-XX-15", "1985-03-16/1985-04-14", "no", "no"),
    ("1985-XX-15", "1985-03", "possibly", "possibly"),
    ("1985-XX-31", "1985-06", "no", "no"),
    ("19X4", "1985", "no", "no"),
    ("19X4", "1984", "possibly", "possibly"),
    ("19XX-02-29", "1985/1987", "no", "no"),
    ("XXXX-12-25", "1985-12", "possibly", "possibly"),
    ("XXXX-12-25", "1985-11", "no", "no"),
    ("-00X4", "-0013/-0005", "no", "no"),
]


@pytest.mark.parametrize(("one", "two", "answer"), _BEFORE)
def test_before_and_after(one: str, two: str, answer: str) -> None:
    a, b = parse_edtf(one), parse_edtf(two)
    assert before(a, b) == answer
    assert after(b, a) == answer


@pytest.mark.parametrize(("event", "period", "touches", "inside"), _PERIODS)
def test_events_and_periods(event: str, period: str, touches: str, inside: str) -> None:
    a, b = parse_edtf(event), parse_edtf(period)
    assert overlaps(a, b) == touches
    assert contains(b, a) == inside


@pytest.mark.parametrize("doubt", ["~", "?", "%"])
def test_doubts_do_not_move_bounds(doubt: str) -> None:
    assert before(parse_edtf(f"1985{doubt}"), parse_edtf("1986")) == "yes"
