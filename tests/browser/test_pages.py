"""The built pages in a real browser: nothing overflows, nothing is fetched from elsewhere, nothing is logged.

Needs Chromium on the machine; `.ci/run` installs it and makes a missing one a failure.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def address(sites: dict[str, Served]) -> str:
    return sites["full"].address


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
def test_nothing_overflows_is_fetched_or_logged(browser: "Browser", address: str, width: int, scheme: str) -> None:
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


def test_the_first_tab_stop_skips_to_the_content(browser: "Browser", address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.close()


def test_text_can_be_told_from_its_background(browser: "Browser", address: str) -> None:
    """Contrast of every text at least 4.5:1 (WCAG 2.2, 1.4.3), in both schemes, where the background is the page's."""
    contrast = (Path(__file__).parent / "contrast.js").read_text("utf-8")
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for path in PAGES:
            page.goto(address + path)
            assert page.evaluate(contrast) == [], f"{path} in {scheme}"
        context.close()
