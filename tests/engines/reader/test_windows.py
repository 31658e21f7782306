from __future__ import annotations

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from twosource.engines.reader.windows import AIM, LEAST, MARGIN, SIZE, cut

LENGTHS = st.lists(st.integers(1, 120) | st.integers(200, 900), max_size=40)


def _lines(lengths: list[int]) -> tuple[int, list[int]]:
    """The pieces of a text whose lines are so long, and where its lines begin."""
    ends = list(accumulate(lengths, initial=0))
    return ends[-1], ends[:-1]


@given(LENGTHS, st.integers(0, AIM - LEAST))
def test_what_counts_covers_the_text_once_and_lies_in_its_window(lengths: list[int], offset: int) -> None:
    total, lines = _lines(lengths)
    found = cut(total, lines, offset)
    assert [at for w in found for at in range(w.begin, w.end)] == list(range(total))
    for w in found:
        assert 0 <= w.low <= w.begin < w.end <= w.high <= total
        assert w.high - w.low <= SIZE - 2


@given(LENGTHS)
def test_a_cut_lies_between_lines_or_keeps_a_margin(lengths: list[int]) -> None:
    total, lines = _lines(lengths)
    for one, next_one in pairwise(cut(total, lines)):
        if one.end in lines:
            assert one.high == one.end == next_one.low
        else:
            assert one.high - one.end == next_one.begin - next_one.low == MARGIN


@given(st.lists(st.integers(1, SIZE - 2 - LEAST), max_size=40), st.integers(0, AIM - LEAST))
def test_lines_that_fit_are_never_cut_and_nothing_is_read_twice(lengths: list[int], offset: int) -> None:
    total, lines = _lines(lengths)
    found = cut(total, lines, offset)
    assert {w.low for w in found} <= {0, *lines}
    assert sum(w.high - w.low for w in found) == total


@given(LENGTHS)
def test_windows_are_long_enough_to_be_worth_a_pass(lengths: list[int]) -> None:
    total, lines = _lines(lengths)
    assert all(w.end - w.begin >= LEAST for w in cut(total, lines)[:-1])


def test_windows_end_with_the_last_line_that_the_aim_allows() -> None:
    assert [(w.low, w.high) for w in cut(300, [0, 60, 120, 150, 160, 220])] == [(0, 150), (150, 300)]


def test_a_long_line_is_cut_inside() -> None:
    assert cut(400, [0]) == [(0, 254, 0, 238), (222, 400, 238, 400)]
