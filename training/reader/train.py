"""Train the reader: training/reader/train.py OUT --data DIR --stories DIR [--epochs N] [--start STATE] ...

In: the sets of ``sets.py`` and ``tasks.py`` (DIR of --data holds polnear/ and reader/, made by ``names_varied.py`` and
``pronouns.py``). Out: OUT/state.pt after each epoch. A run that was stopped goes on from it when it is started again
with the same options; --start takes the weights (and nothing else) of another run. Seeds are fixed: one machine gives
the same run twice.
"""

from __future__ import annotations

import argparse
import copy
import json
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scoring
import sets
import torch
import windows
from net import Net, halved, head_counts, level, widths
from tasks import Pronouns, Tagging, Task, Taught, Teacher
from torch import nn

HEADS = {"polnear": 3, "story": 3, "names": 9}
PULLS = ("source", "content", "pronoun")
WARM = 0.05
"""Share of the steps in which the rate rises."""
SHOWN, KEPT = 25, 300
"""Steps after which the losses are printed, and the weights kept to look at."""


class Average:
    """The exponential average of the weights."""

    def __init__(self, net: nn.Module, decay: float) -> None:
        self.net, self.decay, self.steps = copy.deepcopy(net).eval(), decay, 0

    def update(self, net: nn.Module) -> None:
        """Take in the weights of one more step."""
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            for mine, now in zip(self.net.parameters(), net.parameters(), strict=True):
                mine.lerp_(now, 1 - keep)


def options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--heads-rate", type=float, default=5, help="how much faster than the encoder heads learn")
    parser.add_argument("--larger", type=Path, help="folder of all-mpnet-base-v2: train a teacher")
    parser.add_argument("--taught", type=Path, help="what a teacher thinks (taught.py): learn from it")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--rows", type=int, default=8)
    parser.add_argument("--hide", type=float, default=0.05)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="documents of each set, for a trial")
    parser.add_argument(
        "--shares", default='{"polnear": 1, "story": 2, "names": 0.8, "gap": 1, "gum": 1, "renamed": 0.1}'
    )
    parser.add_argument("--teach", type=float, default=0.5, help="share of the batches that teach embeddings")
    return parser.parse_args(arguments)


def loaded(o: argparse.Namespace) -> tuple[list[Task], dict[str, list[sets.Labelled]]]:
    """What to train on and what to measure on."""
    cutter, shares = sets.tokenizer(), json.loads(o.shares)
    worldwide = o.data / "reader" / "names_varied.jsonl"

    def labelled(split: str) -> dict[str, list[sets.Labelled]]:
        return {
            "polnear": sets.from_polnear(o.data / "polnear", split, cutter),
            "story": sets.from_stories(o.stories / split, cutter),
            "names": sets.from_names(worldwide, split, cutter),
        }

    train: list[Task] = [
        Tagging(name, found[: o.limit or None], share=shares[name])
        for name, found in labelled("train").items()
        if shares.get(name)
    ]
    if o.taught:
        train.append(Taught("taught", **torch.load(o.taught, weights_only=False)))
    if any(shares.get(name) for name in ("gap", "gum", "renamed", "told", "masked")):
        train.append(Pronouns(o.data / "reader" / "pronouns_varied.jsonl", cutter, shares))
    return train, labelled("dev")


