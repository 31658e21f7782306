"""Features of pairs of assertions of two articles: what a judge of "the same claim" looks at.

In: two articles, each prepared by :func:`side`. Out: :func:`block`, all features of all pairs, shape
(features, assertions of the one, assertions of the other), in the order of :data:`NAMES`.

Every feature depends on these two articles alone: further reports of a story change no judgement of a pair, and the
features of a story of two hundred reports are like those of a story of two. Every feature is symmetric: it does not
matter which article comes first. Words are weighed by how few of the two articles' assertions have them (idf).

Cosines come from the embeddings of the reading; no model is asked here. Whether the same entities are meant, the same
dates, or the same speaker, was measured leave-story-out and left out: no gain (average precision .753 with and
without), for a model that would have to be trained anew with every change to those stages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare.pairs import words as pairs_words
from twosource.model import Article, Assertion, Reading, Sentence

Matrix = NDArray[np.float32]
Ids = dict[str, int]

RARE, QUITE_RARE = 2, 4
"""Assertions of the two articles together that may have a word for it to be rare, or quite rare."""


class Bag(Struct, frozen=True):
    """Which of an article's assertions have which keys: ``keys`` sorted, ``has`` of shape (assertions, keys)."""

    keys: NDArray[np.int64]
    has: Matrix

    @property
    def counts(self) -> Matrix:
        out: Matrix = self.has.sum(axis=0)
        return out


class Side(Struct, frozen=True, kw_only=True):
    """One article, prepared for comparison."""

    article: str
    vectors: Matrix
    content: Bag
    capitals: Bag
    numbers: Bag
    pairs: Bag
    runs: Bag
    quoted: Bag
    quoted_share: Matrix
    headline: Matrix
    negated: Matrix
    place: Matrix

    def __len__(self) -> int:
        return len(self.vectors)


def bag(rows: Sequence[Iterable[str]], ids: Ids) -> Bag:
    """The bag of keys of each assertion; ``ids`` numbers the keys of a story and grows."""
    numbered = [{ids.setdefault(key, len(ids)) for key in sorted(row)} for row in rows]
    keys = np.array(sorted(set().union(*numbered)), dtype=np.int64)
    has = np.zeros((len(rows), len(keys)), dtype=np.float32)
    for number, row in enumerate(numbered):
        has[number, np.searchsorted(keys, sorted(row))] = 1
    return Bag(keys, has)


def side(
    article: Article,
    reading: Reading,
    ids: Ids,
    *,
    longest: int | None = None,
) -> Side:
    """Prepare an article: its first ``longest`` assertions."""
    asserted = reading.assertions[:longest]
    words = [pairs_words.read(article.text[a.start : a.end]) for a in asserted]
    stored = np.frombuffer(reading.vectors, dtype="<f2").reshape(len(reading.assertions), reading.width)
    vectors = stored[: len(asserted)].astype(np.float32)
    lengths = np.sqrt(np.square(vectors).sum(axis=1, keepdims=True))
    return Side(
        article=article.id,
        vectors=vectors / np.maximum(lengths, np.float32(1e-6)),
        content=bag([w.content for w in words], ids),
        capitals=bag([w.capitals for w in words], ids),
        numbers=bag([w.numbers for w in words], ids),
        pairs=bag([w.pairs for w in words], ids),
        runs=bag([w.runs for w in words], ids),
        quoted=bag([w.quoted for w in words], ids),
        quoted_share=np.array([w.quoted_share for w in words], dtype=np.float32),
        headline=np.array([a.form == "headline" for a in asserted], dtype=np.float32),
        negated=np.array([a.negated for a in asserted], dtype=np.float32),
        place=_places(asserted, reading.sentences),
    )


def _places(asserted: Sequence[Assertion], sentences: Sequence[Sentence]) -> Matrix:
    last = max(1, len(sentences) - 1)
    return np.array([a.sentence / last for a in asserted], dtype=np.float32)


# --- a block: two articles -------------------------------------------------------------------------------------------


class _Common(Struct, frozen=True):
    """The keys that two bags share: columns in each, and how many assertions of both articles have each key."""

    left: Matrix
    right: Matrix
    counts: Matrix

    def total(self, weights: Matrix | None = None) -> Matrix:
        """The summed weights of the keys that each pair shares."""
        left = self.left if weights is None else (self.left * weights).astype(np.float32)
        return _product(left, self.right)


def _common(a: Bag, b: Bag) -> _Common:
    _, left, right = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    return _Common(a.has[:, left], b.has[:, right], a.counts[left] + b.counts[right])


def _product(a: Matrix, b: Matrix) -> Matrix:
    """``a @ b.T`` on one thread with sums in one order: the threads of a matrix library gain nothing on matrices this
    small, and change the last bits.
    """
    out: Matrix = np.einsum("ik,jk->ij", a, b)
    return out


