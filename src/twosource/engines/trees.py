"""Judges: boosted trees on ONNX Runtime (the protocol ``seams.Judge``).

In: a matrix of features, one row for each thing that is judged. Out: the log-odds of each row. A row's answer depends
on that row alone, on one thread. What the rows are and what the odds are of is the business of whoever asks: pairs of
passages (``compare.pairs``), people for a pronoun (``annotate.references``), parts of an attribution
(``engines.reader.links``). The files are written by ``training/trees.py``; their metadata holds the names of the
features in the order of the columns.
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

MANY = 2000
"""Rows that are judged in parts, a thread for each: every row alone, so that the parts change nothing."""


class Trees:
    """The trees of a model file. ``name`` tells their shape, not their weights. Opened at the first use."""

    def __init__(self, file: Path, name: str) -> None:
        self._file = file
        self.name = name

    def __reduce__(self) -> tuple[type[Trees], tuple[Path, str]]:
        return Trees, (self._file, self.name)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._file)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The features the trees were trained on, in the order of the columns."""
        return tuple(self._session.get_modelmeta().custom_metadata_map["names"].split())

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds for each row of features, shape (n,)."""
        if rows.ndim != 2 or rows.shape[1] != len(self.names):  # noqa: PLR2004 - a matrix has two axes
            wanted = f"{self._file.name} judges rows of {len(self.names)} features"
            raise TwosourceError(f"{wanted}, not an array of {rows.shape}")
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        parts = np.array_split(rows.astype(np.float32), sessions.processors() if len(rows) >= MANY else 1)
        return np.concatenate(sessions.each(self._run, parts))

    def _run(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        odds: NDArray[np.float32] = self._session.run(["odds"], {"features": rows})[0][:, 0]
        return odds
