"""What a page will be: where it stands, which template draws it, and the function that makes its view when asked.

Plans come in families: a function that tells the keys of a family (the events, the long periods, …) and one that tells
the plans of a key. An incremental build asks each of the two again only where what it has read has changed.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from timeline.site import urls
from timeline.site.cards import Face
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage, vantage


@value()
class Plan:
    """A page to be: nothing is made before `view` is called. Without a template, `view` returns the file's bytes, or
    the face of a card to be drawn.

    `found` tells whether search engines are to find it. `gist` stands for all that the view is given beside what it
    reads of the edition: two plans of one page with one gist make the same of the same facts. Without a gist a page is
    made again whenever it is planned again. `given` tells the same in full, of types that the cache knows, where a page
    can be planned by it alone, without the list that it is a part of.
    """

    address: str
    template: str
    view: Callable[[Vantage], object]
    found: bool = True
    gist: str = ""
    given: Callable[[], object] | None = None

    @property
    def path(self) -> str:
        """The file it goes to."""
        return urls.output_path(self.address) if self.template else self.address


@value()
class Family:
    """Plans of one sort. `keys` are all of the site, `plans` those of one key; both may read the edition alone. `again`
    makes one of the plans of a key from what it has `given`, as long as nothing has changed that `plans` reads."""

    name: str
    keys: Callable[[Edition], Iterable[Hashable]]
    plans: Callable[[Edition, Any], Iterator[Plan]]
    again: Callable[[Edition, Any, Any], Plan] | None = None


@value()
class Page:
    """A page to be rendered: its address, the file it goes to, its template, and what the template sees."""

    address: str
    path: str
    template: str
    view: object


@value()
class Asset:
    """A file that is finished already."""

    path: str
    data: bytes


@value()
class Drawing:
    """The picture of a page, still to be drawn."""

    path: str
    face: Face


Output = Page | Asset | Drawing


def made(site: Edition, plan: Plan) -> Output:
    """The page or file of a plan."""
    view = plan.view(vantage(site, plan.address if plan.template else urls.HOME))
    if isinstance(view, bytes):
        return Asset(site.prefix + plan.path, view)
    if isinstance(view, Face):
        return Drawing(site.prefix + plan.path, view)
    return Page(plan.address, site.prefix + plan.path, f"pages/{plan.template}.html", view)
