"""Whose word a passage is *for a claim*: the statement whose content holds what the passages of the claim share.

In: the passages of one claim and the statements of their articles. Out: for each passage the statement that carries
the claim there, or None: the report's own voice. "The envoy announced that he had met officials, the first visit in
years": for a claim about the meeting it is the envoy's word; for one about the first visit, the reporter's.

Method: every telling word of a passage that some other report's passage of the claim has too is a vote (a name or a
figure, two) for the innermost statement in whose content it stands, or for the report's own voice. Words that name the
source or attribute ("the envoy announced") do not vote. A statement needs more than half of the votes: where it is not
clear whose word a passage is, it is nobody's, and confirms nothing.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from twosource.compare.pairs.words import SPOKEN, stem
from twosource.lexicon.words import CALENDAR, FUNCTION
from twosource.model import Article, Assertion, Span, Statement
from twosource.text import Ranged, covers, merged, overlap, share_of

WHOLE = 0.7
"""Share of a passage that a statement covers from which the passage is its speaker's word as a whole: "last week" or
"in the capital" beside it is no voice of the reporter's."""

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")

Passage = tuple[Article, Assertion]


def voices(passages: Sequence[Passage], statements: Mapping[str, Sequence[Statement]]) -> list[str | None]:
    """The id of the statement that carries the claim in each passage, or None. ``statements`` by article id."""
    words = [telling(article.text, assertion) for article, assertion in passages]
    holders: dict[str, set[str]] = {}
    for (article, _), found in zip(passages, words, strict=True):
        for _, word in found:
            holders.setdefault(word, set()).add(article.id)
    out: list[str | None] = []
    for (article, assertion), found in zip(passages, words, strict=True):
        near = _near(statements.get(article.id, ()), assertion)
        shared = [span for span, word in found if holders[word] - {article.id}]
        if assertion.form == "headline":
            out.append(None)
        else:
            out.append(_whole(assertion, near) or _elected(article.text, shared, near, assertion))
    return out


def _whole(assertion: Assertion, near: Sequence[Statement]) -> str | None:
    """The statement that the assertion is, if hardly a word of it stands outside."""
    statement = next((s for s in near if s.id == assertion.statement), None)
    return statement.id if statement and share_of(assertion, merged(_parts(statement))) >= WHOLE else None


def _elected(text: str, shared: Sequence[Span], near: Sequence[Statement], assertion: Assertion) -> str | None:
    """The statement with more than half of the votes; without any vote, what the assertion itself says."""
    votes: Counter[str | None] = Counter()
    for span in shared:
        if any(frame and covers(frame, span) for s in near for frame in (s.source, s.cue)):
            continue
        around = [(part.end - part.start, s.id) for s in near for part in s.content if covers(part, span)]
        votes[min(around)[1] if around else None] += 1 if text[span.start].islower() else 2
    if not votes:
        return assertion.statement
    first, most = max(votes.items(), key=lambda item: (item[1], item[0] or ""))
    return first if 2 * most > votes.total() else None


def _near(statements: Sequence[Statement], passage: Ranged) -> list[Statement]:
    """The statements of which a part lies in the passage. Asked of every passage: most are told apart by their ends."""
    start, end = passage.start, passage.end
    return [
        s
        for s in statements
        if _first(s) < end and _last(s) > start and any(overlap(part, passage) for part in _parts(s))
    ]


def _first(s: Statement) -> int:
    return min(s.content[0].start, s.source.start if s.source else sys.maxsize, s.cue.start if s.cue else sys.maxsize)


def _last(s: Statement) -> int:
    return max(s.content[-1].end, s.source.end if s.source else 0, s.cue.end if s.cue else 0)


def _parts(statement: Statement) -> list[Span]:
    return [*statement.content, *(span for span in (statement.source, statement.cue) if span)]


def telling(text: str, passage: Ranged) -> tuple[tuple[Span, str], ...]:
    """The telling words of a passage, as stems, with their places: function words, words of speech and of the calendar
    left out.
    """
    return _telling(text, passage.start, passage.end)


@lru_cache(maxsize=16384)  # a passage may stand in many claims
def _telling(text: str, start: int, end: int) -> tuple[tuple[Span, str], ...]:
    found = []
    for match in _WORD.finditer(text, start, end):
        word = match[0].casefold()
        if word not in FUNCTION and word not in SPOKEN and word not in CALENDAR and len(word) > 1:
            found.append((Span(*match.span()), stem(word)))
    return tuple(found)
