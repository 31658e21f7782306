"""Portions of a stream that has no end yet: as many items as there are, without waiting for more.

In: an iterator that may block. Out: lists of its items, each handed on when it is full, when nothing more came for a
while, or when the stream ends. So a feed of lines that trickles is worked on as it comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from queue import Empty, Queue
from threading import Thread
from typing import NamedTuple, TypeVar

A = TypeVar("A")


class _End(NamedTuple):
    """The stream ended, and with what error if with one."""

    error: BaseException | None


PATIENCE = 2.0
"""Seconds after which a portion that has something is not kept waiting."""


def in_time(items: Iterable[A], *, most: int, patience: float = PATIENCE) -> Iterator[list[A]]:
    """The items in portions of at most so many. What the iterator raises is raised here."""
    waiting: Queue[tuple[A] | _End] = Queue(maxsize=most)

    def fill() -> None:
        try:
            for item in items:
                waiting.put((item,))
            waiting.put(_End(None))
        except BaseException as error:  # noqa: BLE001 - handed on to whoever waits
            waiting.put(_End(error))

    Thread(target=fill, daemon=True).start()
    portion: list[A] = []
    end: _End | None = None
    while end is None:
        full = False
        try:
            came = waiting.get(timeout=patience if portion else None)
        except Empty:
            full = True
        else:
            if isinstance(came, _End):
                end = came
            else:
                portion.append(came[0])
        if portion and (full or end or len(portion) == most):
            yield portion
            portion = []
    if end.error is not None:
        raise end.error
