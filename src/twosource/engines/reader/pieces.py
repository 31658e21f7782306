"""What the reader sees of a text: word pieces, and beside each what lower-casing and splitting hide.

In: a text, the stretches of it to read (all of it, or without boilerplate), and a tokenizer. Out: :class:`Pieces`:
ids of the word pieces in text order, three small features of each (letter case, what stands before it, whether it is
inside quotation marks), and the words they make up with their characters. Words are what labels are given to.

Training and run time use this very function, so that a model sees the same at both. Nothing here knows windows or
labels. Linear in the length of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource.engines import quotes

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LOWER, TITLE, UPPER, MIXED, DIGITS, MARK = range(6)
"""Letter case of a word: the tokenizer lower-cases."""
CASES = 6
GLUED, SPACED, BROKEN, INSIDE = range(4)
"""Before a piece: nothing, a space, a line break; or it goes on inside a word."""
GAPS = 4
OPEN, QUOTED, QUOTING = range(3)
"""Outside quotation marks, inside them, or a mark that opens or closes a quotation."""
STATES = 3

Bounds = tuple[int, int]


class Pieces(NamedTuple):
    """Word pieces of a text: ``ids`` and ``features`` (letter case, gap, quotation), int64, shapes (n,) and (n, 3);
    ``first`` the number of each word's first piece, ``words`` each word's characters in the text, shapes (m,), (m, 2).
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    first: NDArray[np.int64]
    words: NDArray[np.int64]

    @property
    def lines(self) -> list[int]:
        """The number of each line's first piece."""
        return np.flatnonzero(self.features[:, 1] == BROKEN).tolist()

    @property
    def word_lines(self) -> NDArray[np.int64]:
        """The number of each line's first word."""
        return np.flatnonzero(self.features[self.first, 1] == BROKEN)


def cut(text: str, stretches: Sequence[Bounds], tokenizer: Tokenizer) -> Pieces:
    """The pieces of some stretches of a text (in order, disjoint)."""
    ids: list[int] = []
    features: list[tuple[int, int, int]] = []
    first: list[int] = []
    words: list[Bounds] = []
    for start, end, quoted in _lines(text, stretches):
        line = text[start:end].encode("utf-8", "replace").decode("utf-8")
        encoded = tokenizer.encode(line, add_special_tokens=False)
        states = _States(quoted)
        last, behind, shown = None, start, (LOWER, BROKEN, OPEN)
        for piece, (a, b), word in zip(encoded.ids, encoded.offsets, encoded.word_ids, strict=True):
            if word != last or last is None:
                gap = BROKEN if last is None else (SPACED if start + a > behind else GLUED)
                shown = (LOWER, gap, states.at(start + a, start + b))
                first.append(len(ids))
                words.append((start + a, start + b))
                last = word
            else:
                shown = (LOWER, INSIDE, shown[2])
                words[-1] = (words[-1][0], start + b)
            behind = start + b
            ids.append(piece)
            features.append(shown)
    made = Pieces(
        np.array(ids, dtype=np.int64),
        np.array(features, dtype=np.int64).reshape(-1, 3),
        np.array(first, dtype=np.int64),
        np.array(words, dtype=np.int64).reshape(-1, 2),
    )
    _add_case(text, made)
    return made


def _add_case(text: str, pieces: Pieces) -> None:
    """Fill the first feature: each piece has the letter case of its word."""
    cases = np.array([_case(text[a:b]) for a, b in pieces.words.tolist()], dtype=np.int64)
    if len(cases):
        counts = np.diff(np.append(pieces.first, len(pieces.ids)))
        pieces.features[:, 0] = np.repeat(cases, counts)


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else TITLE
    if word[:1].isupper() and word[1:].islower():
        return TITLE
    if word[:1].isdigit():
        return DIGITS
    return MIXED if any(map(str.isalnum, word)) else MARK


def _lines(text: str, stretches: Sequence[Bounds]) -> Iterator[tuple[int, int, list[quotes.Quoted]]]:
    """Each line of the stretches that is not blank, with its quotations."""
    lines = [line for start, end in stretches for line in _split(text, start, end)]
    for number, (start, end) in enumerate(lines):
        runs_on = number + 1 < len(lines) and text[lines[number + 1][0]] in quotes.MARKS
        yield start, end, quotes.find(text, start, end, runs_on=runs_on)


def _split(text: str, start: int, end: int) -> Iterator[Bounds]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        a, b = start, stop
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            yield a, b
        start = stop + 1


class _States:
    """Where characters, asked for in text order, stand as to quotation marks."""

    def __init__(self, quoted: Sequence[quotes.Quoted]) -> None:
        self._quoted = quoted
        self._next = 0

    def at(self, start: int, end: int) -> int:
        while self._next < len(self._quoted) and self._quoted[self._next].end <= start:
            self._next += 1
        if self._next == len(self._quoted) or self._quoted[self._next].start >= end:
            return OPEN
        here = self._quoted[self._next]
        if here.start >= start or (here.closed and here.end <= end):
            return QUOTING
        return QUOTED
