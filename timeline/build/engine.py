"""One build, told what there is from before: nothing has changed, a few records have, or everything is read.

    engine = Engine(places, cache, config)          looks at the inputs
    prepared = engine.prepare()                     findings, or an edition and which of its pages have to be made
    engine.remember(site, published)                leaves the state for the next build

Whatever is wrong with the cache, the build goes on without it.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.build import environment, look_back
from timeline.build.inputs import (
    CONTENT,
    SETTINGS,
    THEME,
    Inputs,
    LinkedError,
    changed_content,
    changes,
    edited_templates,
    look_at,
    same_surroundings,
    settled,
    signature,
)
from timeline.build.manifest import MARKER
from timeline.build.pack import DamagedError
from timeline.build.places import Places, inputs_of, named_inputs, surroundings_of

if TYPE_CHECKING:
    from timeline.build.advance import InMemory
    from timeline.build.given import Given
    from timeline.build.publish import Published
    from timeline.build.spare_files import Noted
    from timeline.build.spool import Spool
    from timeline.build.state import State
    from timeline.diagnostics import Diagnostic
    from timeline.site.config import SiteConfig
    from timeline.site.vantage import Edition


@dataclass(frozen=True, slots=True)
class Prepared:
    """An edition, and how often files of the content are shown or linked; if only some pages have to be made, the state
    that knows the others, the facts that have changed, the pictures that differ, and whether the host has other files
    to make than before."""

    edition: "Edition"
    uses: Mapping[str, int]
    state: "State | None" = None
    facts: frozenset[int] = frozenset()
    redrawn: frozenset[str] = frozenset()
    needs_host: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build has left in memory for the next one of its process: what others find in the cache, and the edition
    if it is still there. Whoever builds on it gets copies of what changes."""

    old: dict[str, Any]
    state: "State"
    site: "InMemory | None"


def versions() -> str:
    """Everything that is installed and may have a say in the bytes of a page."""
    known = {sys.version}
    for folder in sys.path:
        with suppress(OSError):
            known |= {name for name in os.listdir(folder) if name.endswith(".dist-info")}  # noqa: PTH208
    return " ".join(sorted(known))


