"""How long a cold build of N seeded events takes, and which stage takes it.

    python benchmarks/build.py 1000 10000 [--against REV] [--runs 3]

The whole command is run as CI runs it (wall, CPU and peak memory of the process); the stages are measured in a process
of their own. With --against the same project is built with another commit in turn, and the ratio is printed.
"""

import argparse
import gc
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from seeded import make_project  # noqa: E402


def whole_command(project: Path, code: Path) -> tuple[float, float, float]:
    """Wall seconds, CPU seconds and peak MiB of one cold build with the package in `code`."""
    shutil.rmtree(project / "site", ignore_errors=True)
    timed = (
        "import resource, subprocess, sys, time; start = time.perf_counter();"
        "subprocess.run([sys.executable, '-m', 'timeline.cli', 'build'], check=True, stdout=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)"
    )
    env = {**os.environ, "PYTHONPATH": str(code)}
    done = subprocess.run(
        [sys.executable, "-c", timed], cwd=project, env=env, check=True, capture_output=True, text=True
    )
    wall, cpu, peak = map(float, done.stdout.split())
    return wall, cpu, peak


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def add(self, stage: str, since: float) -> float:
        """Book the time since then, and return the time now."""
        now = process_time()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - since
        return now


def stages(project: Path) -> dict[str, float]:
    """CPU seconds of each stage, in this process. Markdown is taken out of the views, which ask for it."""
    from timeline.build.publish import write
    from timeline.build.render import Site, environment, render
    from timeline.content.load import load
    from timeline.graph.checks import check
    from timeline.graph.library import link
    from timeline.mkdocs_plugin import open_project
    from timeline.site.markdown import Writer
    from timeline.site.pages import outputs

    clock = Clock()
    gc.disable()  # as the build does while it reads
    opened = open_project(project / "mkdocs.yml")
    config = opened.site
    now = process_time()
    collection = load(opened.content, config.content, frozenset(config.relation_types))
    now = clock.add("reading", now)
    assert check(collection, config.today) == []
    now = clock.add("checking", now)
    library = link(collection, config.relation_types, config.today, config.zone)
    clock.add("graph", now)
    gc.enable()
    gc.freeze()  # as the build does
    markdown = Writer.render

    def timed(self: Writer, *arguments: object, **options: object) -> object:
        start = process_time()
        html = markdown(self, *arguments, **options)  # type: ignore[arg-type]
        clock.add("markdown", start)
        return html

    Writer.render = timed  # type: ignore[assignment, method-assign]
    templates = ROOT / "site_templates"
    site, env = Site(library, config, templates), environment(templates)
    stage = project / "stages"

    def rendered() -> Iterator[tuple[str, bytes]]:
        then = process_time()
        for output in outputs(site._edition, site._static):
            then = clock.add("views", then)
            file = render(env, output)
            clock.add("templates", then)
            yield file
            then = process_time()

    start = process_time()
    write(stage, rendered())
    total = process_time() - start
    seconds = clock.seconds
    seconds["writing"] = total - seconds["views"] - seconds["templates"]
    seconds["views"] -= seconds["markdown"]
    Writer.render = markdown  # type: ignore[method-assign]
    gc.unfreeze()
    shutil.rmtree(stage)
    return seconds


def main() -> None:
    """Print a table for each N."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="+")
    parser.add_argument("--against", metavar="REV")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        codes = {"this": ROOT}
        if options.against:
            other = Path(folder) / "other"
            subprocess.run(["git", "-C", ROOT, "worktree", "add", "--detach", "-q", other, options.against], check=True)
            codes[options.against] = other
        try:
            for events in options.events:
                measure(Path(folder), events, codes, options.runs)
        finally:
            if options.against:
                subprocess.run(["git", "-C", ROOT, "worktree", "remove", "--force", other], check=True)


def measure(folder: Path, events: int, codes: dict[str, Path], runs: int) -> None:
    """Build N events in turn with each code, and print."""
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in codes}
    for _ in range(runs):
        for name, code in codes.items():
            project = folder / f"{name}-{events}".replace("/", "-")
            if not project.exists():
                make_project(project, events, code)
            found[name].append(whole_command(project, code))
    print(f"\n{events} events, cold, {runs} runs: wall s (min / median / max), CPU s (median), peak MiB")
    for name, rows in found.items():
        walls, cpus, peaks = zip(*rows, strict=True)
        spread = f"{min(walls):.2f} / {statistics.median(walls):.2f} / {max(walls):.2f}"
        print(f"  {name:>10}: {spread}   {statistics.median(cpus):.2f}   {max(peaks):.0f}")
    if len(found) == 2:
        mine, other = ([cpu for _, cpu, _ in rows] for rows in found.values())
        ratios = sorted(a / b for a, b in zip(mine, other, strict=True))
        print(f"  CPU ratio, pair by pair: {ratios[0]:.2f} / {statistics.median(ratios):.2f} / {ratios[-1]:.2f}")
    seconds = stages(folder / f"this-{events}")
    total = sum(seconds.values())
    print("  stage, CPU s and share:", ", ".join(f"{k} {v:.2f} ({v / total:.0%})" for k, v in seconds.items()))


if __name__ == "__main__":
    start = perf_counter()
    main()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmeasured in {perf_counter() - start:.0f} s, load {os.getloadavg()[0]:.1f}, own peak {peak:.0f} MiB")
