"""The order of claims, which repeat another, and which passage words which."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import twosource
from twosource import standing
from twosource.compare import showing
from twosource.compare.claims import Ref
from twosource.compare.drafts import Desk, Draft, Read
from twosource.model import Article, Claim, Dossier, Evidence, Passage, Reading, StandingName
from twosource.text import sha256

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour_fire"


@pytest.fixture(scope="module")
def made() -> Dossier:
    return twosource.dossier(EXAMPLE, jobs=1)


def reports(claim: Claim) -> int:
    return len({item.article for item in claim.evidence})


def test_claims_come_by_standing_and_those_that_repeat_one_last(made: Dossier) -> None:
    order = [(standing.ORDER.index(claim.standing), claim.repeats is not None) for claim in made.claims]
    assert order == sorted(order)


TEXT = "The ferry sank off Orsk. " * 8


def draft(standing_: StandingName, *places: tuple[int, int], words: int) -> Draft:
    """A claim of passages, each the number of its report and of its assertion of 25 characters."""
    spans = [(str(report), 25 * at, 25 * at + 24) for report, at in places]
    shown = [Evidence(article=a, start=s, end=e, text=TEXT[s:e], statement=None, origins=()) for a, s, e in spans]
    article, start, end = spans[words]
    wording = Passage(article=article, start=start, end=end, text=TEXT[start:end])
    claim = Claim(id=f"c{places}", wording=wording, evidence=tuple(shown), standing=standing_, why="")
    return Draft(claim, tuple(Ref(str(report), at) for report, at in places))


def test_what_repeats_a_claim_names_it_and_comes_behind_others() -> None:
    articles = [Article(id=str(n), file=f"{n}.txt", sha256=sha256(TEXT), raw_sha256="", text=TEXT) for n in range(5)]
    reading = Reading(article="", made_by="")
    on = Desk({a.id: Read(a, reading, np.zeros((0, 1)), n) for n, a in enumerate(articles)}, {}, {}, None)
    most = draft("not-established", *((n, 0) for n in range(5)), words=0)
    again = draft("not-established", (0, 0), (1, 0), (2, 0), (3, 4), words=3)
    third = draft("not-established", (0, 0), (1, 5), (2, 5), words=1)
    sure = draft("corroborated", (0, 0), (1, 0), words=1)
    alone = draft("single", (4, 7), words=0)
    found = showing.claims([alone, third, again, most, sure], on)
    assert [claim.id for claim in found] == [one.claim.id for one in (sure, most, third, again, alone)]
    assert [claim.repeats for claim in found] == [None, None, None, most.claim.id, None]


def test_a_passage_words_one_claim_where_another_can_word_the_next(made: Dossier) -> None:
    worded = Counter(claim.wording for claim in made.claims if reports(claim) > 1)
    assert max(worded.values()) <= 2
    assert sum(count > 1 for count in worded.values()) <= 2
