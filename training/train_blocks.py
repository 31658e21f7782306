"""Train the judge of a page's blocks and write ``src/twosource/read/html/blocks.trees``.

    python training/train_blocks.py ZYTE_DIR TRAFILATURA_DIR [--measure]

In: two sets of saved pages (see ``benchmarks/extraction.py``). A block of a page whose whole body is known is right
when most of its runs of four words stand in the body; a short one when it is a line of the body, near others; of
blocks with the same words as many count as the body has. Where passages are known only, blocks with a wanted passage
are right, those with an unwanted one wrong, and the others are not learned from. Each page of the first kind is
learned from a second time in a plain form: its own blocks and a few others, without names of classes.

Out: boosted trees (LightGBM, one thread, seed 0), as text. ``--measure`` writes nothing: it prints the figures of both
sets with each fifth of the pages judged by trees of the others, and with the second half judged by trees of the first.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import random
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))
import extraction as bench

from twosource.read import markup
from twosource.read.decode import decode
from twosource.read.html import facts, features, judge, maintext, tree
from twosource.read.html.blocks import Block, Place, blocks
from twosource.text import squash

TO = Path(judge.__file__).with_name("blocks.trees")
TREES = 250
PARAMETERS: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "feature_fraction": 0.4,
    "lambda_l2": 5.0,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "seed": 0,
    "verbose": -1,
}
PASSAGES_WEIGHT = 0.5
"""Weight of a block that a passage tells about, beside 1 for one of a common length whose whole page is known."""
PLAIN_WEIGHT = 0.3
FOLDS = 5
RIGHT = 0.5
"""Share of a block's runs of words from which it is right."""
OTHERS = 0.06
"""Share of the other blocks that a plain form keeps."""
_SHORT, _FEW = 4, 8
_WORD = re.compile(r"\w+")


class Learned(NamedTuple):
    """A page to learn from: its truth, blocks, what is known beside them, and per block: right (-1: unknown)."""

    truth: bench.Truth
    cut: tuple[Block, ...]
    beside: features.Beside
    found: str
    right: NDArray[np.float64]


def learned(truth: bench.Truth) -> Learned | None:
    """A page with its blocks and what is right about them; None if it cannot be read."""
    text = tree.clean(decode(truth.raw, markup.encoding(truth.raw)).text or "")
    root = tree.parsed(text)
    if root is None:
        return None
    cut = blocks(root)
    told = facts.read(root, cut)
    beside = features.Beside(told.title or "", told.body, told.summary)
    right = of_passages(cut, truth) if truth.body is None else of_body(cut, truth.body)
    return Learned(truth, cut, beside, maintext.generic(text), np.array(right))


def of_body(cut: Sequence[Block], body: str) -> list[float]:
    """How right each block is, the whole body being known."""
    wanted = bench.shingles(body)
    lines = {" ".join(_WORD.findall(line)) for line in body.split("\n")}
    all_words = f" {' '.join(_WORD.findall(body))} "
    words = [_WORD.findall(block.text) for block in cut]
    right = []
    for block, each in zip(cut, words, strict=True):
        own = bench.shingles(block.text)
        if len(each) >= _SHORT:
            right.append((own & wanted).total() / own.total())
        elif not each:
            right.append(-1.0)
        else:
            joined = " ".join(each)
            right.append(1.0 if joined in lines else -1.0 if f" {joined} " in all_words else 0.0)
    long = [at for at, each in enumerate(words) if right[at] > RIGHT and len(each) >= _FEW]
    for at, each in enumerate(words):
        if len(each) < _FEW and long and not long[0] - 3 <= at <= long[-1] + 3:
            right[at] = 0.0
    return _each_once(words, right, all_words)


def _each_once(words: Sequence[Sequence[str]], right: list[float], all_words: str) -> list[float]:
    """Of blocks with the same words those are right that stand among others that are."""
    same: dict[str, list[int]] = {}
    for at, each in enumerate(words):
        if right[at] > RIGHT:
            same.setdefault(" ".join(each), []).append(at)
    before = list(right)
    for joined, places in same.items():
        if len(places) > 1:
            times = max(1, all_words.count(f" {joined} "))
            places.sort(key=lambda at: -sum(other > RIGHT for other in before[max(0, at - 4) : at + 5]))
            for at in places[times:]:
                right[at] = 0.0
    return right


def of_passages(cut: Sequence[Block], truth: bench.Truth) -> list[float]:
    """What passages tell of the blocks that hold them."""
    wanted, unwanted = ([squash(each) for each in every] for every in (truth.wanted, truth.unwanted))
    out = []
    for block in cut:
        text = squash(block.text)
        yes = any(each in text or (len(text) > 40 and text in each) for each in wanted)  # noqa: PLR2004
        no = any(each in text for each in unwanted)
        out.append(1.0 if yes and not no else 0.0 if no and not yes else -1.0)
    return out


