"""Take from the reader the attention heads that it needs least: training/reader/narrowed.py OUT STATE --data DIR ...

In: a state of ``train.py``, and the sets that it was trained on (the options of ``train.py``). Out: a state at OUT with
fewer heads, to go on training from. It has lost little, and after an epoch nothing: half of the heads could go at once
for .016, .000 and .011 of the F1 of sources, cues and contents, where a sixth of the neurons of the feed-forward parts
costs .011, .014 and .027.

What a head is worth: how much the loss would change, to first order, if what it gives were left out (Michel, Levy and
Neubig, Are Sixteen Heads Really Better than One?, NeurIPS 2019). The ranking is over all layers at once, so that layers
end up with different numbers of heads.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import train
from net import HEAD, level
from numpy.typing import NDArray
from torch import Tensor, nn

FEWEST = 3
"""Heads that every layer keeps."""

Worth = NDArray[np.float64]


def worth(run: train.Run, batches: int) -> Worth:
    """What the heads of each layer are worth over some batches of all tasks, (layers, heads)."""
    net = run.net.train()
    level(net, 0)
    given: dict[int, Tensor] = {}

    def watch(layer: int) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def before(_: nn.Module, inputs: tuple[Tensor, ...]) -> None:
            inputs[0].retain_grad()
            given[layer] = inputs[0]

        return before

    layers = net.encoder.encoder.layer
    for number, layer in enumerate(layers):
        layer.attention.output.dense.register_forward_pre_hook(watch(number))
    sums = np.zeros((len(layers), layers[0].attention.self.num_attention_heads))
    for done, (name, found) in enumerate(run.epoch()[:batches], 1):
        torch.stack(list(run.losses(name, found, hide=0, teach=1).values())).sum().backward()
        net.zero_grad(set_to_none=True)
        for number, value in given.items():
            change = (value.detach().float() * value.grad.float()).unflatten(-1, (-1, HEAD)).sum(dim=-1)
            sums[number] += change.abs().sum(dim=(0, 1)).double().numpy()
        if done % train.SHOWN == 0:
            print(done, batches, flush=True)
    return sums


def kept(worths: Worth, count: int) -> list[NDArray[np.int64]]:
    """The heads that each layer keeps, in their order: ``count`` in all, at least :data:`FEWEST` a layer."""
    ranks = (-worths).argsort(axis=1).argsort(axis=1)
    order = np.lexsort([-worths.ravel(), ranks.ravel() >= FEWEST])
    chosen = np.zeros(worths.size, dtype=bool)
    chosen[order[:count]] = True
    return [np.flatnonzero(row) for row in chosen.reshape(worths.shape)]


def narrowed(state: dict[str, Tensor], heads: list[NDArray[np.int64]]) -> dict[str, Tensor]:
    """The weights with only these heads of each layer."""
    made = dict(state)
    for number, some in enumerate(heads):
        attention = f"encoder.encoder.layer.{number}.attention"
        rows = torch.from_numpy((some[:, None] * HEAD + np.arange(HEAD)).ravel())
        for part in ("query", "key", "value"):
            for kind in ("weight", "bias"):
                made[f"{attention}.self.{part}.{kind}"] = state[f"{attention}.self.{part}.{kind}"][rows].clone()
        out = f"{attention}.output.dense.weight"
        made[out] = state[out][:, rows].clone()
    return made


def main() -> None:
    """Write the narrower state."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--heads", type=int, default=42, help="heads to keep, of all layers together")
    parser.add_argument("--batches", type=int, default=120)
    mine, rest = parser.parse_known_args()
    o = train.options([str(mine.out.parent / "none"), "--start", str(mine.state), *rest])
    torch.manual_seed(o.seed)
    torch.set_flush_denormal(True)
    run = train.Run(o, train.loaded(o)[0])
    heads = kept(worth(run, mine.batches), mine.heads)
    state = narrowed(run.net.state_dict(), heads)
    mine.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"net": state, "average": state}, mine.out)
    print("heads of each layer:", [len(some) for some in heads])


if __name__ == "__main__":
    main()
