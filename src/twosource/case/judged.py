"""What the second judge said of pairs of passages, kept with the dossier of a story.

Reading two passages together is most of the work of comparing, and a pair's answer depends on its two texts alone
(``engines.relations``). So when a report comes into a story, only pairs that were never read are read: those of the
new report, and a few that it moves into doubt. Kept are the pairs that the last comparison asked for, by a hash of the
judge and the two texts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from twosource.model import RELATIONS
from twosource.seams import Relater

Answers = dict[bytes, bytes]
"""Hash of a pair -> its log-probabilities, float32, little-endian."""


class Remembering:
    """A judge of relations that asks another one only for what it does not know (the protocol ``seams.Relater``)."""

    def __init__(self, judge: Relater, made_by: str, known: Answers) -> None:
        self._judge, self._made_by, self._known = judge, made_by, known
        self.name = judge.name
        self.asked: Answers = {}

    def relations(self, pairs: Sequence[tuple[str, str]], /) -> NDArray[np.float32]:
        """Log-probabilities, shape (len(pairs), len(RELATIONS))."""
        keys = [self._key(pair) for pair in pairs]
        new = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in self._known}
        if new:
            answers = self._judge.relations(list(new.values())).astype("<f4")
            self._known |= {key: answer.tobytes() for key, answer in zip(new, answers, strict=True)}
        self.asked |= {key: self._known[key] for key in keys}
        rows = b"".join(self._known[key] for key in keys)
        return np.frombuffer(rows, dtype="<f4").reshape(len(pairs), len(RELATIONS)).astype(np.float32)

    def _key(self, pair: tuple[str, str]) -> bytes:
        told = msgspec.json.encode([self._made_by, *sorted(pair)])
        return hashlib.blake2b(told, digest_size=16).digest()


def load(record: bytes | None) -> Answers:
    """Answers as they were kept."""
    return msgspec.msgpack.decode(record, type=Answers) if record else {}


def save(answers: Answers) -> bytes:
    """Answers to be kept."""
    return msgspec.msgpack.encode(dict(sorted(answers.items())))
