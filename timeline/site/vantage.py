"""The site as one value (library, configuration, indexes the library does not have), seen from one of its pages.

Edition = library + config + indexes;   Vantage = Edition + where a page stands, so that links can be relative
"""

import posixpath
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Protocol, TypeVar
from urllib.parse import unquote

from timeline.dates import DateValue
from timeline.graph.library import Library, Statement
from timeline.graph.links import Link
from timeline.graph.periods import Period
from timeline.graph.translations import Words, translated
from timeline.model.records import Key, Prose, Record
from timeline.site import urls
from timeline.site.config import SiteConfig
from timeline.site.corrections import last_correction
from timeline.site.histogram import Extent, Frame, Histogram, extent_of, spread_of, year_of
from timeline.site.language import Language, load
from timeline.site.markdown import Targets, Writer
from timeline.site.memo import Memo
from timeline.site.pictures import Original, attributes
from timeline.site.shelves import Path, Stretch, path_of

V = TypeVar("V")
R = TypeVar("R", bound=Record)
Index = Mapping[str, tuple[str, ...]]
MOST_IN_FOOT = 6  # pages of prose; the front page has all
REMEMBERED = 50_000  # views that many pages share: about 50 MB, and as much until it is forgotten
WORDED = ("claims_by", "denied_claims", "attributed_to", "denied_links")  # indexes that hold words


@dataclass(frozen=True, slots=True)
class Visit:
    """A stop of a guided timeline at an event; `number` counts from 1."""

    timeline: str
    number: int


class Headline(Protocol):
    """What links, marks and rows of lists show of an event."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def date(self) -> DateValue:
        """When it was."""

    @property
    def status(self) -> str:
        """How sure it is that it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Everything views draw on. `config` is that of the site in one language, `root` that of the whole, with all its
    languages; `language` is that of the interface; `assets` are the addresses of our own files by name; `rank` tells of
    two events which comes first, and no more: a page that shows the number itself would not be made again when that
    changes; `attributed` are the relations that somebody claims, each once, from the end whose record says so;
    `corrected` is the day of the last correction of events that have one; `paths` say where an event stands in a list
    that is divided, `importance` which events are shown there, `spread` how events lie in time, `extent` the years of
    the first and the last day; `lean` says whether the site is kept light; `memo` keeps the views that many pages
    share."""

    library: Library
    config: SiteConfig
    language: Language
    root: SiteConfig
    writer: Writer
    assets: Mapping[str, str]
    rank: Mapping[str, int]
    claims_by: Mapping[str, tuple[Statement, ...]]
    denied_claims: Mapping[str, tuple[Statement, ...]]
    attributed: tuple[Link, ...]
    attributed_to: Mapping[str, tuple[Link, ...]]
    denied_links: Mapping[str, tuple[Link, ...]]
    visits: Mapping[str, tuple[Visit, ...]]
    members: Index
    inner_places: Index
    narrower: Index
    paths: Mapping[str, Path]
    importance: Mapping[str, int]
    corrected: Mapping[str, str]
    spread: Histogram | None
    extent: Extent
    lean: bool
    memo: Memo
    pictures: Mapping[str, Original]

    @property
    def is_mixed(self) -> bool:
        """Whether there are texts in other languages than the main one."""
        every = (record for kind in urls.FOLDERS for record in records_of(self.library, kind).values())
        return bool(self.root.others) or any(record.lang for record in every)

    def own(self, record: R) -> R:
        """The record whose page is made: whatever changes in it, the page is made again, so that nobody has to note
        which fields are read. Where the record stands in its file is not among them: `positions` are to be asked of
        the record itself."""
        return record

    def headline(self, id: str) -> Headline:
        """What most pages show of an event that is not their own, under one name: to note the parts one by one took
        longer than to read them. Raises KeyError."""
        return self.library.events[id]

    @property
    def in_foot(self) -> tuple[Prose, ...]:
        """The pages of prose that the foot of every page leads to."""
        return in_foot(self.library.prose)

    @property
    def is_printed(self) -> bool:
        """Whether there are documents for paper of the whole site."""
        return self.config.printed(len(self.library.order))

    @property
    def frame(self) -> Frame | None:
        """The time over which events are spread; None without dated events."""
        return self.spread.frame if self.spread else None

    def beside(self, actor: str, id: str) -> tuple[str | None, str | None]:
        """The events before and after one in which an actor takes part, among those of the actor."""
        ids = self.library.by_actor[actor]
        here = self._number(actor, ids, id)
        return ids[here - 1] if here else None, ids[here + 1] if here + 1 < len(ids) else None

    def position(self, stretch: Period, id: str) -> tuple[int, int]:
        """The number of an event among those of a period, from 0, and how many these are."""
        ids = self.library.by_period[stretch]
        return self._number(stretch, ids, id), len(ids)

    def _number(self, of: Hashable, ids: Sequence[str], id: str) -> int:
        """The place of an event in the list of somebody or something, without walking through it."""
        ranks = self.memo.of(("ranks", of), lambda: array("I", map(self.rank.__getitem__, ids)))
        return bisect_left(ranks, self.rank[id])

    @property
    def prefix(self) -> str:
        """Where this language has its site, below the site's root: nothing, or `fa/`."""
        return urls.language(self.config.language) if self.config.language in self.root.others else ""


