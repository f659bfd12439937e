"""Rendering: our environment, the host's under our rules, and the files of the host that belong to the site."""

import gzip
import re
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markdown import Markdown

from tests.conftest import Site, config
from timeline.build.render import Site as RenderedSite
from timeline.build.render import configure
from timeline.site import urls

THEME = Path(__file__).parents[2] / "site_templates"


def test_every_template_escapes_whatever_its_name() -> None:
    env = configure(Environment(loader=DictLoader({"a.xml": "{{ x }}", "b": "{{ x }}", "c.html": "{{ x }}"})))
    assert {env.get_template(name).render(x="<b>") for name in ("a.xml", "b", "c.html")} == {"&lt;b&gt;"}


def test_a_name_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        configure(Environment()).from_string("{{ nobody }}").render()


FILES = {
    "about.md": "# About us\n\nSee [it](event:a), [a draft](event:b) and [this](other.md).\n\n![x](pic/used.png)\n",
    "other.md": "---\ntitle: Other\ndraft: true\n---\n\nText.",
    "events/a.yml": "date: 1987\ntitle: A\nmedia: [{src: media/a.png, alt: A}]\ntext: '![x](media/text.png)'",
    "events/b.yml": "date: 1987\ntitle: B\ndraft: true\nmedia: [{src: media/b.png, alt: B}]",
    **{f"{name}.png": "" for name in ("media/a", "media/b", "media/text", "media/unused", "pic/used")},
    "CNAME": "example.org",
}


@pytest.fixture
def rendered(site: Site) -> RenderedSite:
    files = {**FILES, "about.md": FILES["about.md"].replace(", [a draft](event:b) and [this](other.md)", "")}
    return RenderedSite(site(files), config(), THEME)


@pytest.mark.parametrize(
    ("path", "published"),
    [
        ("about.md", True),
        ("other.md", False),
        ("events/a.yml", False),
        ("media/a.png", True),
        ("media/text.png", True),
        ("pic/used.png", True),
        ("media/b.png", False),
        ("media/unused.png", False),
        ("CNAME", True),
        ("notes.yaml", False),
    ],
)
def test_only_what_something_published_shows_is_published(rendered: RenderedSite, path: str, published: bool) -> None:
    assert rendered.publishes(path) is published


def test_prose_wears_the_same_dress(rendered: RenderedSite) -> None:
    rendered.open_prose("about.md")
    html = Markdown(extensions=rendered.markdown_extensions()).convert(FILES["about.md"])
    view = rendered.prose_view("about.md", rendered.clean(html))
    assert view.title == "About us"
    assert "<h1>" not in view.body
    assert 'href="../events/a/"' in view.body
    env = rendered.configure(Environment())
    assert env.autoescape is True


def test_our_own_files_change_their_address_with_their_content(rendered: RenderedSite) -> None:
    paths = [path for path, _ in rendered.files() if path.startswith("static/") and path != urls.STRIP]
    assert sorted(path.split(".")[0] for path in paths) == ["static/favicon", "static/style"]
    assert rendered.theme_files == {"static/style.css", "static/favicon.svg"}
    home = dict(rendered.files())["index.html"].decode()
    assert all(f"href={path}>" in home for path in paths)


def test_the_stylesheet_is_small_and_asks_for_nothing_but_the_strip() -> None:
    css = (THEME / "static" / "style.css").read_text("utf-8")
    assert len(gzip.compress(css.encode())) < 20_000
    assert re.findall(r"url\(([^)]*)", css) == [f'"{urls.STRIP.removeprefix("static/")}"']
    assert "@import" not in css


def test_no_template_switches_escaping_off() -> None:
    for template in THEME.rglob("*.html"):
        text = template.read_text("utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape|<script(?! type=.application.ld)|\sstyle=|\son[a-z]+=", text), (
            template.name
        )
