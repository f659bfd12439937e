"""The fixed HTML of templates in short: the page a browser builds is the same."""

import html5lib
import pytest
from jinja2 import Environment
from markupsafe import escape

from timeline.build.brevity import shortened
from timeline.build.compiling import ViewEnvironment
from timeline.build.render import configure

PIECES = [
    ("<p>A</p>\n<p>B</p>\n", "<p>A<p>B</p>"),
    ("<p>A</p>\n</div>", "<p>A</div>"),
    ("<p>A</p>\n<a>B</a>", "<p>A</p><a>B</a>"),
    ("<p>A</p>\n", "<p>A</p>"),
    ("<p>A</p></a>", "<p>A</p></a>"),
    ("<b>A</b>\n<i>B</i> <a>C</a>", "<b>A</b>\n<i>B</i> <a>C</a>"),
    ("\n<b>A</b>\n", "\n<b>A</b>\n"),
    ("</li>\n</ul>\n", "</ul>"),
    ("<dl>\n<dt>A</dt>\n<dd>B</dd>\n</dl>", "<dl><dt>A<dd>B</dl>"),
    ('" class="a">B="c" D', '" class="a">B="c" D'),
    ('<p class="a" id="b-1">', "<p class=a id=b-1>"),
    ('<p class="a b" title="c=d">', '<p class="a b" title="c=d">'),
    ('<p title="">', '<p title="">'),
    ('<path d="M0"/>', '<path d="M0"/>'),
    ('<a class="a" href="', '<a class=a href="'),
    ('<a class="a"', "<a class=a"),
    ("<pre>\n<b>A</b>\n</pre>\n<p>", "<pre>\n<b>A</b>\n</pre><p>"),
    ('<script>\nif (a < b) "</li>"\n</script>\n<p>', '<script>\nif (a < b) "</li>"\n</script><p>'),
    ("<!--\n</li> -->\n<p>", "<!--\n</li> --><p>"),
]


@pytest.mark.parametrize(("html", "short"), PIECES)
def test_a_piece_is_shortened_where_html_allows_it(html: str, short: str) -> None:
    assert shortened(html)[0] == short


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("../flood/", "../flood/"),
        ("a&b", "a&amp;b"),
        ("a b", '"a b"'),
        ("?a=b", '"?a=b"'),
        ('"', "&#34;"),
        ("a`", '"a`"'),
        ("", '""'),
        ("\N{NO-BREAK SPACE}", '"\N{NO-BREAK SPACE}"'),
    ],
)
@pytest.mark.parametrize("kind", [Environment, ViewEnvironment])
def test_what_fills_an_attribute_stands_in_quotation_marks_if_it_needs_them(
    kind: type[Environment], value: str, written: str
) -> None:
    env = configure(kind())
    page = env.from_string('<a href="{{ view }}" id="{{ view }}">{{ view }}</a>').render(view=value)
    assert page == f"<a href={written} id={written}>{escape(value)}</a>"
    assert html5lib.parseFragment(page, namespaceHTMLElements=False)[0].attrib == {"href": value, "id": value}


@pytest.mark.parametrize(
    "html",
    [
        '<script>x ="{{ view }}"</script>',
        '<textarea>x ="{{ view }}"</textarea>',
        '<path d="{{ view }}"/>',
        '<i class="a {{ view }}">',
        '<i class="{{ view }} a">',
    ],
)
def test_what_is_no_whole_attribute_is_left_alone(html: str) -> None:
    assert configure(ViewEnvironment()).from_string(html).render(view="b") == html.replace("{{ view }}", "b")


@pytest.mark.parametrize(
    ("first", "second"), [("<pre>\n", "\n<p>\n</pre>"), ('<script>"', '\n</li>"</script>'), ("<!--\n", "<p> \n-->")]
)
def test_what_is_left_alone_may_reach_over_several_pieces(first: str, second: str) -> None:
    begun, inside = shortened(first)
    ended, after = shortened(second, inside)
    assert (begun, ended, after) == (first, second, "")


@pytest.mark.parametrize("html", [html for html, _ in PIECES if '"' not in html[:1]])
def test_the_page_is_the_same(html: str) -> None:
    assert _tree(f"<div>{shortened(html)[0]}") == _tree(f"<div>{html}")


def _tree(html: str) -> list[tuple[str, str, dict[str, str]]]:
    """Elements with their words and attributes, whose white space does not matter here."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    return [(str(e.tag), "".join("".join(e.itertext()).split()), dict(e.attrib)) for e in root.iter()]