def edition(
    library: Library,
    config: SiteConfig,
    assets: Mapping[str, str],
    pictures: Mapping[str, Original],
    remember: int = REMEMBERED,
) -> Edition:
    """The site of a library in its main language; every index is made in one pass."""
    attributed = tuple(link for id in library.order for link in library.links.get(id, ()) if _said(link))
    statements = library.statements
    return Edition(
        library=library,
        config=config,
        root=config,
        language=load(config.language),
        writer=Writer(),
        assets=assets,
        rank={id: number for number, id in enumerate(library.order)},
        claims_by=_index((s.claim.by, s) for s in statements),
        denied_claims=_index((d.actor, s) for s in statements for d in s.claim.denied_by),
        attributed=attributed,
        attributed_to=_index((link.according_to, link) for link in attributed if link.according_to),
        denied_links=_index((d.actor, link) for link in attributed for d in link.denied_by),
        visits=_index((s.event, Visit(t.id, n)) for t in library.timelines.values() for n, s in enumerate(t.stops, 1)),
        members=_index((a.part_of, a.id) for a in library.actors.values() if a.part_of),
        inner_places=_index((p.part_of, p.id) for p in library.places.values() if p.part_of),
        narrower=_index((t.parent, t.id) for t in library.tags.values() if t.parent),
        paths=_paths(library),
        importance={id: event.importance for id, event in library.events.items()},
        corrected={id: day for id, event in library.events.items() if (day := last_correction(event))},
        spread=spread_of(year_of(library.events[id]) for id in library.order),
        extent=extent_of(event.date for event in library.events.values()),
        lean=config.is_lean(len(library.order)),
        memo=Memo(remember),
        pictures=pictures,
    )


def _paths(library: Library) -> Mapping[str, Path]:
    """The shelves of every event; one value for each stretch, however many events lie in it."""
    known: dict[Stretch, Stretch] = {}
    return {id: tuple(known.setdefault(s, s) for s in path_of(event.date)) for id, event in library.events.items()}


def in_language(site: Edition, tag: str, remember: int = REMEMBERED) -> Edition:
    """The same site in another of its languages, by its tag; nothing is translated before it is asked for."""
    words = Words(tag, site.config.language)
    indexes: dict[str, Any] = {name: words.of_index(getattr(site, name)) for name in WORDED}
    return replace(
        site,
        library=translated(site.library, words),
        config=in_one_language(site.config, tag),
        language=load(tag),
        writer=Writer(),
        attributed=words.of_sequence(site.attributed),
        memo=Memo(remember),
        **indexes,
    )


def in_one_language(config: SiteConfig, tag: str) -> SiteConfig:
    """The settings of the site in another of its languages."""
    called = config.others[tag]
    url = f"{config.url}{urls.language(tag)}" if config.url else ""
    return replace(config, language=tag, name=called.name, description=called.description, url=url, others={})


def in_foot(pages: Sequence[Prose]) -> tuple[Prose, ...]:
    """Of the pages of prose of a language those that every page leads to: all, or some at the top if they are many."""
    if len(pages) <= MOST_IN_FOOT:
        return tuple(pages)
    return tuple(page for page in pages if "/" not in page.address)[:MOST_IN_FOOT]


def _said(link: Link) -> bool:
    return link.event == link.stated_by and bool(link.according_to or link.denied_by)


def _index(pairs: Iterable[tuple[str, V]]) -> Mapping[str, tuple[V, ...]]:
    index: defaultdict[str, list[V]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return MappingProxyType({key: tuple(values) for key, values in index.items()})


@dataclass(frozen=True, slots=True)
class Vantage:
    """The site from the page at `address`."""

    site: Edition
    address: str
    base: urls.Base

    @property
    def root(self) -> urls.Base:
        """Where links to files start that all languages share."""
        up = "../" * self.site.prefix.count("/")
        if self.base.root.startswith("/"):
            return urls.Base(self.base.root.removesuffix(self.site.prefix))
        return urls.Base(self.base.root + up)

    def href(self, key: Key, anchor: str = "") -> str:
        """A link to a record."""
        return self.base.href(urls.record(key), anchor)

    def targets(self) -> Targets:
        """Where the links of a text on this page lead."""
        return Targets(self._target, self._file, self.picture)

    def record_targets(self) -> Targets:
        """The same for a text whose links to files the host has made already; they count from the page."""
        return Targets(self._target, lambda path: path, lambda path: self.picture(posixpath.join(self.address, path)))

    def picture(self, path: str) -> tuple[tuple[str, str], ...]:
        """What an `<img>` of a file of the content folder says beside its address and words."""
        path = posixpath.normpath(unquote(path))
        return tuple(attributes(path, self.site.pictures.get(path), self.root))

    def _file(self, path: str) -> str:
        name, mark, anchor = urls.file(path).partition("#")
        if name.endswith(".md"):
            pages = (page for page in self.site.library.prose if name in (page.path, page.path_of_original))
            if page := next(pages, None):
                return self.base.href(urls.record(Key("prose", page.address)), anchor)
        return self.root.href(name, anchor) if name else f"{mark}{anchor}"

    def _target(self, key: Key, anchor: str) -> str | None:
        return self.href(key, anchor) if key.id in records_of(self.site.library, key.kind) else None


def vantage(site: Edition, address: str) -> Vantage:
    """The site seen from an address."""
    return Vantage(site, address, urls.base(address, site.config.url or f"/{site.prefix}"))


def records_of(library: Library, kind: str) -> Mapping[str, Record]:
    """All records of a kind by id."""
    kinds: dict[str, Mapping[str, Record]] = {
        "event": library.events,
        "actor": library.actors,
        "place": library.places,
        "source": library.sources,
        "tag": library.tags,
        "timeline": library.timelines,
    }
    return kinds[kind]
