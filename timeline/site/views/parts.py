"""The small views that pages are put together from: links, dates, marks, texts, and what stands in a page's head."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import lru_cache

from babel.dates import get_day_names
from markupsafe import Markup

from timeline.dates import DateValue, explain, html_datetime, words
from timeline.model.records import Actor, Event, Key, Record
from timeline.model.texts import Text, alike
from timeline.site import phrases, structured, urls
from timeline.site.language import Language, load, marked
from timeline.site.markdown import first_sentence
from timeline.site.marks import Mark, mark
from timeline.site.reuse import Card, Reuse, card, reuse
from timeline.site.values import value
from timeline.site.vantage import Vantage
from timeline.site.views.tongues import Tongue, in_own_language, tongues

LISTED = 100  # links in a row
PRECISION = {"year": marked("known to the year"), "month": marked("known to the month")}


@value()
class Link:
    """Words that lead somewhere; without `href` they are words alone."""

    href: str
    text: str
    note: str = ""


@value()
class DateView:
    """A date in words. `in_year` is what is left to say below a heading with the year; `note` says how exactly the
    date is known where the words alone do not."""

    words: str
    short: str
    in_year: str
    note: str
    explanation: str
    datetime: str


@value()
class NavItem:
    """An entry of the site's navigation."""

    href: str
    text: str
    here: bool


@value(kw_only=True)
class Head:
    """What every page has: for `<head>`, for the line on top and for the foot. `strict` forbids every script;
    `tongues` are the languages of the site, if there are several; a `lean` site has so many events that pages say
    nothing twice."""

    title: str
    site_name: str
    description: str
    language: str
    direction: str
    canonical: str
    home: str
    stylesheet: str
    icon: str
    kind: str
    nav: tuple[NavItem, ...]
    foot: tuple[NavItem, ...]
    index: bool = True
    strict: bool = True
    locale: str = ""
    tongues: tuple[Tongue, ...] = ()
    card: Card
    data: Markup = field(default_factory=Markup)
    reuse: Reuse | None = None
    lean: bool = False


def date_view(date: DateValue, language: str) -> DateView:
    """A date as readers see it."""
    return _date_view(date, date.exclusive, language)


@lru_cache(maxsize=65_536)  # the same days stand in many lists: a hundred thousand events have some 40,000
def _date_view(date: DateValue, exclusive: bool, language: str) -> DateView:
    """The same; equal dates differ in words if one of them excludes a bound: `before 1999`, `until 1998`."""
    long, short = phrases.in_full(date, language), words(date, lang=language, style="short")
    note = load(language).say(PRECISION.get(date.precision or "", ""))
    return DateView(
        words=long,
        short=short,
        in_year=_without_year(short, date),
        note="" if date.approximate or date.uncertain or date.unspecified else note,
        explanation=explain(date, language),
        datetime=html_datetime(date) or "",
    )


def weekday(date: DateValue, language: str) -> str:
    """The day of the week of a single day that is known without doubt, in the present calendar; else nothing."""
    day = date.earliest
    if date.precision not in ("day", "minute", "second") or date.approximate or date.uncertain or day is None:
        return ""
    if day != date.latest or not 1583 <= day.year <= 9999:
        return ""
    names = get_day_names(locale=load(language).locale)
    return str(names[dt.date(*day).weekday()])


def _without_year(text: str, date: DateValue) -> str:
    """The words of a date without its year: "7 Oct" of "7 Oct 2023"; all of them where the year stands otherwise."""
    first, last = date.earliest, date.latest
    if first is None or last is None or first.year != last.year or date.precision is None:
        return text
    if date.approximate or date.uncertain:
        return text
    rest = re.sub(rf"(?:^|[\s,]+){abs(first.year)}$|^{abs(first.year)}(?:[\s,]+|$)", "", text)
    return text if re.search(r"\d{3}", rest) else rest


def event_link(at: Vantage, id: str) -> Link:
    """A link to an event, with its date as the note."""
    return marked_link(at, id)[0]


def marked_link(at: Vantage, id: str) -> tuple[Link, Mark]:
    """The same, and the shape of the event."""
    return at.site.memo.of(("event", id, at.base), lambda: _marked_link(at, id))


def _marked_link(at: Vantage, id: str) -> tuple[Link, Mark]:
    event = at.site.headline(id)
    date = date_view(event.date, at.site.config.language)
    return Link(at.href(Key("event", id)), event.title, date.short), mark(event)


def actor_link(at: Vantage, id: str, note: str = "") -> Link:
    """A link to an actor; the note is a role."""
    link = at.site.memo.of(("actor", id, at.base), lambda: _actor_link(at, id))
    return Link(link.href, link.text, note) if note else link


def _actor_link(at: Vantage, id: str) -> Link:
    actor = at.site.library.actors.get(id)
    return Link(at.href(Key("actor", id)), actor.name) if actor else Link("", id)


def actor_names(at: Vantage, ids: list[str]) -> list[str]:
    """The names of actors, each once."""
    known = at.site.library.actors
    return [known[id].name if id in known else id for id in dict.fromkeys(ids)]