def _idf(counts: Matrix, assertions: int) -> Matrix:
    return np.log((assertions + 1) / (counts + np.float32(0.5))).astype(np.float32)


def _own_weights(mine: Bag, other: Bag, assertions: int) -> Matrix:
    """The idf of all of an article's words, counted in both articles."""
    counts = mine.counts.copy()
    _, here, there = np.intersect1d(mine.keys, other.keys, assume_unique=True, return_indices=True)
    counts[here] += other.counts[there]
    return _idf(counts, assertions)


def _sizes(a: Bag, b: Bag) -> tuple[Matrix, Matrix]:
    return a.has.sum(axis=1)[:, None], b.has.sum(axis=1)[None, :]


def _ranks(scores: Matrix) -> Matrix:
    """For each pair: how many of the other article's assertions fit the row better (ties: the earlier one does)."""
    order = np.argsort(-scores, axis=1, kind="stable")
    ranks = np.empty_like(scores)
    np.put_along_axis(ranks, order, np.arange(scores.shape[1], dtype=np.float32)[None, :], axis=1)
    return ranks


def _margins(scores: Matrix) -> Matrix:
    """For each pair: how far it is above the row's next best, or below the row's best."""
    if scores.shape[1] == 1:
        return scores.copy()
    two = np.partition(scores, -2, axis=1)
    second, best = two[:, -2:-1], two[:, -1:]
    margins: Matrix = np.where(scores >= best, scores - second, scores - best)
    return margins


def _neighbourhood(name: str, scores: Matrix) -> dict[str, Matrix]:
    """Ranks and margins of a similarity seen from both articles."""
    row_rank, column_rank = _ranks(scores), _ranks(scores.T).T
    row_margin, column_margin = _margins(scores), _margins(scores.T).T
    by_row, by_column = scores - scores.mean(axis=1, keepdims=True), scores - scores.mean(axis=0, keepdims=True)
    return {
        name: scores,
        f"{name}_rank_best": np.minimum(row_rank, column_rank),
        f"{name}_rank_worst": np.maximum(row_rank, column_rank),
        f"{name}_margin_least": np.minimum(row_margin, column_margin),
        f"{name}_margin_most": np.maximum(row_margin, column_margin),
        f"{name}_above_mean": by_row + by_column,
        f"{name}_above_mean_least": np.minimum(by_row, by_column),
    }


def _shifted(scores: Matrix, down: int, right: int) -> Matrix:
    """The score of the neighbours ``down`` and ``right`` of each pair; NaN where there is none."""
    rows, columns = scores.shape
    out = np.full_like(scores, np.nan)
    here = np.s_[max(0, -down) : min(rows, rows - down), max(0, -right) : min(columns, columns - right)]
    there = np.s_[max(0, down) : min(rows, rows + down), max(0, right) : min(columns, columns + right)]
    if rows > abs(down) and columns > abs(right):
        out[here] = scores[there]
    return out


def _surroundings(name: str, scores: Matrix) -> dict[str, Matrix]:
    """What stands beside the pair in both articles: passages told in the same order, or a better partner next door."""
    before, after = _shifted(scores, -1, -1), _shifted(scores, 1, 1)
    beside = np.stack([_shifted(scores, *step) for step in ((-1, 0), (1, 0), (0, -1), (0, 1))])
    best = np.fmax.reduce(beside, axis=0)
    return {
        f"{name}_before": np.fmin(before, after),
        f"{name}_along": np.fmax(before, after),
        f"{name}_beside": best,
        f"{name}_over_beside": scores - best,
    }


def _both(name: str, combine: Callable[[Matrix, Matrix], Matrix], a: Matrix, b: Matrix) -> dict[str, Matrix]:
    return {name: combine(a[:, None], b[None, :]).astype(np.float32)}


