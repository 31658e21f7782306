"""From scores of labels to spans: for each line of a text the spans that are most likely to be exactly right.

Labels are BIOES: 0 is O; class ``c`` (from 0) has 4c+1 (Begin), 4c+2 (Inside), 4c+3 (End), 4c+4 (Single). A span does
not leave its line (nor does any in the corpora the reader is trained on). The scores are those of a linear chain
(Lafferty, McCallum and Pereira 2001), so the forward-backward algorithm (Rabiner 1989) gives the probability that a
span stands in a line from exactly this word to that one. Out of all spans a set is chosen in which none overlap and
the sum of their probabilities, each less a threshold, is highest: the choice that is expected to be right most often
(Goodman 1996), where the best single sequence of labels (Viterbi) may be one among many that are hardly worse. Lines
are independent of one another, so all of them are computed side by side.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]

NEVER = np.float32(-1e4)
LEAST = 0.36
"""Spans less likely than this are left out. The F1 that is expected is highest at half of itself (Lipton, Elkan and
Naryanaswamy 2014), and the reader's is .7 to .8."""
VAGUE = 0.05
"""Spans less likely than this are never taken."""
FAINT = 0.02
"""First and last words less likely than this are not paired to spans."""
REACH = 64
"""How many possible last words are paired with a first one: keeps a line of any length linear."""
_BEGIN, _INSIDE, _END, _SINGLE = 1, 2, 3, 4


class Spot(NamedTuple):
    """Words ``first..end`` (half-open) of class ``kind``: how likely it is ``exact``, and its ``score``, how likely
    its words are of this class wherever it begins and ends (their mean probability).
    """

    first: int
    end: int
    kind: int
    exact: float
    score: float


class Chain(NamedTuple):
    """What forward and backward passes give for the m words of a text: ``before`` (m, labels) and ``behind``, whose
    product is the probability of each label; ``rise`` (m, labels), the factor by which a label adds to the probability
    of a sequence that runs over its word; ``moves`` (labels, labels), factors of one label after another.
    """

    before: Floats
    behind: Floats
    rise: Floats
    moves: Floats

    @property
    def chances(self) -> Floats:
        """The probability of each word's labels."""
        return self.before * self.behind


