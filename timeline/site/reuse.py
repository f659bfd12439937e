"""What one can do with a page beside reading it: cite it, show it elsewhere as a card, edit or see its record."""

from timeline.model.records import Actor, Event, Record, Source, Timeline
from timeline.site import cards, citing, phrases, structured, urls
from timeline.site.corrections import last_correction
from timeline.site.language import marked
from timeline.site.marks import mark
from timeline.site.values import value
from timeline.site.vantage import Edition, Vantage

KINDS = {
    "Event": "event",
    "Actor": "actor",
    "Place": "place",
    "Source": "source",
    "Tag": "tag",
    "Timeline": "timeline",
}
EDIT = {
    "event": marked("Edit this event"),
    "actor": marked("Edit this actor"),
    "place": marked("Edit this place"),
    "source": marked("Edit this source"),
    "tag": marked("Edit this tag"),
    "timeline": marked("Edit this guided timeline"),
}
LABELS = {
    "event": marked("Timeline entry"),
    "actor": marked("Entry on an actor"),
    "source": marked("Entry on a source"),
    "timeline": marked("Guided timeline"),
}


@value()
class Card:
    """What services show when somebody shares the page; `image` is absolute or empty, `changed` a day."""

    title: str
    image: str = ""
    alt: str = ""
    changed: str = ""
    tags: tuple[str, ...] = ()


@value(kw_only=True)
class Reuse:
    """The foot of a record's page. `plain` is empty where nobody would cite the page, `forms` on the page of an event
    among very many; `edit` and `record` are empty where the repository is not known, or has no page for a line."""

    edit_words: str
    plain: str
    forms: tuple[citing.Form, ...]
    permalink: str
    edit: str
    record: str
    line: int


def card(at: Vantage, title: str, record: Record | None) -> Card:
    """The card of the page at hand."""
    record = at.site.own(record) if record else None
    image, alt = _picture(at, record) if at.site.config.url else ("", "")
    if not isinstance(record, Event):
        return Card(title, image, alt)
    labels = tuple(at.site.library.tags[id].label for id in record.tags)
    return Card(title, image, alt, last_correction(record), labels)


def _picture(at: Vantage, record: Record | None) -> tuple[str, str]:
    """The address and the words of a page's picture: one of its own, else a drawn card."""
    found = structured.pictures(at, record.media) if isinstance(record, Event | Actor) else []
    if found:
        return found[0][0], found[0][1].alt
    event = record if isinstance(record, Event) else None
    face = event_card(at.site, event) if event else site_card(at.site)
    if face is None:
        return "", ""
    name = event.id if event else "-"
    said = ". ".join(filter(None, (face.date, face.title.rstrip("."), face.status)))
    return urls.canonical(at.site.config.url, cards.address(face, name), at.base), said


def event_card(site: Edition, event: Event) -> cards.Face | None:
    """What the card of an event shows, if it is drawn."""
    seen = mark(event)
    return cards.face_of(site.config, event, seen.shape, seen.broken) if site.config.cards else None


def site_card(site: Edition) -> cards.Face | None:
    """What the card of all other pages shows, if it is drawn."""
    return cards.face_of_site(site.config)


def reuse(at: Vantage, record: Record) -> Reuse | None:
    """How a record's page is cited and where the record is kept; None if there is nothing to say of either."""
    kind, config = KINDS[type(record).__name__], at.site.config
    page = cited(at, kind, at.site.own(record))
    place = record.positions.of("") if record.positions else None
    edit = urls.edit(config.edit_url, config.content, place.path) if place else ""
    if page is None and not edit:
        return None
    return Reuse(
        edit_words=at.site.language.say(EDIT[kind]),
        plain=citing.plain(page) if page else "",
        forms=citing.forms(page) if page and not structured.is_brief(at, record) else (),
        permalink=urls.canonical(config.url, at.address, at.base),
        edit=edit,
        record=urls.line(edit, place.line) if place else "",
        line=place.line if place else 0,
    )


def cited(at: Vantage, kind: str, record: Record) -> citing.Cited | None:
    """A page as it is cited; None for pages that only collect what is said elsewhere."""
    if not isinstance(record, Event | Actor | Source | Timeline):
        return None
    config = at.site.config
    return citing.Cited(
        kind=kind,
        id=record.id,
        title=record.name if isinstance(record, Actor) else record.title,
        site=config.name,
        label=at.site.language.say(LABELS[kind]),
        date=phrases.in_full(record.date, config.language) if isinstance(record, Event) else "",
        url=urls.canonical(config.url, at.address, at.base) if config.url else "",
        language=config.language,
    )
