"""Disjoint sets of numbers (union-find), each known by the smallest of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

Ends = tuple[int, int]
"""Two numbers of reports, the smaller one first."""


class Sets:
    """Numbers that pairs connect; a number that no pair names is alone."""

    def __init__(self, pairs: Iterable[Ends] = ()) -> None:
        self._above: dict[int, int] = {}
        for a, b in pairs:
            self.join(a, b)

    def of(self, one: int) -> int:
        """The smallest number of its set."""
        while (above := self._above.get(one, one)) != one:
            self._above[one] = self._above.get(above, above)
            one = above
        return one

    def join(self, a: int, b: int) -> None:
        """Make one set of two."""
        small, large = sorted((self.of(a), self.of(b)))
        if small != large:
            self._above[large] = small

    def parts(self, numbers: Iterable[int]) -> list[list[int]]:
        """The numbers by set, in the order given."""
        found: dict[int, list[int]] = defaultdict(list)
        for one in numbers:
            found[self.of(one)].append(one)
        return list(found.values())
