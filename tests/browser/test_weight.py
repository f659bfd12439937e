"""What a page weighs and waits for, on a seeded site: bytes as a host sends them, requests, shifts of layout."""

import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.seeded import make_project
from tests.browser.chromium import serving
from tests.browser.served import Served
from tests.built import ROOT, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
HOME, EVENT, EVENT_ALL, STYLE = 60_000, 8_000, 30_000, 20_000  # bytes, compressed
REQUESTS = 4
# Everything that the browser has to wait for before it paints, and how far things moved when the rest arrived.
BLOCKING = """() => performance.getEntriesByType("resource")
  .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""
SHIFT = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => resolve(0), 300);
})"""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of 1,000 seeded events, rich in actors, relations and sources."""
    project = tmp_path_factory.mktemp("weight") / "project"
    make_project(project, 1000, ROOT)
    return build(project)


def compressed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 6))


def test_pages_and_stylesheet_are_small(seeded: Path) -> None:
    (style,) = (seeded / "static").glob("style.*.css")
    assert compressed(style) < STYLE
    assert compressed(seeded / "index.html") < HOME
    events = sorted((seeded / "events").glob("*/index.html"), key=lambda file: file.stat().st_size)
    assert len(events) == 1000
    assert max(map(compressed, events)) <= EVENT


def test_an_event_is_there_after_four_requests_and_nothing_moves(browser: "Browser", seeded: Path) -> None:
    longest = max((seeded / "events").glob("*/index.html"), key=lambda file: file.stat().st_size)
    paths = ["", f"events/{longest.parent.name}/", "years/1900/", "actors/actor-1/", "claims/", "sources/source-1/"]
    with serving(seeded) as address:
        context = browser.new_context(viewport={"width": 390, "height": 800})
        page = context.new_page()
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url.removeprefix(address)))
        for path in paths:
            sent.clear()
            page.goto(address + path, wait_until="networkidle")
            files = [seeded / (name if name and not name.endswith("/") else f"{name}index.html") for name in sent]
            assert len(sent) <= REQUESTS, sent
            assert sum(map(compressed, files)) <= (EVENT_ALL if path.startswith("events/") else HOME + STYLE), path
            assert [url.split("/")[-1].split(".")[0] for url in page.evaluate(BLOCKING)] == ["style"], path
            assert page.evaluate(SHIFT) == 0, path
        context.close()


def test_pictures_leave_their_room_before_they_arrive(browser: "Browser", sites: dict[str, Served]) -> None:
    """With every picture held back and then let through, nothing has moved."""
    site = sites["full"]
    page = browser.new_page(viewport={"width": 390, "height": 800})
    for path in [path for path in site.pages() if "<img " in site.text(path)][:10]:
        page.goto(site.address + path, wait_until="networkidle")
        assert page.evaluate(SHIFT) == 0, path
        sizes = page.locator("img").evaluate_all(
            "all => all.map(i => [i.getAttribute('width'), i.getAttribute('height')])"
        )
        assert all(width and height for width, height in sizes), path
    page.close()
