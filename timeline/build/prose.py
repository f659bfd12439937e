"""Pages of prose that have changed, come or gone, and whether anything could be wrong with them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from timeline.build.inputs import CONTENT, Inputs
from timeline.build.linkable import Linkable, is_prose
from timeline.build.pack import freeze
from timeline.build.state import State
from timeline.content.collection import Collection
from timeline.content.files import decode, read_prose
from timeline.diagnostics import Diagnostic
from timeline.graph.checks import dead_links_of_page
from timeline.graph.library import Library, is_published
from timeline.graph.references import prose_pointers
from timeline.model.records import Key, Prose, Record
from timeline.site.collisions import page_collisions
from timeline.site.config import SiteConfig
from timeline.site.prose import prose_facts
from timeline.site.traces import fact

FILE = "file"  # of the fact that only the host reads: every byte of a page of prose


@dataclass(frozen=True, slots=True)
class Rewritten:
    """All pages of prose, in the order of reading and drafts too, as they were and as they are; `paths` name those that
    changed."""

    were: tuple[Prose, ...]
    pages: tuple[Prose, ...]
    paths: frozenset[str]

    @property
    def before(self) -> tuple[Prose, ...]:
        """Of the pages as they were those that are published at an address where something changed."""
        return self._touched(self.were)

    @property
    def after(self) -> tuple[Prose, ...]:
        """Of the pages as they are those that are published at an address where something changed."""
        return self._touched(self.pages)

    @property
    def addresses(self) -> frozenset[str]:
        """Where something changed, in any language."""
        return frozenset(page.address for page in (*self.were, *self.pages) if page.path in self.paths)

    def _touched(self, pages: Iterable[Prose]) -> tuple[Prose, ...]:
        return tuple(page for page in published(pages) if page.address in self.addresses)

    @property
    def moved(self) -> bool:
        """Whether there are other pages than before for the host to make."""
        were, are = ([page.path for page in published(pages) if not page.lang] for pages in (self.were, self.pages))
        return were != are

    def within(self, library: Library) -> Library:
        """A library with the pages that are published now."""
        main, others = ([p for p in published(self.pages) if bool(p.lang) is other] for other in (False, True))
        return replace(library, prose=tuple(main), translations=tuple(others)) if self.paths else library

    def after_it(self, state: State) -> State:
        """The state with the pages as they are now."""
        if not self.paths:
            return state
        held = {target for page in self.pages if page.draft for _, target in prose_pointers(page)}
        refer = {*map(tuple, state.head["drafts_refer_to"]), *((key.kind, key.id) for key in held)}
        parts = {**state.head["parts"], "prose": state.pack.put(freeze(self.pages))}
        return replace(state, head={**state.head, "parts": parts, "drafts_refer_to": sorted(refer)})

    def facts(self, config: SiteConfig) -> frozenset[int]:
        """What has changed about them."""
        if not self.paths:
            return frozenset()
        changed = {fact("prose", path, FILE) for path in self.paths}
        return prose_facts(published(self.were), published(self.pages), config) | changed


def published(pages: Iterable[Prose]) -> tuple[Prose, ...]:
    """Those that are no drafts."""
    return tuple(page for page in pages if not page.draft)


def place_of(pages: Iterable[Prose], address: str) -> int:
    """Where the links of the pages at an address stand among those of all: translations behind what they translate, and
    those of drafts at the end."""
    listed = published(pages)
    main = (page.address for page in listed if not page.lang)
    return list(dict.fromkeys([*main, *(page.address for page in listed)])).index(address)


def rewritten(
    state: State, config: SiteConfig, content: Path, paths: Iterable[str], inputs: Inputs
) -> Rewritten | None:
    """All pages, with those of some files as they are now; None if there is a finding. Raises OSError and
    DamagedError."""
    changed, were = frozenset(paths), state.prose()
    if not changed:
        return Rewritten(were, were, changed)
    known = {page.path: page for page in were}
    pages = []
    for path in (name.removeprefix(CONTENT) for name in inputs if name.startswith(CONTENT) and is_prose(name)):
        page = _read(content, path, config) if path in changed else known[path]
        if page is None:
            return None
        pages.append(page)
    collection = Collection((), tuple(pages), frozenset(), frozenset(), ())
    collision = next(page_collisions(collection, config.languages), None)
    return None if collision else Rewritten(were, tuple(pages), changed)


def _read(content: Path, path: str, config: SiteConfig) -> Prose | None:
    """A page without a finding."""
    shown = f"{config.content}/{path}"
    text = decode((content / path).read_bytes(), shown)
    if isinstance(text, Diagnostic):
        return None
    found = read_prose(text, shown, PurePosixPath(path), config.languages)
    return None if found.diagnostics else found.prose[0]


def prose_may_be_wrong(
    prose: Rewritten,
    lost: bool,
    library: Library,
    find: Callable[[Key], Record | None],
    inputs: Inputs,
    config: SiteConfig,
) -> bool:
    """Whether pages may refer to what is not there or, if they are published, to what is not; where files of the
    content were `lost`, any page may. Errs on the side of yes."""
    changed = [page for page in prose.pages if page.path in prose.paths]
    if not all(_is_there(to, page, library, find, config) for page in changed for _, to in prose_pointers(page)):
        return True
    known = Linkable(inputs)
    dead = (found for page in (prose.pages if lost else changed) for found in dead_links_of_page(page, known))
    return next(dead, None) is not None


def _is_there(
    target: Key, page: Prose, library: Library, find: Callable[[Key], Record | None], config: SiteConfig
) -> bool:
    record = find(target)
    if record is None:
        return target.kind == "tag" and target.id in library.by_tag
    return page.draft or is_published(record, config.today)
