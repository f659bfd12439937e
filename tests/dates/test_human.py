import pytest

from timeline.dates import DateError, read_date
from timeline.dates.days import MONTH_NAMES
from timeline.dates.edtf import parse_edtf
from timeline.dates.human import MAX_LENGTH

from .refused_cases import REFUSED
from .typed_cases import ACCEPTED

_ACCEPTED = [case for cases in ACCEPTED.values() for case in cases]
_REFUSED = [case for cases in REFUSED.values() for case in cases]


@pytest.mark.parametrize(("typed", "edtf"), _ACCEPTED)
def test_typed_dates(typed: str, edtf: str) -> None:
    value = read_date(typed)
    assert value.edtf == edtf
    assert value.text == typed


@pytest.mark.parametrize(("typed", "code", "readings"), _REFUSED)
def test_refused_dates_say_why_and_what_to_type(typed: str, code: str, readings: tuple[str, ...]) -> None:
    with pytest.raises(DateError) as caught:
        read_date(typed)
    error = caught.value
    assert (error.code, error.readings) == (code, readings)
    assert error.text == typed
    assert 0 <= error.position <= len(typed)
    assert error.reason
    assert error.reason[0] in '"' or not error.reason[0].isupper() or error.reason.split()[0] in MONTH_NAMES
    assert not error.reason.endswith(".")
    assert error.fix


@pytest.mark.parametrize(("typed", "position"), [("26 Aprill 1986", 3), ("  1986 foo", 7), ("1986 or foo", 8)])
def test_refusal_points_at_the_word(typed: str, position: int) -> None:
    with pytest.raises(DateError) as caught:
        read_date(typed)
    assert caught.value.position == position


@pytest.mark.parametrize("typed", ["7-Oct-2023 foo", "7-Oct-2023²", "  7/Oct/2023 – "])
def test_a_refusal_keeps_the_text_as_it_was_typed(typed: str) -> None:
    try:
        assert read_date(typed).text == typed
    except DateError as error:
        assert error.text == typed  # noqa: PT017


def test_long_text_is_refused_before_it_is_read() -> None:
    with pytest.raises(DateError) as caught:
        read_date("1986 " * MAX_LENGTH)
    assert "too long" in caught.value.reason


@pytest.mark.parametrize("fix", ["1986-04-30", "1986-04"])
def test_a_fix_can_be_typed(fix: str) -> None:
    with pytest.raises(DateError) as caught:
        read_date("31 April 1986")
    assert fix in caught.value.fix
    assert read_date(fix).edtf == fix


@pytest.mark.parametrize("code", range(21, 42))
def test_both_readings_of_a_season_code_can_be_typed(code: int) -> None:
    with pytest.raises(DateError) as caught:
        read_date(f"1914-{code}")
    season, years = caught.value.fix.removeprefix("write ").split(" or ")
    meant = parse_edtf(f"1914-{code}")
    assert (read_date(season).earliest, read_date(season).latest) == (meant.earliest, meant.latest)
    assert read_date(years).edtf == f"1914/19{code}"


def test_exclusive_bounds_are_remembered_for_words() -> None:
    assert read_date("before 1999").exclusive
    assert not read_date("by 1999").exclusive
    assert read_date("before 1999") == read_date("by 1999")
