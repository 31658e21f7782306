"""Take from the reader what it needs least: training/reader/narrowed.py OUT STATE --data DIR --stories DIR [...].

In: a state of ``train.py``, and the sets that it was trained on. Out: a state at OUT that has fewer attention heads
and fewer neurons between the two halves of a layer's feed-forward part, to go on training from: it has lost little,
and less yet after an epoch.

What a part is worth: how much the loss would change, to first order, if what it gives were left out (Michel, Levy and
Neubig, Are Sixteen Heads Really Better than One?, 2019; Molchanov et al., Importance Estimation for Neural Network
Pruning, 2019). The ranking is over all layers at once, so that layers end up with different widths; neurons go in
blocks, in which processors multiply.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import train
import windows
from net import HEAD, Net, Width, level, widths
from numpy.typing import NDArray
from torch import Tensor, nn

BLOCK = 64
"""Neurons that go together: a multiple of what one instruction multiplies."""
FEWEST_HEADS, FEWEST_BLOCKS = 3, 6
"""What every layer keeps."""

Worth = NDArray[np.float64]


def worth(run: train.Run, batches: int) -> tuple[list[Worth], list[Worth]]:
    """What the heads and the neurons of each layer are worth, over some batches of all tasks."""
    net = run.net.train()
    level(net, 0)
    seen: dict[tuple[str, int], Tensor] = {}

    def watch(key: tuple[str, int]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def before(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            given[0].retain_grad()
            seen[key] = given[0]

        return before

    layers = net.encoder.encoder.layer
    for number, layer in enumerate(layers):
        layer.attention.output.dense.register_forward_pre_hook(watch(("heads", number)))
        layer.output.dense.register_forward_pre_hook(watch(("neurons", number)))
    sums: dict[tuple[str, int], Worth] = {}
    for done, (name, found) in enumerate(run.epoch()[:batches], 1):
        task = run.tasks[name]
        made = windows.batch(found, task.documents)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = net(made.ids, made.features, made.mask)
            parts = task.loss(net, hidden, made, found)
            if run.teacher:
                parts |= run.teacher.loss(net, hidden, task.documents, found)
        torch.stack(list(parts.values())).sum().backward()
        net.zero_grad(set_to_none=True)
        for key, value in seen.items():
            change = value.detach().float() * value.grad.float()
            if key[0] == "heads":
                change = change.unflatten(-1, (-1, HEAD)).sum(dim=-1)
            sums[key] = sums.get(key, 0.0) + change.abs().sum(dim=(0, 1)).double().numpy()
        if done % train.SHOWN == 0:
            print(done, batches, flush=True)
    every = range(len(layers))
    return [sums["heads", n] for n in every], [sums["neurons", n] for n in every]


def kept(worths: list[Worth], count: int, fewest: int, block: int = 1) -> list[NDArray[np.int64]]:
    """The parts that each layer keeps, in their order: ``count`` blocks in all, at least ``fewest`` a layer."""
    order = [np.argsort(-some, kind="stable") for some in worths]
    blocks = [some[by].reshape(-1, block).sum(axis=1) for some, by in zip(worths, order, strict=True)]
    ranked = sorted(
        ((number >= fewest, -value), layer)
        for layer, values in enumerate(blocks)
        for number, value in enumerate(values)
    )
    many = np.bincount([layer for _, layer in ranked[:count]], minlength=len(worths))
    return [np.sort(by[: block * n]) for by, n in zip(order, many.tolist(), strict=True)]


def narrowed(state: dict[str, Tensor], heads: list[NDArray[np.int64]], neurons: list[NDArray[np.int64]]) -> dict:
    """The weights with only these heads and neurons."""
    made = dict(state)

    def keep(name: str, rows: Tensor | None = None, columns: Tensor | None = None) -> None:
        for part in ("weight", "bias"):
            value = made[f"{name}.{part}"]
            if rows is not None:
                value = value[rows]
            if columns is not None and part == "weight":
                value = value[:, columns]
            made[f"{name}.{part}"] = value.clone()

    for number, (some, others) in enumerate(zip(heads, neurons, strict=True)):
        layer = f"encoder.encoder.layer.{number}"
        places = torch.from_numpy((some[:, None] * HEAD + np.arange(HEAD)).ravel())
        for part in ("query", "key", "value"):
            keep(f"{layer}.attention.self.{part}", rows=places)
        keep(f"{layer}.attention.output.dense", columns=places)
        keep(f"{layer}.intermediate.dense", rows=torch.from_numpy(others))
        keep(f"{layer}.output.dense", columns=torch.from_numpy(others))
    return made


def main() -> None:
    """Write the narrower state."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--heads", type=int, default=54, help="heads to keep, of 72 in all layers")
    parser.add_argument("--blocks", type=int, default=108, help=f"blocks of {BLOCK} neurons to keep, of 144")
    parser.add_argument("--batches", type=int, default=100)
    mine, rest = parser.parse_known_args()
    o = train.options([str(mine.out.parent / "none"), "--start", str(mine.state), *rest])
    torch.manual_seed(o.seed)
    torch.set_flush_denormal(True)
    run = train.Run(o, train.loaded(o)[0])
    heads, neurons = worth(run, mine.batches)
    some, others = kept(heads, mine.heads, FEWEST_HEADS), kept(neurons, mine.blocks, FEWEST_BLOCKS, BLOCK)
    state = narrowed(run.net.state_dict(), some, others)
    mine.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"net": state, "average": state}, mine.out)
    Net(train.HEADS, train.PULLS, widths=widths(state)).load_state_dict(state)
    print([Width(len(a), len(b)) for a, b in zip(some, others, strict=True)])


if __name__ == "__main__":
    main()
