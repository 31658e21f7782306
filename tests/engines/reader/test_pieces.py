from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from twosource.engines.reader import TOKENIZER, pieces
from twosource.engines.reader.pieces import Pieces

MODELS = Path(__file__).resolve().parents[3] / "models"
CUTTER = Tokenizer.from_file(str(MODELS / TOKENIZER))


def cut(text: str, *stretches: tuple[int, int]) -> Pieces:
    return pieces.cut(text, stretches or [(0, len(text))], CUTTER)


def feature(text: str, column: int) -> dict[str, int]:
    """A feature of each word, by the word."""
    made = cut(text)
    return {
        text[a:b]: int(made.features[at, column]) for (a, b), at in zip(made.words.tolist(), made.first, strict=True)
    }


def test_words_are_the_texts_own_characters() -> None:
    text = "Mara Oduya-Finch said: “No.”"
    assert [text[a:b] for a, b in cut(text).words.tolist()] == [
        "Mara", "Oduya", "-", "Finch", "said", ":", "“", "No", ".", "”",
    ]  # fmt: skip


def test_letter_case_is_kept_beside_the_lower_cased_pieces() -> None:
    found = feature("the Port of McVay NATO 25 .", 0)
    assert found == {
        "the": pieces.LOWER, "Port": pieces.TITLE, "of": pieces.LOWER, "McVay": pieces.MIXED, "NATO": pieces.UPPER,
        "25": pieces.DIGITS, ".": pieces.MARK,
    }  # fmt: skip


def test_line_breaks_and_glue_are_seen() -> None:
    found = feature("Fire out.\nPort open", 1)
    assert found == {
        "Fire": pieces.BROKEN, "out": pieces.SPACED, ".": pieces.GLUED, "Port": pieces.BROKEN, "open": pieces.SPACED,
    }  # fmt: skip


def test_quotations_are_seen() -> None:
    found = feature('"All safe," said Orla', 2)
    assert found["All"] == found["safe"] == pieces.QUOTED
    assert found["said"] == found["Orla"] == pieces.OPEN
    assert found['"'] == pieces.QUOTING


def test_only_the_stretches_are_read() -> None:
    text = "Read this. Not this. And this."
    made = cut(text, (0, 10), (21, 30))
    assert "Not" not in [text[a:b] for a, b in made.words.tolist()]
    assert made.words[-1].tolist() == [29, 30]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_words_in_order_and_features_in_range(text: str) -> None:
    made = cut(text)
    assert len(made.ids) == len(made.features)
    assert len(made.first) == len(made.words)
    flat = made.words.ravel().tolist()
    assert flat == sorted(flat)
    assert not flat or (flat[0] >= 0 and flat[-1] <= len(text))
    limits = np.array([pieces.CASES, pieces.GAPS, pieces.STATES])
    assert ((made.features >= 0) & (made.features < limits)).all()


@pytest.mark.parametrize("text", ["", " \n\t ", "\ud800", "e\u0301 a\u200bb", "字" * 300])
def test_odd_texts(text: str) -> None:
    made = cut(text)
    assert len(made.first) == len(made.words)
