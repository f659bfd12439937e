"""Markdown of events: what stays, where links lead, and what must do no harm."""

import re
import time

import pytest
from markdown import Markdown

from timeline.site.markdown import Targets, Writer, extensions, first_sentence

TARGETS = Targets(
    lambda key, anchor: f"../{key.kind}s/{key.id}/{'#' + anchor if anchor else ''}" if key.id != "gone" else None,
    lambda path: f"../{path}",
)


@pytest.fixture(scope="module")
def writer() -> Writer:
    return Writer()


TEXTS = [
    ("Some *words* and **more**.", "<p>Some <em>words</em> and <strong>more</strong>.</p>"),
    ("[x](event:flood)", '<p><a href="../events/flood/">x</a></p>'),
    ("[x](event:flood#claim-2)", '<p><a href="../events/flood/#claim-2">x</a></p>'),
    ("[x](actor:josé)", '<p><a href="../actors/josé/">x</a></p>'),
    ("[an *old* link](event:gone)", "<p>an <em>old</em> link</p>"),
    ("[x](https://example.org/a?b=1&c)", '<p><a href="https://example.org/a?b=1&amp;c">x</a></p>'),
    ("[x](about.md)", '<p><a href="../about.md">x</a></p>'),
    ("![A bridge](media/b.png)", '<p><img alt="A bridge" src="../media/b.png"></p>'),
    ("![A bridge](https://elsewhere.example/b.png)", "<p>A bridge</p>"),
    ("![A bridge](//elsewhere.example/b.png)", "<p>A bridge</p>"),
    ("![A bridge](data:image/png;base64,AAAA)", "<p>A bridge</p>"),
    ("a <b>bold</b> claim", "<p>a &lt;b&gt;bold&lt;/b&gt; claim</p>"),
    ("<div>\n*x*\n</div>", "<p>&lt;div&gt;\n<em>x</em>\n&lt;/div&gt;</p>"),
    ("term\n: meaning", "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>"),
    ("x{: onclick=alert(1) }", "<p>x{: onclick=alert(1) }</p>"),
]


@pytest.mark.parametrize(("text", "html"), TEXTS)
def test_markdown(writer: Writer, text: str, html: str) -> None:
    assert writer.render(text, TARGETS) == html


HEADINGS = [
    ("# A\n\n# B", ["h2", "h2"]),
    ("# A\n\n### B\n\n# C", ["h2", "h3", "h2"]),
    ("### A\n\n# B\n\n## C", ["h2", "h2", "h3"]),
    ("###### A", ["h2"]),
    ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", ["h2", "h3", "h4", "h5", "h6", "h6"]),
]


@pytest.mark.parametrize(("text", "levels"), HEADINGS)
def test_headings_begin_below_the_title_and_skip_no_level(writer: Writer, text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)", writer.render(text, TARGETS)) == levels


def test_headings_can_begin_lower(writer: Writer) -> None:
    assert writer.render("# A\n\n## B", TARGETS, top=3) == "<h3>A</h3>\n<h4>B</h4>"


def test_footnotes_of_two_texts_can_share_a_page(writer: Writer) -> None:
    text = "Word[^note one].\n\n[^note one]: Explained."
    one, two = (writer.render(text, TARGETS, prefix) for prefix in ("a-", "b-"))
    ids = [set(re.findall(r'id="([^"]+)"', html)) for html in (one, two)]
    links = [set(re.findall(r'href="#([^"]+)"', html)) for html in (one, two)]
    assert ids[0] == links[0] == {"fn:a-1", "fnref:a-1"}
    assert ids[1] == links[1] == {"fn:b-1", "fnref:b-1"}


def test_one_instance_leaves_nothing_behind(writer: Writer) -> None:
    before = writer.render("[a][b]\n\nWord[^1].", TARGETS)
    writer.render("[b]: https://example.org\n\nWord[^1].\n\n[^1]: Note.", TARGETS)
    assert writer.render("[a][b]\n\nWord[^1].", TARGETS) == before


