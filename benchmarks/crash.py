"""What a build leaves when it is killed, stopped, or the disk fails: the old site or the new one, or a wrong state.

    python benchmarks/crash.py [--tries 200] [--alone 300] [--seed 1]

Two states of a small site are built in turn by the command, as CI runs it, and disturbed. After each try the published
folder must be one of the two, byte for byte, and the next build must give the right one and leave no litter. An
interrupt from the keyboard ends the run early and shows the figures so far.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.built import copy_project, manifest  # noqa: E402

# Runs the command, and at the n-th change of a file beside or in the output kills the process or lets the call fail.
# With "two" the system seems to have no renameat2.
DISTURBED = """
import os, signal, sys
at, fault, swap = int(sys.argv[1]), sys.argv[2], sys.argv[3]
place = os.path.join(os.getcwd(), "site"), os.path.join(os.getcwd(), ".site.")
changes = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
seen = 0

def hook(event, args):
    global seen
    if event == "ctypes.dlsym" and args[1] == "renameat2":
        if swap == "two":
            raise AttributeError("renameat2")
    elif event == "open":
        if not isinstance(args[2], int) or not args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        if not str(args[0]).startswith(place):
            return
    elif event not in changes or not any(str(arg).startswith(place) for arg in args):
        return
    seen += 1
    if seen == at:
        if fault == "EIO":
            raise OSError(5, "Input/output error", str(args[0]))
        os.kill(os.getpid(), {"KILL": signal.SIGKILL, "TERM": signal.SIGTERM}[fault])

sys.addaudithook(hook)
if os.path.exists("alone.py"):
    import runpy
    runpy.run_path("alone.py")
    code = 0
else:
    from timeline.cli import main
    code = main(["build"])
