"""The part of a passage that carries a claim: "following the invasion" of a sentence about a loss of money.

A sentence holds several facts, and two sentences may share one of them. In: the passages of one claim and how rare
each word is in the story. Out: for each passage the span of the clauses that hold what the passages share; the whole
passage if that is most of it, if little is shared, or if it is a headline.

Method: a passage is cut into segments (at commas, dashes and semicolons outside quotation marks, before conjunctions,
relative pronouns, subordinating prepositions, and behind a name that is followed by a verb). Each telling word that a
passage of another report has too weighs as much as it is rare. The shortest run of segments that holds ``COVER`` of the
weight, and all spans that must be kept (values that differ), is the answer. Segments are never cut further, so that
figures and negations beside the shared words stay with them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from twosource.compare.evidence import Passage, telling
from twosource.model import Span
from twosource.text import covers, trimmed

COVER = 0.9
"""Share of the weight of shared words that the answer holds."""

MOST = 0.5
"""A run of more of the passage than this is the passage: only what is clearly a lesser part is shown alone. That costs
.01 of claims F1 (three quarters of the passage: .02), and keeps what a passage says beside the claim out of it."""

FEWEST = 2
"""Different shared words without which nothing is left out."""

_CUT = re.compile(
    r"(?<=[,;:—–])\s+|\s+(?=[—–-]\s)"
    r"|\s+(?=(?:who|whose|which|that|after|before|since|following|despite|while|because|when|where|although|though|until"
    r"|amid|and|but|during|saying|adding|including|according)\b)"
    r"|(?<=[a-z.’'])\s+(?=(?:is|was|are|were|has|had|have|will|would|[a-z]{3,}ed)\b)"
)
_OPENING, _CLOSING = '“"«(', '”"»)'
_SCRAPS = re.compile(r"^(?:(?:and|but|as)\s+|[,;:—–-]\s*)+")
_NAME_BEFORE = re.compile(r"[A-Z][\w.’'-]*$")
_AND = re.compile(r"and\b")
_FINITE = re.compile(
    r"\b(?:is|was|are|were|has|had|have|will|would|could|can|may|said|says|told|came|went|took|made|gave|found|got|began|left"
    r"|met|saw|fell|rose|held|led|lost|hit|[a-z]{3,}ed)\b"
)
_VERB = re.compile(r"(?:is|was|are|were|has|had|have|will|would|[a-z]{3,}ed)\b")


def rarity(passages: Iterable[Passage]) -> Mapping[str, float]:
    """Stem -> how much it weighs (its inverse document frequency among all passages of a story)."""
    counts: Counter[str] = Counter()
    number = 0
    for article, passage in passages:
        counts.update({word for _, word in telling(article.text, passage)})
        number += 1
    return {word: math.log((number + 1) / (count + 0.5)) for word, count in counts.items()}


def spans(passages: Sequence[Passage], weights: Mapping[str, float], keep: Sequence[Sequence[Span]]) -> list[Span]:
    """For each passage of a claim the part that carries it; ``keep[i]`` are spans that the part must hold."""
    words = [telling(article.text, passage) for article, passage in passages]
    holders: dict[str, set[str]] = {}
    for (article, _), found in zip(passages, words, strict=True):
        for _, word in found:
            holders.setdefault(word, set()).add(article.id)
    out = []
    for (article, passage), found, kept in zip(passages, words, keep, strict=True):
        shared = [(span, word) for span, word in found if holders[word] - {article.id}]
        whole = passage.form == "headline" or len({word for _, word in shared}) < FEWEST
        weighed = [(span, weights.get(word, 0.0)) for span, word in shared]
        out.append(passage.span if whole else _run(article.text, passage.span, weighed, kept))
    return out


def _run(text: str, passage: Span, weighed: Sequence[tuple[Span, float]], kept: Sequence[Span]) -> Span:
    """The shortest run of segments that holds enough of the weight and everything that is to be kept."""
    segments = cut(text, passage)
    heavy = [sum(weight for span, weight in weighed if covers(segment, span)) for segment in segments]
    wanted = COVER * sum(heavy)
    best = passage
    for first in range(len(segments)):
        total = 0.0
        for last in range(first, len(segments)):
            total += heavy[last]
            run = Span(segments[first].start, segments[last].end)
            if total >= wanted and all(covers(run, span) for span in kept if covers(passage, span)):
                if run.end - run.start < best.end - best.start:
                    best = run
                break
    if best.end - best.start > MOST * (passage.end - passage.start):
        return passage
    scraps = _SCRAPS.match(text[best.start : best.end])
    return trimmed(text, best.start + (scraps.end() if scraps else 0), _without_comma(text, best))


def _without_comma(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1] in ",;:—–- ":
        end -= 1
    return end


def cut(text: str, passage: Span) -> list[Span]:
    """The segments of a passage, in text order, together all of it."""
    deep = _depths(text, passage)
    edges = [passage.start]
    for joint in _CUT.finditer(text, passage.start, passage.end):
        if deep[joint.start() - passage.start]:
            continue
        if _parts(text, Span(edges[-1], joint.start()), Span(joint.end(), passage.end)):
            edges.append(joint.end())
    return [Span(a, b) for a, b in zip(edges, [*edges[1:], passage.end], strict=True) if a < b]


def _parts(text: str, left: Span, right: Span) -> bool:
    """Whether what stands left and right of a joint are segments: a verb is cut only from the name before it, and "and"
    parts only clauses with a verb each ("ten and two were hurt" is one).
    """
    if _VERB.match(text, right.start, right.end):
        return bool(_NAME_BEFORE.search(text, left.start, left.end))
    if _AND.match(text, right.start, right.end):
        return bool(_FINITE.search(text, left.start, left.end) and _FINITE.search(text, right.start, right.end))
    return True


def _depths(text: str, passage: Span) -> list[bool]:
    """For each character whether it stands inside brackets or quotation marks."""
    inside, out = 0, []
    for char in text[passage.start : passage.end]:
        if char == '"':
            inside = 0 if inside else 1
        elif char in _OPENING:
            inside += 1
        elif char in _CLOSING:
            inside = max(0, inside - 1)
        out.append(inside > 0)
    return out
