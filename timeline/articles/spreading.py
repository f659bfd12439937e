"""One pure function over many pieces of work: in this process, in several, or on a Dask cluster. Results keep the order
of the work, and no more pieces are under way than can be held in memory."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import Protocol, TypeVar

Work = TypeVar("Work")
Done = TypeVar("Done")
_AHEAD = 3  # pieces under way for each worker
_SIZE = 200_000  # characters of one piece
_MOST = 64  # documents of one piece


class MissingExtraError(Exception):
    """A library that is needed for an option is not installed; the words say how to get it."""


class _Future(Protocol):
    def result(self) -> object: ...


def pieces(items: Iterable[Work], size: Callable[[Work], int]) -> Iterator[list[Work]]:
    """Items in lists that are large enough to be worth sending, and small enough to be held.

    >>> list(pieces(["a", "b"], len))
    [['a', 'b']]
    """
    piece: list[Work] = []
    total = 0
    for item in items:
        piece.append(item)
        total += size(item)
        if total >= _SIZE or len(piece) >= _MOST:
            yield piece
            piece, total = [], 0
    if piece:
        yield piece


def spread(
    run: Callable[[list[Work]], Done], work: Iterable[list[Work]], jobs: int = 0, scheduler: str = ""
) -> Iterator[Done]:
    """What `run` makes of each piece, in order. One piece alone is done here, without starting a process."""
    if scheduler:
        with _cluster(scheduler) as (submit, workers):
            yield from _in_order(submit, run, work, workers)
        return
    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    pieces = iter(work)
    first = list(islice(pieces, 2))
    if jobs == 1 or len(first) < 2:
        yield from map(run, chain(first, pieces))
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from _in_order(pool.submit, run, chain(first, pieces), jobs)


def _in_order(
    submit: Callable[..., _Future], run: Callable[[list[Work]], Done], work: Iterable[list[Work]], workers: int
) -> Iterator[Done]:
    under_way: deque[_Future] = deque()
    for piece in work:
        under_way.append(submit(run, piece))
        if len(under_way) >= _AHEAD * workers:
            yield under_way.popleft().result()  # type: ignore[misc]
    while under_way:
        yield under_way.popleft().result()  # type: ignore[misc]


@contextmanager
def _cluster(address: str) -> Iterator[tuple[Callable[..., _Future], int]]:
    """A Dask cluster: the one at an address, or one of this machine's own for `local`."""
    try:
        from distributed import Client
    except ImportError:
        words = 'Dask is not installed; write: pip install "mkdocs-event-timeline[dask]"'
        raise MissingExtraError(words) from None
    here = {"processes": True, "threads_per_worker": 1, "dashboard_address": None}
    with Client(**here) if address == "local" else Client(address, timeout=10) as client:  # type: ignore[no-untyped-call]
        workers = max(len(client.scheduler_info()["workers"]), 1)
        yield (lambda run, piece: client.submit(run, piece, pure=False)), workers
