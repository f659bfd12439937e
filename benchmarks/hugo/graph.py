"""Whether two built sites have the same pages, the same links on every page, and the same data for machines."""

import html
import json
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

_LINK = re.compile(r'<a\b[^>]*?\bhref="?([^"\s>]*)')
_DATA = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)
_DRAWING = re.compile(r'<svg class="chain.*?</svg>', re.DOTALL)
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.DOTALL)


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The address of every page from the root, and its HTML."""
    return ((address, file.read_text("utf-8")) for address, file in _files(site).items())


def _files(site: Path) -> dict[str, Path]:
    return {_address(file.relative_to(site).as_posix()): file for file in sorted(site.rglob("*.html"))}


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def links(address: str, page: str) -> frozenset[str]:
    """Where the links of a page lead: addresses from the root, with anchors, and those of other sites."""
    return frozenset(_target(address, html.unescape(found[1])) for found in _LINK.finditer(page))


def _target(address: str, link: str) -> str:
    if re.match(r"[a-z]+:", link):
        return link
    path, anchor = urldefrag(link)
    folder = address if address.endswith("/") else posixpath.dirname(address) + "/"
    whole = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else address
    slash = "/" if path.endswith(("/", "..", ".")) and whole != "/" else ""
    return f"{whole}{slash}{'#' + anchor if anchor else ''}"


def data(page: str) -> list[object]:
    """The JSON-LD of a page."""
    return [json.loads(html.unescape(found)) for found in _DATA.findall(page)]


def words(page: str) -> int:
    """The number of words a reader sees outside the drawing of what led to what, which says the list below it again."""
    return len(html.unescape(_TAG.sub(" ", _DRAWING.sub("", page))).split())


def differences(ours: Path, theirs: Path, most: int = 20_000) -> list[str]:
    """What is not the same in two sites, a line each; empty if they are equal. All addresses are compared, and about
    `most` pages, evenly taken from all: a hundred thousand take longer to compare than to make."""
    one, two = _files(ours), _files(theirs)
    found = [f"only in {ours}: {address}" for address in sorted(one.keys() - two.keys())]
    found += [f"only in {theirs}: {address}" for address in sorted(two.keys() - one.keys())]
    both = sorted(one.keys() & two.keys())
    for address in both[:: max(1, len(both) // most)]:
        found += _differ(address, one[address].read_text("utf-8"), two[address].read_text("utf-8"))
    return found


def _differ(address: str, one: str, two: str) -> Iterator[str]:
    mine, other = links(address, one), links(address, two)
    if mine != other:
        yield f"{address}: links only in ours {sorted(mine - other)[:4]}, in theirs {sorted(other - mine)[:4]}"
    if address != "/404.html" and data(one) != data(two):
        yield f"{address}: the JSON-LD differs"
    seen, there = words(one), words(two)
    if abs(seen - there) > 2 + seen // 20:
        yield f"{address}: {seen} words here, {there} there"
