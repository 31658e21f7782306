"""Take from the reader the neurons that it needs least: training/reader/slimmed.py OUT STATE --data DIR ...

In: a state (of ``train.py``, or of ``restored.py``), PolNeAR and articles without any annotation. Out: a state at OUT
with fewer neurons in the feed-forward part of each layer, which were four fifths of all multiplications.

1. A neuron is worth what it varies times what the layer makes of it. What the others can say in its place they say:
   the weights behind them are fitted anew by least squares, layer by layer, to what the whole layer gave.
2. The smaller encoder learns to give what the larger one gave on its last layer, piece by piece (Hinton, Vinyals and
   Dean 2015; Sun et al., MobileBERT, ACL 2020, teach by feature maps in the same way). All heads are linear in that
   layer and stay as they were, so that what was learned behind them (links, pronouns, pairs) keeps its ground. Labels
   are not needed, and no text is too much.

A state is kept every :data:`KEPT` batches: a run that was stopped goes on from it when it is started again.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import sets
import taught
import torch
from net import Net, head_counts, widths
from torch import Tensor, nn
from train import HEADS, PULLS, WARM, Average
from windows import Batch, Window, batch, batches, windows

from twosource.engines.reader.pieces import Pieces

NEURONS = (512, 1216, 832, 1152, 960, 832)
"""Neurons that each layer keeps: about as large a share of what a layer gives is lost in each of them (.13 to .16 of
its standard deviation, before anything is learned).
"""
FITTED = 32
"""Batches that neurons are weighed and weights fitted on."""
ROWS = 16
KEPT = 200
DECAY = 0.999
LABELS = 0.02
"""What an error of the scores of labels, in all heads, counts beside one of the last layer."""

Weights = dict[str, Tensor]


def net(weights: Weights, neurons: Sequence[int] = ()) -> Net:
    """The reader with these weights, without dropout; with ``neurons``, those weights of the feed-forward parts that
    have another shape are not taken over.
    """
    made = Net(HEADS, PULLS, 0.0, heads=head_counts(weights), neurons=neurons or widths(weights))
    shapes = made.state_dict()
    made.load_state_dict({k: v for k, v in weights.items() if v.shape == shapes[k].shape}, strict=not neurons)
    return made.eval()


def fit(small: Net, large: Net, found: list[Batch]) -> None:
    """Choose the neurons of each layer, and fit what follows them. The layers below are fitted already, so that each
    fits what it gets, not what it got.
    """
    for mine, whole in zip(small.encoder.encoder.layer, large.encoder.encoder.layer, strict=True):
        inner, given, wanted = _activations(small, large, mine, whole, found)
        behind = whole.output.dense.weight.double()  # (width, neurons)
        worth = inner.std(dim=0) * behind.norm(dim=0)
        kept = worth.argsort(descending=True)[: mine.intermediate.dense.out_features].sort().values
        bare = torch.cat([given[:, kept], torch.ones(len(given), 1, dtype=torch.float64)], dim=1)
        gram = bare.T @ bare
        gram += torch.eye(len(gram), dtype=torch.float64) * gram.diagonal().mean() * 1e-4
        solved = torch.linalg.solve(gram, bare.T @ wanted)
        lost = (bare @ solved - wanted).norm() / (wanted - wanted.mean(dim=0)).norm()
        with torch.no_grad():
            mine.intermediate.dense.weight.copy_(whole.intermediate.dense.weight[kept])
            mine.intermediate.dense.bias.copy_(whole.intermediate.dense.bias[kept])
            mine.output.dense.weight.copy_(solved[:-1].T)
            mine.output.dense.bias.copy_(solved[-1])
        print(len(kept), "neurons:", round(float(lost), 3), "of what the layer gives is lost", flush=True)


def _activations(
    small: Net, large: Net, mine: nn.Module, whole: nn.Module, found: list[Batch]
) -> tuple[Tensor, Tensor, Tensor]:
    """What all neurons of a layer give in the large network, and for what the small one puts in; and what the large
    one's layer makes of its own, without what goes round it.
    """
    inner: list[Tensor] = []
    given: list[Tensor] = []
    wanted: list[Tensor] = []

    def watch(_: nn.Module, value: tuple[Tensor, ...], out: Tensor) -> None:
        inner.append(value[0])
        wanted.append(out)

    def ahead(_: nn.Module, value: tuple[Tensor, ...]) -> None:
        given.append(whole.intermediate(value[0]))

    hooks = [whole.output.dense.register_forward_hook(watch), mine.intermediate.register_forward_pre_hook(ahead)]
    sizes = []
    with torch.no_grad():
        for one in found:
            large(one.ids, one.features, one.mask)
            small(one.ids, one.features, one.mask)
            sizes.append(torch.ones_like(one.ids).bool() if one.mask is None else one.mask.bool())
    for hook in hooks:
        hook.remove()

    def rows(values: list[Tensor]) -> Tensor:
        return torch.cat([value[size] for value, size in zip(values, sizes, strict=True)]).double()

    return rows(inner), rows(given), rows(wanted)


def loss(student: Net, one: Batch, wanted: Tensor, emits: Tensor) -> Tensor:
    """How far the last layer is from the teacher's, as a share of what that varies, and how far labels are."""
    found = student(one.ids, one.features, one.mask)
    apart = found - wanted
    here = apart if one.mask is None else apart[one.mask.bool()]
    return here.pow(2).mean() / wanted.var() + LABELS * (here @ emits.T).pow(2).mean()


