"""What a change of mkdocs.yml makes again: nothing, all pages from records that are known, or everything."""

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from tests.build.test_increments import SITE, build, build_shortly, differing, site_of
from tests.built import manifest
from timeline.build import reading
from timeline.content import load
from timeline.mkdocs_plugin import TimelinePlugin


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of all files of records that are parsed."""
    found: list[str] = []
    read_records = load.read_records

    def noted(text: str, path: str, *rest: object) -> object:
        found.append(path)
        return read_records(text, path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(load, "read_records", noted)
    return found


def change(project: Path, old: str, new: str) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: Minimal\n", "# Words for nobody.\nsite_name: Minimal\n"),
        ("site_name: Minimal\n", 'site_name: "Minimal"\nsite_author: Somebody\n'),
        ("[timeline]", "[timeline: {order: oldest}]"),
    ],
)
def test_what_decides_nothing_of_pages_makes_none_again(
    old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = site_of(tmp_path, SITE)
    build(project)
    before = manifest(project / "site")
    change(project, old, new)
    (project / "content" / "events" / "d.yml").write_text("date: 1995\ntitle: D\nsummary: Now with words.\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.delattr(reading, "load")  # whoever reads everything calls this
        done = build(project)
    after = manifest(project / "site")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed < {*after}
    assert "events/d/index.html" in changed
    assert "events/g/index.html" not in changed
    assert done.written == len(changed - {".timeline-site"})
    assert differing(project, tmp_path / "cold" / "minimal") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("site_name: Minimal\n", "site_name: Another\n"),
        ("[timeline]", "[timeline: {order: newest}]"),
        ("[timeline]", "[timeline: {zone: Asia/Tehran}]"),
        ("[timeline]", "[timeline: {print: never, lean_beyond: 2}]"),
    ],
)
def test_another_setting_makes_pages_again_of_records_that_are_known(
    old: str, new: str, parsed: list[str], tmp_path: Path
) -> None:
    project = site_of(tmp_path, SITE)
    build(project)
    change(project, old, new)
    parsed.clear()
    build(project)
    assert parsed == []
    assert differing(project, tmp_path / "cold" / "minimal") == []


@pytest.mark.parametrize("option", ["languages: [en, fa]", "relation_types: [{name: echoes, inverse: is-echoed-by}]"])
def test_a_setting_that_says_how_records_are_read_reads_them_anew(
    option: str, parsed: list[str], tmp_path: Path
) -> None:
    project = site_of(tmp_path, SITE)
    build(project)
    change(project, "[timeline]", f"[timeline: {{{option}}}]")
    parsed.clear()
    build(project)
    assert len(parsed) == len(SITE)
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_settings_that_change_while_a_build_waits_are_those_of_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = site_of(tmp_path, SITE)
    begin = TimelinePlugin.begin

    def waited(self: TimelinePlugin, config: MkDocsConfig) -> None:
        begin(self, config)
        change(project, "site_name: Minimal\n", "site_name: Another\n")

    with monkeypatch.context() as patched:
        patched.setattr(TimelinePlugin, "begin", waited)
        build(project)
    build_shortly(project)
    assert "Another" in (project / "site" / "index.html").read_text("utf-8")
