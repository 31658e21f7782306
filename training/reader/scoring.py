"""Exact F1 of tagged spans, with the labels decoded over the whole document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import labels
import numpy as np
import sets
import torch
import windows
from net import Net, halved
from numpy.typing import NDArray

from twosource.engines.reader import decode
from twosource.engines.reader.pieces import Pieces


def emissions(
    net: Net, heads: Sequence[str], documents: Sequence[Pieces], rows: int = 16
) -> dict[str, list[NDArray[np.float32]]]:
    """Scores of each word's labels for each head, from the one window in which the word counts."""
    out = {
        head: [np.zeros((len(d.words), net.crfs[head].emit.out_features), dtype=np.float32) for d in documents]
        for head in heads
    }
    found = [w for number, d in enumerate(documents) for w in windows.windows(number, d)]
    found.sort(key=lambda w: (w.low - w.high, w.number, w.low))
    net.eval()
    for at in range(0, len(found), rows):
        some = found[at : at + rows]
        made = windows.batch(some, documents)
        with torch.no_grad(), halved():
            hidden = windows.gathered(net(made.ids, made.features, made.mask), made.first)
            scores = {head: net.crfs[head].emit(hidden).float().numpy() for head in heads}
        for head, all_rows in scores.items():
            for row, w in enumerate(some):
                out[head][w.number][w.begin : w.end] = all_rows[row, : w.end - w.begin]
    return out


def moves(net: Net, head: str) -> NDArray[np.float32]:
    """Scores of one label of a head after another."""
    return net.crfs[head].scores().detach().float().numpy()


def measure(net: Net, task: str, documents: list[sets.Labelled]) -> dict[str, float]:
    """F1 of each role."""
    steps = moves(net, task)
    hit, made, wanted = Counter(), Counter(), Counter()
    found = emissions(net, [task], [d.pieces for d in documents])[task]
    for d, emit in zip(documents, found, strict=True):
        known = d.tags != labels.IGNORED
        gold = set(labels.read(np.where(known, d.tags, 0).tolist()))
        mine = {spot[:3] for spot in decode.spots(emit, steps, d.pieces.word_lines) if known[spot.first]}
        for spot in mine:
            made[spot[2]] += 1
        for spot in gold:
            wanted[spot[2]] += 1
            hit[spot[2]] += spot in mine
    names = sets.NAMES if task == "names" else sets.ROLES
    out = {name: _f1(hit[k], made[k], wanted[k]) for k, name in enumerate(names) if wanted[k]}
    return {**out, "all": _f1(hit.total(), made.total(), wanted.total())}


def _f1(hit: int, made: int, wanted: int) -> float:
    return round(2 * hit / max(1, made + wanted), 4)
