"""Sites rendered in memory: `render({"events/flood.yml": "date: 1987\\ntitle: Flood"})["events/flood/index.html"]`."""

from collections.abc import Callable, Mapping
from pathlib import Path

import html5lib
import pytest

from tests.conftest import Site, config
from timeline.build.render import environment, load_static
from timeline.build.render import render as render_output
from timeline.graph.library import Library
from timeline.site.pages import edition_of, outputs
from timeline.site.vantage import Edition

THEME = Path(__file__).parents[2] / "site_templates"
Render = Callable[..., dict[str, str]]
NAMESPACE = {"h": "http://www.w3.org/1999/xhtml"}


def edition(library: Library, **options: object) -> Edition:
    return edition_of(library, config(**options), load_static(THEME))


def rendered(library: Library, remember: int = 50_000, **options: object) -> dict[str, str]:
    static = load_static(THEME)
    env = environment(THEME, remember, config(**options).language)
    made = (
        render_output(env, output)
        for output in outputs(edition_of(library, config(**options), static, remember=remember), static)
    )
    return {path: data.decode() for path, data in made}


@pytest.fixture
def render(site: Site) -> Render:
    """Every file of a site as text, by its path."""

    def make(files: Mapping[str, str], **options: object) -> dict[str, str]:
        return rendered(site(files), **options)

    return make


def parsed(html: str):  # noqa: ANN201 - an element of xml.etree
    """The tree of a page; a page that is not well-formed is an error."""
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=True).parse(html)


def text_of(html: str) -> str:
    """The words of a page's main part, with single spaces."""
    main = parsed(html).find(".//h:main", NAMESPACE)
    return " ".join(" ".join(main.itertext()).split())
