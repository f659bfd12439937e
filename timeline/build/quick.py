"""A build without the host: nothing has changed, or a few records or templates have. Whatever else it is, the host is
called.

MkDocs takes 0.3 s to start and renders pages of prose alone. If no page of prose, no template of one, no medium and no
setting has changed, and no other plugin takes part, it has nothing to say; see docs/decisions/505.
"""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from timeline.build import environment, look_back
from timeline.build.engine import Engine, Prepared, marker_of
from timeline.build.inputs import LinkedError
from timeline.build.manifest import MARKER, Manifest
from timeline.build.pack import DamagedError
from timeline.build.places import Places
from timeline.build.publish import Publication, Published, abandon, begin, complete
from timeline.build.request import Request
from timeline.dates import Day

CACHE = ".timeline-cache"


@dataclass(frozen=True, slots=True)
class Quick:
    """What was done, and how many events there are."""

    events: int
    published: Published


class _HostNeededError(Exception):
    """Found out on the way."""


def quick_build(settings: Path, request: Request) -> Quick | None:
    """Build and publish, if that can be done without the host; else None, and nothing has been done.

    Raises PublishError, OSError.
    """
    if re.search(
        rb"^[\s-]*[\"']?cache[\"']?\s*:|[{,]\s*[\"']?cache", settings.read_bytes(), re.MULTILINE
    ):  # it is elsewhere
        return None
    with _uncollected():
        return _from_cache(settings, request)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the garbage collector while the state is read: it would walk through all of it again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        (gc.enable if was_on else gc.disable)()


def _from_cache(settings: Path, request: Request) -> Quick | None:
    folder = settings.parent / CACHE
    old = look_back.read(folder)
    if not old.get("simple"):
        return None
    if old.get("settings") != str(settings.resolve()):  # moved or copied: the host knows where
        return None
    content, theme, target = (Path(place) for place in old["places"])
    places = Places(content, theme, target, settings.resolve(), True, copies=old.get("copies", "auto"))
    publication = begin(target, [places.settings, content, theme], waiting=request.waiting, later=True)
    try:
        if not (target / MARKER).is_file():
            from timeline.build.copies import restored

            publication = restored(publication, folder)
            old = look_back.read(folder)
        return _build(places, folder, old, publication, request)
    except (_HostNeededError, LinkedError, DamagedError):
        return None
    finally:
        abandon(publication)


def _build(
    places: Places, folder: Path, old: dict[str, Any], publication: Publication, request: Request
) -> Quick | None:
    request.account.begin("looking")
    publication.inspect(old.get("published", {}), look_back.noted_in(old, marker_of(places.target)), request.jobs)
    today = environment.today(old["zone"])
    engine = Engine(places, folder, None, old=old, jobs=request.jobs)
    if not engine.is_like_before():
        return None
    if not engine.is_due and (not old["waiting"] or tuple(today) == tuple(old["today"])):
        if publication.is_as_left:
            return Quick(old["events"], Published(0, len(engine.known), 0, target=places.target))
        return None
    return _advance(engine, today, publication, request)


def _advance(engine: Engine, today: Day, publication: Publication, request: Request) -> Quick | None:
    from timeline.build.render import REMEMBERED, load_static
    from timeline.build.render import environment as environment_of

    account = request.account
    account.begin("reading")
    state = engine.state_before()
    if state is None:
        return None
    engine.config = replace(state.config(), today=today)
    prepared = engine.advanced(state, REMEMBERED)
    if prepared is None or prepared.needs_host:
        return None
    from timeline.build.making import Making
    from timeline.build.template_errors import TemplateMistakeError, mistakes_of_templates

    theme = engine.places.theme
    making = Making(
        prepared.edition,
        REMEMBERED,
        lambda language: environment_of(theme, language=language, program=engine.program),
        load_static(theme),
        engine.places.content,
        state,
        prepared.facts,
    )
    if making.needs_host:
        return None
    gc.freeze()  # what was read stays
    gc.enable()
    account.begin("pages")
    kept = {**_of_host(publication, prepared), **making.keep(publication)}
    filed = account.counted(making.into(publication, request.jobs), lambda: making.total)
    try:
        with mistakes_of_templates():
            published = complete(publication, filed, kept)
    except TemplateMistakeError as error:
        raise _HostNeededError(str(error)) from error  # which says where
    account.begin("remembering")
    events = len(prepared.edition.library.events)
    engine.remember(*making.memory(), events=events, published=published)
    return Quick(events, published)


def _of_host(publication: Publication, prepared: Prepared) -> Manifest:
    """The files that the host has made, which stay as they are."""
    ours = {unit[2] for unit in prepared.state.units if unit and unit[0] != "prose"} if prepared.state else set()
    manifest, old = publication.before or {}, publication.old
    paths = manifest.keys() - ours - set(prepared.edition.assets.values())
    for path in paths - publication.unchanged:
        if not old.holds(path, manifest[path], None):
            raise _HostNeededError(path)
    return {path: manifest[path] for path in paths}
