"""What the judge of relations learns from: two passages and the relations that may hold between them.

The six relations of two passages (``NAMES``, in the order of the network's outputs): the same fact; one fact contained
in the other's; one slot with another value; one says what the other denies; the same matter, another fact; neither.
A set seldom tells all six apart. What it leaves open stays open: an item has every relation that its label allows,
and its loss is the logarithm of their joint probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

NAMES = ("same", "contained", "differs", "contradicts", "related", "unrelated")
SAME, CONTAINED, DIFFERS, CONTRADICTS, RELATED, UNRELATED = range(6)

ONE_FACT = (SAME, CONTAINED)
ONE_CLAIM = (SAME, CONTAINED, DIFFERS, CONTRADICTS)
"""In one claim stand also passages that give different values for one slot."""
APART = (RELATED, UNRELATED)
NOT_SO = (DIFFERS, CONTRADICTS)


class Item(msgspec.Struct, frozen=True):
    """Two passages, the relations that may hold between them, the set they are from, and what tells whether two items
    may be on different sides of a split (a story, a topic).
    """

    one: str
    other: str
    may: tuple[int, ...]
    of: str
    group: str = ""


def write(items: Iterable[Item], file: Path) -> int:
    """Write items, one JSON line each; how many."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [msgspec.json.encode(item) for item in items]
    file.write_bytes(b"\n".join(lines) + b"\n")
    return len(lines)


def read(file: Path) -> Iterator[Item]:
    """The items of a file."""
    decoder = msgspec.json.Decoder(Item)
    return (decoder.decode(line) for line in file.read_bytes().splitlines())
