"""Quality of the temporal tagger by the measures of TempEval-3, on documents looked at and on documents kept closed.

python benchmarks/timex.py CORPORA [--open 0.6] [--domain auto|news|narrative] [--shapes] [--errors N [--only SET]]

CORPORA holds `score.py` (the scorer) and one folder a set, with `docs.jsonl` ({doc_id, dct, title, text}) and
`gold.jsonl` ({doc_id, start, end, text, type, value}). A document is open or closed by the hash of its id, so the split
is the same on every machine and for every tagger. Errors are shown for open documents alone: the closed figures say how
well a text is read that nobody tuned on.
"""

import argparse
import hashlib
import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any, cast

from timeline.extract.lines import timex_lines
from timeline.extract.mentions import Domain

Record = Mapping[str, Any]
Items = dict[str, list[Record]]
_CONTEXT = 70


@dataclass(frozen=True, slots=True)
class Corpus:
    """One set: its documents by id, and the expected and found expressions of each."""

    name: str
    docs: Mapping[str, Record]
    gold: Items
    found: Items

    def part(self, keep: Callable[[str], bool]) -> "Corpus":
        """The documents whose ids are kept."""
        ids = [each for each in self.docs if keep(each)]
        parts = ({id: items[id] for id in ids} for items in (self.gold, self.found))
        return Corpus(self.name, {id: self.docs[id] for id in ids}, *parts)


def is_open(doc_id: str, share: float) -> bool:
    """Whether errors of a document may be looked at; about `share` of all are open, always the same ones."""
    return int(hashlib.sha256(doc_id.encode()).hexdigest()[:8], 16) < share * 0x1_0000_0000


def scorer(path: Path) -> ModuleType:
    """The scorer of a file."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(folder: Path, domain: str) -> Corpus:
    """A set, tagged by the lines that `timeline extract --timex --jsonl` writes."""
    lines = (folder / "docs.jsonl").read_text("utf-8").splitlines()
    docs = {record["doc_id"]: record for record in map(json.loads, lines)}
    gold = [json.loads(line) for line in (folder / "gold.jsonl").read_text("utf-8").splitlines()]
    found = [json.loads(line) for line in timex_lines(lines, cast(Domain, domain))]
    return Corpus(folder.name, docs, _grouped(docs, gold), _grouped(docs, found))


def _grouped(docs: Mapping[str, Record], items: Sequence[Record]) -> Items:
    groups: Items = {id: [] for id in docs}
    for each in sorted(items, key=lambda each: (each["start"], each["end"])):
        groups[each["doc_id"]].append(each)
    return groups


def row(name: str, corpus: Corpus, score: ModuleType) -> str:
    """Value, calendar, relaxed, strict and type F1 of a set, in per cent."""
    out, _, _ = score.score(corpus.docs, corpus.gold, corpus.found)
    figures = (out["value_F1"], out["calendar"]["F1"], out["relaxed"]["F1"], out["strict"]["F1"], out["type_F1"])
    calendar = out["calendar"]
    sides = f"P {100 * calendar['P']:5.1f} R {100 * calendar['R']:5.1f}"
    return (
        f"{name:24s}{out['docs']:5d}{out['gold']:7d}" + "".join(f"{100 * each:9.1f}" for each in figures) + "  " + sides
    )


def shapes(corpus: Corpus, score: ModuleType) -> Iterator[str]:
    """How often each shape of value is found, and found with the right value."""
    _, found, _ = score.score(corpus.docs, corpus.gold, corpus.found)
    for (type_, shape), count in sorted(found.items(), key=lambda each: -each[1]["gold"]):
        yield f"  {type_ or '-':9s}{shape:24s}{count['gold']:5d}{count['found']:7d}{count['value']:7d}"


def errors(corpus: Corpus, score: ModuleType, most: int) -> Iterator[str]:
    """What went wrong in open documents, with the words around it."""
    _, _, bad = score.score(corpus.docs, corpus.gold, corpus.found, errors=1_000_000)
    marked = [(score.calendar((g or p).get("value")) is None, *each) for each in bad for g, p in [each[2:]]]
    counts = Counter((("other" if other else "calendar"), kind) for other, _, kind, _, _ in marked)
    yield f"  {dict(counts)}"
    for _, doc, kind, gold, found in sorted(marked, key=lambda each: each[0])[:most]:
        text, at = corpus.docs[doc]["text"], (gold or found)
        around = text[max(at["start"] - _CONTEXT, 0) : at["end"] + _CONTEXT].replace("\n", "|")
        values = " / ".join(f"{each['text']!r} {each.get('value')}" if each else "-" for each in (gold, found))
        yield f"  {kind:8s} {doc} {corpus.docs[doc]['dct']}: {values}   ~ {around}"


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--open", type=float, default=0.6, help="share of documents that may be looked at")
    parser.add_argument("--domain", choices=("auto", "news", "narrative"), default="auto")
    parser.add_argument("--only", default="", help="one set")
    parser.add_argument("--shapes", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show so many errors of open documents")
    return parser.parse_args()


def main() -> None:
    """Print the table, then what was asked for."""
    chosen = options()
    score = scorer(chosen.corpora / "score.py")
    folders = sorted(each.parent for each in chosen.corpora.glob(f"{chosen.only or '*'}/gold.jsonl"))
    measures = "    value calendar  relaxed   strict     type  calendar's precision, recall"
    print(f"{'set':24s}{'docs':>5s}{'gold':>7s}{measures}")
    with ProcessPoolExecutor(2) as pool:
        for corpus in pool.map(partial(read, domain=chosen.domain), folders):
            seen = corpus.part(lambda id: is_open(id, chosen.open))
            print(row(corpus.name, corpus, score))
            print(row("  open", seen, score))
            print(row("  closed", corpus.part(lambda id: not is_open(id, chosen.open)), score))
            if chosen.shapes:
                print("\n".join(shapes(seen, score)))
            if chosen.errors:
                print("\n".join(errors(seen, score, chosen.errors)))


if __name__ == "__main__":
    main()