def place_link(at: Vantage, id: str) -> Link:
    """A link to a place."""
    return at.site.memo.of(
        ("place", id, at.base), lambda: Link(at.href(Key("place", id)), at.site.library.places[id].name)
    )


def tag_link(at: Vantage, id: str) -> Link:
    """A link to a tag."""
    return at.site.memo.of(("tag", id, at.base), lambda: Link(at.href(Key("tag", id)), at.site.library.tags[id].label))


def key_link(at: Vantage, key: Key) -> Link | None:
    """A link to any record or page of prose; None if it is not published."""
    library = at.site.library
    if key.kind == "event":
        return event_link(at, key.id) if key.id in library.events else None
    if key.kind == "prose":
        titles = (page.title for page in library.prose if page.address == key.id)
        return next((Link(at.href(key), title) for title in titles), None)
    name = _name(at, key)
    return Link(at.href(key), name) if name is not None else None


def _name(at: Vantage, key: Key) -> str | None:
    library = at.site.library
    if key.kind == "actor":
        return library.actors[key.id].name if key.id in library.actors else None
    if key.kind == "place":
        return library.places[key.id].name if key.id in library.places else None
    if key.kind == "tag":
        return library.tags[key.id].label if key.id in library.tags else None
    titled = library.sources if key.kind == "source" else library.timelines
    return titled[key.id].title if key.id in titled else None


def some(language: Language, links: Sequence[Link]) -> tuple[Link, ...]:
    """The first links of a long row, and how many more there are."""
    more = (Link("", language.count(phrases.MORE, len(links) - LISTED)),) if len(links) > LISTED else ()
    return (*links[:LISTED], *more)


def body(at: Vantage, text: str | None, prefix: str = "", top: int = 2) -> Markup:
    """A Markdown text as HTML; empty if there is none."""
    if not text:
        return Markup()
    html = at.site.writer.render(text, at.targets(), prefix, top)
    return in_own_language(at, html, text.lang) if isinstance(text, Text) else html


def summary_of(record: Event | Actor) -> str:
    """The line for lists: what the editor wrote, or the first sentence of the text."""
    return record.summary or alike(first_sentence(record.text or ""), record.text or "")


def head(
    at: Vantage, title: str, description: str, kind: str = "website", index: bool = True, record: Record | None = None
) -> Head:
    """What stands around the page at hand; `record` is the one whose page it is."""
    config = at.site.config
    described = _shortened(description or config.description or title)
    return Head(
        title=title if title == config.name else f"{title} · {config.name}",
        site_name=config.name,
        description=described,
        language=config.language,
        direction=at.site.language.direction,
        canonical=urls.canonical(config.url, at.address, at.base),
        home=at.base.href(urls.HOME),
        stylesheet=at.root.href(at.site.assets["style.css"]),
        icon=at.root.href(at.site.assets["favicon.svg"]),
        kind=kind,
        nav=_kept(at, "nav", _nav),
        foot=_kept(at, "foot", _foot),
        index=index,
        strict=not config.preview,
        locale=at.site.language.territorial,
        tongues=tuple(tongues(at, index)) if at.site.root.others else (),
        card=card(at, title, record),
        data=structured.page(at, title, described, record) if index else Markup(),
        reuse=reuse(at, record) if record else None,
        lean=at.site.lean,
    )


def _shortened(text: str, most: int = 300) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else one_line[:most].rpartition(" ")[0] + " …"


def _kept(at: Vantage, name: str, make: Callable[[Vantage], list[NavItem]]) -> tuple[NavItem, ...]:
    """A row of links that is the same on all pages of one depth, but for those that it leads to."""
    items = at.site.memo.of((name, at.base, at.address == urls.HOME), lambda: tuple(make(at)))
    here = at.base.href(at.address)
    return tuple(replace(item, here=item.href == here) if item.here != (item.href == here) else item for item in items)


def _nav(at: Vantage) -> list[NavItem]:
    library, say = at.site.library, at.site.language.say
    places = (
        (urls.FOLDERS["event"], say("Events"), bool(library.order)),
        (urls.FOLDERS["timeline"], say("Guided"), bool(library.timelines)),
        (urls.FOLDERS["actor"], say("Actors"), bool(library.actors)),
        (urls.FOLDERS["place"], say("Places"), bool(library.places)),
        (urls.FOLDERS["tag"], say("Tags"), bool(library.tags)),
        (urls.FOLDERS["source"], say("Sources"), bool(library.sources)),
        (urls.CLAIMS, say("Claims"), bool(library.statements or at.site.attributed)),
    )
    return [NavItem(at.base.href(a), text, at.address == a) for a, text, filled in places if filled]


def _foot(at: Vantage) -> list[NavItem]:
    all_years = NavItem(at.base.href(urls.YEARS), at.site.language.say("All years"), at.address == urls.YEARS)
    years = [all_years] if at.site.library.by_period else []
    prose = at.site.library.prose if at.address == urls.HOME else at.site.in_foot
    pages = [(urls.record(Key("prose", page.address)), page.title) for page in prose]
    if at.site.is_printed:
        pages.append((urls.PRINT, at.site.language.say(phrases.PAPER)))
    return years + [NavItem(at.base.href(address), title, at.address == address) for address, title in pages]
