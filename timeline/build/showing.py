"""Files of the content folder that come to be shown, are shown otherwise, or no longer."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline.build.state import State
from timeline.graph.library import Library
from timeline.site.config import SiteConfig
from timeline.site.media import published_files, uses_of_files
from timeline.site.overlay import Overlay
from timeline.site.pictures import Original
from timeline.site.traces import fact


@dataclass(frozen=True, slots=True)
class Shown:
    """How many records and pages of prose show or link files now, where that has changed; and the pictures that differ,
    None for what is no longer one. `published` are the files that go to the site, or went, otherwise than before."""

    uses: Mapping[str, int] = field(default_factory=dict)
    pictures: Mapping[str, Original | None] = field(default_factory=dict)
    published: frozenset[str] = frozenset()

    @property
    def facts(self) -> frozenset[int]:
        """What has changed about pictures."""
        return frozenset(fact("pictures", path, what) for path in self.pictures for what in ("", "in"))

    def after(self, state: State) -> State:
        """The state with what is shown now."""
        tables = dict(state.tables)
        for name, changed in (("uses", self.uses), ("index pictures", self.pictures)):
            left = {path: one for path, one in changed.items() if one}
            if changed:
                tables[name] = tables[name].revised(left, changed.keys() - left.keys())
        return replace(state, tables=tables)

    def revised(self, pictures: Mapping[str, Original]) -> Mapping[str, Original]:
        """The pictures of an edition as they are now."""
        left = {path: one for path, one in self.pictures.items() if one}
        return Overlay(pictures, left, self.pictures.keys() - left.keys()) if self.pictures else pictures


def shown(
    state: State, config: SiteConfig, content: Path, files: Iterable[str], old: Library, new: Library
) -> Shown | None:
    """What is shown after `files` of the content, which hold neither records nor prose, have changed, and the records
    and pages of `old` were replaced by those of `new`; None if a picture cannot be. Raises OSError and DamagedError."""
    changed, known = frozenset(files), state.uses
    uses = {path: known.get(path, 0) + more for path, more in _differences(old, new) if more}
    came_or_went = published_files(path for path, number in uses.items() if bool(number) != bool(known.get(path)))
    touched = came_or_went | published_files(path for path in changed if uses.get(path, known.get(path)))
    if not touched:
        return Shown(uses)
    from timeline.build.pictures import measure  # Pillow is needed for this alone
    from timeline.build.refusals import PictureError

    there = [path for path in sorted(touched) if uses.get(path, known.get(path))]
    try:
        found, were = measure(content, there, config.content), state.tables["index pictures"]
    except PictureError:
        return None
    pictures = {path: found.get(path) for path in touched if found.get(path) != were.get(path)}
    return Shown(uses, pictures, touched)


def _differences(old: Library, new: Library) -> Iterator[tuple[str, int]]:
    was, now = uses_of_files(old), uses_of_files(new)
    return ((path, now[path] - was[path]) for path in was.keys() | now.keys())


def may_be_missed(state: State, uses: Mapping[str, int], lost: Iterable[str]) -> bool:
    """Whether a record may show or link one of the files that are `lost`; `uses` are those that have changed."""
    drafts = frozenset(state.head["drafts_show"])
    return any(path in drafts or uses.get(path, state.uses.get(path)) for path in lost)
