"""Whether two built sites have the same pages, the same links on every page, and the same data for machines."""

import html
import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote, urldefrag

_LINK = re.compile(r'<a\b[^>]*?\bhref="?([^"\s>]*)')
_DATA = re.compile(r'<script type="?application/ld\+json"?>(.*?)</script>', re.DOTALL)
_TAG = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]+>", re.DOTALL)


def pages(site: Path) -> dict[str, str]:
    """The HTML of every page by its address from the root."""
    found = sorted(site.rglob("*.html"))
    return {_address(file.relative_to(site).as_posix()): file.read_text("utf-8") for file in found}


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
    """The number of words a reader sees."""
    return len(html.unescape(_TAG.sub(" ", page)).split())


def differences(ours: Path, theirs: Path) -> list[str]:
    """What is not the same in two sites, a line each; empty if they are equal."""
    one, two = pages(ours), pages(theirs)
    found = [f"only in {ours}: {address}" for address in sorted(one.keys() - two.keys())]
    found += [f"only in {theirs}: {address}" for address in sorted(two.keys() - one.keys())]
    for address in sorted(one.keys() & two.keys()):
        mine, other = links(address, one[address]), links(address, two[address])
        if mine != other:
            found.append(
                f"{address}: links only in ours {sorted(mine - other)[:4]}, in theirs {sorted(other - mine)[:4]}"
            )
        if address != "/404.html" and data(one[address]) != data(two[address]):
            found.append(f"{address}: the JSON-LD differs")
        seen, there = words(one[address]), words(two[address])
        if abs(seen - there) > 2 + seen // 20:
            found.append(f"{address}: {seen} words here, {there} there")
    return found
