"""What the tests in a browser need from the machine: Chromium, axe-core and vnu, and a server on this machine alone.

`.ci/run` installs them and sets TIMELINE_REQUIRE_BROWSER, under which a missing one is a failure instead of a skip.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

BINARY = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MODULES = Path(__file__).parent / "node_modules"


def need(what: str, present: object) -> None:
    """Skip the test on a machine without what it needs, or fail where that is not allowed."""
    if present:
        return
    if os.environ.get("TIMELINE_REQUIRE_BROWSER"):
        pytest.fail(f"there is no {what} on this machine, and a skipped browser test is a failure here")
    pytest.skip(f"there is no {what} on this machine")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each on the terminal."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server for a folder, while the context lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=os.fspath(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
