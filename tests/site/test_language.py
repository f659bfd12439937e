"""The language of the interface: plural forms, numbers, ordinals, lists and quotation marks."""

import pickle
from decimal import Decimal

import pytest

from timeline.dates import languages
from timeline.graph.relations import BUILT_IN
from timeline.site import phrases
from timeline.site.language import direction_of, load

EVENTS = [
    ("en", {1: "1 event", 2: "2 events", 1200: "1,200 events"}),
    ("fr", {0: "0 événement", 1: "1 événement", 2: "2 événements"}),
    ("ru", {1: "1 событие", 2: "2 события", 5: "5 событий", 11: "11 событий", 21: "21 событие", 112: "112 событий"}),
    ("ar", {0: "لا أحداث", 1: "حدث واحد", 2: "حدثان", 5: "5 أحداث", 11: "11 حدثًا", 100: "100 حدث"}),
    ("fa", {1: "۱ رویداد", 1200: "۱٬۲۰۰ رویداد"}),
    ("ja", {3: "出来事3件"}),
]


@pytest.mark.parametrize(("tag", "expected"), EVENTS)
def test_a_count_takes_the_form_of_its_number(tag: str, expected: dict[int, str]) -> None:
    assert {number: phrases.count(load(tag), number, "event") for number in expected} == expected


POSITIONS = [
    ("en", ("1st of 9 events", "2nd of 9 events", "3rd of 9 events", "8th of 9 events")),
    ("fr", ("1er événement sur 9", "2e événement sur 9", "3e événement sur 9", "8e événement sur 9")),
    ("de", ("1. von 9 Ereignissen", "2. von 9 Ereignissen", "3. von 9 Ereignissen", "8. von 9 Ereignissen")),
    ("tr", ("9 olaydan 1.", "9 olaydan 2.", "9 olaydan 3.", "9 olaydan 8.")),
    ("fa", ("رویداد ۱ از ۹", "رویداد ۲ از ۹", "رویداد ۳ از ۹", "رویداد ۸ از ۹")),
]


@pytest.mark.parametrize(("tag", "expected"), POSITIONS)
def test_an_ordinal_takes_the_form_of_its_number(tag: str, expected: tuple[str, ...]) -> None:
    assert tuple(phrases.position(load(tag), index, 9) for index in (0, 1, 2, 7)) == expected


LISTS = [("en", "A, B and C"), ("de", "A, B und C"), ("zh", "A、B和C"), ("ja", "A、B、C"), ("he", "A, B וC")]


@pytest.mark.parametrize(("tag", "expected"), LISTS)
def test_lists_are_joined_as_the_language_does(tag: str, expected: str) -> None:
    language = load(tag)
    assert language.listing("ABC") == expected
    two, between, last = language.separators
    assert f"A{between}B{last}C" == expected
    assert f"A{two}B" == language.listing("AB")


NUMBERS = [("en", "1,234.5"), ("de", "1.234,5"), ("fa", "۱٬۲۳۴٫۵"), ("pt-BR", "1.234,5")]


@pytest.mark.parametrize(("tag", "expected"), NUMBERS)
def test_numbers_have_the_digits_and_marks_of_the_language(tag: str, expected: str) -> None:
    assert load(tag).number(Decimal("1234.5")) == expected


QUOTED = [("en", "“A”"), ("de", "„A“"), ("fr", "«\u00a0A\u00a0»"), ("ja", "「A」"), ("fa", "«A»")]


@pytest.mark.parametrize(("tag", "expected"), QUOTED)
def test_quotation_marks_are_those_of_the_language(tag: str, expected: str) -> None:
    assert load(tag).quoted("A") == expected


DIRECTIONS = [("fa", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("de", "ltr"), ("uz_Arab", "rtl"), ("ur-Latn", "ltr")]


@pytest.mark.parametrize(("tag", "expected"), DIRECTIONS)
def test_the_direction_is_that_of_the_script(tag: str, expected: str) -> None:
    assert direction_of(tag) == expected


def test_a_capital_at_the_beginning_knows_turkish() -> None:
    assert load("tr").capitalised("iddia") == "İddia"
    assert load("de").capitalised("laut") == "Laut"


def test_a_language_without_words_has_the_english_ones() -> None:
    assert load("sw").say("Events") == "Events"


def test_a_language_goes_from_process_to_process() -> None:
    assert pickle.loads(pickle.dumps(load("ru"))) is load("ru")


def test_every_built_in_relation_has_its_words_in_the_catalogues() -> None:
    assert {relation.label for relation in BUILT_IN} == set(phrases.RELATIONS)


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != "en"])
def test_every_language_of_the_dates_has_an_interface(tag: str) -> None:
    assert load(tag).say("Nobody has answered this claim.") != "Nobody has answered this claim."
