"""Printed, a page is the document alone: no navigation, the addresses of links as notes, nothing cut in two.

Needs Chromium, and pdftotext from Debian's poppler-utils.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import need
from tests.browser.served import Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EVENT, GUIDED = "events/bridge-collapse/", "timelines/story-of-the-bridge/"
# What must stand on one sheet, unless it is longer than half of one.
WHOLE = ".card, .claim, .entry, .relations > li, .facts > div, .numbers > div, .threads li, figure"
SHOWN = """(selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility())
  .map((e) => e.outerHTML.slice(0, 80))"""


def sheets(page: "Page", file: Path) -> list[str]:
    """The text of each sheet of paper, without spaces."""
    page.pdf(path=file, format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "18mm"))
    done = subprocess.run(
        ["pdftotext", "-raw", file, "-"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    return [re.sub(r"\s", "", sheet) for sheet in done.stdout.split("\f")[:-1]]


@pytest.mark.parametrize("path", ["", EVENT, GUIDED, f"{GUIDED}print/", "print/"])
def test_a_printed_page_has_no_navigation_and_no_cut_cards(
    browser: "Browser", sites: dict[str, Served], tmp_path: Path, path: str
) -> None:
    need("pdftotext", shutil.which("pdftotext"))
    page = browser.new_page(viewport={"width": 658, "height": 900})
    page.goto(sites["full"].address + path)
    page.emulate_media(media="print")
    assert page.evaluate(SHOWN, "nav, .skip, .turns, .foot ul") == []
    whole = page.locator(WHOLE).evaluate_all(
        "found => found.filter(e => e.getBoundingClientRect().height < 450).map(e => e.innerText.replace(/\\s/g, ''))"
    )
    printed = sheets(page, tmp_path / "page.pdf")
    text = "".join(printed)
    uncut = [each for each in whole if each in text]
    assert len(uncut) > len(whole) / 2, "too little of the paper can be compared with the screen"
    assert [each for each in uncut if not any(each in sheet for sheet in printed)] == []
    page.close()


def test_links_that_lead_away_are_printed_with_their_address(
    browser: "Browser", sites: dict[str, Served], tmp_path: Path
) -> None:
    need("pdftotext", shutil.which("pdftotext"))
    page = browser.new_page()
    page.goto(sites["full"].address + EVENT)
    links = page.locator("main a[href^='http']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    away = [href for href in links if not href.startswith(sites["full"].address)]
    text = "".join(sheets(page, tmp_path / "page.pdf"))
    page.close()
    assert away
    assert [href for href in away if href not in text] == []
