"""Every page, the stylesheet and the drawings are valid, as the checker behind validator.w3.org sees it.

Needs Java, and vnu from `npm ci --prefix tests/browser`.
"""

import json
import re
import shutil
import subprocess

import pytest

from tests.browser.chromium import MODULES, need
from tests.browser.served import Served

pytestmark = pytest.mark.browser

VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

# What vnu says and is wrong about, with the reason.
FALSE_ALARMS = {
    # The block of JSON-LD is data, which no browser runs and no policy blocks.
    r"Inline script violates Content Security Policy \(meta tag\): blocked by “script-src” directive "
    r"\(missing “‘unsafe-inline’” or nonce/hash\)\.",
    # Of a file on disk it cannot tell that the address of the stylesheet is on the page's own host. A link to another
    # host has a colon, and is not let through here.
    r"Resource violates Content Security Policy \(meta tag\): (external stylesheet|image) “[^:”]+” "
    r"blocked by “(style|img)-src” directive\.",
    # The site `full` is a site in English with the interface of another language, on purpose.
    r"This document appears to be written in English but the “html” start tag has “lang=\"fa\"”\. "
    r"Consider using “lang=\"en\"” \(or variant\) instead\.",
    # SVG 2, 8.11 and 13.3, define them; vnu knows the properties of CSS alone.
    r"CSS: “(vector-effect|paint-order)”: Property “(vector-effect|paint-order)” doesn't exist\.",
}


# A control: what must be found in a page with a mistake.
WRONG = "<!doctype html><html lang=en><title>A</title><p><div>B</div></p>"
FOUND = "No “p” element in scope but a “p” end tag seen."


@pytest.fixture(scope="module")
def messages(sites: dict[str, Served], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Errors and warnings of vnu by site, in one run, since most of its time goes into starting."""
    need("Java", shutil.which("java"))
    need("vnu", VNU.is_file())
    control = tmp_path_factory.mktemp("control") / "page.html"
    control.write_text(WRONG, "utf-8")
    folders = {name: site.folder for name, site in sites.items()}
    files = [file for folder in folders.values() for file in sorted(folder.rglob("*.html"))]
    files += [file for folder in folders.values() for file in sorted((folder / "static").glob("*.*"))]
    command = [
        "java",
        "-Xss4m",
        "-jar",
        VNU,
        "--format",
        "json",
        "--also-check-css",
        "--also-check-svg",
        control,
        *files,
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    found: dict[str, list[str]] = {name: [] for name in ("control", *folders)}
    for each in json.loads(done.stderr)["messages"]:
        url = str(each.get("url"))
        name = next((name for name, folder in folders.items() if f"{folder.as_posix()}/" in url), "control")
        if not any(re.fullmatch(alarm, each["message"]) for alarm in FALSE_ALARMS):
            found[name].append(f"{url}:{each.get('lastLine')}: {each['message']}")
    return found


@pytest.mark.parametrize("name", ["full", "full-fa", "full-light", "bilingual", "content"])
def test_pages_stylesheet_and_drawings_are_valid(messages: dict[str, list[str]], name: str) -> None:
    assert messages[name] == []


def test_the_checker_sees_what_it_is_asked_to_see(messages: dict[str, list[str]]) -> None:
    assert any(line.endswith(FOUND) for line in messages["control"])
