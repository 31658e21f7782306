"""The rules for time expressions in the order in which they are tried; the first that matches takes the words.

Longer expressions stand before their parts. ``BEGINNING`` gives for a word the rules that may begin with it, and one
pattern that matches where any of them does, so that most words ("the") cost one attempt.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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


class Beginning(NamedTuple):
    """The rules for one first word; ``any`` matches where one of them does."""

    any: re.Pattern[str]
    rules: tuple[Rule, ...]


def _beginning(rules: tuple[Rule, ...]) -> Beginning:
    union = "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return Beginning(re.compile(union), rules)


def _by_head() -> dict[str, Beginning]:
    heads = sorted({head for rule in RULES for head in rule.heads})
    made: dict[tuple[Rule, ...], Beginning] = {}
    for head in heads:
        rules = tuple(rule for rule in RULES if head in rule.heads)
        made[rules] = made.get(rules) or _beginning(rules)
    return {head: made[tuple(rule for rule in RULES if head in rule.heads)] for head in heads}


BEGINNING = _by_head()
