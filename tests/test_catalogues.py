"""The catalogues of the interface: none lags behind the sources, none has a gap, a doubt or a foreign placeholder."""

import ast
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog

from tools.catalogues import ROOT, all_faults, extracted, faults, places, read, translated


def test_the_catalogues_are_complete() -> None:
    assert list(all_faults()) == [], "python -m tools.catalogues brings new messages in; then translate them"


def test_every_message_the_program_asks_for_is_in_the_template() -> None:
    """Babel finds calls by name; this finds what a change of a name would hide from it."""
    known = {id for message in extracted() for id in ([message.id] if isinstance(message.id, str) else message.id)}
    assert set(_asked()) <= known


def _asked() -> Iterator[str]:
    for file in (ROOT / "timeline" / "site").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                constants = [a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
                if name in ("say", "marked", "plural"):
                    yield from filter(None, constants)
                elif name == "say_of":
                    yield from constants[1:]


def catalogue(**messages: str) -> Catalog:
    made = Catalog(locale="de")
    for name, text in messages.items():
        made.add(f"{name} {{who}}", text)
    return made


FAULTS = [
    ({"a": "b {who}"}, []),
    ({"a": ""}, ["not translated: a {who}"]),
    ({}, ["not translated: a {who}"]),
    ({"a": "b {wer}"}, ["other places than who: b {wer}"]),
    ({"a": "b"}, ["other places than who: b"]),
    ({"a": "b {who}", "c": "d {who}"}, ["no longer used: c {who}"]),
]


@pytest.mark.parametrize(("messages", "expected"), FAULTS)
def test_faults_of_a_catalogue(messages: dict[str, str], expected: list[str]) -> None:
    assert list(faults(catalogue(**messages), catalogue(a=""))) == expected


def test_a_message_in_doubt_is_a_fault() -> None:
    made = catalogue(a="b {who}")
    made["a {who}"].flags.add("fuzzy")
    assert list(faults(made, catalogue(a=""))) == ["in doubt (fuzzy): a {who}"]


def test_every_plural_form_of_a_language_is_there() -> None:
    template, made = Catalog(locale="ru"), Catalog(locale="ru")
    template.add(("{n} event", "{n} events"))
    made.add(("{n} event", "{n} events"), ("{n} a", "{n} b"))
    assert list(faults(made, template)) == ["2 forms, where the language has 3: {n} events"]


@pytest.mark.parametrize("language", translated())
def test_a_translation_has_no_straight_quotation_marks_and_no_loose_space(language: str) -> None:
    for message in read(language):
        for text in message.string if isinstance(message.string, (tuple, list)) else [message.string]:
            if message.id:
                assert text == text.strip(), text
                assert '"' not in text, text


def test_places_of_a_message() -> None:
    assert places("{who}, {date}: {who}") == {"who", "date"}
