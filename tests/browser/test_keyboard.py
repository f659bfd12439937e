"""The built pages without a mouse, without motion, enlarged, and in colours that the reader has chosen."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.served import ALL_LAID_OUT, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SITES = ["full", "full-fa"]

# Remembers each stop of the Tab key, and whether the focus shows there.
WATCH = """() => {
  const stops = [...document.querySelectorAll("a[href], summary, button, input, select, textarea, [tabindex]")]
    .filter((stop) => stop.tabIndex >= 0 && stop.checkVisibility({visibilityProperty: true}));
  window.visits = [];
  document.addEventListener("focusin", (event) => {
    const style = getComputedStyle(event.target);
    const shows = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    window.visits.push([stops.indexOf(event.target), shows]);
  });
  window.scroll(0, 0);
  return stops.length;
}"""
# Whatever would make the order seen differ from the order of the text.
DISORDER = """() => [...document.body.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  return element.tabIndex > 0 || style.order !== "0" || style.flexDirection.endsWith("reverse");
}).map((element) => element.outerHTML.slice(0, 100))"""
COVERED = """() => {
  const box = document.activeElement.getClientRects()[0];
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const free = top && (document.activeElement.contains(top) || top.contains(document.activeElement));
  return free ? "" : document.activeElement.outerHTML.slice(0, 100);
}"""
# Links lower than 24 px, but for those in a line of text, whose height the text decides (WCAG 2.2, 2.5.8).
LOW = """() => [...document.querySelectorAll("a[href], summary, button, input")].filter((target) => {
  if (!target.checkVisibility() || target.matches(".skip")) return false;
  // A dot on a map stands where the place is, and the list below the map has the same link (WCAG 2.5.8: essential,
  // equivalent).
  if (target.closest(".map svg")) return false;
  const boxes = [...target.getClientRects()];
  const block = target.closest("p, li, dd, dt, td, th, figcaption, blockquote, h1, h2, h3, h4");
  const alone = !block || block.innerText.trim() === target.innerText.trim();
  const inline = getComputedStyle(target).display === "inline";
  return Math.max(...boxes.map((box) => box.height)) < 24 && (alone || !inline);
}).map((target) => target.outerHTML.slice(0, 120) + " " + target.getBoundingClientRect().height)"""
TOO_WIDE = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= document.documentElement.clientWidth) return [];
  return [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.right > document.documentElement.clientWidth + 0.5 || box.left < -0.5;
  }).map((element) => element.outerHTML.slice(0, 100));
}"""
MOVING = """() => [...document.querySelectorAll("*")].filter((element) => {
  const style = getComputedStyle(element);
  const times = [...style.transitionDuration.split(","), ...style.animationDuration.split(",")].map(parseFloat);
  return style.scrollBehavior === "smooth" || times.some((time) => time > 0.01);
}).map((element) => element.outerHTML.slice(0, 100))"""
# Shapes that are drawn in the colour of what they lie on.
UNSEEN = """() => {
  const page = getComputedStyle(document.body).backgroundColor;
  const seen = (colour) => colour && colour !== "none" && colour !== page && !/^rgba.*, 0\\)$/.test(colour);
  const drawn = "svg :is(circle, rect, path, line, polygon, polyline)";
  const shapes = [...document.querySelectorAll(drawn)].filter((shape) => {
    const style = getComputedStyle(shape);
    return !(seen(style.fill) || seen(style.stroke));
  });
  const bars = [...document.querySelectorAll(".strip .bar:not(.l0)")]
    .filter((bar) => !seen(getComputedStyle(bar, "::before").backgroundColor));
  const marks = [...document.querySelectorAll(".mark")].filter((mark) => {
    const style = getComputedStyle(mark, "::before");
    return !seen(style.borderLeftColor) || !(parseFloat(style.borderLeftWidth) > 0);
  });
  return [...shapes, ...bars, ...marks].map((shape) => shape.outerHTML.slice(0, 100));
}"""


def test_tab_stops_at_every_link_and_shows_where(browser: "Browser", sites: dict[str, Served]) -> None:
    site = sites["content"]
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    for path in site.kinds().values():
        page.goto(site.address + path)
        count = page.evaluate(WATCH)
        for _ in range(count):
            page.keyboard.press("Tab")
        visits = page.evaluate("window.visits")
        assert [number for number, _ in visits] == list(range(count)), path
        assert [number for number, shows in visits if not shows] == [], path
    context.close()


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_nothing_lies_over_the_focus(browser: "Browser", sites: dict[str, Served], key: str) -> None:
    """The years that stick to the top would, where a page did not leave room for them (WCAG 2.2, 2.4.11)."""
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page = context.new_page()
    for path in ("", "claims/", sites["content"].kinds()["event"]):
        page.goto(sites["content"].address + path)
        for _ in range(page.locator("a[href]").count()):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement !== document.body"):
                assert page.evaluate(COVERED) == "", path
    context.close()


@pytest.mark.parametrize("name", SITES)
def test_order_seen_is_order_read_and_targets_are_24_px_high(
    browser: "Browser", sites: dict[str, Served], name: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)
    page = context.new_page()
    for path in sites[name].kinds().values():
        page.goto(sites[name].address + path)
        page.add_style_tag(content=ALL_LAID_OUT)
        assert page.evaluate(DISORDER) == [], path
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(LOW) == [], f"{path} at {width}"
    context.close()


@pytest.mark.parametrize("name", SITES)
def test_no_page_is_scrolled_sideways(browser: "Browser", sites: dict[str, Served], name: str) -> None:
    """At 320 px, at 1280 px enlarged to 200 %, which leaves 640, and with letters of twice the size."""
    context = browser.new_context()
    page = context.new_page()
    for path in sites[name].kinds().values():
        page.goto(sites[name].address + path)
        for width, size in ((320, ""), (640, ""), (1280, "225%")):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("(size) => { document.documentElement.style.fontSize = size }", size)
            assert page.evaluate(TOO_WIDE) == [], f"{path} at {width} px {size}"
    context.close()


def test_nothing_moves_where_no_motion_is_asked_for(browser: "Browser", sites: dict[str, Served]) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in sites["full"].kinds().values():
        page.goto(sites["full"].address + path)
        assert page.evaluate(MOVING) == [], path
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_are_seen_in_forced_colours(browser: "Browser", sites: dict[str, Served], scheme: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme=scheme)
    page = context.new_page()
    for path in sites["full"].kinds().values():
        page.goto(sites["full"].address + path)
        assert page.evaluate(UNSEEN) == [], path
    context.close()
