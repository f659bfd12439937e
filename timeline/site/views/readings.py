"""Guided timelines and pages of prose; the lists of all records of a kind; and the page that is not there."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import Markup

from timeline.dates import day_number
from timeline.model.records import Key, Place, Prose, Source, Timeline
from timeline.model.texts import Text
from timeline.site import phrases, urls
from timeline.site.language import marked, plural
from timeline.site.maps.view import places_map
from timeline.site.markdown import first_sentence
from timeline.site.values import value
from timeline.site.vantage import Vantage
from timeline.site.views.entries import Entry, entry
from timeline.site.views.evidence import origin
from timeline.site.views.initials import ListItem, ListView, drawers, initials_view
from timeline.site.views.parts import Head, Link, body, head
from timeline.site.views.strip import Trace, event_trace
from timeline.site.views.tongues import in_own_language, untranslated

GUIDED = plural("A guided reading in {n} stop.", "A guided reading in {n} stops.")
TITLES = {
    "actor": marked("Actors"),
    "place": marked("Places"),
    "tag": marked("Tags"),
    "source": marked("Sources"),
    "timeline": marked("Guided timelines"),
}


@value()
class StopView:
    """A stop: the prose that leads to it, the event, and the way on. `anchor` is its place on the page."""

    number: int
    anchor: str
    body: Markup
    entry: Entry
    trace: Trace | None
    back: Link | None
    onward: Link | None


@value()
class TimelineView:
    """A guided reading; `paper` leads to the same for printing."""

    head: Head
    title: str
    summary: str
    body: Markup
    stops: tuple[StopView, ...]
    conclusion: Markup
    paper: str
    untranslated: str


@value()
class ProseView:
    """A page of prose, its Markdown already made into HTML by the host."""

    head: Head
    title: str
    body: Markup
    untranslated: str = ""


@value()
class RedirectView:
    """What stands at a former address."""

    head: Head
    title: str
    target: Link


@value()
class NotFoundView:
    """What stands where nothing is."""

    head: Head
    ways: tuple[Link, ...]


def timeline_view(at: Vantage, timeline: Timeline) -> TimelineView:
    """A guided timeline, all on one page."""
    events = [at.site.headline(stop.event) for stop in timeline.stops]
    titles = [event.title for event in events]
    stops = tuple(
        StopView(
            number=number,
            anchor=urls.stop_anchor(number),
            body=body(at, stop.text, f"s{number}-", 3),
            entry=entry(at, stop.event, chips=False),
            trace=event_trace(event, at.site.frame),
            back=_to_stop(number - 1, titles),
            onward=_to_stop(number + 1, titles),
        )
        for number, (stop, event) in enumerate(zip(timeline.stops, events, strict=True), 1)
    )
    summary = timeline.summary or first_sentence(timeline.text or "")
    about = summary or at.site.language.count(GUIDED, len(stops))
    return TimelineView(
        head(at, timeline.title, about, "article", record=timeline),
        timeline.title,
        timeline.summary or "",
        body(at, timeline.text, "t-"),
        stops,
        body(at, timeline.conclusion, "c-", 3),
        at.base.href(urls.reading_print(timeline.id)) if stops else "",
        untranslated(at, timeline.title),
    )


def _to_stop(number: int, titles: list[str]) -> Link | None:
    if 1 <= number <= len(titles):
        return Link(f"#{urls.stop_anchor(number)}", titles[number - 1])
    return None


def prose_view(at: Vantage, prose: Prose, html: str) -> ProseView:
    """A page of prose from what the host made of its Markdown; harmful HTML is taken out here."""
    description = prose.description or first_sentence(prose.text)
    title = Text(prose.title, prose.lang) if prose.lang else prose.title
    return ProseView(
        head(at, title, description, "article"), title, at.site.writer.clean(html), untranslated(at, title)
    )


def prose_html(at: Vantage, prose: Prose) -> Markup:
    """The text of a page of prose below a language's address, where the host makes none."""
    html = at.site.writer.page(prose.text, at.targets(), prose.title)
    return in_own_language(at, html, prose.lang)


def actors_view(at: Vantage) -> ListView:
    """All actors, those with most events first."""
    if drawers(at.site, "actor"):
        return initials_view(at, "actor", TITLES["actor"])
    library = at.site.library
    items = [
        ListItem(
            Link(at.href(Key("actor", a.id)), a.name), a.summary or "", _events(at, library.by_actor.get(a.id, ())), ""
        )
        for a in sorted(library.actors.values(), key=lambda a: (-len(library.by_actor.get(a.id, ())), a.name, a.id))
    ]
    return _list(
        at, TITLES["actor"], marked("Everybody who acts, claims or denies, those with the most events first."), items
    )