def spots(
    emit: NDArray[np.float32], moves: NDArray[np.float32], lines: Numbers, *, least: float = LEAST, likely: float = 1.0
) -> list[Spot]:
    """The spans of a text, in its order. ``emit`` (m, labels) scores of each word's labels, ``moves`` (labels, labels)
    of one label after another, ``lines`` the number of each line's first word, in order, beginning with 0; ``least``
    the threshold.

    Where words are of a class with a mean probability of more than ``likely``, though it is open where the span begins
    and ends, the likeliest span is taken all the same: that something is there is known, and no less useful for
    unsure ends. Where only exact spans count, it is a guess that costs more than it brings.
    """
    if not len(emit):
        return []
    run = chain(emit, moves, lines)
    chances = run.chances
    found: list[Spot] = []
    for kind in range((emit.shape[1] - 1) // 4):
        inside = np.append(0.0, np.cumsum(chances[:, 4 * kind + _BEGIN : 4 * kind + _SINGLE + 1].sum(axis=1)))
        single = chances[:, 4 * kind + _SINGLE]
        alone = np.flatnonzero(single > VAGUE)
        several, to, odds = _longer(run, chances, kind, lines)
        first, last = np.concatenate([alone, several]), np.concatenate([alone, to])
        exact = np.concatenate([single[alone], odds])
        mean = (inside[last + 1] - inside[first]) / (last + 1 - first)
        columns = (first.tolist(), (last + 1).tolist(), exact.tolist(), mean.tolist())
        found += [Spot(a, z, kind, p, s) for a, z, p, s in zip(*columns, strict=True)]
    kept = _chosen([spot for spot in found if spot.exact > least], least)
    if likely >= 1:
        return kept
    taken = np.zeros(len(emit), dtype=bool)
    for spot in kept:
        taken[spot.first : spot.end] = True
    free = [spot for spot in found if spot.score > likely and not taken[spot.first : spot.end].any()]
    return sorted(kept + _chosen(free, 0.0))


def chain(emit: NDArray[np.float32], moves: NDArray[np.float32], lines: Numbers) -> Chain:
    """Forward and backward over all lines at once; sums are kept at 1 word by word, so nothing under- or overflows."""
    lengths = np.diff(np.append(lines, len(emit)))
    # the longest lines first: at each step the lines that still go on are the first few
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = lines[order], lengths[order]
    live = np.searchsorted(-lengths, -np.arange(int(lengths[0])), side="left").tolist()
    # the first words of all lines, then their second words, and so on: what a step needs stands side by side
    rows = np.concatenate([starts[:count] + step for step, count in enumerate(live)])
    begins = [0, *accumulate(live)]
    labels = np.arange(emit.shape[1])
    place = np.where(labels > 0, (labels - 1) % 4 + 1, 0)
    rise = np.exp((emit - emit.max(axis=1, keepdims=True)).astype(np.float64))[rows]
    factors = np.where(moves > NEVER / 2, np.exp(moves.astype(np.float64)), 0.0)

    before = np.zeros_like(rise)
    before[: len(starts)] = rise[: len(starts)] * ((place != _INSIDE) & (place != _END))
    for step, (low, high) in enumerate(pairwise(begins)):
        here, up = before[low:high], rise[low:high]
        if step:
            past = begins[step - 1]
            np.multiply(before[past : past + high - low] @ factors, up, out=here)
        total = here.sum(axis=1, keepdims=True)
        here /= total
        up /= total
    behind = np.zeros_like(rise)
    shut = (place != _INSIDE) & (place != _BEGIN)
    last = np.array(begins)[lengths - 1] + np.arange(len(starts))
    behind[last] = shut / (before[last] @ shut)[:, None]
    for step in range(len(live) - 1, 0, -1):
        low, high = begins[step], begins[step + 1]
        past = begins[step - 1]
        behind[past : past + high - low] = (behind[low:high] * rise[low:high]) @ factors.T
    back = np.argsort(rows)
    return Chain(before[back], behind[back], rise[back], factors)


def _longer(run: Chain, chances: Floats, kind: int, lines: Numbers) -> tuple[Numbers, Numbers, Floats]:
    """The spans of two words and more of a class: first and last words, and how likely each is."""
    begin, inside, end = (4 * kind + place for place in (_BEGIN, _INSIDE, _END))
    first, last = np.flatnonzero(chances[:, begin] > FAINT), np.flatnonzero(chances[:, end] > FAINT)
    if not (len(first) and len(last)):
        return first[:0], last[:0], np.zeros(0)
    closed = np.append(lines[1:], len(chances))[np.searchsorted(lines, first, side="right") - 1]
    low = np.searchsorted(last, first, side="right")
    count = np.clip(np.searchsorted(last, closed) - low, 0, REACH)
    first, number = np.repeat(first, count), np.repeat(low - np.cumsum(count) + count, count)
    last = last[number + np.arange(len(number))]
    with np.errstate(divide="ignore"):
        step = np.log(run.rise[:, inside])
        between = np.log(run.moves[[begin, begin, inside, inside], [end, inside, inside, end]])
    # a word that cannot go on a span makes all sums behind it useless: it counts as very unlikely instead
    way = np.append(0.0, np.cumsum(np.maximum(step, -50.0)))
    middle = last - first - 1
    through = (
        between[1] + way[last] - way[first + 1] + (middle - 1) * np.where(middle > 1, between[2], 0.0) + between[3]
    )
    inner = np.exp(np.where(middle > 0, through, between[0]))
    odds = run.before[first, begin] * inner * run.rise[last, end] * run.behind[last, end]
    clear = odds > VAGUE
    return first[clear], last[clear], odds[clear]


def _chosen(found: list[Spot], least: float) -> list[Spot]:
    """Those that do not overlap and have the most probability above the threshold (weighted interval scheduling)."""
    found.sort(key=lambda s: (s.end, s.first, s.kind))
    ends = [spot.end for spot in found]
    best, taken = [0.0], [-1]
    for number, spot in enumerate(found):
        free = bisect_right(ends, spot.first, 0, number)
        worth = best[free] + spot.exact - least
        taken.append(free if worth > best[-1] else -1)
        best.append(max(worth, best[-1]))
    kept, at = [], len(found)
    while at:
        if taken[at] < 0:
            at -= 1
        else:
            kept.append(found[at - 1])
            at = taken[at]
    return kept[::-1]
