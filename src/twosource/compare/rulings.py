"""What people ruled, as bounds on groups: which assertions must stand in one claim, and which must not.

In: corrections and the assertions of their articles. Out: pairs of assertions. That two passages are not the same holds
for all assertions that a passage stands in for the most part, or that stand in it; that they are, for the one that
holds most of it. Of rulings on the same pair of assertions the last one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from twosource.model import Assertion, Correction, Passage, RulingName
from twosource.text import overlap

Ends = tuple[tuple[str, int], tuple[str, int]]
"""Two assertions (id of the article, index), the smaller first."""


class Bounds(Struct, frozen=True):
    """Pairs that are one claim and pairs that are not, with the passages that were ruled on; and the passages that
    stand in nothing that is compared, so that a ruling on them has no effect.
    """

    same: dict[Ends, tuple[Passage, Passage]] = {}
    apart: dict[Ends, tuple[Passage, Passage]] = {}
    nowhere: tuple[Passage, ...] = ()


def bounds(corrections: Sequence[Correction], assertions: Mapping[str, Sequence[Assertion]]) -> Bounds:
    """The bounds that corrections set; ``assertions`` by article id."""
    held: dict[RulingName, dict[Ends, tuple[Passage, Passage]]] = {"same": {}, "not-same": {}}
    nowhere: set[Passage] = set()
    for correction in corrections:
        if correction.about != "claim":
            continue
        one, other = correction.passages
        first, second = (_meant(p, assertions.get(p.article, ())) for p in (one, other))
        nowhere |= {passage for passage, meant in ((one, first), (other, second)) if not meant}
        if correction.ruling == "same":
            first, second = first[:1], second[:1]
        for a in first:
            for b in second:
                ends = ((one.article, a), (other.article, b))
                pair = (min(ends), max(ends))
                for ruling in held.values():
                    ruling.pop(pair, None)
                held[correction.ruling][pair] = (one, other)
    return Bounds(held["same"], held["not-same"], tuple(sorted(nowhere)))


def kept_apart(groups: Iterable[Sequence[Passage]], bounds: Bounds) -> list[list[Passage]]:
    """Groups of passages without those that were ruled not to be the same as one before them in the group."""
    ruled = set(bounds.apart.values())

    def barred(a: Passage, b: Passage) -> bool:
        return any(holds(x, a) and holds(y, b) for one, other in ruled for x, y in ((one, other), (other, one)))

    out = []
    for group in groups:
        kept: list[Passage] = []
        for passage in group:
            if not any(barred(passage, before) for before in kept):
                kept.append(passage)
        out.append(kept)
    return out


def holds(ruled: Passage, passage: Passage) -> bool:
    """Whether a passage holds at least half of one that was ruled on."""
    return passage.article == ruled.article and 2 * overlap(passage, ruled) >= ruled.end - ruled.start


def _meant(passage: Passage, assertions: Sequence[Assertion]) -> list[int]:
    """The assertions that share half of the shorter of the two, those that share most first."""
    shared = [
        (overlap(a, passage), min(a.end - a.start, passage.end - passage.start), i) for i, a in enumerate(assertions)
    ]
    return [i for common, shorter, i in sorted(shared, key=lambda s: (-s[0], s[2])) if common and 2 * common >= shorter]
