"""How long a writer waits: from the save of one event among N to the changed page in a browser that was not touched.

    python benchmarks/serve.py 1000 10000 [--runs 5]

A server, and a headless Chromium with the page of an event open. Each run saves a new title once and waits until the
page shows it (a record), and once together with a changed mkdocs.yml, which makes the whole site anew (everything).
MkDocs looks at the files every half second and waits until nothing has changed for a tenth; both are in the time.
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
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from seeded import make_project  # noqa: E402

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PATIENCE = 600.0  # seconds


def seen_after(page: Page, project: Path, title: str, whole: bool) -> float:
    """Seconds from the save to the page that shows it."""
    file, settings = project / "content" / "events" / "event-7.yml", project / "mkdocs.yml"
    text = re.sub("^title: .*$", f"title: {title}", file.read_text("utf-8"), flags=re.MULTILINE)
    start = perf_counter()
    file.write_text(text, "utf-8")
    if whole:
        settings.write_text(settings.read_text("utf-8") + "# changed\n", "utf-8")
    page.wait_for_function("title => document.body.innerText.includes(title)", arg=title, timeout=1000 * PATIENCE)
    return perf_counter() - start


def measure(folder: Path, events: int, runs: int) -> tuple[list[float], list[float]]:
    """Seconds of the saves of a record, and of those that make the whole site anew."""
    make_project(project := folder / str(events), events, ROOT)
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = folder / "log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "timeline.cli", "serve", "--project", str(project), "--address", address],
            stdout=stream,
            stderr=stream,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    try:
        while "Serving on" not in log.read_text("utf-8"):
            if server.poll() is not None:
                raise SystemExit(log.read_text("utf-8"))
            sleep(0.1)
        with sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
            page = browser.new_page()
            page.goto(f"http://{address}/events/event-7/")
            sleep(2)  # the observer of files has begun
            found: tuple[list[float], list[float]] = ([], [])
            for run in range(runs):
                for whole in (False, True):
                    found[whole].append(
                        seen_after(page, project, f"Saved {run} {'whole' if whole else 'alone'}", whole)
                    )
                    sleep(1.5)
            browser.close()
        return found
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for events in options.events:
            record, whole = (statistics.median(found) for found in measure(Path(folder), events, options.runs))
            print(f"{events} events: a record {record:.2f} s, everything {whole:.2f} s, ratio {whole / record:.1f}")


if __name__ == "__main__":
    main()
