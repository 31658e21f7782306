"""Operations on text and on spans of it that every stage shares.

All offsets are code points, half-open. Nothing here knows what a span means.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from twosource.model import Passage, Span

ID_LENGTH = 16
"""Hex digits of an id: 64 bits, so that a case of 10 million records has a collision with odds of 1 in 400,000."""

_NEWLINES = re.compile("\r\n|\r")
_SPACES = re.compile(r"\s+")


class Ranged(Protocol):
    """Anything with ``start`` and ``end``."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def sha256(text: str) -> str:
    """The SHA-256 of a text in UTF-8, as 64 hex digits (lone surrogates are hashed as they are)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_id(prefix: str, *parts: object) -> str:
    """A content id: ``prefix-`` and a hash of the parts, which are told apart unambiguously."""
    told_apart = "".join(f"{len(str(part))}:{part}," for part in parts)
    return f"{prefix}-{sha256(told_apart)[:ID_LENGTH]}"


def normalise_newlines(text: str) -> str:
    """CRLF and CR become LF; nothing else changes."""
    return _NEWLINES.sub("\n", text)


def squash(text: str) -> str:
    """The text with every run of whitespace as one space, for display and comparison."""
    return _SPACES.sub(" ", text).strip()


def quote(article: str, text: str, at: Ranged) -> Passage:
    """The passage of an article at a span, with its words."""
    return Passage(article=article, start=at.start, end=at.end, text=text[at.start : at.end])


def places(text: str, words: str) -> list[int]:
    """Where the words stand in a text; nowhere if they are but space."""
    found, at = [], text.find(words) if words.strip() else -1
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without the whitespace at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def overlap(a: Ranged, b: Ranged) -> int:
    """How many characters two spans of one text share."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def covers(outer: Ranged, inner: Ranged) -> bool:
    """Whether ``inner`` lies inside ``outer``."""
    return outer.start <= inner.start and inner.end <= outer.end


def share_of(inner: Ranged, outers: Iterable[Ranged]) -> float:
    """The share of ``inner`` that lies inside some of the (disjoint) ``outers``; 0 for an empty span."""
    length = inner.end - inner.start
    return sum(overlap(inner, outer) for outer in outers) / length if length else 0.0


def merged(spans: Iterable[Ranged]) -> tuple[Span, ...]:
    """The union of spans as sorted, disjoint spans."""
    out: list[Span] = []
    for span in sorted((s.start, s.end) for s in spans):
        if out and span[0] <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span[1]))
        else:
            out.append(Span(*span))
    return tuple(out)


def lines(text: str) -> Iterable[Span]:
    """The lines of a text without their newlines, empty ones included."""
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line))
        start += len(line) + 1


def inside(spans: Sequence[Ranged], outer: Ranged) -> list[int]:
    """Indices of those spans that lie wholly inside ``outer``."""
    return [i for i, span in enumerate(spans) if covers(outer, span)]
