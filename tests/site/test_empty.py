"""A site without events is a page that says so, and nothing that leads nowhere."""

from pathlib import Path

from tests.conftest import Site, config
from timeline.build.render import Site as RenderedSite

TEMPLATES = Path(__file__).parents[2] / "site_templates"


def test_a_site_without_events_says_so(site: Site) -> None:
    files = dict(RenderedSite(site({"actors/a.yml": "name: A\n"}), config(), TEMPLATES).files())
    assert "No events yet" in files["index.html"].decode()
    assert not [path for path in files if path.startswith(("years", "claims", "events"))]
