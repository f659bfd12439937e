"""Our way of compiling templates gives what Jinja's own gives."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from tests.conftest import config
from tests.test_sites import DECLARED
from timeline.build.compiling import ViewEnvironment
from timeline.build.reading import read_library
from timeline.build.render import configure, load_static, render
from timeline.graph.library import Library
from timeline.graph.relations import relation_types
from timeline.site.pages import edition_of, outputs

ROOT = Path(__file__).parents[2]
THEME = ROOT / "site_templates"


@pytest.mark.parametrize("content", [ROOT / "tests" / "sites" / "full" / "content", ROOT / "content"])
@pytest.mark.parametrize("url", ["", "https://example.org/a/"])
def test_a_whole_site_has_the_same_bytes_with_either_compiler(content: Path, url: str) -> None:
    options = config(url=url, relation_types=relation_types(DECLARED))
    library = read_library(content, options)
    assert isinstance(library, Library)
    static = load_static(THEME)
    made = []
    for kind in (Environment, ViewEnvironment):
        env = configure(kind(loader=FileSystemLoader(THEME)))
        made.append([render(env, output) for output in outputs(edition_of(library, options, static), static)])
    assert made[0] == made[1]


PARTS = """
{% macro plain(x) %}<{{ x }}>{% endmacro %}
{% macro two(x, y="d", z=none) %}{{ plain(x) }}{{ y }}{{ z is none }}{% endmacro %}
{% macro early(x) %}{{ late(x) }}{% endmacro %}
{% macro late(x) %}{{ x }}{% endmacro %}
{% macro around(x) %}[{{ caller() }}{{ x }}]{% endmacro %}
{% macro many(x) %}{{ x }}{{ varargs|join(",") }}{{ kwargs|length }}{% endmacro %}
"""
TEXTS = [
    "{{ plain(view.text) }}",
    "{{ two(view.text) }}{{ two(view.text, '<') }}{{ two(view.text, z=1) }}",
    "{{ early(view.text) }}",
    "{% set kept = plain(view.text) %}{{ kept }}{{ kept|length }}{{ kept.replace('&', '') }}",
    "{{ plain(plain(view.text)) }}",
    "{{ plain(view.text) ~ '<' ~ view.text }}",
    "{{ plain(view.text) if view.text else '<' }}",
    "{% call around('<') %}{{ view.text }}{% endcall %}",
    "{{ many(1, '<', '&', a=2) }}",
    "{% macro own(plain) %}{{ plain }}{% endmacro %}{{ own(view.text) }}",
    "{% for plain in [view.text] %}{{ plain }}{{ loop.index }}{% endfor %}",
    "{{ view.items['a'] }}{{ view.number }}{{ view.nothing }}{{ 'x'.upper() }}{{ view.text|upper }}",
    "{{ view.gone is defined }}{{ view.gone|default('<') }}{{ nobody|default('d') }}",
    "{% autoescape false %}{{ plain(view.text) }}{{ view.text }}{% endautoescape %}",
    "{% filter upper %}{{ plain(view.text) }}{% endfilter %}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_template_gives_the_same_with_either_compiler(text: str) -> None:
    view = SimpleNamespace(text="a & 'b' < \"c\"", items={"a": "<"}, number=3, nothing=None)
    names = "{% from 'parts' import plain, two, early, around, many %}"
    made = []
    for kind in (Environment, ViewEnvironment):
        env = configure(kind(loader=DictLoader({"parts": PARTS, "page": names + text})))
        made.append(env.get_template("page").render(view=view))
    assert made[0] == made[1]


def test_a_name_that_a_view_does_not_have_is_an_error() -> None:
    env = configure(ViewEnvironment(loader=DictLoader({"page": "{{ view.gone }}"})))
    with pytest.raises(AttributeError, match="gone"):
        env.get_template("page").render(view=SimpleNamespace())
