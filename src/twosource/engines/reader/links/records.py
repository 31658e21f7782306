"""What linking takes: a span with its role, as a tagger found it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from msgspec import Struct

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
