from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.reader.windows import MARGIN, SIZE, cut, fitting


@given(st.integers(0, 3000), st.integers(0, 199))
def test_cores_cover_the_text_once_and_lie_in_their_windows(total: int, offset: int) -> None:
    found = cut(total, offset)
    assert [at for w in found for at in range(w.begin, w.end)] == list(range(total))
    for w in found:
        assert 0 <= w.low <= w.begin < w.end <= w.high <= total
        assert w.high - w.low <= SIZE - 2


@given(st.integers(SIZE - 1, 3000))
def test_all_windows_of_a_long_text_are_full(total: int) -> None:
    assert {w.high - w.low for w in cut(total)} == {SIZE - 2}


@given(st.integers(0, 3000), st.integers(0, 199))
def test_what_counts_keeps_a_margin_from_every_cut(total: int, offset: int) -> None:
    for w in cut(total, offset):
        assert w.low == 0 or w.begin - w.low >= MARGIN
        assert w.high == total or w.high - w.end >= MARGIN


@given(st.integers(0, 5000))
def test_a_size_that_fits_cuts_as_many_windows_and_all_nearly_full(total: int) -> None:
    found = cut(total, size=fitting(total))
    assert len(found) == len(cut(total))
    assert [at for w in found for at in range(w.begin, w.end)] == list(range(total))
    read_twice = sum(w.high - w.low for w in found) - total
    assert read_twice <= 2 * MARGIN * max(0, len(found) - 1) + len(found)


@given(st.integers(SIZE - 1, 5000))
def test_windows_that_fit_keep_the_margins(total: int) -> None:
    for w in cut(total, size=fitting(total)):
        assert w.high - w.low <= SIZE - 2
        assert w.low == 0 or w.begin - w.low >= MARGIN
        assert w.high == total or w.high - w.end >= MARGIN


def test_a_text_just_longer_than_a_window_is_read_in_two_halves() -> None:
    assert [(w.low, w.high) for w in cut(SIZE, size=fitting(SIZE))] == [(0, 144), (112, 256)]
