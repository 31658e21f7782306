"""The judge of references: boosted trees on ONNX Runtime.

In: a matrix of features (``annotate.references.features``), one row for a pronoun and somebody whom it may stand for.
Out: a score for each row. A row's answer depends on that row alone, on one thread. The file ``pronouns.onnx`` is
written by ``training/train_pronouns.py``; its metadata holds the names of the features in the order of the columns.
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

MODEL = "pronouns.onnx"


class Referee:
    """The trees of a folder of models. The session is created at the first use."""

    name = "references-1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[type[Referee], tuple[Path]]:
        return Referee, (self._folder,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._folder / MODEL)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features the trees were trained on, in the order of the columns."""
        return tuple(self._session.get_modelmeta().custom_metadata_map["names"].split())

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The score for each row of features, shape (n,)."""
        if rows.ndim != 2 or rows.shape[1] != len(self.names):  # noqa: PLR2004 - a matrix has two axes
            raise TwosourceError(f"{MODEL} judges {len(self.names)} features a row, not an array of {rows.shape}")
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        odds: NDArray[np.float32] = self._session.run(["odds"], {"features": rows.astype(np.float32)})[0][:, 0]
        return odds
