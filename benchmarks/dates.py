"""Parses a second, beside PyPI `edtf` and `dateutil.parser`, in one run on the same strings.

    python benchmarks/dates.py

Each figure is the best of several rounds, so that a busy machine counts less. The strings are a realistic mix of a
collection of events: mostly years, months and days, some doubt, few rarities. Where a peer cannot read a string its
error counts as an answer; strings it cannot read at all are named by their number.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from timeline.dates import parse_edtf, read_date, sort_key, words

PLAIN = [
    f"{year}{rest}"
    for year in range(1900, 2024, 4)
    for rest in ("", f"-{year % 12 + 1:02d}", f"-{year % 12 + 1:02d}-{year % 28 + 1:02d}")
]
RARE = """
    1979~ 1985-04? 2004-06-11% 198X 19XX 2004-XX 1985-04-XX -0043 -0043-03-15 2016-21 2019-24 2016-37 Y-66000000
    1950S2 1979/1988 2020-01-03/2020-01-05 2001/.. ../2016 1985/ 1984?/2004~ 2004-06-~11 156X-12-25 [1979,1980]
    [1942..1944] [..1999] {1960,1961-12} 2020-01-03T00:47:00+03:00 2023-10-07T06:30:00Z
""".split()  # noqa: SIM905
MIX = PLAIN * 3 + RARE * 3
TYPED = [
    "7 October 2023",
    "Oct. 7th, 2023",
    "October 2023",
    "c. 520 BC",
    "about 2017",
    "between 1942 and 1944",
    "early 2016",
    "the 19th century",
    "3-5 January 2020",
    "winter 2019/20",
    "by 1999",
    "since 2001",
    "3 Jan 2020 00:47 +03:00",
    "1979 to 1988",
    "the 1980s",
    "15 March 44 BC",
    "Saturday, April 26, 1986",
    "26/04/1986",
]


def per_second(read: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Return the best number of strings a second; an exception is an answer too."""
    best = 0.0
    for _ in range(rounds):
        started = time.perf_counter()
        for text in texts:
            with contextlib.suppress(Exception):
                read(text)
        best = max(best, len(texts) / (time.perf_counter() - started))
    return best


def unreadable(read: Callable[[str], object], texts: list[str]) -> int:
    """Return how many of the strings end in an exception."""
    failed = 0
    for text in texts:
        try:
            read(text)
        except Exception:  # noqa: BLE001 - whatever a peer raises
            failed += 1
    return failed


def import_cost(code: str, rounds: int = 7) -> float:
    """Return the milliseconds a statement takes over bare Python, the median of several fresh starts."""
    found = []
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)  # compiles, once
    for _ in range(rounds):
        spent = []
        for statement in ("pass", code):
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", statement], check=True, env=environment)
            spent.append(time.perf_counter() - started)
        found.append((spent[1] - spent[0]) * 1000)
    return statistics.median(found)


def corpus() -> list[str]:
    """Return the strings of the shared corpus where it is at hand."""
    root = Path(__file__).resolve().parents[1]
    path = Path(os.environ.get("TIMELINE_SHARED", root.parent / "shared")) / "corpora" / "edtf" / "cases.json"
    if not path.is_file():
        return []
    return [case["edtf"] for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


def row(name: str, value: float, note: str = "") -> None:
    print(f"{name:<58}{value:>12,.0f}/s  {note}".rstrip())


def ours(rounds: int) -> float:
    """Print our figures; return the one for the mix, which a peer is compared with."""
    strict, typed = parse_edtf.__wrapped__, read_date.__wrapped__
    row("parse_edtf, year/month/day, uncached", per_second(strict, PLAIN, rounds * 5), "goal 150,000")
    mixed = per_second(strict, MIX, rounds * 3)
    row("parse_edtf, realistic mix, uncached", mixed)
    row("parse_edtf, rarities only, uncached", per_second(strict, RARE, rounds * 5))
    per_second(parse_edtf, MIX, 1)
    row("parse_edtf, realistic mix, cached", per_second(parse_edtf, MIX, rounds * 3))
    whole = corpus()
    if whole:
        note = f"goal 20,000; {len(whole)} strings, {unreadable(strict, whole)} of them invalid"
        row("parse_edtf, whole shared corpus, uncached", per_second(strict, whole, rounds * 3), note)
    row("read_date, typed English, uncached (EDTF cached)", per_second(typed, TYPED, rounds * 20))
    values = [parse_edtf(text) for text in MIX]
    started = time.perf_counter()
    keys = [sort_key(value) for value in values]
    row("sort_key", len(keys) / (time.perf_counter() - started))
    words(values[0])
    started = time.perf_counter()
    for value in values:
        words(value)
    row("words, English", len(values) / (time.perf_counter() - started))
    return mixed


def peers(mixed: float, rounds: int) -> None:
    """Print the figures of the peers on the same strings."""
    try:
        import edtf
    except ImportError:
        print("edtf is not installed")
    else:
        sample = RARE + PLAIN[: len(RARE) * 2]
        with contextlib.redirect_stdout(io.StringIO()):
            speed, failed = per_second(edtf.parse_edtf, sample, rounds), unreadable(edtf.parse_edtf, RARE)
        note = f"ours is {mixed / speed:,.0f} times as fast; {failed} of {len(RARE)} rarities fail"
        row("PyPI edtf, rarities and plain dates 1:2", speed, note)
    from dateutil import parser

    readable = [text for text in TYPED if not unreadable(parser.parse, [text])]
    speed = per_second(parser.parse, readable, rounds * 5)
    mine = per_second(read_date.__wrapped__, readable, rounds * 5)
    row(f"read_date, the {len(readable)} of {len(TYPED)} typed dates dateutil reads", mine)
    row("dateutil.parser.parse, the same strings", speed, f"ours is {mine / speed:.1f} times as fast")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=5, help="how often each figure is measured (5)")
    rounds = options.parse_args().rounds
    peers(ours(rounds), max(1, rounds // 3))
    for code, name in (
        ("import timeline.dates", "import timeline.dates"),
        ("from timeline.dates import parse_edtf; parse_edtf('1985-~04/..')", "import and read one EDTF string"),
        ("from timeline.dates import read_date; read_date('7 October 2023')", "import and read one typed date"),
        ("from timeline.dates import words, parse_edtf; words(parse_edtf('1985'))", "the same with words (Babel)"),
        ("import dateutil.parser", "import dateutil.parser"),
        ("import edtf", "import edtf"),
    ):
        with contextlib.suppress(subprocess.CalledProcessError):
            print(f"{name:<58}{import_cost(code):>10.1f} ms over bare Python")


if __name__ == "__main__":
    main()
