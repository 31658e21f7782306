"""Group: which reports tell of one event.

In: articles and their readings (or, one by one, profiles and ties that a store keeps). Out: :class:`Story` records.
The steps, each a module:

1. ``profiles``: what grouping needs to know of one report, a few kilobytes.
2. ``index``: keys by which a report finds its possible partners.
3. ``pairs``: what speaks for two reports telling of one event, by the two alone (ties).
4. ``context``: the same, beside the other ties of the two (bonds).
5. ``membership``: stories, with what people ruled. ``case``: the same when reports come in one by one.

The result depends on the set of reports and the rulings, not on the order or the portions in which they came.

What this does not do: it finds no exact copies inside a story (``compare.copies``) and names no stories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from twosource.group.case import BondsOf, Change, renewed, touched
from twosource.group.context import Bond, TiesOf, bonds
from twosource.group.index import candidates, keys, reach
from twosource.group.membership import Story, stories
from twosource.group.pairs import Tie, tie, ties
from twosource.group.profiles import Profile, ordered, profile
from twosource.group.rulings import Ruling, contradictions
from twosource.group.wording import worded
from twosource.model import Article, Reading
from twosource.seams import Grouping

__all__ = [
    "Bond",
    "BondsOf",
    "Change",
    "Profile",
    "Ruling",
    "Story",
    "Tie",
    "TiesOf",
    "articles",
    "bonds",
    "candidates",
    "contradictions",
    "keys",
    "ordered",
    "profile",
    "profiled",
    "reach",
    "renewed",
    "stories",
    "tie",
    "ties",
    "touched",
    "worded",
]


def articles(
    articles: Sequence[Article], readings: Sequence[Reading], judges: Grouping, rulings: Sequence[Ruling] = ()
) -> tuple[Story, ...]:
    """The stories of some articles with their readings, in the same order. The same article twice is one report."""
    return profiled([profile(a, r) for a, r in zip(articles, readings, strict=True)], judges, rulings)


def profiled(profiles: Sequence[Profile], judges: Grouping, rulings: Sequence[Ruling] = ()) -> tuple[Story, ...]:
    """The stories of some reports, all at once."""
    listed = list({one.article: one for one in profiles}.values())
    found: dict[str, list[Tie]] = defaultdict(list)
    for one in ties(((listed[a], listed[b]) for a, b in candidates(listed)), judges.ties):
        found[one.first].append(one)
        found[one.second].append(one)
    return stories(listed, bonds(list(found), found.__getitem__, judges.bonds), rulings)
