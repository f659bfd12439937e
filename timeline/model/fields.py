"""The one table of fields: what a record may hold, how it is read, and what it means.

Reading (`timeline.content.read`), the messages, the documentation of the record format and the JSON Schema all come
from `FIELDS`. A record's class in `timeline.model.records` has exactly these fields, and `positions` beside them.
"""

from collections.abc import Mapping
from types import MappingProxyType

from timeline.model.provenance import Citation, Claim, Correction, Denial, Figure, Relation, RivalDate
from timeline.model.records import (
    Actor,
    Event,
    Kind,
    Media,
    Participation,
    Place,
    Source,
    Stop,
    Tag,
    Timeline,
)
from timeline.model.shapes import (
    Address,
    Choice,
    DateText,
    Field,
    FilePath,
    Flag,
    Identifier,
    LanguageTag,
    LatitudeLongitude,
    Line,
    Many,
    Markdown,
    NumberRange,
    Plain,
    Reference,
    RelationName,
    Table,
    Whole,
)

STATUS = MappingProxyType(
    {
        "confirmed": "this timeline stands behind it",
        "reported": "somebody reports it, and nobody is known to contradict",
        "claimed": "an interested party says so",
        "disputed": "parties contradict each other",
        "refuted": "shown to be wrong, kept for the record",
    }
)
ACTOR_KINDS = MappingProxyType(
    {
        "person": "one human being",
        "group": "people without a formal organisation",
        "organisation": "an organisation",
        "state": "a state or its government",
        "unnamed": "somebody whom the sources do not name",
    }
)

WORDS = Line(translated=True)

CITATION = (
    Field("source", Reference("source"), "the source", "report-2023-12-28", required=True),
    Field("quote", Line(), "its own words, exactly", '"one of the revenges"'),
    Field("locator", Line(), "where in it", "paragraph 5"),
    Field("accessed", DateText(), "when it was read", "2026-11-22"),
)
SOURCES = Field("sources", Many(Table(Citation, CITATION, "source")), "what it rests on", "[report-2023-12-28]")
DENIAL = (
    Field("actor", Reference("actor"), "who denies it", "hamas", required=True),
    Field("says", WORDS, "the denial in a few words", "denies it"),
    Field("on", DateText(), "when", "2023-12-27"),
    SOURCES,
)
DENIED_BY = Field("denied_by", Many(Table(Denial, DENIAL, "actor")), "who denies it", "[hamas]")
ACCORDING_TO = Field("according_to", Reference("actor"), "who says so", "irgc")
NOTE = Field("note", WORDS, "what else a reader should know", "the report gives no day")
MEDIA = Field(
    "media",
    Many(
        Table(
            Media,
            (
                Field("src", FilePath(), "the file, from the content folder on", "media/bridge.jpg", required=True),
                Field("alt", WORDS, "what it shows, for those who cannot see it", "A bridge", required=True),
                Field("caption", WORDS, "a line below it", "The bridge in 1931"),
                Field("credit", Line(), "who made it", "City archive"),
                Field("licence", Line(), "under which licence it is used", "CC BY 4.0"),
            ),
        )
    ),
    "pictures",
    "[{src: media/bridge.jpg, alt: A bridge}]",
)
CORRECTION = (
    Field("on", DateText(), "when it was corrected", "2024-01-05", required=True),
    Field("note", WORDS, "what was wrong", "an earlier version named another day", required=True),
)

ID = Field("id", Identifier(), "the permalink; the file's name if it is left out", "quds-force-command")
ALIASES = Field("aliases", Many(Identifier()), "former ids, kept alive as redirects", "[old-id]")
DRAFT = Field("draft", Flag(), "true: never published", "true")
SUMMARY = Field("summary", WORDS, "one line for lists and cards", "A line for lists.")
TEXT = Field("text", Markdown(), "Markdown; [words](event:id) links to a record", "What happened.")
LANG = Field("lang", LanguageTag(), "the language of its texts, where it is not the site's", "fa")
ALSO_KNOWN_AS = Field("also_known_as", Many(Line()), "other names", "[Revolutionary Guards]")
URL = Field("url", Address(), "its address on the web", "https://example.org/")

