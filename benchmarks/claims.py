"""Score claims against annotated stories, story by story.

    python benchmarks/claims.py GOLD_DIR [--errors]

GOLD_DIR holds one folder per story (articles.json, the texts, gold.json). The stories are read, annotated and grouped
by the shipped engines; precision, recall and F1 count pairs of passages of different reports inside one claim, as the
stories' own score does. ``--errors`` also shows every wrong pair and every gold pair that was missed.

On the stories the pair model was trained on, the figures are better than they would be on others:
``training/train_pairs.py --measure`` prints honest ones for these.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

from gold import GoldPair, Hits, Story, stories  # the reader of gold files that training uses

from twosource import engines
from twosource.compare import claims
from twosource.model import Span
from twosource.text import squash


class Figures(NamedTuple):
    """Pairs found, those of them that are right, gold pairs met, gold pairs."""

    found: int = 0
    right: int = 0
    met: int = 0
    wanted: int = 0

    def plus(self, other: Figures) -> Figures:
        """The sum of two counts."""
        return Figures(*(a + b for a, b in zip(self, other, strict=True)))

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.met / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  found {self.found}  gold {self.wanted}"


def main() -> int:
    """Print the figures; 2 when there are no stories."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    total = Figures()
    for story in stories(args.gold, engines.load()):
        figures, wrong, missed = scored(story)
        total = total.plus(figures)
        print(f"{story.name:24} {figures}")
        if args.errors:
            for a, x, b, y in wrong:
                print(f"  WRONG   {_words(story, a, x)}\n          {_words(story, b, y)}")
            for a, x, b, y in missed:
                print(f"  MISSED  {_words(story, a, x)}\n          {_words(story, b, y)}")
    print(f"{'all':24} {total}")
    return 0 if total.wanted else 2


def scored(story: Story) -> tuple[Figures, list[GoldPair], list[GoldPair]]:
    """The figures of one story, its wrong pairs and its missed ones."""
    hits = Hits(story)
    pairs = list(_pairs(story))
    met = [hits.of(*pair) for pair in pairs]
    seen = {number for numbers in met for number in numbers}
    figures = Figures(len(pairs), sum(map(bool, met)), len(seen), len(story.pairs))
    wrong = [pair for pair, numbers in zip(pairs, met, strict=True) if not numbers]
    return figures, wrong, [pair for number, pair in enumerate(story.pairs) if number not in seen]


def _pairs(story: Story) -> Iterator[GoldPair]:
    places = {article.id: number for number, article in enumerate(story.articles)}
    for group in claims.find(story.articles, story.readings, engines.load()).groups:
        spots = [(places[r.article], story.readings[places[r.article]].assertions[r.index].span) for r in group]
        for number, (a, x) in enumerate(spots):
            yield from ((a, x, b, y) for b, y in spots[number + 1 :] if a != b)


def _words(story: Story, article: int, span: Span) -> str:
    return f"[{story.articles[article].outlet}] {squash(story.articles[article].text[span.start : span.end])}"


if __name__ == "__main__":
    sys.exit(main())