def read(o: argparse.Namespace) -> list[Pieces]:
    """The texts to learn from."""
    cutter = sets.tokenizer()
    found = [one.pieces for one in sets.from_polnear(o.data / "polnear", "train", cutter)]
    found += [one.pieces for one in taught.bare(o.articles, cutter, o.every)]
    return [pieces for pieces in found if len(pieces.words)]


def main() -> None:
    """Write the slimmer state."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--every", type=int, default=2, help="learn from every so many-th article")
    parser.add_argument("--neurons", type=int, nargs="+", default=NEURONS)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=4e-4)
    parser.add_argument("--seed", type=int, default=1)
    o = parser.parse_args()
    torch.manual_seed(o.seed)
    torch.set_flush_denormal(True)
    weights = torch.load(o.state, weights_only=False)["average"]
    documents = read(o)
    noise = np.random.default_rng(o.seed)
    found = [w for number, pieces in enumerate(documents) for w in windows(number, pieces)]
    run = Run(o, net(weights), net(weights, o.neurons))
    if not o.out.exists():
        fit(run.student, run.teacher, [batch(b, documents) for b in batches(found, ROWS, noise)[:FITTED]])
    run.train([b for _ in range(o.epochs) for b in batches(found, ROWS, noise)], documents)


class Run:
    """A run of learning, which can be stopped."""

    def __init__(self, o: argparse.Namespace, teacher: Net, student: Net) -> None:
        self.o, self.teacher, self.student = o, teacher, student
        self.learned = list(student.encoder.encoder.parameters())
        self.steps = torch.optim.AdamW(self.learned, lr=o.rate, weight_decay=0.0)

    def train(self, todo: list[list[Window]], documents: list[Pieces]) -> None:
        """Learn from all batches, after those that an earlier run has done."""
        done, average = 0, None
        if self.o.out.exists():
            kept = torch.load(self.o.out, weights_only=False)
            done = kept["done"]
            self.student.load_state_dict(kept["net"])
            self.steps.load_state_dict(kept["steps"])
            average = Average(self.student, DECAY)
            average.net.load_state_dict(kept["average"])
            average.steps = done
        average = average or Average(self.student, DECAY)
        emits = torch.cat([self.teacher.crfs[name].emit.weight for name in HEADS]).detach()
        started, shown = time.monotonic(), []
        for number in range(done, len(todo)):
            share = (number + 1) / len(todo)
            for group in self.steps.param_groups:
                group["lr"] = self.o.rate * min(share / WARM, 0.5 + 0.5 * math.cos(math.pi * share))
            one = batch(todo[number], documents)
            with torch.no_grad():
                wanted = self.teacher(one.ids, one.features, one.mask)
            value = loss(self.student, one, wanted, emits)
            self.steps.zero_grad(set_to_none=True)
            value.backward()
            nn.utils.clip_grad_norm_(self.learned, 1.0)
            self.steps.step()
            average.update(self.student)
            shown.append(float(value.detach()))
            if (number + 1) % 25 == 0:
                print(number + 1, len(todo), round(sum(shown) / len(shown), 4), f"{time.monotonic() - started:.0f} s")
                sys.stdout.flush()
                shown.clear()
            if (number + 1) % KEPT == 0 or number + 1 == len(todo):
                self.keep(average, number + 1)

    def keep(self, average: Average, done: int) -> None:
        """Write the state, whole or not at all."""
        beside = self.o.out.with_suffix(".new")
        state = {"net": self.student.state_dict(), "average": average.net.state_dict()}
        torch.save({**state, "steps": self.steps.state_dict(), "done": done}, beside)
        beside.replace(self.o.out)


if __name__ == "__main__":
    main()
