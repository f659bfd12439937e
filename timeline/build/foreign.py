"""What is not ours is neither overwritten nor lost: output folders that a build refuses, with what to do about each."""

from collections.abc import Iterable
from pathlib import Path

from timeline.build.exchange import DROPPINGS
from timeline.build.manifest import MARKER, Manifest
from timeline.build.refusals import PublishError


def refuse_foreign(target: Path, inputs: Iterable[Path]) -> None:
    """Raise PublishError if `target` is a folder that no build of ours has made, or holds the build's own input."""
    for path in inputs:
        if path == target or target in path.parents:
            raise PublishError(f'the output folder "{target}" holds the input "{path.name}"; choose another site_dir')
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise PublishError(f'the output "{target}" is no folder; move it away or choose another site_dir')
    if not target.is_dir():
        return
    if target.is_mount():
        raise PublishError(f'the output folder "{target}" is a mount point and cannot be exchanged; mount its parent')
    if any(target.iterdir()) and not (target / MARKER).is_file():
        raise PublishError(
            f'the output folder "{target}" was not made by timeline (it has no {MARKER}); '
            "move it away or choose another site_dir"
        )


def refuse_strangers(target: Path, manifest: Manifest | None) -> None:
    """A file or folder at the top of the site that our manifest does not name would be lost with the old state."""
    if manifest is None or not target.is_dir():
        return
    strangers = (
        {path.name for path in target.iterdir()} - {path.split("/", 1)[0] for path in manifest} - {MARKER, *DROPPINGS}
    )
    if strangers:
        raise PublishError(
            f'the output folder "{target}" holds "{min(strangers)}", which timeline did not make and would delete; '
            "move it away (files of your own belong at the top of the content folder)"
        )
