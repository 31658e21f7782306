"""The main text of a page: the blocks that are judged to be the report.

In: the characters of a page, its blocks, and what it says of itself (:mod:`twosource.read.html.facts`). Out: the
report's text, a block a line. What trafilatura takes for the main text is evidence, one of many features; the last
word is the judge's (:mod:`twosource.read.html.judge`), asked twice: what it took at first is the evidence of the
second time. Where it takes nothing, trafilatura's text stands; where
that is empty, the paragraphs of the page.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from twosource.read.html import blocks, features, judge
from twosource.read.html.facts import Facts
from twosource.text import normalise_newlines

LONGEST_FOR_OTHERS = 3_000_000
"""Characters of a page above which trafilatura is not asked (nor for too many blocks): its time grows faster than the
page, a table of 150,000 rows takes it half a minute.
"""


def find(page: str, cut: Sequence[blocks.Block], facts: Facts) -> str:
    """The report's text; empty if there is none."""
    huge = len(page) > LONGEST_FOR_OTHERS or len(cut) >= blocks.MOST_BLOCKS
    found = "" if huge else generic(page)
    if not cut:
        return found
    beside = features.Beside(facts.title or "", facts.body, facts.summary)
    return judged(cut, beside, found, judge.shipped()) or found or _prose(cut)


def _prose(cut: Sequence[blocks.Block]) -> str:
    """The blocks that read like paragraphs: better than nothing of a page that nobody makes anything of."""
    return "\n".join(block.text for block in cut if features.prose(block))


def judged(cut: Sequence[blocks.Block], beside: features.Beside, found: str, trees: judge.Trees) -> str:
    """The blocks that are judged to be the report, one a line."""
    table = features.Table(cut, beside)
    first = trees.odds(np.array(table.rows(found)))
    taken = "\n".join(block.text for block, odds in zip(cut, first, strict=True) if odds > 0)
    if not taken:
        return ""
    second = trees.odds(np.array(table.rows(taken)))
    chance = _chance(first) + _chance(second)
    return "\n".join(block.text for block, each in zip(cut, chance, strict=True) if each > 1)


def _chance(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    chance: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return chance


def generic(page: str) -> str:
    """What trafilatura takes for the main text."""
    import trafilatura  # noqa: PLC0415 - slow to load, needed for HTML only

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return normalise_newlines(trafilatura.extract(page, include_comments=False) or "")
    except Exception:  # noqa: BLE001 - whatever a page makes a foreign parser raise, it is the page that is wrong
        return ""
