"""Whom pronouns stand for, inside one article: ``find(text, sentences, mentions, judge) -> tuple[Reference, ...]``.

In: an article's text, its sentences and mentions, a judge (boosted trees over ``features``), and what the trained
reader saw, if there is one. Out: for each "he" and "she" (in all forms) the mention it most likely stands for, with the
natural log of the odds that this is right; pronouns with odds below ``LEAST`` have none. The antecedent is a name if
that person is named: the last one before the pronoun, else the first behind it.

"it" and "they" stand for a body or group only right beside it, in what it says ("the ministry said it would ...":
``bodies``). Nothing is said of "I", "we", "you" and of who is meant by people who are neither named nor described.

The odds are meant to be believed (measured on GAP and on annotated stories), so a caller who must not be wrong asks for
high ones. Linear in the number of mentions: each pronoun looks at the few figures nearest to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from twosource.annotate.references import bodies, features
from twosource.annotate.references.features import Choice
from twosource.annotate.references.scene import Figure, Pronoun, Scene, scene
from twosource.model import Mention, Reference, Sentence
from twosource.text import Ranged

__all__ = ["LEAST", "Judge", "Reader", "find"]

LEAST = -1.1
"""Odds below which nobody is told: a chance of 1 in 4 (best F1 on GAP development, by cross-validation)."""

PULL = 0.7
"""How much the reader's log-odds count beside those of the judge (sources of statements in ``stories/train``)."""

FAR = 5
"""Sentences before a pronoun whose mentions the reader is asked about: what it reads at once."""

ROUND = 3


class Judge(Protocol):
    """Says how likely pronouns stand for figures."""

    def odds(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """A score for each row of features, shape (n,): the chances of a pronoun's candidates are those scores and 0
        (for nobody) through the softmax.
        """
        ...


class Reader(Protocol):
    """What the trained reader saw in the article."""

    def drawn(self, pronoun: Ranged, mentions: Sequence[Ranged], /) -> NDArray[np.float32]:
        """Log-probabilities that a pronoun stands for each of some mentions, and last for none of them."""
        ...


def find(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], judge: Judge, reader: Reader | None = None
) -> tuple[Reference, ...]:
    """The references of an article, in the order of its mentions."""
    laid = scene(text, sentences, mentions)
    found = features.choices(laid)
    out = bodies.find(laid.words, mentions)
    if found:
        width = len(features.NAMES)
        rows = np.array(features.matrix(found), dtype=np.float32).reshape(-1, width)
        scores = judge.odds(rows).tolist()
        at = 0
        for choice in found:
            own = scores[at : at + len(choice.figures)]
            at += len(choice.figures)
            if reader is not None:
                drawn = _drawn(laid, choice, mentions, reader)
                own = [score + PULL * pull for score, pull in zip(own, drawn, strict=True)]
            out += _reference(laid, choice, own, mentions)
    return tuple(sorted(out))


def _drawn(laid: Scene, choice: Choice, mentions: Sequence[Mention], reader: Reader) -> list[float]:
    """The reader's log-odds of each figure against nobody."""
    pronoun = laid.pronouns[choice.pronoun]
    spots = [
        (place, spot.mention)
        for place, number in enumerate(choice.figures)
        for spot in laid.figures[number].spots
        if -1 <= pronoun.sentence - spot.sentence <= FAR and not _around(mentions[spot.mention], pronoun, laid)
    ]
    if not spots:
        return [0.0] * len(choice.figures)
    told = reader.drawn(mentions[pronoun.mention], [mentions[number] for _, number in spots]).astype(float).tolist()
    chances = [0.0] * len(choice.figures)
    for (place, _), log in zip(spots, told, strict=False):
        chances[place] += math.exp(log)
    lowest = 1e-4
    return [math.log(max(chance, lowest)) - max(told[-1], math.log(lowest)) for chance in chances]


def _around(mention: Mention, pronoun: Pronoun, laid: Scene) -> bool:
    """Whether the pronoun stands inside the mention: "his envoy"."""
    return mention.start <= laid.words.tokens[pronoun.at].start < mention.end


def _reference(laid: Scene, choice: Choice, scores: Sequence[float], mentions: Sequence[Mention]) -> list[Reference]:
    """The reference to the likeliest figure, if it is likely enough."""
    top = max(0.0, *scores)
    weights = [math.exp(score - top) for score in scores]
    total = math.fsum(weights) + math.exp(-top)
    best = max(range(len(scores)), key=lambda n: (scores[n], -choice.figures[n]))
    odds = math.log(max(weights[best], 1e-9)) - math.log(max(total - weights[best], 1e-9))
    if odds < LEAST:
        return []
    pronoun = laid.pronouns[choice.pronoun]
    antecedent = _antecedent(laid.figures[choice.figures[best]], pronoun, mentions)
    return [Reference(mention=pronoun.mention, antecedent=antecedent, odds=round(odds, ROUND))]


def _antecedent(figure: Figure, pronoun: Pronoun, mentions: Sequence[Mention]) -> int:
    """The mention of a figure that a pronoun is put to."""
    spots = [spot for spot in figure.spots if figure.described or mentions[spot.mention].form == "name"]
    before = [spot for spot in spots if spot.after <= pronoun.at]
    return (before[-1] if before else spots[0]).mention
