"""Links to records in Markdown: `[words](event:id)`, `[words]: actor:id` on a line of its own. Code is no link."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.model.fields import RECORDS

_KINDS = "|".join(RECORDS)
_LINK = re.compile(
    rf"(?:\]\(\s*<?|^\ {{0,3}}\[[^\]\n]+\]:[ \t]*<?)(?P<target>(?P<kind>{_KINDS}):(?P<id>[^\s)<>\"']+))", re.MULTILINE
)
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
    if ":" not in markdown or "]" not in markdown:
        return
    bare = (
        _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), markdown)
        if "`" in markdown or "~~~" in markdown
        else markdown
    )
    for match in _LINK.finditer(bare):
        yield TextLink(match["kind"], match["id"], match.start("target"))
