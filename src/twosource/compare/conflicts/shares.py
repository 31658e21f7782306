"""Shares told in words that differ: "most", "nearly all", "two thirds" of one thing.

In passages of one claim, a word for a share in both, before the same noun or before the same telling words.
``rounding`` if both can hold ("most", "two thirds"), else ``scope``: words for shares are seldom meant so strictly that
they contradict one another. Words that can mean the same ("most", "a majority") are no difference, and neither is a
share that the other passage gives too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from twosource import likeness
from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight, stems

ALIKE = 0.4
"""Share of the shorter passage's telling words in common."""

REACH = 60
"""Characters behind a share in which stands what is told of it."""

SAME_AFTER = 2
"""So many telling words behind both shares show that they are of one thing, whatever it is called ("most of the ferry
is expected to sink", "much of the ship is expected to sink")."""

_RANGES: dict[str, tuple[float, float]] = {
    "all": (1, 1), "nearly all": (0.85, 0.99), "almost all": (0.85, 0.99), "virtually all": (0.85, 0.99),
    "near-total": (0.85, 0.99), "most": (0.5, 0.99), "majority": (0.5, 0.99), "much": (0.4, 0.9), "half": (0.5, 0.5),
    "nearly half": (0.4, 0.5), "two thirds": (0.66, 0.67), "third": (0.33, 0.34), "three quarters": (0.75, 0.75),
    "quarter": (0.25, 0.25), "fifth": (0.2, 0.2), "four fifths": (0.8, 0.8),
}  # fmt: skip
"""What words for shares can mean, from and to."""

_SHARE = re.compile(
    r"(?<![\w-])((?:nearly|almost|virtually) all|near-total|nearly half|all|most|much|half|"
    r"(?:(?:the|a)\s+)?(?:vast\s+)?majority|two[-\s]thirds|(?:(?:a|one)[-\s])third|three[-\s]quarters|(?:a|one)[-\s]quarter|(?:a|one)[-\s]fifth|four[-\s]fifths)"
    r"(?:\s+of)?(?:\s+(?:the|their|his|her|its|those|these|all))?\s+(?=([^\s,.;:]+(?:\s+[^\s,.;:]+)?))",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|our|two|of)|['’]s?)\s+$", re.IGNORECASE)
"""Before a "most" that is no share: "the country's most restrictive law"."""
_OPENING = re.compile(r"^(?:the|a|one)[-\s]|^vast\s|^(?:the|a)\s+vast\s", re.IGNORECASE)


class _Share(NamedTuple):
    start: int
    end: int
    word: str
    of: frozenset[str]
    after: frozenset[str]

    @property
    def range(self) -> tuple[float, float]:
        return _RANGES[self.word]


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """The shares that differ between two passages of a claim."""
    one, other = meeting.one, meeting.other
    mine, theirs = sight.once(_shares, one), sight.once(_shares, other)
    if not (mine and theirs and meeting.grouped) or likeness.alike(one.text, other.text) < ALIKE:
        return
    for a, b in product(mine, theirs):
        if not (a.of & b.of or len(a.after & b.after) >= SAME_AFTER) or a.range == b.range:
            continue
        if any(t.range == a.range for t in theirs) or any(m.range == b.range for m in mine):
            continue
        both = a.range[0] <= b.range[1] and b.range[0] <= a.range[1]
        yield Difference(
            claim=meeting.claim,
            slot="count",
            kind="rounding" if both else "scope",
            values=(one.value(a.start, a.end, a.word), other.value(b.start, b.end, b.word)),
            why="Both shares can hold." if both else "The reports give different shares.",
        )


def _shares(side: Side) -> list[_Share]:
    found = []
    for match in _SHARE.finditer(side.article.text, side.start, side.end):
        word = re.sub(r"[-\s]+", " ", _OPENING.sub("", match[1].casefold())).replace("near total", "near-total")
        word = _OPENING.sub("", word)
        of = stems(match[2])
        degree = word == "most" and _DEGREE.search(
            side.article.text[max(side.start, match.start() - 20) : match.start()]
        )
        if word in _RANGES and of and not degree:
            after = side.trail(match.end(), REACH) if " of " in match[0] else frozenset()
            found.append(_Share(match.start(1), match.end(1), word, of, after))
    return found
