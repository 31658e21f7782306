from __future__ import annotations

import numpy as np
from hypothesis import given
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


def brute(emit: np.ndarray, moves: np.ndarray) -> float:
    """The best score of one line, label by label in plain Python."""
    shut = [b > 0 and (b - 1) % 4 in (1, 2) for b in range(len(moves))]
    best = [float(emit[0, b]) + (float(decode.NEVER) if shut[b] else 0) for b in range(len(moves))]
    for row in emit[1:]:
        best = [max(best[a] + float(moves[a, b]) for a in range(len(moves))) + float(row[b]) for b in range(len(moves))]
    opened = [a > 0 and (a - 1) % 4 in (0, 1) for a in range(len(moves))]
    return max(value + (float(decode.NEVER) if opened[a] else 0) for a, value in enumerate(best))


@given(arrays(np.float32, st.tuples(st.integers(1, 12), st.just(9)), elements=st.floats(-4, 4, width=16)), st.data())
def test_lines_side_by_side_give_the_best_path_of_each(emit: np.ndarray, data: st.DataObject) -> None:
    lines = sorted({0, *data.draw(st.sets(st.integers(0, len(emit) - 1)))})
    moves = legal(2)
    found = decode.spots(emit, moves, np.array(lines))
    labels = np.zeros(len(emit), dtype=int)
    for s in found:
        labels[s.first : s.end] = 4 * s.kind + I
        labels[s.first], labels[s.end - 1] = 4 * s.kind + B, 4 * s.kind + E
        if s.end - s.first == 1:
            labels[s.first] = 4 * s.kind + S
    total = 0.0
    for low, high in zip(lines, [*lines[1:], len(emit)], strict=True):
        mine = labels[low:high]
        total += float(emit[np.arange(low, high), mine].sum() + moves[mine[:-1], mine[1:]].sum())
        total -= brute(emit[low:high], moves)
    assert abs(total) < 1e-3