print("changes", seen)
sys.exit(code)
"""

# Publishing without MkDocs, for many tries in little time; a part of the pages is written by "the host".
ALONE = """
import json
from pathlib import Path
from timeline.build.publish import begin, finish, write
pages = [(name, text.encode()) for name, text in json.loads(Path("pages.json").read_text()).items()]
publication = begin(Path.cwd() / "site")
write(publication.stage, pages[:4])
finish(publication, pages[4:])
"""


# The same as if the site were very large: the state before the last one is kept, and what is known of it.
SPARED = """
import json
from pathlib import Path
from timeline.build import spare
from timeline.build.publish import begin, finish
from timeline.build.spare_files import Noted
spare.FROM = spare.AHEAD = 3
pages = [(name, text.encode()) for name, text in json.loads(Path("pages.json").read_text()).items()]
left = Path("left.json")
known, noted = json.loads(left.read_text()) if left.exists() else ({}, None)
publication = begin(Path.cwd() / "site")
known = {path: tuple(signature) for path, signature in known.items()}
publication.inspect(known, Noted(tuple(noted[0]), *noted[1:]) if noted else None, 1)
published = finish(publication, pages)
left.write_text(json.dumps((published.seen, published.spare)))
"""


@dataclass
class Tally:
    """Tries and what was wrong, by kind of fault."""

    tries: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)

    def book(self, kind: str, faults: list[str]) -> None:
        self.tries[kind] += 1
        if faults:
            self.wrong[kind] += 1
            self.words.append(f"{kind}: {'; '.join(faults)}")
        print(
            f"\r{sum(self.tries.values())} tries, {sum(self.wrong.values())} wrong", end="", file=sys.stderr, flush=True
        )

    def tell(self) -> None:
        print()
        for kind, number in self.tries.items():
            print(f"{kind:40} wrong {self.wrong[kind]:3} of {number}")
        print(json.dumps(self.notes, indent=1))
        print(f"wrong states: {sum(self.wrong.values())} of {sum(self.tries.values())}", *self.words, sep="\n")


class Bench:
    """A project with two states and the bytes of the site in each."""

    command: tuple[str, ...] = ("-m", "timeline.cli", "build")

    def __init__(self, folder: Path) -> None:
        self.project = self.make(folder)
        self.site = self.project / "site"
        self.env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795305600"}
        self.states: list[dict[str, str]] = []
        self.bytes: list[dict[str, bytes]] = []
        for number in (0, 1):
            shutil.rmtree(self.site, ignore_errors=True)
            self.write(number)
            start = perf_counter()
            done = self.run(*self.command)
            self.seconds = perf_counter() - start
            if done.returncode:
                raise SystemExit(done.stderr)
            self.states.append(manifest(self.site))
            self.bytes.append({name: (self.site / name).read_bytes() for name in self.states[-1]})
        self.now = 1

    def make(self, folder: Path) -> Path:
        return copy_project("minimal", folder)

    def write(self, number: int) -> None:
        """The content of one state: a changed page, a page only one of them has, an event with another title."""
        content = self.project / "content"
        (content / "about.md").write_text(f"# About\n\nState {number}.\n", "utf-8")
        for other in (0, 1):
            (content / "events" / f"only-{other}.yml").unlink(missing_ok=True)
        (content / "events" / f"only-{number}.yml").write_text(f"date: 190{number}\ntitle: Only {number}\n", "utf-8")
        (content / "events" / "both.yml").write_text(f"date: 1899\ntitle: Both, state {number}\n", "utf-8")

    def turn(self) -> None:
        """Ask for the other state."""
        self.now = 1 - self.now
        self.write(self.now)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        return subprocess.Popen([sys.executable, *arguments], cwd=self.project, env=self.env, **pipes)  # type: ignore[call-overload,no-any-return]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments)
        out, err = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def state(self) -> int | None:
        """Which state is published, None for a wrong one."""
        found = manifest(self.site) if self.site.is_dir() else {}
        return self.states.index(found) if found in self.states else None

    def litter(self) -> list[str]:
        return sorted(path.name for path in self.project.iterdir() if path.name.startswith(".site"))

    def after(self, done: int, clean: bool = False, gone: bool = False) -> list[str]:
        """What is wrong after a disturbed build, and after the next one."""
        faults = []
        state = self.state()
        allowed = {self.now} if done == 0 else {0, 1}
        if state not in allowed and not (gone and not self.site.exists()):
            faults.append(f"exit {done}, the site is {'wrong' if state is None else 'old'}")
        if clean and self.litter():
            faults.append(f"litter {self.litter()}")
        return faults + self.next()

    def next(self) -> list[str]:
        """What is wrong after a build that nobody disturbs."""
        done = self.run(*self.command)
        faults = [f"next build: {done.stderr}"] if done.returncode else []
        faults += [] if self.state() == self.now else ["the next build is wrong"]
        return faults + ([f"litter after it: {self.litter()}"] if self.litter() else [])


class Alone(Bench):
    """The same for publishing alone."""

    command = ("alone.py",)

    def make(self, folder: Path) -> Path:
        folder.mkdir()
        (folder / "alone.py").write_text(ALONE, "utf-8")
        return folder

    def write(self, number: int) -> None:
        pages = {f"{page}/index.html": f"{page}" * 3000 for page in range(12)} | {f"only/{number}.html": "only"}
        pages |= {f"{page}/index.html": f"{page}, {number}" * 2000 for page in (0, 5, 9)}
        (self.project / "pages.json").write_text(json.dumps(pages), "utf-8")


class Spared(Alone):
    """The same for a site that counts as very large. A build that dies has noted nothing: the next one knows of another
    state than the one it finds."""

    def make(self, folder: Path) -> Path:
        folder.mkdir()
        (folder / "alone.py").write_text(SPARED, "utf-8")
        return folder

    def litter(self) -> list[str]:
        return [name for name in super().litter() if name != ".site.spare"]


def killed_at_every_change(bench: Bench, tally: Tally, tries: int, dice: random.Random) -> None:
    """KILL, TERM and EIO before the n-th change of a file, for all n or a sample, with both ways of exchanging."""
    bench.turn()
    counted = bench.run("-c", DISTURBED, "0", "KILL", "one").stdout
    changes = int(counted.split("changes ")[1])
    plan = [(n, f, s) for n in range(1, changes + 3) for f in ("KILL", "TERM", "EIO") for s in ("one", "two")]
    tally.notes[f"changes of files in one build by {bench.command[0]}"] = changes
    for number, fault, swap in dice.sample(plan, min(tries, len(plan))):
        bench.turn()
        done = bench.run("-c", DISTURBED, str(number), fault, swap)
        gone = swap == "two" and fault == "KILL"
        if gone and not bench.site.exists():
            tally.notes["two renames: site gone until the next build"] += 1
        kind = f"{fault} at a change, {'one step' if swap == 'one' else 'two renames'}"
        kind += ", publishing alone" if isinstance(bench, Alone) else ""
        kind += ", with a spare" if isinstance(bench, Spared) else ""
        faults = bench.after(done.returncode, clean=fault == "TERM", gone=gone)
        tally.book(kind, [f"{number} of {changes}: {fault_}" for fault_ in faults])


def killed_at_random(bench: Bench, tally: Tally, tries: int, dice: random.Random) -> None:
    for number in range(tries):
        kind = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[number % 4]
        bench.turn()
        process = bench.start("-m", "timeline.cli", "build")
        sleep(dice.uniform(0, bench.seconds * 1.1))
        process.send_signal(kind)
        process.communicate()
        tally.book(f"{kind.name} at random", bench.after(process.returncode, clean=kind != signal.SIGKILL))


def at_once(bench: Bench, tally: Tally, tries: int) -> None:
    """Four builds of the same content at the same time, by both commands."""
    for _ in range(tries):
        bench.turn()
        commands = (["timeline.cli", "build"], ["mkdocs", "build", "-q"]) * 2
        running = [bench.start("-m", *command) for command in commands]
        errors = [process.communicate()[1] for process in running]
        faults = [error for error, process in zip(errors, running, strict=True) if process.returncode]
        tally.book("four at once", faults + bench.after(0, clean=True))


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[str], None] | None]:
    """A tmpfs of 64 MiB; gives a function that mounts it anew with options, or None where mounting is not permitted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield lambda how: subprocess.run(["mount", "-o", f"remount,{how}", str(folder)], check=True) and None
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full_and_read_only(folder: Path, tally: Tally, levels: int) -> None:
    with small_disk(folder / "disk") as remount:
        if remount is None:
            tally.notes["disk full, read-only: skipped, no right to mount"] = 1
            return
        bench = Bench(folder / "disk")
        need = sum(len(data) for data in bench.bytes[0].values())
        for level in range(levels):
            bench.turn()
            free = shutil.disk_usage(folder / "disk").free
            ballast = folder / "disk" / "ballast"
            with ballast.open("wb") as stream:
                os.posix_fallocate(stream.fileno(), 0, free - int(need * 2.5 * level / levels) // 4096 * 4096)
            done = bench.run("-m", "timeline.cli", "build")
            ballast.unlink()
            tally.notes["disk full: builds that succeeded"] += done.returncode == 0
            traceback = ["traceback"] if "Traceback" in done.stderr else []
            tally.book("disk full", traceback + bench.after(done.returncode, clean=True))
        for command in (["timeline.cli", "build"], ["mkdocs", "build", "-q"]) * 2:
            bench.turn()
            remount("ro")
            done = bench.run("-m", *command)
            faults = [] if done.returncode and bench.state() == 1 - bench.now else ["wrong or no error"]
            remount("rw")
            tally.book("read-only", faults + bench.after(done.returncode, clean=True))


def watched(bench: Bench, tally: Tally, builds: int) -> None:
    """A visitor reads the pages that both states have, while builds go on."""
    paths = [path for path in bench.states[0] if path in bench.states[1] and path != ".timeline-site"]
    seen = Counter[str]()
    newest: dict[str, int] = {}
    stop = threading.Event()

    def read() -> None:
        number = 0
        while not stop.is_set():
            path = paths[number := (number + 1) % len(paths)]
            seen["reads"] += 1
            try:
                data = (bench.site / path).read_bytes()
            except OSError:
                seen["missing"] += 1
                continue
            old, new = bench.bytes[1 - bench.now][path], bench.bytes[bench.now][path]
            if data not in (old, new):
                seen["torn"] += 1
            elif data == old != new and newest.get(path) == bench.now:
                seen["old after new"] += 1
            elif data == new != old:
                newest[path] = bench.now

    for _ in range(builds):
        bench.turn()
        newest.clear()
        stop.clear()
        visitor = threading.Thread(target=read)
        visitor.start()
        done = bench.run("-m", "timeline.cli", "build")
        sleep(0.05)
        stop.set()
        visitor.join()
        tally.book("visitor", bench.after(done.returncode, clean=True))
    tally.notes.update({f"visitor: {name}": seen[name] for name in ("reads", "missing", "torn", "old after new")})
    tally.wrong["visitor"] += seen["missing"] + seen["torn"] + seen["old after new"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--tries", type=int, default=200, help="how many builds are disturbed, about (200)")
    parser.add_argument("--alone", type=int, default=300, help="how many publications without MkDocs (300)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    tally, tries = Tally(), options.tries
    with tempfile.TemporaryDirectory(prefix="publish-crash-") as name, suppress(KeyboardInterrupt):
        killed_at_every_change(Alone(Path(name) / "alone"), tally, options.alone, dice)
        killed_at_every_change(Spared(Path(name) / "spared"), tally, options.alone, dice)
        bench = Bench(Path(name) / "one")
        full_and_read_only(Path(name), tally, max(2, tries // 10))
        at_once(bench, tally, max(1, tries // 50))
        watched(bench, tally, max(1, tries // 30))
        killed_at_random(bench, tally, tries * 5 // 20, dice)
        killed_at_every_change(bench, tally, tries * 11 // 20, dice)
    tally.tell()
    return 1 if sum(tally.wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
