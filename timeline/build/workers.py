"""Many small tasks in several processes, forked off when everything they read is in memory.

    for result in spread(tasks=10_000, do=lambda number: ..., jobs=2): ...     # in the order in which they are done

The caller's process begins at the first task, the workers at the last: tasks beside each other need much the same, and
who makes it for one has it for the next. Workers take the numbers of tasks from one socket, a few at a time, and send
the results back, each through a pipe of its own; what is left in the socket at the end is for whoever comes first. What
a worker leaves undone, because its task failed or it was killed, is done again by the caller's process, where the error
has its traceback. On systems that cannot fork, and while other threads run, the caller does everything.
"""

import gc
import marshal
import os
import selectors
import signal
import socket
import struct
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from itertools import islice
from typing import Any, BinaryIO, NoReturn

BATCH = 16  # tasks that are taken at once, at most: everybody has several batches
WORTH_IT = 600  # tasks from which on a second process is worth its start
PATIENCE = 0.15  # seconds after which it is, however few tasks there were: those of a large site may be long
_NUMBER, _LENGTH = struct.Struct("=I"), struct.Struct("=I")


def usable_jobs(asked: int, tasks: int, weight: float = 1) -> int:
    """How many processes to use for so many tasks; `asked` is 0 for as many as pay. `weight` is how much longer a task
    takes than others do."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if asked:
        return max(1, min(asked, tasks))
    return min(processors(), tasks) if tasks * weight >= WORTH_IT else 1


def processors() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    tasks: int, do: Callable[[int], Any], jobs: int, running: set[int] | None = None, later: int = 1
) -> Iterator[Any]:
    """The results of `do(0)` to `do(tasks - 1)`, of the types that marshal knows, in no particular order. With one of
    `jobs` the caller begins alone, and is joined when it takes long: then there are `later` processes.

    The caller's process is one of the `jobs`: what a process reads it comes to hold a copy of, and one that only waits
    for others would hold one more. `running` holds the process numbers of the workers while there are any, for whoever
    must end them in a hurry.
    """
    with _without_collector():
        done, begun = 0, time.monotonic()
        while jobs <= 1 and done < tasks and (later <= 1 or time.monotonic() - begun < PATIENCE):
            yield do(done)
            done += 1
        left = set(range(done, tasks))
        if not left:
            return
        crew = _Crew(range(done, tasks), do, max(jobs, later) - 1, set() if running is None else running)
        try:
            for number, result in crew.results():
                left.discard(number)
                yield result
        finally:
            crew.dismiss()
        yield from (do(number) for number in sorted(left))


def meanwhile(do: Callable[[], Any], jobs: int, running: set[int]) -> Callable[[], Any]:
    """Let another process find something out while this one goes on: a function that waits for the result of `do`, of
    a type that marshal knows. With one job, and where nobody can be forked off, it does so itself when it is asked."""
    if usable_jobs(jobs or processors(), 2) < 2:
        return cache(do)
    answers = in_turn(lambda: iter((do(),)), jobs, running)

    def found() -> Any:  # noqa: ANN401 - whatever it is
        (result,) = answers
        return result

    return cache(found)


def in_turn(do: Callable[[], Iterator[Any]], jobs: int, running: set[int]) -> Iterator[Any]:
    """The same for several results: each can be had as soon as it is there, while the other process goes on."""
    if usable_jobs(jobs or processors(), 2) < 2:
        return do()
    parent = os.getpid()
    back, send = os.pipe()
    worker = os.fork()
    if worker == 0:
        os.close(back)
        _answer(parent, do, send)
    os.close(send)
    running.add(worker)
    return _answers(do, back, worker, running)


def _answers(do: Callable[[], Iterator[Any]], back: int, worker: int, running: set[int]) -> Iterator[Any]:
    had = 0
    with open(back, "rb") as stream:
        while (data := _message(stream)) is not None:
            had += 1
            yield marshal.loads(data)
    running.discard(worker)
    try:
        failed = os.waitpid(worker, 0)[1] != 0
    except ChildProcessError:  # it was ended, and nobody knows how far it had come
        failed = True
    if failed:
        yield from islice(do(), had, None)  # here the error has its traceback


def _message(stream: BinaryIO) -> bytes | None:
    """A whole message; None if there is no more."""
    start = stream.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(start)
    data = stream.read(length)
    return data if len(data) == length else None


def _answer(parent: int, do: Callable[[], Iterator[Any]], send: int) -> NoReturn:
    """The life of a process that finds something out."""
    code = 1
    try:
        _die_with(parent)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        for found in do():
            _send(send, found)
        code = 0
    finally:
        os._exit(code)


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is in memory now is shared with the workers, and stays so if nobody looks for garbage in it; what they make
    holds no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


class _Crew:
    """The workers, the socket from which everybody takes the numbers of batches, and the pipes that lead back."""

    def __init__(self, tasks: range, do: Callable[[int], Any], workers: int, running: set[int]) -> None:
        self._take, self._give = socket.socketpair()
        size = max(1, min(BATCH, len(tasks) // (8 * (workers + 1))))
        self._do = do
        self._batch = batch = partial(_batch, size=size, end=tasks.stop)
        self._batches = deque(tasks[::size])
        self._everybody, self._mine = workers + 1, len(self._batches)
        self._workers: dict[int, int] = {}
        self._running = running
        self._give.setblocking(False)
        self._offer()
        parent = os.getpid()
        for _ in range(workers):
            back, send = os.pipe()
            worker = os.fork()
            if worker == 0:
                os.close(back)
                self._give.close()
                _work(parent, batch, do, self._take, send)
            os.close(send)
            self._workers[back] = worker
            running.add(worker)

    def _offer(self) -> None:
        """Send numbers of batches, the last ones first; end when all have been sent. The caller keeps a share, of which
        it gives some away when the others have nothing left."""
        if self._is_taken():
            self._mine = len(self._batches) // self._everybody
        try:
            while len(self._batches) > self._mine:
                self._give.send(_NUMBER.pack(self._batches[-1]))
                self._batches.pop()
            if not self._batches:
                self._give.shutdown(socket.SHUT_WR)
        except OSError:  # it is full
            return

    def _is_taken(self) -> bool:
        """Whether nothing of what was sent is left."""
        try:
            return not self._take.recv(_NUMBER.size, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True

    def results(self) -> Iterator[tuple[int, Any]]:
        """Task and result, as they come: those of the workers, and between them our own."""
        with selectors.DefaultSelector() as waiting:
            parts = {back: bytearray() for back in self._workers}
            for back in parts:
                waiting.register(back, selectors.EVENT_READ)
            for number in self._own():
                yield number, self._do(number)
                yield from _arrived(waiting, parts, 0)
            while parts:
                yield from _arrived(waiting, parts, None)

    def _own(self) -> Iterator[int]:
        """The tasks that are left to this process: those of its share, and then batches as the workers take them, but
        it never waits for one."""
        while True:
            self._offer()
            if self._batches:
                yield from self._batch(self._batches.popleft())
                continue
            try:
                number = self._take.recv(_NUMBER.size, socket.MSG_DONTWAIT)
            except BlockingIOError:  # there will be more: what could not be sent is still here
                continue
            if not number:
                return
            yield from self._batch(_NUMBER.unpack(number)[0])

    def dismiss(self) -> None:
        """End the workers, and wait until they are gone, so that nobody writes any more."""
        self._give.close()
        self._take.close()
        for back in self._workers:
            os.close(back)
        end(self._running)
        self._workers.clear()


def _batch(start: int, size: int, end: int) -> range:
    return range(start, min(start + size, end))


def _arrived(
    waiting: selectors.BaseSelector, parts: dict[int, bytearray], patience: float | None
) -> Iterator[tuple[int, Any]]:
    """What the workers have sent; without patience, only what is there already. Whoever has no more is left out."""
    for key, _ in waiting.select(patience):
        data = os.read(key.fd, 1 << 16)
        if not data:
            waiting.unregister(key.fd)
            del parts[key.fd]
            continue
        parts[key.fd] += data
        yield from _complete(parts[key.fd])


def end(running: set[int]) -> None:
    """Kill workers, and wait until they are gone."""
    for worker in running:
        with suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
    while running:
        with suppress(ChildProcessError):
            os.waitpid(running.pop(), 0)


def _complete(data: bytearray) -> Iterator[tuple[int, Any]]:
    """Take whole messages out of what has arrived."""
    start = 0
    while len(data) - start >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(data, start)
        end = start + _LENGTH.size + length
        if end > len(data):
            break
        yield from marshal.loads(bytes(data[start + _LENGTH.size : end]))
        start = end
    del data[:start]


def _work(
    parent: int, batch: Callable[[int], range], do: Callable[[int], Any], take: socket.socket, send: int
) -> NoReturn:
    """The life of a worker. It ends at the first error: the parent meets that again and tells it."""
    code = 1
    try:
        _die_with(parent)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        while number := take.recv(_NUMBER.size):
            _send(send, [(one, do(one)) for one in batch(_NUMBER.unpack(number)[0])])
        code = 0
    finally:
        os._exit(code)  # whatever was raised: no handler of the parent may run in its copy


def _die_with(parent: int) -> None:
    """Ask Linux to kill this process with its parent, so that no worker writes into a stage that nobody leads."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)


def _send(pipe: int, results: Any) -> None:  # noqa: ANN401 - what marshal knows
    data = marshal.dumps(results)
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(pipe, view) :]
