"""Jinja's own compiler without the detours our pages do not need: the same templates, the same HTML, in less time.

- A call of a macro runs the macro's function, and what it returns is not escaped again.
- A name after a dot is an attribute of a view. Views are dataclasses: a name that is missing is an AttributeError, and
  the item of a dictionary is asked for as `view["name"]`. `is defined` and `default` ask as Jinja does.
- A call of one of our own functions is a call: Jinja looks for each in the context, and asks whether it wants that. So
  is a call of a method that texts and dictionaries have.
- One of our functions that makes HTML may have a twin, its `plain`, for where that is written at once: a `str`, which
  is not escaped again.
- What a template sees is one dictionary, and templates that were found once are not looked for again.
- What a template imports is the module that was made of it first: no template is given variables of its own besides.
- Text without a character that HTML knows is not copied to be escaped.

Everything else is left to Jinja. A test renders whole sites with both compilers and compares the bytes.
"""

import re
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import partial
from keyword import iskeyword
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape

from timeline.build.brevity import ATTRIBUTE, attribute

_SPECIAL = re.compile("[&<>\"']").search
_SIMPLE = re.compile("[a-z0-9./#:-]+").fullmatch  # most addresses, classes and days
_LENIENT = frozenset({"defined", "undefined", "default", "d"})
_METHODS = frozenset({"get", "items", "replace", "startswith"})  # no template's, nor do they ask for a context


def quick_escape(value: object) -> str:
    """The same characters as `markupsafe.escape` gives.

    >>> quick_escape("a < b"), quick_escape(Markup("<b>")), quick_escape("plain"), quick_escape(3)
    ('a &lt; b', Markup('<b>'), 'plain', '3')
    """
    if type(value) is str:
        return str(escape(value)) if _SPECIAL(value) else value
    return value if type(value) is Markup else str(escape(value))


def quick_attribute(value: object) -> str:
    """The same characters as `brevity.attribute` gives.

    >>> quick_attribute("../flood/"), quick_attribute("a & b"), quick_attribute("?a=1&b"), quick_attribute("?a&b")
    ('../flood/', '"a &amp; b"', '"?a=1&amp;b"', '?a&amp;b')
    """
    if type(value) is str and _SIMPLE(value):
        return value
    return str(attribute(value))


class ViewTemplate(Template):
    """A template that all who import it share."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Jinja compares the variables of both templates, page by page, to make another module if they differ."""
        if self._module is None:
            self._module = self.make_module()
        return self._module


class ViewEnvironment(Environment):
    """An environment for templates that see views."""

    template_class = ViewTemplate
    quick_escape, quick_attribute = staticmethod(quick_escape), staticmethod(quick_attribute)

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - those of Jinja
        super().__init__(**options)
        self._imported: dict[tuple[str, tuple[str, ...]], tuple[object, ...]] = {}
        self._found: dict[object, Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template sees, as a dictionary: Jinja's view of two is walked through for every page."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - Jinja's name
    ) -> Template:
        """A template by name; asked for by every page, and twice where it extends another."""
        found = self._found.get(name) if not globals and not self.auto_reload else None
        if found is None:
            found = self._found[name] = super().get_template(name, parent, globals)
        return found

    def imported(self, template: str, names: tuple[str, ...]) -> tuple[object, ...]:
        """What a template has under some names; looked for once, and not once a page."""
        found = self._imported.get((template, names))
        if found is None:
            module = self.get_template(template)._get_default_module()
            lost = (self.undefined(f"{template} does not export {name}", name=name) for name in names)
            pairs = zip(names, lost, strict=True)
            found = self._imported[template, names] = tuple(getattr(module, name, none) for name, none in pairs)
        return found


def _is_ours(found: object) -> bool:
    """Whether a global is a function of this program that wants nothing but its arguments."""
    inner = found.func if isinstance(found, partial) else found
    if isinstance(inner, type) or not callable(inner) or hasattr(inner, "jinja_pass_arg"):
        return False
    return getattr(inner, "__module__", "").startswith("timeline.")


def _is_plain(call: nodes.Call) -> bool:
    """Whether a call has nothing but plain arguments."""
    return not (call.kwargs or call.dyn_args or call.dyn_kwargs)


