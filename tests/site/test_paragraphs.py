"""The short way through Markdown gives the bytes of the long one, or declines."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.site.markdown import Targets, Writer, _record_href
from timeline.site.paragraphs import to_html

TARGETS = Targets(
    lambda key, anchor: f"../{key.kind}s/{key.id}/{'#' + anchor if anchor else ''}" if key.id != "gone" else None,
    lambda path: f"../{path}",
)
PIECES = [
    *(
        "word",
        "Two words",
        "Änderung",
        "漢字",
        "فارسی",
        "x",
        "1987",
        "1.",
        "12)",
        "-",
        "+",
        "#",
        "##",
        ">",
        "=",
        "---",
        "***",
    ),
    *(
        "*",
        "**",
        "*one*",
        "**two**",
        "*a b*",
        "**a, b.**",
        "*a *",
        "* a*",
        "*x*y",
        "`",
        "``code``",
        "\\",
        "\\*",
        "_",
        "_a_",
    ),
    *("[a](event:flood)", "[two words](actor:gone)", "[a](event:flood#claim-1)", "[a](https://example.org/x-y)", "[a]"),
    *(
        "[a] (event:x)",
        "![a](media/b.png)",
        "[^1]",
        "[^1]: note",
        "[a]: event:flood",
        "[a][b]",
        "[*a*](event:x)",
        "(b)",
    ),
    *("[a](b.md)", '[a](event:flood "title")', "[[a](event:b)](event:c)", "*[a](event:x)*", "[a](<event:x>)", "[", "]"),
    *(
        "<b>",
        "&amp;",
        "&",
        "<",
        "~~~",
        "```",
        "|",
        "a | b",
        ":",
        ": term",
        "{: .x }",
        "“quoted”",
        '"straight"',
        "'s",
        "!",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        "\n\n\n",
        "  \n",
        "    ",
        "\t",
        "\u00a0",
        "\u2028",
        "\u3000",
        "\u200b",
        "\x85",
        "e\u0301",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda between: between.join(pieces))
)
LIKELY = st.lists(
    st.sampled_from([p for p in PIECES if p.isalnum() or p[0] in "*[“"] + [" ", ", ", ".", "\n", "\n\n", "(", ")"]),
    max_size=20,
).map("".join)


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer()


def short(text: str) -> str | None:
    return to_html(text, lambda target: _record_href(target, TARGETS))


@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS | LIKELY | st.text())
def test_the_short_way_gives_what_the_long_one_gives(writer: Writer, text: str) -> None:
    found = short(text)
    assert found is None or found == str(writer.convert(text, TARGETS))


TAKEN = [
    "One line.",
    "One line\nand another.\n\nA second paragraph, 3 of them in 1987.",
    "The [flood](event:flood) of [them](actor:gone), see [the paper](https://example.org/a-b.html).",
    "It was *sudden*, and **very** strong.",
    "“Quoted”, they said: it’s so (perhaps) – or not…",
]


@pytest.mark.parametrize("text", TAKEN)
def test_ordinary_texts_take_the_short_way(writer: Writer, text: str) -> None:
    assert short(text) == str(writer.convert(text, TARGETS))


LEFT = [
    "# Heading",
    "- item",
    "1. item",
    "> quote",
    "a `b`",
    "a_b_c",
    "<b>x</b>",
    "&amp;",
    "x[^1]",
    "a | b",
    "  a",
    "a  \nb",
]


@pytest.mark.parametrize("text", LEFT)
def test_everything_else_takes_the_long_way(text: str) -> None:
    assert short(text) is None


def test_an_address_that_would_need_escaping_takes_the_long_way(writer: Writer) -> None:
    odd = Targets(lambda key, anchor: f"?{key.id}&x", lambda path: path)
    text = "[a](event:flood)"
    assert to_html(text, lambda target: _record_href(target, odd)) is None
    assert re.search(r'href="\?flood&amp;x"', writer.render(text, odd))
