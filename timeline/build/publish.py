"""A finished stage takes the place of the published folder; whatever else stands there is never touched.

    .site.stage-4711  --exchange-->  site        (a failed build leaves `site` as it was)

The stage lies beside the published folder, on the same file system, so that moving it is one rename.
"""

import shutil
from collections.abc import Iterable
from os import getpid
from pathlib import Path

MARKER = ".timeline-site"
MARKER_TEXT = "This folder is made by timeline and replaced by every build. Keep nothing of your own here.\n"


class PublishError(Exception):
    """The output folder cannot be used; the text says why and what to do."""


def stage_beside(target: Path) -> Path:
    """The folder in which this process prepares the next state of `target`."""
    return target.parent / f".{target.name}.stage-{getpid()}"


def refuse_foreign(target: Path, inputs: Iterable[Path]) -> None:
    """Raise PublishError if `target` is a folder that no build of ours has made, or holds the build's own input."""
    for path in inputs:
        if path == target or target in path.parents:
            raise PublishError(f'the output folder "{target}" holds the input "{path.name}"; choose another site_dir')
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f'the output "{target}" is no folder; move it away or choose another site_dir')
    if target.is_dir() and any(target.iterdir()) and not (target / MARKER).is_file():
        raise PublishError(
            f'the output folder "{target}" was not made by timeline (it has no {MARKER}); '
            "move it away or choose another site_dir"
        )


def write(stage: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into the stage by their paths in the site."""
    made: set[Path] = set()
    for path, data in files:
        file = stage / path
        if file.parent not in made:
            file.parent.mkdir(parents=True, exist_ok=True)
            made.add(file.parent)
        file.write_bytes(data)


def publish(stage: Path, target: Path) -> None:
    """Put the stage in place of `target`. If that fails the old folder is put back, and the error raised."""
    (stage / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    old = target.parent / f".{target.name}.old-{getpid()}"
    if target.exists():
        target.rename(old)
    try:
        stage.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    discard(old)


def discard(folder: Path) -> None:
    """Delete a stage or an old state of the site, if it is there."""
    if folder.exists():
        shutil.rmtree(folder)
