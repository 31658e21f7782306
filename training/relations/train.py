"""Train the judge of relations: training/relations/train.py OUT.pt --items FILE[:SHARE] ... [--start STATE] ...

Items are files of ``records.py``; SHARE is how often an epoch has each of a file's items (0.5: every second). The loss
is the negative logarithm of the joint probability of the relations that an item allows. ``--without I/N`` leaves out
the groups (stories) of fold I of N. Word embeddings stay as they are: what no training pair has must keep its sense.
"""

from __future__ import annotations

import argparse
import random
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from judge import Relations, halved
from records import NAMES, Item, read
from tokenizers import Tokenizer
from torch import Tensor, nn

from twosource.engines.reader.windows import CLS, SEP

MODELS = Path(__file__).parents[2] / "models"
LONGEST = 62
"""Pieces of a passage that are read."""
WARM = 0.06
SHOWN = 50


class Coded:
    """An item as numbers of pieces."""

    __slots__ = ("item", "one", "other")

    def __init__(self, item: Item, one: list[int], other: list[int]) -> None:
        self.item, self.one, self.other = item, one, other

    def __len__(self) -> int:
        return len(self.one) + len(self.other) + 3


def coded(items: Sequence[Item], tokenizer: Tokenizer) -> list[Coded]:
    """Items as pieces."""
    texts = [text for item in items for text in (item.one, item.other)]
    ids = [e.ids[:LONGEST] for e in tokenizer.encode_batch(texts, add_special_tokens=False)]
    return [Coded(item, ids[2 * k], ids[2 * k + 1]) for k, item in enumerate(items)]


def batch(rows: Sequence[Coded], *, turned: Sequence[bool]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, sides and mask of some items; those that are ``turned`` with the second passage first."""
    width = max(map(len, rows))
    ids, sides, mask = (torch.zeros(len(rows), width, dtype=torch.long) for _ in range(3))
    for k, (row, turn) in enumerate(zip(rows, turned, strict=True)):
        a, b = (row.other, row.one) if turn else (row.one, row.other)
        full = [CLS, *a, SEP, *b, SEP]
        ids[k, : len(full)] = torch.tensor(full)
        sides[k, len(a) + 2 : len(full)] = 1
        mask[k, : len(full)] = 1
    return ids, sides, mask


def batches(rows: list[Coded], size: int, rng: random.Random) -> Iterator[list[Coded]]:
    """Batches of items of like length, in random order."""
    order = sorted(rows, key=lambda row: len(row) + rng.random() * 6)
    groups = [order[k : k + size] for k in range(0, len(order), size)]
    rng.shuffle(groups)
    yield from groups


def loss_of(logs: Tensor, rows: Sequence[Coded]) -> Tensor:
    """The mean loss of a batch."""
    allowed = torch.full((len(rows), len(NAMES)), -1e4)
    for k, row in enumerate(rows):
        allowed[k, list(row.item.may)] = 0.0
    return -torch.logsumexp(logs + allowed, dim=1).mean()


def fold_of(group: str, folds: int) -> int:
    """The fold of a story, by its name."""
    return zlib.crc32(group.encode()) % folds


def odds(net: nn.Module, rows: Sequence[Coded], size: int = 64) -> Tensor:
    """Log-probabilities, the mean of both orders, (len(rows), len(NAMES))."""
    order = sorted(range(len(rows)), key=lambda k: len(rows[k]))
    out = torch.zeros(len(rows), len(NAMES))
    net.eval()
    with torch.no_grad(), halved():
        for at in range(0, len(order), size):
            some = order[at : at + size]
            mine = [rows[k] for k in some]
            both = [net(*batch(mine, turned=[turn] * len(mine))) for turn in (False, True)]
            out[some] = (both[0] + both[1]).float() / 2
    return out


def options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--items", nargs="+", required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--larger", type=Path, help="folder of all-mpnet-base-v2: train a teacher")
    parser.add_argument("--without", help="I/N: leave out the stories of fold I of N")
    parser.add_argument("--epochs", type=float, default=1)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--heads-rate", type=float, default=5)
    parser.add_argument("--rows", type=int, default=32)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def chosen(args: argparse.Namespace, tokenizer: Tokenizer) -> list[list[Coded]]:
    """The items of each epoch."""
    rng = random.Random(args.seed)  # noqa: S311 - the order of training
    sets = []
    for given in args.items:
        name, _, share = given.partition(":")
        items = list(read(Path(name)))
        if args.without:
            fold, folds = map(int, args.without.split("/"))
            items = [i for i in items if not i.of.startswith("story") or fold_of(i.group, folds) != fold]
        sets.append((coded(items, tokenizer), float(share or 1)))
    epochs = range(max(1, round(args.epochs)))
    return [[row for rows, share in sets for row in _share(rows, share, rng)] for _ in epochs]


def _share(rows: list[Coded], share: float, rng: random.Random) -> list[Coded]:
    return rng.sample(rows, min(len(rows), round(share * len(rows))))


def main() -> None:
    """Train."""
    args = options()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)  # noqa: S311 - the order of training
    tokenizer = Tokenizer.from_file(str(MODELS / "reader-tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    net = Relations(teacher=args.larger)
    if args.start:
        net.load_state_dict(torch.load(args.start, weights_only=True))
    epochs = chosen(args, tokenizer)
    for name, weight in net.encoder.named_parameters():
        weight.requires_grad = "embeddings" not in name
    heads = [p for part in (net.mixed, net.out) for p in part.parameters()]
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": args.rate}, {"params": heads, "lr": args.rate * args.heads_rate}], weight_decay=0.01
    )
    plan = [group for rows in epochs for group in batches(rows, args.rows, rng)]
    rise = max(1, round(WARM * len(plan)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda at: min((at + 1) / rise, max(0.0, (len(plan) - at) / (len(plan) - rise)))
    )
    started, seen, total = time.time(), 0, 0.0
    net.train()
    for step, rows in enumerate(plan, start=1):
        with halved():
            logs = net(*batch(rows, turned=[rng.random() < 0.5 for _ in rows]))  # noqa: PLR2004
        loss = loss_of(logs, rows)
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        seen, total = seen + len(rows), total + float(loss)
        if step % SHOWN == 0 or step == len(plan):
            pace = seen / (time.time() - started)
            print(f"{step}/{len(plan)} loss {total / SHOWN:.3f} {pace:.0f} pairs/s", flush=True)
            total = 0.0
    args.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), args.out)


if __name__ == "__main__":
    main()
