"""What workers of the tests do: bad items, which no report can be made to be."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[int], int]


def doubled(number: int) -> int:
    """A worker's work."""
    return number * 2


def killing(number: int) -> int:
    """An item that ends its worker, whenever it is tried."""
    if number == 13:
        os._exit(11)
    return number * 2


def hanging(number: int) -> int:
    """An item that takes for ever."""
    if number == 13:
        time.sleep(3600)
    return number * 2


def eating(number: int) -> int:
    """An item for which there is no memory."""
    if number == 13:
        raise MemoryError
    return number * 2


def failing(number: int) -> int:
    """An item for which the program is wrong."""
    return number // (number - 13)


def killed_once(item: tuple[int, str]) -> int:
    """A worker that is killed once, in the middle of its work."""
    number, mark = item
    if number == 13:
        try:
            Path(mark).touch(exist_ok=False)
        except FileExistsError:
            return number * 2
        os.kill(os.getpid(), 9)
    return number * 2


def instead(item: object, why: str) -> str:
    """What stands for an item that could not be done."""
    return f"{item}: {why}"
