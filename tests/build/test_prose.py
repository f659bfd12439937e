"""Pages of prose, pictures and other files that come, go, change or move: what is made again, and what is found."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from tests.build.test_increments import SITE, build, differing, site_of
from tests.built import manifest
from timeline.build import reading
from timeline.build.quick import quick_build
from timeline.build.request import Request
from timeline.mkdocs_plugin import HostError, build_site

MANY = {f"notes/n{number}.md": f"# Note {number}\n\nWords.\n" for number in range(7)}  # more than stand in the foot
PROSE = {**SITE, **MANY, "about.md": "# About\n\nSome words about [A](event:a).\n"}
SHOWING = "name: X\nmedia: [{src: media/one.png, alt: One}]\n"


def picture(project: Path, name: str = "one", height: int = 500) -> None:
    file = project / "content" / "media" / f"{name}.png"
    file.parent.mkdir(exist_ok=True)
    Image.new("RGB", (700, height)).save(file)


def write(project: Path, files: Mapping[str, str | None]) -> None:
    """Files of the content with their texts; those with none are deleted."""
    for name, text in files.items():
        file = project / "content" / name
        file.write_text(text, "utf-8") if text is not None else file.unlink()


def build_unread(project: Path) -> None:
    """Build without reading the whole content."""
    with pytest.MonkeyPatch.context() as patched:
        patched.delattr(reading, "load")  # whoever reads everything calls this
        build(project)


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
    files: dict[str, str | None], made: set[str], tmp_path: Path
) -> None:
    project = site_of(tmp_path, PROSE)
    build(project)
    before = manifest(project / "site")
    write(project, files)
    build_unread(project)
    assert pages(project, before) == made
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_new_page_at_the_top_is_in_the_foot_of_every_page(tmp_path: Path) -> None:
    project = site_of(tmp_path, PROSE)
    build(project)
    (project / "content" / "method.md").write_text("# Method\n", "utf-8")
    build(project)
    assert "Method" in (project / "site" / "events" / "g" / "index.html").read_text("utf-8")
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_changed_picture_makes_the_pages_that_show_it(tmp_path: Path) -> None:
    project = site_of(tmp_path, {**SITE, "actors/x.yml": SHOWING, "about.md": "# About\n\n![Two](media/two.png)\n"})
    picture(project)
    picture(project, "two")
    build(project)
    before = manifest(project / "site")
    picture(project, height=520)
    build_unread(project)
    made = {path for path in pages(project, before) if not path.startswith("media/")}
    assert made == {"actors/x"}
    before = manifest(project / "site")
    picture(project, "two", height=530)
    build_unread(project)
    assert {path for path in pages(project, before) if not path.startswith("media/")} == {"about"}
    assert differing(project, tmp_path / "cold" / "minimal") == []


def test_a_picture_goes_to_the_site_while_something_shows_it(tmp_path: Path) -> None:
    project = site_of(tmp_path, {**SITE, "CNAME": "one.example\n"})
    picture(project)
    build(project)
    for change in ({"actors/x.yml": SHOWING}, {"about.md": "# About\n\n[File](media/one.png)\n"}, {"about.md": None}):
        write(project, change)
        build_unread(project)
        assert (project / "site" / "media" / "one.png").is_file()
        assert differing(project, tmp_path / "cold" / "minimal") == []
    write(project, {"actors/x.yml": "name: X\n", "CNAME": "two.example\n"})
    build_unread(project)
    assert not (project / "site" / "media").exists()
    assert differing(project, tmp_path / "cold" / "minimal") == []
    before = manifest(project / "site")
    picture(project, height=530)
    build_unread(project)
    (project / "content" / "media" / "one.png").unlink()
    build_unread(project)
    assert manifest(project / "site") == before


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"events/d.yml": "date: 1995\ntitle: D\ntext: See [that](none.md).\n"}, "TL506"),
        ({"events/d.yml": "date: 1995\ntitle: D\nmedia: [{src: events/a.yml, alt: No picture}]\n"}, "TL403"),
        ({"about.md": None}, "TL506"),  # the note below links to it
        ({"notes/held.md": None}, "TL506"),  # a draft that a record links to
        ({"media/one.png": None}, "TL403"),
        ({"media/draft.png": None}, "TL403"),
        ({"notes/new.md": "# New\n\n[That](none.md)\n"}, "TL506"),
        ({"years.md": "# Years\n"}, "TL502"),
        ({"about/index.md": "# About as well\n"}, "TL502"),
    ],
)
def test_what_files_that_come_or_go_leave_wrong_is_found(
    files: dict[str, str | None], code: str, tmp_path: Path
) -> None:
    held = {"notes/held.md": "---\ndraft: true\n---\n# Held\n", "notes/n1.md": "# One\n\n[Us](../about.md)\n"}
    held |= {"events/g.yml": "date: 2010\ntitle: G\ntext: See [it](notes/held.md).\n", "actors/x.yml": SHOWING}
    held |= {"actors/z.yml": "name: Z\ndraft: true\nmedia: [{src: media/draft.png, alt: One}]\n"}
    project = site_of(tmp_path, {**PROSE, **held})
    picture(project)
    picture(project, "draft")
    build(project)
    (project / "content" / "about").mkdir()
    write(project, files)
    found = build_site(project / "mkdocs.yml", Request())
    assert isinstance(found, list)
    assert [finding.code for finding in found] == [code]


def test_a_picture_that_becomes_unreadable_is_told_by_its_path(tmp_path: Path) -> None:
    project = site_of(tmp_path, {**SITE, "actors/x.yml": SHOWING})
    picture(project)
    build(project)
    write(project, {"media/one.png": "no picture"})
    assert quick_build(project / "mkdocs.yml", Request()) is None
    with pytest.raises(HostError, match=r"content/media/one\.png: the picture cannot be read"):
        build(project)


def test_a_draft_is_held_back_whatever_its_name_ends_in(tmp_path: Path) -> None:
    held = "---\ndraft: true\n---\n# Held\n"
    about = "# About\n\n[That](held.markdown), [this](notes/held.MD)\n"
    project = site_of(tmp_path, {**SITE, "held.markdown": held, "notes/held.MD": held, "about.md": about})
    build(project)
    assert not [path for path in manifest(project / "site") if "held" in path.lower()]
    write(project, {"held.markdown": "# Now\n"})
    build_unread(project)
    assert (project / "site" / "held" / "index.html").is_file()
    assert differing(project, tmp_path / "cold" / "minimal") == []
