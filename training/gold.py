"""Annotated stories, read by the code that runs: articles and readings, and which passages are one claim.

A gold passage and an assertion are the same piece of text when half of the shorter one is shared, as in the score of
the annotated stories.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from passages import located

from twosource import annotate, read
from twosource.model import Article, Reading, Span
from twosource.seams import Engines
from twosource.text import overlap

GoldPair = tuple[int, Span, int, Span]
"""Two gold passages of one claim: article and span, article and span."""


class Story(NamedTuple):
    """A story as the pipeline sees it, in the order of article ids, with its gold pairs of passages."""

    name: str
    articles: list[Article]
    readings: list[Reading]
    pairs: list[GoldPair]


def stories(folder: Path, engines: Engines) -> list[Story]:
    """All annotated stories of a folder, in the order of their names."""
    return [story(path.parent, engines) for path in sorted(folder.glob("*/gold.json"))]


def story(folder: Path, engines: Engines) -> Story:
    """One annotated story."""
    by_number = reports(folder)
    articles = sorted(by_number.values(), key=lambda a: a.id)
    readings = [annotate.article(article, engines) for article in articles]
    places = {article.id: place for place, article in enumerate(articles)}
    numbers = {number: places[article.id] for number, article in by_number.items()}
    return Story(folder.name, articles, readings, _gold_pairs(folder, articles, numbers))


def reports(folder: Path) -> dict[str, Article]:
    """The reports of an annotated story as the product reads them, by the ids that the annotation calls them."""
    listed = json.loads((folder / "articles.json").read_text(encoding="utf-8"))
    ids = {Path(entry["file"]).name: entry["id"] for entry in listed}
    read_all = map(read.page, read.discover([folder]).pages)
    return {ids[Path(one.file).name]: one for one in read_all if isinstance(one, Article)}


def _gold_pairs(folder: Path, articles: list[Article], numbers: dict[str, int]) -> list[GoldPair]:
    found: list[GoldPair] = []
    for claim in json.loads((folder / "gold.json").read_text(encoding="utf-8"))["claims"]:
        places_of = ((numbers[e["article"]], e) for e in claim["evidence"])
        spots = [(number, located(articles[number].text, e["text"], e.get("nth"))) for number, e in places_of]
        found += [(a, x, b, y) for (a, x), (b, y) in combinations(spots, 2) if a != b and x and y]
    return found


def near(a: Span, b: Span) -> bool:
    """Whether two passages of one article are the same piece of text."""
    shared = overlap(a, b)
    return shared > 0 and 2 * shared >= min(a.end - a.start, b.end - b.start)


class Hits:
    """Which gold pairs a pair of passages of a story meets."""

    def __init__(self, story: Story) -> None:
        self._pairs: dict[tuple[int, int], list[tuple[int, Span, Span]]] = defaultdict(list)
        for number, (a, x, b, y) in enumerate(story.pairs):
            self._pairs[a, b].append((number, x, y))
            self._pairs[b, a].append((number, y, x))

    def of(self, a: int, x: Span, b: int, y: Span) -> list[int]:
        """The numbers of the gold pairs met by the passage ``x`` of article ``a`` and ``y`` of ``b``."""
        return [number for number, gx, gy in self._pairs.get((a, b), ()) if near(gx, x) and near(gy, y)]
