"""Evidence: numbered source cards, claims beside their answers, rival dates, and figures with bounds."""

import re
from collections.abc import Iterable

from timeline.model.provenance import Citation, Claim, Figure, RivalDate
from timeline.model.records import Key, Source
from timeline.site import phrases, urls
from timeline.site.values import value
from timeline.site.vantage import Vantage
from timeline.site.views.parts import DateView, Link, actor_link, date_view
from timeline.site.views.relations import DenialView, denial_view

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@value()
class Quotation:
    """The source's own words (perhaps none) and where they stand."""

    text: str
    locator: str


@value(kw_only=True)
class SourceCard:
    """A source and what a page takes from it. `origin` says publisher and date."""

    number: int
    anchor: str
    link: Link
    origin: str
    language: str
    quotations: tuple[Quotation, ...]
    url: str
    archived: str
    accessed: str

    @property
    def located(self) -> bool:
        """Whether it is said where to look, and nothing is quoted."""
        return bool(self.quotations) and not any(item.text for item in self.quotations)


@value()
class ClaimView:
    """A claim with its answers; `anchor` is its place on the event's page."""

    anchor: str
    by: Link
    on: str
    says: str
    denials: tuple[DenialView, ...]
    refs: tuple[Link, ...]


@value()
class RivalView:
    """Another dating of an event."""

    date: DateView
    by: Link | None
    note: str
    refs: tuple[Link, ...]


@value()
class FigureView:
    """A number in words: `between 12 and 20` `killed`."""

    what: str
    value: str
    by: Link | None
    note: str
    refs: tuple[Link, ...]


class Ledger:
    """Numbers the sources of one page in the order in which they are first cited; `within` begins their anchors
    where a page has several such lists."""

    def __init__(self, at: Vantage, within: str = "") -> None:
        self._at = at
        self._within = within
        self._cited: dict[str, list[Citation]] = {}

    def refs(self, citations: Iterable[Citation]) -> tuple[Link, ...]:
        """The references to be put behind a statement: `[1]`, each a link to a card."""
        numbers = []
        for citation in citations:
            self._cited.setdefault(citation.source, []).append(citation)
            numbers.append(list(self._cited).index(citation.source) + 1)
        number = self._at.site.language.number
        return tuple(Link(f"#{urls.source_anchor(n, self._within)}", number(n)) for n in sorted(set(numbers)))

    def cards(self) -> tuple[SourceCard, ...]:
        """A card for each source cited so far."""
        return tuple(source_card(self._at, n, self._cited[id], self._within) for n, id in enumerate(self._cited, 1))


def source_card(at: Vantage, number: int, citations: list[Citation], within: str = "") -> SourceCard:
    """The card of one source with all that is cited from it."""
    id, language = citations[0].source, at.site.config.language
    link, by, code, url, archived = at.site.memo.of(("source on a card", id, at.base), lambda: _on_card(at, id))
    accessed = next((c.accessed for c in citations if c.accessed), None)
    return SourceCard(
        number=number,
        anchor=urls.source_anchor(number, within),
        link=link,
        origin=by,
        language=code,
        quotations=quotations(citations),
        url=url,
        archived=archived,
        accessed=phrases.in_full(accessed, language) if accessed else "",
    )


def _on_card(at: Vantage, id: str) -> tuple[Link, str, str, str, str]:
    """What every card of a source says: the link, who published it, its language, where it is and is kept."""
    source = at.site.library.sources[id]
    link = Link(at.href(Key("source", id)), source.title)
    return link, origin(at, source), language_code(source), source.url or "", source.archived or ""


def language_code(source: Source) -> str:
    """The language of a source for `lang`; empty if what was written is no code ("English")."""
    written = source.language or ""
    return written if _LANGUAGE.fullmatch(written) else ""


def origin(at: Vantage, source: Source) -> str:
    """Who published a source, and when: `The Daily Paper, 28 December 2023`."""
    language = at.site.language
    published = phrases.in_full(source.published, language.tag) if source.published else ""
    by = source.publisher or "; ".join(source.author)
    return language.say("{who}, {date}", who=by, date=published) if by and published else by or published


def quotations(citations: Iterable[Citation]) -> tuple[Quotation, ...]:
    """What is quoted, each passage once."""
    found = (Quotation(c.quote or "", c.locator or "") for c in citations if c.quote or c.locator)
    return tuple(dict.fromkeys(found))


def claim_view(at: Vantage, number: int, claim: Claim, ledger: Ledger) -> ClaimView:
    """A claim and its answers; their sources are entered in the ledger."""
    refs = ledger.refs(claim.sources)
    denials = tuple(denial_view(at, denial, ledger.refs(denial.sources)) for denial in claim.denied_by)
    on = phrases.in_full(claim.on, at.site.config.language) if claim.on else ""
    return ClaimView(urls.claim_anchor(number), actor_link(at, claim.by), on, claim.says, denials, refs)


def rival_view(at: Vantage, rival: RivalDate, ledger: Ledger) -> RivalView:
    """Another dating and who gives it."""
    by = actor_link(at, rival.according_to) if rival.according_to else None
    return RivalView(date_view(rival.date, at.site.config.language), by, rival.note or "", ledger.refs(rival.sources))


def figure_view(at: Vantage, figure: Figure, ledger: Ledger) -> FigureView:
    """A figure and who gives it."""
    by = actor_link(at, figure.according_to) if figure.according_to else None
    value = phrases.bounds(at.site.language, figure.value)
    return FigureView(figure.what, value, by, figure.note or "", ledger.refs(figure.sources))
