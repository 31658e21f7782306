"""Exact F1 of tagged spans, with the labels decoded over the whole document."""

from __future__ import annotations

from collections import Counter

import labels
import numpy as np
import sets
import torch
import windows
from net import Net
from numpy.typing import NDArray

from twosource.engines.reader import decode
from twosource.engines.reader.pieces import BROKEN


def emissions(net: Net, task: str, documents: list[sets.Labelled], rows: int = 16) -> list[NDArray[np.float32]]:
    """Scores of each word's labels, taken from the window in which the word stands farthest from a cut."""
    out = [np.zeros((len(d.pieces.words), net.crfs[task].emit.out_features), dtype=np.float32) for d in documents]
    found = [w for number, d in enumerate(documents) for w in windows.windows(number, d.pieces)]
    found.sort(key=lambda w: (w.low - w.high, w.number, w.low))
    net.eval()
    for at in range(0, len(found), rows):
        some = found[at : at + rows]
        made = windows.batch(some, [d.pieces for d in documents])
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = windows.gathered(net(made.ids, made.features, made.mask), made.first)
            scores = net.crfs[task].emit(hidden).float().numpy()
        for row, w in enumerate(some):
            out[w.number][w.begin : w.end] = scores[row, : w.end - w.begin]
    return out


def measure(net: Net, task: str, documents: list[sets.Labelled]) -> dict[str, float]:
    """F1 of each role."""
    moves = net.crfs[task].scores().detach().float().numpy()
    hit, made, wanted = Counter(), Counter(), Counter()
    for d, emit in zip(documents, emissions(net, task, documents), strict=True):
        known = d.tags != labels.IGNORED
        gold = set(labels.read(np.where(known, d.tags, 0).tolist()))
        lines = np.flatnonzero(d.pieces.features[d.pieces.first, 1] == BROKEN)
        mine = {spot[:3] for spot in decode.spots(emit, moves, lines) if known[spot.first]}
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
