"""How fast YAML is read: our loader, which keeps text and places, beside PyYAML's own loaders, on the same files.

    python benchmarks/reading.py 10000 [--runs 5]

Two kinds of files: the seeded events of benchmarks/build.py (about 80 YAML events each), and plain ones of 10 fields.
"""

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from seeded import WORDS, make_project  # noqa: E402

from timeline.content.load import load  # noqa: E402
from timeline.content.nodes import parse_yaml  # noqa: E402
from timeline.graph.relations import relation_types  # noqa: E402


def plain_event(number: int) -> str:
    """An event as most editors write it: ten fields, a text of 84 words."""
    body = "\n".join("  " + " ".join(WORDS[(number + n * 7 + k) % len(WORDS)] for k in range(12)) for n in range(7))
    return (
        f"date: 1{number % 900 + 100}\ntitle: Event {number}\nsummary: What happened, in one line.\ntext: |\n{body}\n"
        "status: reported\nimportance: 3\ntags: [flood, town]\nplaces: [mereford]\npart_of: great-flood\norder: 1\n"
    )


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds to read all texts, without the garbage collector, as `load` does it."""
    gc.collect()
    gc.disable()
    start = process_time()
    for text in texts:
        read(text)
    used = process_time() - start
    gc.enable()
    return used


def main() -> None:
    """Print medians and ratios for both kinds of files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    readers: dict[str, Callable[[str], object]] = {
        "ours": lambda text: parse_yaml(text, "x.yml"),
        "CSafeLoader": lambda text: yaml.load(text, yaml.CSafeLoader),
        "CBaseLoader": lambda text: yaml.load(text, yaml.CBaseLoader),
    }
    with tempfile.TemporaryDirectory() as folder:
        make_project(Path(folder), options.events, ROOT)
        events = Path(folder) / "content" / "events"
        kinds = {
            "plain": [plain_event(number) for number in range(options.events)],
            "seeded": [path.read_text("utf-8") for path in sorted(events.iterdir())],
        }
        for kind, texts in kinds.items():
            rows: dict[str, list[float]] = {name: [] for name in readers}
            for _ in range(options.runs):
                for name, read in readers.items():
                    rows[name].append(seconds(read, texts))
            print(f"{len(texts)} {kind} events, CPU seconds (median of {options.runs}) and ratio to ours:")
            for name, used in rows.items():
                print(f"  {name:>12}  {median(used):6.2f}  {median(used) / median(rows['ours']):5.2f}")
        for path, text in zip(sorted(events.iterdir()), kinds["plain"], strict=True):
            path.write_text(text, "utf-8")
        start = process_time()
        load(Path(folder) / "content", "content", frozenset(relation_types()))
        print(f"the whole of load() on {options.events} plain files: {process_time() - start:.2f} s of CPU")


if __name__ == "__main__":
    main()