def places_view(at: Vantage) -> ListView:
    """All places as an outline: what lies in what."""
    if drawers(at.site, "place"):
        return initials_view(at, "place", TITLES["place"])
    library = at.site.library
    outer = [p for p in library.places.values() if not p.part_of or p.part_of not in library.places]
    items = list(_outline(at, outer, 0))
    return replace(_list(at, TITLES["place"], marked("Where events happened."), items), map=places_map(at))


def _outline(at: Vantage, places: Iterable[Place], depth: int) -> Iterable[ListItem]:
    library = at.site.library
    for place in sorted(places, key=lambda p: (p.name, p.id)):
        events = _events(at, library.by_place.get(place.id, ()))
        yield ListItem(
            Link(at.href(Key("place", place.id)), place.name), place.summary or "", events, "", min(depth, 4)
        )
        inner = [library.places[id] for id in at.site.inner_places.get(place.id, ())]
        yield from _outline(at, inner, depth + 1)


def tags_view(at: Vantage) -> ListView:
    """All tags, in alphabetical order."""
    if drawers(at.site, "tag"):
        return initials_view(at, "tag", TITLES["tag"])
    library = at.site.library
    items = [
        ListItem(
            Link(at.href(Key("tag", t.id)), t.label), t.description or "", _events(at, library.by_tag.get(t.id, ())), ""
        )
        for t in sorted(library.tags.values(), key=lambda t: (t.label.casefold(), t.id))
    ]
    return _list(at, TITLES["tag"], marked("The subjects that events share."), items)


def sources_view(at: Vantage) -> ListView:
    """All sources, the oldest first."""
    if drawers(at.site, "source"):
        return initials_view(at, "source", TITLES["source"])
    library = at.site.library
    items = [
        ListItem(Link(at.href(Key("source", s.id)), s.title), s.summary or "", _citations(at, s.id), origin(at, s))
        for s in sorted(library.sources.values(), key=_by_date)
    ]
    return _list(at, TITLES["source"], marked("The documents and witnesses this timeline rests on."), items)


def _by_date(source: Source) -> tuple[int, int, str, str]:
    """Dated sources first, in order of time."""
    day = source.published.earliest if source.published else None
    return (0, day_number(day), source.title, source.id) if day else (1, 0, source.title, source.id)


def _citations(at: Vantage, id: str) -> str:
    return phrases.count(at.site.language, len(at.site.library.by_source.get(id, ())), "citation")


def timelines_view(at: Vantage) -> ListView:
    """All guided timelines."""
    if drawers(at.site, "timeline"):
        return initials_view(at, "timeline", TITLES["timeline"])
    items = [
        ListItem(
            Link(at.href(Key("timeline", t.id)), t.title),
            t.summary or "",
            phrases.count(at.site.language, len(t.stops), "stop"),
            "",
        )
        for t in at.site.library.timelines.values()
    ]
    return _list(
        at, TITLES["timeline"], marked("Readings that lead through some of the events, with prose between."), items
    )


def _events(at: Vantage, ids: tuple[str, ...]) -> str:
    return phrases.count(at.site.language, len(ids), "event") if ids else ""


def _list(at: Vantage, title: str, lead: str, items: list[ListItem]) -> ListView:
    title, lead = at.site.language.say(title), at.site.language.say(lead)
    return ListView(head(at, title, lead), title, lead, tuple(items))


def redirect_view(at: Vantage, target: str, title: str) -> RedirectView:
    """A page that leads from a former address to the present one; it stands for that one, so it is not to be found."""
    here = head(at, title, at.site.language.say("This page has moved: {title}", title=title), index=False)
    there = Link(at.base.href(target), title)
    moved = replace(here, canonical=urls.canonical(at.site.config.url, target, at.base))
    return RedirectView(moved, title, there)


def not_found_view(at: Vantage) -> NotFoundView:
    """The page for addresses that lead nowhere."""
    library, say = at.site.library, at.site.language.say
    ways = [Link(at.base.href(urls.HOME), say("The timeline from the beginning"))]
    if library.order:
        ways += [Link(at.base.href(urls.YEARS), say("All years"))] if library.by_period else []
        ways += [Link(at.base.href(urls.FOLDERS["event"]), say("All events"))]
    if library.actors:
        ways.append(Link(at.base.href(urls.FOLDERS["actor"]), say("All actors")))
    if library.sources:
        ways.append(Link(at.base.href(urls.FOLDERS["source"]), say("All sources")))
    missing = head(at, say("Page not found"), say("There is no page at this address."), index=False)
    return NotFoundView(missing, tuple(ways))
