import pickle
from pathlib import Path

import numpy as np
import pytest

from twosource.compare.pairs import features as pairs_features
from twosource.engines.forest import Forest
from twosource.errors import TwosourceError

MODELS = Path(__file__).parents[2] / "models"


@pytest.fixture(scope="module")
def forest() -> Forest:
    return Forest(MODELS)


def rows(count: int) -> np.ndarray:
    made = np.random.default_rng(3).normal(0.4, 0.6, (count, len(pairs_features.NAMES))).astype(np.float32)
    made[::7, ::5] = np.nan
    return made


def test_the_trees_were_trained_on_the_features_that_are_computed(forest: Forest) -> None:
    assert forest.names == pairs_features.NAMES


def test_scores_are_probabilities_of_each_row_alone(forest: Forest) -> None:
    some = rows(300)
    scores = forest.score(some)
    assert scores.shape == (300,)
    assert ((scores > 0) & (scores < 1)).all()
    alone = np.concatenate([forest.score(row[None, :]) for row in some])
    assert np.array_equal(scores, alone)
    assert np.array_equal(forest.score(some[::-1])[::-1], scores)


def test_no_rows_give_no_scores(forest: Forest) -> None:
    assert forest.score(rows(0)).shape == (0,)


def test_other_features_are_refused(forest: Forest) -> None:
    with pytest.raises(TwosourceError, match="features a pair"):
        forest.score(rows(2)[:, 1:])


def test_it_travels_to_other_processes(forest: Forest) -> None:
    copy = pickle.loads(pickle.dumps(forest))  # noqa: S301 - our own bytes
    assert np.array_equal(copy.score(rows(5)), forest.score(rows(5)))
