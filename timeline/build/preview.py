"""A preview follows a save: what the save touches is worked out, then browsers are told, and pages are made as they are
asked for; the others follow when nobody waits.

    preview.take(engine, making, stage)     the host has made everything
    preview.follow()                        something was saved; False if the host has to make everything anew
    preview.find(path)                      what a browser gets, from any thread

State, edition and templates stay in memory from one save to the next. The preview is a plain folder without a
manifest, and lives in a temporary one: the published site and the cache of `timeline build` are not touched. See
docs/decisions/507 and 523.
"""

import gc
import shutil
from collections.abc import Callable, Iterable, Set
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Thread

from jinja2 import Environment, TemplateError

from timeline.build import environment
from timeline.build.answers import Found
from timeline.build.backlog import Backlog, Turns
from timeline.build.compiled import Compiled
from timeline.build.engine import Engine, Kept, Prepared
from timeline.build.inputs import edited_templates, same_surroundings
from timeline.build.making import Making
from timeline.build.pack import DamagedError
from timeline.build.places import Places
from timeline.build.publish import write
from timeline.build.render import REMEMBERED, Once, load_static
from timeline.build.render import environment as environment_of
from timeline.build.shown import Shown, files_in
from timeline.build.state import PACK, Unit, save_state
from timeline.build.units import PROSE, Touched, Work

SAVING = 0.1  # seconds until nothing more of a save is to be expected
STAGE = "site"
GROWN = 64 << 20  # bytes of the pack that saves may add before it is written anew


@dataclass(frozen=True, slots=True)
class Step:
    """What a save brings, worked out and not yet shown; `prose` are pages that the host has to make."""

    engine: Engine
    prepared: Prepared
    making: Making
    work: Work
    touched: Touched
    prose: frozenset[Unit]

    @property
    def needs_host(self) -> bool:
        """Whether it cannot be shown before the host has been at work."""
        return bool(self.prose) or self.prepared.needs_host


