"""An encoder of BERT's build as an ONNX graph in int8, written node by node: the weights and this file make it.

Quantisation:

- weights: signed, symmetric, one scale for each output column, 7 bits. Seven, because processors without VNNI add
  pairs of products in 16 bits and would saturate with 8; with 7 every x86 processor computes the same integers;
- activations: 8 bits. What comes out of a normalisation, and what attention has mixed, varies little from text to text:
  its range is found once, on texts (``ranges.py``), for each channel. Channels of a wide range are made narrower before
  they are rounded, and the weights behind them larger (Xiao et al., SmoothQuant, ICML 2023). So nothing is looked for
  at run time, and bias and scale are part of the product: a seventh faster, and .6 % more of the labels change. What
  Gelu gives has a range for *each piece* (row), found at run time: one range for all texts would change 2.4 % more of
  the labels. It is hardly negative: its integers are shared out accordingly;
- the table of word embeddings: 8 bits, one scale for each word.

Where ONNX Runtime has an operator of its own for several of ONNX's (a product with its scale and bias, attention), that
one is used: a sixth faster, F1 unchanged. Its SkipLayerNormalization and BiasGelu are slower than their parts.

Measured on one processor with VNNI, 256 pieces and all heads of attention: products of integers 45 % of the time (as
fast as it can multiply), attention 28 %, Gelu 7 %, the heads 5 %, finding ranges and rounding 5 %, everything else
10 %. F1 of spans on PolNeAR within .5 points of float32 in every role (``models/reader.md``).
"""

from __future__ import annotations

import numpy as np
import onnx
from net import HEAD
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
WEIGHT_LIMIT = 63
"""Largest magnitude of a quantised weight: 7 bits with sign."""
MIDDLE = 128
"""The integer that stands for 0 in a row of numbers of either sign."""
DIP, DIP_STEPS = 0.17, 32
"""How far Gelu dips below 0, and how many integers of a row of its values are left for that."""
FUSED = "com.microsoft"
"""The operators of ONNX Runtime itself: several of ONNX's in one, which reads and writes memory once."""


Ranges = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]
"""Least and largest value of each channel of what goes into a linear layer, by the layer's name."""


class Graph:
    """An ONNX graph under construction."""

    def __init__(
        self, weights: dict[str, NDArray[np.float32]], *, as_float: bool = False, ranges: Ranges | None = None
    ) -> None:
        self.weights, self.as_float, self.ranges = weights, as_float, ranges or {}
        self.entering: dict[str, str] = {}
        """What goes into each linear layer."""
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


def linear(
    graph: Graph,
    value: str,
    name: str,
    weight: NDArray[np.float32],
    bias: NDArray[np.float32],
    *,
    positive: bool = False,
) -> str:
    """``value @ weight + bias`` in integers: with the range that ``graph.ranges`` has for what goes into the layer, or
    one of its own for every row of ``value``; ``positive``: nothing in ``value`` lies below -:data:`DIP`, so that
    nearly all integers are left for what lies above.
    """
    graph.entering[name] = value
    shift = graph.constant(f"{name}.bias", bias)
    if graph.as_float:
        product = graph.add("MatMul", value, graph.constant(f"{name}.weight", weight.astype(np.float32)))
        return graph.add("Add", product, shift)
    if name in graph.ranges:
        return _by_known_range(graph, value, name, weight, shift)
    columns, scale = quantised_columns(weight)
    middle = DIP_STEPS if positive else MIDDLE
    step = steps(graph, value, positive=positive)
    row_steps = graph.add("Reshape", step, graph.constant("last_axis", np.int64([-1])))
    zero = graph.constant(f"zero{middle}", np.uint8(middle))
    zeros = graph.add("Expand", zero, graph.add("Shape", row_steps))
    rows = graph.add("QuantizeLinear", value, row_steps, zeros, axis=1)
    one, held = graph.constant("unit", np.float32(1)), graph.constant(f"{name}.columns", columns)
    product = graph.add(
        "MatMulIntegerToFloat", rows, held, one, graph.constant(f"{name}.scale", scale), zero, domain=FUSED
    )
    return graph.add("Add", graph.add("Mul", product, step), shift)


def _by_known_range(graph: Graph, value: str, name: str, weight: NDArray[np.float32], shift: str) -> str:
    low, high = graph.ranges[name]
    reach = np.maximum(np.maximum(high, -low), np.float32(1e-3))
    smooth = np.sqrt(reach / np.maximum(np.abs(weight).max(axis=1), np.float32(1e-4)))
    smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
    low, high = min((low / smooth).min(), np.float32(0)), max((high / smooth).max(), np.float32(0))
    step = np.float32((high - low) / 255)
    columns, scale = quantised_columns(weight * smooth[:, None])
    value = graph.add("Mul", value, graph.constant(f"{name}.narrow", 1 / smooth))
    one = graph.constant(f"{name}.step", step)
    zero = graph.constant(f"{name}.zero", np.uint8(np.round(-low / step)))
    return graph.add(
        "MatMulIntegerToFloat",
        graph.add("QuantizeLinear", value, one, zero),
        graph.constant(f"{name}.columns", columns),
        one,
        graph.constant(f"{name}.scale", scale),
        zero,
        "",
        shift,
        domain=FUSED,
    )


def steps(graph: Graph, value: str, *, positive: bool) -> str:
    """The step of each row's integers, (1, pieces, 1)."""
    axis = graph.constant("last_axis", np.int64([-1]))
    if positive:
        above = 255 - DIP_STEPS
        largest = graph.add("ReduceMax", value, axis)
        least = graph.constant("least_positive", np.float32(DIP / DIP_STEPS * above))
        return graph.add(
            "Mul", graph.add("Max", largest, least), graph.constant("step_positive", np.float32(1 / above))
        )
    largest = graph.add("ReduceMax", graph.add("Abs", value), axis)
    largest = graph.add("Max", largest, graph.constant("tiny", np.float32(1e-9)))
    return graph.add("Mul", largest, graph.constant("step", np.float32(1 / 127)))


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
    """Self-attention over all tokens (there is no padding to mask), with as many heads as there are weights for."""
    parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
    weight = np.concatenate([graph.weights[f"{part}.weight"] for part in parts]).T
    bias = np.concatenate([graph.weights[f"{part}.bias"] for part in parts])
    query, key, content = graph.split(linear(graph, value, f"{name}.qkv", weight, bias), 3)
    return graph.add("MultiHeadAttention", query, key, content, domain=FUSED, num_heads=len(bias) // (3 * HEAD))


def dense(graph: Graph, value: str, name: str, *, positive: bool = False) -> str:
    """A linear layer stored under its PyTorch name."""
    weight, bias = graph.weights[f"{name}.weight"].T, graph.weights[f"{name}.bias"]
    return linear(graph, value, name, weight, bias, positive=positive)


def layer(graph: Graph, value: str, name: str) -> str:
    """One transformer layer."""
    mixed = attention(graph, value, f"{name}.attention")
    out = f"{name}.attention.output"
    value = norm(graph, graph.add("Add", dense(graph, mixed, f"{out}.dense"), value), f"{out}.LayerNorm")
    wide = graph.add("Gelu", dense(graph, value, f"{name}.intermediate.dense"))
    value = graph.add("Add", dense(graph, wide, f"{name}.output.dense", positive=True), value)
    return norm(graph, value, f"{name}.output.LayerNorm")
