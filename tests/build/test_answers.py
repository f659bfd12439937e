"""What a browser is answered: pages with the number of their reload, ways to addresses, and what is wrong."""

from collections.abc import Iterable
from typing import Any

import pytest

from timeline.build.answers import Answers, Found

FILES = {
    "index.html": Found(b"<body>Home</body>", 4),
    "events/a/index.html": Found(b"<body>A</body>", 5),
    "static/a.js": Found(b"let a;", 5),
    "404.html": Found(b"<body>Not here</body>", 5),
    "bad/index.html": Found(b"", 6, "base.html:3: <i> has no attribute 'x'"),
}


class Host:
    """What is asked of MkDocs' server."""

    mount_path = "/ferry/"

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401
        """Keep a browser waiting."""
        start_response("200 OK", [])
        return [b"waited"]

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        return content.replace(b"</body>", b"<script>%d</script></body>" % epoch)


class Site:
    """Files by path."""

    def find(self, path: str) -> Found | None:
        """A file."""
        return FILES.get(path)


def asked(address: str) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    said: list[Any] = []
    body = b"".join(Answers(Host(), Site())({"PATH_INFO": address}, lambda *found: said.extend(found)))
    return said[0], dict(said[1]), body


@pytest.mark.parametrize(
    ("address", "status", "body"),
    [
        ("/ferry/", "200 OK", b"<body>Home<script>4</script></body>"),
        ("/ferry/events/a/", "200 OK", b"<body>A<script>5</script></body>"),
        ("/ferry/events/a/index.html", "200 OK", b"<body>A<script>5</script></body>"),
        ("/ferry/static/a.js", "200 OK", b"let a;"),
        ("/ferry/events/b/", "404 Not Found", b"<body>Not here<script>5</script></body>"),
        ("/ferry/../events/b", "404 Not Found", b"<body>Not here<script>5</script></body>"),
        ("/elsewhere/", "404 Not Found", b"<body>Not here<script>5</script></body>"),
        ("/livereload/1/2", "200 OK", b"waited"),
    ],
)
def test_a_page_bears_the_number_of_its_reload(address: str, status: str, body: bytes) -> None:
    found = asked(address)
    assert (found[0], found[2]) == (status, body)
    assert found[1].get("Content-Length", str(len(body))) == str(len(body))


@pytest.mark.parametrize(("address", "there"), [("/", "/ferry/"), ("/ferry/events/a", "/ferry/events/a/")])
def test_an_address_leads_to_its_page(address: str, there: str) -> None:
    status, headers, _ = asked(address)
    assert (status, headers["Location"]) == ("302 Found", there)


def test_a_page_that_cannot_be_made_says_why_and_is_loaded_again() -> None:
    status, headers, body = asked("/ferry/bad/")
    assert (status, headers["Content-Type"]) == ("500 Internal Server Error", "text/html")
    assert b"base.html:3: &lt;i&gt; has no attribute" in body
    assert b"<script>6</script>" in body
