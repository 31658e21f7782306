import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.engines.minilm import MiniLM

MODELS = Path(__file__).parents[2] / "models"
SAME = "Police in Vardholm arrested two men over the warehouse fire on Friday."
ALIKE = "Two men have been arrested by Vardholm police in connection with Friday's fire at the warehouse."
OTHER = "The orchestra will open its season with a new symphony."


@pytest.fixture(scope="module")
def encoder() -> MiniLM:
    return MiniLM(MODELS)


def test_rows_have_unit_length_and_tell_alike_from_other(encoder: MiniLM) -> None:
    rows = encoder.encode([SAME, ALIKE, OTHER])
    assert rows.shape == (3, encoder.width)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.8
    assert rows[0] @ rows[2] < 0.2


def test_a_row_depends_on_its_passage_alone(encoder: MiniLM) -> None:
    together = encoder.encode([OTHER, SAME, "x " * 500, "", SAME])
    assert np.array_equal(together[1], encoder.encode([SAME])[0])
    assert np.array_equal(together[1], together[4])


def test_no_passages_give_no_rows(encoder: MiniLM) -> None:
    assert encoder.encode([]).shape == (0, encoder.width)


@settings(max_examples=25, deadline=None)
@given(text=st.text(st.characters(), max_size=300))
def test_any_text_has_a_finite_row(encoder: MiniLM, text: str) -> None:
    row = encoder.encode([text])[0]
    assert np.isfinite(row).all()
    assert abs(float(np.linalg.norm(row)) - 1) < 1e-4


def test_a_very_long_passage_is_cut_and_quick(encoder: MiniLM) -> None:
    row = encoder.encode(["word " * 400_000])[0]
    assert np.isfinite(row).all()


def test_it_travels_to_other_processes(encoder: MiniLM) -> None:
    copy = pickle.loads(pickle.dumps(encoder))  # noqa: S301 - our own bytes
    assert np.array_equal(copy.encode([SAME]), encoder.encode([SAME]))


def test_importing_does_not_open_the_runtime() -> None:
    code = "import sys, twosource.engines.minilm; sys.exit('onnxruntime' in sys.modules or 'tokenizers' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
