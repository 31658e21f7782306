"""The second look at pairs in doubt."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from making import article, reading
from twosource.compare.pairs import second
from twosource.compare.pairs.second import Link
from twosource.model import RELATIONS, Article, Assertion, Reading


class Says:
    """A judge that finds every pair in one relation, and remembers what it was asked."""

    name = "says"

    def __init__(self, relation: str) -> None:
        self.row = np.log(np.full(len(RELATIONS), 0.02, dtype=np.float32))
        self.row[RELATIONS.index(relation)] = np.log(0.9)
        self.asked: list[tuple[str, str]] = []

    def relations(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float32]:
        self.asked += pairs
        return np.tile(self.row, (len(pairs), 1)).reshape(len(pairs), len(RELATIONS))


def report(name: str) -> tuple[Article, Reading]:
    text = "The port is shut. The fair is off. " if name != "gull" else "The quay is shut. The fair is off. "
    passages = (Assertion(start=0, end=17, sentence=0), Assertion(start=18, end=34, sentence=1))
    of = article(name, text)
    return of, reading(of, assertions=passages)


REPORTS = [report(name) for name in ("bell", "gull", "mast")]
ARTICLES, READINGS = [a for a, _ in REPORTS], [r for _, r in REPORTS]


def link(score: float, left: tuple[int, int] = (0, 0), right: tuple[int, int] = (1, 0)) -> Link:
    return Link(left, right, score)


def test_what_reads_as_one_fact_gains_and_what_does_not_loses() -> None:
    up = second.read([link(0.0)], ARTICLES, READINGS, Says("contained"))[0]
    down = second.read([link(0.0)], ARTICLES, READINGS, Says("related"))[0]
    assert (up.relation, down.relation) == ("contained", "related")
    assert down.score < 0 < up.score


def test_another_value_is_one_claim_still() -> None:
    assert second.read([link(0.0)], ARTICLES, READINGS, Says("differs"))[0].score > 0


def test_what_is_not_in_doubt_is_not_read() -> None:
    judge = Says("same")
    sure = [link(second.DOUBT[0] - 0.1), link(second.DOUBT[1] + 0.1)]
    assert second.read(sure, ARTICLES, READINGS, judge) == sure
    assert judge.asked == []


def test_both_passages_are_read_whole() -> None:
    judge = Says("same")
    second.read([link(0.0, (0, 1), (2, 0))], ARTICLES, READINGS, judge)
    assert judge.asked == [("The fair is off.", "The port is shut.")]


@settings(deadline=None)
@given(st.lists(st.floats(-4, 7).map(lambda x: round(x, 2)), max_size=30))
def test_order_and_number_stay_and_only_doubt_changes(scores: list[float]) -> None:
    links = [link(score) for score in scores]
    out = second.read(links, ARTICLES, READINGS, Says("unrelated"))
    assert [(o.left, o.right) for o in out] == [(i.left, i.right) for i in links]
    low, high = second.DOUBT
    assert all((new.relation is not None) == (low <= old.odds <= high) for old, new in zip(links, out, strict=True))


def test_of_too_many_the_most_doubtful_are_read() -> None:
    many = second.EACH * second.FEWEST
    links = [link(1.0)] * many + [link(0.5)] * 3
    out = second.read(links, ARTICLES, READINGS, Says("same"))
    assert all(one.relation for one in out[-3:])
    assert sum(one.relation is None for one in out) == 3


def test_the_same_words_are_the_same_and_are_not_read() -> None:
    judge = Says("differs")
    found = second.read([link(0.5, (0, 1), (1, 1))], ARTICLES, READINGS, judge)
    assert (found[0].relation, found[0].score, judge.asked) == ("same", 0.5, [])
