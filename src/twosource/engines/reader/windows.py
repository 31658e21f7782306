"""Cutting a text's pieces into windows, and putting what was seen together again.

A window is what the network reads at once. It ends where a line ends, so that no line is read twice and none lacks
its beginning or end; few attributions and names reach over more. A line longer than a window is cut inside: there,
pieces of a margin on either side of the cut are read for their neighbours' sake only.

Windows of 96 to 256 pieces find the same: F1 of contents of PolNeAR dev lies between .715 and .721, without order.
Attention costs the square of the length, so that windows of 160 pieces take four fifths of the time of 256. Windows
that overlap by 32 pieces wherever they are cut find no more (.721) and read an eighth of the text twice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

CLS, SEP = 101, 102
"""The special pieces before and behind every window."""
SIZE = 256
"""Most pieces of a window, the two special ones included."""
AIM = 160
"""Pieces of a window, the special ones included, where lines allow it."""
LEAST = 48
"""Fewest pieces of a window, where the text has as many."""
MARGIN = 16
"""Pieces on either side of a cut inside a line that do not count: what they depend on may lie behind the cut."""


class Window(NamedTuple):
    """The network reads pieces ``low..high``; what it says of ``begin..end`` counts."""

    low: int
    high: int
    begin: int
    end: int


def cut(total: int, lines: Sequence[int], offset: int = 0) -> list[Window]:
    """The windows of a text of so many pieces, whose ``lines`` begin at some of them; what counts is disjoint and
    covers the text. ``offset`` shortens the first window, so that in training cuts fall elsewhere each time.
    """
    ends = [*(line for line in lines if line), total]
    found: list[Window] = []
    low = begin = 0
    while begin < total:
        aim = low + AIM - 2 - (0 if found else offset)
        high = _end(ends, begin + LEAST, aim, low + SIZE - 2)
        if high is None:
            high = low + SIZE - 2
            found.append(Window(low, high, begin, high - MARGIN))
            low, begin = high - 2 * MARGIN, high - MARGIN
        else:
            found.append(Window(low, high, begin, high))
            low = begin = high
    return found


def _end(ends: Sequence[int], least: int, aim: int, most: int) -> int | None:
    """The end of a line at which a window ends: the last one up to ``aim``, or else the next one; the text's, if hardly
    more is left of it. None where all lie before ``least`` or behind ``most``.
    """
    if ends[-1] <= min(most, aim + LEAST):
        return ends[-1]
    possible = ends[bisect_left(ends, least) : bisect_right(ends, most)]
    return possible[max(0, bisect_right(possible, aim) - 1)] if possible else None
