from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.reader.windows import BACK, MARGIN, SIZE, cut


@given(st.integers(0, 3000), st.integers(0, 199))
def test_cores_cover_the_text_once_and_lie_in_their_windows(total: int, offset: int) -> None:
    found = cut(total, offset)
    assert [at for w in found for at in range(w.begin, w.end)] == list(range(total))
    for w in found:
        assert 0 <= w.low <= w.begin < w.end <= w.high <= total
        assert w.high - w.low <= SIZE - 2


@given(st.integers(0, 3000))
def test_all_windows_but_the_last_are_full(total: int) -> None:
    assert {w.high - w.low for w in cut(total)[:-1]} <= {SIZE - 2}


@given(st.integers(0, 3000), st.integers(0, 199))
def test_what_counts_keeps_a_margin_from_every_cut(total: int, offset: int) -> None:
    for w in cut(total, offset):
        assert w.low == 0 or w.begin - w.low >= MARGIN
        assert w.high == total or w.high - w.end >= MARGIN


@given(st.integers(0, 5000))
def test_little_is_read_twice(total: int) -> None:
    found = cut(total)
    assert sum(w.high - w.low for w in found) - total <= (len(found) - 1) * 2 * MARGIN + BACK


def test_the_last_window_is_as_long_as_what_is_left() -> None:
    assert [(w.low, w.high, w.begin) for w in cut(SIZE)] == [(0, 254, 0), (206, 256, 238)]
