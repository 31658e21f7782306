"""Train the judgement of whom a description means, and write ``src/twosource/compare/entities/weights.py``.

    python training/train_entities.py STORIES_DIR [--to FILE] [--measure]

In: annotated stories. Their names are found and grouped and their appositions read by the very code that runs; every
description still open then is set beside its candidates (``entities.meant``). A pair is right if the description is
annotated as the one whom most annotated names of the candidate are. A description that is annotated nowhere is none of
those annotated: the pairs with their names are wrong, and count half. Out: the weights of a logistic regression with an
L2 penalty (Newton's method, standardised columns; the file has them for plain ones). Deterministic, one thread.

``--measure`` first prints, for ten folds each trained without the stories it is measured on, how many descriptions are
put right and wrong at several thresholds.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from twosource import annotate, engines, read
from twosource.compare import entities
from twosource.compare.entities import chosen, definite, meant
from twosource.compare.entities.items import Item
from twosource.compare.entities.said import Scene
from twosource.model import Article, Reading

PENALTY = 10.0
"""On the squares of the standardised weights; 1 to 30 differ by less than .005 in average precision."""

FOLDS = 10
STEPS = 30
OPENS = 5
"""Characters by which the beginnings of a description and of its annotation may differ: a determiner."""

_DETERMINER = re.compile(r"^(?:the|a|an|this|that|these|those|one|some)\s+", re.IGNORECASE)
_GOES_ON = re.compile(r"\s*(?:of|for|at|from|in|who|with|to|that)\b")


class Gold(NamedTuple):
    """An annotated mention: who, in which article (index), its words, and where they first stand."""

    who: int
    article: int
    words: str
    start: int


class Sample(NamedTuple):
    """The pairs of a story: features, right or not, weights, and the description's number."""

    features: NDArray[np.float64]
    right: NDArray[np.float64]
    weights: NDArray[np.float64]
    description: NDArray[np.int64]


class Model(NamedTuple):
    """Weights for plain features."""

    weights: NDArray[np.float64]
    bias: float


def sample(folder: Path) -> Sample:
    """The pairs of one story, read by the shipped engines."""
    pages = read.discover([str(folder)]).pages
    articles = sorted((a for a in map(read.page, pages) if isinstance(a, Article)), key=lambda a: a.id)
    loaded = engines.load()
    return sample_from(folder, articles, [annotate.article(article, loaded) for article in articles])


def sample_from(folder: Path, articles: list[Article], readings: list[Reading]) -> Sample:
    """The pairs of one story; ``articles`` in the order of their ids, and the reading of each."""
    scene = entities.prepared(articles, readings)
    who = labels(scene, gold(folder, articles))
    of_group: dict[int, Counter[int]] = defaultdict(Counter)
    for item in scene.every:
        if item.named and item.number in who:
            of_group[scene.groups.of(item)][who[item.number]] += 1
    group_is = {group: counts.most_common(1)[0][0] for group, counts in of_group.items()}
    looker = meant.Looker(scene, definite.press(scene))
    rows: list[tuple[NDArray[np.float32], bool, float, int]] = []
    for item in scene.every:
        found = looker.candidates(item) if item.described and item.number not in scene.linked else None
        mine = who.get(item.number)
        for group, row in zip(found.groups, found.rows, strict=True) if found else ():
            if mine is not None or group in group_is:
                right = mine is not None and group_is.get(group) == mine
                rows.append((row, right, 1.0 if mine is not None else 0.5, item.number))
    return Sample(
        np.array([row for row, *_ in rows], np.float64).reshape(-1, len(meant.NAMES)),
        np.array([right for _, right, *_ in rows], np.float64),
        np.array([weight for *_, weight, _ in rows], np.float64),
        np.array([number for *_, number in rows], np.int64),
    )


def gold(folder: Path, articles: list[Article]) -> list[Gold]:
    """The annotated mentions of a story."""
    told = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    listed = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    places = {Path(article.file).name: number for number, article in enumerate(articles)}
    number = {entry["id"]: places[Path(entry["file"]).name] for entry in listed if Path(entry["file"]).name in places}
    return [
        Gold(who, number[m["article"]], m["text"], articles[number[m["article"]]].text.find(m["text"]))
        for who, person in enumerate(told["people"])
        for m in person["mentions"]
        if m["article"] in number
    ]


