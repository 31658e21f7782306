"""The words of a claim: which of its passages says best what all of them say.

Input: the passages with their embeddings; output: the index of one, or of those that say it nearly as well, for a
claim whose best passage words another claim already. Nothing is ever reworded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.model import AssertionForm, Evidence

LONG = 220
"""Characters from which a passage is harder to read than it is worth (chosen by looking at dossiers)."""

SHORT = 40
"""Characters under which a passage often lacks what it is about."""

HEADLINE_COST, LENGTH_COST, QUESTION_COST = 0.05, 0.10, 0.30
"""In units of cosine: a headline is clipped language; a passage far outside the lengths above reads badly; a question
says nothing that others could say too.
"""

_QUOTES = "\"'”’» "

NEARLY = 0.15
"""What a passage may score less than the best one and still word the claim."""

EVEN = 0.01
"""What a passage may score less than the best one and still be as good: neither of two is more central, but for what
rounding makes of them, and processors round differently.
"""


def best(evidence: Sequence[Evidence], forms: Sequence[AssertionForm], vectors: NDArray[np.float32]) -> int:
    """The most central passage: the first of :func:`good`."""
    return good(evidence, forms, vectors)[0]


def good(evidence: Sequence[Evidence], forms: Sequence[AssertionForm], vectors: NDArray[np.float32]) -> list[int]:
    """The most central passages, the best first, by mean cosine to all; ``vectors`` has a row of unit length for each
    passage. Of those that are as good as the best (:data:`EVEN`) the earlier goes first.
    """
    central = vectors @ vectors.mean(axis=0)
    scores = [
        float(cosine) - _cost(passage.text, form)
        for passage, form, cosine in zip(evidence, forms, central, strict=True)
    ]
    most = max(scores)
    even = [i for i, score in enumerate(scores) if score >= most - EVEN]
    less = [i for i, score in enumerate(scores) if most - NEARLY <= score < most - EVEN]
    return even + sorted(less, key=lambda i: -scores[i])


def _cost(text: str, form: AssertionForm) -> float:
    outside = max(0, len(text) - LONG) / LONG + max(0, SHORT - len(text)) / SHORT
    asked = QUESTION_COST if text.rstrip(_QUOTES).endswith("?") else 0.0
    return LENGTH_COST * min(1.0, outside) + (HEADLINE_COST if form == "headline" else 0.0) + asked
