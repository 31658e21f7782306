"""How much annotated stories teach the judge of pairs: learning curves.

    python training/curve.py STORIES_DIR [--models models]

Ten folds of the stories, each measured by trees that were trained on some of the others: on ever more stories, and on
some of one kind, at the same number of gold pairs. Printed are average precision of pairs, and precision, recall and
F1 of claims at the thresholds in use, over all stories; each figure is the mean of ``DRAWS`` draws. Trees alone: the
network that reads two passages (``relations``) takes hours for each point.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import train_pairs
import trees
from gold import stories
from numpy.typing import NDArray
from train_pairs import FOLDS, Sample

from twosource.engines import REFERENCES
from twosource.engines.reader import Reader
from twosource.engines.trees import Trees

SIZES = (3, 6, 12, 24, 45)
DRAWS = 3
FEW_REPORTS = 2

Choice = Callable[[Sequence[int], random.Random], list[int]]


def curve(samples: list[Sample]) -> list[tuple[str, tuple[float, ...]]]:
    """A row for each way to choose what is learned from."""
    rows = [(f"{size} stories", _measured(samples, _some(size))) for size in SIZES]
    small = {n for n, one in enumerate(samples) if len(one.story.articles) <= FEW_REPORTS}
    budget = sum(int(samples[n].same.sum()) for n in small) * (FOLDS - 2) // FOLDS
    rows.append(("stories of two reports", _measured(samples, _kind(samples, small, budget))))
    larger = set(range(len(samples))) - small
    rows.append(("as many pairs from stories of three and more", _measured(samples, _kind(samples, larger, budget))))
    return rows


def _some(size: int) -> Choice:
    return lambda numbers, rng: rng.sample(numbers, min(size, len(numbers)))


def _kind(samples: Sequence[Sample], kind: set[int], budget: int) -> Choice:
    """Stories of one kind in random order until they hold so many pairs of one claim."""

    def choose(numbers: Sequence[int], rng: random.Random) -> list[int]:
        chosen: list[int] = []
        count = 0
        for number in rng.sample(numbers, len(numbers)):
            if number in kind and count < budget:
                chosen.append(number)
                count += int(samples[number].same.sum())
        return chosen

    return choose


def _measured(samples: list[Sample], choose: Choice) -> tuple[float, ...]:
    """Stories learned from, gold pairs among them, average precision, precision, recall, F1."""
    figures = []
    for draw in range(DRAWS):
        rng = random.Random(draw)  # noqa: S311 - a reproducible choice, no secret
        odds: list[NDArray[np.float32]] = [np.zeros(0, np.float32)] * len(samples)
        used = pairs = 0
        for fold in range(FOLDS):
            out = range(fold, len(samples), FOLDS)
            chosen = sorted(choose([n for n in range(len(samples)) if n not in out], rng))
            others = (
                train_pairs.strangers([samples[n].story for n in chosen])
                if len(chosen) > max(train_pairs.STEPS)
                else []
            )
            models = train_pairs.trained([*(samples[n] for n in chosen), *others])
            used, pairs = used + len(chosen), pairs + sum(int(samples[n].same.sum()) for n in chosen)
            for number in out:
                odds[number] = trees.Grown(models).odds(samples[number].features)
        links = [train_pairs.links(one, scores, 0.0) for one, scores in zip(samples, odds, strict=True)]
        grouped = [train_pairs.groups(one, each) for one, each in zip(samples, links, strict=True)]
        (precision, recall, f1), _ = train_pairs.figures(samples, grouped)
        same = np.concatenate([one.same for one in samples])
        figures.append(
            (
                used / FOLDS,
                pairs / FOLDS,
                train_pairs.average_precision(same, np.concatenate(odds)),
                precision,
                recall,
                f1,
            )
        )
    return tuple(float(x) for x in np.mean(figures, axis=0))


def main() -> None:
    """Print the curves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("--models", type=Path, default=Path(__file__).parents[1] / "models")
    args = parser.parse_args()
    engines = train_pairs.Readers(Reader(args.models), Trees(args.models / REFERENCES, "references"))
    samples = [train_pairs.sample(story) for story in stories(args.stories, engines)]  # type: ignore[arg-type]
    print("| learned from | stories | gold pairs | average precision | precision | recall | F1 |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for name, (used, pairs, average, precision, recall, f1) in curve(samples):
        print(
            f"| {name} | {used:.0f} | {pairs:.0f} | {average:.3f} | {precision:.2f} | {recall:.2f} | {f1:.3f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
