"""A notation for spans in tests: ``marked('["Taxes will rise,"]content [said]cue [the minister]source.')``.

``[words]label`` marks words; labels may repeat; brackets nest. Backslash escapes a bracket.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.model import Span

_LABEL = re.compile(r"[a-z][a-z0-9_-]*")


class Marked(NamedTuple):
    """The plain text and the spans of each label, in text order."""

    text: str
    spans: dict[str, list[Span]]

    def one(self, label: str) -> Span:
        """The only span of a label."""
        (span,) = self.spans[label]
        return span


def marked(notation: str) -> Marked:
    """Read the notation. An unbalanced bracket or a missing label raises ValueError."""
    text: list[str] = []
    opened: list[int] = []
    spans: dict[str, list[Span]] = {}
    at = 0
    while at < len(notation):
        char = notation[at]
        if char == "\\" and notation[at + 1 : at + 2] in {"[", "]"}:
            text.append(notation[at + 1])
            at += 1
        elif char == "[":
            opened.append(len(text))
        elif char == "]":
            label = _LABEL.match(notation, at + 1)
            if not opened or not label:
                raise ValueError(f"unbalanced bracket or missing label at {at}: {notation!r}")
            spans.setdefault(label[0], []).append(Span(opened.pop(), len(text)))
            at = label.end() - 1
        else:
            text.append(char)
        at += 1
    if opened:
        raise ValueError(f"bracket never closed: {notation!r}")
    return Marked("".join(text), {label: sorted(found) for label, found in spans.items()})


def words(text: str, spans: list[Span] | tuple[Span, ...]) -> list[str]:
    """The words at each span, for readable failures."""
    return [text[s.start : s.end] for s in spans]
