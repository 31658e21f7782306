"""The weights of a written reader as a state again: training/reader/restored.py OUT [--from models/reader.onnx].

In: a file of ``export.py``. Out: a state at OUT that ``train.py``, ``slimmed.py`` and ``export.py`` take. It holds the
weights as the product computes with them, rounded to 7 bits: what is trained further need not have been kept anywhere
else.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from export import LINK, SHARE
from numpy.typing import NDArray
from onnx import numpy_helper

Arrays = dict[str, NDArray[np.float32]]


def restored(model: onnx.ModelProto) -> Arrays:
    """The weights, under the names that they have in training."""
    held = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    told = json.loads({one.key: one.value for one in model.metadata_props}["heads"])
    return {f"encoder.{name}": value for name, value in encoder(held).items()} | heads(held, told)


def encoder(held: Arrays) -> Arrays:
    """The weights of the encoder."""
    made: Arrays = {
        "embeddings.word_embeddings.weight": held["words"].astype(np.float32) * held["words.scale"],
        "embeddings.position_embeddings.weight": held["places"],
        "embeddings.token_type_embeddings.weight": np.zeros((2, held["places"].shape[1]), dtype=np.float32),
    }
    for name, value in held.items():
        inside = name.startswith(("encoder.", "embeddings."))
        if name.endswith(".columns"):
            linear = name.removesuffix(".columns")
            weight = value.astype(np.float32) * held[f"{linear}.scale"]
            made |= parts(linear, weight.T * held.get(f"{linear}.narrow", np.float32(1)))
        elif inside and name.endswith((".qkv.bias", ".weight", ".bias")):
            made |= {name: value} if not name.endswith(".qkv.bias") else parts(name.removesuffix(".bias"), value)
    return made


def parts(linear: str, value: NDArray[np.float32]) -> Arrays:
    """A weight or bias; of the joined layer of attention, the three that it was joined from."""
    kind = "weight" if value.ndim > 1 else "bias"
    if not linear.endswith(".qkv"):
        return {f"{linear}.{kind}": value}
    attention = linear.removesuffix(".qkv")
    return {
        f"{attention}.self.{part}.{kind}": some
        for part, some in zip(("query", "key", "value"), np.split(value, 3), strict=True)
    }


def heads(held: Arrays, told: dict) -> Arrays:
    """The weights of the heads: the stories' own as it was before it was blended with PolNeAR's."""
    made: Arrays = {"nobody": np.array([told["nobody"]], dtype=np.float32)}
    for name, (low, high) in told["labels"].items():
        made[f"crfs.{name}.emit.weight"] = held["head.labels"][:, low:high].T
        made[f"crfs.{name}.emit.bias"] = held["head.labels.bias"][low:high]
        made[f"crfs.{name}.moves"] = np.array(told["moves"][name], dtype=np.float32)
    for part in ("emit.weight", "emit.bias", "moves"):
        own, other = made[f"crfs.story.{part}"], made[f"crfs.polnear.{part}"]
        made[f"crfs.story.{part}"] = (own - (1 - SHARE) * other) / SHARE
    for name, (low, _) in told["pulls"].items():
        made[f"pulls.{name}.weight"] = held["head.pulls"][:, low : low + LINK].T
        made[f"pulls.{name}.bias"] = held["head.pulls.bias"][low : low + LINK]
    made["embed.weight"], made["embed.bias"] = held["head.embedding"].T, held["head.embedding.bias"]
    tables = {f"{name}.weight": held[f"{name}.weight"] for name in ("case", "gap", "state")}
    return made | tables


def main() -> None:
    """Write the state."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--from", dest="model", type=Path, default=Path(__file__).parents[2] / "models" / "reader.onnx")
    o = parser.parse_args()
    found = restored(onnx.load(o.model))
    state = {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in found.items()}
    o.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"net": state, "average": state}, o.out)


if __name__ == "__main__":
    main()
