"""Links between records in running text: `[words](event:id)`, and who mentions whom."""

from dataclasses import dataclass

from timeline.model.records import Key


@dataclass(frozen=True, slots=True)
class Mention:
    """`source` mentions `target` in its text. A prose page's key is `Key("prose", address)`."""

    source: Key
    target: Key
