"""Boosted trees (LightGBM) and the files they ship as: features in, their mean log-odds out.

A file holds one ONNX node and the names of the features; ``twosource.engines.trees`` opens it. The same trees give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import onnx
from manifest import write_manifest
from msgspec import Struct
from numpy.typing import NDArray
from onnx import TensorProto, helper

from twosource.engines.trees import Trees

STEADY = {
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
"""Parameters of all trees: held back, and the same on every run."""

NODE_KEYS = (
    *("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids"),
    "missing_value_tracks_true",
)
LEAF_KEYS = ("treeids", "nodeids", "ids", "weights")

Table = dict[str, list[Any]]


class Grown(Struct, frozen=True):
    """Trees that were not written yet, as a judge (``seams.Judge``): the mean of several models."""

    models: Sequence[lightgbm.Booster]
    name: str = "grown"

    def odds(self, rows: NDArray[np.float32], /) -> NDArray[np.float32]:
        """The log-odds for each row."""
        if not len(rows):
            return np.zeros(0, dtype=np.float32)
        return np.mean([model.predict(rows, raw_score=True) for model in self.models], axis=0).astype(np.float32)


def write(models: Sequence[lightgbm.Booster], names: Sequence[str], file: Path, some: NDArray[np.float32]) -> None:
    """Write the trees to a file and list it in the ``MANIFEST`` beside it. Prints how far the file's answers on some
    rows are from the trees' own.
    """
    made = exported(models, names, file.stem)
    onnx.checker.check_model(made)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(made.SerializeToString(deterministic=True))
    write_manifest(file.parent)
    apart = np.abs(Trees(file, file.stem).odds(some) - Grown(models).odds(some)).max()
    print(f"{file}: {file.stat().st_size} bytes; at most {apart:.1e} from the trees")


def exported(models: Sequence[lightgbm.Booster], names: Sequence[str], graph: str) -> onnx.ModelProto:
    """One ``TreeEnsembleRegressor`` for all models: input ``features`` (n, len(names)), output ``odds`` (n, 1)."""
    nodes: Table = {key: [] for key in NODE_KEYS}
    leaves: Table = {key: [] for key in LEAF_KEYS}
    for number, info in enumerate(info for model in models for info in model.dump_model()["tree_info"]):
        _write(number, info["tree_structure"], nodes, leaves, 1 / len(models))
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        **{f"nodes_{key}": value for key, value in nodes.items()},
        **{f"target_{key}": value for key, value in leaves.items()},
    )
    rows = helper.make_tensor_value_info("features", TensorProto.FLOAT, ["rows", len(names)])
    odds = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["rows", 1])
    made = helper.make_model(
        helper.make_graph([trees], graph, [rows], [odds]),
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("ai.onnx.ml", 3)],
        ir_version=9,
        producer_name="twosource",
    )
    helper.set_model_props(made, {"names": " ".join(names)})
    return made


def _write(tree: int, root: dict[str, Any], nodes: Table, leaves: Table, weight: float) -> None:
    """Write a tree's nodes, numbered in the order in which they are met."""
    waiting, met = [(0, root)], 1
    while waiting:
        number, node = waiting.pop(0)
        row: dict[str, Any] = {"treeids": tree, "nodeids": number}
        if "split_feature" in node:
            left, right, met = met, met + 1, met + 2
            waiting += [(left, node["left_child"]), (right, node["right_child"])]
            row |= {"featureids": node["split_feature"], "values": _below(node["threshold"]), "modes": "BRANCH_LEQ"}
            row |= {"truenodeids": left, "falsenodeids": right, "missing_value_tracks_true": int(node["default_left"])}
        else:
            row |= {"featureids": 0, "values": 0.0, "modes": "LEAF", "truenodeids": 0, "falsenodeids": 0}
            row |= {"missing_value_tracks_true": 0}
            leaf = {"treeids": tree, "nodeids": number, "ids": 0, "weights": float(node["leaf_value"]) * weight}
            for key, value in leaf.items():
                leaves[key].append(value)
        for key, value in row.items():
            nodes[key].append(value)


def _below(threshold: float) -> float:
    """The largest float32 that is at most the threshold: the same comparison for every float32."""
    single = np.float32(threshold)
    return float(np.nextafter(single, np.float32(-np.inf)) if float(single) > float(threshold) else single)
