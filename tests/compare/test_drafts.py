"""The order of claims, and which passage words which."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import twosource
from twosource.model import Claim, Dossier

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"


@pytest.fixture(scope="module")
def made() -> Dossier:
    return twosource.dossier(EXAMPLE, jobs=1)


def reports(claim: Claim) -> int:
    return len({item.article for item in claim.evidence})


def test_claims_of_one_report_come_last(made: Dossier) -> None:
    alone = [reports(claim) == 1 for claim in made.claims]
    assert alone == sorted(alone)


def test_a_passage_words_one_claim_where_another_can_word_the_next(made: Dossier) -> None:
    worded = Counter(claim.wording for claim in made.claims if reports(claim) > 1)
    assert max(worded.values()) <= 2
    assert sum(count > 1 for count in worded.values()) <= 2
