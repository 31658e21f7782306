"""Train the judge of links and write ``models/links.onnx``.

    python training/train_links.py POLNEAR_DIR [--to models] [--spans FILE ...] [--measure]

In: PolNeAR's train part; each article four times: with the annotated spans, twice with spans as a tagger finds them
(some missing, some cut or too long, some broken in two, some where nothing is), and with those of the rules.
``--spans`` adds articles as a real tagger tagged them: a JSON line each, ``{"name": ..., "spans": [[role, start, end,
score], ...]}``, of articles that it was not trained on. A cue and a source or content are linked where both meet the
parts of one annotated attribution; so are a source and a content that have no cue. Out: boosted trees as one ONNX
node, and the line in ``MANIFEST``. Deterministic: one thread, fixed seeds. The encoder's ``pull`` is not known here
and stays 0.

One article in ten is not trained on; ``--measure`` prints how many attributions of those come out right, from each
kind of reading.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import lightgbm
import numpy as np
import trees
from msgspec import Struct
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent / "reader"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import attribution
import polnear

from twosource.annotate import sentences
from twosource.engines.reader import links
from twosource.engines.reader.links import MODEL, Tagged, assign, features
from twosource.engines.reader.links.layout import Layout
from twosource.engines.rules import RuleTagger
from twosource.model import Article, Sentence
from twosource.text import overlap, sha256

ROUNDS = 160
PARAMETERS = trees.STEADY | {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 20,
    "min_child_samples": 40,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "seed": 1,
}
READINGS = ("annotated", "noisy", "noisy", "rules", "tagger")
"""The readings of each article, the last one where there is one."""
MISSING = {"source": 0.1, "cue": 0.12, "content": 0.12}
MOVED = 0.15
BROKEN = 0.04
INVENTED = 0.12
"""Shares of spans that a noisy reading leaves out, moves at one end, breaks in two, and adds."""
STARTS = 0.5
"""Share of the moved ones whose start is moved."""
LONG = 3
"""Words that a content has at least that is broken in two."""
MEET = 0.5
"""Share of the shorter of two spans that both must hold to be one."""
PART = 10
"""One in so many articles is never trained on, so that the shipped trees can be measured."""

_WORD = re.compile(r"\S+")


class Sample(Struct, frozen=True):
    """One reading of an article: its spans, and the attributions they should make."""

    kind: str
    text: str
    sentences: tuple[Sentence, ...]
    spans: tuple[Tagged, ...]
    gold: tuple[polnear.Relation, ...]


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text that is all running text."""
    return sentences.split(Article(id="a", file="a", sha256=sha256(text), raw_sha256="", language="en", text=text))


def annotated(gold: Iterable[polnear.Relation]) -> tuple[Tagged, ...]:
    """The spans of some attributions, each once."""
    parts = ((role, span) for one in gold for role in polnear.ROLES for span in getattr(one, role))
    found = {Tagged(start=span.start, end=span.end, role=role) for role, span in parts}
    return tuple(sorted(found))


def noisy(text: str, spans: Sequence[Tagged], chance: random.Random) -> tuple[Tagged, ...]:
    """The spans as a tagger might find them."""
    words = [match.span() for match in _WORD.finditer(text)]
    made: set[Tagged] = set()
    for span in spans:
        if chance.random() < MISSING[span.role]:
            continue
        inside = [place for place, (start, end) in enumerate(words) if start < span.end and span.start < end]
        if span.role == "content" and len(inside) > LONG and chance.random() < BROKEN:
            cut = words[inside[chance.randrange(1, len(inside) - 1)]][0]
            made |= {_tagged(span, span.start, cut - 1), _tagged(span, cut, span.end)}
        else:
            made.add(_moved(words, inside, span, chance) if chance.random() < MOVED else span)
        if chance.random() < INVENTED:
            made.add(_invented(words, span, chance))
    return tuple(sorted(span for span in made if span.start < span.end))


def ruled(text: str, parts: Sequence[Sentence]) -> tuple[Tagged, ...]:
    """The spans that the rules find."""
    article = Article(id="a", file="a", sha256=sha256(text), raw_sha256="", language="en", text=text)
    found = (attribution.as_relation(one) for one in RuleTagger().attributions(article, parts))
    return annotated(found)


def _tagged(like: Tagged, start: int, end: int) -> Tagged:
    return Tagged(start=start, end=end, role=like.role)


def _moved(words: Sequence[tuple[int, int]], inside: Sequence[int], span: Tagged, chance: random.Random) -> Tagged:
    steps = chance.choice((-3, -2, -1, -1, 1, 1, 2, 3))
    if chance.random() < STARTS:
        start = words[min(max(0, inside[0] + steps), inside[-1])][0]
        return _tagged(span, start, span.end)
    end = words[max(min(len(words) - 1, inside[-1] + steps), inside[0])][1]
    return _tagged(span, span.start, end)


