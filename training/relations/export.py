"""Write the trained judge of relations as ``models/relations.onnx``: training/relations/export.py STATE [--to models].

In: a state of ``train.py``. Out: one int8 file (``reader/graph.py`` says how it is quantised) with inputs ``input_ids``
and ``sides`` (1, pieces), output ``relations`` (1, 6), log-probabilities in the order of ``records.NAMES``, which stand
in its metadata; and its line in MANIFEST. ``--float`` leaves the weights as they are, to measure what quantising costs.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper
from records import NAMES

sys.path[1:1] = [str(Path(__file__).parents[1] / "reader"), str(Path(__file__).parents[1])]

from graph import LAYERS, Graph, embeddings, layer
from manifest import write_manifest

Weights = dict[str, NDArray[np.float32]]


def relations(weights: Weights, *, as_float: bool) -> onnx.ModelProto:
    """The whole graph."""
    graph = Graph(weights, as_float=as_float)
    graph.add("Unsqueeze", "sides", graph.constant("behind", np.int64([-1])), to="features")
    value = embeddings(graph, ("side",))
    for number in range(LAYERS):
        value = layer(graph, value, f"encoder.layer.{number}")
    first = graph.add("Gather", value, graph.constant("zeroth", np.int64(0)), axis=1)
    mean = graph.add("ReduceMean", value, graph.constant("pieces_axis", np.int64([1])), keepdims=0)
    mixed = head(graph, graph.add("Concat", first, mean, axis=1), "mixed")
    logits = head(graph, graph.add("Tanh", mixed), "out")
    graph.add("LogSoftmax", logits, to="relations", axis=-1)
    ins = [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "pieces"]) for name in ("input_ids", "sides")]
    outs = [helper.make_tensor_value_info("relations", TensorProto.FLOAT, [1, len(NAMES)])]
    body = helper.make_graph(graph.nodes, "twosource-relations", ins, outs, list(graph.constants.values()))
    imports = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(body, opset_imports=imports, ir_version=9, producer_name="twosource")
    helper.set_model_props(model, {"names": " ".join(NAMES)})
    return model


def head(graph: Graph, value: str, name: str) -> str:
    """A linear layer in float."""
    matrix = graph.constant(f"{name}.matrix", np.ascontiguousarray(graph.weights[f"{name}.weight"].T))
    return graph.add("Add", graph.add("MatMul", value, matrix), graph.weight(f"{name}.bias"))


def loaded(state: Path) -> Weights:
    """The weights of a state under the base encoder's names, the second side's embedding as a table."""
    kept = torch.load(state, weights_only=True)
    weights = {key.removeprefix("encoder."): value.float().numpy() for key, value in kept.items()}
    kinds = weights["embeddings.token_type_embeddings.weight"]
    weights["side.weight"] = kinds - kinds[0]
    return weights


def main() -> None:
    """Write the model and the manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("state", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[2] / "models")
    parser.add_argument("--float", action="store_true")
    o = parser.parse_args()
    file = o.to / "relations.onnx"
    file.write_bytes(relations(loaded(o.state), as_float=o.float).SerializeToString(deterministic=True))
    write_manifest(o.to)
    print(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
