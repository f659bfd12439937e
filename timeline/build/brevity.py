"""The fixed HTML of a template, as short as HTML lets it be: browsers build the same page of it.

    <ul class="plain">\\n<li>A</li>\\n</ul>\\n   ->   <ul class=plain><li>A</ul>

- White space beside the tags of blocks, which no browser shows.
- End tags that the standard lets be left out (HTML, 13.1.2.4): always, or where what follows stands in the same piece.
- Quotation marks around attributes that need none (13.1.2.3); where a template fills one in, `attribute` puts them
  around what needs them.

What stands in `<pre>`, `<script>`, `<style>`, `<textarea>` or a comment is left alone. It is done once, when a template
is compiled, so no page pays for it. `</head>` and `</body>` stay: hosts look for them. Where a condition or a macro
hides what follows a paragraph, the template itself leaves `</p>` out.
"""

import re

from jinja2 import nodes
from markupsafe import Markup, escape

ATTRIBUTE = "attribute"  # the filter that an attribute is put through instead of standing in quotation marks

_AFTER_P = (
    "address|article|aside|blockquote|details|dialog|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|"
    "hr|main|menu|nav|ol|p|search|section|table|ul"
)
_AROUND_P = "article|aside|blockquote|body|dd|details|div|figcaption|figure|footer|header|li|main|nav|section|td"
_BLOCK = rf"(?:{_AFTER_P}|body|dd|dt|head|html|li|link|meta|script|style|summary|tbody|td|tfoot|th|thead|title|tr)"
_SPACE = re.compile(
    rf"(?P<tag></?{_BLOCK}(?:\s[^<>]*)?>|<!doctype html>)\s+|\s+(?=</?{_BLOCK}(?:[\s>]|\Z))", re.IGNORECASE
)
_ENDS = re.compile(rf"</(?:li|dd|dt|tr|td|th)>|</p>(?=<(?:{_AFTER_P}|pre)[\s>]|</(?:{_AROUND_P})>)")
_TAG = re.compile(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*(?:>|\Z|(?="[^"]*\Z))')
_QUOTED = re.compile(r'(?<=[\w-])="([\w.:/#-]+)"(?=[\s>]|\Z)', re.ASCII)
_OPENED = re.compile(r'[\w-]="\Z', re.ASCII)
_CLOSED = re.compile(r'"(?=[\s>]|\Z)')
_BARE = re.compile("[^\\s\"'=<>`]+").fullmatch
_RAW = re.compile(r"<(pre|script|style|textarea)\b|<!--", re.IGNORECASE)


def shorten(template: nodes.Template) -> nodes.Template:
    """The same template with shorter pieces of HTML in it."""
    inside, raw = "", set()
    for data in template.find_all(nodes.TemplateData):
        data.data, inside = shortened(data.data, inside)
        if inside:
            raw.add(id(data))
    for output in template.find_all(nodes.Output):
        for number in range(1, len(output.nodes) - 1):
            before, value, after = output.nodes[number - 1 : number + 2]
            if id(before) not in raw and _fill(before, after):
                output.nodes[number] = nodes.Filter(value, ATTRIBUTE, [], [], None, None, lineno=value.lineno)
    return template


def _fill(before: nodes.Expr, after: nodes.Expr) -> bool:
    """Whether what stands between two pieces is all of an attribute, which loses its quotation marks."""
    if not isinstance(before, nodes.TemplateData) or not isinstance(after, nodes.TemplateData):
        return False
    if not _OPENED.search(before.data) or not _CLOSED.match(after.data):
        return False
    before.data, after.data = before.data[:-1], after.data[1:]
    return True


def attribute(value: object) -> Markup:
    """A value as it stands behind the `=` of an attribute: in quotation marks if it needs them.

    >>> attribute("../flood/"), attribute("in fig. 3"), attribute("")
    (Markup('../flood/'), Markup('"in fig. 3"'), Markup('""'))
    """
    text = escape(value)
    return text if _BARE(text) else Markup(f'"{text}"')


def shortened(html: str, inside: str = "") -> tuple[str, str]:
    """Some HTML in short, and what ends the element it breaks off in, if that is one to be left alone; `inside` ends
    the one it begins in.

    >>> shortened('<ul class="a">\\n<li><a href="x">A</a> <b>b</b></li>\\n</ul>\\n<pre>\\n"c"')
    ('<ul class=a><li><a href=x>A</a> <b>b</b></ul><pre>\\n"c"', '</pre>')
    """
    done = ""
    while html:
        if inside:
            raw, end, html = html.partition(inside)
            done, inside = done + raw + end, "" if end else inside
            continue
        start = _RAW.search(html)
        if start is None:
            return done + _short(html), ""
        inside = f"</{start[1].lower()}>" if start[1] else "-->"
        done, html = done + _short(html[: start.start()]), html[start.start() :]
    return done, inside


def _short(html: str) -> str:
    """A piece that holds nothing to be left alone."""
    closer = _SPACE.sub(lambda found: found["tag"] or "", html)
    return _TAG.sub(lambda tag: _QUOTED.sub(r"=\1", tag[0]), _ENDS.sub("", closer))
