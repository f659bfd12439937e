"""A finished stage and the published folder change places, and what builds that died have left is cleared away.

    site  .site.stage-4711  --exchange-->  site  .site.stage-4711 (now the old state, deleted)

Linux does it in one step (renameat2, RENAME_EXCHANGE). Elsewhere it takes two renames, and the names tell the next
build where a death has stopped them: `.site.old-4711` without `site` is put back, with `site` it is deleted.
"""

import errno
import os
import re
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path, PurePosixPath

from timeline.build.manifest import MARKER, load_manifest

NOT_THERE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}  # the last from containers that filter calls
AT_FDCWD, RENAME_EXCHANGE = -100, 2
DROPPINGS = (".DS_Store", "Thumbs.db", "desktop.ini")  # what file managers leave in folders they show

Swap = Callable[[Path, Path], bool]


def swap_at_once(one: Path, other: Path) -> bool:
    """Whether the system has exchanged two folders in one step; False if it cannot, OSError if it failed."""
    import ctypes  # 10 ms of a start that needs it once, at its end

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):  # an older libc, macOS, Windows
        return False
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if call(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in NOT_THERE:
        return False
    raise OSError(number, os.strerror(number), str(other))


def exchange(stage: Path, target: Path, swap: Swap = swap_at_once) -> Path | None:
    """Put the stage in place of the target. Returns where the old state is now, under a name that `sweep` clears."""
    if not target.exists():
        stage.rename(target)
        return None
    if swap(stage, target):
        return stage
    old = _old_beside(target)
    target.rename(old)
    try:
        stage.rename(target)
    except OSError:
        old.rename(target)
        raise
    return old


def stage_beside(target: Path) -> Path:
    """The folder in which this process prepares the next state of `target`."""
    return target.parent / f".{target.name}.stage-{os.getpid()}"


def _old_beside(target: Path) -> Path:
    return target.parent / f".{target.name}.old-{os.getpid()}"


def sweep(target: Path) -> list[Path]:
    """Undo what a death has left half done, delete stages and old states; whoever calls holds the lock.

    Returns what stays because somebody has put files into it that no build has made.
    """
    recover(target)
    return [kept for folder in _left(target, "stage|old|next") if (kept := discard(folder))]


def recover(target: Path) -> None:
    """If death came between two renames, the old state gets its name back."""
    for old in _left(target, "old"):
        if not os.path.lexists(target) and _is_whole(old):
            old.rename(target)


def _is_whole(folder: Path) -> bool:
    """Whether this is a published state from which nothing has been deleted yet."""
    return (folder / MARKER).is_file() and all((folder / path).is_file() for path in load_manifest(folder) or ())


def _left(target: Path, kinds: str) -> list[Path]:
    """Folders beside the target that bear the names of stages or old states."""
    name = re.compile(rf"\.{re.escape(target.name)}\.(?:{kinds})-[0-9]+")
    with os.scandir(target.parent) as entries:
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False) and name.fullmatch(entry.name)]
    return [target.parent / name for name in sorted(names)]


def _is_ours(folder: Path) -> bool:
    """A marker makes a folder ours; an empty one is a stage whose build died at once."""
    return (folder / MARKER).is_file() or not any(folder.iterdir())


def discard(folder: Path) -> Path | None:
    """Delete a stage or an old state. The marker goes last, for it tells whose folder it is.

    Of a finished state only the files in its manifest are deleted, and nothing of a folder without a marker; what
    somebody else has put there stays beside the site as `.site.kept-1`. Returns that folder, if there is one.
    """
    if not folder.is_dir() or not _is_ours(folder):
        return None
    manifest = load_manifest(folder)
    if manifest is None:
        _empty(folder)
    else:
        parents = {parent for path in manifest for parent in PurePosixPath(path).parents} - {PurePosixPath(".")}
        links = [f"{parent}/" for parent in parents if (folder / parent).is_symlink()]
        for path in manifest:
            if not any(map(path.startswith, links)):
                (folder / path).unlink(missing_ok=True)
        for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
            _remove_empty(folder / parent)
    (folder / f"{MARKER}.new").unlink(missing_ok=True)  # of a build that died while it wrote the marker
    (folder / MARKER).unlink(missing_ok=True)
    return None if _remove_empty(folder) else _set_aside(folder)


def _set_aside(folder: Path) -> Path:
    """Give a folder that holds somebody's files a name that no build needs."""
    stem = folder.name.rsplit(".", 1)[0]
    names = (folder.with_name(f"{stem}.kept-{number}") for number in count(1))
    return folder.rename(next(path for path in names if not os.path.lexists(path)))


def _empty(folder: Path) -> None:
    """Delete all that stands in a folder, except its marker."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.name != MARKER:
                Path(entry.path).unlink()


def _remove_empty(folder: Path) -> bool:
    """Delete a folder, and empty ones in it, unless somebody's files stand there; tell whether it is gone."""
    try:
        folder.rmdir()
    except FileNotFoundError:
        return True
    except NotADirectoryError:
        return False
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
        for name in DROPPINGS:
            (folder / name).unlink(missing_ok=True)
        with os.scandir(folder) as entries:
            inner = [Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False)]
        for path in inner:
            _remove_empty(path)
        if any(folder.iterdir()):
            return False
        folder.rmdir()
    return True
