"""Descriptions that no rule could put to anybody, put to the candidate whom a learnt judgement prefers.

In: a story's mentions, its names grouped and its surer descriptions linked. What stays open is scored against its
candidates (``entities.meant``) by a logistic model: the sum of features times ``weights.WEIGHTS``, in log-odds.
Descriptions by one noun that take up one another are judged together, by the mean of their scores. The best candidate
is taken if its log-odds are above ``SURE`` and above the next one's by ``MARGIN``; else the description stays open.

Measured (``training/train_entities.py --measure``): boosted trees on the same features are no better, and rules alone
do as well on the stories they were written after, but not on others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.compare.entities.items import Item, words_of
from twosource.compare.entities.meant import NAMES, Looker
from twosource.compare.entities.roles import OWNED, repeats
from twosource.compare.entities.said import Scene
from twosource.compare.entities.weights import BIAS, WEIGHTS

SURE = 1.0
"""Log-odds from which on the best candidate is taken. The F1 of entities is level from -0.6 to 1 (``stories/train``,
leave-story-out), and nobody is better than the wrong one."""

MARGIN = 0.5
"""Log-odds by which the best candidate must lead."""

ABSENT = -4.0
"""Log-odds of a group for a description of which it is no candidate, when several are judged together."""

_WEIGHTS = np.array([WEIGHTS[name] for name in NAMES])


def odds(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The log-odds of each row of features."""
    scores: NDArray[np.float64] = rows.astype(np.float64) @ _WEIGHTS + BIAS
    return scores


def link(scene: Scene, press: Iterable[int]) -> None:
    """Join the open descriptions of a story to whom they probably mean. ``press`` are the groups that are outlets."""
    looker = Looker(scene, press)
    for chain in _chains(scene):
        chosen = _best(looker, chain)
        if chosen is not None:
            for item in chain:
                if scene.groups.join(chosen, item):
                    scene.linked.add(item.number)


def _best(looker: Looker, chain: Sequence[Item]) -> int | None:
    """The group that a chain of descriptions means, None if that is open."""
    told: dict[int, float] = defaultdict(float)
    for item in chain:
        found = looker.candidates(item)
        if found is not None:
            for group, score in zip(found.groups, odds(found.rows).tolist(), strict=True):
                told[group] += round(score, 4) - ABSENT
    ranked = sorted(((total / len(chain) + ABSENT, -group) for group, total in told.items()), reverse=True)
    if not ranked or ranked[0][0] <= SURE:
        return None
    return -ranked[0][1] if len(ranked) == 1 or ranked[0][0] - ranked[1][0] > MARGIN else None


def _chains(scene: Scene) -> list[list[Item]]:
    """The open descriptions, those together that take up one another in their report."""
    out: list[list[Item]] = []
    for found in scene.by_article.values():
        last: dict[tuple[str, str], list[Item]] = {}
        for item in found:
            role = scene.roles.get(item.number)
            if role is None or not role.head or item.number in scene.linked:
                continue
            before = last.get((role.head, item.mention.kind))
            if before and words_of(item.text)[0] not in OWNED and repeats(role, scene.roles[before[-1].number]):
                before.append(item)
            else:
                before = [item]
                out.append(before)
            last[role.head, item.mention.kind] = before
    return out
