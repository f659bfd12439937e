"""How long a writer waits: from the save of one event among N to the changed page in a browser that was not touched.

    python benchmarks/serve.py 1000 10000 [--runs 7]

First the project is built whole, for comparison. Then a server and a headless Chromium with the page of an event open.
The first save comes as soon as that page is there, while the server still makes the others; each further one when every
page that the one before has touched is made. A save gives the event a new title; the clock stops when the page that is
open shows it. At last mkdocs.yml gives the site another name, and everything is read anew.
"""

import argparse
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from seeded import make_project  # noqa: E402

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
FLAGS += ["--disable-background-networking", "--disable-component-update"]
PATIENCE = 1800.0  # seconds
MADE = "Pages made again"


@dataclass(frozen=True)
class Found:
    """Seconds: of a whole build, from the start of the server to the first page, of the first save, of further saves,
    until all pages that one of these touches are made, and of a save that changes the settings."""

    build: float
    start: float
    first: float
    saves: list[float]
    rest: list[float]
    everything: float


def seen_after(page: Page, file: Path, field: str, words: str) -> float:
    """Seconds from the save of a file, with other words in a field, to the page that shows them."""
    text = re.sub(f"^{field}: .*$", f"{field}: {words}", file.read_text("utf-8"), flags=re.MULTILINE)
    start = perf_counter()
    file.write_text(text, "utf-8")
    page.wait_for_function("words => document.body.innerText.includes(words)", arg=words, timeout=1000 * PATIENCE)
    return perf_counter() - start


def heeding() -> None:
    """Interrupts are heeded, though a shell ignores them for what works in its background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until_said(log: Path, words: str, times: int, server: subprocess.Popen[bytes]) -> None:
    """Wait until the log has said some words so many times."""
    while log.read_text("utf-8").count(words) < times:
        if server.poll() is not None:
            raise SystemExit(log.read_text("utf-8"))
        sleep(0.05)


def measure(folder: Path, events: int, runs: int) -> Found:
    """A project of so many events, built and then served."""
    make_project(project := folder / str(events), events, ROOT)
    environment, timeline = {**os.environ, "PYTHONPATH": str(ROOT)}, [sys.executable, "-m", "timeline.cli"]
    start = perf_counter()
    subprocess.run([*timeline, "build", "--project", str(project)], env=environment, check=True, capture_output=True)
    build = perf_counter() - start
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log, event = folder / "log", project / "content" / "events" / "event-7.yml"
    start = perf_counter()
    with log.open("wb") as stream:
        command = [*timeline, "serve", "--project", str(project), "--address", address]
        server = subprocess.Popen(command, stdout=stream, stderr=stream, env=environment, preexec_fn=heeding)
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page()
            until_said(log, "Serving on", 1, server)
            page.goto(f"http://{address}/events/event-7/")
            served = perf_counter() - start
            sleep(2)  # the observers of files have begun
            first = seen_after(page, event, "title", "Saved first")
            until_said(log, MADE, 1, server)
            saves, rest = [], []
            for run in range(runs):
                sleep(1)
                start = perf_counter()
                saves.append(seen_after(page, event, "title", f"Saved {run} times"))
                until_said(log, MADE, run + 2, server)
                rest.append(perf_counter() - start)
            everything = seen_after(page, project / "mkdocs.yml", "site_name", "Renamed")
            browser.close()
        return Found(build, served, first, saves, rest, everything)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def spread(seconds: list[float]) -> str:
    """Minimum, median and maximum."""
    return " / ".join(f"{one:.2f}" for one in (min(seconds), statistics.median(seconds), max(seconds)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for events in options.events:
            found = measure(Path(folder), events, options.runs)
            print(f"{events} events: whole build {found.build:.1f} s; first page {found.start:.1f} s after the start")
            print(f"  from save to changed page {spread(found.saves)} s, the first time {found.first:.2f} s")
            print(f"  ratio to the whole build {statistics.median(found.saves) / found.build:.4f}")
            print(f"  all pages of a save made after {spread(found.rest)} s")
            print(f"  with changed settings {found.everything:.1f} s", flush=True)


if __name__ == "__main__":
    main()
