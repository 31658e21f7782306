"""Which values go into the linear layers of an encoder: found once, on texts, before it is written in int8.

In: the graph in float, with what goes into each layer, and windows of texts. Out: :data:`graph.Ranges`. A value that
only one window in a thousand has does not make the range of its channel wider: it is cut off there.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

import numpy as np
import onnxruntime
from graph import Ranges
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper

COMMON = 0.999
"""Share of the windows whose values lie inside the range of a channel."""
FOUND_LATER = ".output.dense"
"""What Gelu gives differs too much from piece to piece for a range of all texts."""

Window = Mapping[str, NDArray[np.int64]]


def ranges(model: ModelProto, entering: Mapping[str, str], windows: Sequence[Window]) -> Ranges:
    """Ranges of what enters those linear layers that have one for all texts; ``windows`` are inputs of the model."""
    named = {layer: value for layer, value in entering.items() if _known(layer)}
    values = sorted(set(named.values()))
    shown = copy.deepcopy(model)
    shown.graph.output.extend(helper.make_tensor_value_info(value, TensorProto.FLOAT, None) for value in values)
    session = onnxruntime.InferenceSession(shown.SerializeToString(), providers=["CPUExecutionProvider"])
    seen: dict[str, list[tuple[NDArray[np.float32], NDArray[np.float32]]]] = {value: [] for value in values}
    for window in windows:
        for value, rows in zip(values, session.run(values, dict(window)), strict=True):
            seen[value].append((rows[0].min(axis=0), rows[0].max(axis=0)))
    return {layer: _range(seen[value]) for layer, value in named.items()}


def _known(layer: str) -> bool:
    return not layer.endswith(FOUND_LATER) or layer.endswith(f"attention{FOUND_LATER}")


def _range(
    seen: Sequence[tuple[NDArray[np.float32], NDArray[np.float32]]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    low, high = (np.stack(some) for some in zip(*seen, strict=True))
    return (
        np.quantile(low, 1 - COMMON, axis=0).astype(np.float32),
        np.quantile(high, COMMON, axis=0).astype(np.float32),
    )
