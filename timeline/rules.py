"""The table of all rules: code, name, why it is a rule, an example that breaks it and one that keeps it.

A code is never reused. TL0 files and YAML, TL1 dates, TL2 fields, TL3 references, TL4 sources and files, TL5 pages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; `name` states the bad pattern, `why` completes "this matters because …"."""

    code: str
    name: str
    why: str
    wrong: str
    right: str


_TABLE = (
    Rule(
        "TL001",
        "yaml-syntax",
        "what cannot be parsed cannot be published",
        "title: Flood: the second",
        'title: "Flood: the second"',
    ),
    Rule(
        "TL002",
        "not-utf-8",
        "in another encoding letters turn into other letters",
        "a file saved as Latin-1",
        "the same file saved as UTF-8",
    ),
    Rule(
        "TL003",
        "duplicate-key",
        "one of the two values would be lost without a word",
        "date: 1998\ndate: 1999",
        "date: 1998",
    ),
    Rule(
        "TL004",
        "anchor-or-alias",
        "a value that stands elsewhere is misread, and aliases of aliases can fill a machine",
        "text: &t Words.\nsummary: *t",
        "text: Words.\nsummary: Words.",
    ),
    Rule(
        "TL005",
        "yaml-tag",
        "every value is read as the text that was typed; a tag would change that",
        "title: !!int 1979",
        "title: 1979",
    ),
    Rule(
        "TL006",
        "deep-nesting",
        "no record needs it, and a parser may fail on it",
        "title: [[[[[[[[[[[[[[[[[[[[[ ]]]]]]]]]]]]]]]]]]]]]",
        "title: Brackets",
    ),
    Rule("TL007", "huge-file", "a file of records is read as a whole", "2 MB of events in one file", "one file a year"),
    Rule(
        "TL008",
        "empty-file",
        "a file without a record is most likely one that was not saved",
        "# nothing yet",
        "date: 1979\ntitle: The bridge opens",
    ),
    Rule(
        "TL009",
        "not-a-record",
        "a record is made of fields with names",
        "The bridge opens",
        "date: 1979\ntitle: The bridge opens",
    ),
    Rule(
        "TL010",
        "unprintable-character",
        "browsers and feed readers refuse pages that hold it",
        'title: "The\\0bridge"',
        "title: The bridge",
    ),
    Rule(
        "TL011",
        "bad-prose-header",
        "a header that cannot be read would be shown as text or lost",
        "---\ntitle: [About]\n---",
        "---\ntitle: About\n---",
    ),
    Rule(
        "TL012",
        "misplaced-record",
        "records are read from their folders alone, so this one would be missing",
        "content/event/flood.yml",
        "content/events/flood.yml",
    ),
    Rule(
        "TL013",
        "link-in-content",
        "a link could publish files that nobody meant to publish, or go round in circles",
        "content/media -> /home/me/pictures",
        "content/media/bridge.jpg",
    ),
    Rule("TL014", "key-is-no-text", "fields are found by their names", "? [date, title]\n: 1979", "date: 1979"),
    Rule(
        "TL101",
        "unreadable-date",
        "an event is placed by its date, and nothing in a date is skipped or guessed",
        "date: the day after the flood",
        "date: 13 May 1987",
    ),
    Rule(
        "TL102",
        "ambiguous-date",
        "readers of different countries read it as different days",
        "date: 04/05/2020",
        "date: 2020-05-04",
    ),
    Rule("TL103", "reversed-interval", "nothing ends before it begins", "date: 2005/2004", "date: 2004/2005"),
    Rule(
        "TL104",
        "impossible-date",
        "an event without a possible day cannot be put in order",
        "date: 1986-04-31",
        "date: 1986-04-30",
    ),
    Rule("TL105", "incomplete-date", "the missing part would have to be guessed", "date: 3 May", "date: 3 May 1987"),
    Rule("TL106", "relative-date", "it would mean another day at every build", "date: yesterday", "date: 2023-12-27"),
    Rule(
        "TL201",
        "unknown-field",
        "what nobody reads is lost without a word",
        "titel: The bridge opens",
        "title: The bridge opens",
    ),
    Rule(
        "TL202",
        "missing-field",
        "without it the record cannot be shown or found",
        "title: The bridge opens",
        "date: 1979\ntitle: The bridge opens",
    ),
    Rule(
        "TL203",
        "empty-field",
        "it looks like something that was forgotten",
        "summary:",
        "summary: Traffic crosses for the first time.",
    ),
    Rule(
        "TL204",
        "wrong-shape",
        "a list, a text and a group of fields are read differently",
        "tags: flood",
        "tags: [flood]",
    ),
    Rule("TL205", "unknown-word", "only the words of the list have a meaning", "status: confirmd", "status: confirmed"),
    Rule("TL206", "bad-number", "numbers outside the range have no meaning", "importance: 9", "importance: 5"),
    Rule(
        "TL207",
        "bad-id",
        "an id is part of an address for ever, on every file system",
        "id: The Bridge",
        "id: the-bridge",
    ),
    Rule(
        "TL209",
        "bad-range",
        "a figure says what is known, from the lower to the upper bound",
        "value: 20..12",
        "value: 12..20",
    ),
    Rule(
        "TL210",
        "bad-coordinates",
        "the place would be drawn where it is not",
        'coordinates: "95, 200"',
        'coordinates: "51.39, 35.69"',
    ),
    Rule(
        "TL211",
        "too-long",
        "a page must stay readable, and some texts take minutes to convert",
        "a title of 600 characters",
        "a title of 60 characters, the rest in text",
    ),
    Rule(
        "TL212",
        "several-lines",
        "the field is shown in one line, in lists and on cards",
        "title: |\n  The bridge\n  opens",
        "title: The bridge opens",
    ),
    Rule(
        "TL213",
        "hidden-direction-mark",
        "it can make a text read differently from what it says",
        'title: "Bridge\\u202e egdirb"',
        "title: Bridge",
    ),
    Rule(
        "TL214",
        "missing-alt",
        "readers who cannot see the picture would get nothing",
        "media: [{src: media/bridge.jpg}]",
        "media: [{src: media/bridge.jpg, alt: The bridge at low water}]",
    ),
    Rule(
        "TL215",
        "link-in-plain-text",
        "the field is shown as it is typed, brackets and all",
        "says: It was [revenge](event:flood).",
        "says: It was revenge.",
    ),
    Rule(
        "TL216",
        "unknown-language",
        "no page of the site is in that language, so nobody would see the words",
        "title: {en: Flood, fr: Inondation}",
        "title: {en: Flood, fa: سیل}",
    ),
    Rule(
        "TL217",
        "no-main-language",
        "readers of the site's own language would get nothing",
        "title: {fa: سیل}",
        "title: {en: Flood, fa: سیل}",
    ),
    Rule("TL218", "no-language-tag", "browsers and screen readers know tags alone", "lang: Persian", "lang: fa"),
    Rule("TL301", "unknown-reference", "the link would lead nowhere", "actors: [hammas]", "actors: [hamas]"),
    Rule(
        "TL302",
        "colliding-id",
        "two records cannot have one address; some file systems do not tell letter case apart",
        "two events with the id flood",
        "flood-1987 and flood-1988",
    ),
    Rule(
        "TL304",
        "circular-part-of",
        "nothing is a part of its own part",
        "a: part_of: b; b: part_of: a",
        "a: part_of: b",
    ),
    Rule(
        "TL305",
        "relation-to-itself",
        "a relation has two ends",
        "id: flood\nrelations: [{type: led-to, event: flood}]",
        "id: flood\nrelations: [{type: led-to, event: repair}]",
    ),
    Rule(
        "TL306",
        "unknown-relation-type",
        "the words for both directions would be missing",
        "type: causes",
        "type: led-to",
    ),
    Rule(
        "TL307",
        "reference-to-draft",
        "a published page would lead nowhere, or tell what is not published yet",
        "part_of: secret-draft",
        "put the relation into the draft's own record",
    ),
    Rule("TL310", "repeated-entry", "readers would see the same thing twice", "tags: [flood, flood]", "tags: [flood]"),
    Rule(
        "TL401",
        "quotation-not-in-source",
        "the words in quotation marks are not the source's words",
        'quote: "one of its revenges"',
        'quote: "one of the revenges"',
    ),
    Rule(
        "TL402",
        "archived-twice",
        "a quotation would be checked against one of them only",
        "archived_text: …, and a .txt file beside the record",
        "the .txt file alone",
    ),
    Rule(
        "TL403",
        "missing-file",
        "the page would show a broken picture",
        "src: media/brigde.jpg",
        "src: media/bridge.jpg",
    ),
    Rule(
        "TL404",
        "archive-without-source",
        "quotations are checked against the text of a source that has a record",
        "content/sources/report.txt alone",
        "content/sources/report.txt and report.yml",
    ),
    Rule(
        "TL501",
        "bad-url",
        "a link must lead somewhere, and some kinds of link run programs",
        "url: javascript:alert(1)",
        "url: https://example.org/",
    ),
    Rule(
        "TL502",
        "page-collision",
        "two inputs want one page, so one of them would be lost",
        "content/claims.md",
        "content/about-claims.md",
    ),
    Rule(
        "TL503",
        "text-too-intricate",
        "some texts take minutes to convert, and one of them would stop every build",
        "a paragraph of a thousand opening brackets",
        "a paragraph of words",
    ),
    Rule(
        "TL505",
        "unknown-kind-of-link",
        "the link would be dead, for some kinds of link run programs",
        "[the flood](evnt:flood)",
        "[the flood](event:flood)",
    ),
    Rule(
        "TL506", "dead-file-link", "the link would lead nowhere", "[the map](media/mpa.pdf)", "[the map](media/map.pdf)"
    ),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.code: rule for rule in _TABLE})


def explanation(rule: Rule) -> str:
    """The page of a rule as text for a terminal."""
    wrong, right = (example.replace("\n", "\n    ") for example in (rule.wrong, rule.right))
    return (
        f"{rule.code} {rule.name}\n\nThis is a finding because {rule.why}.\n\n"
        f"Instead of\n\n    {wrong}\n\nwrite\n\n    {right}\n"
    )
