"""The built pages in a real browser: nothing overflows, nothing is fetched from elsewhere, nothing is logged.

Needs Chromium on the machine; `.ci/run` installs it and makes a missing one a failure.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.built import build, copy_project

playwright = pytest.importorskip("playwright.sync_api")
Browser = playwright.Browser
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
pytestmark = pytest.mark.browser


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - the base class's name
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The full site under the path that its settings name: 404.html links absolutely."""
    folder = tmp_path_factory.mktemp("browser")
    build(copy_project("full", folder)).rename(folder / "history")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=os.fspath(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/history/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if BINARY is None:
        if os.environ.get("TIMELINE_REQUIRE_BROWSER"):
            pytest.fail("there is no Chromium on this machine, and a skipped browser test is a failure here")
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=BINARY, args=FLAGS)
        yield chromium
        chromium.close()


PAGES = [
    "",
    "years/",
    "years/1923/",
    "decades/1920s/",
    "claims/",
    "actors/",
    "places/",
    "tags/",
    "sources/",
    "about/",
    "404.html",
    "events/long-title/",
    "events/bridge-collapse/",
]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_is_fetched_or_logged(browser: Browser, address: str, width: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    requests: list[str] = []
    messages: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: messages.append(message.text))
    for path in PAGES:
        response = page.goto(address + path)
        assert response is not None
        assert response.status == 200, path
        wide = page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{path} is {wide} px too wide at {width}"
    assert [url for url in requests if not url.startswith(address)] == []
    assert messages == []
    context.close()


def test_the_first_tab_stop_skips_to_the_content(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_text_can_be_told_from_its_background(browser: Browser, address: str) -> None:
    """Contrast of every text at least 4.5:1 (WCAG 2.2, 1.4.3), in both schemes, where the background is the page's."""
    contrast = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate(contrast) == [], f"{path} in {scheme}"
        context.close()