def _words(a: Side, b: Side) -> dict[str, Matrix]:
    """Shared words: how many, how rare, names, runs."""
    assertions = len(a) + len(b)
    shared = _common(a.content, b.content)
    capitals = _common(a.capitals, b.capitals)
    idf = _idf(shared.counts, assertions)

    def at_most(count: int) -> Matrix:
        return (shared.counts <= count).astype(np.float32)

    own_a, own_b = (
        _own_weights(a.content, b.content, assertions),
        _own_weights(b.content, a.content, assertions),
    )
    mass_a, mass_b = (a.content.has @ own_a)[:, None], (b.content.has @ own_b)[None, :]
    squares_a, squares_b = a.content.has @ np.square(own_a), b.content.has @ np.square(own_b)
    norm = np.sqrt(squares_a[:, None] * squares_b[None, :])
    weight = shared.total(idf)
    cosine = (shared.total(np.square(idf)) / np.maximum(norm, np.float32(1e-6))).astype(np.float32)
    named = capitals.total(_idf(capitals.counts, assertions))
    size_a, size_b = _sizes(a.content, b.content)
    names_a, names_b = _sizes(a.capitals, b.capitals)
    same_names = capitals.total()
    rarest: Matrix = np.max([np.sign(shared.total(at_most(k))) / k for k in (2, 3, 4, 6, 8, 12)], axis=0)
    return {
        **_neighbourhood("words", cosine),
        **_surroundings("words", cosine),
        "shared_weight": weight,
        "shared_of_shorter": weight / np.maximum(np.minimum(mass_a, mass_b), np.float32(1e-6)),
        "shared_of_longer": weight / np.maximum(np.maximum(mass_a, mass_b), np.float32(1e-6)),
        "shared": shared.total(),
        "shared_rare": shared.total(at_most(RARE)),
        "shared_quite_rare": shared.total(at_most(QUITE_RARE)),
        "rarest": rarest,
        "names_weight": named,
        "names_shared": same_names,
        "names_differ": names_a + names_b - 2 * same_names,
        "names_differ_least": np.minimum(names_a, names_b) - same_names,
        "plain_weight": weight - named,
        "pairs_shared": _common(a.pairs, b.pairs).total(),
        "runs_shared": _common(a.runs, b.runs).total(),
        "length_least": np.minimum(size_a, size_b),
        "length_most": np.maximum(size_a, size_b),
    }


def _agreement(name: str, a: Bag, b: Bag) -> dict[str, Matrix]:
    """Values that both have, and values that only one of the two has although both have some."""
    same = _common(a, b).total()
    size_a, size_b = _sizes(a, b)
    return {
        f"{name}_same": same,
        f"{name}_missed": np.minimum(size_a, size_b) - same,
        f"{name}_differ": size_a + size_b - 2 * same,
    }


def _quotes(a: Side, b: Side) -> dict[str, Matrix]:
    assertions = len(a) + len(b)
    both, crossed = _common(a.quoted, b.quoted), _common(a.quoted, b.content)
    back = _common(a.content, b.quoted)
    size_a, size_b = _sizes(a.quoted, b.quoted)
    return {
        "quoted_shared": both.total(),
        "quoted_of_shorter": (both.total() / np.maximum(np.minimum(size_a, size_b), 1)).astype(np.float32),
        "quoted_weight": crossed.total(_idf(crossed.counts, assertions)) + back.total(_idf(back.counts, assertions)),
        **_both("quoted_share_least", np.minimum, a.quoted_share, b.quoted_share),
        **_both("quoted_share_most", np.maximum, a.quoted_share, b.quoted_share),
    }


def _flags(a: Side, b: Side) -> dict[str, Matrix]:
    return {
        **_both("headlines", np.add, a.headline, b.headline),
        **_both("negated", np.add, a.negated, b.negated),
        **_both("place_apart", lambda x, y: np.abs(x - y), a.place, b.place),
        **_both("place_first", np.minimum, a.place, b.place),
        **_both("place_last", np.maximum, a.place, b.place),
        **_both("assertions", lambda x, y: 0 * x + 0 * y + len(a) + len(b), a.place, b.place),
    }


def _named(a: Side, b: Side) -> dict[str, Matrix]:
    """All features of all pairs, by name."""
    cosine = _product(a.vectors, b.vectors)
    typical_a, typical_b = cosine.mean(axis=1), cosine.mean(axis=0)
    return {
        **_neighbourhood("cosine", cosine),
        **_surroundings("cosine", cosine),
        **_both("typical_least", np.minimum, typical_a, typical_b),
        **_both("typical_most", np.maximum, typical_a, typical_b),
        **_words(a, b),
        **_quotes(a, b),
        **_flags(a, b),
        **_agreement("numbers", a.numbers, b.numbers),
    }


def block(a: Side, b: Side) -> Matrix:
    """All features of all pairs, shape (len(NAMES), len(a), len(b)), rounded so that the last bits of sums, which
    differ between processors, change no judgement.
    """
    named = _named(a, b)
    features = np.empty((len(named), len(a), len(b)), dtype=np.float32)
    for number, feature in enumerate(named.values()):
        features[number] = feature
    return np.round(features, 4, out=features)


def _names() -> tuple[str, ...]:
    empty = bag([()], {})
    nothing = np.zeros(1, dtype=np.float32)
    blank = Side(
        article="",
        vectors=np.zeros((1, 1), dtype=np.float32),
        quoted_share=nothing,
        headline=nothing,
        negated=nothing,
        place=nothing,
        **dict.fromkeys(_BAGS, empty),
    )
    return tuple(_named(blank, blank))


_BAGS = ("content", "capitals", "numbers", "pairs", "runs", "quoted")

NAMES: tuple[str, ...] = _names()
"""The features, in order."""
