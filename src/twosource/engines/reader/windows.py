"""Cutting a text's pieces into windows that overlap, and putting what was seen together again.

A window is what the network reads at once. Its core is the part whose results count: at a cut the pieces of a margin
are read for their neighbours' sake only. The last window of a text is as long as what is left, with a larger margin.
Windows of even length read as little twice and cost half a point of F1 (contents of PolNeAR dev .706 against .713), as
the network was trained on full ones.
"""

from __future__ import annotations

from typing import NamedTuple

CLS, SEP = 101, 102
"""The special pieces before and behind every window."""
SIZE = 256
"""Pieces of a window, the two special ones included."""
MARGIN = 16
"""Pieces at a cut that do not count: what they depend on may lie behind the cut."""

BACK = 32
"""Pieces before the core of the last window."""


class Window(NamedTuple):
    """The network reads pieces ``low..high``; what it says of ``begin..end`` counts."""

    low: int
    high: int
    begin: int
    end: int


def cut(total: int, offset: int = 0) -> list[Window]:
    """The windows of a text of so many pieces; cores are disjoint and cover it. ``offset`` shortens the first window,
    so that in training cuts fall elsewhere each time.
    """
    longest = SIZE - 2
    found: list[Window] = []
    low, begin = -offset, 0
    while begin < total:
        high = min(total, low + longest)
        end = total if high == total else high - MARGIN
        if end > begin:
            further = max(high - longest, min(low, begin - BACK)) if high == total else low
            found.append(Window(max(0, further), high, begin, end))
            begin = end
        low += longest - 2 * MARGIN
    return found
