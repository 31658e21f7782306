"""Write the trained reader as ``models/reader.onnx``: training/reader/export.py STATE --articles FILE [--to models].

In: a state of ``train.py`` (its averaged weights are taken), and articles in which the ranges of activations are found
(JSON lines; every :data:`EVERY`-th of them is read). Out: one file with inputs ``input_ids`` (1, pieces) and
``features`` (1, pieces, 3), outputs ``labels``, ``pulls`` and ``embedding`` (1, pieces, columns), and the metadata
that ``twosource.engines.reader.network`` reads; the tokenizer of the base weights, and their lines in MANIFEST.
``--float`` leaves the weights as they are, to
measure what quantising costs.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
import onnx
import ranges
import taught
import torch
from graph import LAYERS, Graph, Ranges, embeddings, layer
from labels import allowed
from net import base
from numpy.typing import NDArray
from onnx import TensorProto, helper
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[1]))
from manifest import write_manifest

from twosource.engines.reader.network import inputs
from twosource.engines.reader.windows import cut

Weights = dict[str, NDArray[np.float32]]
TABLES = ("case", "gap", "state")
LINK = 64
EVERY = 80
"""Of how many articles one is read to find ranges: a hundred are enough."""
SHARE = 0.5
"""What the stories' own head counts beside PolNeAR's, in the head that the product uses: found by the F1 of statements
in ``stories/dev``.
"""


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


def reader(weights: Weights, *, as_float: bool = False, known: Ranges | None = None) -> onnx.ModelProto:
    """The whole graph."""
    return _written(Graph(weights, as_float=as_float, ranges=known))


def _written(graph: Graph) -> onnx.ModelProto:
    weights = graph.weights
    value = embeddings(graph, TABLES)
    for number in range(LAYERS):
        value = layer(graph, value, f"encoder.layer.{number}")
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
        body,
        opset_imports=[helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)],
        ir_version=9,
        producer_name="twosource",
    )
    helper.set_model_props(model, {"heads": json.dumps(told, sort_keys=True)})
    return model


def found_ranges(weights: Weights, articles: Path, tokenizer: Tokenizer) -> Ranges:
    """The ranges of activations in some articles."""
    graph = Graph(weights, as_float=True)
    model = _written(graph)
    texts = taught.bare(articles, tokenizer, EVERY)
    return ranges.ranges(
        model,
        graph.entering,
        [inputs(t.pieces, window) for t in texts for window in cut(len(t.pieces.ids), t.pieces.lines)],
    )


def averaged(state: Path) -> Weights:
    """The averaged weights of a state, under the base encoder's names."""
    kept = torch.load(state, weights_only=False)["average"]
    weights = {key.removeprefix("encoder."): value.float().numpy() for key, value in kept.items()}
    for name in {key.split(".")[1] for key in kept if key.startswith("crfs.")}:
        moves = weights[f"crfs.{name}.moves"]
        weights[f"crfs.{name}.scores"] = np.where(allowed((len(moves) - 1) // 4), moves, np.float32(-1e4))
    blend(weights, SHARE)
    return weights


def blend(weights: Weights, share: float) -> None:
    """Put a mean of the two heads for attributions in the place of the stories' own, which counts ``share``.

    The stories' head learned from 128 reports alone and knows them by heart; PolNeAR's knows other conventions. On
    stories that neither has seen the mean of their scores finds more than each of them.
    """
    for part in ("emit.weight", "emit.bias", "scores"):
        own, other = weights[f"crfs.story.{part}"], weights[f"crfs.polnear.{part}"]
        weights[f"crfs.story.{part}"] = share * own + (1 - share) * other


def main() -> None:
    """Write the model and the manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--float", action="store_true")
    o = parser.parse_args()
    if not (o.float or o.articles):
        parser.error("--articles says where ranges are found")
    weights = averaged(o.state)
    tokenizer = Tokenizer.from_file(str(base() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    model = reader(weights, as_float=o.float, known=None if o.float else found_ranges(weights, o.articles, tokenizer))
    (o.to / "reader-tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    (o.to / "reader.onnx").write_bytes(model.SerializeToString(deterministic=True))
    write_manifest(o.to)


if __name__ == "__main__":
    main()
