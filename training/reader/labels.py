"""Spans as one label a word, and back: B(egin), I(nside), E(nd), S(ingle) of each class, and O.

Label 0 is O; class ``c`` (from 0) has 4c+1 (B), 4c+2 (I), 4c+3 (E), 4c+4 (S). ``IGNORED`` marks words without a gold
label. Two spans that share a word cannot both be written down: the shorter one is kept, the longer one loses the words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

IGNORED = -100
Spot = tuple[int, int, int]
"""Start and end (characters, half-open) and class number of a span."""


def written(words: NDArray[np.int64], spans: Iterable[Spot]) -> NDArray[np.int64]:
    """The label of each word, shape (m,): a word belongs to a span when its first character does."""
    owner = np.full(len(words), -1, dtype=np.int64)
    kinds: list[int] = []
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s)):
        low, high = np.searchsorted(words[:, 0], [start, end])
        # a span that begins inside a word takes that word
        low = low - 1 if low and words[low - 1, 1] > start else low
        owner[low:high] = len(kinds)
        kinds.append(kind)
    return _bioes(owner, kinds)


def _bioes(owner: NDArray[np.int64], kinds: Sequence[int]) -> NDArray[np.int64]:
    out = np.zeros(len(owner), dtype=np.int64)
    before = np.append(-1, owner[:-1]) == owner
    behind = np.append(owner[1:], -1) == owner
    for at in np.flatnonzero(owner >= 0):
        place = 4 if not before[at] and not behind[at] else 1 if not before[at] else 3 if not behind[at] else 2
        out[at] = 4 * kinds[owner[at]] + place
    return out


def allowed(classes: int) -> NDArray[np.bool_]:
    """Which label may follow which, shape (labels, labels), [before, behind]."""
    labels = 4 * classes + 1
    may = np.zeros((labels, labels), dtype=bool)
    for a in range(labels):
        for b in range(labels):
            opens = a != 0 and (a - 1) % 4 in (0, 1)  # B or I: must go on
            goes_on = b != 0 and (b - 1) % 4 in (1, 2)  # I or E: must have begun
            same = a != 0 and b != 0 and (a - 1) // 4 == (b - 1) // 4
            may[a, b] = same if opens or goes_on else True
            if opens and not goes_on:
                may[a, b] = False
            if goes_on and not opens:
                may[a, b] = False
    return may


def read(labels: Sequence[int]) -> list[Spot]:
    """Spans (first word, last word + 1, class) of a valid sequence; a span cut off at an end of it is taken as is."""
    found: list[Spot] = []
    begun = 0
    for at, label in enumerate(labels):
        if label == 0:
            continue
        place, kind = (label - 1) % 4, (label - 1) // 4
        if place in (0, 3) or at == 0:
            begun = at
        if place in (2, 3) or at == len(labels) - 1:
            found.append((begun, at + 1, kind))
    return found
