"""The judge of relations: a small cross-encoder that reads two passages together (the protocol ``seams.Relater``).

In: pairs of texts. Out: for each pair the log-probabilities of the relations of ``model.RELATIONS``. A pair's answer
depends on its two texts alone, and not on their order: every pair runs by itself, on one thread, and passages are put
in one order before they are read. How the network was trained, and how well it does: ``training/relations``,
``models/relations.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from twosource.engines import sessions
from twosource.engines.reader import TOKENIZER
from twosource.engines.reader.windows import CLS, SEP
from twosource.model import RELATIONS

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

MODEL = "relations.onnx"
LONGEST = 62
"""Pieces of a passage that are read, as in training."""
TOGETHER = 64
"""Pairs handed to a thread at a time."""


class Relations:
    """The network of a folder of models. Opened at the first use."""

    name = "relations-1"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __reduce__(self) -> tuple[type[Relations], tuple[Path]]:
        return Relations, (self._folder,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return sessions.opened(self._folder / MODEL)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415 - not needed to import the package

        return Tokenizer.from_file(str(self._folder / TOKENIZER))

    def relations(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        """Log-probabilities, shape (len(pairs), len(RELATIONS))."""
        if not pairs:
            return np.zeros((0, len(RELATIONS)), dtype=np.float32)
        texts = sorted({text for pair in pairs for text in pair})
        cut = dict(zip(texts, self._coded(texts), strict=True))
        inputs = [_input(*(cut[text] for text in sorted(pair))) for pair in pairs]
        parts = [inputs[at : at + TOGETHER] for at in range(0, len(inputs), TOGETHER)]
        return np.concatenate(sessions.each(self._run, parts))

    def _coded(self, texts: list[str]) -> list[list[int]]:
        coded = self._tokenizer.encode_batch(texts, add_special_tokens=False)
        return [one.ids[:LONGEST] for one in coded]

    def _run(self, inputs: Sequence[tuple[NDArray[np.int64], NDArray[np.int64]]]) -> NDArray[np.float32]:
        answers = [self._session.run(["relations"], {"input_ids": i, "sides": s})[0][0] for i, s in inputs]
        return np.stack(answers)


def _input(one: Sequence[int], other: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pieces and sides of a pair, each (1, pieces)."""
    ids = np.array([[CLS, *one, SEP, *other, SEP]], dtype=np.int64)
    sides = np.zeros_like(ids)
    sides[0, len(one) + 2 :] = 1
    return ids, sides
