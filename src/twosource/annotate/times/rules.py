"""The rules for time expressions in the order in which they are tried; the first that matches takes the words.

Longer expressions stand before their parts. :func:`beginning` gives for a word the rules that may begin with it, and
one pattern that matches where any of them does, so that most words ("the") cost one attempt.
"""

from __future__ import annotations

import re
from functools import cache
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


HEADS = frozenset(head for rule in RULES for head in rule.heads)


def beginning(word: str) -> Beginning | None:
    """The rules that may begin with a word in lower case ("0" for any number)."""
    return _beginning_with(word) if word in HEADS else None


@cache
def _beginning_with(head: str) -> Beginning:
    return _beginning(tuple(rule for rule in RULES if head in rule.heads))


@cache
def _beginning(rules: tuple[Rule, ...]) -> Beginning:
    """Compiled when the first such word is met: all of them take half a second."""
    union = "|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in rules)
    return Beginning(re.compile(union), rules)
