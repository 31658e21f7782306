"""An encoder of BERT's build as an ONNX graph in int8, written node by node: the weights and this file make it.

Quantisation:

- weights: signed, symmetric, one scale for each output column, 7 bits. Seven, because processors without VNNI add
  pairs of products in 16 bits and would saturate with 8; with 7 every x86 processor computes the same integers;
- activations: 8 bits, one range for *each piece* (row), found at run time. One range for a whole window was measured: a
  tenth faster, and it changes 3 % of the labels instead of 2 %;
- the table of word embeddings: 8 bits, one scale for each word.

Measured on 30 articles of newswire, one thread, against float32: twice as fast; F1 of spans on PolNeAR within .5
points of float32 in every role (``models/reader.md``).
"""

from __future__ import annotations

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

WIDTH, HEADS, LAYERS = 384, 12, 6
WEIGHT_LIMIT = 63
"""Largest magnitude of a quantised weight: 7 bits with sign."""


class Graph:
    """An ONNX graph under construction."""

    def __init__(self, weights: dict[str, NDArray[np.float32]], *, as_float: bool = False) -> None:
        self.weights, self.as_float = weights, as_float
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
    if graph.as_float:
        product = graph.add("MatMul", value, graph.constant(f"{name}.weight", weight.astype(np.float32)))
        return graph.add("Add", product, graph.constant(f"{name}.bias", bias.astype(np.float32)))
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


def embeddings(graph: Graph, tables: tuple[str, ...]) -> str:
    """Word, position and type embeddings of ``input_ids``, with a row of each table of features, normalised."""
    words = graph.weights["embeddings.word_embeddings.weight"]
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True) / 127, 1e-12).astype(np.float32)
    table = graph.constant("words", np.round(words / scale).astype(np.int8))
    rows = cast(graph, graph.add("Gather", table, "input_ids"), TensorProto.FLOAT)
    value = graph.add("Mul", rows, graph.add("Gather", graph.constant("words.scale", scale), "input_ids"))
    for number, name in enumerate(tables):
        column = graph.add("Gather", "features", graph.constant(f"column{number}", np.int64(number)), axis=2)
        value = graph.add("Add", value, graph.add("Gather", graph.weight(f"{name}.weight"), column))
    places = graph.weights["embeddings.position_embeddings.weight"]
    kinds = graph.weights["embeddings.token_type_embeddings.weight"][0]
    one, two = graph.constant("one", np.int64([1])), graph.constant("two", np.int64([2]))
    length = graph.add("Slice", graph.add("Shape", "input_ids"), one, two)
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
