import pytest

from timeline.dates import DateError, iso_day, parse_edtf

from .edtf_cases import INVALID, VALID

_VALID = [(text, facts) for cases in VALID.values() for text, facts in cases.items()]
_INVALID = [(text, *facts) for cases in INVALID.values() for text, facts in cases.items()]


@pytest.mark.parametrize(("text", "facts"), _VALID)
def test_valid_edtf(text: str, facts: tuple[int, str, str | None, str, str, str]) -> None:
    value = parse_edtf(text)
    flags = "a" * value.approximate + "u" * value.uncertain + "x" * value.unspecified
    earliest = iso_day(value.earliest) if value.earliest else ""
    latest = iso_day(value.latest) if value.latest else ""
    assert (value.level, value.kind, value.precision, earliest, latest, flags) == facts
    assert value.edtf == value.text == text


@pytest.mark.parametrize(("text", "position", "code"), _INVALID)
def test_invalid_edtf_points_at_the_mistake(text: str, position: int, code: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert (caught.value.position, caught.value.code) == (position, code)
    assert caught.value.reason
    assert caught.value.fix


@pytest.mark.parametrize(
    ("text", "reason", "fix"),
    [
        ("1986-04-31", "April 1986 has no day 31", "write 1986-04-30, or 1986-04 if the day is not known"),
        ("-0003-02-29", "February 4 BC has no day 29", "write -0003-02-28, or -0003-02 if the day is not known"),
        ("198", '"198" is not a year of four digits', "write 198X or 0198"),
        ("19860426", '"19860426" has no hyphens', "write 1986-04-26"),
        ("1986-4-26", '"1986-4-26" has too few digits', "write 1986-04-26"),
        ("13000", '"13000" has more than four digits', "write Y13000"),
        ("1980s", '"1980s" is no EDTF', "write 198X for the decade"),
        ("1989/1979", '"1979" is before "1989"', "write 1979/1989"),
        ("1986 / 1987", 'there is a space in "1986 / 1987"', "write 1986/1987"),
        ("1986-04-26T01:23+0300", '"+0300" is not an offset from UTC', "write +03:00"),
        (
            "(1911,1912)",
            '"(1911,1912)" is no set',
            "write [1911,1912] for one of them, {1911,1912} for all of them",
        ),
    ],
)
def test_messages_say_what_to_type(text: str, reason: str, fix: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert (caught.value.reason, caught.value.fix) == (reason, fix)
    assert str(caught.value) == f"{reason}; {fix}"


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("1986-04-26T01:23", "minute"),
        ("1986-04-26T01:23:40", None),
        ("1986-04-26T01:23:40/1986-04-27", "time-interval"),
        ("[..1986-04-26T01:23:40]", "time-set"),
    ],
)
def test_what_strict_edtf_does_not_have_is_marked(text: str, extension: str | None) -> None:
    assert parse_edtf(text).extension == extension


def test_components_keep_their_qualifiers() -> None:
    point = parse_edtf("?1911-12~-%14").point
    assert point is not None
    assert point.marks == ("%", "~", "%")


def test_ends_keep_their_kind() -> None:
    assert [parse_edtf(text).end for text in ("1979/..", "1979/", "1979/1989")] == ["open", "unknown", "dated"]
    assert [parse_edtf(text).start for text in ("../1979", "/1979", "[..1979]")] == ["open", "unknown", "open"]
