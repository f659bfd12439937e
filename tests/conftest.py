"""Small sites made from strings: `site({"events/flood.yml": "date: 1987\ntitle: Flood"})`."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from timeline.build.reading import lines_of, read_library
from timeline.dates import Day
from timeline.graph.library import Library
from timeline.graph.relations import RelationType, relation_types
from timeline.reports import report_text
from timeline.site.config import SiteConfig

TODAY = Day(2026, 11, 22)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--edits", type=int, default=6, help="how many edits each sequence of the incremental build has")
    parser.addoption("--refresh", action="store_true", help="write the expected output anew; review it as code")


@pytest.fixture(scope="session", autouse=True)
def own_caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests keep compiled templates in a folder of their own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh"))


def write_content(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Files below `content/` of a project folder; returns the content folder."""
    content = root / "content"
    content.mkdir(exist_ok=True)
    for name, data in files.items():
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return content


def config(**options: object) -> SiteConfig:
    return SiteConfig(name="Test", today=TODAY, **options)  # type: ignore[arg-type]


Site = Callable[..., Library]
Findings = Callable[..., str]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The library of a site without findings."""

    def make(files: Mapping[str, str | bytes], declared: tuple[RelationType, ...] = ()) -> Library:
        read = read_library(write_content(tmp_path, files), config(relation_types=relation_types(declared)))
        assert isinstance(read, Library), "\n".join(f"{found.span}: {found.code} {found.what}" for found in read)
        return read

    return make


@pytest.fixture
def findings(tmp_path: Path) -> Findings:
    """The report of a site, as the terminal shows it; empty if there is nothing to report."""

    def make(files: Mapping[str, str | bytes]) -> str:
        read = read_library(write_content(tmp_path, files), config())
        return "" if isinstance(read, Library) else report_text(read, lines_of(tmp_path)) + "\n"

    return make
