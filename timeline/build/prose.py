"""Pages of prose whose words have changed, and whether anything could be wrong with them.

A page that is new, gone, renamed or a draft is not looked at here: it changes what other pages link to, and everything
is read again.
"""

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from timeline.build.inputs import CONTENT, Inputs
from timeline.build.state import State
from timeline.content.files import decode, read_prose, record_kind
from timeline.content.load import PROSE_SUFFIXES, YAML_SUFFIXES
from timeline.content.mentions import file_links
from timeline.diagnostics import Diagnostic
from timeline.graph.library import Library, is_published
from timeline.graph.references import prose_pointers
from timeline.model.records import Key, Prose, Record
from timeline.site.config import SiteConfig
from timeline.site.revision import prose_facts
from timeline.site.traces import fact

FILE = "file"  # of the fact that only the host reads: every byte of a page of prose


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Published pages of prose that changed, with those in other languages at their addresses, as they were and as they
    are, in the order of reading; `pages` are all, and `paths` name those that changed."""

    before: tuple[Prose, ...] = ()
    after: tuple[Prose, ...] = ()
    pages: tuple[Prose, ...] = ()
    paths: frozenset[str] = frozenset()

    @property
    def facts(self) -> frozenset[int]:
        """What has changed about them."""
        return prose_facts(self.before, self.after) | {fact("prose", path, FILE) for path in self.paths}


def is_prose(path: str) -> bool:
    """Whether the host makes a page of a file of the content."""
    return _suffix(path) in PROSE_SUFFIXES


def rewritten(
    state: State, config: SiteConfig, content: Path, paths: Iterable[str], inputs: Inputs
) -> Rewritten | None:
    """The pages of some files, which stay at their addresses; None if one does not, or if there is a finding.
    Raises OSError and DamagedError."""
    wanted = frozenset(paths)
    if not wanted:
        return Rewritten()
    old = state.prose()
    changed = [page for page in old if page.path in wanted]
    if len(changed) < len(wanted) or any(CONTENT + path not in inputs for path in wanted):
        return None
    new = {page.path: found for page in changed if (found := _read(content, page.path, config))}
    if len(new) < len(changed):
        return None
    addresses = {page.address for page in changed}
    before = tuple(page for page in old if page.address in addresses)
    after = tuple(new.get(page.path, page) for page in before)
    return Rewritten(before, after, tuple(new.get(page.path, page) for page in old), wanted)


def _read(content: Path, path: str, config: SiteConfig) -> Prose | None:
    """A published page without a finding."""
    shown = f"{config.content}/{path}"
    text = decode((content / path).read_bytes(), shown)
    if isinstance(text, Diagnostic):
        return None
    found = read_prose(text, shown, PurePosixPath(path), config.languages)
    page = found.prose[0]
    return None if found.diagnostics or page.draft else page


def prose_may_be_wrong(
    pages: Iterable[Prose],
    library: Library,
    find: Callable[[Key], Record | None],
    inputs: Inputs,
    config: SiteConfig,
) -> bool:
    """Whether a page may refer to what is not there or not published. Errs on the side of yes."""
    listed = list(pages)
    if not listed:
        return False
    targets = {target for page in listed for _, target in prose_pointers(page)}
    if not all(_is_there(target, library, find, config) for target in targets):
        return True
    known = {path for name in inputs if name.startswith(CONTENT) and _is_linkable(path := name.removeprefix(CONTENT))}
    links = ((page, target) for page in listed for target, _ in file_links(page.text))
    return any(target.startswith("/") or _path(page, target) not in known for page, target in links)


def _is_there(target: Key, library: Library, find: Callable[[Key], Record | None], config: SiteConfig) -> bool:
    record = find(target)
    if record is None:
        return target.kind == "tag" and target.id in library.by_tag
    return is_published(record, config.today)


def _is_linkable(path: str) -> bool:
    return _suffix(path) not in YAML_SUFFIXES and not (record_kind(path) == "source" and _suffix(path) == ".txt")


def _path(page: Prose, target: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), unquote(target)))


def _suffix(path: str) -> str:
    return f".{path.rpartition('.')[2]}".lower()
