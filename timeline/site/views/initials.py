"""A list of very many records -> the ones with most events, and a page of names for every initial letter."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from timeline.model.records import Actor, Event, Key, Place, Record, Source, Tag
from timeline.site import phrases, urls
from timeline.site.language import marked
from timeline.site.maps.view import MapView
from timeline.site.shelves import LONG
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage, records_of
from timeline.site.views.evidence import origin
from timeline.site.views.parts import Head, Link, head

MANY = 500
FOREMOST = 100


@value()
class ListItem:
    """A record in the list of its kind."""

    link: Link
    summary: str
    count: str
    detail: str
    depth: int = 0


@value()
class ListView:
    """All records of a kind; or the foremost, and links to the pages of initials; or those with an initial."""

    head: Head
    title: str
    lead: str
    items: tuple[ListItem, ...]
    inside: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    map: MapView | None = None


@value()
class Drawer:
    """The records with an initial, in the order of their names; `part` counts pieces of a drawer that is too full."""

    kind: str
    name: str
    label: str
    ids: tuple[str, ...]
    part: int = 0

    @property
    def address(self) -> str:
        """The address of its page."""
        return urls.initial(urls.FOLDERS[self.kind], self.name, self.part)


def drawers(site: Edition, kind: str) -> tuple[Drawer, ...]:
    """The initials of a kind of records, if these are too many for one list."""
    records = records_of(site.library, kind)
    if len(records) <= MANY:
        return ()
    found: dict[tuple[str, str], list[str]] = {}
    for id in sorted(records, key=lambda id: (name_of(records[id]).casefold(), id)):
        found.setdefault(initial(name_of(records[id])), []).append(id)
    return tuple(Drawer(kind, name, label, tuple(found[name, label])) for name, label in sorted(found))


def parts(drawer: Drawer) -> Iterator[Drawer]:
    """The pieces of a drawer that is too full for one page."""
    ids = drawer.ids
    if len(ids) > LONG:
        for number, start in enumerate(range(0, len(ids), LONG), 1):
            yield Drawer(drawer.kind, drawer.name, drawer.label, ids[start : start + LONG], number)


def initial(name: str) -> tuple[str, str]:
    """What a name is filed under, as part of an address and as words.

    >>> initial("Élysée"), initial("“Quoted”"), initial("7 October"), initial("東京")
    (('e', 'E'), ('q', 'Q'), ('digits', '0–9'), ('han', '漢字'))
    """
    for letter in unicodedata.normalize("NFKD", name).casefold():
        if letter.isdigit():
            return "digits", "0–9"
        if letter.isalpha():
            return ("han", "漢字") if "IDEOGRAPH" in unicodedata.name(letter, "") else (letter, letter.upper())
    return "other", marked("Others")


def name_of(record: Record) -> str:
    """What a record is called."""
    if isinstance(record, Actor | Place):
        return record.name
    return record.label if isinstance(record, Tag) else record.title


def uses_of(site: Edition, kind: str) -> Mapping[str, Sequence[object]]:
    """What uses each record of a kind: events, or citations."""
    library = site.library
    if kind == "actor":
        return library.by_actor
    if kind == "place":
        return library.by_place
    if kind == "source":
        return library.by_source
    return library.by_tag if kind == "tag" else {t.id: t.stops for t in library.timelines.values()}


def item(at: Vantage, kind: str, id: str) -> ListItem:
    """A record as it stands in a list of names."""
    record = records_of(at.site.library, kind)[id]
    number = len(uses_of(at.site, kind).get(id, ()))
    word = {"source": "citation", "timeline": "stop"}.get(kind, "event")
    return ListItem(
        Link(at.href(Key(kind, id)), name_of(record)),
        (record.description if isinstance(record, Tag) else "" if isinstance(record, Event) else record.summary) or "",
        phrases.count(at.site.language, number, word) if number or kind == "source" else "",
        origin(at, record) if isinstance(record, Source) else "",
    )


def initials_view(at: Vantage, kind: str, title: str) -> ListView:
    """The list of a kind with very many records."""
    found = drawers(at.site, kind)
    uses, records = uses_of(at.site, kind), records_of(at.site.library, kind)
    often = sorted(records, key=lambda id: (-len(uses.get(id, ())), name_of(records[id]).casefold(), id))[:FOREMOST]
    language = at.site.language
    title = language.say(title)
    most, total = language.number(FOREMOST), language.number(len(records))
    lead = language.say("The {n} that appear most often; all {total} are under their initials.", n=most, total=total)
    inside = tuple(Link(at.base.href(d.address), language.say(d.label), language.number(len(d.ids))) for d in found)
    return ListView(head(at, title, lead), title, lead, tuple(item(at, kind, id) for id in often), inside)


def drawer_view(at: Vantage, drawer: Drawer, title: str) -> ListView:
    """The page of an initial, or of a part of it."""
    records = records_of(at.site.library, drawer.kind)
    pieces = tuple(parts(drawer)) if not drawer.part else ()
    names = [(name_of(records[piece.ids[0]]), name_of(records[piece.ids[-1]])) for piece in pieces]
    language = at.site.language
    title, label = language.say(title), language.say(drawer.label)
    heading = language.say("{whole}: {part}", whole=title, part=label)
    if drawer.part:
        heading = language.say("{name}, part {n}", name=heading, n=language.number(drawer.part))
    crumbs = [Link(at.base.href(urls.FOLDERS[drawer.kind]), title)]
    if drawer.part:
        crumbs.append(Link(at.base.href(urls.initial(urls.FOLDERS[drawer.kind], drawer.name)), label))
    return ListView(
        head=head(at, heading, heading),
        title=heading,
        lead=language.say("{n} in the order of their names.", n=language.number(len(drawer.ids))),
        items=() if pieces else tuple(item(at, drawer.kind, id) for id in drawer.ids),
        inside=tuple(
            Link(at.base.href(piece.address), f"{first} – {last}", language.number(len(piece.ids)))
            for piece, (first, last) in zip(pieces, names, strict=True)
        ),
        crumbs=tuple(crumbs),
    )
