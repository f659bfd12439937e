"""Builds the site: `python3 build.py` is `timeline build`, `python3 build.py test` runs the tests.

Needs nothing but Python 3.11 or newer: where the package is missing it makes `.venv` once, from a lock with hashes.
`--no-bootstrap` refuses instead.
"""

import hashlib
import importlib.metadata
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-locks"


def lock_for(arguments: list[str]) -> Path:
    """The lock with everything the command needs: tests need more than a build, and where they have run they will
    run again."""
    tests = arguments[:1] == ["test"] or any(line.startswith("test.txt ") for line in installed_locks())
    return ROOT / "requirements" / ("test.txt" if tests else "build.txt")


def installed_locks() -> list[str]:
    """The stamps of the locks that `.venv` was made from, of this package or an earlier one."""
    return STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []


def stamp(lock: Path) -> str:
    """A line that changes when the lock, the package's own metadata, its place or the interpreter changes."""
    data = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + f"{ROOT} {sys.version}".encode()
    return f"{lock.name} {hashlib.sha256(data).hexdigest()}"


def is_installed(lock: Path) -> bool:
    """Whether `.venv` holds what the lock says; what the tests need includes what a build needs."""
    return PYTHON.is_file() and any(stamp(each) in installed_locks() for each in (lock, lock.with_name("test.txt")))


def install(lock: Path) -> None:
    """Make `.venv` and install the lock and this package into it, with uv if it is there, else with pip."""
    uv = shutil.which("uv")
    print(
        f"timeline: installing {lock.name} into .venv with {'uv' if uv else 'pip'}, once", file=sys.stderr, flush=True
    )
    STAMP.unlink(missing_ok=True)
    if uv:
        subprocess.run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, VENV], check=True)
        pip = [uv, "pip", "install", "--quiet", "--python", PYTHON]
    else:
        subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
    STAMP.write_text(f"{stamp(lock)}\n", encoding="utf-8")


def has_package() -> bool:
    """Whether this interpreter is one that somebody has installed the package for, with `pip install -e .`."""
    try:
        importlib.metadata.distribution("mkdocs-event-timeline")
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def main(arguments: list[str]) -> int:
    """Hand over to `timeline.cli` in an environment that has what it needs."""
    bootstrap = "--no-bootstrap" not in arguments
    arguments = [argument for argument in arguments if argument != "--no-bootstrap"]
    if Path(sys.prefix) != VENV and has_package():
        from timeline.cli import main as run

        return run(arguments)
    lock = lock_for(arguments)
    if not is_installed(lock):
        if not bootstrap:
            print("timeline: the environment is not installed, and --no-bootstrap forbids to make it", file=sys.stderr)
            print("fix: run python3 build.py, or pip install -e . in an environment of your own", file=sys.stderr)
            return 3
        try:
            install(lock)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"timeline: the environment could not be made: {error}", file=sys.stderr)
            print("fix: see the lines above; Debian needs the package python3-venv", file=sys.stderr)
            return 3
    command = [str(PYTHON), "-m", "timeline.cli", *arguments]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("timeline needs Python 3.11 or newer; this is " + sys.version.split()[0])
    sys.exit(main(sys.argv[1:]))
