"""Do drafts find the events of a timeline? SemEval-2015 task 4 (sentences) and Timeline17 (dates), each in its folder.

python benchmarks/selection.py --semeval DIR --t17 DIR [--failures N]

SemEval: of the sentences that a reference timeline dates, how many does a draft quote (recall), and how many of those
have a draft with the reference's date, as exact as the reference is (accuracy)? T17: the days that most articles date
something to, as many as the reference has, against the days of the reference (date F1). No text is kept.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from timeline.extract.anchor import day_of_text
from timeline.extract.documents import Document
from timeline.extract.drafts import extract
from timeline.extract.merging import merged
from timeline.extract.names import known_names
from timeline.extract.proposals import Draft

Row = dict[str, object]
KNOWN = known_names(())


def rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def drafts_of(document: dict) -> Sequence[Draft]:  # type: ignore[type-arg]
    return extract(Document(document["text"]), KNOWN, day_of_text(document.get("dct") or "")).drafts


def plain(date: str) -> str:
    """A date of the reference without its unknown parts: 2007-XX-XX is 2007."""
    return date.split("-XX")[0]


def semeval(folder: Path, failures: int) -> None:
    documents = {each["doc_id"]: each for each in rows(folder / "docs.jsonl")}
    found = {id: drafts_of(each) for id, each in documents.items()}
    gold = {
        (mention["doc_id"], mention["sent"], plain(event["date"]))
        for timeline in rows(folder / "timelines.jsonl")
        for event in timeline["events"]
        for mention in event["mentions"]
        if not event["date"].startswith("XXX")
    }
    quoted = exact = same = on_dct = dated_sentence = 0
    missed: list[tuple[str, str, str, str]] = []
    for doc_id, sent, date in sorted(gold, key=str):
        document = documents[doc_id]
        sentence = next(each for each in document["sentences"] if str(each["id"]) == str(sent))
        dates = [
            draft.date
            for draft in found[doc_id]
            for quotation in draft.quotations
            if quotation.start < sentence["end"] and sentence["start"] < quotation.end
        ]
        on_dct += date == document["dct"][: len(date)]
        dated_sentence += bool(dates)
        quoted += bool(dates)
        exact += date in dates
        same += any(each[: len(date)] == date or date.startswith(each) for each in dates)
        if date not in dates:
            words = document["text"][sentence["start"] : sentence["end"]]
            missed.append((document["dct"], date, ",".join(dates), words))
    print(f"SemEval-2015 task 4: {len(gold)} dated sentences, {on_dct} of them dated to the article's own day")
    print(f"  quoted by a draft      {quoted:4d}  recall {quoted / len(gold):.3f}")
    print(f"  with the same date     {exact:4d}  accuracy {exact / max(quoted, 1):.3f}, of all {exact / len(gold):.3f}")
    print(f"  with a date that agrees {same:3d}  accuracy {same / max(quoted, 1):.3f}")
    for dct, date, dates, words in missed[: failures or 0]:
        print(f"    [{dct}] gold {date}, drafts {dates or 'none'}: {' '.join(words.split())}")


def t17(folder: Path, failures: int) -> None:
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for document in rows(folder / "articles.jsonl.gz"):
        days = Counter(draft.date for draft in merged(drafts_of(document)) if len(draft.date) == 10)
        for day, number in days.items():
            seen[document["topic"]][day] += 1 + min(number - 1, 2) / 2
    scores = []
    for timeline in rows(folder / "timelines.jsonl"):
        gold = {each["date"] for each in timeline["events"]}
        first, last = min(gold), max(gold)
        inside = {day: number for day, number in seen[timeline["topic"]].items() if first <= day <= last}
        ranked = sorted(inside, key=lambda day, inside=inside: (-inside[day], day))  # type: ignore[misc]
        chosen = set(ranked[: len(gold)])
        score = 2 * len(chosen & gold) / (len(chosen) + len(gold))
        scores.append(score)
        reach = len(gold & set(inside)) / len(gold)
        print(f"T17 {timeline['topic']:8s} {len(gold):3d} days, date F1 {score:.3f}; dated by any draft {reach:.3f}")
        if failures:
            places = {day: ranked.index(day) + 1 for day in sorted(gold - chosen) if day in inside}
            print(f"    missed, with their rank: {places}; never dated: {sorted(gold - set(inside))}")
    print(f"T17 date F1, mean of {len(scores)} timelines: {sum(scores) / len(scores):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--semeval", type=Path, metavar="DIR", help="docs.jsonl and timelines.jsonl")
    parser.add_argument("--t17", type=Path, metavar="DIR", help="articles.jsonl.gz and timelines.jsonl")
    parser.add_argument("--failures", type=int, default=0, metavar="N", help="show some of what was missed")
    options = parser.parse_args()
    if options.semeval:
        semeval(options.semeval, options.failures)
    if options.t17:
        t17(options.t17, options.failures)


if __name__ == "__main__":
    main()
