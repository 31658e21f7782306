"""The judge of links: boosted trees on ONNX Runtime.

In: a matrix of features (``features.NAMES``), one row for each cue and a source or content beside it. Out: the
log-odds that they belong together. A row's answer depends on that row alone, on one thread. The file ``links.onnx``
is written by ``training/train_links.py``; its metadata holds the names of the features in the order of the columns.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from twosource.engines import sessions
from twosource.engines.reader.links import features
from twosource.errors import TwosourceError

if TYPE_CHECKING:
    import onnxruntime

MODEL = "links.onnx"


class Judge(Protocol):
    """Says how likely pairs belong together."""

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds for each row of features, shape (n,)."""
        ...


class Trees:
    """The trees of a folder of models. The session is created at the first use."""

    name = "links-1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[type[Trees], tuple[Path]]:
        return Trees, (self._folder,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        session = sessions.opened(self._folder / MODEL)
        names = tuple(session.get_modelmeta().custom_metadata_map["names"].split())
        if names != features.NAMES:
            raise TwosourceError(f"{self._folder / MODEL} was trained on other features. Install the package again.")
        return session

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """The log-odds for each row of features, shape (n,)."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        odds: NDArray[np.float32] = self._session.run(["odds"], {"features": rows.astype(np.float32)})[0][:, 0]
        return odds
