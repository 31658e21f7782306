"""How far standings follow from what was annotated: training/ceiling.py TRAIN_DIR DEV_DIR.

In: annotated stories. Each annotated claim is described by nothing but annotation: the origins of its passages in each
report, their kinds, the copies, the contradictions. Boosted trees learn from that which standing the readers gave. Out:
how often they are right, in ten folds of TRAIN_DIR by story and, trained on all of it, on DEV_DIR: an estimate of what
a program would reach that found all passages, origins, copies and contradictions just as the readers did. What else
they went by stands in the texts alone.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import trees
from numpy.typing import NDArray

from twosource.standing import ORDER

STANDINGS = [name for name in ORDER if name != "single"]
KINDS = ("person", "organisation", "document", "outlet", "anonymous", "unknown")
NAMED, TOLD = frozenset(KINDS[:3]), frozenset({*KINDS[:3], "anonymous"})
FOLDS = 10
ROUNDS = 120
PARAMETERS = trees.STEADY | {
    "objective": "multiclass",
    "num_class": len(STANDINGS),
    "learning_rate": 0.05,
    "num_leaves": 8,
    "min_child_samples": 10,
}


def read(folder: Path) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """The claims of all stories: rows, standings, and the number of each one's story."""
    rows, standings, stories = [], [], []
    for number, file in enumerate(sorted(folder.glob("*/gold.json"))):
        gold = json.loads(file.read_text("utf-8"))
        for claim in gold["claims"]:
            rows.append(row(claim, gold))
            standings.append(STANDINGS.index(claim["standing"]))
            stories.append(number)
    return np.array(rows, dtype=np.float64), np.array(standings), np.array(stories)


def row(claim: Mapping[str, Any], gold: Mapping[str, Any]) -> list[float]:
    """A claim in numbers."""
    kind = {origin["id"]: origin["kind"] for origin in gold["origins"]}
    by: dict[str, set[str]] = {}
    for evidence in claim["evidence"]:
        by.setdefault(evidence["article"], set()).update(evidence["origins"])
    told = {article: {o for o in origins if kind[o] in TOLD} for article, origins in by.items()}
    named = {article: {o for o in origins if kind[o] in NAMED} for article, origins in by.items()}
    every = set().union(*by.values())
    pairs = list(combinations(sorted(by), 2))
    copied = sum(any({a, b} <= set(copy["articles"]) for copy in gold["copies"]) for a, b in pairs)
    return [
        len(by),
        len(claim["evidence"]),
        len(every),
        len(set().union(*told.values())),
        len(set().union(*named.values())),
        len(set.intersection(*told.values())),
        len(set.intersection(*by.values())),
        sum(any(x != y for x in named[a] for y in named[b]) for a, b in pairs),
        sum(any(x != y for x in told[a] for y in told[b]) for a, b in pairs),
        copied / max(1, len(pairs)),
        float(contradicted(claim, gold)),
        sum(not origins for origins in told.values()),
        sum(bool(by[article] - told[article]) for article in by),
        *(sum(kind[o] == name for o in every) for name in KINDS),
    ]


def contradicted(claim: Mapping[str, Any], gold: Mapping[str, Any]) -> bool:
    """Whether two passages of the claim hold values of one annotated contradiction."""
    for conflict in gold["conflicts"]:
        values = [(v["article"], v["text"]) for v in conflict["values"]]
        met = {
            e["article"]
            for e in claim["evidence"]
            for article, text in values
            if article == e["article"] and (text in e["text"] or e["text"] in text)
        }
        if conflict["kind"] == "contradiction" and len(met) > 1:
            return True
    return False


def trained(rows: NDArray[np.float64], standings: NDArray[np.int64]) -> lightgbm.Booster:
    """The trees for some claims."""
    return lightgbm.train(PARAMETERS, lightgbm.Dataset(rows, standings), ROUNDS)


def main() -> None:
    """Print both shares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    args = parser.parse_args()
    rows, standings, stories = read(args.train)
    right = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = stories % FOLDS == fold
        right[out] = trained(rows[~out], standings[~out]).predict(rows[out]).argmax(axis=1) == standings[out]
    print(f"{args.train.name}, stories not trained on: {right.mean():.3f} of {len(rows)}")
    unseen, wanted, _ = read(args.dev)
    given = trained(rows, standings).predict(unseen).argmax(axis=1)
    print(f"{args.dev.name}: {(given == wanted).mean():.3f} of {len(unseen)}")
    for number, name in enumerate(STANDINGS):
        print(f"  {name}: {(given[wanted == number] == number).sum()} of {(wanted == number).sum()}")


if __name__ == "__main__":
    main()
