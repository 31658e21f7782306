"""Who passes a remark on: the speakers of the remarks that it lies inside of.

In: the statements of one article in text order. Out: for a statement that lies inside the content of others, the
numbers of those, the nearest around it first: "Reed said the police had told him it rained" holds "the police had told
him", which came by way of Reed. Linear: a statement is looked at together with its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from twosource.model import Statement
from twosource.text import covers

NEIGHBOURS = 8
"""Statements before and behind one that are looked at."""


def tellers(statements: Sequence[Statement]) -> dict[int, list[int]]:
    """The number of a statement -> the numbers of those whose content holds its source, cue and content."""
    found: dict[int, list[int]] = {}
    for number, inner in enumerate(statements):
        near = range(max(0, number - NEIGHBOURS), min(len(statements), number + NEIGHBOURS + 1))
        outer = [other for other in near if other != number and _holds(statements[other], inner)]
        if outer:
            found[number] = sorted(outer, key=lambda other: (_size(statements[other]), other))
    return found


def _holds(outer: Statement, inner: Statement) -> bool:
    anchor = inner.source or inner.cue
    if anchor is None or outer.source is None or outer.source == inner.source:
        return False
    whole = (anchor, inner.content[0], inner.content[-1])
    return any(all(covers(content, part) for part in whole) for content in outer.content)


def _size(statement: Statement) -> int:
    return sum(content.end - content.start for content in statement.content)