EVENT = (
    ID,
    Field("date", DateText(), "when: EDTF or as people type it", "about 2017", required=True),
    Field("title", WORDS, "what happened, in a few words", "Quds Force gets a new head", required=True),
    SUMMARY,
    TEXT,
    Field("status", Choice(STATUS), "how firmly this timeline itself stands behind it", "reported"),
    Field("importance", Whole(1, 5), "5 keeps its place when there is room for few", "3"),
    DRAFT,
    Field("publish_after", DateText(), "never published on or before this day", "2027-01-01"),
    Field(
        "actors",
        Many(
            Table(
                Participation,
                (
                    Field("actor", Reference("actor"), "who took part", "irgc", required=True),
                    Field("role", WORDS, "as what", "commander"),
                ),
                "actor",
            )
        ),
        "who took part, and as what",
        "[{actor: qasem-soleimani, role: commander}, irgc]",
    ),
    Field("places", Many(Reference("place")), "where", "[tehran]"),
    Field("tags", Many(Reference("tag")), "subjects", "[appointments]"),
    Field("part_of", Reference("event"), "a larger event", "soleimani-career"),
    Field(
        "relations",
        Many(
            Table(
                Relation,
                (
                    Field("type", RelationName(), "how this event stands to the other", "response-to", required=True),
                    Field("event", Reference("event"), "the other event", "soleimani-killed", required=True),
                    ACCORDING_TO,
                    DENIED_BY,
                    Field("on", DateText(), "when it was said", "2023-12-27"),
                    NOTE,
                    SOURCES,
                ),
            )
        ),
        "typed relations to other events; the other end shows the inverse",
        "[{type: response-to, event: soleimani-killed, according_to: irgc}]",
    ),
    Field(
        "claims",
        Many(
            Table(
                Claim,
                (
                    Field("by", Reference("actor"), "who claims it", "irgc", required=True),
                    Field("on", DateText(), "when", "2023-12-27"),
                    Field("says", WORDS, "the claim", "It was revenge.", required=True),
                    DENIED_BY,
                    SOURCES,
                ),
            )
        ),
        "statements by somebody about this event, each with its answer",
        "[{by: irgc, says: It was revenge., denied_by: [hamas]}]",
    ),
    Field(
        "dates",
        Many(
            Table(
                RivalDate,
                (
                    Field("date", DateText(), "the other date", "2018", required=True),
                    ACCORDING_TO,
                    NOTE,
                    SOURCES,
                ),
            )
        ),
        "rival datings, side by side",
        "[{date: 2018, according_to: us-officials}]",
    ),
    Field(
        "figures",
        Many(
            Table(
                Figure,
                (
                    Field("what", WORDS, "what is counted", "killed", required=True),
                    Field("value", NumberRange(), "how many", "12..20", required=True),
                    ACCORDING_TO,
                    NOTE,
                    SOURCES,
                ),
            )
        ),
        "numbers with bounds, per source",
        "[{what: killed, value: 12..20}]",
    ),
    SOURCES,
    MEDIA,
    ALIASES,
    Field(
        "corrections",
        Many(Table(Correction, CORRECTION)),
        "what an earlier version had wrong",
        "[{on: 2024-01-05, note: an earlier version named another day}]",
    ),
    Field("order", Whole(-1000, 1000), "order among events of one day whose hour is unknown", "2"),
    LANG,
)
ACTOR = (
    ID,
    Field("name", WORDS, "the name readers see", "Hamas", required=True),
    Field("kind", Choice(ACTOR_KINDS), "what it is", "organisation"),
    SUMMARY,
    TEXT,
    ALSO_KNOWN_AS,
    Field("part_of", Reference("actor"), "what it belongs to", "irgc"),
    URL,
    SOURCES,
    MEDIA,
    ALIASES,
    DRAFT,
    LANG,
)
PLACE = (
    ID,
    Field("name", WORDS, "the name readers see", "Tehran", required=True),
    SUMMARY,
    TEXT,
    Field("coordinates", LatitudeLongitude(), "degrees north, degrees east", '"35.69, 51.39"'),
    Field("part_of", Reference("place"), "what it lies in", "iran"),
    ALSO_KNOWN_AS,
    URL,
    SOURCES,
    ALIASES,
    DRAFT,
    LANG,
)
SOURCE = (
    ID,
    Field("title", WORDS, "its title", "Report of 28 December 2023", required=True),
    Field("publisher", Line(), "who published it", "The Daily Paper"),
    Field("author", Many(Line()), "who wrote it", "[A. Writer]"),
    Field("published", DateText(), "when it was published", "2023-12-28"),
    Field("kind", Line(), "what it is", "news report"),
    SUMMARY,
    TEXT,
    URL,
    Field("archived", Address(), "the address of an archived copy", "https://example.org/copy"),
    Field("archived_text", Plain(), "what it said, never published; quotations must occur in it", "The text."),
    Field("language", Line(), "the language it is written in", "en"),
    ALIASES,
    DRAFT,
    LANG,
)
TAG = (
    ID,
    Field("label", WORDS, "the words readers see", "Appointments", required=True),
    Field("description", WORDS, "what belongs under it", "Who took which office."),
    Field("parent", Reference("tag"), "a wider subject", "politics"),
    ALIASES,
    DRAFT,
    LANG,
)
TIMELINE = (
    ID,
    Field("title", WORDS, "its title", "A claim of revenge", required=True),
    SUMMARY,
    TEXT,
    Field(
        "stops",
        Many(
            Table(
                Stop,
                (
                    Field("event", Reference("event"), "the event", "soleimani-killed", required=True),
                    Field("text", Markdown(), "the prose that leads to it", "Three years later …"),
                ),
                "event",
            )
        ),
        "events in the order of the reading",
        "[{event: soleimani-killed, text: Three years later …}]",
        required=True,
    ),
    Field("conclusion", Markdown(), "prose after the last stop", "What remains open."),
    ALIASES,
    DRAFT,
    LANG,
)

RECORDS: Mapping[Kind, Table] = MappingProxyType(
    {
        "event": Table(Event, EVENT),
        "actor": Table(Actor, ACTOR),
        "place": Table(Place, PLACE),
        "source": Table(Source, SOURCE),
        "tag": Table(Tag, TAG),
        "timeline": Table(Timeline, TIMELINE),
    }
)
FOLDERS: Mapping[str, Kind] = MappingProxyType({f"{kind}s": kind for kind in RECORDS})
