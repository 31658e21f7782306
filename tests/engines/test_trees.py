"""The judges that ship: trained on the features that are computed, each row by itself, the same in every process."""

import pickle
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from twosource import engines
from twosource.annotate.references import features as references_features
from twosource.compare.pairs import features as pairs_features
from twosource.engines.reader import links
from twosource.engines.reader.links import features as links_features
from twosource.engines.trees import Trees
from twosource.errors import TwosourceError

MODELS = Path(__file__).parents[2] / "models"
FEATURES = {
    engines.PAIRS: pairs_features.NAMES,
    engines.REFERENCES: references_features.NAMES,
    links.MODEL: links_features.NAMES,
}


@pytest.fixture(scope="module", params=sorted(FEATURES))
def trees(request: pytest.FixtureRequest) -> Trees:
    return Trees(MODELS / request.param, "a judge")


def rows(trees: Trees, count: int) -> NDArray[np.float32]:
    made = np.random.default_rng(3).normal(0.4, 0.6, (count, len(trees.names))).astype(np.float32)
    made[::7, ::5] = np.nan
    return made


@pytest.mark.parametrize("model", sorted(FEATURES))
def test_the_trees_were_trained_on_the_features_that_are_computed(model: str) -> None:
    assert Trees(MODELS / model, "a judge").names == FEATURES[model]


def test_each_row_is_judged_alone(trees: Trees) -> None:
    some = rows(trees, 300)
    odds = trees.odds(some)
    assert odds.shape == (300,)
    assert np.isfinite(odds).all()
    alone = np.concatenate([trees.odds(row[None, :]) for row in some])
    assert np.array_equal(odds, alone)
    assert np.array_equal(trees.odds(some[::-1])[::-1], odds)


def test_no_rows_give_no_odds(trees: Trees) -> None:
    assert trees.odds(rows(trees, 0)).shape == (0,)


def test_other_features_are_refused(trees: Trees) -> None:
    with pytest.raises(TwosourceError, match=r"judges rows of \d+ features, not"):
        trees.odds(rows(trees, 2)[:, 1:])


def test_it_travels_to_other_processes(trees: Trees) -> None:
    copy = pickle.loads(pickle.dumps(trees))  # noqa: S301 - our own bytes
    assert copy.name == trees.name
    assert np.array_equal(copy.odds(rows(trees, 5)), trees.odds(rows(trees, 5)))
