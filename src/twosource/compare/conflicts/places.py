"""Places that differ: one act, told to have been in two places.

Two passages of one claim that name a place after the same word ("the summit in Osterlin", "the summit in Vardessa"),
where neither report names the other's place anywhere. Always ``scope``: one place may lie in the other, and nothing
here knows a map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from twosource import likeness
from twosource.compare.conflicts.sight import Difference, Meeting, Side, Sight, stems
from twosource.lexicon import places as lexicon
from twosource.model import Passage

ALIKE = 0.4
"""Share of the shorter passage's telling words in common."""
REACH = 40
"""Characters before a place in which the word and the preposition stand."""

_COUNTY = re.compile(r" (?:County|Province|Region|District|Governorate|Township)")
_BEFORE = re.compile(r"(\w{3,})\s+(?:in|at|near|outside|from|to)\s+(?:the\s+)?$")
_LONGER = re.compile(r"\s+[A-Z]")
"""A name that goes on ("Vardessa District Court") is no place's."""
_WHY = "The reports name different places; one may lie in the other."


class _Place(NamedTuple):
    start: int
    end: int
    name: str
    after: frozenset[str]


def differences(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """The places that differ between two passages of a claim."""
    if not meeting.grouped:
        return
    one, other = meeting.one, meeting.other
    yield from _wider(meeting, sight)
    mine, theirs = _places(one, sight), _places(other, sight)
    if not (mine and theirs) or likeness.alike(one.text, other.text) < ALIKE:
        return
    for a, b in product(mine, theirs):
        if not a.after & b.after or a.name in other.article.text or b.name in one.article.text:
            continue
        if stems(a.name) & stems(b.name) or _known(a.name) in _known(b.name) or _known(b.name) in _known(a.name):
            continue
        values = (one.value(a.start, a.end, a.name), other.value(b.start, b.end, b.name))
        yield Difference(claim=meeting.claim, slot="place", kind="scope", values=values, why=_WHY)


def _wider(meeting: Meeting, sight: Sight) -> Iterator[Difference]:
    """A town in one passage and in the other the county of its name, where neither report has the other's."""
    one, other = meeting.one, meeting.other
    for a, b in product(_named(one, sight), _named(other, sight)):
        short, long = sorted((a.text, b.text), key=len)
        if _COUNTY.fullmatch(long[len(short) :]) and long.startswith(short):
            there = one if a.text == short else other
            elsewhere = other if there is one else one
            alone = re.compile(rf"{re.escape(short)}\b(?! {long.split()[-1]})")
            if long not in there.article.text and not alone.search(elsewhere.article.text):
                yield Difference(
                    claim=meeting.claim,
                    slot="place",
                    kind="rounding",
                    values=(one.value(a.start, a.end, a.text), other.value(b.start, b.end, b.text)),
                    why=_WHY,
                )


def _named(side: Side, sight: Sight) -> list[Passage]:
    """The names of places in a passage."""
    return [m for m in sight.places.get(side.article.id, ()) if side.start <= m.start and m.end <= side.end]


def _known(name: str) -> str:
    """A place by its common name: "UK" is the United Kingdom."""
    word = name.casefold()
    return next((lexicon.ALIASES[form] for form in (word, f"{word}.") if form in lexicon.ALIASES), word)


def _places(side: Side, sight: Sight) -> list[_Place]:
    """The places of a passage that stand after a word and a preposition."""
    found = []
    for mention in _named(side, sight):
        before = _BEFORE.search(side.article.text[max(side.start, mention.start - REACH) : mention.start])
        if before and not _LONGER.match(side.article.text, mention.end):
            found.append(_Place(mention.start, mention.end, mention.text, stems(before[1])))
    return found
