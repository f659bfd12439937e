"""Many small tasks in several processes, forked off when everything they read is in memory.

    for result in spread(tasks=10_000, do=lambda number: ..., jobs=2): ...     # in the order in which they are done

The workers take the numbers of tasks from one pipe, a few at a time, and send the results back, each through its own.
What a worker leaves undone, because its task failed or it was killed, is done again by the caller's process, where the
error has its traceback. On systems that cannot fork, and while other threads run, the caller does everything.
"""

import gc
import marshal
import os
import selectors
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

BATCH = 16  # tasks that are taken at once
WORTH_IT = 600  # tasks from which on a second process is worth its start
_NUMBER, _LENGTH = struct.Struct("=I"), struct.Struct("=I")


def usable_jobs(asked: int, tasks: int) -> int:
    """How many processes to use for so many tasks; `asked` is 0 for as many as pay."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    if asked:
        return max(1, min(asked, tasks))
    return processors() if tasks >= WORTH_IT else 1


def processors() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(tasks: int, do: Callable[[int], Any], jobs: int, running: set[int] | None = None) -> Iterator[Any]:
    """The results of `do(0)` to `do(tasks - 1)`, of the types that marshal knows, in no particular order.

    `running` holds the process numbers of the workers while there are any, for whoever must end them in a hurry.
    """
    if jobs <= 1:
        with _settled():
            yield from (do(number) for number in range(tasks))
        return
    left = set(range(tasks))
    crew = _Crew(tasks, do, jobs, set() if running is None else running)
    try:
        for number, result in crew.results():
            left.discard(number)
            yield result
    finally:
        crew.dismiss()
    yield from (do(number) for number in sorted(left))


@contextmanager
def _settled() -> Iterator[None]:
    """What is in memory now is not looked through for garbage again and again while more is made."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Crew:
    """The workers and the pipes that lead to them and back."""

    def __init__(self, tasks: int, do: Callable[[int], Any], jobs: int, running: set[int]) -> None:
        take, self._give = os.pipe()
        self._batches = [_NUMBER.pack(start) for start in range(0, tasks, BATCH)]
        self._workers: dict[int, int] = {}
        self._running = running
        os.set_blocking(self._give, False)
        self._offer()
        parent = os.getpid()
        gc.collect()
        gc.freeze()  # what is in memory now is shared with the workers, and stays so if nobody looks for garbage in it
        for _ in range(jobs):
            back, send = os.pipe()
            worker = os.fork()
            if worker == 0:
                os.close(back)
                _work(parent, tasks, do, take, self._give, send)
            os.close(send)
            self._workers[back] = worker
            running.add(worker)
        gc.unfreeze()
        os.close(take)

    def _offer(self) -> None:
        """Fill the pipe with numbers of batches; close it when all have been offered."""
        try:
            while self._batches:
                os.write(self._give, self._batches[0])
                del self._batches[0]
        except BlockingIOError:
            return
        except BrokenPipeError:  # every worker is dead: the caller does the rest
            self._batches.clear()

    def results(self) -> Iterator[tuple[int, Any]]:
        """Task and result, as they come."""
        with selectors.DefaultSelector() as waiting:
            parts = {back: bytearray() for back in self._workers}
            for back in parts:
                waiting.register(back, selectors.EVENT_READ)
            self._close_when_offered()
            while parts:
                for key, _ in waiting.select():
                    data = os.read(key.fd, 1 << 16)
                    self._offer()
                    self._close_when_offered()
                    if not data:
                        waiting.unregister(key.fd)
                        del parts[key.fd]
                        continue
                    parts[key.fd] += data
                    yield from _complete(parts[key.fd])

    def _close_when_offered(self) -> None:
        if not self._batches and self._give >= 0:
            os.close(self._give)
            self._give = -1

    def dismiss(self) -> None:
        """End the workers, and wait until they are gone, so that nobody writes any more."""
        if self._give >= 0:
            os.close(self._give)
        for back in self._workers:
            os.close(back)
        end(self._running)
        self._workers.clear()


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


def _work(parent: int, tasks: int, do: Callable[[int], Any], take: int, give: int, send: int) -> NoReturn:
    """The life of a worker. It ends at the first error: the parent meets that again and tells it."""
    code = 1
    try:
        os.close(give)
        _die_with(parent)
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        gc.disable()
        while number := os.read(take, _NUMBER.size):
            (start,) = _NUMBER.unpack(number)
            _send(send, [(one, do(one)) for one in range(start, min(start + BATCH, tasks))])
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


def _send(pipe: int, results: list[tuple[int, Any]]) -> None:
    data = marshal.dumps(results)
    view = memoryview(_LENGTH.pack(len(data)) + data)
    while view:
        view = view[os.write(pipe, view) :]
