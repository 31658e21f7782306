"""Stories that may be one with another: what grouping almost joined, for a person to decide.

In: a story. Out: :class:`Near` records, the likeliest first: stories (most of them lone reports) whose bonds with the
reports of this one are below what joins stories (``group.linkage.JOIN``) by a little. A report that tells of the event
from far off, a portrait of an eyewitness or a look back, shares few words with the others: whether it belongs is seen
by a person at once, and a wrong guess of ours would make two origins where there is one, or the other way round.

:data:`NEARLY` was chosen on the sets of the model card: between it and ``JOIN`` are 98 pairs of stories of AllSides, of
which 35 tell of one event, and 15 of ``news_cluster``, of which 14 do.

What this does not do: it joins nothing, and offers nothing that a person has ruled on.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec
from sqlalchemy import Connection, and_, select

from twosource import group
from twosource.case import articles, listing, rulings
from twosource.case.records import Near
from twosource.group.linkage import STRANGERS
from twosource.store import schema as db

NEARLY = -150
"""Hundredths of log-odds on average between all reports of two stories, from which they are told."""
MOST = 5


def near(connection: Connection, story: str) -> list[Near]:
    """The stories that may be one with this one, the likeliest first."""
    own = _members(connection, [story])[story]
    found = _bonds_outside(connection, story)
    others = _members(connection, {other for other, _, _ in found})
    apart = {ruled.articles for ruled in rulings.on_stories(rulings.in_force(connection)) if ruled.ruling != "same"}
    sums: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, bytes]] = {}
    for other, odds, record in found:
        sums[other] += odds - STRANGERS
        best[other] = max(best.get(other, (odds, record)), (odds, record))
    likely = {other: STRANGERS + total / (len(own) * len(others[other])) for other, total in sums.items()}
    chosen = [
        other
        for other in sorted(likely, key=lambda other: (-likely[other], other))
        if likely[other] >= NEARLY and not any(_across(pair, own, others[other]) for pair in apart)
    ][:MOST]
    lines = {line.id: line for line in listing.named(connection, chosen)}
    ties = {other: msgspec.msgpack.decode(best[other][1], type=group.Tie) for other in chosen}
    told = articles.load(connection, {tie.first for tie in ties.values()})
    of = articles.load(connection, {article for other in chosen for article in others[other]})
    return [
        Near(
            story=lines[other],
            outlets=tuple(sorted({of[a].outlet or of[a].file for a in others[other]})),
            why=group.worded(tie, told[tie.first].text),
        )
        for other, tie in ties.items()
    ]


def _bonds_outside(connection: Connection, story: str) -> list[tuple[str, int, bytes]]:
    """The bonds of a story's reports with those of others: the other story, the odds, the tie."""
    out: list[tuple[str, int, bytes]] = []
    table, own, other = db.ties, db.members.alias(), db.members.alias()
    for here, there in ((table.c.first, table.c.second), (table.c.second, table.c.first)):
        query = (
            select(other.c.story, table.c.odds, table.c.record)
            .join(own, and_(own.c.article == here, own.c.story == story, own.c.main == 1))
            .join(other, and_(other.c.article == there, other.c.story != story, other.c.main == 1))
            .where(table.c.odds.is_not(None))
        )
        out += [(row[0], row[1], row[2]) for row in connection.execute(query)]
    return out


def _members(connection: Connection, stories: set[str] | list[str]) -> dict[str, set[str]]:
    table = db.members
    query = select(table.c.story, table.c.article).where(table.c.story.in_(sorted(stories)), table.c.main == 1)
    found: dict[str, set[str]] = defaultdict(set)
    for story, article in connection.execute(query):
        found[story].add(article)
    return found


def _across(pair: tuple[str, str], own: set[str], other: set[str]) -> bool:
    first, second = pair
    return (first in own and second in other) or (second in own and first in other)
