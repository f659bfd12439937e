"""A seeded project of ours -> the same events as a Hugo project, and as one for plain MkDocs.

Events go over as records: their words and ids in the front matter, their text as Markdown. Hugo's templates find who
comes before and after, both ends of every relation, who mentions whom, the numbers of sources, citations and JSON-LD.
What Hugo has no means for is given to it ready made, which spares it work: dates in words, which events a list shows
under which heading, and how a long list is divided into pages.
"""

import dataclasses
import html
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import graph

from timeline.build.render import load_static
from timeline.content.load import load
from timeline.dates.machine import schema_dates
from timeline.graph.library import link
from timeline.graph.periods import filed_under
from timeline.mkdocs_plugin import open_project
from timeline.model.records import Event, Key
from timeline.site import structured, urls
from timeline.site.marks import mark
from timeline.site.pages import Page, edition_of, pages
from timeline.site.vantage import Edition, Vantage
from timeline.site.views.entries import Entry, brief_status, period_link, status_words
from timeline.site.views.parts import date_view, weekday
from timeline.site.views.strip import drawing, event_trace

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
_RECORD_LINK = re.compile(r"\]\((event|actor|place|source|tag):([^)#]+)\)")
_TITLE = re.compile(r"<title>(.*?)</title>")
_BODY = re.compile(r'<div class="body"[^>]*>(.*?)</div>', re.DOTALL)
_SETTINGS = (
    "site_name: Seeded\nsite_url: https://timeline.example/\ntheme:\n  name: null\n  custom_dir: theme\n"
    "plugins: []\nvalidation:\n  links:\n    absolute_links: ignore\n"
)
_THEME = '<!doctype html>\n<html lang="en"><title>{{ page.title }}</title><main>{{ page.content }}</main></html>\n'
_HEADLESS = frozenset({"decades", "centuries"})


def make_hugo(folder: Path, project: Path) -> None:
    """Write the Hugo project for the events of one of ours."""
    site, static = _edition(project)
    shutil.copytree(HERE / "site", folder)
    for name, data in static.items():
        address = folder / "static" / site.assets[name]
        address.parent.mkdir(parents=True, exist_ok=True)
        address.write_bytes(data)
    if site.spread:
        (folder / "static" / urls.STRIP).write_text(drawing(site.spread), "utf-8")
    from_root, urls.base = urls.base, lambda address, site_url="": urls.Base("/")
    try:
        for path, front, text in _pages(site):
            file = folder / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"{json.dumps(front, ensure_ascii=False)}\n\n{text}", "utf-8")
    finally:
        urls.base = from_root
    for name in _HEADLESS:
        (folder / "content" / name).mkdir(exist_ok=True)
        (folder / "content" / name / "_index.md").write_text('{"build": {"render": "never"}}\n', "utf-8")
    (folder / "data").mkdir()
    (folder / "data" / "site.json").write_text(json.dumps(_shared(site)), "utf-8")


def _edition(project: Path) -> tuple[Edition, dict[str, bytes]]:
    opened = open_project(project / "mkdocs.yml")
    config = opened.site
    collection = load(opened.content, config.content, frozenset(config.relation_types))
    static = dict(load_static(ROOT / "site_templates"))
    return edition_of(link(collection, config.relation_types, config.today, config.zone), config, static), static


def _shared(site: Edition) -> dict[str, object]:
    """What every page draws on."""
    return {
        "lean": site.lean,
        "style": f"/{site.assets['style.css']}",
        "icon": f"/{site.assets['favicon.svg']}",
    }


def _pages(site: Edition) -> Iterator[tuple[str, dict[str, object], str]]:
    for output in pages(site):
        if output.template in ("pages/404.html", "pages/redirect.html"):
            continue
        kind = output.template.removeprefix("pages/").removesuffix(".html")
        if kind == "event":
            event = site.library.events[output.address.split("/")[1]]
            yield f"events/{event.id}.md", _event(site, event), _RECORD_LINK.sub(_to_page, event.text or "")
        else:
            yield _path(output), _listing(site, output, kind), ""


def _to_page(found: re.Match[str]) -> str:
    return f"](/{urls.record(Key(found[1], found[2]))})"


def _path(page: Page) -> str:
    """The file of a page: that of a section if pages lie right below its address in a folder of content."""
    if page.address.count("/") <= 1:
        return f"{page.address}_index.md"
    return f"{page.address.rstrip('/')}.md"


def _listing(site: Edition, page: Page, kind: str) -> dict[str, object]:
    view: Any = page.view
    shown = {name: value for name, value in _plain(view).items() if name not in ("head", "map", "trace")}
    front: dict[str, object] = {
        "title": view.head.card.title,
        "description": view.head.description,
        "shape_of_page": "source" if kind == "uses" else getattr(view, "kind", kind),
        "og": view.head.kind,
        "view": shown,
    }
    if kind == "home":
        front["coverage"] = json.loads(view.head.data)["mainEntity"]["temporalCoverage"]
    else:
        front["layout"] = {"list": "names"}.get(kind, kind)
    if (trace := getattr(view, "trace", None)) is not None and trace.x:
        front["x"] = trace.x
    if (drawn := getattr(view, "map", None)) is not None:
        shown["missing"] = _plain(drawn)["missing"]
    record = _record(site, page.address)
    if record is not None:
        front["record"] = record
    return front


