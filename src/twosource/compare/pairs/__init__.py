"""Pairs of assertions of different articles, judged: how likely they carry the same claim.

In: the articles of a story, their readings, and the judge of pairs. Out: :class:`Link` records, one for each
pair worth a thought, with the log-odds of "the same claim", rounded, so that every later comparison of scores comes
out the same on every machine.

Articles are compared two at a time (``pairs.features``); what is judged of two reports does not depend on the others.
Three sieves, each finer and dearer than the one before. Pairs that share neither meaning nor words are dropped before
any engine sees them; boosted trees judge the rest by their features, and drop the hopeless; what is left in doubt is
read, both passages together (``second``). So the work grows with the number of article pairs, and the memory with the
number of likely links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from twosource.compare.pairs import features as pairs_features
from twosource.compare.pairs import second
from twosource.compare.pairs.features import Side
from twosource.compare.pairs.second import Link
from twosource.model import Article, Reading
from twosource.seams import Engines

__all__ = ["Link", "candidates", "judge", "prepared"]

GATE = 0.45
"""Least cosine of embeddings + 2 x cosine of words for a pair to be judged. On the 50 training stories 27 % of all
pairs pass, among them every one that was linked with all pairs judged (leave-story-out)."""

LOWEST = -4.0
"""Log-odds under which a pair is not worth keeping: two claims' worth of doubt below any threshold in use."""

AT_ONCE = 20_000
"""Pairs handed to the engine together: bounds memory, changes no result."""

LONGEST = 3000
"""Assertions of one article that are compared; what lies beyond (a book, not a report) stays unlinked."""


def judge(articles: Sequence[Article], readings: Sequence[Reading], engines: Engines) -> list[Link]:
    """The links of a story, in the order of their ends. ``readings[i]`` is the reading of ``articles[i]``; articles
    come in the order of their ids (sums of floats depend on their order).
    """
    links: list[Link] = []
    for ends, features in _batches(candidates(articles, readings)):
        odds = np.round(engines.pairs.odds(features).astype(np.float64), 2)
        links += [
            Link((a, i), (b, j), float(score))
            for (a, i, b, j), score in zip(ends.tolist(), odds, strict=True)
            if score >= LOWEST
        ]
    return second.read(sorted(links, key=lambda link: (link.left, link.right)), articles, readings, engines.relations)


def candidates(
    articles: Sequence[Article], readings: Sequence[Reading]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """For each two articles the pairs that pass the gate: their ends (article, assertion, article, assertion; shape
    (n, 4)) and their features (shape (n, number of features)).
    """
    sides = prepared(articles, readings)
    for a, b in combinations(range(len(sides)), 2):
        if not len(sides[a]) or not len(sides[b]):
            continue
        features = pairs_features.block(sides[a], sides[b])
        rows, columns = np.nonzero(features[_COSINE] + 2 * features[_WORDS] >= GATE)
        ends = np.stack([np.full_like(rows, a), rows, np.full_like(rows, b), columns], axis=1)
        yield ends, np.ascontiguousarray(features[:, rows, columns].T)


_COSINE, _WORDS = pairs_features.NAMES.index("cosine"), pairs_features.NAMES.index("words")


def prepared(articles: Sequence[Article], readings: Sequence[Reading]) -> list[Side]:
    """Every article prepared for comparison."""
    ids: dict[str, int] = {}
    return [
        pairs_features.side(article, reading, ids, longest=LONGEST)
        for article, reading in zip(articles, readings, strict=True)
    ]


def _batches(
    parts: Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]],
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    waiting: list[tuple[NDArray[np.int64], NDArray[np.float32]]] = []
    for part in parts:
        waiting.append(part)
        if sum(len(ends) for ends, _ in waiting) >= AT_ONCE:
            yield np.concatenate([ends for ends, _ in waiting]), np.concatenate([rows for _, rows in waiting])
            waiting = []
    if waiting:
        yield np.concatenate([ends for ends, _ in waiting]), np.concatenate([rows for _, rows in waiting])
