"""Train the judge of carried channels and write ``src/twosource/annotate/carried_weights.py``.

    python training/train_carried.py STORIES_DIR [--measure]

In: annotated stories, their remarks as annotated (source, cue, content), and the features of ``annotate.carried``. A
candidate is right when its channel is the annotated one. Out: weights of a logistic regression with a penalty on the
squares, by Newton's method: no seed, one answer. ``--measure`` prints the share of right channels with each story
judged by weights of the others, and without any channel carried over.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import statements as bench

from twosource.annotate import carried, relays, sentences, statements
from twosource.annotate.carried import Remark
from twosource.annotate.surroundings import Page
from twosource.model import Article

PENALTY = 10.0
"""Of 3, 6, 10 and 20 it makes a difference of .004 or less, story by story left out."""
STEPS = 40
TO = Path(__file__).resolve().parents[1] / "src" / "twosource" / "annotate" / "carried_weights.py"


class Read(Struct, frozen=True):
    """An article's remarks, and the annotated channel of each (None where there is none)."""

    story: str
    remarks: list[Remark]
    channels: list[str | None]


def read(root: Path) -> list[Read]:
    """All articles of the stories of a folder."""
    out = []
    for folder in sorted(p for p in root.iterdir() if (p / "gold.json").exists()):
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        for key, article in sorted(bench.read_articles(folder, gold, plain=False).items()):
            out.append(_read(folder.name, article, bench.wanted(article.text, gold, key)))
    return out


def _read(story: str, article: Article, want: list[bench.Gold]) -> Read:
    split = sentences.split(article)
    tagger = bench.GoldTagger({article.id: want})
    kept, _ = relays.unnest(article, tagger.attributions(article, split))
    reader = statements.Reader(Page(article, split, kept))
    remarks = reader.remarks()
    match = bench.matched(want, [a.content for a in kept])
    told = {mine: want[gold][0]["channel"] for gold, mine in match.items()}
    return Read(story, remarks, [told.get(number) if number >= 0 else None for number in reader.order])


class Rows(Struct, frozen=True):
    """Candidates as rows: features, whether right, number of the article and of the remark."""

    features: NDArray[np.float64]
    right: NDArray[np.float64]
    article: NDArray[np.int64]
    remark: NDArray[np.int64]


def rows(articles: list[Read]) -> tuple[Rows, list[str]]:
    """All candidates, and the names of the columns; the first column is 1."""
    found = [
        (number, candidate, articles[number].channels[candidate.remark])
        for number in range(len(articles))
        for candidate in carried.candidates(articles[number].remarks)
        if articles[number].channels[candidate.remark]
    ]
    names = sorted({name for _, candidate, _ in found for name in candidate.features})
    features = np.array([[1.0, *(c.features.get(name, 0.0) for name in names)] for _, c, _ in found])
    return Rows(
        features,
        np.array([float(c.told.channel == want) for _, c, want in found]),
        np.array([number for number, _, _ in found]),
        np.array([c.remark for _, c, _ in found]),
    ), names


def fit(features: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights; the first (of the column of ones) is not held small."""
    weights = np.zeros(features.shape[1])
    penalty = np.eye(features.shape[1]) * PENALTY
    penalty[0, 0] = 0.0
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (right - chance) - penalty @ weights
        bend = (features * (chance * (1 - chance))[:, None]).T @ features + penalty
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def measure(articles: list[Read], all_rows: Rows) -> None:
    """Print the share of right channels, each story judged by weights of the others."""
    story = np.array([articles[number].story for number in all_rows.article])
    odds = np.zeros(len(story))
    for name in sorted(set(story)):
        out = story == name
        odds[out] = all_rows.features[out] @ fit(all_rows.features[~out], all_rows.right[~out])
    best: dict[tuple[int, int], tuple[float, bool]] = {}
    for place, value, right in zip(
        zip(all_rows.article.tolist(), all_rows.remark.tolist(), strict=True), odds, all_rows.right, strict=True
    ):
        if value > best.get(place, (carried.BAR, False))[0]:
            best[place] = value, bool(right)
    plain = taken = total = 0
    for number, article in enumerate(articles):
        for place, (remark, want) in enumerate(zip(article.remarks, article.channels, strict=True)):
            if want:
                own = remark.told.channel == want
                total += 1
                plain += own
                taken += best[number, place][1] if (number, place) in best else own
    print(f"channels right: {plain / total:.3f} by the remark's own sentence, {taken / total:.3f} with carrying over")


HEAD = '''"""The weights of the judge of carried channels: written by ``training/train_carried.py``, never by hand."""

from __future__ import annotations

'''


def main() -> None:
    """Train, and write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("stories", type=Path)
    options.add_argument("--measure", action="store_true")
    args = options.parse_args()
    articles = read(args.stories)
    all_rows, names = rows(articles)
    if args.measure:
        measure(articles, all_rows)
    bias, *weights = fit(all_rows.features, all_rows.right)
    lines = "".join(f'    "{name}": {weight:.3f},\n' for name, weight in zip(names, weights, strict=True))
    TO.write_text(f"{HEAD}BIAS = {bias:.3f}\nWEIGHTS = {{\n{lines}}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