HARMFUL = [
    "<script>window.canary = 1</script>",
    "<img src=x onerror=canary()>",
    "<svg><style><img src=x onerror=canary()></style></svg>",
    "[x](javascript:canary())",
    "[x](JaVaScRiPt:canary())",
    "[x](java\tscript:canary())",
    "[x](&#106;avascript:canary())",
    "[x](javascript&colon;canary())",
    "[x](data:text/html,<script>canary()</script>)",
    "[x](vbscript:canary())",
    '[x](https://example.org "\\" onclick=canary()")',
    '[x](https://example.org" onclick="canary())',
    "![x](javascript:canary())",
    '![x" onerror="canary()](media/x.png)',
    '<https://example.org/" onclick="canary()>',
    "<javascript:canary()>",
    "[x]: javascript:canary()\n\n[x]",
    "`<script>canary()</script>`",
    "```html\n<script>canary()</script>\n```",
    '```" onload="canary()\nx\n```',
    'Word[^"><script>canary()</script>].\n\n[^"><script>canary()</script>]: x',
    "| a |\n|---|\n| <script>canary()</script> |",
    "[x](//evil.invalid/canary)",
    "[x](/\\\\evil.invalid/canary)",
    "[x](\\\\\\\\evil.invalid/canary)",
    "<base href=//evil.invalid>",
    "<form action=//evil.invalid><input name=a></form>",
    "<style>@import '//evil.invalid'</style>",
    "\x02canary\x03 <b>",
]
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+=\"[^\"]*\")*)\s*>", re.IGNORECASE)


@pytest.mark.parametrize("text", HARMFUL)
def test_harmful_text_stays_text(writer: Writer, text: str) -> None:
    html = writer.render(text, TARGETS)
    rest = _TAG.sub("", html)
    assert "<" not in rest
    for _, tag, attributes in _TAG.findall(html):
        assert tag not in ("script", "style", "svg", "form", "base", "input")
        names = re.findall(r"\s([a-z-]+)=", re.sub(r'"[^"]*"', '""', attributes))
        assert not [name for name in names if name.startswith("on") or name == "style"]
        for value in re.findall(r'(?:href|src)="([^"]*)"', attributes):
            assert re.match(r"https?://|mailto:|\.\./|#", value), value


@pytest.mark.parametrize("part", ["[", "![", "**a", "_a ", "<a ", "`", "> ", "&", "[^1]", "==a "])
def test_repeated_marks_do_not_hang(writer: Writer, part: str) -> None:
    start = time.process_time()
    writer.render(part * 500, TARGETS)
    assert time.process_time() - start < 2


def test_prose_of_the_host_gets_the_same_treatment() -> None:
    records, _, active = extensions()
    records.targets, records.title = TARGETS, "About us"
    html = Markdown(extensions=active, output_format="html").convert("# About  *us*\n\n## Why\n\n[x](actor:hamas) <b>")
    assert html == '<h2>Why</h2>\n<p><a href="../actors/hamas/">x</a> &lt;b&gt;</p>'


SENTENCES = [
    ("One. Two.", "One. Two."),
    ("The first sentence is here. The second is not.", "The first sentence is here."),
    ("# Heading\n\nText.", "Heading"),
    ("A [strike](event:strike) that *kills* `him`, said Hamas[^1].", "A strike that kills him, said Hamas."),
    ("> “It was one of the revenges.” So he said.", "“It was one of the revenges.”"),
    ("什么事情都发生在这一天的早上八点钟，没有人知道。第二句。", "什么事情都发生在这一天的早上八点钟，没有人知道。"),
    ("snake_case_names stay", "snake_case_names stay"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "sentence"), SENTENCES)
def test_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence


def test_a_long_sentence_is_cut_between_words() -> None:
    cut = first_sentence("word " * 200)
    assert len(cut) < 290
    assert cut.endswith("word …")
