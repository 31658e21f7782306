"""The rules for time expressions in the order in which they are tried; the first that matches takes the words.

Longer expressions stand before their parts. ``BEGINNING`` gives for a word the rules that may begin with it.
"""

from __future__ import annotations

from twosource.annotate.times import days, fiscal, lengths, periods
from twosource.annotate.times.scene import Rule

RULES: tuple[Rule, ...] = (
    *days.DATES,
    *periods.MONTHLY,
    *days.HOLIDAYS,
    *fiscal.RULES,
    *periods.YEARLY,
    *periods.AGO,
    *lengths.SETS,
    *days.NEAR,
    *periods.NEAR,
    *lengths.REFERENCES,
    *lengths.DURATIONS,
    *days.CLOCKS,
)


def _by_head() -> dict[str, tuple[Rule, ...]]:
    heads = sorted({head for rule in RULES for head in rule.heads})
    return {head: tuple(rule for rule in RULES if head in rule.heads) for head in heads}


BEGINNING = _by_head()