class _ViewCode(CodeGenerator):
    """Writes the Python of one template."""

    _macros: frozenset[str] = frozenset()
    _twins: frozenset[str] = frozenset()
    _unescaped: nodes.Node | None = None
    _lenient = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's names
        imported = {
            name[1] if isinstance(name, tuple) else name
            for each in node.find_all(nodes.FromImport)
            for name in each.names
        }
        stored = {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}
        own = imported | {each.name for each in node.find_all(nodes.Macro)}
        self._macros = frozenset(own - stored)
        ours = {n for n, f in self.environment.globals.items() if _is_ours(f)} - own - stored
        self._twins = frozenset(name for name in ours if hasattr(self.environment.globals[name], "plain"))
        called = set()
        for call in node.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ours and _is_plain(call):
                called.add(call.node.name)
                call.node = nodes.EnvironmentAttribute(call.node.name)  # so that nobody looks for the name
        super().visit_Template(node, frame)
        for name in sorted(called):
            self.writeline(f"ours_{name} = environment.globals[{name!r}]")
            if name in self._twins:
                self.writeline(f"plain_{name} = ours_{name}.plain")

    def visit_Macro(self, node: nodes.Macro, frame: Frame) -> None:  # noqa: N802
        super().visit_Macro(node, frame)
        self.writeline(f"{frame.symbols.ref(node.name)}.direct = {self._direct}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Let the function itself be called with fewer arguments than it has, unless it asks for who calls it."""
        plain = not (macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs)
        count = len(macro_ref.node.args)
        self._direct = "macro" if plain else frame.symbols.ref(getattr(macro_ref.node, "name", "caller"))
        super().macro_def(macro_ref, frame)
        if plain:
            self.writeline(f"macro.__defaults__ = (missing,) * {count}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        macro = None if forward_caller else self._macro(node, frame)
        if isinstance(node.node, nodes.EnvironmentAttribute):
            self.write(f"{'plain' if self._unescaped is node else 'ours'}_{node.node.name}(")
            self._arguments(node, frame)
            return
        if isinstance(node.node, nodes.Getattr) and node.node.attr in _METHODS and _is_plain(node):
            self.visit(node.node, frame)
            self.write("(")
            self._arguments(node, frame)
            return
        if macro is None:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        unescaped = self._unescaped is node
        self.write(f"{macro}.direct(" if unescaped else f"Markup({macro}.direct(")
        self._arguments(node, frame)
        self.write("" if unescaped else ")")

    def _arguments(self, node: nodes.Call, frame: Frame) -> None:
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _has_twin(self, node: nodes.Call) -> bool:
        return isinstance(node.node, nodes.EnvironmentAttribute) and node.node.name in self._twins

    def _macro(self, node: nodes.Call, frame: Frame) -> str | None:
        """The variable that holds the macro which a call asks for; None if it may be anything else."""
        if not isinstance(node.node, nodes.Name) or node.node.name not in self._macros:
            return None
        return frame.symbols.ref(node.node.name) if _is_plain(node) and self._escapes(frame) else None

    def _escapes(self, frame: Frame) -> bool:
        return bool(frame.eval_ctx.autoescape) and not frame.eval_ctx.volatile

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if not self._escapes(frame) or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif isinstance(node, nodes.Filter) and node.name == ATTRIBUTE:
            self._unescaped = node
            self.write("environment.quick_attribute(")
        elif isinstance(node, nodes.Call) and (self._has_twin(node) or self._macro(node, frame)):
            self._unescaped = node
            self.write("(")
        else:
            self.write("environment.quick_escape(")

    def visit_FromImport(self, node: nodes.FromImport, frame: Frame) -> None:  # noqa: N802
        if node.with_context or not isinstance(node.template, nodes.Const) or not frame.toplevel:
            super().visit_FromImport(node, frame)
            return
        pairs = [name if isinstance(name, tuple) else (name, name) for name in node.names]
        variables = "".join(f"{frame.symbols.ref(alias)}, " for _, alias in pairs)
        names = tuple(name for name, _ in pairs)
        self.writeline(f"{variables}= environment.imported({node.template.value!r}, {names!r})", node)
        self.writeline("context.vars.update({")
        self.write(", ".join(f"{alias!r}: {frame.symbols.ref(alias)}" for _, alias in pairs))
        self.write("})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if self._lenient or iskeyword(node.attr) or isinstance(node.node, nodes.Const):
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        with self._leniently(node.name):
            super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        if self._unescaped is node and node.name == ATTRIBUTE and node.node is not None:
            self.visit(node.node, frame)
            return
        with self._leniently(node.name):
            super().visit_Filter(node, frame)

    @contextmanager
    def _leniently(self, name: str) -> Iterator[None]:
        before = self._lenient
        self._lenient = before or name in _LENIENT
        try:
            yield
        finally:
            self._lenient = before


ViewEnvironment.code_generator_class = _ViewCode
