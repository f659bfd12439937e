"""Drafts -> records as YAML. Every event is a draft, with comments that say why it is there.

events/<title>.yml     draft: true, the quotations, who claims what
actors|places/….yml    proposed, as drafts, where no known record has the name
sources/<report>.yml   with the article beside it as <report>.txt, so that `timeline check` compares quotations
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence

from timeline.dates import DateError, iso_day, parse_edtf, read_date, words
from timeline.extract.drafts import Extraction
from timeline.extract.names import Name
from timeline.extract.proposals import Draft, Quotation, Said
from timeline.slugs import slug

_MAX_LINE = 480
_LONGEST_ID = 60
_POSSESSIVE = re.compile(r"['’](?:s\b)?")
_FOLDERS = {"place": "places"}


class Ids:
    """Ids that no file has yet: each one that is given out is taken from then on."""

    __slots__ = ("_used",)

    def __init__(self, taken: Sequence[str]) -> None:
        self._used = {path.rpartition(".")[0].casefold() for path in taken}

    def free(self, folder: str, id: str) -> str:
        """The id itself, or one with a number behind it."""
        number, free = 1, id
        while f"{folder}/{free}".casefold() in self._used:
            number += 1
            free = f"{id[:90]}-{number}"
        self._used.add(f"{folder}/{free}".casefold())
        return free

    def has(self, path: str) -> bool:
        """Whether there is a record at a path such as `actors/hamas`."""
        return path.casefold() in self._used


def source_id(extraction: Extraction) -> str:
    """What the record of an article would be called."""
    day = extraction.anchor.day
    return slug(extraction.document.title) or (f"report-{iso_day(day)}" if day else "report")


def dump_source(extraction: Extraction) -> str:
    """The record of the article."""
    document, day = extraction.document, extraction.anchor.day
    title = document.title or (f"Report of {iso_day(day)}" if day else "Report without a date")
    lines = [
        "# Proposed by `timeline extract`; the text beside it is what the quotations are compared with.",
        f"# Its days were counted from {iso_day(day) if day else 'no day'} ({extraction.anchor.origin}); "
        f"it was read as {extraction.domain}.",
        f"title: {_scalar(title)}",
    ]
    lines += [f"publisher: {_scalar(document.publisher)}"] if document.publisher else []
    lines += [f"author: [{_scalar(document.author)}]"] if document.author else []
    lines += [f"published: {iso_day(day)}"] if day else []
    lines += ["kind: news report"] if extraction.domain == "news" else []
    lines += [f"url: {_scalar(document.url)}"] if document.url.startswith(("https://", "http://")) else []
    return "\n".join([*lines, "draft: true", ""])


def event_id(draft: Draft, ids: Ids) -> str:
    """A free id for a draft; an addition carries the id of the event it may belong to."""
    if draft.addition_to:
        return ids.free("events", f"{draft.addition_to}-addition")
    return ids.free("events", _short(slug(_POSSESSIVE.sub("", draft.title))) or slug(f"event {draft.date}"))


def _short(id: str) -> str:
    """An id of whole words that is easy to type."""
    return id if len(id) <= _LONGEST_ID else id[: id.rfind("-", 0, _LONGEST_ID)] if "-" in id[:_LONGEST_ID] else id


def dump_event(draft: Draft, sources: Sequence[str]) -> str:
    """The record of a draft; `sources` are the ids of the documents its quotations count in."""
    lines = [*_comments(draft), f"date: {typed(draft.date)}", f"title: {_scalar(draft.title)}"]
    lines += [f"status: {draft.status}", "draft: true"]
    actors = [each.id for each in draft.names if each.kind != "place" and each.id]
    places = [each.id for each in draft.names if each.kind == "place" and each.id]
    lines += [f"actors: [{', '.join(dict.fromkeys(actors))}]"] if actors else []
    lines += [f"places: [{', '.join(dict.fromkeys(places))}]"] if places else []
    claims = [line for each in _claims(draft) for line in _claim(each, draft, sources)]
    lines += ["claims:", *claims] if claims else []
    lines += ["sources:", *(line for each in draft.quotations for line in _citation(each, sources, "  "))]
    return "\n".join([*lines, ""])


def typed(date: str) -> str:
    """A date as a record may hold it: EDTF, or words where the characters could be a range of years as well.

    >>> typed("2009-05"), typed("2009-22")
    ('2009-05', 'summer 2009')
    """
    try:
        read_date(date)
    except DateError:
        return words(parse_edtf(date))
    return date


def _comments(draft: Draft) -> Iterator[str]:
    if draft.addition_to:
        yield f"# Proposed by `timeline extract`: perhaps an addition to {draft.addition_to}, itself untouched."
        yield "# If they are one, move the claims and sources there and delete this file; if not, rename this file."
    else:
        yield "# Proposed by `timeline extract`: compare it with the quotation, then delete the line draft."
    how = f", {draft.note}" if draft.note else ", as it is written"
    yield f'# date: "{_comment(draft.written)}" -> {draft.date}{how}'
    yield f"# confidence: {draft.confidence} ({_comment('; '.join(draft.reasons))})"
    for each in dict.fromkeys(each.head for each in draft.said if each.head and each.name is None):
        yield f'# who says so: "{_comment(each)}"'
    if draft.nearby:
        yield f"# also named in the sentence: {_comment(', '.join(each.words for each in draft.nearby))}"


def _claims(draft: Draft) -> list[Said]:
    """The statements that stand as claims; a denial stands beneath the claims it answers, if there are any."""
    claims = [each for each in draft.said if not each.denial]
    return claims or [*draft.said]


def _claim(said: Said, draft: Draft, sources: Sequence[str]) -> Iterator[str]:
    by = said.id
    if not by:
        return
    yield f"  - by: {by}"
    if said.on:
        yield f"    on: {said.on}"
    yield f"    says: {_scalar(_cut(said.says or said.quotation.words))}"
    answers = {each.id: each for each in draft.said if each.denial and not said.denial}
    denials = [each for id, each in answers.items() if id and id != by]
    if denials:
        yield "    denied_by:"
    for each in denials:
        yield f"      - actor: {each.id}"
        if each.on:
            yield f"        on: {each.on}"
        yield f"        says: {_scalar(_cut(each.says or each.quotation.words))}"
        yield f"        sources: [{_cited(each.quotation, sources)}]"
    yield f"    sources: [{_cited(said.quotation, sources)}]"


def locator(quotation: Quotation) -> str:
    """Where a quotation stands: characters count from 1, as people do."""
    return f"characters {quotation.start + 1} to {quotation.end}"


def _cited(quotation: Quotation, sources: Sequence[str]) -> str:
    return f"{{source: {sources[quotation.document]}, locator: {locator(quotation)}}}"


def _citation(quotation: Quotation, sources: Sequence[str], indent: str) -> Iterator[str]:
    """A citation; words that no line of YAML may hold are pointed at by their place alone."""
    yield f"{indent}- source: {sources[quotation.document]}"
    quote = " ".join(quotation.words.split())
    if quote == _plain(quote) and len(quote) <= _MAX_LINE and "](" not in quote:
        yield f"{indent}  quote: {_scalar(quote)}"
    yield f"{indent}  locator: {locator(quotation)}"


def proposed(draft: Draft) -> Iterator[tuple[str, str]]:
    """Paths and texts of the records a draft needs: names that no known record has."""
    for name in draft.names:
        if not name.known and name.id:
            yield f"{_FOLDERS.get(name.kind, 'actors')}/{name.id}", _record(name)
    for said in draft.said:
        if said.name is not None:
            if not said.name.known and said.id:
                yield f"actors/{said.id}", _record(said.name)
        elif said.id:
            head = "# Proposed by `timeline extract`: somebody the text does not name."
            yield f"actors/{said.id}", f"{head}\nname: {_scalar(said.speaker)}\nkind: unnamed\ndraft: true\n"


def _record(name: Name) -> str:
    head = "# Proposed by `timeline extract` from the name alone: complete it, or use the record it belongs to."
    kind = "" if name.kind == "place" else f"kind: {name.kind}\n"
    short = f"also_known_as: [{_scalar(name.short)}]\n" if name.short else ""
    return f"{head}\nname: {_scalar(name.words)}\n{kind}{short}draft: true\n"


def _plain(text: str) -> str:
    """A text on one line without control and direction characters."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    return "".join(each for each in " ".join(text.split()) if unicodedata.category(each)[0] != "C")


def _scalar(text: str) -> str:
    """A text as a double-quoted YAML scalar; a link of Markdown loses its bracket."""
    return json.dumps(_cut(_plain(text).replace("](", "] (")), ensure_ascii=False)


def _comment(text: str) -> str:
    return _plain(text)[:300]


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_LINE else text[: text.rfind(" ", 0, _MAX_LINE - 1)] + "…"
