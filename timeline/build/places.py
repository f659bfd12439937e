"""Where the parts of a project are, and what a build reads there."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from timeline.build.inputs import CONTENT, SETTINGS, THEME, Inputs, Signature, look

PROGRAM = Path(__file__).resolve().parent.parent
Keep = Literal["auto", "always", "never"]  # whether the cache holds copies of pages; `auto` in CI


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are. `simple` if nothing but our plugin takes part in the build: the host can be left out. `as_read`
    is the signature that the file of settings had when it was read, if it was."""

    content: Path
    theme: Path
    target: Path
    settings: Path
    simple: bool
    fonts: tuple[Path, ...] = ()
    as_read: Signature | None = None
    copies: Keep = "auto"


def inputs_of(places: Places, old: Inputs, jobs: int = 1) -> Inputs:
    """Every file a build reads, seen by as many processes as may be used. Raises LinkedError, OSError."""
    return {**look({CONTENT: places.content}, {}, old, jobs), **surroundings_of(places, old)}


def surroundings_of(places: Places, old: Inputs) -> Inputs:
    """The same without the content."""
    fonts = {f"font:{file}": file for file in places.fonts}
    found = look({THEME: places.theme, "program:": PROGRAM}, {SETTINGS: places.settings, **fonts}, old)
    return {name: one for name, one in found.items() if "__pycache__" not in name}


def named_inputs(places: Places, paths: Iterable[str]) -> dict[str, Path]:
    """Places of inputs by their names; empty if one is none that we know. Hidden files are no inputs."""
    found = {}
    for path in map(Path, paths):
        for prefix, folder in ((CONTENT, places.content), (THEME, places.theme), (SETTINGS, places.settings)):
            if path.is_relative_to(folder):
                inside = path.relative_to(folder)
                if not any(part.startswith(".") for part in inside.parts):
                    found[prefix + (inside.as_posix() if path != folder else "")] = path
                break
        else:
            return {}
    return found
