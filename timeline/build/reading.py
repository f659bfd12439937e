"""Content becomes a Library, or findings: the first three of the five calls, as every command makes them."""

from pathlib import Path

from timeline.content.load import load
from timeline.diagnostics import Diagnostic
from timeline.graph.checks import check
from timeline.graph.library import Library, link
from timeline.site.collisions import page_collisions
from timeline.site.config import SiteConfig


def read_library(folder: Path, config: SiteConfig) -> Library | list[Diagnostic]:
    """The graph of a content folder, or all that is wrong with it, sorted by place. Raises OSError."""
    collection = load(folder, config.content, frozenset(config.relation_types))
    found = sorted([*check(collection, config.today), *page_collisions(collection)])
    return found or link(collection, config.relation_types, config.today, config.zone)


def line_of(project: Path, path: str, number: int) -> str:
    """A line of a file of the project, for showing a finding; empty if it cannot be shown."""
    file = project / path
    if not file.is_file():
        return ""
    lines = file.read_bytes().decode("utf-8-sig", "replace").splitlines()
    return lines[number - 1] if 0 < number <= len(lines) else ""
