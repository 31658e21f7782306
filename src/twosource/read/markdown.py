"""Markdown: front matter and the marks of its layout. The text keeps all its characters; what is syntax is marked.

In: a text. Out: what its front matter (``---``, lines of ``key: value``, ``---`` at the very beginning) states, and
marks: the front matter, rules, headings below the first and heading signs (``navigation``), pictures (``caption``),
lines that are nothing but links (``related``), and the first heading (``headline``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from twosource.model import Mark
from twosource.read import fields
from twosource.read.records import Hints
from twosource.text import lines, trimmed

_FENCE = re.compile(r"\ufeff?---[ \t]*\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FRONT_LONGEST = 20_000
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_RULE = re.compile(r"(?:[-*_][ \t]*){3,}")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)")
_LINK = re.compile(r"(?:[-*+][ \t]+)?\[[^\]\n]+\]\([^)\n]*\)")


class Markdown(NamedTuple):
    """What the front matter states, and the marks."""

    stated: Hints
    marks: tuple[Mark, ...]


def read(text: str) -> Markdown:
    """The front matter and the layout of a Markdown text."""
    stated, body = _front(text)
    marks = [Mark(start=0, end=body, kind="navigation")] if body else []
    headed = False
    for line in lines(text):
        span = trimmed(text, max(line.start, body), line.end)
        if line.end <= body or span.start >= span.end:
            continue
        words = text[span.start : span.end]
        heading = _HEADING.match(words)
        if heading and not headed:
            headed = True
            marks.append(Mark(start=span.start, end=span.start + heading.end(), kind="navigation"))
            marks.append(Mark(start=span.start + heading.end(), end=span.end, kind="headline"))
        elif heading or _RULE.fullmatch(words):
            marks.append(Mark(start=span.start, end=span.end, kind="navigation"))
        elif _PICTURE.fullmatch(words):
            marks.append(Mark(start=span.start, end=span.end, kind="caption"))
        elif _LINK.fullmatch(words):
            marks.append(Mark(start=span.start, end=span.end, kind="related"))
    return Markdown(stated, tuple(marks))


def _front(text: str) -> tuple[Hints, int]:
    """What the front matter states, and where it ends (0: there is none)."""
    opened = _FENCE.match(text)
    closed = _FRONT_END.search(text, opened.end(), opened.end() + _FRONT_LONGEST) if opened else None
    if not opened or not closed:
        return Hints(), 0
    pairs: dict[object, object] = {}
    for line in text[opened.end() : closed.start()].splitlines():
        pair = _PAIR.fullmatch(line.strip())
        if pair:
            pairs[pair[1]] = pair[2].strip().strip("\"'")
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return Hints(), 0
    return (fields.hints(fields.named(pairs)), closed.end()) if pairs else (Hints(), 0)
