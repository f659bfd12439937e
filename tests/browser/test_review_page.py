"""The page of `timeline extract --html`: axe finds nothing to object to, vnu neither, and it asks for nothing."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import need
from tests.browser.test_axe import AXE, COLOUR, NOT_ASKED, RUN
from tests.browser.test_validity import VNU
from tests.extract.test_review_page import ARTICLE, HOSTILE, page_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("review") / "review.html"
    file.write_text(page_of(ARTICLE, HOSTILE), "utf-8")
    return file


def test_axe_finds_no_violation(browser: "Browser", file: Path) -> None:
    need("axe-core", AXE.is_file())
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto(file.as_uri())
    page.evaluate(AXE.read_text("utf-8"))
    found: list[str] = []
    for scheme, only in (("light", None), ("dark", COLOUR)):
        page.emulate_media(color_scheme=scheme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found += page.evaluate(RUN, [only, list(NOT_ASKED)])
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
    assert found == []


def test_nothing_is_asked_for_and_no_script_runs(browser: "Browser", file: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    requests: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(file.as_uri())
    assert requests == [file.as_uri()]
    assert dialogs == []
    context.close()


def test_a_date_in_the_text_leads_to_its_draft_and_back(browser: "Browser", file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    page.click("mark a >> nth=0")
    target = page.url.partition("#")[2]
    page.click(f"#{target} blockquote a >> nth=0")
    assert page.locator(f"#{page.url.partition('#')[2]}").inner_text() == "February 20"
    context.close()


def test_the_page_is_valid(file: Path) -> None:
    need("Java", shutil.which("java"))
    need("vnu", VNU.is_file())
    command = ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--also-check-css", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert [each["message"] for each in json.loads(done.stderr)["messages"]] == []
