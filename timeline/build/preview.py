"""A preview follows a save: the pages that the saved records touch are made, all others stay as they are.

The preview is a plain folder without a manifest, and its memory a folder of its own: the published site and the cache
of `timeline build` are not touched. See docs/decisions/507.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import TemplateError

from timeline.build import environment
from timeline.build.engine import LOOK, Engine, Places
from timeline.build.inputs import LinkedError, same_surroundings
from timeline.build.making import Making
from timeline.build.pack import DamagedError
from timeline.build.publish import create
from timeline.build.refusals import CardError, PictureError
from timeline.build.render import REMEMBERED, load_static
from timeline.build.render import environment as environment_of


class Preview:
    """What a server remembers of the preview it has made; in a folder that lives as long as it does."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="timeline_")
        self.memory = Path(self._folder.name)

    def forget(self) -> None:
        """From now on the preview is not what the memory says; until the next `Engine.remember` all of it is made."""
        (self.memory / LOOK).unlink(missing_ok=True)

    @property
    def is_whole(self) -> bool:
        """Whether the preview is what the memory says."""
        return (self.memory / LOOK).exists()

    def follow(self, places: Places, tell: Callable[[str], None]) -> bool:
        """Bring the preview in `places.target` up to date and tell how many pages were made. False if the host has to
        make all of it, because something else than records and templates has changed, or has to show a finding: nothing
        was done."""
        try:
            pages = _followed(Engine(places, self.memory, None))
        except (CardError, DamagedError, LinkedError, OSError, PictureError, TemplateError):
            self.forget()
            return False
        if pages is not None:
            tell(f"Pages made again: {pages}")
        return pages is not None

    def end(self) -> None:
        """Nothing is left."""
        self._folder.cleanup()


def _followed(engine: Engine) -> int | None:
    old, places = engine.old, engine.places
    state = engine.state_before() if places.simple and old.get("simple") else None
    if state is None or old["places"] != [str(places.content), str(places.theme), str(places.target)]:
        return None
    if not same_surroundings(engine.changes):
        return None
    before = state.config()
    today = environment.today(before.zone)
    if not engine.is_due and tuple(today) == tuple(state.today):
        return 0
    engine.config = replace(before, today=today)
    prepared = engine.advanced(state, REMEMBERED)
    if prepared is None or prepared.needs_host:
        return None
    making = Making(
        prepared.edition,
        REMEMBERED,
        lambda language: environment_of(places.theme, language=language, program=engine.program),
        load_static(places.theme),
        places.content,
        state,
        prepared.facts,
    )
    if making.needs_host:
        return None
    files, gone = making.revised()  # all of them, before the first is written
    for path, data in files:
        _replace(places.target / path, data)
    for path in gone:
        (places.target / path).unlink(missing_ok=True)
    engine.remember(*making.memory(), events=len(prepared.edition.library.events))
    return len(files)


def _replace(file: Path, data: bytes) -> None:
    """At no moment is the file missing or half written: a browser may be asking for it."""
    new = file.with_name(f".{file.name}.new")
    create(new, data)
    new.replace(file)
