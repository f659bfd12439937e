"""What a browser gets from a preview: a page, a way to its address, that it is not there, or what is wrong with it.

    server.set_app(Answers(server, preview))

MkDocs' server keeps the browsers waiting that are to load a page again (`/livereload/`); everything else is answered
here, at any time: what was shown before a save is shown until what it touches is known. Each page carries the number
of the reload it was made for, so that one from before is loaded again.
"""

import mimetypes
import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol
from urllib.parse import quote

NOT_FOUND = "404.html"
HTML = "text/html"
TYPES = {".js": "application/javascript", ".mjs": "application/javascript", ".gz": "application/gzip"}
TYPES |= {".atom": "application/atom+xml", ".geojson": "application/geo+json", ".ics": "text/calendar"}
Headers = list[tuple[str, str]]
Start = Callable[[str, Headers], Any]


@dataclass(frozen=True, slots=True)
class Found:
    """The bytes of a file; or, if it cannot be made, `mistake` says why. `epoch` is the number of its reload."""

    data: bytes
    epoch: int
    mistake: str = ""


class Source(Protocol):
    """Who knows the files of a site."""

    def find(self, path: str) -> Found | None:
        """A file by its path in the site; None if there is none."""


class Server(Protocol):
    """What is asked of MkDocs' server."""

    mount_path: str

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Answer a request."""

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes: ...


class Answers:
    """An application as servers of Python ask it."""

    def __init__(self, server: Server, source: Source) -> None:
        self._server, self._source = server, source

    def __call__(self, environ: Any, start: Start) -> Iterable[bytes]:  # noqa: ANN401
        """Answer a request."""
        address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if address.startswith("/livereload/"):
            return self._server.serve_request(environ, start)
        mount = self._server.mount_path
        if not f"{address}/".startswith(mount):
            return _moved(start, mount) if address == "/" else self._missing(start)
        path = path_of(address[len(mount) :])
        found = self._source.find(path)
        if found is not None:
            return self._found(start, path, found)
        if not address.endswith("/") and self._source.find(f"{path}/index.html"):
            return _moved(start, f"{address}/")
        return self._missing(start)

    def _found(self, start: Start, path: str, found: Found, status: str = "200 OK") -> Iterable[bytes]:
        if found.mistake:
            return self._send(start, "500 Internal Server Error", HTML, _page_of(found.mistake), found.epoch)
        return self._send(start, status, type_of(path), found.data, found.epoch)

    def _missing(self, start: Start) -> Iterable[bytes]:
        """The site's own page, which is loaded again when there is something at the address."""
        page = self._source.find(NOT_FOUND)
        return self._found(start, NOT_FOUND, page or Found(b"404 Not Found", 0), "404 Not Found")

    def _send(self, start: Start, status: str, kind: str, data: bytes, epoch: int) -> Iterable[bytes]:
        if kind == HTML and epoch:
            data = self._server._inject_js_into_html(data, epoch)
        start(status, [("Content-Type", kind), ("Content-Length", str(len(data)))])
        return [data]


def path_of(address: str) -> str:
    """The file of an address below the site's root; nothing leads out of it.

    >>> path_of("events/a/"), path_of(""), path_of("../../a.css")
    ('events/a/index.html', 'index.html', 'a.css')
    """
    page = f"{address}index.html" if address.endswith("/") or not address else address
    return posixpath.normpath(f"/{page}").lstrip("/")


def type_of(path: str) -> str:
    """The media type of a file.

    >>> type_of("a/index.html"), type_of("feed.atom"), type_of("a.unknown")
    ('text/html', 'application/atom+xml', 'application/octet-stream')
    """
    known = TYPES.get(posixpath.splitext(path)[1].lower())
    return known or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _moved(start: Start, address: str) -> Iterable[bytes]:
    start("302 Found", [("Location", quote(address)), ("Content-Length", "0")])
    return []


def _page_of(mistake: str) -> bytes:
    """A page that says what is wrong, for whoever is about to mend it."""
    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>This page cannot be made</title>'
    return f"{head}<body><h1>This page cannot be made</h1><pre>{escape(mistake)}</pre></body></html>".encode()
