"""What linking takes: a span with its role, as a tagger found it; and what many ask of an attribution."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

from twosource.model import Attribution, Span

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


class Tagged(Struct, frozen=True, kw_only=True, order=True):
    """Characters ``start..end`` of an article's text, the role a tagger gave them, and how sure it was (0 to 1)."""

    start: int
    end: int
    role: Role
    score: float = 1.0


Pull: TypeAlias = Callable[[Tagged, Tagged], float]
"""How strongly an encoder draws a cue (the first) to a source or content (the second): log-odds; 0 is "cannot say"."""


def ends(one: Attribution) -> list[Span]:
    """Source and cue, those that there are."""
    return [span for span in (one.source, one.cue) if span]


def spans(one: Attribution) -> list[Span]:
    """All that an attribution is made of: contents, source, cue."""
    return [*one.content, *ends(one)]


def length(text: str, one: Attribution) -> int:
    """How many words the contents have."""
    return sum(len(text[part.start : part.end].split()) for part in one.content)
