"""Average linkage over sparse odds, with pairs that must and pairs that must not be together.

In: numbers of reports and the odds of some pairs, in whole hundredths. Out: groups of numbers. Joined are, again and
again, the two groups whose odds are highest on average over all pairs, a pair without odds counting ``STRANGERS``, as
long as that average reaches ``JOIN``; of equals those with the smallest numbers. Averages are compared as fractions of
whole numbers: no order of adding shows.

Reports that no chain of pairs of ``JOIN`` and more connects are never joined (an average is at most its largest part),
so each component can be grouped alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush

from twosource.group.rulings import Ruled
from twosource.group.sets import Ends, Sets

JOIN = -50
"""Hundredths of log-odds on average from which two groups are one story (0 and -100: F1 .003 less, see the card)."""
STRANGERS = -800
"""Hundredths of log-odds that stand for a pair without any."""
LARGEST = 500
"""Reports of a component that are grouped together: what hangs together beyond that is no event."""
HARDER = 50
"""Hundredths by which the odds rise at which a larger component is cut, again and again."""
HIGHEST = 800

Odds = Mapping[Ends, int]
Part = tuple[list[int], dict[Ends, int]]
"""Numbers in order, and the odds of pairs among them."""


def components(numbers: Sequence[int], odds: Odds, ruled: Ruled, least: int = JOIN) -> list[Part]:
    """What pairs of ``least`` and more, and rulings, connect."""
    sets = Sets(ends for ends, value in odds.items() if value >= least)
    for a, b in ruled.same:
        sets.join(a, b)
    inside: dict[int, dict[Ends, int]] = defaultdict(dict)
    for (a, b), value in odds.items():
        if sets.of(a) == sets.of(b):
            inside[sets.of(a)][a, b] = value
    return [(part, inside[sets.of(part[0])]) for part in sets.parts(numbers)]


def parts(numbers: Sequence[int], odds: Odds, ruled: Ruled) -> Iterator[Part]:
    """The components, those of too many reports cut at higher odds until they are small enough."""
    waiting = [(part, JOIN) for part in components(numbers, odds, ruled)]
    while waiting:
        (members, inside), least = waiting.pop()
        if len(members) <= LARGEST or least >= HIGHEST:
            yield members, inside
            continue
        harder, within = least + HARDER, set(members)
        same = frozenset(ends for ends in ruled.same if ends[0] in within and ends[1] in within)
        cut = components(members, inside, Ruled(same, ruled.apart, ()), harder)
        waiting += [(part, harder) for part in cut]


def grouped(part: Part, ruled: Ruled) -> list[list[int]]:
    """The groups of a component, each in order, by their smallest numbers.

    Whoever says that two reports are of one story says it of the stories that they are in: these become one. Where
    that would bring together what is ruled apart, the two reports come first, and the others are put to them.
    """
    held: frozenset[Ends] = frozenset()
    while True:
        groups = _Linkage(part, Ruled(held, ruled.apart, ())).run()
        united, refused = _united(groups, ruled.same - held, ruled.apart)
        if not refused:
            return united
        held |= refused


def _united(
    groups: Sequence[list[int]], same: frozenset[Ends], apart: frozenset[Ends]
) -> tuple[list[list[int]], frozenset[Ends]]:
    """Groups made one by rulings, and the rulings that cannot be followed so."""
    own = {one: group[0] for group in groups for one in group}
    pairs = [(own[a], own[b]) for a, b in sorted(apart) if a in own and b in own]
    sets, refused = Sets(), set()
    for a, b in sorted(same):
        if a not in own or b not in own:
            continue
        ends = {sets.of(own[a]), sets.of(own[b])}
        if len(ends) > 1 and any({sets.of(x), sets.of(y)} == ends for x, y in pairs):
            refused.add((a, b))
        else:
            sets.join(own[a], own[b])
    parts = sets.parts(sorted(own.values()))
    of = {group[0]: group for group in groups}
    return sorted(sorted(one for first in dict.fromkeys(part) for one in of[first]) for part in parts), frozenset(
        refused
    )


class _Linkage:
    """Groups known by their smallest number; sums and counts of the odds between them; a heap of possible joins."""

    def __init__(self, part: Part, ruled: Ruled) -> None:
        members, odds = part
        inside = set(members)
        sets = Sets(ends for ends in ruled.same if ends[0] in inside and ends[1] in inside)
        self.groups = {group[0]: group for group in sets.parts(members)}
        self.between: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
        self.apart: dict[int, set[int]] = defaultdict(set)
        for (a, b), value in odds.items():
            self._add(sets.of(a), sets.of(b), value, 1)
        for a, b in ruled.apart:
            if a in inside and b in inside:
                self.apart[sets.of(a)].add(sets.of(b))
                self.apart[sets.of(b)].add(sets.of(a))

    def run(self) -> list[list[int]]:
        heap = [entry for a in self.between for b in self.between[a] if a < b and (entry := self._entry(a, b))]
        heapify(heap)
        while heap:
            entry = heappop(heap)
            _, a, b = entry
            if a in self.groups and b in self.groups and entry == self._entry(a, b):
                self._join(a, b)
                for other in self.between[a]:
                    if renewed := self._entry(*sorted((a, other))):
                        heappush(heap, renewed)
        return [sorted(group) for _, group in sorted(self.groups.items())]

    def _entry(self, a: int, b: int) -> tuple[Fraction, int, int] | None:
        """A possible join, the best one smallest."""
        total, count = self.between[a][b]
        pairs = len(self.groups[a]) * len(self.groups[b])
        average = Fraction(total + STRANGERS * (pairs - count), pairs)
        return (-average, a, b) if average >= JOIN and b not in self.apart[a] else None

    def _join(self, a: int, b: int) -> None:
        """The second group becomes part of the first."""
        self.groups[a] += self.groups.pop(b)
        for other, (total, count) in self.between.pop(b).items():
            del self.between[other][b]
            if other != a:
                self._add(a, other, total, count)
        for other in self.apart.pop(b, set()):
            self.apart[other].discard(b)
            self.apart[other].add(a)
            self.apart[a].add(other)

    def _add(self, a: int, b: int, total: int, count: int) -> None:
        if a != b:
            before, of = self.between[a].get(b, (0, 0))
            self.between[a][b] = self.between[b][a] = (before + total, of + count)
