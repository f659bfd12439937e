"""Links to records in Markdown: `[words](event:id)`, `[words]: actor:id` on a line of its own. Code is no link."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.model.fields import RECORDS
from timeline.suggestions import did_you_mean

_KINDS = "|".join(RECORDS)
_INLINE, _DEFINITION = r"\]\(\s*<?", r"^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*<?"


class _Links:
    """What begins like a link and goes on in a certain way."""

    def __init__(self, target: str) -> None:
        self._every = re.compile(f"(?:{_INLINE}|{_DEFINITION}){target}", re.MULTILINE)
        self._inline = re.compile(_INLINE + target)

    def within(self, markdown: str) -> Iterator[re.Match[str]]:
        """Where a text has such links, but for its code. That few texts have definitions of links is worth a question:
        what begins with two fixed characters is found ten times as fast as what begins with a line."""
        if "](" not in markdown and "]:" not in markdown:
            return iter(())
        bare = without_code(markdown)
        return (self._every if "]:" in bare else self._inline).finditer(bare)


_LINK = _Links(rf"(?P<target>(?P<kind>{_KINDS}):(?P<id>[^\s)<>\"'#]+))")
_SCHEME = _Links(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):")
_FILE = _Links(r"(?P<path>(?!#|[^\s/?#:()<>]*:|//)[^\s?#()<>]+)")
_WEB = frozenset({"http", "https", "mailto"})
_CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)|(?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)",
    re.DOTALL | re.MULTILINE,
)


class TextLink(NamedTuple):
    """A link to a record, and where `kind:id` begins in the text."""

    kind: str
    id: str
    offset: int


def text_links(markdown: str) -> Iterator[TextLink]:
    """The links to records in a text, in order.

    >>> [link.id for link in text_links("See [the flood](event:flood-1987), not `[x](event:y)`.")]
    ['flood-1987']
    """
    for match in _LINK.within(markdown):
        yield TextLink(match["kind"], match["id"], match.start("target"))


def file_links(markdown: str) -> Iterator[tuple[str, int]]:
    """The paths of a text's links and pictures that name a file rather than a record or an address, and where.

    >>> list(file_links("![b](media/b.png) [x](event:y) [z](../other.md#part) [w](https://example.org/)"))
    [('media/b.png', 5), ('../other.md', 35)]
    >>> list(file_links("Words[^1]\\n\\n[^1]: A footnote is no link."))
    []
    """
    for match in _FILE.within(markdown):
        yield match["path"], match.start("path")


def foreign_schemes(markdown: str) -> Iterator[tuple[str, int]]:
    """What stands before the colon of a link and is neither a kind of record nor of the web, and where it begins.

    >>> list(foreign_schemes("[x](javascript:alert) [y](https://example.org/)"))
    [('javascript', 4)]
    """
    for match in _SCHEME.within(markdown):
        if match["scheme"].lower() not in _WEB and match["scheme"] not in RECORDS:
            yield match["scheme"], match.start("scheme")


def foreign_link(scheme: str) -> tuple[str, str]:
    """What is wrong with a link of such a scheme, and what to write."""
    fix = did_you_mean(scheme, [*RECORDS, *_WEB]) or f"link to a record ({', '.join(RECORDS)}) or to the web (https:)"
    return f'a link to "{scheme}:" leads nowhere', fix


def without_code(markdown: str) -> str:
    """The text with blanks for code, so that all offsets stay."""
    if "`" not in markdown and "~~~" not in markdown:
        return markdown
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), markdown)
