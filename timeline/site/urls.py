"""Addresses: where every record and page lives, the file it is written to, and how one page links to another.

    Key("event", "reactor-4")  ->  "events/reactor-4/"  ->  "events/reactor-4/index.html"

An address counts from the site's root, has no slash in front and is not percent-encoded; `Base.href` makes a link of
it. This module is the only one that makes a URL or an output path.
"""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from timeline.graph.periods import Period
from timeline.model.records import Key
from timeline.site.shelves import Month, Stretch

_PLAIN = re.compile(r"[a-z0-9/.-]*")
_SCHEME = re.compile(r"[^/?#]*:")

HOME = ""
NOT_FOUND = "404.html"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
STRIP = "static/strip.svg"  # how events are spread over time; named in the stylesheet
CONTENT_ANCHOR = "content"  # where the link that skips the navigation leads, on every page
FOLDERS = {
    "event": "events/",
    "actor": "actors/",
    "place": "places/",
    "source": "sources/",
    "tag": "tags/",
    "timeline": "timelines/",
}
CLAIMS = "claims/"
BY_NAME = "by-name/"  # the pages of initials, below a list of records
DENIALS = "denials/"  # of an actor, below the actor
YEARS = "years/"
PRINT = "print/"  # everything for paper; below a guided timeline, that reading for paper
PERIOD_FOLDERS = {"year": YEARS, "decade": "decades/", "century": "centuries/"}


def language(tag: str) -> str:
    """The address of the site in another language than its main one: `fa/`."""
    return f"{tag.lower()}/"


def record(key: Key) -> str:
    """The address of a record, or of a page of prose.

    >>> record(Key("actor", "hamas"))
    'actors/hamas/'
    >>> record(Key("prose", "about"))
    'about/'
    """
    if key.kind == "prose":
        return f"{key.id}/" if key.id else HOME
    return f"{FOLDERS[key.kind]}{key.id}/"


def period(stretch: Period) -> str:
    """The address of a year, decade or century, in the era people count in.

    >>> period(Period(-43, -43, "year")), period(Period(1900, 1999, "century"))
    ('years/44-bce/', 'centuries/20th/')
    """
    return f"{PERIOD_FOLDERS[stretch.kind]}{_period_name(stretch)}/"


def period_anchor(stretch: Period) -> str:
    """The anchor of a period's section in a list: `year-1979`."""
    return f"{stretch.kind}-{_period_name(stretch)}"


def _period_name(stretch: Period) -> str:
    before = stretch.last <= 0
    era = "-bce" if before else ""
    if stretch.kind == "year":
        return f"{1 - stretch.first if before else stretch.first}{era}"
    if stretch.kind == "decade":
        first = 1 - stretch.last if before else stretch.first
        return f"{first - first % 10}s{era}"
    return f"{ordinal(century_number(stretch))}{era}"


def shelf(folder: str, stretch: Stretch | None, part: int = 0) -> str:
    """The address of a part of a list that is too long for one page; `folder` is the address of the list.

    >>> shelf("actors/irgc/", Period(1990, 1999, "decade")), shelf("actors/irgc/", Period(1900, 1999, "century"))
    ('actors/irgc/1990s/', 'actors/irgc/20th-century/')
    >>> shelf("claims/", Month(1998, 3)), shelf("events/", Month(1998, 3)), shelf("events/", "longer")
    ('claims/1998/03/', 'years/1998/03/', 'centuries/longer/')
    """
    return f"{_shelf(folder, stretch)}{f'part-{part}/' if part else ''}"


def _shelf(folder: str, stretch: Stretch | None) -> str:
    everything = folder == FOLDERS["event"]  # the list of all events has the periods of the site as its parts
    if stretch is None:
        return folder
    if stretch == "longer":
        return f"{PERIOD_FOLDERS['century'] if everything else folder}longer/"
    if isinstance(stretch, Month):
        day = f"{stretch.day:02}/" if stretch.day else ""
        return f"{_shelf(folder, Period(stretch.year, stretch.year, 'year'))}{stretch.month:02}/{day}"
    if everything:
        return period(stretch)
    return f"{folder}{_period_name(stretch)}{'-century' if stretch.kind == 'century' else ''}/"


def shelf_anchor(stretch: Stretch | None) -> str:
    """The anchor of a stretch of time in a list: `year-1979`, `month-1998-03`."""
    if stretch is None or stretch == "longer":
        return stretch or ""
    return (
        f"{'day' if stretch.day else 'month'}-{stretch.edtf}" if isinstance(stretch, Month) else period_anchor(stretch)
    )


def initial(folder: str, letter: str, part: int = 0) -> str:
    """The address of the names with an initial letter in a long list of records.

    >>> initial("actors/", "a"), initial("tags/", "han", 2)
    ('actors/by-name/a/', 'tags/by-name/han/part-2/')
    """
    return f"{folder}{BY_NAME}{letter}/{f'part-{part}/' if part else ''}"


def reading_print(id: str) -> str:
    """The address of a guided timeline for paper."""
    return f"{record(Key('timeline', id))}{PRINT}"


