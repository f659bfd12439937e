"""YAML text becomes nodes: every scalar stays text, every node knows its place, what could harm is refused."""

import pytest
import yaml

from timeline.content.nodes import MAX_DEPTH, MAX_FINDINGS, Mapping, Node, Refused, Scalar, Sequence, parse_yaml

assert yaml.__with_libyaml__, "the loader stands on the C parser"


def plain(node: Node) -> object:
    """A node as bare Python values."""
    if isinstance(node, Mapping):
        return {key: plain(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


@pytest.mark.parametrize(
    "text",
    ["1979", "0777", "12:30", "no", "~", "null", "1e5", "0x1F", "1979-01-01", "2004-02-30", "1_000", ".inf", "<<"],
)
def test_a_scalar_is_the_text_that_was_typed(text: str) -> None:
    assert plain(parse_yaml(f"date: {text}\n", "x.yml").roots[0]) == {"date": text}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: [x, {c: d}]\n", [{"a": "1", "b": ["x", {"c": "d"}]}]),
        ("- a: 1\n- b: 2\n", [[{"a": "1"}, {"b": "2"}]]),
        ("a: 1\n---\nb: 2\n...\n", [{"a": "1"}, {"b": "2"}]),
        ("%YAML 1.1\n---\na: 1\n", [{"a": "1"}]),
        ("a: |\n  one\n  two\n", [{"a": "one\ntwo\n"}]),
        ("a: >-\n  one\n  two\n", [{"a": "one two"}]),
        ("a: 'it''s'\n", [{"a": "it's"}]),
        ('a: "caf\\u00e9"\n', [{"a": "café"}]),
        ("# nothing\n", []),
        ("", []),
    ],
)
def test_documents(text: str, expected: list[object]) -> None:
    document = parse_yaml(text, "x.yml")
    assert [plain(root) for root in document.roots] == expected
    assert document.diagnostics == []
    assert document.whole


def test_every_node_knows_its_place() -> None:
    root = parse_yaml("title: Überflut\nactors: [a, {actor: b}]\n", "x.yml").roots[0]
    assert isinstance(root, Mapping)
    title, actors = root.entries["title"], root.entries["actors"]
    assert title.key.place == (1, 1, 5)
    assert isinstance(title.value, Scalar)
    assert title.value.place == (1, 8, 8)
    assert isinstance(actors.value, Sequence)
    assert [item.place[:2] for item in actors.value.items] == [(2, 10), (2, 13)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("a: 1\na: 2\na: 3\n", ["TL003", "TL003"]),
        ("a: &x 1\nb: *x\n", ["TL004", "TL004"]),
        ("a: !!str 1\n", ["TL005"]),
        ("!!python/object:os.system {a: 1}\n", ["TL005"]),
        ("a: &x !!map {b: 1}\n", ["TL004", "TL005"]),
        ("? {a: 1}\n: 2\n", ["TL014"]),
        ('a: "\\x07"\n', ["TL010"]),
        ("a: 1\nb: \x07\n", ["TL010"]),
        ("a: [1\n", ["TL001"]),
        ("a:\n\t- b\n", ["TL001"]),
        ("date: %2017\n", ["TL001"]),
        ("a: 'b\n", ["TL001"]),
        ("a: 1\n b: 2\n", ["TL001"]),
    ],
)
def test_what_is_refused(text: str, codes: list[str]) -> None:
    assert [found.code for found in parse_yaml(text, "x.yml").diagnostics] == codes


def test_one_refused_piece_does_not_hide_the_rest() -> None:
    document = parse_yaml("a: *x\nb: 2\n---\nc: 3\n", "x.yml")
    first, second = document.roots
    assert isinstance(first, Mapping)
    assert isinstance(first.entries["a"].value, Refused)
    assert plain(second) == {"c": "3"}


def test_a_tab_is_called_a_tab() -> None:
    (found,) = parse_yaml("a:\n\tb: 1\n", "x.yml").diagnostics
    assert (found.span.line, found.span.column) == (2, 1)
    assert "tab" in found.fix


def test_depth_is_bounded_without_recursion() -> None:
    assert parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH, "x.yml").diagnostics == []
    for text in ("[" * 100_000, "{a: " * 100_000, "- " * 100_000):
        (found,) = parse_yaml(text, "x.yml").diagnostics
        assert found.code == "TL006"


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    document = parse_yaml("\n".join(lines), "x.yml")
    assert {found.code for found in document.diagnostics} == {"TL004"}


def test_lines_count_from_where_the_text_begins() -> None:
    (found,) = parse_yaml("a: 1\na: 2\n", "x.md", first_line=2).diagnostics
    assert found.span.line == 3


def test_a_file_of_nothing_but_mistakes_is_given_up() -> None:
    document = parse_yaml("- &a x\n" * 50_000, "x.yml")
    assert len(document.diagnostics) == MAX_FINDINGS
    assert not document.whole
