"""The test sites, built once and served at the path that their settings name, and the browser that reads them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import BINARY, FLAGS, need, serving
from tests.browser.served import Served, build_served

if TYPE_CHECKING:
    from playwright.sync_api import Browser


SITES = ("full", "full-fa", "full-light", "bilingual", "content")


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Served]]:
    """`full` in English, in Persian, right to left, and as if it held very many events; `bilingual`; `content`."""
    folder = tmp_path_factory.mktemp("browser")
    with serving(folder) as address:
        yield {name: build_served(name, folder, address) for name in SITES}


@pytest.fixture(scope="package")
def browser() -> "Iterator[Browser]":
    need("Chromium", BINARY)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=BINARY, args=FLAGS)
        yield chromium
        chromium.close()