def _invented(words: Sequence[tuple[int, int]], like: Tagged, chance: random.Random) -> Tagged:
    """A span where none is, somewhere around another."""
    near = min(range(len(words)), key=lambda place: abs(words[place][0] - like.start))
    first = min(max(0, near + chance.randrange(-40, 40)), len(words) - 1)
    most = {"source": 4, "cue": 3, "content": 20}[like.role]
    last = min(len(words) - 1, first + chance.randrange(most))
    return _tagged(like, words[first][0], words[last][1])


def meet(span: Tagged, parts: polnear.Spans) -> bool:
    """Whether a span is one of some annotated ones."""
    return any(overlap(span, part) >= MEET * min(span.end - span.start, part.end - part.start) for part in parts)


def linked(gold: Sequence[polnear.Relation], one: Tagged, other: Tagged) -> bool:
    """Whether two spans belong to one annotated attribution."""
    return any(meet(one, getattr(each, one.role)) and meet(other, getattr(each, other.role)) for each in gold)


def rows(sample: Sample) -> tuple[NDArray[np.float32], NDArray[np.int8]]:
    """The features of all pairs of a reading that are judged, and whether they are linked."""
    layout = Layout(sample.text, sample.sentences, sample.spans)
    pairs = list(assign.candidates(layout))
    right = [linked(sample.gold, *pair) for pair in pairs]
    held = {other for (_, other), yes in zip(pairs, right, strict=True) if yes}
    silent = [source for source in layout.sources if source not in held]
    alone = list(assign.direct(layout, silent, [content for content in layout.contents if content not in held]))
    right += [linked(sample.gold, *pair) for pair in alone]
    found = np.array([features.row(layout, *pair, None) for pair in (*pairs, *alone)], dtype=np.float32)
    return found.reshape(-1, len(features.NAMES)), np.array(right, dtype=np.int8)


def samples(documents: Sequence[polnear.Document], spans: dict[str, tuple[Tagged, ...]]) -> Iterator[Sample]:
    """All readings of some articles."""
    for document in documents:
        parts, marked = split(document.text), annotated(document.attributions)
        chance = random.Random(document.name)  # noqa: S311 - noise, no secret
        readings = [marked, *(noisy(document.text, marked, chance) for _ in range(2)), ruled(document.text, parts)]
        readings += [spans[document.name]] if document.name in spans else []
        for kind, reading in zip(READINGS, readings, strict=False):
            yield Sample(kind, document.text, parts, reading, document.attributions)


def trained(found: Iterable[Sample]) -> lightgbm.Booster:
    """The trees for some readings."""
    made = [rows(sample) for sample in found]
    data = lightgbm.Dataset(
        np.concatenate([one for one, _ in made]),
        np.concatenate([right for _, right in made]),
        feature_name=list(features.NAMES),
    )
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def measure(model: lightgbm.Booster, found: Iterable[Sample]) -> None:
    """Print how many attributions of some readings come out right, for each kind of reading."""
    kinds: dict[str, list[attribution.Counts]] = {}
    for sample in found:
        overlapping, exact = kinds.setdefault(sample.kind, [attribution.Counts(), attribution.Counts()])
        made = links.join(sample.text, sample.sentences, sample.spans, judge=trees.Grown([model]))
        relations = [attribution.as_relation(one) for one in made]
        attribution.count_relations(sample.gold, relations, overlapping)
        exact.right += len(set(sample.gold) & set(relations))
        exact.gold, exact.found = overlapping.gold, overlapping.found
    for kind, (overlapping, exact) in kinds.items():
        print(f"{kind:10} relations {overlapping.figures()}\n{'':10} letter by letter {exact.figures()}")


def tagged(files: Sequence[Path]) -> dict[str, tuple[Tagged, ...]]:
    """The spans of a tagger, by article."""
    found: dict[str, tuple[Tagged, ...]] = {}
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            spans = (Tagged(start=a, end=b, role=role, score=score) for role, a, b, score in one["spans"])
            found[one["name"]] = tuple(sorted(spans))
    return found


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("polnear", type=Path)
    options.add_argument("--to", type=Path, default=Path("models"))
    options.add_argument("--spans", type=Path, nargs="*", default=[])
    options.add_argument("--measure", action="store_true")
    args = options.parse_args()
    documents, spans = list(polnear.documents(args.polnear, "train")), tagged(args.spans)
    model = trained(samples([one for number, one in enumerate(documents) if number % PART], spans))
    some, _ = rows(next(samples(documents[:1], spans)))
    trees.write([model], features.NAMES, args.to / MODEL, some)
    if args.measure:
        measure(model, samples(documents[::PART], spans))


if __name__ == "__main__":
    main()
