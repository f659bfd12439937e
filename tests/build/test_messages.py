"""Messages in templates: resolved when the template is compiled, in the order of the language, escaped."""

import pytest
from jinja2 import DictLoader, Environment, TemplateSyntaxError

from timeline.build.render import configure

CASES = [
    ('{{ _("Sources") }}', "de", "Quellen"),
    ('{{ _("according to {who}", who=name) }}', "de", "laut &lt;A&gt;"),
    ('{{ _("“{title}”", title=name) }}', "ja", "「&lt;A&gt;」"),
    ('{{ _("What {actor} claims", actor=bold(name)) }}', "tr", "<b>&lt;A&gt;</b> ne iddia ediyor"),
    ('{{ _("{count}: {title}.", count="1", title=name) }}', "fr", "&lt;A&gt;\u00a0: 1."),
    ('{{ _("Events")|length }}', "en", "6"),
    ('{{ _of("source", "By") }}', "de", "Verfasser"),
    ("{{ _(word) }}", "de", "Ereignisse"),
    ('{{ _("R&D") }}', "de", "R&amp;D"),
    ('{% set x = _("Source {number}", number=3) %}{{ x }}', "de", "Quelle 3"),
    ('{{ _("Source {number}", number=_("Who")) }}', "de", "Quelle Wer"),
]


@pytest.mark.parametrize(("source", "language", "expected"), CASES)
def test_a_message_is_put_into_the_language(source: str, language: str, expected: str) -> None:
    macro = "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}"
    env = configure(Environment(), language=language)
    assert env.from_string(macro + source).render(name="<A>", word="Events") == expected


def test_nothing_is_left_to_be_looked_up_when_a_page_is_written() -> None:
    env = configure(Environment(loader=DictLoader({"a": '{{ _("according to {who}", who=name) }}'})), language="de")
    code = env.compile(env.loader.get_source(env, "a")[0], raw=True)  # type: ignore[union-attr]
    assert "'laut '" in code
    assert "according to" not in code
    assert "_('" not in code


def test_a_place_without_a_value_is_a_mistake_of_the_template() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"no value is given for \{who\}"):
        configure(Environment()).from_string('{{ _("according to {who}") }}')
