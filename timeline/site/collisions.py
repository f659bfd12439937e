"""TL502: two inputs that want one page. A page of prose may not take an address that belongs to the timeline."""

from collections.abc import Iterator, Sequence

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


def page_collisions(collection: Collection, languages: Sequence[str] = ()) -> Iterator[Diagnostic]:
    """Findings about pages of prose that meet a page of the timeline, or one another on some file system; and about
    translations of pages that are not there."""
    taken: dict[tuple[str, str], str] = {}
    main = {page.address for page in collection.prose if not page.lang}
    for page in collection.prose:
        place, address = page.positions.of(""), folded(page.address)
        first = address.partition("/")[0]
        other = taken.setdefault((address, page.lang), page.path)
        if not address:
            what = f"{page.path} wants the address of the timeline itself"
            yield Diagnostic(place, "TL502", what, "rename it, for example about.md")
        elif first in SECTIONS or address == "404":
            what = f"{page.path} wants the address /{page.address}/, and /{first}/ belongs to the timeline"
            yield Diagnostic(place, "TL502", what, f"rename it, for example about-{first}.md")
        elif first in languages[1:]:
            what = f"{page.path} wants the address /{page.address}/, and /{first}/ belongs to the site in that language"
            yield Diagnostic(place, "TL502", what, f"name it after the page it translates: about.{first}.md")
        elif page.lang and page.address not in main:
            what = f"{page.path} translates a page that is not there"
            yield Diagnostic(place, "TL502", what, f"write {page.address}.md as well, in the language of the site")
        elif other != page.path:
            what = f"{page.path} and {other} want one address, /{page.address}/"
            yield Diagnostic(place, "TL502", what, "rename one of them")
