"""The way from the front page to a page, in the words of schema.org: the site, the list it belongs to, the page."""

from functools import partial

from timeline.site import urls
from timeline.site.jsonld import Node, kept
from timeline.site.language import marked
from timeline.site.vantage import Vantage

SECTIONS = {
    urls.FOLDERS["event"]: (urls.FOLDERS["event"], marked("Events")),
    urls.FOLDERS["actor"]: (urls.FOLDERS["actor"], marked("Actors")),
    urls.FOLDERS["place"]: (urls.FOLDERS["place"], marked("Places")),
    urls.FOLDERS["source"]: (urls.FOLDERS["source"], marked("Sources")),
    urls.FOLDERS["tag"]: (urls.FOLDERS["tag"], marked("Tags")),
    urls.FOLDERS["timeline"]: (urls.FOLDERS["timeline"], marked("Guided timelines")),
    urls.CLAIMS: (urls.CLAIMS, marked("Claims")),
    **dict.fromkeys(urls.PERIOD_FOLDERS.values(), (urls.YEARS, marked("Years"))),
}


def breadcrumbs(at: Vantage, title: str) -> Node:
    """The way from the front page: the site, the list the page belongs to, the page."""
    address, name = SECTIONS.get(f"{at.address.partition('/')[0]}/", ("", ""))
    name = at.site.language.say(name)
    way = [(urls.HOME, at.site.config.name), (address, name), (at.address, title)]
    steps = [way[0], *(way[1:2] if address and address != at.address else []), way[2]]
    outer = [
        kept(at, "step", place, partial(_step, at, n, text, place)) for n, (place, text) in enumerate(steps[:-1], 1)
    ]
    here = {"@type": "ListItem", "position": len(steps), "name": title}  # without `item` it is the page itself
    return {"@type": "BreadcrumbList", "itemListElement": [*outer, here]}


def _step(at: Vantage, position: int, name: str, address: str) -> Node:
    return {
        "@type": "ListItem",
        "position": position,
        "name": name,
        "item": urls.canonical(at.site.config.url, address, at.base),
    }
