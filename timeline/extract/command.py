"""What `timeline extract` does, as functions over lines of text: no file is opened here."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from timeline.dates import Day
from timeline.extract.anchor import anchor_of, day_of_text
from timeline.extract.documents import Document, read_document
from timeline.extract.drafts import extract
from timeline.extract.dump import files, json_lines
from timeline.extract.mentions import Domain
from timeline.extract.names import Known, known_names
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


def draft_files(
    text: str,
    name: str = "",
    known: Known | None = None,
    date: str = "",
    domain: Domain | Literal["auto"] = "auto",
    taken: Iterable[str] = (),
) -> Mapping[str, str]:
    """Paths below the content folder and texts of the records one article proposes.

    `name` is the article's file name, `date` the day given on the command line, `taken` the paths that exist already.

    >>> sorted(draft_files("PARIS, March 3, 2021 - The bridge fell on Monday."))
    ['events/bridge-fell.yml', 'sources/report-2021-03-03.txt', 'sources/report-2021-03-03.yml']
    """
    found = extract(read_document(text, name), known or known_names(()), _day(date), domain)
    return files(found, taken)


def draft_lines(
    lines: Iterable[str], known: Known | None = None, domain: Domain | Literal["auto"] = "auto"
) -> Iterator[str]:
    """JSON lines of the drafts of JSON lines of documents: doc_id, offsets of the quotation, EDTF, title, names."""
    names = known or known_names(())
    for line in lines:
        if line.strip():
            record = json.loads(line)
            document = Document(str(record.get("text") or ""), title=str(record.get("title") or ""))
            found = extract(document, names, _day(str(record.get("dct") or "")), domain)
            yield from json_lines(found, str(record.get("doc_id", "")))


def _day(text: str) -> Day | None:
    return day_of_text(text) if text else None
