"""From bonds between reports to stories.

In: profiles, bonds, and what people ruled. Out: :class:`Story` records: every report is in one story, its own, and may
belong to others as well.

The reports are put in order of time, outlet and id, cut into components and grouped by average linkage
(``group.linkage``). A report belongs to another story as well if its bonds with the reports of that one are strong on
average (:data:`BELONGS`), as those of its own are: a report of two events. The result depends on the set of reports
alone.

What this does not do: it does not name stories and does not keep them. A story with one more report has another id;
who keeps stories tells by the reports that both have which became which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.group import linkage
from twosource.group.context import Bond
from twosource.group.linkage import STRANGERS, Odds
from twosource.group.pairs import Tie
from twosource.group.profiles import Profile, ordered
from twosource.group.rulings import Ruled, Ruling, in_force
from twosource.group.sets import Ends, Sets
from twosource.text import make_id

BELONGS = 100
"""Hundredths of log-odds on average from which a report belongs to another story too."""


class Story(Struct, frozen=True, kw_only=True):
    """Reports of one event, by the ids of their articles and in order of time. ``articles``: whose story it is.
    ``also``: reports of other stories that belong to it as well. ``joined``: the ties that hold ``articles`` together,
    the strongest first, one fewer than reports (``wording.worded`` tells each; fewer where a person put them together).
    ``id`` hashes ``articles``.
    """

    id: str
    articles: tuple[str, ...]
    also: tuple[str, ...] = ()
    joined: tuple[Tie, ...] = ()


def stories(profiles: Sequence[Profile], bonds: Sequence[Bond], rulings: Sequence[Ruling] = ()) -> tuple[Story, ...]:
    """The stories of some reports, by the time of their first. Bonds and rulings with other reports are left out."""
    listed = [one.article for one in ordered(profiles)]
    place = {article: number for number, article in enumerate(listed)}
    ties = dict(_placed(bonds, place))
    odds = {ends: bond.odds for ends, bond in ties.items()}
    ruled = in_force(rulings, place)
    found: dict[int, Story] = {}
    for part in linkage.parts(range(len(listed)), odds, ruled):
        groups = linkage.grouped(part, ruled)
        for group, also in zip(groups, _also(groups, part[1], ruled), strict=True):
            members = tuple(listed[one] for one in group)
            found[group[0]] = Story(
                id=make_id("story", *members),
                articles=members,
                also=tuple(listed[one] for one in also),
                joined=tuple(ties[ends].tie for ends in _tree(group, part[1])),
            )
    return tuple(found[first] for first in sorted(found))


def _placed(bonds: Sequence[Bond], place: Mapping[str, int]) -> Iterator[tuple[Ends, Bond]]:
    for bond in bonds:
        a, b = place.get(bond.tie.first, -1), place.get(bond.tie.second, -1)
        if a >= 0 and b >= 0:
            yield (min(a, b), max(a, b)), bond


def _also(groups: Sequence[Sequence[int]], odds: Odds, ruled: Ruled) -> list[list[int]]:
    """For each group the reports of others that belong to it too."""
    own = {one: number for number, group in enumerate(groups) for one in group}
    sums: dict[Ends, int] = defaultdict(int)
    for (a, b), value in odds.items():
        if own[a] != own[b]:
            sums[a, own[b]] += value - STRANGERS
            sums[b, own[a]] += value - STRANGERS
    for a, b in ruled.apart:
        for one, other in ((a, b), (b, a)):
            if other in own:
                sums.pop((one, own[other]), None)
    also: list[list[int]] = [[] for _ in groups]
    for (one, number), total in sorted(sums.items()):
        if total >= (BELONGS - STRANGERS) * len(groups[number]):
            also[number].append(one)
    return also


def _tree(group: Sequence[int], odds: Odds) -> list[Ends]:
    """The strongest pairs that hold a group together (a spanning tree)."""
    members = set(group)
    inside = [(-value, ends) for ends, value in odds.items() if ends[0] in members and ends[1] in members]
    sets, out = Sets(), []
    for _, (a, b) in sorted(inside):
        if sets.of(a) != sets.of(b):
            sets.join(a, b)
            out.append((a, b))
    return out
