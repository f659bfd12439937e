"""Documentation that comes from the code: `python docs/generate.py` writes it, tests/test_docs.py compares.

docs/records.md from the table of fields, docs/rules.md from the table of rules, docs/commands.md from the help texts.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from timeline.graph.relations import BUILT_IN
from timeline.model import fields, shapes
from timeline.rules import RULES

HERE = Path(__file__).parent


def records() -> str:
    """Every field of every kind of record."""
    parts = [
        "# Records\n",
        "One YAML file holds one record, a list of records, or several documents. Every value is read as the text",
        "that was typed. The first folder below `content/` says what a record is; the file's name is its id, unless",
        "it gives one. Fields in bold must be there.\n",
    ]
    for folder, kind in fields.FOLDERS.items():
        parts += [f"## `{folder}/`: {kind}\n", *_table(fields.RECORDS[kind]), ""]
        for name, table in _inner(fields.RECORDS[kind]):
            parts += [f"### Each of `{name}`\n", *_table(table), ""]
    parts += ["## Status\n", *(f"- `{word}`: {meaning}" for word, meaning in fields.STATUS.items()), ""]
    parts += ["## Relation types\n", "| type | read as | the other end shows |", "| --- | --- | --- |"]
    parts += [f"| `{kind.name}` | {kind.label} | `{kind.inverse}` |" for kind in BUILT_IN]
    parts += [_DECLARING]
    return "\n".join(parts) + "\n"


_DECLARING = """
More types are declared in `mkdocs.yml`. `direction` says where the other event stands: `back`, it led here; `forward`,
it followed; `beside`, neither.

```yaml
plugins:
  - timeline:
      relation_types:
        - name: inspired-by
          inverse: inspired
          label: inspired by
          inverse_label: inspired
          direction: back
```"""


def _inner(table: shapes.Table) -> list[tuple[str, shapes.Table]]:
    """Tables inside a table, each once and where it first occurs."""
    found: dict[type, tuple[str, shapes.Table]] = {}
    for field in table.fields:
        inner = field.shape.of if isinstance(field.shape, shapes.Many) else field.shape
        if isinstance(inner, shapes.Table):
            found.setdefault(inner.record, (field.name, inner))
            for name, deeper in _inner(inner):
                found.setdefault(deeper.record, (name, deeper))
    return list(found.values())


def _table(table: shapes.Table) -> list[str]:
    rows = ["| field | what it holds | as in |", "| --- | --- | --- |"]
    for field in table.fields:
        name = f"**`{field.name}`**" if field.required else f"`{field.name}`"
        rows.append(f"| {name} | {field.meaning} ({_shape(field.shape)}) | `{field.example}` |")
    if table.short:
        rows += ["", f"The text alone stands for `{table.short}`."]
    return rows


def _shape(shape: shapes.Shape) -> str:
    if isinstance(shape, shapes.Many):
        return f"a list: {_shape(shape.of)}"
    if isinstance(shape, shapes.Table):
        return "fields of its own, below"
    if isinstance(shape, shapes.Reference):
        return f"the id of a record in `{shape.kind}s/`"
    if isinstance(shape, shapes.Choice):
        return ", ".join(f"`{word}`" for word in shape.meanings)
    if isinstance(shape, shapes.Whole):
        return f"a whole number from {shape.low} to {shape.high}"
    words = re.sub(r"\.$", "", (type(shape).__doc__ or "").splitlines()[0])
    return words if words.startswith("EDTF") else words[0].lower() + words[1:]


def rules() -> str:
    """Every rule with its reason and examples."""
    parts = ["# Rules\n", "What `timeline check` reports. A code is never used for another rule.\n"]
    for rule in RULES.values():
        wrong, right = (f"```\n{example}\n```" for example in (rule.wrong, rule.right))
        parts += [
            f"## {rule.code} {rule.name}\n",
            f"Because {rule.why}.\n",
            f"Instead of\n\n{wrong}\n\nwrite\n\n{right}\n",
        ]
    return "\n".join(parts)


def commands() -> str:
    """The help texts of all commands."""
    names = ["", "build", "check", "serve", "explain", "date", "extract", "test"]
    parts = ["# Commands\n", "`python3 build.py …` is the same as `timeline …`.\n"]
    for name in names:
        command = [sys.executable, "-m", "timeline.cli", *([name] if name else []), "--help"]
        env = {"COLUMNS": "100", "PYTHONPATH": str(HERE.parent), "NO_COLOR": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
        parts += [f"## timeline {name}".rstrip() + "\n", f"```\n{done.stdout.strip()}\n```\n"]
    parts.append("Exit codes: 0 fine, 1 findings in the content, 2 wrong usage, 3 the machine failed.\n")
    return "\n".join(parts)


PAGES: dict[str, Callable[[], str]] = {"records.md": records, "rules.md": rules, "commands.md": commands}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), "utf-8")
