"""Workers on this machine: a spawned process each.

In: how many. Out: a team for :mod:`twosource.crew.isolating`. Every process has an executor of its own, so that one
that dies breaks no other. They end when this process does, however it ends.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import Any

from twosource.crew.isolating import GONE, GoneError, work
from twosource.errors import WorkerError

ONE_THREAD = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
"""What a worker tells its libraries: it has one processor, and others have the rest."""


class Processes:
    """A team of so many processes."""

    def __init__(self, size: int) -> None:
        self.size = size

    def hire(self) -> Process:
        """Start a process."""
        return Process()

    def wait(self, tickets: Sequence[Future[Any]], seconds: float) -> list[Future[Any]]:
        """Those that are done."""
        return list(wait(tickets, seconds, FIRST_COMPLETED).done)

    def result(self, ticket: Future[Any]) -> Any:  # noqa: ANN401 - whatever was asked for
        """The result of a ticket that is done."""
        try:
            return ticket.result()
        except (BrokenProcessPool, CancelledError) as error:
            raise GoneError from error

    def check(self, told: int) -> None:
        """Processes of this machine have the same program."""


class Process:
    """A process that works."""

    def __init__(self) -> None:
        self._executor = _executor(1)
        self._pid: Future[int] | None = None

    def ready(self) -> Future[int]:
        """Its number, when it has begun."""
        with _interrupts_left():
            self._pid = self._executor.submit(os.getpid)
        return self._pid

    def give(self, function: Callable[[Any], Any], items: Sequence[Any]) -> Future[Any]:
        """Work to do after what it has."""
        try:
            return self._executor.submit(work, function, items)
        except BrokenProcessPool as error:
            raise GoneError from error

    def end(self) -> None:
        """Kill it."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        if self._pid and self._pid.done() and not self._pid.cancelled() and not self._pid.exception():
            pid = self._pid.result()
            for child in active_children():  # a number alone may be that of another process by now
                if child.pid == pid:
                    child.kill()


@contextmanager
def workers(jobs: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to work in, which end when this one does. Raises :class:`~twosource.errors.WorkerError` if one of them
    is gone.
    """
    with _executor(jobs) as pool:
        try:
            yield pool
        except BrokenProcessPool as error:
            pool.shutdown(wait=False, cancel_futures=True)
            raise WorkerError(GONE) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _executor(jobs: int) -> ProcessPoolExecutor:
    # Spawned, not forked: the parent may hold threads of the inference runtime, which do not survive a fork.
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_as_worker)


def _as_worker() -> None:
    """In a worker: Ctrl-C reaches every process of a terminal, but only the first of them is to answer it. When that
    one is killed, nobody tells the others: they must see for themselves.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.update(ONE_THREAD)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


@contextmanager
def _interrupts_left() -> Iterator[None]:
    """While workers are started they inherit it: one that is interrupted before it has begun would tell its stack."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
