"""Which reports may tell of one event: found by looking up, never by going through all.

In: a profile. Out: the keys under which it is kept and by which its possible partners are found (:func:`keys`). Two
reports may be tied if they share a key, and if, where both are dated, no more days lie between them than the key
reaches (:func:`reach`): so an index of (key, day, report) finds the partners of a new report by one range for each of
its keys. Whether two reports may be tied depends on these two alone, not on which came first.

- *Near.* They share a telling term, and are of about one time. Only dated reports have such keys.
- *Pair.* They share two of their most telling terms, within three years.
- *Band.* They share a band of their MinHash signatures, at any time: locality-sensitive hashing (Indyk and Motwani,
  1998). With 21 bands of 6 values that is so for 97 of 100 pairs of texts that share six tenths of their runs.

So the possible partners of one dated report are those of its time, however long the case. Those of a report that is not
dated grow with the case, but only by what shares two of its most telling terms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from twosource.group.profiles import SKETCH, Profile, day
from twosource.group.terms import telling

NEAR_TERMS = 60
PAIRED_TERMS, PAIRED_TITLE = 18, 8
"""How many of the weightiest terms of a report, and of its title, are put in pairs."""
TELLING = 1.0
"""Terms of keys stand in at most a third of all news."""
NEAR, FAR = 10, 1100
"""Days that may lie between two dated reports which share a term, or a pair of terms."""
ROWS = 6
"""Values in a band."""
_BYTES = 4 * ROWS
_REACH = {"near": NEAR, "pair": FAR, "band": None}


def keys(one: Profile) -> tuple[str, ...]:
    """The keys of a report, each once."""
    return (*_bands(one), *_near(one), *_pairs(one))


def reach(key: str) -> int | None:
    """How many days at most lie between two dated reports that this key brings together; None: any number."""
    return _REACH[key.partition(" ")[0]]


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """The pairs of some reports that may be tied, by their numbers, each once: what an index finds one by one."""
    index: dict[str, list[int]] = defaultdict(list)
    days = [known.toordinal() if (known := day(one.published)) else None for one in profiles]
    for number, one in enumerate(profiles):
        met: set[int] = set()
        for key in keys(one):
            far = reach(key)
            met.update(other for other in index[key] if _within(days[number], days[other], far))
            index[key].append(number)
        yield from ((other, number) for other in sorted(met))


def _within(a: int | None, b: int | None, reach: int | None) -> bool:
    return reach is None or a is None or b is None or abs(a - b) <= reach


def _near(one: Profile) -> list[str]:
    found = {*_most(one.terms, NEAR_TERMS), *_most(one.title, NEAR_TERMS)} if day(one.published) else set()
    return [f"near {term}" for term in sorted(found)]


def _pairs(one: Profile) -> list[str]:
    found = {*_most(one.terms, PAIRED_TERMS), *_most(one.title, PAIRED_TITLE)}
    return [f"pair {a} {b}" for a, b in combinations(sorted(found), 2)]


def _most(weighted: tuple[tuple[str, int], ...], most: int) -> list[str]:
    return [term for term, _ in weighted if telling(term) >= TELLING][:most]


def _bands(one: Profile) -> list[str]:
    whole = range(0, 4 * (SKETCH // ROWS) * ROWS, _BYTES) if one.sketch else ()
    return [f"band {at // _BYTES} {one.sketch[at : at + _BYTES].hex()}" for at in whole]
