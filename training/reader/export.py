"""Write the trained reader as ``models/reader.onnx``: training/reader/export.py STATE [--to models] [--float].

In: a state of ``train.py`` (its averaged weights are taken). Out: one file with inputs ``input_ids`` (1, pieces) and
``features`` (1, pieces, 3), outputs ``labels``, ``pulls`` and ``embedding`` (1, pieces, columns), and the metadata
that ``twosource.engines.reader.network`` reads; its line in MANIFEST. ``--float`` leaves the weights as they are, to
measure what quantising costs.

Quantisation is that of ``export_encoder.py``: 7-bit weights, one scale a column; activations with one range for each
piece; an int8 table of words. One range for a whole window was measured too: a tenth faster, and it changes 1.5 % of
the labels.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from labels import allowed
from numpy.typing import NDArray
from onnx import TensorProto, helper

sys.path.insert(0, str(Path(__file__).parents[1]))
import export_encoder as base
from export_encoder import Graph
from manifest import write_manifest

Weights = dict[str, NDArray[np.float32]]
TABLES = ("case", "gap", "state")
LINK = 64


def embeddings(graph: Graph) -> str:
    """The embeddings of the base encoder, with the three features' rows added before they are normalised."""
    words = graph.weights["embeddings.word_embeddings.weight"]
    scale = (np.abs(words).max(axis=1, keepdims=True) / 127).astype(np.float32)
    table = graph.constant("words", np.round(words / np.maximum(scale, 1e-12)).astype(np.int8))
    rows = base.cast(graph, graph.add("Gather", table, "input_ids"), TensorProto.FLOAT)
    value = graph.add("Mul", rows, graph.add("Gather", graph.constant("words.scale", scale), "input_ids"))
    for number, name in enumerate(TABLES):
        column = graph.add("Gather", "features", graph.constant(f"column{number}", np.int64(number)), axis=2)
        value = graph.add("Add", value, graph.add("Gather", graph.weight(f"{name}.weight"), column))
    places = graph.weights["embeddings.position_embeddings.weight"]
    kinds = graph.weights["embeddings.token_type_embeddings.weight"][0]
    one, two = graph.constant("one", np.int64([1])), graph.constant("two", np.int64([2]))
    length = graph.add("Slice", graph.add("Shape", "input_ids"), one, two)
    first = graph.constant("first", np.int64([0]))
    place = graph.add("Slice", graph.constant("places", places + kinds), first, length, first)
    return base.norm(graph, graph.add("Add", value, place), "embeddings.LayerNorm")


def floating(graph: Graph, value: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
    """``value @ weight + bias`` as it is."""
    product = graph.add("MatMul", value, graph.constant(f"{name}.weight", weight.astype(np.float32)))
    return graph.add("Add", product, graph.constant(f"{name}.bias", bias))


def heads(weights: Weights) -> tuple[dict, dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]]:
    """The description of the heads, and for each output the joined matrix (width, columns) and bias."""
    told: dict = {"labels": {}, "moves": {}, "pulls": {}, "biases": {}, "nobody": float(weights["nobody"][0])}
    joined: dict[str, list[tuple[NDArray[np.float32], NDArray[np.float32]]]] = {"labels": [], "pulls": []}
    at = 0
    for name in sorted({key.split(".")[1] for key in weights if key.startswith("crfs.")}):
        matrix = weights[f"crfs.{name}.emit.weight"]
        told["labels"][name] = (at, at + len(matrix))
        told["moves"][name] = [[round(float(x), 4) for x in row] for row in weights[f"crfs.{name}.scores"]]
        at += len(matrix)
        joined["labels"].append((matrix.T, weights[f"crfs.{name}.emit.bias"]))
    at = 0
    for name in sorted({key.split(".")[1] for key in weights if key.startswith("pulls.")}):
        for side in ("asks", "answers"):
            told["pulls"][f"{name}.{side}"] = (at, at + LINK)
            told["biases"][f"{name}.{side}"] = [round(float(x), 5) for x in weights[f"pulls.{name}.{side}.bias"]]
            at += LINK
            joined["pulls"].append((weights[f"pulls.{name}.{side}.weight"].T, weights[f"pulls.{name}.{side}.bias"]))
    made = {
        name: (np.concatenate([m for m, _ in parts], axis=1), np.concatenate([b for _, b in parts]))
        for name, parts in joined.items()
    }
    made["embedding"] = (weights["embed.weight"].T, weights["embed.bias"])
    return told, made


def reader(weights: Weights, *, as_float: bool) -> onnx.ModelProto:
    """The whole graph."""
    graph = Graph(weights)
    if as_float:
        base.linear = floating
    value = embeddings(graph)
    for number in range(base.LAYERS):
        value = base.layer(graph, value, f"encoder.layer.{number}")
    told, made = heads(weights)
    outs = []
    for name, (matrix, bias) in made.items():
        product = graph.add("MatMul", value, graph.constant(f"head.{name}", matrix.astype(np.float32)))
        graph.add("Add", product, graph.constant(f"head.{name}.bias", bias.astype(np.float32)), to=name)
        outs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, "pieces", matrix.shape[1]]))
    ins = [
        helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "pieces"]),
        helper.make_tensor_value_info("features", TensorProto.INT64, [1, "pieces", len(TABLES)]),
    ]
    body = helper.make_graph(graph.nodes, "twosource-reader", ins, outs, list(graph.constants.values()))
    model = helper.make_model(
        body, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="twosource"
    )
    helper.set_model_props(model, {"heads": json.dumps(told, sort_keys=True)})
    return model


def averaged(state: Path) -> Weights:
    """The averaged weights of a state, under the base encoder's names."""
    kept = torch.load(state, weights_only=False)["average"]
    weights = {key.removeprefix("encoder."): value.float().numpy() for key, value in kept.items()}
    for name in {key.split(".")[1] for key in kept if key.startswith("crfs.")}:
        moves = weights[f"crfs.{name}.moves"]
        weights[f"crfs.{name}.scores"] = np.where(allowed((len(moves) - 1) // 4), moves, np.float32(-1e4))
    return weights


def main() -> None:
    """Write the model and the manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--float", action="store_true")
    o = parser.parse_args()
    model = reader(averaged(o.state), as_float=o.float)
    (o.to / "reader.onnx").write_bytes(model.SerializeToString(deterministic=True))
    write_manifest(o.to)


if __name__ == "__main__":
    main()
