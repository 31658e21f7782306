"""What changed between two versions of a report: paragraphs that left, came or were changed.

In: two texts. Out: lines for people, those of the first marked ``-``, those of the second ``+``; in a paragraph that
was changed the words that differ stand between ``[`` and ``]``. What is equal is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from twosource.text import squash

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
ALIKE = 0.4
"""Share of words in common from which two paragraphs are one that was changed."""


def difference(before: str, after: str) -> Iterator[str]:
    """The lines that differ."""
    old, new = _paragraphs(before), _paragraphs(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from _changed(old[i:j], new[k:m])


def _paragraphs(text: str) -> list[str]:
    return [squash(line) for line in text.split("\n") if line.strip()]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    """Paragraphs beside the likest of those that took their place, the others alone."""
    left = list(new)
    for paragraph in old:
        scored = [(SequenceMatcher(None, paragraph.split(), other.split()).ratio(), -n) for n, other in enumerate(left)]
        share, place = max(scored, default=(0.0, 0))
        if share < ALIKE:
            yield f"- {paragraph}"
            continue
        yield from (f"+ {other}" for other in left[:-place])
        first, second = _marked(paragraph, left[-place])
        yield f"- {first}"
        yield f"+ {second}"
        del left[: 1 - place]
    yield from (f"+ {other}" for other in left)


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both with the words that differ in brackets."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    first, second = "", ""
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        left, right = "".join(a[i:j]), "".join(b[k:m])
        first += left if tag == "equal" or not left else f"[{left}]"
        second += right if tag == "equal" or not right else f"[{right}]"
    return first, second
