"""The network: one encoder with its heads, on ONNX Runtime, run over windows of a text's pieces.

In: :class:`~twosource.engines.reader.pieces.Pieces`. Out: :class:`Rows`, what each head says of each word or piece.
Every window runs on its own, on one thread, so that the rows of a text depend on that text alone. The file
``reader.onnx`` is written by ``training/reader/export.py``; its metadata says which columns belong to which head, and
holds the scores of one label after another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.engines import sessions
from twosource.engines.reader import windows
from twosource.engines.reader.pieces import Pieces

if TYPE_CHECKING:
    import onnxruntime

MODEL = "reader.onnx"
OUTPUTS = ("labels", "pulls", "embedding")
Floats = NDArray[np.float32]


class Shape(NamedTuple):
    """What the file says of its heads: the columns of each tagging head in ``labels``, its ``moves`` (labels,
    labels), the columns of each asking and answering vector in ``pulls`` and the bias in them, the score of "nobody".
    """

    labels: Mapping[str, tuple[int, int]]
    moves: Mapping[str, Floats]
    pulls: Mapping[str, tuple[int, int]]
    biases: Mapping[str, Floats]
    nobody: float


class Rows(NamedTuple):
    """What the network says: ``labels`` and ``pulls`` of each word (m, columns), ``embedding`` of each piece
    (n, width).
    """

    labels: Floats
    pulls: Floats
    embedding: Floats


def inputs(pieces: Pieces, window: windows.Window) -> dict[str, NDArray[np.int64]]:
    """What the network is given for a window: ``input_ids`` (1, n) and ``features`` (1, n, 3)."""
    low, high = window.low, window.high
    ids = np.empty((1, high - low + 2), dtype=np.int64)
    ids[0, 0], ids[0, 1:-1], ids[0, -1] = windows.CLS, pieces.ids[low:high], windows.SEP
    features = np.zeros((1, high - low + 2, pieces.features.shape[1]), dtype=np.int64)
    features[0, 1:-1] = pieces.features[low:high]
    return {"input_ids": ids, "features": features}


class Network:
    """The network of a folder of models. The session is created at the first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._folder / MODEL)

    @cached_property
    def shape(self) -> Shape:
        """What the heads are."""
        kept = json.loads(self._session.get_modelmeta().custom_metadata_map["heads"])
        return Shape(
            labels={name: (low, high) for name, (low, high) in kept["labels"].items()},
            moves={name: np.array(rows, dtype=np.float32) for name, rows in kept["moves"].items()},
            pulls={name: (low, high) for name, (low, high) in kept["pulls"].items()},
            biases={name: np.array(row, dtype=np.float32) for name, row in kept["biases"].items()},
            nobody=float(kept["nobody"]),
        )

    def rows(self, pieces: Pieces) -> Rows:
        """One pass over the whole text."""
        total = len(pieces.ids)
        whole = [np.zeros((total, width), dtype=np.float32) for width in self._widths]
        for window in windows.cut(total, pieces.lines):
            low = window.low
            seen = self._session.run(list(OUTPUTS), inputs(pieces, window))
            for made, rows in zip(whole, seen, strict=True):
                made[window.begin : window.end] = rows[0, window.begin - low + 1 : window.end - low + 1]
        labels, pulls, embedding = whole
        return Rows(labels[pieces.first], pulls[pieces.first], embedding)

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        return tuple(int(out.shape[-1]) for out in self._session.get_outputs())
