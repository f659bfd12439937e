import tomllib
from importlib.resources import files

import pytest

from timeline.dates import DateValue, explain, languages, parse_edtf, read_date, words

from .word_cases import ENGLISH, LANGUAGES

# English words that cannot be typed back, because they leave out what only EDTF says.
_ONE_WAY = {
    "2017-03-XX",  # words: March 2017
    "XXXX-12-25",
    "2004-06-~11",
    "1950S2",
}


@pytest.mark.parametrize(("edtf", "said"), list(ENGLISH.items()))
def test_english_words(edtf: str, said: tuple[str, str, str]) -> None:
    value = parse_edtf(edtf)
    assert (words(value), words(value, "en", "short"), explain(value)) == said


@pytest.mark.parametrize(
    ("lang", "edtf", "said"), [(lang, edtf, said) for lang, cases in LANGUAGES.items() for edtf, said in cases]
)
def test_words_in_other_languages(lang: str, edtf: str, said: str) -> None:
    assert words(parse_edtf(edtf), lang) == said


@pytest.mark.parametrize("edtf", [edtf for edtf in ENGLISH if edtf not in _ONE_WAY])
@pytest.mark.parametrize("style", ["long", "short"])
def test_english_words_can_be_typed_back(edtf: str, style: str) -> None:
    said = words(parse_edtf(edtf), "en", "short" if style == "short" else "long")
    assert read_date(said).edtf == edtf


def test_all_thirteen_languages_are_there() -> None:
    assert set(languages()) == {"en", "fr", "de", "es", "pt", "it", "ru", "tr", "ar", "fa", "he", "zh", "ja"}


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_every_message(lang: str) -> None:
    tables = tomllib.loads(files("timeline.dates").joinpath("messages.toml").read_text(encoding="utf-8"))
    optional = {"decade_first", "uncertain_inside", "both_inside"}
    assert set(tables["en"]) - set(tables[lang]) <= optional
    assert set(tables[lang]["explain"]) == set(tables["en"]["explain"])


_EVERYTHING = """
    2017 2017-05 2017-05-01 2017-05-01T10:00Z 2017-21 2017-24 2017-25 2017-30 2017-33 2017-37 2017-38 2017-39 2017-40
    2017-41 -0043-21 -0043-37 -0043-33 Y-20000 Y17E8 Y171010000S3 -0050S2 XXXX XXXX-XX XXXX-12 XXXX-12-XX XXXX-1X
    XXXX-21 1XXX 201X-21 200X 00XX 000X -01XX 19XX-02-29 2017-XX 2017-XX-XX 2017-05-XX 2017-XX-05 1984-1X
    2017~/2018~ 2017%/2018 2017-05/2017-05 2017/2017-06 2017-21/2017-22 0044/0045 /2017 2017/ 2017-05-01T10:00/..
    {..2017} {2017..} {2017..2019,2021} [..2017,2019] [2017-21,2018-22] [2017~,2018] [2017-05-01T10:00..]
    2017?-~05 ?2017-05-~01 2017-05~-01
"""
_ROMAN_CENTURIES = ("fr", "es", "pt", "it", "ru")


@pytest.mark.parametrize("lang", languages())
def test_every_kind_of_date_has_words_everywhere(lang: str) -> None:
    for edtf in _EVERYTHING.split():
        value = parse_edtf(edtf)
        for said in (words(value, lang), words(value, lang, "short"), explain(value, lang)):
            assert "{" not in said
            assert lang in _ROMAN_CENTURIES or "X" not in said
        assert words(value, lang)


@pytest.mark.parametrize("lang", ["fa-IR", "fa_IR", "FA"])
def test_a_region_falls_back_to_its_language(lang: str) -> None:
    assert words(parse_edtf("2017~"), lang) == words(parse_edtf("2017~"), "fa")


def test_an_unknown_language_falls_back_to_english() -> None:
    assert words(parse_edtf("2017~"), "tlh") == "about 2017"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("before 1999", "before 1999"),
        ("prior to 1999", "before 1999"),
        ("by 1999", "1999 or earlier"),
        ("after 1999", "after 1999"),
        ("no earlier than 1999", "1999 or later"),
    ],
)
def test_words_exclude_a_bound_only_when_the_editor_did(typed: str, said: str) -> None:
    value: DateValue = read_date(typed)
    assert words(value) == said
