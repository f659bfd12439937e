"""A page of prose is made again when its own file is saved, however many there are."""

from pathlib import Path

from tests.built import build, copy_project, manifest
from timeline.build.manifest import MARKER

PAGES = ("about", "method", "thanks")


def test_each_of_several_pages_follows_its_file(tmp_path: Path) -> None:
    project = copy_project("minimal", tmp_path)
    files = {name: project / "content" / f"{name}.md" for name in PAGES}
    for name, file in files.items():
        file.write_text(f"---\ndescription: What this is.\n---\n# {name}\n\nSomething.\n", "utf-8")
    before = manifest(build(project))
    for name, file in files.items():
        file.write_text(f"---\ndescription: What this is.\n---\n# {name}\n\nSomething else.\n", "utf-8")
        after = manifest(build(project))
        changed = {path for path in after if after[path] != before.get(path)} - {MARKER}
        assert changed == {f"{name}/index.html"}
        before = after