class Preview:
    """What a server shows and remembers; in a folder that lives as long as it does. `tell` writes to the log, `epoch`
    is the number of the reload that comes next."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._folder = TemporaryDirectory(prefix="timeline_")
        self.memory = Path(self._folder.name) / "memory"
        self.memory.mkdir()
        self.tell = tell
        self.epoch: Callable[[], int] = lambda: 0
        self.kept: Kept | None = None
        self._places: Places | None = None
        self._shown: Shown | None = None
        self.pending: Step | None = None  # waits for the host
        self._environments: dict[str, Environment] = {}
        self._saved = SimpleQueue[str]()
        self._suspects: set[str] | None = None  # files that may have changed; None for all of them
        self._stages, self._size = 0, 0
        self._hosted: Set[str] = frozenset()  # files that the host has made
        self._turns = Turns()
        self._worker: Thread | None = None

    @property
    def root(self) -> Path | None:
        """The folder of what is shown."""
        return self._shown.root if self._shown else None

    def new_stage(self) -> Path:
        """A new folder for the host, which empties the one it works in; nothing is left of one where it failed."""
        self._sweep()
        self._stages += 1
        return self._stage

    @property
    def _stage(self) -> Path:
        return Path(self._folder.name) / f"{STAGE}-{self._stages}"

    def _sweep(self) -> None:
        for folder in Path(self._folder.name).glob(f"{STAGE}-*"):
            if folder != self.root:
                shutil.rmtree(folder, ignore_errors=True)

    def hurrying(self) -> AbstractContextManager[None]:
        """While the host is at work, no page is made that nobody has asked for."""
        return self._turns.hurrying()

    def making(self, engine: Engine, prepared: Prepared) -> Making:
        """What makes the pages beside those that the host is about to make: what a save has touched, or all."""
        if self.pending:
            return self.pending.making
        self._environments = {}  # with the templates as they are now
        return self._making(engine, prepared)

    def _making(self, engine: Engine, prepared: Prepared, due: Iterable[Unit] = ()) -> Making:
        return Making(
            prepared.edition,
            REMEMBERED,
            lambda language: self._environment(language, engine),
            load_static(engine.places.theme),
            engine.places.content,
            prepared.state,
            prepared.facts,
            due=due,
        )

    def note(self, path: str) -> None:
        """A file was saved; from any thread."""
        self._saved.put(path)

    def take(self, engine: Engine, making: Making) -> None:
        """The host has made in its stage what it makes. From now on this is shown; of our pages those are to be made
        that a save has touched, if it was that which the host was needed for, or all. Raises PictureError."""
        if self.pending and self.pending.making is making:
            self._join()
        else:
            self._take(engine, making)

    def _take(self, engine: Engine, making: Making) -> None:
        stage = self._stage
        hosted = files_in(stage)
        write(stage, making.apart())
        backlog = Backlog(making.everything().tasks)
        ledger = making.ledger()
        kept = engine.keep(ledger.units, ledger.traces)
        with self._turns.now():
            self.pending, self._suspects = None, None
            self.kept, self._places, self._hosted = kept, engine.places, hosted
            self._shown = Shown(stage, self.epoch(), backlog, making, ledger, self.tell)
            if self.kept:
                self._size = self.kept.state.pack.size
            self._forget_packs()
        self._sweep()
        gc.unfreeze()
        gc.collect()
        gc.freeze()  # all that is in memory now stays: nobody looks through it again after every save

    def _join(self) -> None:
        """What the host has made goes where everything else is."""
        with self._turns.now():
            step, self.pending, shown = self.pending, None, self._shown
            assert step is not None, "it was there a moment ago"
            assert shown is not None, "there is a state of what is shown"
            ours = {unit[2] for unit in shown.ledger.units if unit is not None and unit[0] != PROSE}
            hosted = files_in(self._stage) - ours  # MkDocs has a template of a sitemap
            for path in hosted:
                (shown.root / path).parent.mkdir(parents=True, exist_ok=True)
                (self._stage / path).replace(shown.root / path)
            for path in self._hosted - hosted - ours:
                (shown.root / path).unlink(missing_ok=True)
            self._hosted = hosted
            self._show(step, {})
        self._sweep()

    def begin(self, epoch: Callable[[], int]) -> None:
        """Begin to make pages that nobody has asked for; `epoch` tells the reloads of a server."""
        self.epoch = epoch
        if self._shown:
            self._shown = replace(self._shown, epoch=epoch())
        self._worker = Thread(target=self._work, name="pages of a preview", daemon=True)
        self._worker.start()

    def end(self) -> None:
        """Nothing is left."""
        self._turns.end()
        if self._worker:
            self._worker.join()
        self._folder.cleanup()

    def follow(self) -> bool:
        """Show what a save brings. False if the host has to make everything, because something else than records and
        templates has changed, or has to say what is wrong: what was shown goes on to be shown."""
        self._suspect()
        while not self._followed():
            if self.pending or not self._is_saved_again():
                return False
        return True

    def _followed(self) -> bool:
        with self._turns.now():
            self.pending = None
            try:
                step = self._step()
                if isinstance(step, Step) and not step.needs_host:
                    self._show(step, {})
                elif isinstance(step, Step):
                    self.pending = step
                    return False
            except (DamagedError, OSError):  # the host will say what is wrong
                return False
            if step is True:
                self._suspects = set()
            return step is not None

    def _is_saved_again(self) -> bool:
        """Whether a file is saved right now: what seems to be wrong may be half of a save, or some files of many."""
        try:
            path = self._saved.get(timeout=SAVING)
        except Empty:
            return False
        self._saved.put(path)
        self._suspect()
        return True

    def show_pending(self, mistake: str) -> bool:
        """The host could not make its pages because of a mistake in a template: show what can be made. False if nothing
        was worked out."""
        with self._turns.now():
            step, self.pending = self.pending, None
            if step is None or step.prepared.needs_host:
                return False
            self._show(step, dict.fromkeys(step.prose, mistake))
            return True

    def find(self, path: str) -> Found | None:
        """A file of what is shown, made if it is still to be made; None if there is none."""
        while True:
            shown = self._shown
            if shown is None:
                return None
            if path in shown.backlog:
                with self._turns.now():
                    shown = self._shown or shown
                    mistake = shown.make(path)
                if mistake:
                    return Found(b"", shown.epoch, mistake)
            else:
                self._turns.touch()
            try:
                return Found((shown.root / path).read_bytes(), shown.epoch)
            except (OSError, ValueError):  # there is none; or the folder is no longer that of the preview
                if shown is self._shown and not self._will_have(path):
                    return None

    def _will_have(self, path: str) -> bool:
        with self._turns.now():
            return self._shown is not None and self._shown.will_have(path)

    def _suspect(self) -> None:
        """What was saved is looked at until it is shown. After the host's work, and where nothing is said, everything
        is."""
        if self._saved.empty():
            self._suspects = None
        while not self._saved.empty():
            path = self._saved.get()
            if self._suspects is not None:
                self._suspects.add(path)

    def _step(self) -> Step | bool | None:
        """What has to be made; True if nothing has changed, None if the host is needed."""
        kept, places = self.kept, self._places
        if kept is None or places is None or not places.simple:
            return None
        engine = Engine(places, self.memory, None, kept=kept, told=self._suspects or ())
        state = engine.state_before()
        if state is None or not same_surroundings(engine.changes):
            return None
        before = state.config()
        today = environment.today(before.zone)
        if not engine.is_due and tuple(today) == tuple(state.today):
            return True
        engine.config = replace(before, today=today)
        prepared = engine.advanced(state, REMEMBERED)
        if prepared is None or prepared.redrawn:
            return None
        if edited_templates(engine.changes):
            self._environments = {}
        for env in self._environments.values():
            once = env.globals["once"]
            assert isinstance(once, Once), "our environments have it"
            once.forget()  # what it knows are views of the edition before
        making = self._making(engine, prepared, self._shown.backlog.units if self._shown else ())
        prose = frozenset(unit for unit in making.hit if unit[0] == PROSE)
        return Step(engine, prepared, making, *making.touched(), prose)

    def _environment(self, language: str, engine: Engine) -> Environment:
        known = self._environments.get(language)
        if known is None:
            known = environment_of(engine.places.theme, language=language, program=engine.program)
            self._environments[language] = known
            for name in known.list_templates(extensions=["html"]):  # all as they are now
                with suppress(TemplateError):  # its pages will tell
                    known.get_template(name)
            if isinstance(known.bytecode_cache, Compiled):
                known.bytecode_cache.save()
        return known

    def _show(self, step: Step, refused: dict[Unit, str]) -> None:
        """From now on browsers get what a save brings. Raises OSError, and nothing is shown then."""
        assert self._shown is not None, "there is a state of what is shown"
        ledger, root = step.making.ledger(), self._shown.root
        self.kept = step.engine.keep(ledger.units, ledger.traces)
        self._suspects = set()
        backlog = Backlog(step.work.tasks, step.touched, step.making.hit, refused)
        shown = Shown(root, self.epoch(), backlog, step.making, ledger, self.tell)
        shown.remove(step.work)
        self._shown = shown

    def _work(self) -> None:
        """Make what nobody has asked for, one page at a time."""
        while True:
            with self._turns.idle(self._is_wanted) as go_on:
                if not go_on:
                    return
                self._make_next()

    def make_next(self) -> bool:
        """Make a page that nobody has asked for; False if there is none."""
        with self._turns.now():
            return self._make_next()

    def _make_next(self) -> bool:
        shown = self._shown
        if shown is None or not self._is_wanted():
            return False
        shown.make_next()
        if not shown.backlog.is_open:
            self._rest(shown)
        return True

    def _is_wanted(self) -> bool:
        return self._shown is not None and self._shown.backlog.is_open

    def _rest(self, shown: Shown) -> None:
        """Every page is made, but those that cannot be."""
        shown.making.rest()
        if shown.backlog.is_done:
            self.tell(f"Pages made again: {shown.backlog.made}")
            self._tidy()

    def _tidy(self) -> None:
        """Write the state anew where most of it is worn; it is read from there at the next save."""
        if self.kept is None:
            return
        state = self.kept.state
        if state.traces.is_worn or state.pack.size > self._size + GROWN:
            try:
                save_state(state)
            except (DamagedError, OSError) as error:  # a full disk: from here on the host makes everything
                self.tell(str(error))
                self.kept = None
                return
            self.kept = replace(self.kept, site=None)
            self._size = state.pack.size
            self._forget_packs()

    def _forget_packs(self) -> None:
        """Delete what no state refers to any more."""
        known = self.kept.state.pack.file if self.kept else None
        for file in self.memory.glob(f"{PACK}-*"):
            if file != known:
                file.unlink(missing_ok=True)