def century_number(stretch: Period) -> int:
    """The number of a century in its era: 20 for 1900 to 1999, 5 for 500 to 401 BCE."""
    return -((stretch.first - 1) // 100) if stretch.last <= 0 else stretch.first // 100 + 1


def ordinal(number: int) -> str:
    """`1st`, `2nd`, `3rd`, `11th`."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def output_path(address: str) -> str:
    """The file an address is served from.

    >>> output_path("events/reactor-4/"), output_path(HOME), output_path(NOT_FOUND)
    ('events/reactor-4/index.html', 'index.html', '404.html')
    """
    return f"{address}index.html" if not address or address.endswith("/") else address


def sitemap(part: int) -> str:
    """A part of the list of all pages, where that is long.

    >>> sitemap(2)
    'sitemap-2.xml'
    """
    return f"sitemap-{part}.xml"


def asset(name: str, digest: str) -> str:
    """The address of a file of ours whose name changes with its content: `static/style.1a2b3c4d.css`."""
    stem, dot, ending = name.rpartition(".")
    return f"static/{stem}.{digest}{dot}{ending}"


def rendition(path: str, width: int, digest: str) -> str:
    """The address of a picture of the content folder in another size: `media/bridge.480.1a2b3c4d.jpg`."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{width}.{digest}{dot}{ending}"


def card(name: str, digest: str) -> str:
    """The address of the drawn picture of a page: `static/cards/flood.1a2b3c4d.png`."""
    return f"static/cards/{name}.{digest}.png"


def claim_anchor(number: int) -> str:
    """The anchor of an event's claim."""
    return f"claim-{number}"


def source_anchor(number: int, within: str = "") -> str:
    """The anchor of a source card on the page of a record, or of one of several records on a page."""
    return f"{within}source-{number}"


def sheet_anchor(id: str) -> str:
    """The anchor of an event on a page for paper. No other anchor there begins like it and ends with the id."""
    return f"event-{id}"


def stop_anchor(number: int) -> str:
    """The anchor of a stop of a guided timeline."""
    return f"stop-{number}"


def canonical(site_url: str, address: str, base: "Base", anchor: str = "") -> str:
    """The one address of a page: absolute if the site's is known, else relative to the page itself."""
    if not site_url:
        return base.href(address, anchor)
    link = f"{site_url}{address if _PLAIN.fullmatch(address) else quote(address)}"
    return f"{link}#{anchor if _PLAIN.fullmatch(anchor) else quote(anchor)}" if anchor else link


def edit(edit_url: str, content: str, path: str) -> str:
    """The address where a file of the content folder can be edited, or nothing.

    >>> edit("https://forge.example/edit/main/content/", "content", "content/events/a.yml")
    'https://forge.example/edit/main/content/events/a.yml'
    """
    inside = path.removeprefix(f"{content.strip('/')}/") if content.strip("/. ") else path
    return f"{edit_url}{quote(inside)}" if edit_url and inside else ""


_FORGES = (  # GitLab, Forgejo and Gitea, GitHub and old GitLab: the address to edit a file -> the one that shows it
    (re.compile(r"(?P<repo>https?://[^?#]+?)/-/edit/(?P<file>[^?#]+)"), "{repo}/-/blob/{file}"),
    (re.compile(r"(?P<repo>https?://[^/?#]+/[^?#]+?)/_edit/(?P<file>[^?#]+)"), "{repo}/src/branch/{file}"),
    (re.compile(r"(?P<repo>https?://[^/?#]+(?:/[^/?#]+){2,}?)/edit/(?P<file>[^?#]+)"), "{repo}/blob/{file}"),
)


def line(edit_address: str, number: int) -> str:
    """The address that shows a line of a file, made from the one where it can be edited; nothing if the repository
    is kept by none of the forges whose addresses are known.

    >>> line("https://github.com/o/r/edit/main/content/a.yml", 12)
    'https://github.com/o/r/blob/main/content/a.yml#L12'
    """
    for pattern, shown in _FORGES:
        if match := pattern.fullmatch(edit_address):
            return f"{shown.format(**match.groupdict())}#L{number}"
    return ""


class Base(NamedTuple):
    """Where links on a page start: `root` is what leads from it to the site's root, `../../` or, for the page that
    is served at any depth, the root's absolute path. `near` is the folder around the page if most of its links stay
    there, as those of an event lead to other events: such links need not go up to the root."""

    root: str
    near: str = ""

    def href(self, address: str, anchor: str = "") -> str:
        """A link to an address of this site.

        >>> Base("../../").href("years/1979/"), Base("").href(""), Base("../").href("actors/josé/", "x")
        ('../../years/1979/', './', '../actors/jos%C3%A9/#x')
        >>> Base("../../", "events/").href("events/flood/")
        '../flood/'
        """
        path = address if _PLAIN.fullmatch(address) else quote(address)
        inside = self.near and path.startswith(self.near)
        link = f"../{path[len(self.near) :]}" if inside else self.root + path or "./"
        return f"{link}#{anchor if _PLAIN.fullmatch(anchor) else quote(anchor)}" if anchor else link


def base(address: str, site_url: str = "") -> Base:
    """The base of the page at an address.

    >>> base("years/1979/").root, base(NOT_FOUND, "https://example.org/revenge/").root, base("events/flood/").near
    ('../../', '/revenge/', 'events/')
    """
    if address == NOT_FOUND:
        return Base(quote(urlsplit(site_url).path, safe="/%") or "/")
    depth, events = address.count("/"), FOLDERS["event"]
    return Base("../" * depth, events if depth == 2 and address.startswith(events) else "")


def leads_away(link: str) -> bool:
    """Whether a link in running text is more than a path: it has a scheme, a host, or starts at the root or at an
    anchor."""
    return link.startswith(("#", "/", "\\")) or bool(_SCHEME.match(link))


def file(path: str) -> str:
    """The address of a file of the content folder that is published as it is, a picture for example."""
    return path.removeprefix("./")
