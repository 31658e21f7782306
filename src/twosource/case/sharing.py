"""Long work, shared among all who run at the same time: nobody does what another one is at, and nothing is left.

In: the ids of what is to be done, and a look at which of them still are. Out: portions of them, each of which is
nobody else's until the next is asked for (:func:`shares`), or that somebody waits for (:func:`at_once`). What others
are at is waited for, and done if they end without having done it (their process died); so in the end all of it is done,
by whomever.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Sequence

from sqlalchemy import Connection

from twosource.store import Store

PAUSE = 0.2
"""Seconds after which it is looked again what others have done."""

Left = Callable[[Connection, Sequence[str]], Collection[str]]
"""Which of some ids are still to be done."""


def shares(store: Store, ids: Sequence[str], size: int, left: Left) -> Iterator[list[str]]:
    """Portions of at most ``size``."""
    todo = list(ids)
    while todo:
        idle = True
        for first in range(0, len(todo), size):
            with store.taking(todo[first : first + size]) as taken:
                mine = _still(store, taken, left)
                if mine:
                    idle = False
                    yield mine
        todo = _still(store, todo, left)
        if todo and idle:
            time.sleep(PAUSE)


def at_once(ids: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Portions of at most ``size``, whoever else is at them: what is done twice is kept once."""
    return (ids[first : first + size] for first in range(0, len(ids), size))


def _still(store: Store, ids: Sequence[str], left: Left) -> list[str]:
    if not ids:
        return []
    with store.read() as connection:
        still = set(left(connection, ids))
    return [id_ for id_ in ids if id_ in still]