class Engine:
    """A build with a memory. `folder` is the cache, None for a build without."""

    def __init__(
        self,
        places: Places,
        folder: Path | None,
        config: "SiteConfig | None",
        clean: bool = False,
        old: dict[str, Any] | None = None,
        kept: Kept | None = None,
        told: Iterable[str] = (),
        jobs: int = 0,
    ) -> None:
        """`kept` is what a build before this one in the same process has left; if files are `told`, nothing else has
        changed since."""
        self.places, self.folder, self.config, self.jobs = places, folder, config, jobs
        self.inputs: Inputs = {}
        self._new: Callable[[], State] | None = None
        self._reread: list[str] | None = None  # files that were read, where it was not all of them
        self._now = environment.now()
        self._kept = kept
        self._in_memory: Callable[[], InMemory | None] = lambda: None
        if kept is not None:
            old = kept.old
        if old is None:
            old = look_back.read(folder) if folder and not clean else {}
        self._told = False
        try:
            self.inputs = self._look_at(told, old.get("inputs", {})) or inputs_of(places, old.get("inputs", {}), jobs)
        except LinkedError:
            self.folder = None
        self.old: dict[str, Any] = old if self.folder else {}
        self.changes = changes(self.old.get("inputs", {}), self.inputs)

    def _look_at(self, told: Iterable[str], old: Inputs) -> Inputs:
        """The inputs if no others than some files have changed; empty where this is not enough to know them."""
        named = named_inputs(self.places, told)
        found = look_at(named, old) if named else None
        self._told = found is not None
        return found or {}

    @property
    def known(self) -> dict[str, tuple[int, int, int]]:
        """Signatures of the published files, as the last build left them."""
        found: dict[str, tuple[int, int, int]] = self.old.get("published", {})
        return found

    @property
    def left(self) -> "tuple[dict[str, tuple[int, int, int]], Noted | None]":
        """The same, and what the last build has noted of the spare."""
        return self.known, look_back.noted_in(self.old, marker_of(self.places.target))

    @property
    def program(self) -> str:
        """A name for this version of the program and everything it uses."""
        from hashlib import blake2b

        found = [(name, one[1]) for name, one in self.inputs.items() if name.startswith("program:")]
        return blake2b(repr((versions(), found)).encode(), digest_size=8).hexdigest()

    def prepare(
        self, read: "Callable[[Callable[[str], Any], Spool | None], Any]", remember: int
    ) -> "Prepared | list[Diagnostic]":
        """What has to be built; or all findings. `read` reads everything, given what may recall the records of a file
        that has not changed and what keeps the bytes of the others, and returns findings, or a collection, its edition,
        and how often files are shown or linked. With several jobs the state is made while the pages are."""
        from timeline.build.advance import InMemory
        from timeline.build.remember import recallable, state_ahead
        from timeline.build.spool import Spool
        from timeline.build.workers import usable_jobs
        from timeline.site.revision import timed

        recalled: dict[str, Any] = {}
        state = self.state_before()
        if state is not None and not state.is_whole:  # once the host is at work, nobody can begin anew
            state = None
        if state is not None and self.is_like_before() and self._same_settings(state):
            found = self.advanced(state, remember)
            if found is not None:
                return found
            state = self.state_before()
        if state is not None and self._reads_alike(state):
            recalled = dict(recallable(state, self.inputs))

        def recall(path: str) -> Any:  # noqa: ANN401
            keys = recalled.get(path)
            try:
                return None if keys is None or state is None else [state.record(kind, id) for kind, id in keys]
            except (DamagedError, KeyError):
                return None

        folder = self.folder
        spool = Spool(folder if folder.is_dir() else folder.parent) if folder else None
        made: Any = []
        try:
            made = read(recall, spool)
        finally:
            if spool is not None and isinstance(made, list):  # nothing will be remembered
                spool.close()
        if isinstance(made, list):
            return made
        collection, site, uses = made
        if folder is not None:
            several = usable_jobs(self.jobs, len(collection.records))
            self._new = state_ahead(folder, collection, site, uses, self.inputs, spool, several)
            self._in_memory = lambda: InMemory(site, timed(site.library, site.config.zone))
        return Prepared(site, uses)

    def advanced(self, state: "State", remember: int) -> Prepared | None:
        """The edition brought up to date, if only content and templates have changed and nothing can be wrong with
        them."""
        from timeline.build.advance import InMemory, advance

        assert self.config is not None, "whoever asks knows the settings"
        try:
            known = self._kept.site if self._kept else None
            found = advance(state, self.config, self.places.content, self.changed(), self.inputs, remember, known)
        except DamagedError:
            return None
        if found is None:
            return None
        self._reread = self.changed()
        self._new, self._in_memory = lambda: found.state, lambda: InMemory(found.edition, found.timed)
        facts = found.facts | self._drawn_otherwise()
        return Prepared(found.edition, found.state.uses, found.state, facts, found.redrawn, found.needs_host)

    def changed(self) -> list[str]:
        """The files of the content that are not what they were."""
        return changed_content(self.changes)

    @property
    def is_due(self) -> bool:
        """Whether there is anything to do but what a new day may bring."""
        return any(name.startswith(CONTENT) for name in self.changes) or bool(edited_templates(self.changes))

    def _drawn_otherwise(self) -> frozenset[int]:
        """The facts about templates that have changed."""
        if not edited_templates(self.changes):
            return frozenset()
        from timeline.build.template_closures import changed_templates

        return changed_templates(self.old["inputs"], self.inputs, self.places.theme)

    def state_before(self) -> "State | None":
        """The state that the last build has left, if it was built with the same versions of everything."""
        if self.folder is None or self.old.get("versions") != versions():
            return None
        if self._kept is not None:
            state = self._kept.state
            return replace(state, traces=replace(state.traces, newer=dict(state.traces.newer)))
        from timeline.build.state import load_state

        return load_state(self.folder, self.old.get("state"))

    def is_like_before(self) -> bool:
        """Whether the published site is that of the last build, made by the same program with the same stylesheet.
        Where the settings are known they may stand in another file: whoever knows them compares what they say."""
        same = self.old.get("marker") == marker_of(self.places.target) != b""
        alike = same_surroundings(self.changes, settings=self.config is not None)
        return same and self.old["versions"] == versions() and alike

    def _reads_alike(self, state: "State") -> bool:
        """Whether records would be read as they were read."""
        if any(name.startswith("program:") for name in self.changes):
            return False
        try:
            old = state.config()
        except DamagedError:
            return False
        assert self.config is not None, "whoever asks knows the settings"
        return how_read(old) == how_read(self.config)

    def _same_settings(self, state: "State") -> bool:
        try:
            old = state.config()
        except DamagedError:
            return False
        assert self.config is not None, "whoever asks knows the settings"
        today = self.config.today
        types = dict(self.config.relation_types)
        return replace(old, today=today, relation_types=types) == replace(self.config, relation_types=types) and (
            dict(old.relation_types) == types
        )

    def remember(
        self,
        units: list[Any],
        traces: Any,  # noqa: ANN401
        given: "Given",
        events: int,
        published: "Published | None" = None,
    ) -> None:
        """Leave the state for the next build. `units` and `traces` are of all pages, `given` of those that were made;
        `published` is what was made of the published folder, None for a preview."""
        if self.folder is None or self._new is None or self.config is None:
            return
        from timeline.build.given import with_given
        from timeline.build.state import save_state

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unsure = self._changed_meanwhile()
            state = self._new().forgetting(name.removeprefix(CONTENT) for name in unsure if name.startswith(CONTENT))
            state.units, state.traces = units, traces
            state = self._with_copies(with_given(state, given), published)
            digest = save_state(state)
            look_back.write(self.folder, self._look_back(digest, events, state, published, unsure))
        except (OSError, DamagedError):  # a full disk: the next build starts from the beginning
            (self.folder / look_back.LOOK).unlink(missing_ok=True)

    def _with_copies(self, state: "State", published: "Published | None") -> "State":
        """The state, with the bytes of pages where they are wanted."""
        from timeline.build.copies import with_copies, without_copies

        wanted = self.places.copies == "always" or (self.places.copies == "auto" and environment.in_ci())
        return with_copies(state, published, self.jobs) if wanted and published else without_copies(state)

    def keep(self, units: list[Any], traces: Any) -> Kept | None:  # noqa: ANN401
        """What `remember` would leave, for a build in this process; None without a memory. Raises OSError."""
        if self._new is None:
            return None
        unsure = self._changed_meanwhile()
        state = self._new().forgetting(name.removeprefix(CONTENT) for name in unsure if name.startswith(CONTENT))
        state.units, state.traces = units, traces
        return Kept(self._look_back(b"", 0, state, None, unsure), state, self._in_memory())

    def _changed_meanwhile(self) -> set[str]:
        """Files that are no longer what they were when we looked, and have been read since; and the settings, if they
        were read before and have changed until we looked. Of a file of the content that was not read, the state knows
        what it was, whatever has become of it: its signature will tell."""
        read = self.places.as_read
        early = {SETTINGS} if read is not None and self.inputs[SETTINGS][0] != read else set()
        if self._reread is None:
            again = inputs_of(self.places, self.inputs, self.jobs)
            return early | {name for name in self.inputs if again.get(name) != self.inputs[name]}
        if self._told:
            return {name for name in self.changes if self._is_other(name)}
        again = surroundings_of(self.places, self.inputs)
        around = (name for name in self.inputs if not name.startswith(CONTENT))
        unsure = early | {name for name in around if again.get(name) != self.inputs[name]}
        return unsure | {CONTENT + path for path in self._reread if self._is_other(CONTENT + path)}

    def _is_other(self, name: str) -> bool:
        """Whether a file of the content, or a template, is no longer what it was when we looked."""
        prefix = CONTENT if name.startswith(CONTENT) else THEME
        folder = self.places.content if prefix == CONTENT else self.places.theme
        known = self.inputs.get(name)
        try:
            return known is not None and signature(os.lstat(folder / name.removeprefix(prefix))) != known[0]
        except OSError:
            return True

    def _look_back(
        self, digest: bytes, events: int, state: "State", published: "Published | None", unsure: set[str]
    ) -> dict[str, Any]:
        """What the next build compares before anything else; a file that was changed meanwhile counts as unknown."""
        inputs = settled(self.inputs, self.old.get("inputs", {}), self._now)
        inputs |= dict.fromkeys(unsure & inputs.keys(), ((-1, 0, 0, 0), b""))
        return {
            "inputs": inputs,
            "versions": versions(),
            "state": digest,
            "published": published_signatures(self.places.target, published) if published else {},
            "spare": tuple(published.spare) if published and published.spare else None,
            "marker": marker_of(self.places.target),
            "settings": str(self.places.settings.resolve()),
            "places": [str(self.places.content), str(self.places.theme), str(self.places.target)],
            "simple": self.places.simple,
            "copies": self.places.copies,
            "zone": state.config().zone,
            "today": tuple(state.today),
            "waiting": bool(state.head["embargoes"]),
            "events": events,
        }


def how_read(config: "SiteConfig") -> tuple[object, ...]:
    """The settings by which a record is read; all others decide what pages say of it."""
    return config.content, config.languages, frozenset(config.relation_types)


def published_signatures(target: Path, published: "Published") -> dict[str, tuple[int, int, int]]:
    """Size, time and number of every published file, so that they need not be read to be known."""
    found = dict(published.seen)
    for path in published.manifest.keys() - found.keys() if len(found) < len(published.manifest) else ():
        size, changed, _, number = signature(os.lstat(f"{target}/{path}"))
        found[path] = (size, changed, number)
    return found


def marker_of(target: Path) -> bytes:
    """The digest of a folder's marker; nothing if it has none."""
    from hashlib import blake2b

    try:
        return blake2b((target / MARKER).read_bytes(), digest_size=16).digest()
    except OSError:
        return b""
