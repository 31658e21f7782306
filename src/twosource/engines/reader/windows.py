"""Cutting a text's pieces into windows that overlap, and putting what was seen together again.

A window is what the network reads at once. Its core is the part whose results count: at a cut the pieces of a margin
are read for their neighbours' sake only. The last window of a text reaches back, so that all windows of a text longer
than one are of one length.
"""

from __future__ import annotations

from typing import NamedTuple

CLS, SEP = 101, 102
"""The special pieces before and behind every window."""
SIZE = 256
"""Pieces of a window, the two special ones included."""
MARGIN = 16
"""Pieces at a cut that do not count: what they depend on may lie behind the cut."""


class Window(NamedTuple):
    """The network reads pieces ``low..high``; what it says of ``begin..end`` counts."""

    low: int
    high: int
    begin: int
    end: int


def cut(total: int, offset: int = 0, size: int = SIZE) -> list[Window]:
    """The windows of a text of so many pieces; cores are disjoint and cover it. ``offset`` shortens the first window,
    so that in training cuts fall elsewhere each time; ``size`` counts as :data:`SIZE` does.
    """
    longest = size - 2
    found: list[Window] = []
    low, begin = -offset, 0
    while begin < total:
        high = min(total, low + longest)
        end = total if high == total else high - MARGIN
        if end > begin:
            first = max(0, high - longest) if high == total or low < 0 else low
            found.append(Window(first, high, begin, end))
            begin = end
        low += longest - 2 * MARGIN
    return found


def fitting(total: int) -> int:
    """The least size with which a text has no more windows than it has with the largest: less is read twice."""
    both = 2 * MARGIN
    if total <= SIZE - 2:
        return SIZE
    count = -(-(total - both) // (SIZE - 2 - both))
    return -(-(total - both) // count) + both + 2
