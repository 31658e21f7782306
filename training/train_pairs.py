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
import onnx
from gold import Hits, Story, stories
from manifest import write_manifest
from msgspec import Struct
from numpy.typing import NDArray
from onnx import TensorProto, helper

from twosource.compare import claims, pairs
from twosource.compare.pairs import Link
from twosource.compare.pairs import features as pairs_features
from twosource.engines import PAIRS, REFERENCES
from twosource.engines.reader import Reader
from twosource.engines.trees import Trees

ROUNDS = 150
SEEDS = (1, 2, 3)
"""One model each; the log-odds are their mean."""
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 12,
    "min_child_samples": 30,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
"""Chosen by leave-story-out average precision; 6 to 24 leaves, 100 to 600 rounds and larger leaves differ by < .003."""

FOLDS = 10
STEPS = (1, 3, 7, 13, 19, 29)
"""Each story's first report is set beside the last report of the stories so many places further on."""

NODE_KEYS = (
    *("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids"),
    "missing_value_tracks_true",
)


class Readers(Struct, frozen=True):
    """The engines that reading needs; there is no judge of pairs yet."""

    reader: Reader
    references: Trees
    pairs: Trees | None = None
    made_by: str = "training"
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


def predicted(models: list[lightgbm.Booster], features: NDArray[np.float32]) -> NDArray[np.float64]:
    """The log-odds for each row of features."""
    return np.mean([model.predict(features, raw_score=True) for model in models], axis=0)


def exported(models: list[lightgbm.Booster]) -> onnx.ModelProto:
    """The trees of all models as one ``TreeEnsembleRegressor`` whose output is the log-odds."""
    nodes: dict[str, list[object]] = {key: [] for key in NODE_KEYS}
    leaves: dict[str, list[object]] = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for number, info in enumerate(info for model in models for info in model.dump_model()["tree_info"]):
        _write_tree(number, info["tree_structure"], nodes, leaves)
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        **{f"nodes_{key}": value for key, value in nodes.items()},
        **{f"target_{key}": value for key, value in leaves.items()},
    )
    rows = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["pairs", len(pairs_features.NAMES)])
    odds = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["pairs", 1])
    made = helper.make_model(
        helper.make_graph([trees], "pairs", [rows], [odds]),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("ai.onnx.ml", 3)],
        ir_version=9,
        producer_name="twosource",
    )
    helper.set_model_props(made, {"names": " ".join(pairs_features.NAMES)})
    return made


def _write_tree(
    tree: int, root: dict[str, object], nodes: dict[str, list[object]], leaves: dict[str, list[object]]
) -> None:
    """Write a tree's nodes, numbered in the order in which they are met."""
    waiting, met = [(0, root)], 1
    while waiting:
        number, node = waiting.pop(0)
        row: dict[str, object] = {"treeids": tree, "nodeids": number}
        if "split_feature" in node:
            left, right, met = met, met + 1, met + 2
            waiting += [(left, node["left_child"]), (right, node["right_child"])]
            row |= {"featureids": node["split_feature"], "values": _below(node["threshold"]), "modes": "BRANCH_LEQ"}
            row |= {"truenodeids": left, "falsenodeids": right, "missing_value_tracks_true": int(node["default_left"])}
        else:
            row |= {"featureids": 0, "values": 0.0, "modes": "LEAF", "truenodeids": 0, "falsenodeids": 0}
            row |= {"missing_value_tracks_true": 0}
            leaf = {"treeids": tree, "nodeids": number, "ids": 0, "weights": float(node["leaf_value"]) / len(SEEDS)}
            for key, value in leaf.items():
                leaves[key].append(value)
        for key, value in row.items():
            nodes[key].append(value)


def _below(threshold: object) -> float:
    """The largest float32 that is at most the threshold: the same comparison for every float32."""
    single = np.float32(threshold)
    return float(np.nextafter(single, np.float32(-np.inf)) if float(single) > float(threshold) else single)


def measure(samples: list[Sample]) -> None:
    """Print what leave-story-out training reaches."""
    odds = [np.zeros(0)] * len(samples)
    for fold in range(FOLDS):
        out = range(fold, len(samples), FOLDS)
        others = strangers([one.story for one in samples], out)
        models = trained([*(one for number, one in enumerate(samples) if number not in out), *others])
        for number in out:
            odds[number] = predicted(models, samples[number].features)
    same = np.concatenate([one.same for one in samples])
    print(f"average precision of pairs: {_average_precision(same, np.concatenate(odds)):.4f}")
    print("claims: precision, recall, F1; groups")
    for least in (claims.SAME + shift for shift in (-0.4, -0.2, 0, 0.2, 0.4)):
        links = [_links(one, scores, least - claims.SAME) for one, scores in zip(samples, odds, strict=True)]
        figures, count = _figures(samples, [claims.groups(each) for each in links])
        print(f"  SAME {least:+.1f}: {figures[0]:.3f} {figures[1]:.3f} {figures[2]:.4f}; {count}")


def _links(one: Sample, odds: NDArray[np.float64], shift: float) -> list[Link]:
    """The links of a story; shifting the scores shifts all thresholds."""
    ends = one.ends.tolist()
    return [
        Link((a, i), (b, j), round(float(score) - shift, 2)) for (a, i, b, j), score in zip(ends, odds, strict=True)
    ]


def _figures(samples: list[Sample], grouped: list[list[list[claims.Node]]]) -> tuple[tuple[float, float, float], int]:
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


def _average_precision(same: NDArray[np.int8], odds: NDArray[np.float64]) -> float:
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
    made = exported(models)
    onnx.checker.check_model(made)
    (args.to / PAIRS).write_bytes(made.SerializeToString(deterministic=True))
    write_manifest(args.to)
    some = samples[0].features
    written = Trees(args.to / PAIRS, "pairs").odds(some)
    print(f"largest difference between the file and the trees: {np.abs(written - predicted(models, some)).max():.1e}")


if __name__ == "__main__":
    main()
