"""The crew: maps over workers (``seams.Map``), wherever they are: here, in processes, in a cluster.

In: which engine and how many (:class:`~twosource.seams.Workers`). Out: maps that keep the order of the items and give
the same results with every engine. Workers are started when they are first needed, once, and end with the block.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from twosource.crew.isolating import GONE, LIMIT, Crew, Instead
from twosource.crew.processes import Processes, workers
from twosource.errors import UsageError
from twosource.seams import Jobs, Map, Workers

__all__ = ["FEW_PAGES", "GONE", "mapper", "mappers", "workers"]

FEW_PAGES = 24
"""Up to so many reports one process is faster than starting others (a worker takes about a second to load)."""


@contextmanager
def mappers(jobs: Jobs) -> Iterator[Callable[[int], Map]]:
    """Maps for several steps of a run: for so many items, over the workers that are wanted (a number: so many
    processes; None: one for few items, else one for each processor).
    """
    wanted = jobs if isinstance(jobs, Workers) else Workers(jobs=jobs)
    with ExitStack() as stack:
        started: list[Map] = []

        def for_items(number: int) -> Map:
            few = wanted.engine == "processes" and wanted.jobs is None and number <= FEW_PAGES
            if few or _here(wanted):
                return serial
            if not started:
                started.append(stack.enter_context(mapper(wanted)))
            return started[0]

        yield for_items


@contextmanager
def mapper(jobs: int | Workers) -> Iterator[Map]:
    """A ``map`` over workers that keeps the order of the items; with one process it runs in this one."""
    wanted = jobs if isinstance(jobs, Workers) else Workers(jobs=jobs)
    if wanted.jobs is not None and wanted.jobs < 1:
        raise UsageError(f"--jobs must be at least 1, not {wanted.jobs}")
    if _here(wanted):
        yield serial
        return
    with ExitStack() as stack:
        if wanted.engine == "ray":
            from twosource.crew import cluster  # noqa: PLC0415 - only who asks for Ray waits for it

            crew = Crew(
                stack.enter_context(cluster.connected(wanted.address, wanted.jobs)), limit=wanted.limit or LIMIT
            )
        else:
            crew = Crew(Processes(wanted.jobs or os.cpu_count() or 1), limit=wanted.limit or LIMIT)
        stack.callback(crew.close)
        yield crew.map


def serial(function: Callable[[Any], Any], items: Iterable[Any], /, *, instead: Instead | None = None) -> Iterator[Any]:
    """A ``map`` in this process. What ends it ends everything: nothing can stand ``instead``."""
    del instead
    return map(function, items)


def _here(wanted: Workers) -> bool:
    """Whether the work is done in this process."""
    return wanted.engine == "serial" or (wanted.engine == "processes" and wanted.jobs == 1)
