"""A page -> the ways to cite it: plain words, APA, Chicago, BibTeX and CSL-JSON.

Cited(title, site, date, url, …)  ->  “Flood” (1987), Mereford, https://mereford.example/events/flood/

No form gives a day of access: a page is made once for all its readers, and the same content always makes the same
page. Styles that ask for that day leave it to the reader to add.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

from timeline.site.jsonld import compact
from timeline.site.language import load
from timeline.site.values import value

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # not \{: BibTeX counts braces before TeX sees them
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{special: f"\\{special}" for special in "$&#%_"},
    }
)
_INNER = str.maketrans("“”", "‘’")
_UNSAFE_IN_URL = str.maketrans({c: f"%{ord(c):02X}" for c in ' "<>\\^`{|}'})
_CLOSED = re.compile(r"[.?!…。؟！？۔।]['\"’”)\]]*\Z")


@value(kw_only=True)
class Cited:
    """What a citation needs to know of a page. `label` says what kind of page it is, `date` when its event was;
    `url` is the permanent address, or empty while the site has none."""

    kind: str
    id: str
    title: str
    site: str
    label: str
    date: str = ""
    url: str = ""
    language: str = "en"


@value()
class Form:
    """A citation in one style, ready to be copied. `code` if a program will read it."""

    name: str
    text: str
    code: bool = False


def forms(page: Cited) -> tuple[Form, ...]:
    """A page in every style but plain words."""
    return (
        Form("APA", apa(page)),
        Form("Chicago", chicago(page)),
        Form("BibTeX", bibtex(page), code=True),
        Form("CSL-JSON", csl_json(page), code=True),
    )


def plain(page: Cited) -> str:
    """For a note or a message.

    >>> plain(Cited(kind="event", id="flood", title="Flood", site="Mereford", label="Timeline entry", date="1987"))
    '“Flood” (1987), Mereford'
    """
    say = load(page.language).say
    words = say("{title} ({what}), {site}", title=_quoted(page, _inner(page)), what=_what(page), site=page.site)
    return say("{citation}, {address}", citation=words, address=page.url) if page.url else words


def _what(page: Cited) -> str:
    """What is in brackets: the date, else the kind of page as it is written inside a sentence."""
    inside = page.label if page.language.startswith("de") else page.label[:1].lower() + page.label[1:]
    return page.date or inside


def apa(page: Cited) -> str:
    """The seventh edition's form for a page without an author or a date of its own.

    >>> apa(Cited(kind="event", id="flood", title="Flood", site="Mereford", label="Timeline entry", date="1987"))
    'Flood [Timeline entry, 1987]. (n.d.). Mereford.'
    """
    undated = load(page.language).say_of("citation of a page without a date", "n.d.")
    title = f"{_one_line(page.title)} [{_about(page)}]. ({undated})."
    return " ".join(filter(None, (title, _ended(page.site), page.url)))


def chicago(page: Cited) -> str:
    """An entry of a bibliography after the Chicago Manual of Style.

    >>> chicago(Cited(kind="event", id="flood", title="Flood", site="Mereford", label="Timeline entry", date="1987"))
    '“Flood.” Timeline entry, 1987. Mereford.'
    """
    where = f"{page.url}." if page.url else ""
    title = _quoted(page, _ended(_inner(page)))
    return " ".join(filter(None, (title, _ended(_about(page)), _ended(page.site), where)))


def bibtex(page: Cited) -> str:
    """An entry for BibTeX and biblatex. The title keeps its capitals; an address is never escaped."""
    fields = {
        "title": f"{{{_tex(page.title)}}}",
        "howpublished": _tex(page.site),
        "note": _tex(_about(page)),
        "url": page.url.translate(_UNSAFE_IN_URL),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join((f"@misc{{{bibtex_key(page.kind, page.id)},", *lines, "}"))


def bibtex_key(kind: str, id: str) -> str:
    """The key of an entry, which may hold ASCII alone.

    >>> bibtex_key("event", "reactor-4"), bibtex_key("place", "kérosène")
    ('event-reactor-4', 'place-kerosene-cfec03')
    """
    if id.isascii():
        return f"{kind}-{id}"
    plain_letters = unicodedata.normalize("NFKD", id).encode("ascii", "ignore").decode().strip("-")
    return "-".join(filter(None, (kind, plain_letters, sha256(id.encode()).hexdigest()[:6])))


def csl_json(page: Cited) -> str:
    """A list of one item, as Zotero, pandoc and citeproc read it."""
    fields = {
        "id": bibtex_key(page.kind, page.id),
        "type": "webpage",
        "title": _one_line(page.title),
        "container-title": _one_line(page.site),
        "genre": page.label,
        "event-date": {"literal": page.date} if page.date else None,
        "URL": page.url,
        "language": page.language,
    }
    return f"[{compact(fields)}]"


def _about(page: Cited) -> str:
    return f"{page.label}, {page.date}" if page.date else page.label


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _quoted(page: Cited, text: str) -> str:
    return load(page.language).quoted(text)


def _inner(page: Cited) -> str:
    """The title to stand in quotation marks: where its own are the same, they become single ones."""
    title = _one_line(page.title)
    return title.translate(_INNER) if _is_alike(page.language) else title


@lru_cache(maxsize=64)
def _is_alike(language: str) -> bool:
    return load(language).quoted("").startswith("“")


def _ended(text: str) -> str:
    """A text with a full stop, unless it ends with a mark of its own."""
    line = _one_line(text)
    return line if _CLOSED.search(line) else f"{line}."


def _tex(text: str) -> str:
    return _one_line(text).translate(_TEX)