class Run:
    """A run that can be stopped and taken up."""

    def __init__(self, o: argparse.Namespace, train: list[Task]) -> None:
        self.o, self.tasks = o, {task.name: task for task in train}
        self.noise = np.random.default_rng(o.seed)
        start = torch.load(o.start, weights_only=False)["net"] if o.start else {}
        self.net = Net(HEADS, PULLS, o.dropout, heads=head_counts(start), neurons=widths(start), teacher=o.larger)
        self.net.load_state_dict(start, strict=False)
        for task in train:
            if isinstance(task, Taught):
                self.follow(task.moves)
        self.average = Average(self.net, 0.998)
        others = [p for n, p in self.net.named_parameters() if not n.startswith("encoder.")]
        groups = [
            {"params": list(self.net.encoder.parameters()), "lr": o.rate},
            {"params": others, "lr": o.heads_rate * o.rate},
        ]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
        self.total = len(self.epoch()) * o.epochs
        warm = WARM * self.total
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimiser, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - s / self.total)
        )
        self.teacher = Teacher() if o.teach else None
        self.done = 0
        if self.state.exists():
            self.take_up()

    def follow(self, moves: dict[str, torch.Tensor]) -> None:
        """Take over a teacher's scores of one label after another for good: probabilities are compared under them."""
        for head, scores in moves.items():
            mine = self.net.crfs[head].moves
            mine.data.copy_(scores)
            mine.requires_grad = False

    @property
    def state(self) -> Path:
        return self.o.out / "state.pt"

    def epoch(self) -> list[tuple[str, list[windows.Window]]]:
        """The batches of one epoch, of all tasks, shuffled."""
        found = [
            (name, some)
            for name, task in self.tasks.items()
            for some in windows.batches(task.draw(self.noise), self.o.rows, self.noise)
        ]
        return [found[n] for n in self.noise.permutation(len(found))]

    def step(self, name: str, found: list[windows.Window]) -> dict[str, float]:
        """Learn from one batch."""
        # of a teacher there is always more
        level(self.net, 0 if isinstance(self.tasks[name], Taught) else self.o.dropout)
        parts = self.losses(name, found, hide=self.o.hide, teach=self.o.teach)
        torch.stack(list(parts.values())).sum().backward()
        nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimiser.step()
        self.schedule.step()
        self.optimiser.zero_grad(set_to_none=True)
        self.average.update(self.net)
        return {key: value.item() for key, value in parts.items()}

    def losses(self, name: str, found: list[windows.Window], *, hide: float, teach: float) -> dict[str, torch.Tensor]:
        """The parts of the loss of one batch; ``hide`` is the share of pieces left out, ``teach`` how likely embeddings
        are taught as well.
        """
        task = self.tasks[name]
        made = windows.batch(found, task.documents, self.noise, hide)
        with halved():
            hidden = self.net.drop(self.net(made.ids, made.features, made.mask))
            parts = task.loss(self.net, hidden, made, found)
            if self.teacher and self.noise.random() < teach:
                parts |= self.teacher.loss(self.net, hidden, task.documents, found)
        return parts

    def train(self, dev: dict[str, list[sets.Labelled]]) -> None:
        """All epochs that are left."""
        for epoch in range(self.done, self.o.epochs):
            began, shown = time.time(), {}
            self.net.train()
            batches = self.epoch()
            for number, (name, found) in enumerate(batches):
                for key, value in self.step(name, found).items():
                    shown.setdefault(key, []).append(value)
                if (number + 1) % SHOWN == 0:
                    means = {key: round(float(np.mean(values[-SHOWN:])), 4) for key, values in sorted(shown.items())}
                    print(epoch, number + 1, len(batches), means, f"{time.time() - began:.0f} s", flush=True)
                if (number + 1) % KEPT == 0:
                    self.keep(epoch, "middle.pt")
            self.keep(epoch + 1, "state.pt")
            result = {name: scoring.measure(self.average.net, name, documents) for name, documents in dev.items()}
            print("epoch", epoch, json.dumps(result), f"{time.time() - began:.0f} s", flush=True)

    def keep(self, epoch: int, name: str) -> None:
        """Write all that is needed to go on."""
        parts = {"net": self.net, "optimiser": self.optimiser, "schedule": self.schedule}
        kept = {key: part.state_dict() for key, part in parts.items()}
        kept |= {"average": self.average.net.state_dict(), "steps": self.average.steps}
        torch.save({**kept, "epoch": epoch, "noise": self.noise}, self.o.out / f"{name}.part")
        (self.o.out / f"{name}.part").replace(self.o.out / name)

    def take_up(self) -> None:
        """Go on from what was kept."""
        kept = torch.load(self.state, weights_only=False)
        for key, part in {"net": self.net, "optimiser": self.optimiser, "schedule": self.schedule}.items():
            part.load_state_dict(kept[key])
        self.average.net.load_state_dict(kept["average"])
        self.average.steps, self.done, self.noise = kept["steps"], kept["epoch"], kept["noise"]


def main() -> None:
    """Train."""
    o = options()
    o.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(o.seed)
    torch.set_flush_denormal(True)  # tiny gradients would otherwise cost ten times the time
    train, dev = loaded(o)
    Run(o, train).train(dev)


if __name__ == "__main__":
    main()
