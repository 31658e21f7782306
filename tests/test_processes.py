"""The processes of a run: what becomes of it when one of them is gone."""

from __future__ import annotations

import os
import signal

import pytest

from twosource import crew
from twosource.errors import WorkerError


def ended(number: int) -> int:
    """A worker that the system ends in the middle of its work."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_a_worker_that_is_ended_is_told_with_what_to_do() -> None:
    with pytest.raises(WorkerError, match="--jobs 1"), crew.mapper(2) as each:
        list(each(ended, range(8)))


def test_what_a_step_raises_is_told_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError), crew.mapper(2) as each:
        list(each((1).__floordiv__, [1, 0]))
