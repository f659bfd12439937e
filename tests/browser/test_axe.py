"""axe-core finds nothing to object to on any kind of page: all its rules, good practice and experiments included.

Needs Chromium, and axe-core from `npm ci --prefix tests/browser`.
"""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import MODULES, need
from tests.browser.served import ALL_LAID_OUT, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

AXE = MODULES / "axe-core" / "axe.min.js"

# Pages with extremes, beside the longest of each kind.
EXTREMES = ["events/long-title/", "events/hostile-title/", "events/flat-stone/"]

# Rules that are switched off, with the reason.
NOT_ASKED = {
    "color-contrast-enhanced": "level AAA asks for 7:1; notes have 6.6:1, and the aim is level AA with its 4.5:1",
}

# What axe says and is wrong about, with the reason.
FALSE_ALARMS = {
    # The rule, an experiment of axe's, goes by size and length: a lead is a sentence, however short, and not a heading.
    r"p-as-heading: \.lead: ",
}

# Rules about colour, which are all that the dark scheme can change.
COLOUR = ["color-contrast", "link-in-text-block"]

RUN = """async ([only, skipped]) => {
  const wanted = (id) => only ? only.includes(id) : !skipped.includes(id);
  const rules = axe.getRules().map((rule) => rule.ruleId).filter(wanted);
  const found = await axe.run(document, {resultTypes: ["violations"], runOnly: {type: "rule", values: rules}});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.html.slice(0, 120)}: ${node.failureSummary.replace(/\\s+/g, " ")}`));
}"""


@pytest.mark.parametrize(
    ("name", "below", "extremes"),
    [
        ("full", "", EXTREMES),
        ("full-fa", "", EXTREMES),
        ("full-light", "", EXTREMES),
        ("bilingual", "", []),
        ("bilingual", "fa/", []),
    ],
)
def test_axe_finds_no_violation(
    browser: "Browser", sites: dict[str, Served], name: str, below: str, extremes: list[str]
) -> None:
    need("axe-core", AXE.is_file())
    source = AXE.read_text("utf-8")
    site = sites[name]
    # The pages allow no scripts but their own; without the bypass axe could not be put into them.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    for path in [*site.kinds(below).values(), *extremes]:
        page.goto(site.address + path)
        page.add_style_tag(content=ALL_LAID_OUT)
        page.evaluate(source)
        for scheme, only in (("light", None), ("dark", COLOUR)):
            page.emulate_media(color_scheme=scheme)
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                lines = page.evaluate(RUN, [only, list(NOT_ASKED)])
                lines = [line for line in lines if not any(re.match(alarm, line) for alarm in FALSE_ALARMS)]
                found += [f"{path} ({scheme}, {width}): {line}" for line in lines]
    context.close()
    assert found == []


def test_axe_sees_what_it_is_asked_to_see(browser: "Browser") -> None:
    """A control: a page with one mistake of each sort is not let through."""
    need("axe-core", AXE.is_file())
    page = browser.new_page()
    page.set_content(
        "<html><body><main><h3 style='color:#aaa;background:#fff'>Pale</h3><img src='data:,'></main></body></html>"
    )
    page.evaluate(AXE.read_text("utf-8"))
    found = {line.split(":")[0] for line in page.evaluate(RUN, [None, list(NOT_ASKED)])}
    page.close()
    assert {"color-contrast", "document-title", "html-has-lang", "image-alt", "page-has-heading-one"} <= found
