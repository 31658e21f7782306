"""Mentions set apart, so that no two of them share text.

A name inside a longer name is not shown ("Norland" in "Bank of Norland"). A description that has a name of another kind
inside keeps the part with its noun and leaves the name its own: of "president of the Fishers Union" the president is
"president", and the union is mentioned too; of "the Norland police chief" he is "police chief". Where both are of one
kind ("Orlov's envoy") the description is one mention and the name in it is none, as he who is spoken of is the envoy;
but not if the story mentions the one inside less often, who would be lost by it. A description of whom nobody knows,
said once, gives way to the names in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from msgspec import structs

from twosource.compare.entities.items import Item
from twosource.model import Article, MentionKind

_JOINS = re.compile(r"\s(?:of|for|at|to|in|with|from|on)\s")
_OPENS = re.compile(r"(?:['’]s?\b)?[\s,]*")
_CLOSES = re.compile(r"(?:[\s,]+(?:of|for|at|to|in|with|from|on|the|and|a|an)\b)*[\s,]*\Z")


def apart(
    groups: Sequence[Sequence[Item]], kinds: Sequence[MentionKind], articles: Sequence[Article]
) -> list[list[Item]]:
    """The groups with mentions that share no text. ``kinds`` are the groups' own."""
    kind_of = {item.number: kind for found, kind in zip(groups, kinds, strict=True) for item in found}
    times = {item.number: len(found) for found in groups for item in found}
    unknown = {found[0].number for found in groups if len(found) == 1 and not found[0].named}
    kept: dict[int, Item] = {}
    for outer, inner in _nests(groups):
        names = [i for i in _disjoint(inner) if i.named and i.number not in unknown]
        if outer.number not in unknown:
            names = [
                i for i in names if kind_of[i.number] != kind_of[outer.number] or times[i.number] < times[outer.number]
            ]
        for item in _settled(outer, names, articles[outer.article].text, known=outer.number not in unknown):
            kept[item.number] = item
    return [[kept[item.number] for item in found if item.number in kept] for found in groups]


def _nests(groups: Sequence[Sequence[Item]]) -> list[tuple[Item, list[Item]]]:
    """Each outermost mention with those that share text with it, in text order."""
    ordered = sorted(
        (item for found in groups for item in found), key=lambda i: (i.article, i.mention.start, -i.mention.end)
    )
    out: list[tuple[Item, list[Item]]] = []
    for item in ordered:
        last = out[-1][0] if out else None
        if last is not None and last.article == item.article and item.mention.start < last.mention.end:
            out[-1][1].append(item)
        else:
            out.append((item, []))
    return out


def _settled(outer: Item, names: Sequence[Item], text: str, *, known: bool) -> list[Item]:
    """What stays of a mention and the names inside it that have a right to theirs."""
    if not names or outer.named:
        return [outer]
    if not known:
        return list(names)
    cut = _cut(outer, names, text)
    return [cut, *names] if cut else [outer]


def _disjoint(inner: Sequence[Item]) -> list[Item]:
    """The mentions that begin after the last one has ended: the longest of those that begin together."""
    out: list[Item] = []
    for item in inner:
        if not out or item.mention.start >= out[-1].mention.end:
            out.append(item)
    return out


def _cut(outer: Item, names: Sequence[Item], text: str) -> Item | None:
    """A description without the names before and after its noun; None if nothing would be left."""
    start, end = outer.mention.start, outer.mention.end
    covered = defaultdict(bool, {at: True for n in names for at in range(n.mention.start, n.mention.end)})
    joins = (m.start() for m in _JOINS.finditer(text, start, end) if not covered[m.start()])
    noun_end = next(joins, end)
    for name in names:
        if name.mention.end <= noun_end:
            start = max(start, name.mention.end)
        else:
            end = min(end, name.mention.start)
    opened = _OPENS.match(text, start, end)
    start = opened.end() if opened else start
    closed = _CLOSES.search(text[start:end])
    end = start + closed.start() if closed else end
    return outer._replace(mention=structs.replace(outer.mention, start=start, end=end)) if start < end else None
