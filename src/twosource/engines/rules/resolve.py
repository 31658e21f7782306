"""The hits of one segment made consistent: contents cut where the next attribution begins, doubles dropped."""

from __future__ import annotations

from collections.abc import Sequence

from twosource.engines.rules.endings import trim
from twosource.engines.rules.hits import Hit
from twosource.engines.rules.phrases import Range, Tokens
from twosource.engines.rules.sources import sound

_NESTED_LEAD = 3
"""A second cue within this many tokens of a content's start ("said he believes ...") repeats the first."""
_SAME = 0.8
_BACK = 12
"""How many hits back a repetition is looked for: more than any real sentence has."""


def settle(tokens: Tokens, hits: Sequence[Hit]) -> list[Hit]:
    """The hits in order of their cues, cut and without those that only repeat another."""
    spoken = [hit for hit in hits if hit.source is None or sound(tokens, hit.source)]
    ordered = sorted(spoken, key=lambda hit: (hit.cue, hit.start))
    cut = [_cut(tokens, hit, ordered) for hit in ordered]
    kept: list[Hit] = []
    for hit in cut:
        if hit is None or any(_repeats(tokens, other, hit) for other in kept[-_BACK:]):
            continue
        kept.append(hit)
    return kept


def _cut(tokens: Tokens, hit: Hit, ordered: Sequence[Hit]) -> Hit | None:
    """The hit with its content ending where a later, coordinate attribution begins; None if nothing is left."""
    if not hit.content:
        return hit
    parts: list[Range] = []
    for first, last in hit.content:
        end = last
        for other in ordered:
            if other.cuts and other.cue != hit.cue and first < other.start < end and other.cue[0] > hit.cue[0]:
                end = other.start
            elif hit.verb == "cite" and first < other.start < other.cue[1] <= end and _stands_behind(other):
                end = other.start  # "The pier is shut, | the Herald reported, citing two officials"
        part = trim(tokens, (first, end))
        if part[0] < part[1]:
            parts.append(part)
    return hit._replace(content=tuple(parts)) if parts else None


def _stands_behind(hit: Hit) -> bool:
    """Whether an attributing phrase stands behind all of its content."""
    return bool(hit.content) and hit.content[-1][1] <= hit.start


def _size(parts: Sequence[Range]) -> int:
    return sum(last - first for first, last in parts)


def _common(a: Sequence[Range], b: Sequence[Range]) -> int:
    return sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in a for y in b)


def _repeats(tokens: Tokens, outer: Hit, inner: Hit) -> bool:
    """Whether the second hit is the first one said again: same source and content, or "said he believes"."""
    if not outer.content or not inner.content:
        return False
    same = _common(outer.content, inner.content) >= _SAME * max(_size(outer.content), _size(inner.content))
    if same and (outer.source == inner.source or inner.source is None):
        return True
    if inner.source is None and any(a <= inner.cue[0] < b for a, b in outer.content):
        return True  # a hedge inside somebody's words is his own
    first = outer.content[0][0]
    if inner.cue[0] > first and inner.source and inner.source[0] >= first and inner.cue[0] - first <= _NESTED_LEAD:
        return tokens[inner.source[0]].low in {"he", "she", "they", "it"} and inner.source[1] - inner.source[0] == 1
    return False
