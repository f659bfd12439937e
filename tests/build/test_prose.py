"""Pages of prose, pictures and other files that come, go, change or move: what is made again, and what is found."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.build.test_increments import SITE, build, differing, site_of
from tests.built import manifest
from timeline.build import reading

MANY = {f"notes/n{number}.md": f"# Note {number}\n\nWords.\n" for number in range(7)}  # more than stand in the foot
PROSE = {**SITE, **MANY, "about.md": "# About\n\nSome words about [A](event:a).\n"}
SHOWING = "name: X\nmedia: [{src: media/one.png, alt: One}]\n"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From this call on nothing may read the whole content."""
    return lambda: monkeypatch.delattr(reading, "load")


def picture(project: Path, name: str = "one", height: int = 500) -> None:
    file = project / "content" / "media" / f"{name}.png"
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (700, height)).save(file)


def pages(project: Path, before: dict[str, str]) -> set[str]:
    """The files that a build has changed, and those that are gone, without the ends of their names."""
    after = manifest(project / "site")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    return {path.removesuffix("index.html").strip("/") for path in changed} - {".timeline-site"}


@pytest.mark.parametrize(
    ("files", "made"),
    [
        ({"notes/new.md": "# New\n\nOf [D](event:d).\n"}, {"notes/new", "events/d", "sitemap.xml", ""}),
        ({"notes/n3.md": None}, {"notes/n3", "sitemap.xml", ""}),
        ({"notes/n3.md": None, "notes/m.md": "# Note 3\n\nWords.\n"}, {"notes/n3", "notes/m", "sitemap.xml", ""}),
        ({"notes/n3.md": "---\ndraft: true\n---\n# Note 3\n\nWords.\n"}, {"notes/n3", "sitemap.xml", ""}),
        ({"notes/n3.md": "---\ntitle: Other\n---\n# Note 3\n\nWords.\n"}, {"notes/n3", ""}),
        ({"notes/held.md": "---\ndraft: true\n---\n# Held\n\nOf [D](event:d).\n"}, set()),
    ],
)
def test_prose_that_comes_or_goes_makes_itself_and_what_lists_it(
    files: dict[str, str | None], made: set[str], unread: Callable[[], None], tmp_path: Path
) -> None:
    project = site_of(tmp_path, PROSE)
    build(project)
    before = manifest(project / "site")
    with pytest.MonkeyPatch.context() as patched:
        for name, text in files.items():
            file = project / "content" / name
            file.write_text(text, "utf-8") if text is not None else file.unlink()
        patched.delattr(reading, "load")  # whoever reads everything calls this
        build(project)
    assert pages(project, before) == made
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_new_page_at_the_top_is_in_the_foot_of_every_page(tmp_path: Path) -> None:
    project = site_of(tmp_path, PROSE)
    build(project)
    (project / "content" / "method.md").write_text("# Method\n", "utf-8")
    build(project)
    assert "Method" in (project / "site" / "events" / "g" / "index.html").read_text("utf-8")
    assert differing(project, tmp_path / "cold" / "minimal") == []
