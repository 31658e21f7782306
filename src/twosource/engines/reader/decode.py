"""From scores of labels to spans: the best sequence for each line of a text, and how sure it is.

Labels are BIOES: 0 is O; class ``c`` (from 0) has 4c+1 (Begin), 4c+2 (Inside), 4c+3 (End), 4c+4 (Single). A span does
not leave its line (nor does any in the corpora the reader is trained on). Lines are independent of one another, so
all of them are decoded side by side (Viterbi 1967).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NEVER = np.float32(-1e4)
_BEGIN, _INSIDE, _END, _SINGLE = range(4)


class Spot(NamedTuple):
    """Words ``first..end`` (half-open) of class ``kind``; ``score`` is the mean probability of the class, 0 to 1."""

    first: int
    end: int
    kind: int
    score: float


def spots(emit: NDArray[np.float32], moves: NDArray[np.float32], lines: NDArray[np.int64]) -> list[Spot]:
    """The spans of a text. ``emit`` (m, labels) scores of each word's labels, ``moves`` (labels, labels) of one label
    after another, ``lines`` the number of each line's first word, in order, beginning with 0.
    """
    if not len(emit):
        return []
    path = _paths(emit, moves, lines)
    opened = np.exp(emit - emit.max(axis=1, keepdims=True))
    chance = opened[:, 1:].reshape(len(emit), -1, 4).sum(axis=2) / opened.sum(axis=1, keepdims=True)
    found: list[Spot] = []
    first = 0
    for at in np.flatnonzero(path).tolist():
        place, kind = (int(path[at]) - 1) % 4, (int(path[at]) - 1) // 4
        if place in (_BEGIN, _SINGLE):
            first = at
        if place in (_END, _SINGLE):
            found.append(Spot(first, at + 1, kind, float(chance[first : at + 1, kind].mean())))
    return found


def _paths(emit: NDArray[np.float32], moves: NDArray[np.float32], lines: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best label of each word, (m,)."""
    lengths = np.diff(np.append(lines, len(emit)))
    # the longest lines first: at each step the lines that still go on are the first few
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = lines[order], lengths[order]
    labels = emit.shape[1]
    place = (np.arange(labels) - 1) % 4
    opens = np.where((np.arange(labels) > 0) & ((place == _INSIDE) | (place == _END)), NEVER, np.float32(0))
    closes = np.where((np.arange(labels) > 0) & ((place == _INSIDE) | (place == _BEGIN)), NEVER, np.float32(0))
    best = emit[starts] + opens
    back = np.zeros((int(lengths[0]), len(starts), labels), dtype=np.int16)
    across = moves.T[None]  # [behind, before]: the maximum runs over the last axis, which is the fast one
    for step in range(1, int(lengths[0])):
        live = int(np.searchsorted(-lengths, -step, side="left"))
        through = best[:live, None, :] + across
        chosen = through.argmax(axis=2)
        back[step, :live] = chosen
        best[:live] = np.take_along_axis(through, chosen[..., None], axis=2)[..., 0] + emit[starts[:live] + step]
    path = np.zeros(len(emit), dtype=np.int64)
    last = (best + closes).argmax(axis=1)
    for row, (start, length) in enumerate(zip(starts.tolist(), lengths.tolist(), strict=True)):
        label = int(last[row])
        for step in range(length - 1, -1, -1):
            path[start + step] = label
            label = int(back[step, row, label])
    return path