def _record(site: Edition, address: str) -> dict[str, object] | None:
    """What an actor, a place or a source is called by others, and how it is cited."""
    kind = {folder: kind for kind, folder in urls.FOLDERS.items()}.get(f"{address.split('/')[0]}/")
    if kind is None or address.count("/") != 2:
        return None
    id, library = address.split("/")[1], site.library
    if kind == "actor":
        return {"id": id, "label": "Entry on an actor", "schema": "Organization"}
    if kind == "place":
        return {"id": id, "schema": "Place"}
    if kind == "tag":
        return {"id": id}
    source = library.sources[id]
    start, _ = structured.known_dates(source.published) if source.published else (None, None)
    return {
        "id": id,
        "label": "Entry on a source",
        "publisher": source.publisher,
        "published": start,
        "year": date_view(source.published, "en").words if source.published else "",
        "address": source.url,
        "schema": "CreativeWork",
    }


def _plain(value: object) -> Any:  # noqa: ANN401
    """A view as JSON has it, without what is empty; an event in a list is its id alone."""
    if isinstance(value, Entry):
        return value.id
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    if dataclasses.is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items() if inner or inner == 0}
    return value


def _event(site: Edition, event: Event) -> dict[str, object]:
    at = Vantage(site, "", urls.Base("/"))
    date, shape, period = date_view(event.date, "en"), mark(event), period_link(at, filed_under(event.date))
    start, end = structured.known_dates(event.date)
    trace = event_trace(event, site.frame)
    types = site.config.relation_types
    return {
        "title": event.title,
        "description": event.summary,
        "shape_of_page": "event",
        "og": "article",
        "id": event.id,
        "weight": site.rank[event.id] + 1,
        "sentence": event.summary,
        "when": dataclasses.asdict(date),
        "weekday": weekday(event.date, "en"),
        "start": start,
        "end": end,
        "exact": not schema_dates(event.date).lost,
        "shape": shape.shape,
        "broken": shape.broken,
        "status": status_words(at, event),
        "status_word": "" if event.status == "confirmed" else status_words(at, event),
        "status_brief": brief_status(at, event),
        "confidence": event.status,
        "importance": event.importance,
        "period": _plain(period),
        "position": _position(site, event),
        "x": trace.x if trace else None,
        "actors": [{"id": a.actor, "role": a.role} for a in event.actors],
        "places": list(event.places),
        "tags": list(event.tags),
        "relations": [
            {
                "event": relation.event,
                "by": relation.according_to,
                "label": types[relation.type].label,
                "direction": types[relation.type].direction,
                "back_label": types[types[relation.type].inverse].label,
                "back_direction": types[types[relation.type].inverse].direction,
            }
            for relation in event.relations
        ],
        "claims": [
            {"by": c.by, "says": c.says, "denied_by": [{"actor": d.actor, "says": d.says} for d in c.denied_by]}
            for c in event.claims
        ],
        "sources": [{"source": c.source, "locator": c.locator} for c in event.sources],
        "mentions": list(_mentioned(event.text or "")),
    }


def _position(site: Edition, event: Event) -> dict[str, object] | None:
    """The number of an event among those of its period."""
    stretch = filed_under(event.date)
    here, whole = site.position(stretch, event.id) if stretch else (0, 1)
    return {"number": here + 1, "of": whole} if whole > 1 else None


def _mentioned(text: str) -> Iterable[str]:
    return dict.fromkeys(found[2] for found in _RECORD_LINK.finditer(text) if found[1] == "event")


def make_mkdocs(folder: Path, built: Path) -> None:
    """Write the same pages for MkDocs without a plugin: each page of a built site as its text and its links."""
    (folder / "theme").mkdir(parents=True)
    (folder / "theme" / "main.html").write_text(_THEME, "utf-8")
    (folder / "mkdocs.yml").write_text(_SETTINGS, "utf-8")
    for address, page in graph.pages(built):
        if address != "/404.html":
            file = folder / "docs" / f"{address.removesuffix('.html').strip('/')}/index.md".lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_as_markdown(address, page), "utf-8")


def _as_markdown(address: str, page: str) -> str:
    title = _TITLE.search(page)
    paragraphs = [f"# {html.unescape(title[1]) if title else address}"]
    body = _BODY.search(page)
    if body:
        paragraphs.append("\n\n".join(re.sub(r"<[^>]+>", "", p) for p in body[1].split("</p>") if p.strip()))
    inner = (link for link in sorted(graph.links(address, page)) if link.startswith("/") and "#" not in link)
    return "\n\n".join([*paragraphs, "\n".join(f"- [{link.strip('/')}]({link})" for link in inner)]) + "\n"
