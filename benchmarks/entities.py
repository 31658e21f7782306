"""Score the entities linked in annotated stories, without making whole dossiers.

    python benchmarks/entities.py GOLD_DIR [--errors] [--story NAME] [--floor F1] [--rules] [--json]

GOLD_DIR holds one folder per story (articles.json, the texts, gold.json). Each is read, its names are found and linked,
and pairs of gold mentions are compared: precision, recall and F1 of "the same entity", micro-averaged, as score.py
counts them. ``--errors`` prints, per story, who was split into several entities and what was merged wrongly;
``--rules`` finds names by the rules alone, as where no model is at hand; ``--json`` prints fractions.

Exit codes: 0 done, 1 F1 below ``--floor``, 2 no annotated story.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from passages import located

from twosource import annotate, engines, read
from twosource.annotate import names, sentences
from twosource.compare import entities
from twosource.model import Article, Entity, Reading, Span
from twosource.text import overlap


class Counts(NamedTuple):
    """Pairs of gold mentions: one entity in both, in the dossier only, in gold only."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum of two counts."""
        return Counts(self.hit + other.hit, self.wrong + other.wrong, self.missed + other.missed)

    def figures(self) -> tuple[float, float, float]:
        """Precision, recall, F1."""
        p = self.hit / (self.hit + self.wrong) if self.hit else 0.0
        r = self.hit / (self.hit + self.missed) if self.hit else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


class Place(NamedTuple):
    """A gold mention: who it is in gold, what it says, and the entity found there."""

    who: str
    words: str
    entity: Entity | None


def articles(folder: Path) -> list[Article]:
    """The articles of a story as the reader gives them, gold.json out of its sight."""
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / folder.name
        copy.mkdir()
        for file in sorted(folder.iterdir()):
            if file.name != "gold.json":
                (copy / file.name).write_bytes(file.read_bytes())
        pages = [read.page(page) for page in read.discover([copy]).pages]
    found = [page for page in pages if isinstance(page, Article)]
    return sorted(found, key=lambda a: (a.published or "", a.outlet or "", a.id))


def by_rules(article: Article) -> Reading:
    """Sentences and mentions only, names found by the rules alone."""
    split = sentences.split(article)
    return Reading(article=article.id, made_by="", sentences=split, mentions=names.find(article, split))


def reading(article: Article) -> Reading:
    """The reading that the shipped engines give."""
    return annotate.article(article, engines.load())


def _near(a: Span, b: Span) -> bool:
    return overlap(a, b) > 0 and overlap(a, b) >= min(a.end - a.start, b.end - b.start) / 2


def places(folder: Path, read_with: Callable[[Article], Reading] = reading) -> Iterator[Place]:
    """Every gold mention of a story with the entity that the linker has there."""
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    files = {a["id"]: a["file"] for a in json.loads((folder / "articles.json").read_text(encoding="utf-8"))}
    read_articles = articles(folder)
    linked = entities.link(read_articles, [read_with(a) for a in read_articles])
    by_file = {Path(a.file).name: a for a in read_articles}
    for person in gold["people"]:
        for mention in person["mentions"]:
            article = by_file.get(files[mention["article"]])
            span = located(article.text, mention["text"], mention.get("nth")) if article else None
            found = next(
                (
                    e
                    for e in linked
                    for m in e.mentions
                    if article and span and m.article == article.id and _near(span, m.span)
                ),
                None,
            )
            yield Place(person["name"], f"{mention['article']}: {mention['text']}", found)


def count(found: Sequence[Place]) -> Counts:
    """Compare all pairs of a story's gold mentions."""
    hit = wrong = missed = 0
    for a, b in combinations(found, 2):
        same = a.entity is not None and b.entity is not None and a.entity.id == b.entity.id
        hit += same and a.who == b.who
        wrong += same and a.who != b.who
        missed += not same and a.who == b.who
    return Counts(hit, wrong, missed)


def errors(found: Sequence[Place]) -> Iterator[str]:
    """One line for each gold entity that was split, and each entity that holds several."""
    split: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    merged: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for place in found:
        split[place.who][place.entity.name if place.entity else "-"].append(place.words)
        if place.entity:
            merged[place.entity.name][place.who].append(place.words)
    for who, parts in split.items():
        if len(parts) > 1:
            yield f"  split  {who}: {dict(parts)}"
    for name, whole in merged.items():
        if len(whole) > 1:
            yield f"  merged {name}: {dict(whole)}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was split and merged")
    parser.add_argument("--story", help="only this story")
    parser.add_argument("--rules", action="store_true", help="find names by the rules alone")
    parser.add_argument("--json", action="store_true", help="print precision, recall and F1 as JSON")
    parser.add_argument("--floor", type=float, default=0.0, help="exit with 1 if F1 is lower")
    args = parser.parse_args(argv)
    folders = [p.parent for p in sorted(args.gold.glob("*/gold.json")) if args.story in {None, p.parent.name}]
    if not folders:
        print(f"entities: no annotated story in {args.gold}", file=sys.stderr)
        return 2
    total, began = Counts(), time.perf_counter()
    for folder in folders:
        found = list(places(folder, by_rules if args.rules else reading))
        one = count(found)
        total = total.plus(one)
        if args.errors:
            print(f"{folder.name}: hit {one.hit} wrong {one.wrong} missed {one.missed}", *errors(found), sep="\n")
    p, r, f1 = total.figures()
    if args.json:
        print(json.dumps({"entities": {"p": p, "r": r, "f1": f1}}))
        return 0 if f1 >= args.floor else 1
    print(f"entities F1 {f1:.3f}  P {p:.3f}  R {r:.3f}  {total}  {time.perf_counter() - began:.1f} s")
    return 0 if f1 >= args.floor else 1


if __name__ == "__main__":
    sys.exit(main())
