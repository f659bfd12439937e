"""Documents and drafts -> one self-contained HTML page: each article with its expressions marked, beside its drafts.

The words of a mark are `text[data-start:data-end]` of its article, and all that stands in the article's column is its
text, character for character. The page asks for nothing from anywhere and needs no script.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from timeline.dates import html_datetime, parse_edtf, words
from timeline.extract.drafts import Extraction
from timeline.extract.mentions import Mention
from timeline.extract.proposals import Draft, Quotation


@dataclass(frozen=True, slots=True)
class Run:
    """Some characters of an article: `text[start:end]`. `draft` is the address of a draft they are the date of.

    `kind` is empty for plain text, `date` for what has a draft, `other` for an expression that makes no event.
    """

    start: int
    end: int
    words: str
    kind: str = ""
    draft: str = ""
    value: str = ""  # TIMEX3 value


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation of a draft, with the address of its place in the article."""

    words: str
    address: str
    source: str
    locator: str


@dataclass(frozen=True, slots=True)
class Card:
    """A draft as the page shows it."""

    address: str
    date: str
    datetime: str
    draft: Draft
    quotations: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, and the drafts whose first quotation begins in it."""

    runs: tuple[Run, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document of the page."""

    address: str
    title: str
    day: str
    domain: str
    origin: str
    rows: tuple[Row, ...]


def render_page(extractions: Sequence[Extraction], drafts: Sequence[Draft]) -> str:
    """The page of some documents, whose numbers are those in the quotations of the drafts."""
    loader = PackageLoader("timeline.extract")
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if isinstance(value, str) else value,
    )
    articles = [_article(number, each, drafts, extractions) for number, each in enumerate(extractions)]
    return environment.get_template("review.html").render(articles=articles, total=len(drafts))


def _article(
    number: int, extraction: Extraction, drafts: Sequence[Draft], extractions: Sequence[Extraction]
) -> Article:
    day = extraction.anchor.day
    return Article(
        address=f"article-{number + 1}",
        title=_title(extraction, number),
        day=words(parse_edtf(f"{day.year:04d}-{day.month:02d}-{day.day:02d}")) if day and day.year > 0 else "",
        domain=extraction.domain,
        origin=extraction.anchor.origin,
        rows=tuple(_rows(number, extraction, drafts, extractions)),
    )


def _title(extraction: Extraction, number: int) -> str:
    return visible(extraction.document.title) or f"Article {number + 1}"


def _rows(
    number: int, extraction: Extraction, drafts: Sequence[Draft], extractions: Sequence[Extraction]
) -> Iterator[Row]:
    """The paragraphs of an article in order; together they are its text."""
    text = extraction.document.text
    dates: dict[tuple[int, int], str] = {}
    begun: defaultdict[int, list[Card]] = defaultdict(list)
    bounds = _paragraphs(text)
    for at, draft in enumerate(drafts):
        for each in draft.quotations:
            if each.document == number:
                dates.setdefault((each.date_start, each.date_end), f"draft-{at + 1}")
        if draft.quotations and draft.quotations[0].document == number:
            begun[draft.quotations[0].start].append(_card(at, draft, extractions))
    runs = iter(_runs(text, extraction.mentions, dates))
    pending = next(runs, None)
    for first, last in bounds:
        inside = []
        while pending is not None and pending.start < last:
            inside.append(pending)
            pending = next(runs, None)
        cards = [card for start in sorted(begun) if first <= start < last for card in begun[start]]
        yield Row(tuple(_filled(text, first, last, inside)), tuple(cards))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Bounds of the paragraphs of a text, each with the empty lines behind it."""
    found, begin, at = [], 0, text.find("\n\n")
    while at >= 0:
        end = at + 2
        while end < len(text) and text[end] in "\n\r \t":
            end += 1
        found.append((begin, end))
        begin, at = end, text.find("\n\n", end)
    return [*found, (begin, len(text))] if begin < len(text) or not found else found


def _runs(text: str, mentions: Sequence[Mention], dates: dict[tuple[int, int], str]) -> Iterator[Run]:
    for each in mentions:
        draft = dates.get((each.start, each.end), "")
        kind = "date" if draft else "other"
        yield Run(each.start, each.end, visible(text[each.start : each.end]), kind, draft, each.value)


def _filled(text: str, first: int, last: int, marks: Sequence[Run]) -> Iterator[Run]:
    """Marks with the plain text between them."""
    at = first
    for mark in marks:
        if mark.start > at:
            yield Run(at, mark.start, visible(text[at : mark.start]))
        yield mark
        at = mark.end
    if at < last:
        yield Run(at, last, visible(text[at:last]))


def _card(at: int, draft: Draft, extractions: Sequence[Extraction]) -> Card:
    value = parse_edtf(draft.date)
    quotations = tuple(_quoted(each, extractions) for each in draft.quotations)
    return Card(f"draft-{at + 1}", words(value), html_datetime(value) or "", draft, quotations)


def _quoted(quotation: Quotation, extractions: Sequence[Extraction]) -> Quoted:
    number = quotation.document
    return Quoted(
        visible(" ".join(quotation.words.split())),
        f"mark-{number + 1}-{quotation.date_start}",
        _title(extractions[number], number) if len(extractions) > 1 else "",
        f"characters {quotation.start + 1} to {quotation.end}",
    )


def visible(text: str) -> str:
    """A text of the same length in which every character may stand in HTML; U+FFFD where one may not.

    >>> visible("a\\x00b\\rc")
    'a\\ufffdb c'
    """
    if text.isprintable():
        return text
    return "".join(
        each if each in "\t\n" or _allowed(ord(each)) else " " if each == "\r" else "\ufffd" for each in text
    )


def _allowed(code: int) -> bool:
    surrogate, private = 0xD800 <= code <= 0xDFFF, code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return code >= 0x20 and not 0x7F <= code <= 0x9F and not surrogate and not private
