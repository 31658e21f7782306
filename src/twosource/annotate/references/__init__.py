"""Whom pronouns stand for, inside one article: ``find(text, sentences, mentions, judge) -> tuple[Reference, ...]``.

In: an article's text, its sentences and mentions, a judge (boosted trees over ``features``), and what the trained
reader saw, if there is one. Out: for each "he" and "she" (in all forms) the mention it most likely stands for, with the
natural log of the odds that this is right; pronouns with odds below ``LEAST`` have none. The antecedent is a name if
that person is named: the last one before the pronoun, else the first behind it.

"it" and "they" stand for a body or group only where that is plain ("the ministry said it would ...": ``bodies``).
Nothing is said of "I", "we", "you" and of who is meant by people who are neither named nor described.

The odds told are the lower of what the judge says alone and what both say together, so a caller who must not be wrong
asks for high ones: of the pronouns of GAP validation with odds above 1 nine in ten are right. Linear in
the number of mentions: each pronoun looks at the few figures nearest to it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.annotate.references import bodies, features
from twosource.annotate.references.features import Choice
from twosource.annotate.references.figures import Figure, Pronoun, Scene, scene
from twosource.model import Mention, Reference, Sentence
from twosource.seams import Judge, Seen

__all__ = ["LEAST", "find"]

LEAST = -2.0
"""Odds below which nobody is told (F1 on GAP development by cross-validation hardly depends on it below -1)."""

BOUND = 3.0
"""What is taken from the score of somebody named behind the subject of a main clause: in "He said Hale would stay" the
two are never one (``stories/train``).
"""

OWN, PULL = 1.0, 0.5
"""How much the log-odds of the judge and of the reader count where both are known (sources of statements in
``stories/train``: 116 and 105 of 142 right alone, 121 together; GAP validation: a reader that saw each pronoun once
lifts the judge's F1 from .729 to .744, one that saw them twice and learned them by heart adds nothing to it).
"""

FAR = 5
"""Sentences before a pronoun whose mentions the reader is asked about: what it reads at once."""

ROUND = 3
LOWEST = 1e-4
"""Chances of the reader below this are all alike."""

TINY = 1e-9


def find(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], judge: Judge, seen: Seen | None = None
) -> tuple[Reference, ...]:
    """The references of an article, in the order of its mentions."""
    if not any(mention.form == "pronoun" for mention in mentions):
        return ()
    laid = scene(text, sentences, mentions)
    found = features.choices(laid)
    out = bodies.find(laid.words, mentions)
    if found:
        width = len(features.NAMES)
        rows = np.array(features.matrix(found), dtype=np.float32).reshape(-1, width)
        scores = (judge.odds(rows) - BOUND * _bound(rows)).tolist()
        at = 0
        for choice in found:
            own = both = scores[at : at + len(choice.figures)]
            at += len(choice.figures)
            if seen is not None:
                drawn = _drawn(laid, choice, mentions, seen)
                both = [OWN * score + PULL * pull for score, pull in zip(own, drawn, strict=True)]
            best = max(range(len(both)), key=lambda n: (both[n], -choice.figures[n]))
            likely = _odds(both, best)
            if likely >= LEAST:
                odds = round(min(likely, _odds(own, best)), ROUND)
                pronoun = laid.pronouns[choice.pronoun]
                antecedent = _antecedent(laid.figures[choice.figures[best]], pronoun, mentions)
                out.append(Reference(mention=pronoun.mention, antecedent=antecedent, odds=odds))
    return tuple(sorted(out))


def _bound(rows: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Of which candidates a name stands behind the pronoun, which is the subject of a main clause."""
    form, verbs, named, fronted = (
        rows[:, features.NAMES.index(name)] for name in ("form", "verbs_before", "after_same", "after_fronted")
    )
    bound: NDArray[np.bool_] = (form == 0) & (verbs == 0) & (named == 1) & (fronted == 0)
    return bound


def _drawn(laid: Scene, choice: Choice, mentions: Sequence[Mention], seen: Seen) -> list[float]:
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
    told = seen.drawn(mentions[pronoun.mention], [mentions[number] for _, number in spots]).astype(float).tolist()
    chances = [0.0] * len(choice.figures)
    for (place, _), log in zip(spots, told, strict=False):
        chances[place] += math.exp(log)
    return [math.log(max(chance, LOWEST)) - max(told[-1], math.log(LOWEST)) for chance in chances]


def _around(mention: Mention, pronoun: Pronoun, laid: Scene) -> bool:
    """Whether the pronoun stands inside the mention: "his envoy"."""
    return mention.start <= laid.words.tokens[pronoun.at].start < mention.end


def _odds(scores: Sequence[float], best: int) -> float:
    """The log-odds of one of some candidates against all others and nobody."""
    top = max(0.0, *scores)
    weights = [math.exp(score - top) for score in scores]
    others = math.fsum(weight for n, weight in enumerate(weights) if n != best) + math.exp(-top)
    return math.log(max(weights[best], TINY)) - math.log(max(others, TINY))


def _antecedent(figure: Figure, pronoun: Pronoun, mentions: Sequence[Mention]) -> int:
    """The mention of a figure that a pronoun is put to."""
    spots = [spot for spot in figure.spots if figure.described or mentions[spot.mention].form == "name"]
    before = [spot for spot in spots if spot.after <= pronoun.at]
    return (before[-1] if before else spots[0]).mention
