"""The judge of pairs: boosted trees on ONNX Runtime.

In: a matrix of features, one row a pair. Out: the probability of "same" for each row. A row's answer depends on that
row alone, on one thread. The file ``pairs.onnx`` is written by ``training/train_pairs.py``; its metadata holds the
names of the features in the order of the columns (``names``).
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twosource.engines import sessions
from twosource.errors import TwosourceError

if TYPE_CHECKING:
    import onnxruntime

MODEL = "pairs.onnx"


class Forest:
    """The trees of a folder of models. The session is created at the first use."""

    name = "pairs-1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[type[Forest], tuple[Path]]:
        return Forest, (self._folder,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._folder / MODEL)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features the trees were trained on, in the order of the columns."""
        return tuple(self._session.get_modelmeta().custom_metadata_map["names"].split())

    def score(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The probability of "same" for each row of features, shape (n,)."""
        if features.ndim != 2 or features.shape[1] != len(self.names):  # noqa: PLR2004 - a matrix has two axes
            raise TwosourceError(f"{MODEL} judges {len(self.names)} features a pair, not an array of {features.shape}")
        if not len(features):
            return np.zeros(0, dtype=np.float32)
        odds: NDArray[np.float32] = self._session.run(["odds"], {"features": features.astype(np.float32)})[0][:, 0]
        chance: NDArray[np.float32] = (1.0 / (1.0 + np.exp(-odds.astype(np.float64)))).astype(np.float32)
        return chance
