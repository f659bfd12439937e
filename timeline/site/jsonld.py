"""Nodes of JSON-LD -> the text of a script element of type `application/ld+json`, without anything empty or harmful."""

import json
import re
from collections.abc import Callable

from markupsafe import Markup

from timeline.site.vantage import Vantage

Node = dict[str, object]

_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}  # none can end the element, or a line of a script
_UNSAFE = re.compile("[<>&\u2028\u2029]")
_encode = json.JSONEncoder(ensure_ascii=False).encode
_quoted = json.encoder.encode_basestring  # what it comes to for a string


class Kept(Node):
    """A node that stands on many pages, and its JSON."""

    def __init__(self, node: Node) -> None:
        super().__init__(node)
        self.text = compact(node)


def kept(at: Vantage, kind: str, id: str, make: Callable[[], Node]) -> Node:
    """A node made once, for all pages that say it in the same words: addresses are relative where the site's is not
    known."""
    base = None if at.site.config.url else at.base
    return at.site.memo.of(("schema", kind, id, base), lambda: Kept(make()))


def written(node: Node) -> Markup:
    """A node as JSON that holds nothing HTML could take for markup.

    >>> written({"name": "</script>", "about": []})
    Markup('{"name":"\\\\u003c/script\\\\u003e"}')
    """
    text = compact(node) or "{}"
    return Markup(text.translate(_ESCAPES) if _UNSAFE.search(text) else text)


def compact(value: object) -> str:
    """A value as JSON without anything empty in it; nothing if the value itself is empty.

    >>> compact({"a": [{"b": 1, "c": ""}, {}], "d": None, "e": "é"})
    '{"a":[{"b":1}],"e":"é"}'
    """
    if isinstance(value, str):
        return _quoted(value) if value else ""
    if isinstance(value, Kept):
        return value.text
    if isinstance(value, dict):
        found = []
        for name, inner in value.items():  # most of what there is, is a text or empty
            text = (_quoted(inner) if type(inner) is str else compact(inner)) if inner or inner == 0 else ""
            if text:
                found.append(f'"{name}":{text}')
        return f"{{{','.join(found)}}}" if found else ""
    if isinstance(value, list):
        return f"[{','.join(items)}]" if (items := [text for inner in value if (text := compact(inner))]) else ""
    return "" if value is None else _encode(value)
