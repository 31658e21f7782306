"""Which blocks of a page are its report: boosted trees over the features of each block.

In: rows of features (:mod:`twosource.read.html.features`). Out: the log-odds that each block is part of the report's
body. The trees stand in ``blocks.trees`` beside this module (written by ``training/train_blocks.py``): a line with the
names of the features, and one line a tree, its nodes as ``feature<threshold:yes:no`` and leaves as their value.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_FILE = "blocks.trees"
_DEEPEST = 64
"""Nodes on the way to a leaf; no tree is nearly as deep."""


class Trees(NamedTuple):
    """Trees as arrays over all of their nodes; a leaf leads to itself."""

    names: tuple[str, ...]
    roots: NDArray[np.int64]
    features: NDArray[np.int64]
    thresholds: NDArray[np.float64]
    low: NDArray[np.int64]
    high: NDArray[np.int64]
    values: NDArray[np.float64]

    def odds(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The log-odds of each row."""
        at = np.tile(self.roots, (len(rows), 1))
        lines = np.arange(len(rows))[:, None]
        for _ in range(_DEEPEST):
            then = np.where(rows[lines, self.features[at]] <= self.thresholds[at], self.low[at], self.high[at])
            if np.array_equal(then, at):
                break
            at = then
        total: NDArray[np.float64] = self.values[at].sum(axis=1)
        return total


@cache
def shipped() -> Trees:
    """The trees that ship with the package."""
    return opened((files(__package__) / _FILE).read_text(encoding="ascii"))


def opened(text: str) -> Trees:
    """Trees from the text of their file."""
    names, *lines = text.strip().split("\n")
    roots: list[int] = []
    nodes: list[tuple[int, float, int, int, float]] = []
    for line in lines:
        base = len(nodes)
        roots.append(base)
        for number, node in enumerate(line.split(" ")):
            split, _, rest = node.partition("<")
            if rest:
                threshold, low, high = rest.split(":")
                nodes.append((int(split), float(threshold), base + int(low), base + int(high), 0.0))
            else:
                nodes.append((0, 0.0, base + number, base + number, float(node)))
    columns = list(zip(*nodes, strict=True))
    return Trees(
        tuple(names.split("\t")),
        np.array(roots),
        np.array(columns[0]),
        np.array(columns[1]),
        np.array(columns[2]),
        np.array(columns[3]),
        np.array(columns[4]),
    )
