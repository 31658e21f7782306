from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.case.streaming import in_time


@given(st.lists(st.integers()), st.integers(1, 7))
def test_portions_hold_all_items_in_their_order(items: list[int], most: int) -> None:
    portions = list(in_time(iter(items), most=most))
    assert [item for portion in portions for item in portion] == items
    assert all(1 <= len(portion) <= most for portion in portions)


def test_what_is_there_is_handed_on_while_the_stream_waits() -> None:
    more = Event()

    def trickle() -> Iterator[int]:
        yield 1
        yield 2
        more.wait(timeout=30)
        yield 3

    portions = in_time(trickle(), most=100, patience=0.05)
    assert next(portions) == [1, 2]
    more.set()
    assert list(portions) == [[3]]


def test_what_breaks_the_stream_is_told_after_what_came_before() -> None:
    def breaking() -> Iterator[int]:
        yield 1
        raise OSError("gone")

    portions = in_time(breaking(), most=100)
    assert next(portions) == [1]
    with pytest.raises(OSError, match="gone"):
        next(portions)
