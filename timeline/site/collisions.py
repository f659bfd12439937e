"""TL502: two inputs that want one page. A page of prose may not take an address that belongs to the timeline."""

from collections.abc import Iterator

from timeline.content.collection import Collection
from timeline.diagnostics import Diagnostic
from timeline.slugs import folded

# First parts of addresses that are the timeline's own, now or in a version to come: they are permanent.
SECTIONS = frozenset(
    {
        "actors",
        "axis",
        "centuries",
        "changes",
        "claims",
        "data",
        "decades",
        "embed",
        "events",
        "places",
        "print",
        "search",
        "sources",
        "static",
        "tags",
        "timelines",
        "years",
    }
)


def page_collisions(collection: Collection) -> Iterator[Diagnostic]:
    """Findings about pages of prose that meet a page of the timeline, or one another on some file system."""
    taken: dict[str, str] = {}
    for page in collection.prose:
        place, address = page.positions.of(""), folded(page.address)
        first = address.partition("/")[0]
        other = taken.setdefault(address, page.path)
        if not address:
            what = f"{page.path} wants the address of the timeline itself"
            yield Diagnostic(place, "TL502", what, "rename it, for example about.md")
        elif first in SECTIONS or address == "404":
            what = f"{page.path} wants the address /{page.address}/, and /{first}/ belongs to the timeline"
            yield Diagnostic(place, "TL502", what, f"rename it, for example about-{first}.md")
        elif other != page.path:
            what = f"{page.path} and {other} want one address, /{page.address}/"
            yield Diagnostic(place, "TL502", what, "rename one of them")
