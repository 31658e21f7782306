"""The judge of relations that ships."""

from pathlib import Path

import numpy as np
import pytest

from twosource.engines.relations import Relations
from twosource.model import RELATIONS

MODELS = Path(__file__).parents[2] / "models"
PAIRS = [
    ("The ferry Osprey ran aground off Tarn Head on Monday.", "On Monday the Osprey, a ferry, hit rocks at Tarn Head."),
    ("Forty people were aboard the Osprey.", "Sixty people were aboard the Osprey."),
    ("The council approved the new bridge.", "The council did not approve the new bridge."),
    ("The mayor opened the fair in June.", "Grain prices rose for the third week."),
]


@pytest.fixture(scope="module")
def judge() -> Relations:
    return Relations(MODELS)


def likeliest(judge: Relations, *pairs: tuple[str, str]) -> list[str]:
    return [RELATIONS[k] for k in judge.relations(pairs).argmax(axis=1)]


def test_plain_cases(judge: Relations) -> None:
    same, number, denied, apart = likeliest(judge, *PAIRS)
    assert same not in {"related", "unrelated"}
    assert number == "differs"
    assert denied in {"differs", "contradicts"}
    assert apart in {"related", "unrelated"}


def test_probabilities_add_up(judge: Relations) -> None:
    assert np.allclose(np.exp(judge.relations(PAIRS)).sum(axis=1), 1, atol=1e-3)


def test_it_does_not_matter_which_stands_first_or_what_is_beside(judge: Relations) -> None:
    whole = judge.relations(PAIRS)
    assert np.array_equal(judge.relations([(b, a) for a, b in PAIRS]), whole)
    assert np.array_equal(judge.relations(PAIRS[2:3])[0], whole[2])


def test_many_pairs_come_back_in_their_order(judge: Relations) -> None:
    assert np.array_equal(judge.relations(PAIRS * 40), np.tile(judge.relations(PAIRS), (40, 1)))


def test_nothing_is_nothing(judge: Relations) -> None:
    assert judge.relations([]).shape == (0, len(RELATIONS))
    assert judge.relations([("", "a" * 5000)]).shape == (1, len(RELATIONS))
