"""Documents and megabytes a second of the temporal tagger and of drafts, beside `dateparser.search` in the same run.

python benchmarks/extract.py DOCS.jsonl [...] [--some 40]      lines of {doc_id, dct, text}

dateparser is only a peer to measure against, so it is installed into an environment that is thrown away:

    python -m venv /tmp/peers && /tmp/peers/bin/pip install . dateparser
    /tmp/peers/bin/python benchmarks/extract.py DOCS.jsonl

All of it runs in turn over the same sample of documents, three rounds, of which the best counts; rates of one process
are by its processor time, rates of two by the clock. A last part doubles one text up to 10 MB.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from timeline.dates import Day
from timeline.extract.anchor import day_of_text
from timeline.extract.documents import Document
from timeline.extract.drafts import extract
from timeline.extract.mentions import Anchor
from timeline.extract.names import known_names
from timeline.extract.timex import find

Doc = tuple[str, str]  # day and text
_ROUNDS = 3
_LARGEST = 10_000_000


@dataclass(frozen=True, slots=True)
class Rate:
    """What one way of reading did: documents and megabytes a second."""

    name: str
    documents: float
    megabytes: float


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


def ways() -> Iterator[tuple[str, Callable[[Doc], int]]]:
    yield "timex", tagged
    yield "drafts", drafted
    try:
        import dateparser  # noqa: F401
    except ImportError:
        print("dateparser is not installed here: nothing to compare with (see the head of this script)")
        return
    yield "dateparser.search", searched


def one_process(run: Callable[[Doc], int], docs: Sequence[Doc]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    for doc in docs:
        run(doc)
    return time.process_time() - start


def two_processes(pool: ProcessPoolExecutor, run: Callable[[Doc], int], docs: Sequence[Doc]) -> float:
    """Seconds by the clock; processes that are there already."""
    start = time.perf_counter()
    list(pool.map(run, docs, chunksize=max(len(docs) // 8, 1)))
    return time.perf_counter() - start


def measure(docs: Sequence[Doc], pool: ProcessPoolExecutor) -> Iterator[Rate]:
    """The best of some rounds, in which all ways take their turn."""
    size = sum(len(text.encode()) for _, text in docs) / 1e6
    best: dict[str, float] = {}
    for _ in range(_ROUNDS):
        for name, run in ways():
            pool.submit(run, docs[0]).result()
            for label, clock in (("one process", one_process), ("two processes", partial(two_processes, pool))):
                seconds = clock(run, docs)
                key = f"{name}, {label}"
                best[key] = min(best.get(key, seconds), seconds)
    for key, seconds in best.items():
        yield Rate(key, len(docs) / seconds, size / seconds)


def doubled(text: str) -> Iterator[str]:
    """Seconds and memory of one text, doubled up to 10 MB."""
    size = _LARGEST // 16
    while size <= _LARGEST:
        long = (text * (size // len(text) + 1))[:size]
        start = time.process_time()
        found = len(find(long, Anchor(Day(2023, 12, 28)), "news"))
        seconds = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rate = size / 1e6 / seconds
        yield f"{size / 1e6:8.3f} MB {found:8d} found {seconds:8.2f} s {rate:8.2f} MB/s, peak {peak:.0f} MB"
        size *= 2


def main() -> None:
    """Print the rates, how they compare with dateparser's, and how time grows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docs", nargs="+")
    parser.add_argument("--some", type=int, default=40, help="documents of the sample, spread over all of them")
    chosen = parser.parse_args()
    docs = read(chosen.docs)
    some = docs[:: max(len(docs) // chosen.some, 1)][: chosen.some]
    with ProcessPoolExecutor(2) as pool:
        rates = list(measure(some, pool))
    peers = {rate.name.partition(", ")[2]: rate for rate in rates if rate.name.startswith("dateparser")}
    for rate in rates:
        peer = peers.get(rate.name.partition(", ")[2])
        beside = f"{rate.megabytes / peer.megabytes:8.1f} times dateparser" if peer else ""
        print(f"{rate.name:36s}{rate.documents:9.1f} documents/s{rate.megabytes:8.3f} MB/s{beside}")
    print("\n".join(doubled("\n\n".join(text for _, text in docs))))


if __name__ == "__main__":
    main()
