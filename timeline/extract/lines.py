"""JSON lines of documents -> JSON lines of temporal expressions, or of drafts. No file is opened here."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from timeline.dates import Day
from timeline.extract.anchor import anchor_of, day_of_text
from timeline.extract.documents import Document
from timeline.extract.drafts import Extraction, extract
from timeline.extract.mentions import Domain
from timeline.extract.merging import merged
from timeline.extract.names import Found, Known, known_names
from timeline.extract.timex import find

_NOBODY = known_names(())
Names = Callable[[str], list[Found]]  # a text -> names that another program finds in it


class LineError(ValueError):
    """A line that is no document."""


@dataclass(frozen=True, slots=True)
class Choices:
    """How articles are to be read: the day they count from, if it is given, and whether they tell a story."""

    date: Day | None = None
    domain: Domain | Literal["auto"] = "auto"


AS_THEY_ARE = Choices()


def read_line(line: str) -> tuple[str, Document, Day | None]:
    """Id, text and day of a document {doc_id, dct, title, text}. Raises LineError."""
    try:
        record = json.loads(line)
    except ValueError as error:
        raise LineError(f"a line is no JSON object: {error}") from None
    except RecursionError:
        raise LineError("a line is nested too deeply") from None
    if not isinstance(record, dict):
        raise LineError("a line is no JSON object")
    text = str(record.get("text") or "")
    document = Document(text, title=str(record.get("title") or ""))
    return str(record.get("doc_id", "")), document, day_of_text(str(record.get("dct") or ""))


def timex_lines(lines: Iterable[str], domain: Domain | Literal["auto"] = "auto") -> Iterator[str]:
    """JSON lines of the temporal expressions of JSON lines of documents ({doc_id, dct, title, text}).

    >>> list(timex_lines(['{"doc_id": "a", "dct": "2023-12-28", "text": "It fell on Monday."}']))
    ['{"doc_id": "a", "start": 11, "end": 17, "text": "Monday", "type": "DATE", "value": "2023-12-25"}\\n']
    """
    for line in lines:
        if not line.strip():
            continue
        doc_id, document, day = read_line(line)
        for each in find(document.text, anchor_of(document, day), domain):
            found = {"doc_id": doc_id, "start": each.start, "end": each.end, "text": each.words}
            found |= {"type": each.type, "value": each.value}
            found |= {"mod": each.mod} if each.mod else {}
            yield json.dumps(found, ensure_ascii=False) + "\n"


def draft_lines(
    lines: Iterable[str], known: Known = _NOBODY, choices: Choices = AS_THEY_ARE, names: Names | None = None
) -> Iterator[str]:
    """JSON lines of the drafts of JSON lines of documents: doc_id, offsets of the quotation, EDTF, title, names.

    >>> [line] = draft_lines(['{"doc_id": "a", "dct": "2023-12-28", "text": "The hall fell on Monday."}'])
    >>> line[:64]
    '{"doc_id": "a", "start": 0, "end": 24, "edtf": "2023-12-25", "ti'
    """
    for line in lines:
        if line.strip():
            doc_id, document, day = read_line(line)
            found = names(document.text) if names else ()
            extraction = extract(document, known, day or choices.date, choices.domain, found)
            yield from json_lines(extraction, doc_id)


def json_lines(extraction: Extraction, doc_id: str) -> Iterator[str]:
    """One JSON object for each quotation of the drafts of one document.

    `start` and `end` are those of the sentence, `date_start` and `date_end` those of the words of the date in the text.
    """
    for draft in merged(extraction.drafts):
        for each in draft.quotations:
            found = {
                "doc_id": doc_id,
                "start": each.start,
                "end": each.end,
                "edtf": draft.date,
                "title": draft.title,
                "names": [name.words for name in (*draft.names, *draft.nearby)],
                "status": draft.status,
                "confidence": draft.confidence,
                "date_start": each.date_start,
                "date_end": each.date_end,
                "says": [{"by": said.speaker, "says": said.says, "denial": said.denial} for said in draft.said],
            }
            yield json.dumps(found, ensure_ascii=False) + "\n"
