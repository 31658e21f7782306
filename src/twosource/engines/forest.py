"""The judge of pairs: boosted trees kept as plain arrays, evaluated in numpy.

In: a matrix of features, one row a pair. Out: the probability of "same" for each row. A row's answer depends on
that row alone, in float64 sums of one fixed order: no batches, no threads.

The file (``pairs.npz``, written by ``training/train_pairs.py``) holds, for all trees one after another: ``feature``
(-1 marks a leaf), ``threshold``, ``left``, ``right`` (node numbers), ``value`` (of leaves), ``missing_left``;
``roots`` (first node of each tree), ``depth`` (of the deepest tree), ``bias``, and ``names`` of the features in the
order of the columns. The probability is the logistic of ``bias`` and the sum of the leaves. A value goes left when
it is at most the threshold; NaN goes where ``missing_left`` says.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from twosource.errors import TwosourceError

MODEL = "pairs.npz"
ROWS_AT_ONCE = 4096
"""Rows evaluated together: bounds the memory of the walk (rows x trees)."""


class Forest:
    """The trees of a folder of models; the file is read at the first use."""

    name = "pairs/1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[type[Forest], tuple[Path]]:
        return Forest, (self._folder,)

    @cached_property
    def _trees(self) -> dict[str, NDArray[Any]]:
        with np.load(self._folder / MODEL, allow_pickle=False) as file:
            return {name: file[name] for name in file.files}

    @property
    def names(self) -> tuple[str, ...]:
        """The features the trees were trained on, in the order of the columns."""
        return tuple(str(name) for name in self._trees["names"])

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of "same" for each row of features, shape (n,)."""
        if features.ndim != 2 or features.shape[1] != len(self.names):  # noqa: PLR2004 - a matrix has two axes
            raise TwosourceError(f"{MODEL} judges {len(self.names)} features a pair, not {features.shape}")
        parts = [self._walk(features[at : at + ROWS_AT_ONCE]) for at in range(0, len(features), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)

    def _walk(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        trees = self._trees
        feature, threshold = trees["feature"], trees["threshold"]
        node = np.broadcast_to(trees["roots"], (len(rows), len(trees["roots"]))).astype(np.int64)
        number = np.arange(len(rows))[:, None]
        for _ in range(int(trees["depth"])):
            asked = feature[node]
            value = rows[number, np.maximum(asked, 0)]
            left = np.where(np.isnan(value), trees["missing_left"][node], value <= threshold[node])
            down = np.where(left, trees["left"][node], trees["right"][node])
            node = np.where(asked < 0, node, down)
        total = trees["value"][node].astype(np.float64).sum(axis=1) + float(trees["bias"])
        chance: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-total))).astype(np.float32)
        return chance
