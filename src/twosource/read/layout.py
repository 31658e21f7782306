"""The layout of a report: which lines are its headline, byline, dateline and credit, and which are furniture.

In: the text of a report, its title if it is known, and marks that its format gave already (Markdown). Out: marks, the
stretches that are not part of the report (``boilerplate``), the title and byline as they stand in the text, and the
agency whose text the report is (:mod:`twosource.read.agencies`).

What is marked is whole lines (paragraphs, where the text is hard-wrapped), except: of a dateline only its own
characters, end credits at the end of the last paragraph, and links that a page's script threw into a sentence.
Headline and dateline belong to the report; a byline on its own line, end credits and everything else do not.
A headline is claimed only for a first line that equals the title or stands apart from the rest like one.
Nothing is cut, and a paragraph of the report is never marked for its subject: only for its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from twosource.model import Mark, MarkKind, Span
from twosource.read import furniture, heads, openlines, sections
from twosource.read.units import Unit, units
from twosource.text import merged

_KEPT = {"headline", "dateline"}
"""Marks that are part of the report."""
_OF_ITSELF: frozenset[MarkKind] = frozenset({"appeal", "share", "copyright", "notice", "media"})
"""Kinds that lines of a page read from its tree may still be: what a rule sees in a line's own words. Captions, lists
of related reports and what a page repeats were told by the tree; telling them again by the look of lines marks lists,
headings and posts of the report (on 181 pages of ``benchmarks/extraction.py`` 12,000 characters wrongly, 200 rightly).
"""


class Layout(NamedTuple):
    """What the layout of a text shows."""

    marks: tuple[Mark, ...]
    boilerplate: tuple[Span, ...]
    title: str | None
    byline: str | None
    credit: str | None


def read(text: str, *, title: str | None = None, marks: Sequence[Mark] = (), sorted_out: bool = False) -> Layout:
    """The layout of a text. ``sorted_out``: most of what is not the report was left out already, by a page's tree."""
    all_units = units(text)
    headline = next((mark for mark in marks if mark.kind == "headline"), None) or heads.headline(all_units, title)
    taken = merged([*marks, *([headline] if headline else [])])
    body = _free(all_units, taken)
    alone = [furniture.kind_of(unit.words) for unit in body]
    top = heads.read(body, alone)
    words = text[headline.start : headline.end] if headline else None
    around = openlines.Around(words, title, top.start)
    claimed = {mark.start for mark in top.marks if mark.kind != "dateline"}
    known = {mark.span for mark in top.marks}
    furnished = (mark for mark in sections.marks(body, alone, claimed, around) if mark.span not in known)
    if sorted_out:
        own = {unit.start: kind for unit, kind in zip(body, alone, strict=True)}
        furnished = (mark for mark in furnished if mark.kind in _OF_ITSELF and own.get(mark.start) == mark.kind)
    found = {*marks, *top.marks, *furnished}
    if headline:
        found.add(headline)
    return Layout(
        marks=tuple(sorted(found)),
        boilerplate=merged(mark for mark in found if mark.kind not in _KEPT),
        title=words,
        byline=top.byline,
        credit=top.credit,
    )


def _free(all_units: Sequence[Unit], taken: Sequence[Span]) -> list[Unit]:
    """The units on which no mark lies. Both are in order, so one pass is enough."""
    out: list[Unit] = []
    at = 0
    for unit in all_units:
        while at < len(taken) and taken[at].end <= unit.start:
            at += 1
        if at == len(taken) or taken[at].start >= unit.end:
            out.append(unit)
    return out
