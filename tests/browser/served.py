"""A built site as it is served: where its pages are, and one page of each kind.

build_served("full-fa", folder, address)    # the project `full` with `language: fa`, at <address>full-fa/
build_served("full-light", folder, address)    # the same as if it held very many events
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.built import build, copy_project

# What is far from the window is not laid out before it comes near, and has no size that could be measured.
ALL_LAID_OUT = "* { content-visibility: visible !important }"
_KIND = re.compile(r'<body class="?(?P<kind>[^">]*)')
_SITE_URL = re.compile(r"^site_url: .*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^ *language: .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Served:
    """A site in a folder, the address it is served at, and the project it was built from."""

    folder: Path
    address: str
    project: Path

    def pages(self) -> list[str]:
        """The path of every page below the address, in order."""
        files = sorted(self.folder.rglob("*.html"))
        return [file.relative_to(self.folder).as_posix().removesuffix("index.html") for file in files]

    def text(self, page: str) -> str:
        """The HTML of a page."""
        return (self.folder / (page if page.endswith(".html") else f"{page}index.html")).read_text("utf-8")

    def kinds(self, below: str = "") -> dict[str, str]:
        """The longest page of each kind below an address: whatever a template can show, it is likely to show there.

        A kind is the class of `body`. Pages that only lead elsewhere are none: no browser stays on one.
        """
        found: dict[str, str] = {}
        pages = (page for page in self.pages() if page.startswith(below))
        for page in sorted(pages, key=lambda page: (-len(self.text(page)), page)):
            kind = _KIND.search(self.text(page))
            assert kind is not None, f"{page} does not say its kind in the class of its body"
            found.setdefault(kind["kind"], page)
        found.pop("redirect", None)
        return found


def build_served(name: str, folder: Path, address: str) -> Served:
    """Build a project, or its variant, below the folder that is served at the address.

    404.html links absolutely, so that the settings must name the path that the site is served at.
    """
    base, _, variant = name.partition("-")
    project = copy_project(base, folder / "projects" / name)
    settings = project / "mkdocs.yml"
    text = _SITE_URL.sub(f"site_url: https://timeline.example/{name}/", settings.read_text("utf-8"))
    if variant == "light":
        text = text.replace("  - timeline:\n", "  - timeline:\n      lean_beyond: 0\n")
    elif variant:
        text = _LANGUAGE.sub("", text).replace("  - timeline:\n", f"  - timeline:\n      language: {variant}\n")
    settings.write_text(text, "utf-8")
    return Served(build(project).rename(folder / name), f"{address}{name}/", project)
