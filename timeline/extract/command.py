"""What `timeline extract` does, as functions over lines of text: no file is opened here."""

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from timeline.extract.anchor import anchor_of, day_of_text
from timeline.extract.documents import Document
from timeline.extract.mentions import Domain
from timeline.extract.timex import find


def timex_lines(lines: Iterable[str], domain: Domain | Literal["auto"] = "auto") -> Iterator[str]:
    """JSON lines of the temporal expressions of JSON lines of documents ({doc_id, dct, title, text}).

    >>> list(timex_lines(['{"doc_id": "a", "dct": "2023-12-28", "text": "It fell on Monday."}']))
    ['{"doc_id": "a", "start": 11, "end": 17, "text": "Monday", "type": "DATE", "value": "2023-12-25"}\\n']
    """
    for line in lines:
        if not line.strip():
            continue
        record = json.loads(line)
        text = str(record.get("text") or "")
        anchor = anchor_of(Document(text), day_of_text(str(record.get("dct") or "")))
        for each in find(text, anchor, domain):
            found = {
                "doc_id": record.get("doc_id", ""),
                "start": each.start,
                "end": each.end,
                "text": each.words,
                "type": each.type,
                "value": each.value,
            }
            if each.mod:
                found["mod"] = each.mod
            yield json.dumps(found, ensure_ascii=False) + "\n"
