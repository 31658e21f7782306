from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from twosource.engines.reader import decode

FREE = np.zeros((9, 9), dtype=np.float32)
B, I, E, S = 1, 2, 3, 4  # noqa: E741 - the labels' names


def legal(classes: int) -> np.ndarray:
    """Scores of one label after another: 0 where BIOES allows it."""
    moves = np.full((4 * classes + 1, 4 * classes + 1), decode.NEVER, dtype=np.float32)
    for a in range(4 * classes + 1):
        for b in range(4 * classes + 1):
            opened = a > 0 and (a - 1) % 4 < 2
            goes_on = b > 0 and (b - 1) % 4 in (1, 2)
            if opened == goes_on and (not opened or (a - 1) // 4 == (b - 1) // 4):
                moves[a, b] = 0
    return moves


def scored(*labels: int, classes: int = 2) -> np.ndarray:
    """Scores that favour the given labels."""
    emit = np.zeros((len(labels), 4 * classes + 1), dtype=np.float32)
    emit[np.arange(len(labels)), labels] = 5
    return emit


def spots(emit: np.ndarray, *lines: int) -> list[tuple[int, int, int]]:
    return [tuple(s[:3]) for s in decode.spots(emit, legal(2), np.array(lines or (0,)))]


def test_labels_become_spans() -> None:
    assert spots(scored(0, B, I, E, 0, S, 4 + S)) == [(1, 4, 0), (5, 6, 0), (6, 7, 1)]


def test_a_span_does_not_leave_its_line() -> None:
    assert spots(scored(0, B, E, 0)) == [(1, 3, 0)]
    assert all(end <= 2 or first >= 2 for first, end, _ in spots(scored(0, B, E, 0), 0, 2))


def test_a_weak_label_gives_way_to_a_sequence_that_is_allowed() -> None:
    emit = scored(0, B, 0, E)
    emit[2, I] = 4.9
    assert spots(emit) == [(1, 4, 0)]


def test_a_sure_span_has_a_higher_score() -> None:
    sure = decode.spots(scored(0, S), legal(2), np.array([0]))[0]
    less = decode.spots(scored(0, S) / 4, legal(2), np.array([0]))[0]
    assert 0 < less.score < sure.score <= 1


def test_nothing_gives_nothing() -> None:
    assert decode.spots(np.zeros((0, 9), dtype=np.float32), FREE, np.zeros(0, dtype=np.int64)) == []


def by_hand(emit: np.ndarray, moves: np.ndarray) -> dict[tuple[int, int, int], float]:
    """The probability of each span of one line, from all sequences of labels one after another."""
    odds: dict[tuple[int, int, int], float] = {}
    total = 0.0
    for labels in itertools.product(range(len(moves)), repeat=len(emit)):
        if labels[0] % 4 in (2, 3) or (labels[-1] and labels[-1] % 4 in (1, 2)):
            continue  # begins inside a span, or ends before it ends
        score = sum(float(row[label]) for row, label in zip(emit, labels, strict=True))
        score += sum(float(moves[pair]) for pair in itertools.pairwise(labels))
        weight = float(np.exp(score))
        total += weight
        first = 0
        for at, label in enumerate(labels):
            first = at if label % 4 in (1, 0) else first
            if label and label % 4 in (3, 0):
                spot = (first, at + 1, (label - 1) // 4)
                odds[spot] = odds.get(spot, 0.0) + weight
    return {spot: weight / total for spot, weight in odds.items()}


SCORES = st.floats(-4, 4, width=16)


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(9)), elements=SCORES))
@settings(max_examples=20)
def test_how_likely_a_span_is_exact(emit: np.ndarray) -> None:
    exact = by_hand(emit, legal(2))
    for spot in decode.spots(emit, legal(2), np.array([0]), least=0.05):
        assert abs(spot.exact - exact[spot[:3]]) < 1e-6


@given(arrays(np.float32, st.tuples(st.integers(1, 4), st.just(9)), elements=SCORES), st.floats(0.05, 0.5))
@settings(max_examples=20)
def test_no_other_choice_is_expected_to_be_right_more_often(emit: np.ndarray, least: float) -> None:
    exact = {spot: chance - least for spot, chance in by_hand(emit, legal(2)).items()}
    worth = sum(exact[s[:3]] for s in decode.spots(emit, legal(2), np.array([0]), least=least))
    best = [0.0]
    for end in range(1, len(emit) + 1):
        best.append(max([best[-1], *(best[first] + w for (first, z, _), w in exact.items() if z == end)]))
    assert worth >= best[-1] - 1e-6


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(9)), elements=SCORES), st.data())
def test_lines_side_by_side_give_what_each_gives_alone(emit: np.ndarray, data: st.DataObject) -> None:
    lines = sorted({0, *data.draw(st.sets(st.integers(0, len(emit) - 1)))})
    together = decode.spots(emit, legal(2), np.array(lines))
    alone = []
    for low, high in zip(lines, [*lines[1:], len(emit)], strict=True):
        alone += [decode.spots(emit[low:high], legal(2), np.array([0]))]
    # of choices that are worth the same either may be taken
    worth = sum(spot.exact - decode.LEAST for line in alone for spot in line)
    assert abs(sum(spot.exact - decode.LEAST for spot in together) - worth) < 1e-5
    assert all(a.end <= b.first for a, b in itertools.pairwise(together))
    assert all(sum(low < at < high for at in lines) == 0 for low, high, *_ in together)


def test_where_something_surely_is_its_likeliest_extent_is_taken() -> None:
    emit = np.zeros((6, 9), dtype=np.float32)
    emit[1:5, 1:5] = 3  # words 1 to 4 are of class 0, in one span or in several
    assert decode.spots(emit, legal(2), np.array([0]), least=0.5) == []
    found = decode.spots(emit, legal(2), np.array([0]), least=0.5, likely=0.5)
    assert found
    assert all(spot.kind == 0 and spot.first >= 1 and spot.end <= 5 for spot in found)


def test_a_long_line_takes_time_in_proportion() -> None:
    emit = np.tile(scored(0, B, I, E, 0, S, 4 + S), (5000, 1))
    assert len(decode.spots(emit, legal(2), np.array([0]))) == 15000
