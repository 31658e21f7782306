"""The encoder: all-MiniLM-L6-v2, quantised, on ONNX Runtime.

In: passages of any text. Out: one row of unit length for each, float32, shape (len(passages), 384); cosine of two
rows is their similarity. Reads at most ``LONGEST`` tokens of a passage.

Each passage runs on its own, without padding, on one thread, and the model takes its quantisation range for each
token (``training/export_encoder.py``): a row depends on its passage and on nothing else, bit for bit; the same
passage twice is computed once. Batches were measured 8 % faster and make rows depend on their neighbours in the
last bits. To use more processors, run more processes.

What it does not do: it knows English only; other languages get rows, but poor ones.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twosource.engines import sessions

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MODEL = "encoder.onnx"
TOKENIZER = "encoder-tokenizer.json"
LONGEST = 128
"""Tokens read of one passage; 99.9 % of the sentences of newswire are shorter."""
LONGEST_CHARACTERS = 4000
"""Characters handed to the tokenizer of one passage: more can never be needed for ``LONGEST`` tokens of words."""


class MiniLM:
    """The encoder of a folder of models. The session is created at the first use."""

    name = "all-MiniLM-L6-v2/int8-1"
    width = 384

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[MiniLM], tuple[Path]]:
        return MiniLM, (self._folder,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._folder / MODEL)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - time that importing the package should not cost

        tokenizer = Tokenizer.from_file(str(self._folder / TOKENIZER))
        tokenizer.enable_truncation(LONGEST)
        return tokenizer

    def encode(self, passages: Sequence[str]) -> NDArray[np.float32]:
        """One row of unit length for each passage, shape (len(passages), width)."""
        rows = np.zeros((len(passages), self.width), dtype=np.float32)
        with self._lock:
            known: dict[str, NDArray[np.float32]] = {}
            for number, passage in enumerate(passages):
                if passage not in known:
                    known[passage] = self._row(passage)
                rows[number] = known[passage]
        return rows

    def _row(self, passage: str) -> NDArray[np.float32]:
        clean = passage[:LONGEST_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
        ids = np.array([self._tokenizer.encode(clean).ids], dtype=np.int64)
        row: NDArray[np.float32] = self._session.run(["embedding"], {"input_ids": ids})[0][0]
        return row
