"""Years, decades and centuries, and which of them an event is filed under."""

import pytest

from timeline.dates import parse_edtf
from timeline.graph.periods import Period, PeriodKind, filed_under, period


@pytest.mark.parametrize(
    ("kind", "year", "first", "last"),
    [
        ("year", 1979, 1979, 1979),
        ("year", 0, 0, 0),
        ("year", -43, -43, -43),
        ("decade", 1979, 1970, 1979),
        ("decade", 2000, 2000, 2009),
        ("decade", 5, 1, 9),
        ("decade", 0, -8, 0),
        ("decade", -8, -8, 0),
        ("decade", -9, -18, -9),
        ("decade", -43, -48, -39),
        ("century", 1900, 1900, 1999),
        ("century", 99, 1, 99),
        ("century", 0, -99, 0),
        ("century", -99, -99, 0),
        ("century", -100, -199, -100),
        ("century", -499, -499, -400),
        ("century", -12_000, -12_099, -12_000),
    ],
)
def test_bounds(kind: PeriodKind, year: int, first: int, last: int) -> None:
    assert period(kind, year) == Period(first, last, kind)


@pytest.mark.parametrize("kind", ["year", "decade", "century"])
def test_periods_tile_the_calendar(kind: PeriodKind) -> None:
    for year in range(-350, 350):
        here = period(kind, year)
        assert year in here
        assert all(period(kind, other) == here for other in (here.first, here.last))
        assert period(kind, here.last + 1).first == here.last + 1


@pytest.mark.parametrize(
    ("edtf", "kind", "first"),
    [
        ("1979", "year", 1979),
        ("1979-05-03", "year", 1979),
        ("1979~", "year", 1979),
        ("197X", "decade", 1970),
        ("19XX", "century", 1900),
        ("1979/1988", "year", 1979),
        ("1979/..", "year", 1979),
        ("../1988", "year", 1988),
        ("/1988", "year", 1988),
        ("2019-24", "year", 2019),
        ("-0043-03-15", "year", -43),
    ],
)
def test_filed_under(edtf: str, kind: PeriodKind, first: int) -> None:
    filed = filed_under(parse_edtf(edtf))
    assert filed is not None
    assert (filed.kind, filed.first) == (kind, first)


@pytest.mark.parametrize("edtf", ["[Y-11999..-8999]", "XXXX-12", "1XXX"])
def test_what_no_century_holds_is_filed_nowhere(edtf: str) -> None:
    assert filed_under(parse_edtf(edtf)) is None


@pytest.mark.parametrize("year", [1979, 5, 0, -43, -12_000, 12_000])
@pytest.mark.parametrize("kind", ["year", "decade", "century"])
def test_a_period_is_a_date(kind: PeriodKind, year: int) -> None:
    held = period(kind, year)
    value = parse_edtf(held.edtf)
    assert value.earliest is not None
    assert value.latest is not None
    assert (value.earliest.year, value.latest.year) == (held.first, held.last)
