"""A cache that is damaged anywhere is no cache: whenever a build comes upon it, it makes everything anew, silently."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.test_increments import SITE, build, build_shortly, differing, edits, site_of
from tests.built import manifest
from timeline.build.pack import Extent
from timeline.build.state import State, load_state

__all__ = ["edits"]
FILES = {
    **SITE,
    "about.md": "# About\n\nOf [A](event:a).\n",
    "timelines/t.yml": "title: Tour\nstops: [{event: a, text: Here.}]\n",
    "tags/war.yml": "label: War\n",
    "sources/s.yml": "title: Source\n",
    "events/h.yml": "date: 1979-05\ntitle: H\ntags: [war]\nclaims: [{by: x, says: It was., sources: [s]}]\n",
}


def pieces(state: State) -> Iterator[Extent]:
    """Everything that is read of a pack, wherever a build may come upon it."""
    yield from state.head["parts"].values()
    yield from (state.head["codes"], state.head["starts"])
    for table in state.tables.values():
        yield from table.layout[2]
    for kind in ("event", "actor", "place", "tag", "source", "timeline"):
        yield from (found[:3] for found in state.located(kind).values())


@pytest.mark.parametrize("page_of_prose", [False, True])
def test_damage_that_is_found_late_makes_everything_anew(
    page_of_prose: bool, edits: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a build without the host, and by one that needs it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    project = site_of(tmp_path / "warm", FILES)
    build(project)
    state = load_state(project / ".timeline-cache")
    assert state is not None
    whole = shutil.copytree(project, tmp_path / "whole")
    for path, text in (("events/a.yml", "date: 1980\ntitle: Other\nactors: [x]\nplaces: [p]\n"), ("new.md", "# New\n")):
        if page_of_prose or path != "new.md":
            (project / "content" / path).write_text(text, "utf-8")
    build(project)
    assert differing(project, tmp_path / "cold" / "minimal") == []
    expected = manifest(project / "site")
    content = shutil.copytree(project / "content", tmp_path / "edited")
    found = list(pieces(state))
    for start, length, _ in random.Random(edits).sample(found, min(edits, len(found))):
        for name in ("site", ".timeline-cache", "content"):
            shutil.rmtree(project / name)
            shutil.copytree(content if name == "content" else whole / name, project / name)
        pack = project / ".timeline-cache" / state.pack.file.name
        data = bytearray(pack.read_bytes())
        data[start + length // 2] ^= 16
        pack.write_bytes(data)
        build_shortly(project)
        assert manifest(project / "site") == expected, (start, length)
