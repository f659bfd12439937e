"""The architecture, read from the code: imports go one way, and only some modules touch files, clock or environment."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "timeline"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")

# From the left to the right; a module may import from its own layer and from those before it.
LAYERS = ("dates", "words", "model", "content", "graph", "extract", "site", "build")
LAYERS += ("mkdocs_options", "mkdocs_plugin", "articles", "cli")
WORDS = {"diagnostics", "rules", "reports", "slugs", "suggestions"}  # small modules of the top folder
MAY_TOUCH_FILES = {
    "content/load.py",
    "dates/phrases.py",  # its own table of words, shipped beside it
    "extract/rules.py",  # its own cards, shipped beside it
    "site/language.py",  # its own catalogues, shipped beside it
    "mkdocs_plugin.py",
    "articles/inputs.py",
    "articles/command.py",
    "articles/journal.py",
    "cli.py",
}
MAY_READ_SURROUNDINGS = {"build/environment.py"}
FORBIDDEN_CALLS = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "iterdir",
    "rglob",
    "glob",
    "scandir",
}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def layer(module: str) -> str:
    """The layer of a module given as `timeline.content.load` or `content/load.py`."""
    first = module.removeprefix("timeline.").replace("/", ".").removesuffix(".py").split(".")[0]
    return "words" if first in WORDS else first


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_to_the_left_only(path: Path) -> None:
    here = LAYERS.index(layer(name(path)))
    ours = {layer(module) for module in imports(path) if module.startswith("timeline.")}
    assert {other for other in ours if LAYERS.index(other) > here} == set()


@pytest.mark.parametrize("path", [path for path in MODULES if layer(name(path)) == "dates"], ids=name)
def test_dates_depend_on_nothing_else_of_ours(path: Path) -> None:
    assert {layer(module) for module in imports(path) if module.startswith("timeline.")} <= {"dates"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_plugin_and_its_options_know_the_host(path: Path) -> None:
    hosts = {module for module in imports(path) if module.split(".")[0] in {"mkdocs", "properdocs"}}
    assert not hosts or name(path) in {"mkdocs_options.py", "mkdocs_plugin.py"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_files_are_touched_at_the_rim(path: Path) -> None:
    if layer(name(path)) == "build" or name(path) in MAY_TOUCH_FILES:
        return
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }
    assert calls & FORBIDDEN_CALLS == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_the_clock_and_the_environment_are_read_in_one_place(path: Path) -> None:
    if name(path) in MAY_READ_SURROUNDINGS:
        return
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    attributes = {f"{getattr(n.value, 'id', '')}.{n.attr}" for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
    forbidden = {
        "datetime.now",
        "datetime.today",
        "date.today",
        "time.time",
        "os.environ",
        "os.getenv",
        "time.localtime",
    }
    assert attributes & forbidden == set()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_stay_small(path: Path) -> None:
    """A module of more than 400 lines has two subjects; the table of rules is one subject however long."""
    assert len(path.read_text("utf-8").splitlines()) <= 400 or name(path) in {"rules.py"}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_stay_small(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name
