"""Which stretches of a text stand in quotation marks.

In: a text and the bounds of one paragraph, and whether the next paragraph opens with a quotation mark. Out: the
outermost quotations as :class:`Quoted` spans, marks included, in text order and disjoint.

Straight and curly marks may be mixed. Double marks are paired first; single marks count only outside of them, and
only where they can be no apostrophe. A quotation that is not closed in its paragraph counts to the paragraph's end
if the next paragraph opens with a mark (the printers' rule for a quotation of several paragraphs), and not at all
otherwise: a stray mark must not swallow a page. Quotations inside quotations are not told apart.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

DOUBLE_OPEN = frozenset('"“„«')
DOUBLE_CLOSE = frozenset('"”“»')
SINGLE_OPEN = frozenset("'‘`")
SINGLE_CLOSE = frozenset("'’")
MARKS = DOUBLE_OPEN | DOUBLE_CLOSE | SINGLE_OPEN | SINGLE_CLOSE
_DOUBLE = re.compile(f"[{re.escape(''.join(sorted(DOUBLE_OPEN | DOUBLE_CLOSE)))}]")
_SINGLE = re.compile(f"[{re.escape(''.join(sorted(SINGLE_OPEN)))}]")
_STOPS = frozenset(".,?!…;—-)")
_BEFORE_OPEN = frozenset("([{—–-/:,.")
_ELISIONS = ("'s", "'t", "'em", "'cause", "'til", "'tis", "'twas", "'n'")


class Quoted(NamedTuple):
    """A quotation with its marks; ``closed`` is False where it runs on into the next paragraph."""

    start: int
    end: int
    closed: bool


def _can_open(text: str, at: int, first: int, last: int) -> bool:
    before_ok = at == first or text[at - 1].isspace() or text[at - 1] in _BEFORE_OPEN or text[at - 1] in MARKS
    return before_ok and at + 1 < last and not text[at + 1].isspace()


def _can_close(text: str, at: int, last: int) -> bool:
    """A mark closes unless a letter follows at once, or a space stands before and none behind."""
    if at + 1 < last and text[at + 1].isalnum() and text[at] != "”":
        return False
    return not text[at - 1].isspace() or at + 1 >= last or text[at + 1].isspace()


def _double(text: str, first: int, last: int) -> tuple[list[Quoted], int | None]:
    """The pairs of double marks, and where a last one was opened and never closed."""
    found: list[Quoted] = []
    opened: int | None = None
    for mark in _DOUBLE.finditer(text, first, last):
        at, char = mark.start(), mark[0]
        if opened is None:
            if char in DOUBLE_OPEN and (char in "“„«" or _can_open(text, at, first, last)):
                opened = at
        elif char in DOUBLE_CLOSE and char != "“" and _can_close(text, at, last):
            found.append(Quoted(opened, at + 1, closed=True))
            opened = None
        elif char == "“" and _can_open(text, at, first, last):
            opened = at  # the mark before was stray
        elif char == "“":
            found.append(Quoted(opened, at + 1, closed=True))
            opened = None
    return found, opened


def _is_apostrophe(text: str, at: int, last: int) -> bool:
    return at > 0 and at + 1 < last and text[at - 1].isalnum() and text[at + 1].isalnum()


def _single_end(text: str, opened: int, last: int) -> int | None:
    """Where a quotation in single marks ends: at the first mark behind a stop, or else at the first that may be one."""
    maybe: int | None = None
    for at in range(opened + 2, last):
        if text[at] not in SINGLE_CLOSE or _is_apostrophe(text, at, last) or not _can_close(text, at, last):
            continue
        if text[at - 1].isspace():
            break
        if text[at - 1] in _STOPS or not _plural(text, at, last):
            return at + 1
        maybe = maybe or at + 1
    return maybe


def _plural(text: str, at: int, last: int) -> bool:
    """Whether the mark looks like the apostrophe of a plural: "the workers' rights"."""
    return text[at - 1] == "s" and at + 2 < last and text[at + 1] == " " and text[at + 2].islower()


def _single(text: str, first: int, last: int, taken: list[Quoted], *, runs_on: bool) -> list[Quoted]:
    found: list[Quoted] = []
    gaps = [(a.end, b.start) for a, b in pairwise(taken)]
    bounds = [(first, taken[0].start), *gaps, (taken[-1].end, last)] if taken else [(first, last)]
    for low, high in bounds:
        at = _next_single(text, low, high)
        while at < high:
            if _can_open(text, at, low, high) and not _elided(text, at):
                end = _single_end(text, at, high)
                if end is None and runs_on and at == first and high == last:
                    return [*found, Quoted(at, last, closed=False)]
                if end is None:
                    break
                found.append(Quoted(at, end, closed=True))
                at = _next_single(text, end, high)
            else:
                at = _next_single(text, at + 1, high)
    return found


def _next_single(text: str, low: int, high: int) -> int:
    """Where the next mark stands that may open a quotation in single marks; ``high`` if none does."""
    found = _SINGLE.search(text, low, high)
    return found.start() if found else high


def _elided(text: str, at: int) -> bool:
    if text[at + 1].isdigit():
        return True  # the '90s
    word = text[at : at + 7].replace("’", "'").lower()
    return any(word.startswith(e) and not word[len(e) : len(e) + 1].isalnum() for e in _ELISIONS)


def find(text: str, first: int, last: int, *, runs_on: bool) -> list[Quoted]:
    """The quotations of the paragraph ``first..last``; ``runs_on`` if the next paragraph opens with a mark."""
    found, opened = _double(text, first, last)
    if opened is not None and runs_on:
        found.append(Quoted(opened, last, closed=False))
    singles = [] if opened is not None and runs_on else _single(text, first, last, found, runs_on=runs_on)
    return sorted(found + singles)
