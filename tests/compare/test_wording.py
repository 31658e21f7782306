from __future__ import annotations

import numpy as np

from twosource.compare import wording
from twosource.model import AssertionForm, Evidence


def chosen(texts: list[str], forms: list[AssertionForm], rows: list[list[float]]) -> int:
    evidence = [Evidence(article=f"a{i}", start=0, end=len(t), text=t) for i, t in enumerate(texts)]
    vectors = np.array(rows, dtype=np.float32)
    return wording.best(evidence, forms, vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


ALIKE = "The ferry ran aground off Port Selm on Tuesday night."


def test_the_most_central_passage_words_the_claim() -> None:
    assert chosen([ALIKE] * 3, ["sentence"] * 3, [[1, 0], [1, 1], [0, 1]]) == 1


def test_a_headline_gives_way_to_a_sentence_as_central() -> None:
    assert chosen([ALIKE, ALIKE], ["headline", "sentence"], [[1, 0], [1, 0]]) == 1


def test_a_very_long_passage_gives_way() -> None:
    assert chosen([ALIKE * 8, ALIKE], ["sentence"] * 2, [[1, 0], [1, 0]]) == 1


def test_what_is_nearly_as_central_may_stand_in() -> None:
    evidence = [Evidence(article=f"a{i}", start=0, end=len(ALIKE), text=ALIKE) for i in range(3)]
    vectors = np.array([[1, 0], [0.98, 0.199], [0, 1]], dtype=np.float32)
    assert wording.good(evidence, ["sentence"] * 3, vectors) == [1, 0]


def test_ties_go_to_the_earlier_passage() -> None:
    assert chosen([ALIKE, ALIKE], ["sentence"] * 2, [[1, 0], [1, 0]]) == 0
