"""Lighthouse over the home, event and year page of a built site: `python -m tools.lighthouse [SITE]`, after a build.

Needs Chromium and `npm ci --prefix tools/lighthouse`. Pages are served compressed, as a host would serve them, and
Lighthouse throttles as it does by default: a slow phone on slow 4G, simulated. Each page is measured three times; the
median counts, since performance depends on what else the machine does. Exit code 1 if a page misses what is asked for.
"""

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from threading import Thread
from typing import BinaryIO

from tests.browser.chromium import BINARY, FLAGS, QuietHandler

HERE = Path(__file__).parent / "lighthouse"
COMMAND = HERE / "node_modules" / ".bin" / "lighthouse"
ASKED = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = 3
SHOWN = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


class CompressingHandler(QuietHandler):
    """Serves text compressed, and everything as fresh for a day."""

    protocol_version = "HTTP/1.1"

    def send_head(self) -> BytesIO | BinaryIO | None:
        """A file, compressed if that pays."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in (".html", ".css", ".svg", ".xml", ".txt") or not path.is_file():
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=86400")
        self.end_headers()
        return BytesIO(data)


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server for a folder, while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(CompressingHandler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def pages(site: Path) -> list[str]:
    """The front page, the longest event and the longest year."""
    found = [""]
    for kind in ("events", "years"):
        files = sorted((site / kind).glob("*/index.html"), key=lambda file: (-file.stat().st_size, file))
        found += [f"{file.parent.relative_to(site).as_posix()}/" for file in files[:1]]
    return found


def measured(address: str, form: str) -> dict[str, object]:
    """Lighthouse's report on a page."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [COMMAND, address, "--quiet", "--output=json", f"--output-path={report}"]
        command += [f"--chrome-path={BINARY}", f"--chrome-flags={' '.join(FLAGS)} --headless=new"]
        command += ["--preset=desktop"] if form == "desktop" else []
        subprocess.run(command, check=True, cwd=HERE)
        return json.loads(report.read_text("utf-8"))


def missing(report: dict) -> list[str]:  # type: ignore[type-arg]
    """The audits that keep a page from full marks, but for performance."""
    names = {
        ref["id"]
        for name, category in report["categories"].items()
        for ref in category["auditRefs"]
        if name != "performance" and ref["weight"]
    }
    return [name for name in sorted(names) if report["audits"][name]["score"] not in (None, 1)]


def main(arguments: list[str]) -> int:
    """Print a line for each page and form of device."""
    parser = argparse.ArgumentParser(prog="python -m tools.lighthouse", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", default=Path(__file__).parents[1] / "site")
    parser.add_argument("--desktop", action="store_true", help="as a desk computer sees it")
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args(arguments)
    if not COMMAND.exists() or not BINARY:
        print("Lighthouse or Chromium is missing: npm ci --prefix tools/lighthouse", file=sys.stderr)
        return 3
    failed = False
    with serving(options.site) as address:
        for path in pages(options.site):
            reports = [
                measured(address + path, "desktop" if options.desktop else "mobile") for _ in range(options.times)
            ]
            scores = {name: median(100 * r["categories"][name]["score"] for r in reports) for name in ASKED}  # type: ignore[index]
            figures = (f"{name} {median(r['audits'][name]['numericValue'] for r in reports):.3g}" for name in SHOWN)  # type: ignore[index]
            print(f"/{path}: " + ", ".join(f"{name} {score:.0f}" for name, score in scores.items()))
            print("   " + ", ".join(figures), *missing(reports[-1]), sep="\n   ")
            failed = failed or any(scores[name] < asked for name, asked in ASKED.items())
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
