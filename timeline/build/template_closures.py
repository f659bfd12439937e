"""Which pages a change of templates concerns: those whose template, or one that it includes, imports or extends, is not
what it was.

A page notes which template draws it, as it notes what it reads of records; `changed_templates` gives the facts that are
no longer true. What a template reaches is read from the templates as they are now. That is enough: a template that
reaches others than before has changed itself, or one has on the way to it.
"""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path
from jinja2.meta import find_referenced_templates

from timeline.build.inputs import THEME, Inputs, changes, edited_templates
from timeline.site.traces import fact

ANY = None  # a template whose name is found out when the page is rendered, or cannot be read, or is not in the folder


def drawn_by(template: str) -> int:
    """The fact that a page notes whose template this is."""
    return fact("template", _normal(template))


def changed_templates(old: Inputs, new: Inputs, theme: Path) -> frozenset[int]:
    """The facts that are no longer true of pages, between two looks. Raises OSError."""
    edited = edited_templates(changes(old, new))
    there = {name.removeprefix(THEME) for name in new if name.startswith(THEME)}
    references = _references(theme, there)
    pages = edited | references.keys()
    return frozenset(drawn_by(name) for name in pages if _concerns(edited, closure(name, references)))


def closure(template: str, references: dict[str, set[str | None]]) -> set[str | None]:
    """A template and all that it includes, imports and extends, directly or by way of others."""
    found, pending = set[str | None](), [template if template in references else ANY]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending += references[name] if name is not ANY else ()
    return found


def _concerns(edited: set[str], reached: set[str | None]) -> bool:
    return ANY in reached or not edited.isdisjoint(reached)


def _references(theme: Path, there: set[str]) -> dict[str, set[str | None]]:
    """What each template of a folder refers to by itself; whatever templates refer to counts as a template."""
    syntax = Environment(autoescape=True)
    pending = [name for name in there if name.endswith(".html")]
    found: dict[str, set[str | None]] = {}
    while pending:
        name = pending.pop()
        if name not in found:
            found[name] = set(_referred(syntax, (theme / name).read_text("utf-8", "replace"), there))
            pending += [other for other in found[name] if other is not ANY]
    return found


def _referred(syntax: Environment, source: str, there: set[str]) -> Iterator[str | None]:
    try:
        for name in find_referenced_templates(syntax.parse(source)):
            yield _normal(name) if name is not None and _normal(name) in there else ANY
    except (TemplateNotFound, TemplateSyntaxError):  # pages will say so, where there are any
        yield ANY


def _normal(name: str) -> str:
    """A name as the loader understands it: `./parts//card.html` is `parts/card.html`."""
    return "/".join(split_template_path(name))
