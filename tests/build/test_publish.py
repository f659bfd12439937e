"""The folder is replaced whole or not at all; what equals the published file is shared; nothing foreign is deleted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from tests.built import ROOT, manifest
from timeline.build.exchange import discard, exchange, recover, stage_beside, swap_at_once, sweep
from timeline.build.manifest import MARKER, MARKER_TEXT, dump_manifest, entry, load_manifest, parse_manifest
from timeline.build.publish import Published, abandon, begin, finish, verify, write
from timeline.build.refusals import PublishError

ONE = {"index.html": b"home", "events/a/index.html": b"a", "events/b/index.html": b"b"}
TWO = {"index.html": b"home, new", "events/a/index.html": b"a", "events/c/index.html": b"c"}


def publish(target: Path, files: Mapping[str, bytes], host: Mapping[str, bytes] | None = None) -> Published:
    publication = begin(target)
    write(publication.stage, (host or {}).items())
    return finish(publication, files.items())


def content(target: Path) -> dict[str, bytes]:
    return {name: (target / name).read_bytes() for name in manifest(target) if name != MARKER}


def litter(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path != target)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "site"


def test_a_site_is_replaced_and_what_is_equal_is_shared(target: Path) -> None:
    assert publish(target, ONE) == Published(3, 0, 0)
    same, new = ((target / name).stat() for name in ("events/a/index.html", "index.html"))
    assert publish(target, TWO) == Published(2, 1, 1)
    assert content(target) == TWO
    assert litter(target) == []
    after = (target / "events/a/index.html").stat()
    assert (after.st_ino, after.st_mtime_ns, after.st_nlink) == (same.st_ino, same.st_mtime_ns, 1)
    assert (target / "index.html").stat().st_ino != new.st_ino


def test_a_build_that_changes_nothing_touches_nothing(target: Path) -> None:
    publish(target, ONE, {"media/map.png": b"map"})
    before = {path: path.stat() for path in [target, *target.rglob("*")]}
    assert publish(target, ONE, {"media/map.png": b"map"}) == Published(0, 4, 0)
    after = {path: path.stat() for path in [target, *target.rglob("*")]}
    assert [(s.st_ino, s.st_mtime_ns) for s in after.values()] == [(s.st_ino, s.st_mtime_ns) for s in before.values()]


def test_what_the_host_writes_is_published_shared_and_replaced_by_ours(target: Path) -> None:
    publish(target, ONE, {"media/map.png": b"map", "index.html": b"the host's"})
    assert content(target) == {**ONE, "media/map.png": b"map"}
    inode = (target / "media/map.png").stat().st_ino
    publish(target, TWO, {"media/map.png": b"map", "index.html": b"home"})
    assert content(target) == {**TWO, "media/map.png": b"map"}
    assert (target / "media/map.png").stat().st_ino == inode


def test_writing_never_goes_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "published").write_bytes(b"old")
    os.link(tmp_path / "published", tmp_path / "page")
    write(tmp_path, [("page", b"new")])
    assert (tmp_path / "published").read_bytes() == b"old"


@pytest.mark.parametrize("harm", [b"", b"A", b"longer than it was", None])
def test_a_published_file_that_was_changed_or_lost_is_written_again(harm: bytes | None, target: Path) -> None:
    publish(target, ONE)
    (target / "events/a/index.html").unlink()
    if harm is not None:
        (target / "events/a/index.html").write_bytes(harm)
    assert publish(target, ONE) == Published(1, 2, 0)
    assert content(target) == ONE


def test_a_file_with_other_rights_or_a_second_name_is_not_shared(target: Path, tmp_path: Path) -> None:
    publish(target, ONE)
    (target / "index.html").chmod(0o600)
    os.link(target / "events/a/index.html", tmp_path / "mine")
    assert publish(target, ONE) == Published(2, 1, 0)
    (tmp_path / "mine").write_bytes(b"edited")
    assert content(target) == ONE


def test_equal_sites_have_equal_markers(target: Path, tmp_path: Path) -> None:
    publish(target, TWO)
    publish(target, ONE)
    publish(tmp_path / "other", dict(reversed(ONE.items())))
    assert manifest(target) == manifest(tmp_path / "other")


NAMES = ["a", "a b", "ü/é.png", "line\nbreak", "back\\slash\\n", "cr\r", "nel\x85", "u\u2028", "raw-\udcff"]


def test_a_manifest_comes_back_as_it_was() -> None:
    entries = {name: entry(number, f"{number:032x}") for number, name in enumerate(NAMES)}
    data = dump_manifest(entries)
    assert parse_manifest(data) == entries
    assert data.startswith(MARKER_TEXT.encode())
    assert parse_manifest(dump_manifest({})) == {}


@pytest.mark.parametrize("path", ["../a", "/etc/passwd", "a/../../b", ".."])
def test_a_manifest_that_leads_out_of_the_site_is_no_manifest(path: str) -> None:
    assert parse_manifest(dump_manifest({path: entry(1, "0" * 32)})) is None


def test_a_manifest_that_is_cut_off_is_no_manifest() -> None:
    data = dump_manifest({"a": entry(1, "0" * 32), "b": entry(2, "1" * 32)})
    assert [end for end in range(len(data)) if parse_manifest(data[:end]) is not None] == []


@pytest.mark.parametrize("harm", ["truncate", "delete", "link"])
def test_a_stage_that_is_not_what_was_meant_is_refused(harm: str, target: Path) -> None:
    publish(target, ONE)
    meant, file = load_manifest(target) or {}, target / "index.html"
    verify(target, meant)
    file.unlink()
    if harm == "truncate":
        file.write_bytes(b"hom")
    elif harm == "link":
        file.symlink_to("events/a/index.html")
    with pytest.raises(PublishError, match=r"index\.html"):
        verify(target, meant)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_links_are_not_published(kind: str, target: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    publication = begin(target)
    (publication.stage / "link").symlink_to(tmp_path / "secret" if kind == "folder" else Path(__file__))
    with pytest.raises(PublishError, match="link"):
        finish(publication, ONE.items())
    assert litter(target) == []


def test_a_failing_build_leaves_the_old_site(target: Path) -> None:
    publish(target, ONE)
    publication = begin(target)
    with pytest.raises(ZeroDivisionError):
        finish(publication, ((name, b"%d" % (1 // 0)) for name in TWO))
    assert content(target) == ONE
    assert litter(target) == []


@pytest.mark.parametrize("name", ["thesis.txt", ".git", "CNAME", "folder/"])
def test_what_somebody_put_into_the_site_is_named_and_kept(name: str, target: Path) -> None:
    publish(target, ONE)
    if name.endswith("/"):
        (target / name).mkdir()
    else:
        (target / name).write_text("mine")
    with pytest.raises(PublishError, match=f'"{name.rstrip("/")}", which timeline did not make'):
        begin(target)
    assert (target / name).exists()
    assert litter(target) == []


def test_what_somebody_put_deeper_into_the_site_is_left_beside_it(target: Path) -> None:
    publish(target, ONE)
    (target / "events" / "mine.txt").write_text("mine")
    (target / ".DS_Store").write_text("not mine")
    left = publish(target, TWO).left
    assert left == target.parent / ".site.kept-1"
    assert content(target) == TWO
    for _ in range(2):
        publish(target, ONE)
        publish(target, TWO)
        assert content(left) == {"events/mine.txt": b"mine"}
        assert litter(target) == [".site.kept-1"]


@pytest.mark.parametrize(
    "make",
    [
        lambda out: (out / ".site.stage-1").mkdir(),
        lambda out: write(out / ".site.stage-1", [(MARKER, MARKER_TEXT.encode()), ("a/b", b"half")]),
        lambda out: write(out / ".site.old-22", [(MARKER, MARKER_TEXT.encode()), ("a", b"of an older version")]),
        lambda out: (out / ".site.lock").write_text("4711\n"),
        lambda out: (out / ".site.lock").write_text(""),
    ],
)
def test_what_dead_builds_left_is_swept(make: object, target: Path) -> None:
    publish(target, ONE)
    make(target.parent)  # type: ignore[operator]
    abandon(begin(target))
    assert litter(target) == []
    assert content(target) == ONE


FOREIGN = [".site.stage-notes/a", ".site.stage-7/a", ".site.old/a", ".site.old-1", ".other.stage-1/a", "site.old-1/a"]


@pytest.mark.parametrize("name", FOREIGN)
def test_what_only_looks_like_ours_is_not_swept(name: str, target: Path) -> None:
    write(target.parent, [(name, b"mine")])
    publish(target, ONE)
    publish(target, TWO)
    assert (target.parent / name).read_bytes() == b"mine"


def test_foreign_names_that_we_need_end_the_build(target: Path) -> None:
    write(target.parent, [(f"{stage_beside(target).name}/a", b"mine")])
    with pytest.raises(PublishError, match="move it away"):
        begin(target)
    assert litter(target) == [stage_beside(target).name]
    assert discard(stage_beside(target)) is None
    assert litter(target) == [stage_beside(target).name]
    write(target.parent, [(".site.lock", b"dear diary")])
    with pytest.raises(PublishError, match="move it away"):
        begin(target)
    assert (target.parent / ".site.lock").read_bytes() == b"dear diary"


@pytest.mark.parametrize("swap", [swap_at_once, lambda one, other: False])
def test_an_exchange_names_the_old_state(swap: object, target: Path) -> None:
    publish(target, ONE)
    stage = target.parent / ".site.stage-1"
    publish(stage, TWO)
    old = exchange(stage, target, swap)  # type: ignore[arg-type]
    assert old is not None
    assert content(target) == TWO
    assert content(old) == ONE
    assert sweep(target) == []
    assert litter(target) == []


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2 is Linux's")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert swap_at_once(tmp_path / "a", tmp_path / "b")
    with pytest.raises(FileNotFoundError):
        swap_at_once(tmp_path / "a", tmp_path / "c")


def test_a_death_between_two_renames_is_undone(target: Path) -> None:
    publish(target, ONE)
    target.rename(target.parent / ".site.old-1")
    half = target.parent / ".site.old-2"
    publish(half, TWO)
    (half / "index.html").unlink()
    recover(target)
    assert content(target) == ONE
    abandon(begin(target))
    assert litter(target) == []


HOLD = (
    "import os, sys, time; from pathlib import Path; from timeline.build.publish import begin; p = Path(sys.argv[1]);"
)


def hold(target: Path, then: str) -> subprocess.Popen[str]:
    """A process that has begun a build of the target."""
    code = f"{HOLD} begin(p); print('begun', flush=True); {then}"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(target)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "begun\n"
    return process


def test_a_second_build_says_who_holds_the_lock(target: Path) -> None:
    with hold(target, "time.sleep(60)") as process:
        told: list[str] = []
        with pytest.raises(PublishError, match=f"process {process.pid} is building the same site"):
            begin(target, patience=0.3, waiting=told.append)
        assert told == [f"process {process.pid} is building the same site; waiting for it"]
        process.kill()
    abandon(begin(target, patience=0))
    assert litter(target) == []


def test_a_second_build_waits_for_the_first(target: Path) -> None:
    with hold(target, "time.sleep(0.5)"):
        assert publish(target, ONE) == Published(3, 0, 0)
    assert litter(target) == []


def test_a_forked_worker_neither_holds_the_lock_nor_deletes_the_stage(target: Path) -> None:
    publication = begin(target)
    reading, writing = os.pipe()
    worker = os.fork()
    if worker == 0:
        with suppress(BaseException):
            os.write(writing, b"!")  # Python forgets a signal that comes in the middle of a fork
            while True:
                time.sleep(0.01)
        os._exit(0)
    os.read(reading, 1)
    os.close(reading)
    os.close(writing)
    os.kill(worker, signal.SIGTERM)
    assert os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1]) == -signal.SIGTERM
    assert publication.stage.is_dir()
    finish(publication, ONE.items())
    assert content(target) == ONE


def test_a_killed_parent_gives_the_lock_back_though_its_worker_lives(target: Path) -> None:
    with hold(target, "os.fork() or time.sleep(3) or os._exit(0); time.sleep(60)") as process:
        process.kill()
        process.wait()
        abandon(begin(target, patience=0.5))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_stopped_build_leaves_no_litter(number: signal.Signals, target: Path) -> None:
    publish(target, ONE)
    with hold(target, "time.sleep(60)") as process:
        assert litter(target) == [".site.lock", f".site.stage-{process.pid}"]
        process.send_signal(number)
        assert process.wait() == -number
    assert litter(target) == []
    assert content(target) == ONE


def test_the_hosts_own_handlers_stay(target: Path) -> None:
    def mine(number: int, frame: object) -> None:
        raise AssertionError

    before = signal.signal(signal.SIGTERM, mine)
    try:
        publication = begin(target)
        assert signal.getsignal(signal.SIGTERM) is mine
        abandon(publication)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        publish(target, ONE)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    finally:
        signal.signal(signal.SIGTERM, before)


@pytest.mark.slow
def test_disturbed_builds_leave_the_old_site_or_the_new_one() -> None:
    script = ROOT / "benchmarks" / "crash.py"
    command = [sys.executable, script, "--tries", "6", "--alone", "100"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