def plain(page: Learned) -> Learned:
    """A page as simple ones are made: its own blocks, a few others around them, no classes."""
    chance = random.Random(page.truth.name)  # noqa: S311 - no secret
    kept = [at for at, right in enumerate(page.right) if right > RIGHT or chance.random() < OTHERS]
    cut = tuple(
        page.cut[at]._replace(
            above=tuple(
                Place(place.tag, frozenset(), place.number, place.unseen)
                for place in page.cut[at].above
                if place.tag != "div"
            )
            or page.cut[at].above[:1]
        )
        for at in kept
    )
    return page._replace(cut=cut, right=page.right[kept])


def weights(page: Learned) -> NDArray[np.float64]:
    """What each block counts: by the root of its words' share of the body."""
    if page.truth.body is None:
        return np.where(page.right >= 0, PASSAGES_WEIGHT, 0.0)
    words = np.array([max(1, len(_WORD.findall(block.text))) for block in page.cut], dtype=float)
    body = words[page.right > RIGHT].sum()
    return np.where(page.right >= 0, np.sqrt(words / (body + 50) * 20), 0.0)


class Rows(NamedTuple):
    """The rows of a page and of its plain form."""

    features: NDArray[np.float64]
    right: NDArray[np.float64]
    weights: NDArray[np.float64]


def rows(page: Learned) -> Rows:
    """What is learned from a page."""
    parts = [(np.array(features.Table(page.cut, page.beside).rows(page.found)), page.right, weights(page))]
    if page.truth.body is not None:
        simple = plain(page)
        table = np.array(features.Table(simple.cut, simple.beside).rows(simple.found)).reshape(-1, len(features.NAMES))
        parts.append((table, simple.right, weights(simple) * PLAIN_WEIGHT))
    return Rows(*(np.concatenate(each) for each in zip(*parts, strict=True)))


def grown(pages: Sequence[Rows]) -> lightgbm.Booster:
    """Trees of some pages."""
    table, right, weight = (np.concatenate(each) for each in zip(*pages, strict=True))
    used = weight > 0
    data = lightgbm.Dataset(table[used], (right[used] > RIGHT).astype(int), weight=weight[used] / weight[used].mean())
    return lightgbm.train(PARAMETERS, data, TREES)


def written(model: lightgbm.Booster) -> str:
    """Trees as :func:`twosource.read.html.judge.opened` reads them."""
    lines = ["\t".join(features.NAMES)]
    for info in model.dump_model()["tree_info"]:
        waiting, met, nodes = [info["tree_structure"]], 1, []
        while waiting:
            node = waiting.pop(0)
            if "split_feature" in node:
                nodes.append(f"{node['split_feature']}<{node['threshold']:.9g}:{met}:{met + 1}")
                waiting += [node["left_child"], node["right_child"]]
                met += 2
            else:
                nodes.append(f"{node['leaf_value']:.6g}")
        lines.append(" ".join(nodes))
    return "\n".join(lines) + "\n"


def judged(pages: Sequence[Learned], table: Sequence[Rows], fold: Callable[[str], int], folds: Sequence[int]) -> None:
    """Print the figures of pages judged by trees of other folds."""
    texts: dict[str, list[tuple[bench.Truth, bench.Extract]]] = {"body": [], "passages": []}
    for number in folds:
        others = [each for page, each in zip(pages, table, strict=True) if fold(page.truth.name) != number]
        trees = judge.opened(written(grown(others)))
        for page in pages:
            if fold(page.truth.name) == number:
                text = maintext.judged(page.cut, page.beside, page.found, trees)
                kind = "passages" if page.truth.body is None else "body"
                texts[kind].append((page.truth, bench.Extract(text)))
    for kind, score in (("body", bench.bodies), ("passages", bench.passages)):
        found = score(*(list(each) for each in zip(*texts[kind], strict=True)))
        print(
            f"  {kind:8} {len(texts[kind])} pages", *(f"{name} {value:.4f}" for name, value in found._asdict().items())
        )


def main() -> None:
    """Train, or measure without training on what is measured."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", type=Path, nargs=2)
    parser.add_argument("--measure", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    found = [learned(truth) for folder in options.folders for truth in bench.pages(folder)]
    pages = [page for page in found if page is not None and page.cut]
    table = [rows(page) for page in pages]
    print(f"{len(pages)} pages, {sum(len(each.right) for each in table)} rows of {len(features.NAMES)} features")
    if not options.measure:
        TO.write_text(written(grown(table)), encoding="ascii")
        print(f"{TO.name}: {TO.stat().st_size} bytes")
        return
    print(f"each of {FOLDS} parts judged by trees of the others")
    judged(pages, table, lambda name: hashlib.sha256(name.encode()).digest()[1] % FOLDS, range(FOLDS))
    print("the second half judged by trees of the first")
    judged(pages, table, lambda name: int(bench.of_half(name, 1)), [1])


if __name__ == "__main__":
    main()
