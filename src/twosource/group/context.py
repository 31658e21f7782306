"""What speaks for two reports telling of one event beside all other ties of the two.

In: ties, and a judge (``seams.Judge``). Out: :class:`Bond` records: the same pairs with the log-odds that the second
judge gives them. It sees what the first one saw, and how the tie stands among the others of its two ends: whether
either has a better partner, whether a third report is tied to both or to one of them only. Much alike reports of a
running topic (a shutdown, primaries) are told apart by this: each is tied to many, and to those of its own event most.

A bond depends on the ties of its two ends and on nothing else (:func:`bonds` of one report needs the ties of its
partners as well), so that a new report changes the bonds of its partners, and no others.

What this does not do: grouping (``group.membership``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp

from msgspec import Struct

from twosource.group.pairs import BATCH, FAINT, MEASURES, NEAR_COPY, SURE, Tie, table
from twosource.seams import Judge

CONTEXT = (
    *("odds", "best-other-most", "best-other-least", "lead-least", "lead-most", "rank-least", "rank-most"),
    *("third", "next-third", "against-most", "against-least", "others-most", "others-least", "thirds"),
)
"""How a tie stands among others. ``third``: the weaker of the two ties to a third report, at its best; ``against``: by
how much a third report is tied to the one more than to the other; ``others``: how many partners either has besides.
"""
FEATURES = (*CONTEXT, *MEASURES)

ABSENT = FAINT - 1
"""Stands for the log-odds of a tie that there is none of."""
RANKED = 12
TENTH = 10

TiesOf = Callable[[str], Sequence[Tie]]
"""All ties of an article, by its id; in any order."""


class Bond(Struct, frozen=True, kw_only=True):
    """A tie judged beside the others of its ends. ``odds``: natural log of the odds, in hundredths."""

    tie: Tie
    odds: int


def bonds(articles: Iterable[str], ties_of: TiesOf, judge: Judge) -> list[Bond]:
    """The bonds of some reports with all their partners, each once, in the order of their ids."""
    found = {(tie.first, tie.second): tie for article in sorted(set(articles)) for tie in ties_of(article)}
    surroundings = Surroundings(ties_of)
    listed = [found[ends] for ends in sorted(found)]
    out: list[Bond] = []
    for start in range(0, len(listed), BATCH):
        batch = listed[start : start + BATCH]
        odds = judge.odds(table([features(one, surroundings) for one in batch])).tolist()
        out += [Bond(tie=one, odds=hundredths(one, value)) for one, value in zip(batch, odds, strict=True)]
    return out


def hundredths(one: Tie, odds: float) -> int:
    """Log-odds of a tie in whole hundredths; near-copies are always tied."""
    return round(100 * (SURE if one.shared >= NEAR_COPY else min(odds, SURE)))


class Surroundings:
    """The ties of each report that is asked for, put in order once."""

    def __init__(self, ties_of: TiesOf) -> None:
        self._ties_of = ties_of
        self._kept: dict[str, tuple[dict[str, float], list[float], float]] = {}

    def of(self, article: str) -> tuple[Mapping[str, float], Sequence[float], float]:
        """The log-odds by partner, those in falling order, and the sum of their chances."""
        if article not in self._kept:
            partners = {(t.second if t.first == article else t.first): t.odds for t in self._ties_of(article)}
            falling = sorted(partners.values(), reverse=True)
            self._kept[article] = (partners, falling, sum(map(_chance, falling)))
        return self._kept[article]


def features(one: Tie, surroundings: Surroundings) -> list[float]:
    """The features of a tie, in the order of :data:`FEATURES`."""
    (near_a, falling_a, sum_a), (near_b, falling_b, sum_b) = map(surroundings.of, (one.first, one.second))
    odds = one.odds
    best = sorted((_best_other(falling_a, odds), _best_other(falling_b, odds)))
    ranks = sorted(sum(other > odds for other in falling[:RANKED]) for falling in (falling_a, falling_b))
    thirds = sorted((min(near_a[c], near_b[c]) for c in near_a.keys() & near_b.keys()), reverse=True)
    against = sorted((_against(near_a, near_b), _against(near_b, near_a)))
    others = sorted((sum_a - _chance(odds), sum_b - _chance(odds)))
    context = (
        *(odds, best[1], best[0], odds - best[1], odds - best[0], ranks[0], ranks[1]),
        *(thirds[0] if thirds else ABSENT, thirds[1] if len(thirds) > 1 else ABSENT),
        *(against[1], against[0], others[1], others[0], len(thirds) / TENTH),
    )
    return [*(round(value, 4) for value in context), *one.measures]


def _best_other(falling: Sequence[float], odds: float) -> float:
    """The best of the odds but one that is these."""
    rest = falling[1:2] if falling[0] == odds else falling[:1]
    return rest[0] if rest else ABSENT


def _against(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    return max((odds - other.get(c, ABSENT) for c, odds in one.items()), default=0.0)


def _chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))
