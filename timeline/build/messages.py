"""Templates whose messages are put into the reader's language when they are compiled, so that no page pays for it.

    {{ _("Sources") }}                                   ->  Quellen
    {{ _("according to {who}", who=link(by)) }}          ->  laut {{ link(by) }}
    {{ _of("answer", "denies it") }}                     ->  the same with a context, as pgettext has it
    <bdi{{ lang(title) }}>                               ->  <bdi> where all texts of a site are in one language

A sentence is one message with named places, never pieces put together: other languages have another order. A message
that is only known when a page is written, `_(name)`, is looked up then.
"""

import re
from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer

from timeline.build.brevity import shorten
from timeline.site.language import Language

_PLACE = re.compile(r"\{(\w+)\}")


def generator(language: Language, compiler: type[CodeGenerator], mixed: bool) -> type[CodeGenerator]:
    """A compiler for templates in a language, made of one that knows nothing of languages: the `code_generator_class`
    of an environment. `mixed` if there are texts in other languages than the page's."""

    class Translating(compiler):  # type: ignore[valid-type, misc]
        def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
            super().visit_Template(Fold(language, mixed).visit(shorten(node)), frame)

    return Translating


class Fold(NodeTransformer):
    """Replaces the calls of `_` and `_of` by the translated words and the expressions at their places."""

    def __init__(self, language: Language, mixed: bool) -> None:
        self._language, self._mixed = language, mixed

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802 - Jinja's name
        """What is written at once need not be joined first."""
        found: list[nodes.Expr] = []
        for child in node.nodes:
            pieces = self._pieces(child)
            found += [self.visit(child)] if pieces is None else pieces
        node.nodes = found
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name
        """Inside an expression the words become one string."""
        pieces = self._pieces(node)
        if pieces is None:
            return self.generic_visit(node)
        if not pieces:
            return nodes.Const("", lineno=node.lineno)
        return pieces[0] if len(pieces) == 1 else nodes.Concat(pieces, lineno=node.lineno)

    def _pieces(self, node: nodes.Node) -> list[nodes.Expr] | None:
        """The words and expressions of a message; None for anything else."""
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            return None
        if node.node.name == "lang" and not self._mixed:
            return []
        texts = [text.value for text in node.args if isinstance(text, nodes.Const)]
        if node.node.name not in ("_", "_of") or len(texts) != len(node.args):
            return None
        values = {given.key: self.visit(given.value) for given in node.kwargs}
        words = self._language.say(*texts) if node.node.name == "_" else self._language.say_of(*texts)
        return list(_filled(words, values, node.lineno))


def _filled(text: str, values: dict[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    for number, piece in enumerate(_PLACE.split(text)):
        if number % 2:
            if piece not in values:
                raise TemplateSyntaxError(f'no value is given for {{{piece}}} in "{text}"', line)
            yield values[piece]
        elif piece or not values:
            yield nodes.Const(piece, lineno=line)
