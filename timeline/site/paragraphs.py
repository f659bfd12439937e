"""The Markdown that most texts are, paragraphs with links and emphasis, as HTML without Python-Markdown.

    to_html("The [flood](event:flood) was *sudden*.", href)  ->  '<p>The <a href="…">flood</a> was <em>sudden</em>.</p>'
    to_html("1. a list", href)                               ->  None: something for Python-Markdown

Byte for byte what `timeline.site.markdown.Writer` makes of the same text, at a tenth of the time, or None; a property
test holds the two against each other. Whatever could mean anything else is left alone: this is no second Markdown.
"""

import re
from collections.abc import Callable, Iterator

from timeline.model.fields import RECORDS

# What has a meaning, or might get one on the way through Python-Markdown and the sanitiser: code, escapes, entities,
# raw HTML, tables, fences, footnotes, underscores, odd blanks; blanks at the end of a line; lines that begin with
# neither a letter nor a quotation mark, which may be items, headings, terms, rules; text that is not stripped.
_ODD = re.compile(
    r"""
    [\\`_<>&|~^\x00-\x09\x0b-\x1f\x7f-\xa0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]
    | [ ]\n | \]: | !\[
    | ^(?! [^\W\d_] | \[[^\W_] | \*{1,2}[^\W_] | \d+[^\d.)] | ["'“‘«(…—] | \n | \Z )
    """,
    re.VERBOSE | re.MULTILINE,
)
_WORDS = r"[^\W_](?:[^\[\]*()\n]*[^\W_])?"
_KINDS = "|".join(RECORDS)
_TOKEN = re.compile(
    rf"""
    \[ (?P<text>{_WORDS}) \] \( (?P<target>(?:{_KINDS}):[a-z0-9-]+(?:\#[a-z0-9-]+)?|https?://[a-zA-Z0-9./-]+) \)
    | (?<!\*) (?P<mark>\*{{1,2}}) (?P<stressed>{_WORDS}) (?P=mark) (?!\*)
    | (?P<odd>[\[\]*])
    """,
    re.VERBOSE,
)
_TOKEN_START = re.compile(r"[\[\]*]")  # where a token can begin: finding these first takes a fifth of the time
_BLANK_LINES = re.compile(r"\n{2,}")
_HREF = re.compile(r"[a-zA-Z0-9./#:-]*")

Href = Callable[[str], str | None]


class _OddError(Exception):
    """Something for Python-Markdown."""


def to_html(text: str, href: Href) -> str | None:
    """HTML of a text, or None if it holds anything but paragraphs, links, emphasis. `href` makes the address of a
    link of `kind:id`, or None where the words alone are to stand."""
    if _ODD.search(text) or not text or text[-1] in " \n" or text[0] == "\n":
        return None
    try:
        text = "".join(_pieces(text, href))
    except _OddError:
        return None
    paragraphs = _BLANK_LINES.sub("</p>\n<p>", text) if "\n\n" in text else text
    return f"<p>{paragraphs}</p>"


def _pieces(text: str, href: Href) -> Iterator[str]:
    """The text with HTML for its links and emphasis."""
    at = 0
    while start := _TOKEN_START.search(text, at):
        found = _TOKEN.match(text, start.start())
        if found is None or found["odd"] is not None:
            raise _OddError
        yield text[at : start.start()]
        yield _html(found, href)
        at = found.end()
    yield text[at:]


def _html(found: re.Match[str], href: Href) -> str:
    if found["text"] is not None:
        return _link(found["text"], found["target"], href)
    tag = "em" if found["mark"] == "*" else "strong"
    return f"<{tag}>{found['stressed']}</{tag}>"


def _link(words: str, target: str, href: Href) -> str:
    address = target if target.startswith("http") else href(target)
    if address is None:
        return words
    if not _HREF.fullmatch(address):
        raise _OddError
    return f'<a href="{address}">{words}</a>'
