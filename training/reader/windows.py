"""Articles as windows of pieces, for training and for measuring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from twosource.engines.reader.pieces import INSIDE, LOWER, MIXED, TITLE, UPPER, Pieces
from twosource.engines.reader.windows import CLS, SEP, cut

MASK = 103
SHOUTED = 0.15
"""Share of the windows in which the letters of a stretch are made those of a headline."""


class Window(NamedTuple):
    """Pieces ``low..high`` of document ``number``; words ``begin..end`` are learned from."""

    number: int
    low: int
    high: int
    begin: int
    end: int


def windows(number: int, pieces: Pieces, offset: int = 0) -> list[Window]:
    """The windows of a document."""
    found = []
    for w in cut(len(pieces.ids), pieces.lines, offset):
        begin, end = np.searchsorted(pieces.first, [w.begin, w.end]).tolist()
        if begin < end:
            found.append(Window(number, w.low, w.high, begin, end))
    return found


class Batch(NamedTuple):
    """Tensors of some windows: see ``net.Net.forward``; ``first`` (B, m) is each word's first piece, padded
    with 0; no ``mask`` where all windows are as long.
    """

    ids: Tensor
    features: Tensor
    mask: Tensor | None
    first: Tensor
    count: list[int]


def batch(
    found: list[Window], documents: Sequence[Pieces], noise: np.random.Generator | None = None, hide: float = 0.0
) -> Batch:
    """The windows as tensors; ``hide`` is the share of pieces replaced by [MASK]; if any, headlines are made too."""
    longest = max(w.high - w.low for w in found) + 2
    most = max(w.end - w.begin for w in found)
    ids = np.zeros((len(found), longest), dtype=np.int64)
    features = np.zeros((len(found), longest, 3), dtype=np.int64)
    mask = np.zeros((len(found), longest), dtype=np.int64)
    first = np.zeros((len(found), most), dtype=np.int64)
    for row, w in enumerate(found):
        pieces, size = documents[w.number], w.high - w.low
        ids[row, 0], ids[row, 1 : size + 1], ids[row, size + 1] = CLS, pieces.ids[w.low : w.high], SEP
        features[row, 1 : size + 1] = pieces.features[w.low : w.high]
        mask[row, : size + 2] = 1
        first[row, : w.end - w.begin] = pieces.first[w.begin : w.end] - w.low + 1
        if noise is not None and hide:
            gone = noise.random(size) < hide
            ids[row, 1 : size + 1][gone] = MASK
            if noise.random() < SHOUTED:
                as_headline(features[row, 1 : size + 1], noise)
    return Batch(
        torch.from_numpy(ids),
        torch.from_numpy(features),
        None if mask.all() else torch.from_numpy(mask),
        torch.from_numpy(first),
        [w.end - w.begin for w in found],
    )


def as_headline(features: NDArray[np.int64], noise: np.random.Generator) -> None:
    """Give a stretch of pieces the letter case of a headline: names must be known there too, and corpora of names have
    none. Most small words get a capital, or all letters of all words are large.
    """
    length = int(noise.integers(6, 20))
    at = int(noise.integers(0, max(1, len(features) - length)))
    cases = features[at : at + length, 0]
    if noise.random() < 1 / 3:
        cases[(cases == LOWER) | (cases == TITLE) | (cases == MIXED)] = UPPER
    else:
        cases[(cases == LOWER) & (noise.random(len(cases)) < 3 / 4)] = TITLE
    # all pieces of a word have the case of the word
    first = np.maximum.accumulate(np.where(features[at : at + length, 1] == INSIDE, 0, np.arange(len(cases))))
    cases[:] = cases[first]


def gathered(hidden: Tensor, first: Tensor) -> Tensor:
    """The rows of each word's first piece, (B, m, width)."""
    return hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[-1]))


def batches(found: list[Window], rows: int, noise: np.random.Generator) -> list[list[Window]]:
    """Batches of windows of about one length, in random order."""
    order = noise.permutation(len(found))
    by_length = sorted((found[i] for i in order), key=lambda w: w.low - w.high)
    cut = [by_length[at : at + rows] for at in range(0, len(found), rows)]
    return [cut[i] for i in noise.permutation(len(cut))]


def padded(found: list[Window], labels: list[NDArray[np.int64]], filler: int) -> Tensor:
    """Labels of the words of each window, (B, m)."""
    most = max(w.end - w.begin for w in found)
    out = np.full((len(found), most), filler, dtype=np.int64)
    for row, w in enumerate(found):
        out[row, : w.end - w.begin] = labels[w.number][w.begin : w.end]
    return torch.from_numpy(out)
