"""Extractions -> records as YAML and JSON lines. Every event is a draft, with comments that say why it is there.

events/<title>.yml     draft: true, the quotation, who claims what
actors|places/….yml    proposed, as drafts, where no known record has the name
sources/<report>.yml   with the article beside it as <report>.txt, so that `timeline check` compares quotations
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from timeline.dates import iso_day
from timeline.extract.drafts import Draft, Extraction, Quotation, Said
from timeline.extract.names import Name
from timeline.slugs import slug

_MAX_LINE = 480
_FOLDERS = {"place": "places"}


def files(extraction: Extraction, taken: Iterable[str] = (), name: str = "") -> Mapping[str, str]:
    """Paths below the content folder and their texts. `taken` are paths that exist: `events/flood.yml`."""
    used = set(taken)
    source = _free("sources", name or _source_id(extraction), used)
    written: dict[str, str] = {
        f"sources/{source}.yml": _source(extraction),
        f"sources/{source}.txt": extraction.document.text,
    }
    before = frozenset(taken)
    for draft in extraction.drafts:
        id = _free("events", slug(draft.title) or slug(f"event {draft.date}"), used)
        written[f"events/{id}.yml"] = _event(draft, source)
        for path, text in _proposed(draft):
            if path not in before:
                written.setdefault(path, text)
    return dict(sorted(written.items()))


def json_lines(extraction: Extraction, doc_id: str) -> Iterator[str]:
    """One JSON object a draft: doc_id, offsets of its first quotation, EDTF, title, names, status."""
    for draft in extraction.drafts:
        for quotation in draft.quotations:
            found = {
                "doc_id": doc_id,
                "start": quotation.start,
                "end": quotation.end,
                "edtf": draft.date,
                "title": draft.title,
                "names": [each.words for each in draft.names],
                "status": draft.status,
                "confidence": draft.confidence,
            }
            yield json.dumps(found, ensure_ascii=False) + "\n"


def _free(folder: str, id: str, used: set[str]) -> str:
    """An id no file has yet."""
    number, free = 1, id
    while f"{folder}/{free}.yml" in used:
        number += 1
        free = f"{id[:90]}-{number}"
    used.add(f"{folder}/{free}.yml")
    return free


def _source_id(extraction: Extraction) -> str:
    day = extraction.anchor.day
    return slug(extraction.document.title) or (f"report-{iso_day(day)}" if day else "report")


def _source(extraction: Extraction) -> str:
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


def _event(draft: Draft, source: str) -> str:
    note = f", {draft.note}" if draft.note else ", as it is written"
    lines = [
        "# Proposed by `timeline extract`: compare it with the quotation, then delete the line draft.",
        f"# date: {_comment(draft.written)} -> {draft.date}{note}",
        f"# confidence: {draft.confidence} ({_comment('; '.join(draft.reasons))})",
        f"date: {draft.date}",
        f"title: {_scalar(draft.title)}",
        f"status: {draft.status}",
        "draft: true",
    ]
    actors = [each.id for each in draft.names if each.kind != "place" and each.id]
    places = [each.id for each in draft.names if each.kind == "place" and each.id]
    lines += [f"actors: [{', '.join(dict.fromkeys(actors))}]"] if actors else []
    lines += [f"places: [{', '.join(dict.fromkeys(places))}]"] if places else []
    claims = [line for each in draft.said for line in _claim(each, source)]
    lines += ["claims:", *claims] if claims else []
    lines += ["sources:", *(line for each in draft.quotations for line in _citation(each, source, "  "))]
    return "\n".join([*lines, ""])


def _claim(said: Said, source: str) -> list[str]:
    by = said.id or slug(said.speaker)
    if not by:
        return []
    lines = [f"  - by: {by}", f"    says: {_scalar(_cut(said.quotation.words))}"]
    lines += [f"    denied_by: [{', '.join(said.denied_by)}]"] if said.denied_by else []
    return [*lines, "    sources:", *_citation(said.quotation, source, "      ")]


def _citation(quotation: Quotation, source: str, indent: str) -> list[str]:
    """A citation; words that no line of YAML may hold are pointed at by their place alone."""
    lines = [f"{indent}- source: {source}"]
    words = " ".join(quotation.words.split())
    if words == _plain(words) and len(words) <= _MAX_LINE and "](" not in words:
        lines.append(f"{indent}  quote: {_scalar(words)}")
    return [*lines, f"{indent}  locator: characters {quotation.start + 1} to {quotation.end}"]


def _proposed(draft: Draft) -> Iterator[tuple[str, str]]:
    """Records for names that no known record has."""
    for name in draft.names:
        if not name.known and name.id:
            yield f"{_FOLDERS.get(name.kind, 'actors')}/{name.id}.yml", _record(name)
    for said in draft.said:
        if not said.id and (id := slug(said.speaker)):
            head = "# Proposed by `timeline extract`: somebody the text does not name."
            yield f"actors/{id}.yml", f"{head}\nname: {_scalar(said.speaker)}\nkind: unnamed\ndraft: true\n"


def _record(name: Name) -> str:
    head = "# Proposed by `timeline extract` from the name alone: complete it, or use the record it belongs to."
    kind = "" if name.kind == "place" else f"kind: {name.kind}\n"
    return f"{head}\nname: {_scalar(name.words)}\n{kind}draft: true\n"


def _plain(text: str) -> str:
    """A text on one line without control and direction characters."""
    return "".join(each for each in " ".join(text.split()) if unicodedata.category(each)[0] != "C")


def _scalar(text: str) -> str:
    """A text as a double-quoted YAML scalar; a link of Markdown loses its bracket."""
    return json.dumps(_cut(_plain(text).replace("](", "] (")), ensure_ascii=False)


def _comment(text: str) -> str:
    return _plain(text)[:200]


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_LINE else text[: text.rfind(" ", 0, _MAX_LINE - 1)] + "…"
