"""Where the words of an annotation stand: the gold files of the stories name passages by their words.

Training and benchmarks look passages up here alone, so that both mean the same characters, and those that the score of
the stories means.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from twosource.model import Attribution, Span
from twosource.text import Ranged, overlap

FAR = 400
"""Characters around a passage in which what belongs to it is looked for first."""


def located(text: str, words: str, nth: int | None = None) -> Span | None:
    """Where a passage stands, as the score looks it up: the ``nth`` place of its very words (the first is 1), else the
    first with any white space between them.
    """
    at = -1
    for _ in range(nth or 1):
        at = text.find(words, at + 1)
        if at < 0:
            break
    if at >= 0:
        return Span(at, at + len(words))
    found = re.search(_spaced(words), text)
    return Span(*found.span()) if found else None


def beside(text: str, words: str | None, near: Sequence[Ranged]) -> Span | None:
    """Where words stand that are annotated without a place: the whole words nearest to some passages (in text order,
    at least one), outside of them if there are any.
    """
    if not words:
        return None
    bound = r"(?<!\w)" + _spaced(words) + r"(?!\w)"
    low, high = max(0, near[0].start - FAR), near[-1].end + FAR
    spots = [Span(m.start() + low, m.end() + low) for m in re.finditer(bound, text[low:high])]
    spots = spots or [Span(*m.span()) for m in re.finditer(bound, text)]

    def distance(spot: Span) -> tuple[bool, int, int]:
        inside = any(overlap(spot, one) == spot.end - spot.start for one in near)
        return inside, min(max(one.start - spot.end, spot.start - one.end, 0) for one in near), spot.start

    return min(spots, key=distance) if spots else None


def annotated(text: str, statement: dict[str, Any]) -> Attribution:
    """Where the words of a gold statement stand: its contents (none where they are not in the text), its cue beside
    them, its source beside the cue.
    """
    parts = statement["content"] if isinstance(statement["content"], list) else [statement["content"]]
    found = (located(text, part, statement.get("nth")) for part in parts)
    content = tuple(sorted(span for span in found if span))
    cue = beside(text, statement.get("cue"), content) if content else None
    source = beside(text, statement.get("source"), (cue,) if cue else content) if content else None
    return Attribution(content=content, source=source, cue=cue)


def _spaced(words: str) -> str:
    """A pattern of words with any white space between them."""
    return r"\s+".join(map(re.escape, words.split()))
