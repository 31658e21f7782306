"""What changed between two versions of a report: paragraphs that left, came or were changed.

In: two texts. Out: the paragraphs that differ (:func:`changes`), each with the words in it that do; as lines for a
terminal (:func:`difference`) those of the first are marked ``-``, those of the second ``+``, and the words that differ
stand between ``[`` and ``]``. What is equal is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from twosource.text import squash

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.4
"""Share of words in common from which two paragraphs are one that was changed."""


class Part(Struct, frozen=True):
    """Some words of a paragraph, and whether the other version has others there."""

    text: str
    differs: bool


class Changed(Struct, frozen=True):
    """A paragraph of the first version (``-``) or of the second (``+``) that the other one does not have so."""

    sign: Literal["-", "+"]
    parts: tuple[Part, ...]


def changes(before: str, after: str) -> Iterator[Changed]:
    """The paragraphs that differ, those that took the place of others after these."""
    old, new = _paragraphs(before), _paragraphs(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _changed(old[i:j], new[k:m])


def difference(before: str, after: str) -> Iterator[str]:
    """The paragraphs that differ as lines; of one that left or came whole nothing is marked."""
    for one in changes(before, after):
        whole = all(part.differs for part in one.parts)
        told = "".join(f"[{part.text}]" if part.differs and not whole else part.text for part in one.parts)
        yield f"{one.sign} {told}"


def _paragraphs(text: str) -> list[str]:
    return [squash(line) for line in text.split("\n") if line.strip()]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Changed]:
    """Paragraphs beside the likest of those that took their place, the others alone."""
    left = list(new)
    for paragraph in old:
        scored = [(SequenceMatcher(None, paragraph.split(), other.split()).ratio(), -n) for n, other in enumerate(left)]
        share, place = max(scored, default=(0.0, 0))
        if share < ALIKE:
            yield Changed("-", (Part(paragraph, differs=True),))
            continue
        yield from (Changed("+", (Part(other, differs=True),)) for other in left[:-place])
        first, second = _marked(paragraph, left[-place])
        yield Changed("-", first)
        yield Changed("+", second)
        del left[: 1 - place]
    yield from (Changed("+", (Part(other, differs=True),)) for other in left)


def _marked(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Both in parts."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    first, second = [], []
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        first.append(Part("".join(a[i:j]), tag != "equal"))
        second.append(Part("".join(b[k:m]), tag != "equal"))
    return tuple(part for part in first if part.text), tuple(part for part in second if part.text)
