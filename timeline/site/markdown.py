"""Markdown of events, guided timelines and prose -> HTML that can do no harm.

Python-Markdown without raw HTML, links to records resolved, headings fitted in below the page's own, then nh3 with a
list of what may stay. `extensions()` is the one list for our own instance and for the host's prose.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from timeline.model.records import Key
from timeline.site import paragraphs, urls
from timeline.slugs import slug

_TEXT_TAGS = "a abbr b br code del em i img ins kbd q s small strong sub sup"
_BLOCK_TAGS = "blockquote dd div dl dt h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul"
TAGS = frozenset(f"{_TEXT_TAGS} {_BLOCK_TAGS}".split())
ATTRIBUTES = {
    "a": {"href", "title", "class"},
    "abbr": {"title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height", "srcset", "sizes", "loading"},
    "li": {"id"},
    "ol": {"start"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
SCHEMES = {"http", "https", "mailto"}
_CLASS = re.compile(r"footnote|footnote-ref|footnote-backref|align-(?:left|center|right)|language-[\w+-]+")
_ALIGN = re.compile(r"text-align: (left|center|right);")
_HIDDEN = "\x02timeline-lt\x03"  # Python-Markdown takes these two characters out of every source before
_HEADING = re.compile(r"h[1-6]")
_CONTROL = re.compile(r"[\x00-\x20\x7f]+")


@dataclass(frozen=True, slots=True)
class Targets:
    """Where links in a text lead: to a record (None if there is none), and to a file beside the records; and what is
    known of a picture among those."""

    record: Callable[[Key, str], str | None]
    file: Callable[[str], str]
    picture: Callable[[str], tuple[tuple[str, str], ...]] = lambda _path: ()  # attributes, such as its width


def no_targets() -> Targets:
    """Targets of a text in which no record is known and files stay where they are."""
    return Targets(lambda _key, _anchor: None, lambda path: path)


class Footnotes(FootnoteExtension):
    """Footnotes whose anchors are numbered and start with a prefix, so that several texts can share a page."""

    prefix = ""

    def reset(self) -> None:
        """Begin a new text."""
        super().reset()
        self._numbers: dict[str, int] = {}

    def _anchor(self, label: str) -> str:
        return f"{self.prefix}{self._numbers.setdefault(label, len(self._numbers) + 1)}"

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802 - the host's names
        """The anchor of a footnote."""
        return f"fn:{self._anchor(id)}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        """The anchor of a reference to a footnote."""
        return self.unique_ref(f"fnref:{self._anchor(id)}", found)


class RecordText(Extension):
    """Links to records, tamed pictures, headings from level `top` on, and no raw HTML.

    These belong to the text that comes next, and the caller sets them before each one: `targets`, `top`; `title`, which
    the page shows already, so that a first heading with the same words is left out; and `anchors`, whether headings
    get one (`#how-dates-are-read`), as in a page of prose, which holds nothing else that has anchors.
    """

    def __init__(self) -> None:
        super().__init__()
        self.targets = no_targets()
        self.top = 2
        self.title = ""
        self.anchors = False

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Switch raw HTML off and add our step after the inline patterns."""
        md.preprocessors.deregister("html_block", strict=False)
        # MkDocs reads every page with Python's HTML parser (at 21), which dies of `<![>`: it sees no angle brackets.
        md.preprocessors.register(_Replace(md, "<", _HIDDEN), "timeline_hide", 24)
        md.preprocessors.register(_Replace(md, _HIDDEN, "<"), "timeline_show", 20.5)
        md.inlinePatterns.deregister("html", strict=False)
        # After all others: MkDocs complains of links to pages it did not make, once they look like paths.
        md.treeprocessors.register(_Settle(md, self), "timeline_records", -10)


class _Replace(Preprocessor):
    """Another text for a text, in all lines."""

    def __init__(self, md: Markdown, old: str, new: str) -> None:
        super().__init__(md)
        self.old, self.new = old, new

    def run(self, lines: list[str]) -> list[str]:
        return [line.replace(self.old, self.new) for line in lines]


class _Settle(Treeprocessor):
    def __init__(self, md: Markdown, text: RecordText) -> None:
        super().__init__(md)
        self.text = text

    def run(self, root: Element) -> None:
        if self.text.title and len(root) and root[0].tag == "h1" and _words(root[0]) == self.text.title:
            root.remove(root[0])
        _fit_headings(root, self.text.top)
        if self.text.anchors:
            _give_anchors(root)
        for element in root.iter():
            if element.tag == "a":
                _settle_link(element, self.text.targets)
            elif element.tag == "img":
                _settle_picture(element, self.text.targets)
            elif element.tag in ("td", "th"):
                _settle_cell(element)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _give_anchors(root: Element) -> None:
    """Headings get their words as anchor; words that stand above several, or above the page, get a number."""
    used = {urls.CONTENT_ANCHOR}
    for heading in (e for e in root.iter() if _HEADING.fullmatch(e.tag)):
        name = slug(_words(heading)) or "part"
        numbered = (f"{name}-{number}" for number in count(2))
        anchor = name if name not in used else next(other for other in numbered if other not in used)
        used.add(anchor)
        heading.set("id", anchor)


