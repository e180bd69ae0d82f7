"""Where a cohort is graded: executors of ``concurrent.futures``, over this machine or over a Dask cluster."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from time import monotonic
from typing import Any, Protocol

from autograders.candidate.errors import AtelierError

from .worker import graded_work

# While one is being graded, the next one is on its way.
IN_FLIGHT_PER_WORKER = 2
WORTH_A_PROCESS = 10
_CONNECT_SECONDS = 5
_WORKERS_SECONDS = 60
_COUNT_AGAIN_SECONDS = 5
_FORKSERVER = multiprocessing.get_context("forkserver")
# Imported once: each worker is forked from a process that has it.
_FORKSERVER.set_forkserver_preload([graded_work.__module__])


class Pool(Protocol):
    """What a cohort needs of an executor."""

    broken: tuple[type[BaseException], ...]
    """What a future raises when the process that graded died."""

    def submit(self, request: bytes) -> "Future[bytes]":
        """Have a request worked on; a pool that is broken is replaced first."""

    def workers(self) -> int:
        """Return how many requests are worked on at the same time."""

    def close(self) -> None:
        """Give up what is still in flight, and end."""


class LocalPool:
    """Processes of this machine, started as they are needed; they end with this one, however it ends.

    Parameters
    ----------
    workers : int
    """

    broken: tuple[type[BaseException], ...] = (BrokenProcessPool,)

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._closed = False
        self._executor, self._lifeline = _started_processes(self._workers)

    def submit(self, request: bytes) -> "Future[bytes]":
        """Have a request worked on; a pool that is broken is replaced first, one that is closed takes no more."""
        if self._closed:
            raise CancelledError
        try:
            return self._executor.submit(graded_work, request)
        except BrokenProcessPool:
            self._end()
            self._executor, self._lifeline = _started_processes(self._workers)
            return self._executor.submit(graded_work, request)

    def workers(self) -> int:
        """Return how many requests are worked on at the same time."""
        return self._workers

    def close(self) -> None:
        """End all processes, whatever they are doing; who waits for one of them is told."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        self._lifeline.close()
        # Nothing is cancelled: of a future that was cancelled before it ran, who waits for it never hears.
        self._executor.shutdown(wait=False)


def _started_processes(workers: int) -> tuple[Executor, Connection]:
    end, lifeline = _FORKSERVER.Pipe(duplex=False)
    executor = ProcessPoolExecutor(workers, mp_context=_FORKSERVER, initializer=_live_by, initargs=(end,))
    return executor, lifeline


def _live_by(lifeline: Connection) -> None:
    """Have this worker end when the other end of its lifeline is closed, by intention or by the death of its owner."""
    # A terminal's Ctrl-C is the owner's affair.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        lifeline.poll(None)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


_LOCAL: dict[int, LocalPool] = {}


@contextmanager
def page_makers(workers: int | None, pages: int) -> Iterator[Executor]:
    """Give an executor for work that needs nothing but this machine's files, and end it afterwards.

    Parameters
    ----------
    workers : int, optional
        Processes; as many as there are processors for this one, by default.
    pages : int
        How much there is to do: for a little, a process of its own would cost more than it saves.
    """
    if pages < WORTH_A_PROCESS:
        with ThreadPoolExecutor(1) as thread:
            yield thread
        return
    executor, lifeline = _started_processes(workers or len(os.sched_getaffinity(0)))
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        lifeline.close()


def opened_pool(workers: int | None = None, scheduler: str | None = None) -> Pool:
    """Return where to grade: the workers of a cluster, or processes of this machine, kept from one run to the next.

    Parameters
    ----------
    workers : int, optional
        Processes on this machine; as many as it has processors for this one, by default.
    scheduler : str, optional
        Address of a Dask scheduler.

    Raises
    ------
    AtelierError
        If the cluster cannot be used.
    """
    if scheduler is not None:
        return ClusterPool(scheduler)
    count = workers or len(os.sched_getaffinity(0))
    if count not in _LOCAL:
        _LOCAL[count] = LocalPool(count)
    return _LOCAL[count]


def leave_pool(pool: Pool) -> None:
    """Leave a pool of which nothing is expected any more: a local one stays warm for the next run."""
    if not isinstance(pool, LocalPool):
        pool.close()


def give_up_pool(pool: Pool) -> None:
    """End a pool in which something may still be in flight."""
    for count in [count for count, kept in _LOCAL.items() if kept is pool]:
        del _LOCAL[count]
    pool.close()


class ClusterPool:
    """The workers of a Dask cluster.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``tcp://192.168.0.1:8786``.

    Raises
    ------
    AtelierError
        If Dask is not installed, the scheduler is not reached, or has no worker.
    """

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError as error:
            raise AtelierError(f"{error}. Install the extra: pip install 'atelier-maquette[cluster]'.") from None
        self.broken: tuple[type[BaseException], ...] = (KilledWorker,)
        try:
            self._client: Any = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            raise AtelierError(f"{address}: no scheduler is reached ({error}). Start 'dask scheduler' there.") from None
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS_SECONDS)
        except TimeoutError:
            self._client.close()
            raise AtelierError(
                f"{address}: the scheduler has no worker. Start some with 'dask worker {address} --nworkers auto "
                "--nthreads 1', where this version of the course is installed."
            ) from None
        # Not pure: a request that is sent twice is to be worked on twice.
        self._executor: Executor = self._client.get_executor(pure=False)
        self._counted = (0.0, 0)

    def submit(self, request: bytes) -> "Future[bytes]":
        """Have a request worked on."""
        return self._executor.submit(graded_work, request)

    def workers(self) -> int:
        """Return how many requests are worked on at the same time; workers come and go."""
        counted_at, count = self._counted
        if not count or monotonic() - counted_at > _COUNT_AGAIN_SECONDS:
            count = max(1, sum(self._client.nthreads().values()))
            self._counted = (monotonic(), count)
        return count

    def close(self) -> None:
        """Give up what is in flight, and leave the cluster."""
        self._executor.shutdown(wait=False)
        self._client.close()
