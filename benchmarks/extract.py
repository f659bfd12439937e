"""Documents and megabytes a second of the temporal tagger and of drafts, beside `dateparser.search` if it is installed.

python benchmarks/extract.py DOCS.jsonl [...]      lines of {doc_id, dct, text}
"""

import json
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from timeline.extract.anchor import day_of_text
from timeline.extract.documents import Document
from timeline.extract.drafts import extract
from timeline.extract.mentions import Anchor
from timeline.extract.names import known_names
from timeline.extract.timex import find

Doc = tuple[str, str]  # day and text


def read(paths: Sequence[str]) -> list[Doc]:
    lines = (line for path in paths for line in Path(path).read_text("utf-8").splitlines() if line.strip())
    return [(record.get("dct") or "", record["text"]) for record in map(json.loads, lines)]


def tagged(doc: Doc) -> int:
    return len(find(doc[1], Anchor(day_of_text(doc[0]))))


def drafted(doc: Doc) -> int:
    return len(extract(Document(doc[1]), known_names(()), day_of_text(doc[0])).drafts)


def searched(doc: Doc) -> int:
    from dateparser.search import search_dates

    return len(search_dates(doc[1], languages=["en"]) or ())


def measure(name: str, run: Callable[[Doc], int], docs: Sequence[Doc], processes: int = 1) -> None:
    run(docs[0])
    start = time.perf_counter()
    if processes == 1:
        found = sum(map(run, docs))
    else:
        with ProcessPoolExecutor(processes) as pool:
            found = sum(pool.map(run, docs, chunksize=8))
    seconds = time.perf_counter() - start
    size = sum(len(text) for _, text in docs) / 1e6
    print(f"{name:32s} {len(docs) / seconds:9.1f} documents/s {size / seconds:7.3f} MB/s {found:7d} found")


def main(paths: Sequence[str]) -> None:
    docs = read(paths)
    measure("timex, one process", tagged, docs)
    measure("timex, two processes", tagged, docs, 2)
    measure("drafts, one process", drafted, docs)
    try:
        import dateparser  # noqa: F401
    except ImportError:
        print("dateparser is not installed; nothing to compare with")
        return
    some = docs[:: max(len(docs) // 20, 1)][:20]
    measure("dateparser.search, 20 documents", searched, some)
    measure("timex, the same 20", tagged, some)


if __name__ == "__main__":
    main(sys.argv[1:])
