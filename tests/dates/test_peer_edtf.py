"""Differential test against `edtf` from PyPI: where the two are meant to agree they do; where not, it is listed why."""

import contextlib
import io

import pytest

from timeline.dates import DateError, Day, parse_edtf

edtf = pytest.importorskip("edtf")

Bounds = tuple[str, str] | str

_AGREED = """
    1985 1985-04 1985-04-12 0800 0044-03-15 0000 1600-02-29 9999-12-31 1985-13 1985-00 19850412 2017-04-31 85-04-12
    1985-4-12 -0000 198 19850 2004-04-12T 1985-04-12T23:20:30 1985-04-12T23:20:30Z 1985-04-12T23:20:30-04:00
    1985-04-12T23:20:30+04:30 2016-05-02T16:54:59+13 1964/2008 2004-06/2006-08 2004-02-01/2005-02-08 2005/2006-02
    2004/2005/2006 1985/1985-13 1984? 2004-06~ 2004-06-11% -0044 -1985 Y17000 Y-17000 Y170000002 Y17E7 Y-17E7
    201X 20XX 2004-XX 1985-04-XX 1985-XX-XX 1XXX 156X-12-25 15XX-12-25 15XX-12-XX 1560-XX-25 XXXX
    2001-21 2001-22 2001-23 2001-25 2001-33 2001-34 2001-41 2001-21/2003 2004-06~-11 2004?-06-11 ?2004-06-~11
    2004-%06-11 2004-06-~01/2004-06-~20 [1667,1668,1670..1672] [1667,1760-12] {1667,1668,1670..1672} {1960,1961-12}
    open unknown 2004-06-uu y170000002 2004-06-(01)~/2004-06-(20)~
"""

# Text: (ours, theirs, why ours). "refused" is a parse error, an exception's name is a crash.
_KNOWN: dict[str, tuple[Bounds, Bounds, str]] = {
    "2001-02-29": ("refused", ("2001-02-29", "2001-02-29"), "2001 has no 29 February"),
    "1900-02-29": ("refused", ("1900-02-29", "1900-02-29"), "1900 has no 29 February"),
    "1985-02-3X": ("refused", ("ValueError", "ValueError"), "no day of February starts with a 3"),
    "2017T10:00:00": ("refused", ("2017-01-01", "2017-12-31"), "a time needs a complete day"),
    "1985-04-12T24:00:00": ("refused", ("1985-04-12", "1985-04-12"), "hours end at 23 in EDTF"),
    "2005/2004": ("refused", ("2005-01-01", "2004-12-31"), "an interval cannot end before it begins"),
    "1985/..": (("1985-01-01", "none"), ("1985-01-01", "inf"), "the same, said with another value"),
    "../1985": (("none", "1985-12-31"), ("-inf", "1985-12-31"), "the same, said with another value"),
    "1985/": (("1985-01-01", "none"), ("1985-01-01", "1995-01-01"), "an unknown end is not ten years later"),
    "/1985": (("none", "1985-12-31"), ("1975-12-31", "1985-12-31"), "an unknown start is not ten years earlier"),
    "../198X": (("none", "1989-12-31"), "TypeError", "X digits may stand in an end (level 2)"),
    "19XX/..": (("1900-01-01", "none"), "refused", "X digits may stand in an end (level 2)"),
    "2017-XX/2018-XX": (("2017-01-01", "2018-12-31"), "AttributeError", "X digits may stand in an end (level 2)"),
    "Y3388E2S3": (("338000-01-01", "338999-12-31"), ("338800-01-01", "338800-12-31"), "S3: only 338 counts"),
    "1950S2": (("1900-01-01", "1999-12-31"), ("1950-01-01", "1950-12-31"), "S2: only 19 counts"),
    "1950S5": ("refused", ("1950-01-01", "1950-12-31"), "1950 has no fifth digit"),
    "2016-0X": (("2016-01-01", "2016-09-30"), "AttributeError", "a month may have one unspecified digit (level 2)"),
    "1984-1X": (("1984-10-01", "1984-12-31"), "AttributeError", "an example of the Library of Congress"),
    "2001-24": (("2001-12-01", "2002-02-28"), ("2001-12-01", "2001-12-31"), "a winter lasts three months"),
    "[..1760-12-03]": (("none", "1760-12-03"), ("-inf", "1760-12-03"), "the same, said with another value"),
    "[1760-12..]": (("1760-12-01", "none"), ("1760-12-01", "inf"), "the same, said with another value"),
    "{..1984}": (("none", "1984-12-31"), ("-inf", "1984-12-31"), "the same, said with another value"),
    "Y 17000": ("refused", ("17000-01-01", "17000-12-31"), "EDTF has no spaces"),
    "2004 / 2005": ("refused", ("2004-01-01", "2005-12-31"), "EDTF has no spaces"),
    " 2004": ("refused", ("2004-01-01", "2004-12-31"), "EDTF has no spaces"),
}


def _text(day: Day | None) -> str:
    return f"{day.year}-{day.month:02d}-{day.day:02d}" if day else "none"


def _ours(text: str) -> Bounds:
    try:
        value = parse_edtf(text)
    except DateError:
        return "refused"
    return _text(value.earliest), _text(value.latest)


def _bound(get: object) -> str:
    try:
        found = get()  # type: ignore[operator]
    except ValueError:
        return "ValueError"
    return f"{found.tm_year}-{found.tm_mon:02d}-{found.tm_mday:02d}" if hasattr(found, "tm_year") else str(found)


def _theirs(text: str) -> Bounds:
    with contextlib.redirect_stdout(io.StringIO()):  # it prints while it fails
        try:
            value = edtf.parse_edtf(text)
        except edtf.EDTFParseException:
            return "refused"
        except (AttributeError, TypeError) as error:
            return type(error).__name__
    return _bound(value.lower_strict), _bound(value.upper_strict)


@pytest.mark.parametrize("text", _AGREED.split())
def test_the_peer_agrees(text: str) -> None:
    assert _ours(text) == _theirs(text)


@pytest.mark.parametrize("text", list(_KNOWN))
def test_known_disagreements_are_as_listed(text: str) -> None:
    ours, theirs, why = _KNOWN[text]
    assert why
    assert _ours(text) == ours
    assert _theirs(text) == theirs
