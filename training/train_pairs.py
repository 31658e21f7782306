"""Train the judge of pairs and write ``models/pairs.onnx``.

    python training/train_pairs.py STORIES_DIR [--to models] [--measure]

In: annotated stories (``articles.json``, texts, ``gold.json``), read, annotated and turned into features by the very
code that runs. A pair of assertions of two reports is positive when some gold claim has evidence near both. Out:
boosted trees (LightGBM) as one ONNX node, and the line in ``MANIFEST``. Deterministic: one thread, fixed seeds.

``--measure`` first prints figures of ten folds, each trained without the stories it is measured on: average
precision, and precision, recall and F1 of claims at several thresholds, counted as the stories' score counts them
(pairs of passages inside the groups of ``compare.claims``).
"""

from __future__ import annotations

import argparse
from collections.abc import Container
from pathlib import Path

import lightgbm
import numpy as np
import trees
from gold import Hits, Story, stories
from msgspec import Struct
from numpy.typing import NDArray

from twosource.compare import claims, pairs
from twosource.compare.pairs import Link
from twosource.compare.pairs import features as pairs_features
from twosource.engines import PAIRS, REFERENCES
from twosource.engines.reader import Reader
from twosource.engines.trees import Trees

ROUNDS = 150
SEEDS = (1, 2, 3, 4, 5, 6)
"""One model each; the log-odds are their mean."""
PARAMETERS = trees.STEADY | {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 12,
    "min_child_samples": 30,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
}
"""Chosen by leave-story-out average precision; 6 to 24 leaves, 100 to 600 rounds and larger leaves differ by < .003."""

FOLDS = 10
STEPS = (1, 3, 7, 13, 19, 29)
"""Each story's first report is set beside the last report of the stories so many places further on."""


class Readers(Struct, frozen=True):
    """The engines that reading needs; there is no judge of pairs yet."""

    reader: Reader
    references: Trees
    pairs: Trees | None = None
    made_by: str = "training"
    read_by: str = "training"
    models: dict[str, str] = {}


class Sample(Struct, frozen=True):
    """The pairs of a story that pass the gate: ends, features, and whether they are one claim."""

    story: Story
    ends: NDArray[np.int64]
    features: NDArray[np.float32]
    same: NDArray[np.int8]


def sample(story: Story) -> Sample:
    """The pairs of one story."""
    hits = Hits(story)
    parts = list(pairs.candidates(story.articles, story.readings))
    if not parts:
        width = len(pairs_features.NAMES)
        return Sample(story, np.zeros((0, 4), np.int64), np.zeros((0, width), np.float32), np.zeros(0, np.int8))
    ends = np.concatenate([part for part, _ in parts])
    asserted = [reading.assertions for reading in story.readings]
    same = [bool(hits.of(a, asserted[a][i].span, b, asserted[b][j].span)) for a, i, b, j in ends.tolist()]
    return Sample(story, ends, np.concatenate([rows for _, rows in parts]), np.array(same, dtype=np.int8))


def strangers(read: list[Story], without: Container[int] = ()) -> list[Sample]:
    """Pairs of reports of different stories (but those ``without``): nothing of them is one claim, however alike
    sentences of course are ("We will let you know").
    """
    out = []
    for number, story in enumerate(read):
        for other in ((number + step) % len(read) for step in STEPS):
            if number in without or other in without:
                continue
            pair = sorted(((story, 0), (read[other], -1)), key=lambda one: one[0].articles[one[1]].id)
            articles, readings = [s.articles[k] for s, k in pair], [s.readings[k] for s, k in pair]
            out.append(sample(Story(f"{story.name}+{read[other].name}", articles, readings, [])))
    return out


def trained(samples: list[Sample]) -> list[lightgbm.Booster]:
    """The models for some stories."""
    features = np.concatenate([one.features for one in samples])
    same = np.concatenate([one.same for one in samples])
    data = lightgbm.Dataset(features, same, feature_name=list(pairs_features.NAMES))
    return [lightgbm.train(PARAMETERS | {"seed": seed}, data, ROUNDS) for seed in SEEDS]


def measure(samples: list[Sample]) -> None:
    """Print what leave-story-out training reaches."""
    odds = [np.zeros(0, np.float32)] * len(samples)
    for fold in range(FOLDS):
        out = range(fold, len(samples), FOLDS)
        others = strangers([one.story for one in samples], out)
        models = trained([*(one for number, one in enumerate(samples) if number not in out), *others])
        for number in out:
            odds[number] = trees.Grown(models).odds(samples[number].features)
    same = np.concatenate([one.same for one in samples])
    print(f"average precision of pairs: {average_precision(same, np.concatenate(odds)):.4f}")
    print("claims: precision, recall, F1; groups")
    for least in (claims.SAME + shift for shift in (-0.4, -0.2, 0, 0.2, 0.4)):
        linked = [links(one, scores, least - claims.SAME) for one, scores in zip(samples, odds, strict=True)]
        grouped = [groups(one, each) for one, each in zip(samples, linked, strict=True)]
        (precision, recall, f1), count = figures(samples, grouped)
        print(f"  SAME {least:+.1f}: {precision:.3f} {recall:.3f} {f1:.4f}; {count}")


def links(one: Sample, odds: NDArray[np.float32], shift: float) -> list[Link]:
    """The links of a story; shifting the scores shifts all thresholds."""
    ends = one.ends.tolist()
    return [
        Link((a, i), (b, j), round(float(score) - shift, 2)) for (a, i, b, j), score in zip(ends, odds, strict=True)
    ]


def groups(one: Sample, links: list[Link]) -> list[list[claims.Node]]:
    """The claims of a story."""
    return claims.groups(links, rooms=claims.room(one.story.articles, one.story.readings))


def figures(samples: list[Sample], grouped: list[list[list[claims.Node]]]) -> tuple[tuple[float, float, float], int]:
    """Precision, recall and F1 of claims, and how many groups there are."""
    right = found = met = wanted = 0
    for one, groups in zip(samples, grouped, strict=True):
        hits, seen = Hits(one.story), set()
        for group in groups:
            for k, (a, i) in enumerate(group):
                for b, j in group[k + 1 :]:
                    if a != b:
                        asserted = (one.story.readings[a].assertions[i].span, one.story.readings[b].assertions[j].span)
                        hit = hits.of(a, asserted[0], b, asserted[1])
                        seen.update(hit)
                        found, right = found + 1, right + bool(hit)
        met, wanted = met + len(seen), wanted + len(one.story.pairs)
    precision, recall = right / max(1, found), met / max(1, wanted)
    return (precision, recall, 2 * precision * recall / max(1e-9, precision + recall)), sum(map(len, grouped))


def average_precision(same: NDArray[np.int8], odds: NDArray[np.float32]) -> float:
    """Average precision of pairs, ``same`` and ``odds`` of shape (pairs,)."""
    ordered = same[np.argsort(-odds, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float((precision * ordered).sum() / max(1, ordered.sum()))


def main() -> None:
    """Train, and write the model and the manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "models")
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    engines = Readers(Reader(args.to), Trees(args.to / REFERENCES, "references"))
    samples = [sample(story) for story in stories(args.stories, engines)]  # type: ignore[arg-type]
    print(
        f"{len(samples)} stories, {sum(len(one.same) for one in samples)} pairs, "
        f"{sum(int(one.same.sum()) for one in samples)} of them one claim"
    )
    if args.measure:
        measure(samples)
    models = trained([*samples, *strangers([one.story for one in samples])])
    trees.write(models, pairs_features.NAMES, args.to / PAIRS, samples[0].features)


if __name__ == "__main__":
    main()
