"""Plain text, Markdown or HTML -> a document: the text that is read, and what its head says about it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "blockquote", "article"),
        *("section", "header", "footer", "figcaption", "ul", "ol", "table", "main"),
    )
)
_SILENT = frozenset({"script", "style", "noscript", "template", "nav", "footer", "svg", "form", "button", "head"})
_DATES = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "og:published_time",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "publish-date",
    "parsely-pub-date",
    "sailthru.date",
    "time",
)
_KEYS = {
    "title": ("og:title", "headline", "title"),
    "publisher": ("og:site_name", "publisher"),
    "author": ("author", "article:author"),
    "url": ("canonical", "og:url", "url"),
    "published": _DATES,
}
_ARTICLE = re.compile("Article|Posting|Report")
_FRONT_LINES = 60
_HEAD_PARTS = 200  # pieces of text in which a <time> may say when the article appeared
_LINE, _LINE_PARTS = 80, 4  # characters of so many pieces before a <time> that are looked at
_PUBLISHED = frozenset({"published", "updated", "posted", "date", "modified"})


@dataclass(frozen=True, slots=True)
class Document:
    """An article: `text` is what offsets count in; empty strings stand for what is not known."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    url: str = ""
    published: str = ""  # as it was written


def read_document(text: str, name: str = "") -> Document:
    """A document of a text; HTML is known by its name or its first tag.

    >>> read_document("<!doctype html><title>A</title><p>One.<p>Two.").text
    'One.\\n\\nTwo.\\n'
    """
    start = text[:200].replace("\ufeff", "").lstrip().lower()
    if name.lower().endswith((".html", ".htm", ".xhtml")) or start.startswith(("<!doctype html", "<html")):
        return _read_html(text)
    if start.startswith("---"):
        return _read_front_matter(text)
    return Document(text)


def _read_front_matter(text: str) -> Document:
    """Markdown with a head between `---` lines; the offsets count in the whole text, so the head is blanked."""
    lines = text.split("\n", _FRONT_LINES)
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
    if not end:
        return Document(text)
    found: dict[str, str] = {}
    for line in lines[1:end]:
        key, colon, value = line.partition(":")
        if colon:
            found.setdefault(key.strip().lower(), _unquoted(value.strip()))
    size = sum(len(line) + 1 for line in lines[: end + 1])
    return _document(" " * (size - 1) + "\n" + text[size:], found)


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] in "\"'" and value[0] == value[-1] else value


def _document(text: str, found: dict[str, str]) -> Document:
    chosen = {name: next((found[key] for key in keys if found.get(key)), "") for name, keys in _KEYS.items()}
    return Document(text, **chosen)


def _read_html(text: str) -> Document:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    linked = [each for block in reader.data for each in _linked(block)]
    for _, key, value in sorted(linked, key=lambda each: not each[0]):
        reader.found.setdefault(key.lower(), value)
    body = re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*", "\n\n", "".join(reader.parts)).strip()
    return _document(re.sub(r"[ \t\r\f\v]+", " ", body) + "\n", reader.found)


def _linked(block: str) -> Iterator[tuple[bool, str, str]]:
    """The plain fields of JSON-LD, and whether they are those of an article; a text that is no JSON says nothing."""
    try:
        value = json.loads(block)
    except (ValueError, RecursionError):
        return
    queue = [value]
    for item in queue:
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            queue.extend(item["@graph"] if isinstance(item.get("@graph"), list) else [])
            for key in ("datePublished", "headline", "publisher", "author"):
                named = item.get(key)
                named = named[0] if isinstance(named, list) and named else named
                named = named.get("name") if isinstance(named, dict) else named
                if isinstance(named, str):
                    yield bool(_ARTICLE.search(json.dumps(item.get("@type", "")))), key, named


class _Reader(HTMLParser):
    """Collects the running text and the fields of the head."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.data: list[str] = []
        self.found: dict[str, str] = {}
        self.silent: list[str] = []
        self.taking = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        fields = {key: value or "" for key, value in attrs}
        if fields.get("itemprop", "").lower() == "datepublished":
            self.found.setdefault("datepublished", fields.get("content") or fields.get("datetime", ""))
        if tag == "meta":
            key = fields.get("property") or fields.get("name") or fields.get("itemprop") or ""
            self.found.setdefault(key.lower(), fields.get("content", "").strip())
        elif tag == "link" and fields.get("rel") == "canonical":
            self.found.setdefault("canonical", fields.get("href", ""))
        elif tag == "time" and fields.get("datetime") and self._heads():
            self.found.setdefault("time", fields["datetime"])
        elif tag == "title" or (tag == "script" and "ld+json" in fields.get("type", "")):
            self.taking = tag
            self.data += [""] if tag == "script" else []
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag in _BLOCKS:
            self.parts.append("\n")
            if tag == "p":
                self.silent.clear()  # a head or menu that was never closed

    def _heads(self) -> bool:
        """Whether what follows may say when an article appeared: alone in its block, or behind "published"."""
        if len(self.parts) > _HEAD_PARTS:
            return False
        line = "".join(part[-_LINE:] for part in self.parts[-_LINE_PARTS:]).rpartition("\n")[2].strip()
        return not line or line[-1] in ":|,·•" or line.rpartition(" ")[2].lower() in _PUBLISHED

    def handle_endtag(self, tag: str) -> None:
        self.taking = ""
        if tag in self.silent:
            del self.silent[self.silent.index(tag) :]
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.taking == "title":
            self.found["title"] = self.found.get("title", "") + data.strip()
        elif self.taking == "script":
            self.data[-1] += data
        elif not self.silent:
            self.parts.append(data.replace("\n", " "))
