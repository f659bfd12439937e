"""Pictures of every kind of page for docs/screenshots: `python -m tools.screenshots`, where the tests can run.

The content of this repository, as it is and with a Persian interface; on a phone and on a desk; light, dark, on paper.
A picture is named after what it shows, `event-390-dark.jpg`, and a file that is no longer made is removed.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from playwright.sync_api import sync_playwright

from tests.browser.chromium import BINARY, FLAGS, serving
from tests.browser.served import Served, build_served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
LIMIT = 5_000_000  # bytes of the whole set
TALLEST = 1020  # px of a page that are shown
QUALITY = 33


class Look(NamedTuple):
    """A way to look at a page: the end of the picture's name, the site, and what the browser is told."""

    name: str
    site: str
    width: int
    scheme: str = "light"
    media: str = "screen"


LOOKS = (
    Look("390-light", "content", 390),
    Look("390-dark", "content", 390, "dark"),
    Look("390-fa", "content-fa", 390),
    Look("1280-light", "content", 1280),
    Look("1280-dark", "content", 1280, "dark"),
    Look("1280-fa", "content-fa", 1280),
    Look("print", "content", 658, media="print"),  # A4 between margins of 18 mm
)


def pictures(browser: "Browser", sites: dict[str, Served]) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every picture."""
    for look in LOOKS:
        site = sites[look.site]
        page = browser.new_page(viewport={"width": look.width, "height": 800}, color_scheme=look.scheme)
        page.emulate_media(media=look.media)
        for kind, path in sorted(site.kinds().items()):
            page.goto(site.address + path)
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            page.set_viewport_size({"width": look.width, "height": height})
            yield f"{kind}-{look.name}.jpg", page.screenshot(type="jpeg", quality=QUALITY)
            page.set_viewport_size({"width": look.width, "height": 800})
            if kind == "event":
                drawing = page.locator(".web").screenshot(type="jpeg", quality=QUALITY)
                yield f"event-causes-{look.name}.jpg", drawing
        page.close()


def main(arguments: list[str]) -> int:
    """Write the pictures; 1 if they are too heavy for a repository."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER)
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as root, serving(Path(root)) as address, sync_playwright() as running:
        sites = {name: build_served(name, Path(root), address) for name in ("content", "content-fa")}
        chromium = running.chromium.launch(executable_path=BINARY, args=FLAGS)
        for name, data in pictures(chromium, sites):
            (folder / name).write_bytes(data)
            written[name] = len(data)
        chromium.close()
    for stale in set(folder.glob("*.jpg")) - {folder / name for name in written}:
        stale.unlink()
    total = sum(written.values())
    print(f"{len(written)} pictures, {total / 1e6:.1f} MB, in {folder}")
    return int(total > LIMIT)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
