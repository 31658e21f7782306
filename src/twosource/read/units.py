"""The units of a text's layout: its lines, or its paragraphs where lines are broken at a fixed width.

In: a text. Out: units without the white space around them, in order. Nothing is said about what they are.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from twosource.text import lines, trimmed

WRAP_LEAST, WRAP_MOST = 40, 100
"""Widths at which texts are broken by hand or by mail programs."""
_WRAPPED_SHARE = 0.6
"""Share of lines (of those that another follows directly) that must end at the width to call a text wrapped."""
_FEW = 6
"""Lines below which nothing can be said about wrapping."""

_ENDED = re.compile(r"[.?!:;,…。！？؟۔।][\s\"'”’»«)\]*]*(?:\[\d{1,3}\])*(?: ?\([^()]{0,200}\))?$")
"""The end of a sentence or of a line that leads on, with the brackets and notes that may follow it."""
_END = 240
_WORD = re.compile(r"\w+")
_BLANK = re.compile(r"\n[^\S\n]*\n")


class Unit(NamedTuple):
    """A line or a paragraph: where it stands, its words, and whether a blank line stands before and after it."""

    start: int
    end: int
    words: str
    before: bool
    after: bool

    @property
    def ended(self) -> bool:
        """Whether it ends like a sentence or leads on to what follows."""
        return _ENDED.search(self.words, max(0, len(self.words) - _END)) is not None


def units(text: str) -> list[Unit]:
    """The units of a text; none is empty."""
    found = [(span.start, span.end) for span in lines(text)]
    spans = _paragraphs(text) if _wrapped(text, found) else found
    out: list[Unit] = []
    for start, end in spans:
        span = trimmed(text, start, end)
        if span.start < span.end:
            before = not out or "\n" in text[out[-1].end : span.start].replace("\n", "", 1)
            if out:
                out[-1] = out[-1]._replace(after=before)
            out.append(Unit(span.start, span.end, text[span.start : span.end], before, after=True))
    return out


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """What blank lines separate."""
    cuts = [0, *(gap.end() for gap in _BLANK.finditer(text))]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def _wrapped(text: str, found: list[tuple[int, int]]) -> bool:
    """Whether most lines that another follows directly are of one width and end in the middle of a sentence."""
    followed = [
        text[a[0] : a[1]].rstrip()
        for a, b in pairwise(found)
        if text[a[0] : a[1]].strip() and text[b[0] : b[1]].strip()
    ]
    if len(followed) < _FEW:
        return False
    ends = (".", "!", "?", "”", '"')
    broken = sum(WRAP_LEAST <= len(line) <= WRAP_MOST and not line.endswith(ends) for line in followed)
    return broken >= _WRAPPED_SHARE * len(followed)


def comparable(words: str) -> str:
    """Words without letter case and punctuation, to tell whether two lines are the same."""
    return " ".join(_WORD.findall(words.casefold()))