def labels(scene: Scene, annotated: list[Gold]) -> dict[int, int]:
    """Whom the mentions mean that say what an annotation of their article says, or begin it."""
    forms: dict[tuple[int, str], int] = {}
    for one in annotated:
        forms.setdefault((one.article, _form(one.words)), one.who)
    out: dict[int, int] = {}
    for item in scene.every:
        if item.mention.form != "pronoun":
            who = forms.get((item.article, _form(item.text)))
            who = _begun(item, scene, annotated) if who is None and item.described else who
            if who is not None:
                out[item.number] = who
    return out


def _form(words: str) -> str:
    return _DETERMINER.sub("", re.sub(r"\s+", " ", words.strip(" \"“”‘’.,'")).lower().replace("’", "'"))


def _begun(item: Item, scene: Scene, annotated: list[Gold]) -> int | None:
    """Whose annotation a description opens: "a spokeswoman" that of "a spokeswoman for the force"."""
    text = scene.articles[item.article].text
    for one in annotated:
        end = one.start + len(one.words)
        near = one.start >= 0 and abs(item.mention.start - one.start) <= OPENS and item.mention.end <= end
        if one.article == item.article and near and _GOES_ON.match(text[item.mention.end : end]):
            return one.who
    return None


def trained(samples: list[Sample]) -> Model:
    """Weights for some stories."""
    features = np.concatenate([one.features for one in samples])
    right = np.concatenate([one.right for one in samples])
    counts = np.concatenate([one.weights for one in samples])
    middle, width = features.mean(axis=0), features.std(axis=0) + 1e-6
    columns = np.c_[np.ones(len(features)), (features - middle) / width]
    penalty = np.eye(columns.shape[1]) * PENALTY
    penalty[0, 0] = 0.0
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (counts * (chance - right)) + penalty @ found
        bend = (columns * (counts * chance * (1 - chance))[:, None]).T @ columns + penalty
        found -= np.linalg.solve(bend, slope)
    weights = found[1:] / width
    return Model(weights, float(found[0] - (weights * middle).sum()))


def measure(samples: list[Sample]) -> None:
    """Print what leave-story-out training reaches."""
    counts: dict[float, Counter[bool]] = defaultdict(Counter)
    for fold in range(FOLDS):
        model = trained([one for number, one in enumerate(samples) if number % FOLDS != fold])
        for one in samples[fold::FOLDS]:
            odds = one.features @ model.weights + model.bias
            for number in np.unique(one.description):
                mine = np.flatnonzero(one.description == number)
                ranked = mine[np.argsort(-odds[mine], kind="stable")]
                lead = odds[ranked[0]] - odds[ranked[1]] if len(ranked) > 1 else np.inf
                for least in (-0.6, -0.3, chosen.SURE, 0.3, 0.6):
                    if odds[ranked[0]] > least and lead > chosen.MARGIN:
                        counts[least][bool(one.right[ranked[0]])] += 1
    for least, told in sorted(counts.items()):
        print(f"SURE {least:+.1f}: {told[True]} right, {told[False]} wrong")


def written(model: Model) -> str:
    """The module that holds the weights."""
    rows = [f'    "{name}": {weight:.4f},\n' for name, weight in zip(meant.NAMES, model.weights, strict=True)]
    return (
        '"""What speaks for and against a candidate, in log-odds for one unit of a feature of ``entities.meant``.\n\n'
        "Written by ``training/train_entities.py`` from annotated stories; not by hand.\n"
        '"""\n\nfrom __future__ import annotations\n\n'
        f"BIAS = {model.bias:.4f}\n\nWEIGHTS: dict[str, float] = {{\n{''.join(rows)}}}\n"
    )


def main() -> None:
    """Train, and write the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument(
        "--to", type=Path, default=Path(__file__).parents[1] / "src/twosource/compare/entities/weights.py"
    )
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    samples = [sample(path.parent) for path in sorted(args.stories.glob("*/gold.json"))]
    rows, right = sum(len(one.right) for one in samples), sum(int(one.right.sum()) for one in samples)
    print(f"{len(samples)} stories, {rows} pairs, {right} of them right")
    if args.measure:
        measure(samples)
    args.to.write_text(written(trained(samples)), encoding="utf-8")


if __name__ == "__main__":
    main()