def _settle_link(link: Element, targets: Targets) -> None:
    kind, colon, _ = link.get("href", "").partition(":")
    if colon and kind in urls.FOLDERS:
        found = _record_href(link.get("href", ""), targets)
        if found is None:
            _to_text(link, None)
        else:
            link.set("href", found)
    elif not urls.leads_away(link.get("href", "")):
        link.set("href", targets.file(link.get("href", "")))
    elif colon and kind.lower() not in SCHEMES and not kind.startswith(("#", "/", "\x02")):
        _to_text(link, None)


def _record_href(target: str, targets: Targets) -> str | None:
    """The address of a link to `kind:id#anchor`, or None if there is no such record."""
    kind, _, rest = target.partition(":")
    name, _, anchor = rest.partition("#")
    return targets.record(Key(kind, name), anchor)


def _settle_picture(picture: Element, targets: Targets) -> None:
    source = picture.get("src", "")
    if not source or urls.leads_away(source):
        _to_text(picture, picture.get("alt", ""))
    else:
        picture.set("src", targets.file(source))
        for name, value in targets.picture(source):
            picture.set(name, value)


def _settle_cell(cell: Element) -> None:
    align = _ALIGN.search(cell.attrib.pop("style", ""))
    if align:
        cell.set("class", f"align-{align[1]}")


def _to_text(element: Element, text: str | None) -> None:
    """Make an element one that the sanitiser takes away around its content."""
    element.tag = "span"
    element.attrib.clear()
    element.text = element.text if text is None else text


def _fit_headings(root: Element, top: int) -> None:
    """Give headings levels from `top` on, and let none skip a level."""
    above: list[int] = []
    for heading in (e for e in root.iter() if _HEADING.fullmatch(e.tag)):
        written = int(heading.tag[1])
        while above and above[-1] >= written:
            above.pop()
        above.append(written)
        heading.tag = f"h{min(top + len(above) - 1, 6)}"


def extensions() -> tuple[RecordText, Footnotes, list[Extension]]:
    """The extensions of every text on the site; the first two are also in the list, to be set for each text."""
    records, footnotes = RecordText(), Footnotes()
    return records, footnotes, [*_plain_extensions(), footnotes, records]


def _plain_extensions() -> Iterator[Extension]:
    yield TableExtension()
    yield FencedCodeExtension()
    yield DefListExtension()
    yield SaneListExtension()


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if _CLASS.fullmatch(value) else None
    if name in ("href", "src"):
        link = _CONTROL.sub("", value)
        outside = link.startswith(("//", "/\\", "\\")) or (name == "src" and urls.leads_away(link))
        return None if outside else value
    if name == "srcset":
        return None if any(urls.leads_away(_CONTROL.sub("", one)) for one in value.split(",")) else value
    return value


class Writer:
    """One Python-Markdown and one sanitiser for all texts of a run."""

    def __init__(self) -> None:
        self._records, self._footnotes, active = extensions()
        self._markdown = Markdown(extensions=active, output_format="html")
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=_keep_attribute,
            url_schemes=set(SCHEMES),
            link_rel=None,
        )

    def render(self, text: str, targets: Targets, prefix: str = "", top: int = 2) -> Markup:
        """HTML of a Markdown text; `prefix` starts the anchors of its footnotes, `top` is its highest heading."""
        simple = paragraphs.to_html(text, lambda target: _record_href(target, targets))
        return Markup(simple) if simple is not None else self.convert(text, targets, prefix, top)

    def page(self, text: str, targets: Targets, title: str) -> Markup:
        """HTML of a page of prose below its title: headings have anchors, and the title is not said twice."""
        self._records.title, self._records.anchors = title, True
        try:
            return self.convert(text, targets)
        finally:
            self._records.title, self._records.anchors = "", False

    def convert(self, text: str, targets: Targets, prefix: str = "", top: int = 2) -> Markup:
        """The same by Python-Markdown and the sanitiser, whatever the text holds."""
        self._records.targets, self._records.top, self._footnotes.prefix = targets, top, prefix
        self._markdown.reset()
        return self.clean(self._markdown.convert(text))

    def clean(self, html: str) -> Markup:
        """The part of some HTML that can do no harm."""
        return Markup(self._cleaner.clean(html))


_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKS = re.compile(r"\*+(?=\S)|(?<=\S)\*+|\b_+(?=\S)|(?<=\S)_+\b|`+|\[\^[^\]]*\]|\\(?=[^\w\s])")
_SENTENCE_END = re.compile(r"[.!?…。！？؟](?:[\"”’»)]*)(?=\s|$)|[。！？]")
_BLOCK_MARK = re.compile(r"\A\s*(?:#{1,6}\s+|>\s*|[-*+]\s+|\d+[.)]\s+)")
SUMMARY_LENGTH = 280


def first_sentence(text: str) -> str:
    """The first sentence of a Markdown text without its marks: what stands for a summary that nobody wrote.

    >>> first_sentence("The [strike](event:strike) was *ordered* by him. Then more.")
    'The strike was ordered by him.'
    """
    first = next((block for block in re.split(r"\n\s*\n", text[:4000]) if block.strip()), "")
    plain = " ".join(_MARKS.sub("", _LINK.sub(r"\1", _BLOCK_MARK.sub("", first, count=1))).split())
    end = _SENTENCE_END.search(plain, min(20, len(plain)))
    sentence = plain[: end.end()] if end else plain
    if len(sentence) <= SUMMARY_LENGTH:
        return sentence
    return sentence[: sentence.rfind(" ", 0, SUMMARY_LENGTH)].rstrip(",;: ") + " …"
