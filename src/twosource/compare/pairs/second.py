"""The second look at pairs that features leave in doubt: both passages are read together.

In: the links that the trees have judged, the articles and readings, and the engine that reads two passages. Out: the
same links; where a pair was read, its score holds both judgements, and its relation is told. A pair is read when the
trees' odds lie in ``DOUBT``, those nearest to even first, as many as ``EACH`` report of the story allows: where thirty
reports tell one fact, many pairs bear each other out, and few need a second look. Passages of the very same words are
the same and are not read.

The weights of the two judgements are near to those of a logistic regression on pairs of stories that neither judge had
seen (0.65, 0.35).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct, structs

from twosource.compare.pairs.told import told
from twosource.model import RELATIONS, Article, Reading, RelationName
from twosource.seams import Relater

DOUBT = (-2.0, 6.0)
"""Log-odds of the trees between which a pair is read. From -3.5, twice as many are (10,652 instead of 5,576 in the
annotated stories), and nothing else in comparing takes as long; F1 of claims is .792 then instead of .794 on training
stories, .724 instead of .721 on dev."""
EACH = 10
"""Pairs that are read for each report of a story, at some five thousandths of a second each; never fewer than for
``FEWEST`` reports."""
FEWEST = 40

TREES, READ = 0.6, 0.4
"""What the two judgements weigh in the score of a pair."""

CAUTION = 0.5
"""What is taken from the logarithms of "differs" and "contradicts": most changes that the judge learned from were
planted, and far more frequent than in reports. Of pairs of one claim without a conflict it calls 5 % different then, of
planted changes 30 % (stories that it had not seen)."""

_ONE_CLAIM = slice(0, 4)
"""Two passages are of one claim also where they give different values."""
_OTHERWISE = slice(2, 4)


class Link(Struct, frozen=True):
    """Two assertions (index of article, index of assertion; the first smaller) and the log-odds that they carry the
    same claim: by their features, and, if they were read together, by reading, with their likeliest relation.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    odds: float
    read: float | None = None
    relation: RelationName | None = None

    @property
    def score(self) -> float:
        """Both judgements in one."""
        return self.odds if self.read is None else round(TREES * self.odds + READ * self.read, 2)


def read(
    links: Sequence[Link], articles: Sequence[Article], readings: Sequence[Reading], engine: Relater
) -> list[Link]:
    """The links with the pairs in doubt read, in the same order."""
    low, high = DOUBT
    doubtful = [number for number, link in enumerate(links) if low <= link.odds <= high]
    doubtful.sort(key=lambda number: (abs(links[number].odds), number))
    chosen = sorted(doubtful[: EACH * max(FEWEST, len(articles))])
    words: dict[int, list[str]] = {}
    for number in chosen:
        for article, _ in (links[number].left, links[number].right):
            if article not in words:
                words[article] = told(articles[article], readings[article])
    texts = {number: (_of(words, links[number].left), _of(words, links[number].right)) for number in chosen}
    unlike = [number for number, (one, other) in texts.items() if one.casefold() != other.casefold()]
    out = list(links)
    for number in sorted(texts.keys() - set(unlike)):
        out[number] = structs.replace(links[number], relation="same")
    for number, logs in zip(unlike, engine.relations([texts[n] for n in unlike]).astype(np.float64), strict=True):
        out[number] = _both(links[number], logs)
    return out


def _of(words: dict[int, list[str]], node: tuple[int, int]) -> str:
    return words[node[0]][node[1]]


def _both(link: Link, logs: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Link:
    """The link with what reading tells, rounded as the trees' odds are."""
    one, other = np.logaddexp.reduce(logs[_ONE_CLAIM]), np.logaddexp.reduce(logs[_ONE_CLAIM.stop :])
    cautious = logs.copy()
    cautious[_OTHERWISE] -= CAUTION
    return structs.replace(link, read=round(float(one - other), 2), relation=RELATIONS[int(np.argmax(cautious))])
