"""Is every quotation of every draft the text at its place, and are the records accepted? Over corpora of one's own.

python benchmarks/quotations.py [--check] DOCS.jsonl[.gz] [...]    lines of {doc_id, dct, title, text}

With --check, the records that each document proposes are also read as a content folder of their own. Prints a line for
each document at fault and a sum; the exit code is 1 if there was one.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from timeline.build.reading import read_library
from timeline.dates import Day, parse_edtf
from timeline.extract.anchor import day_of_text
from timeline.extract.batch import Batch, Timeline
from timeline.extract.documents import Document
from timeline.extract.drafts import Extraction, extract
from timeline.extract.names import known_names
from timeline.graph.library import Library
from timeline.site.config import SiteConfig


def documents(paths: list[Path]) -> Iterator[tuple[str, Document, Day | None]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            for row in map(json.loads, file):
                document = Document(row["text"], title=row.get("title") or "")
                yield f"{path.parent.name}/{row['doc_id']}", document, day_of_text(row.get("dct") or "")


def faults(extraction: Extraction) -> Iterator[str]:
    """What is wrong with the offsets and dates of some drafts."""
    text = extraction.document.text
    for draft in extraction.drafts:
        parse_edtf(draft.date)
        for each in draft.quotations:
            if text[each.start : each.end] != each.words:
                yield f'quotation at {each.start} of "{draft.title}" is not the text there'
            if text[each.date_start : each.date_end] != draft.written:
                yield f'date at {each.date_start} of "{draft.title}" is not the text there'
            if not each.start <= each.date_start < each.date_end <= each.end:
                yield f'date at {each.date_start} of "{draft.title}" stands outside its quotation'


def refused(extraction: Extraction) -> Iterator[str]:
    """What the check says to the records that a document proposes."""
    batch = Batch(Timeline())
    files = {**batch.add(extraction), **batch.files(batch.drafts())}
    with TemporaryDirectory() as folder:
        for path, data in files.items():
            file = Path(folder, path)
            file.parent.mkdir(exist_ok=True)
            file.write_text(data, "utf-8", newline="\n")
        read = read_library(Path(folder), SiteConfig(name="Check", today=Day(2026, 1, 1)))
    if not isinstance(read, Library):
        yield from (f"{each.span.path}:{each.span.line}: {each.code} {each.what}" for each in read)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", nargs="+", type=Path)
    parser.add_argument("--check", action="store_true", help="read the records as a content folder, too")
    options = parser.parse_args()
    read = drafts = quotations = bad = 0
    for name, document, day in documents(options.docs):
        extraction = extract(document, known_names(()), day)
        found = [*faults(extraction), *(refused(extraction) if options.check else ())]
        print("".join(f"{name}: {each}\n" for each in found), end="")
        read, bad = read + 1, bad + bool(found)
        drafts += len(extraction.drafts)
        quotations += sum(len(each.quotations) for each in extraction.drafts)
    print(f"{read} documents, {drafts} drafts, {quotations} quotations; {bad} documents at fault")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
