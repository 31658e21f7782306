"""Pairs of passages from annotated stories: training/relations/stories.py STORIES_DIR OUT.jsonl [--to models].

The passages are those that the product compares, in the words that it gives its judge (``compare.pairs.told``). Two
are one claim when some gold claim has evidence near both; if a gold conflict has values in both, they differ. To pairs
of one claim changes are planted: a number, day or name that both have becomes another in one of them.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import planted
from gold import Hits, Story, near, reports, stories
from passages import located
from records import APART, CONTRADICTS, DIFFERS, NOT_SO, ONE_FACT, Item, write
from train_pairs import Readers

from twosource.compare import pairs
from twosource.compare.pairs.told import told
from twosource.engines import REFERENCES
from twosource.engines.reader import Reader
from twosource.engines.trees import Trees
from twosource.model import Span

OPEN_KINDS = frozenset({"rounding"})
_SHARED = re.compile(r"\b(?:\d[\d,.]*\d|\d|[A-Z][a-z]+(?: [A-Z][a-z]+)*)\b")


def main() -> None:
    """Write the items of all stories."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("stories", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).parents[2] / "models")
    args = parser.parse_args()
    engines = Readers(Reader(args.to), Trees(args.to / REFERENCES, "references"))
    rng = random.Random(3)  # noqa: S311 - a choice of examples
    found = [item for story in stories(args.stories, engines) for item in items(story, args.stories, rng)]  # type: ignore[arg-type]
    print(write(found, args.out), "items")


def items(story: Story, folder: Path, rng: random.Random) -> Iterator[Item]:
    """All pairs of a story that the product would judge, and planted ones."""
    hits, differing = Hits(story), list(_conflicts(story, folder / story.name))
    words = [told(article, reading) for article, reading in zip(story.articles, story.readings, strict=True)]
    asserted = [reading.assertions for reading in story.readings]
    names = sorted({m[1] for article in story.articles for m in planted.NAME.finditer(article.text)})
    for ends, _ in pairs.candidates(story.articles, story.readings):
        for a, i, b, j in ends.tolist():
            x, y = asserted[a][i].span, asserted[b][j].span
            one, other = words[a][i], words[b][j]
            if not hits.of(a, x, b, y):
                yield Item(one, other, APART, "story-apart", story.name)
                continue
            kinds = {kind for kind, met in differing if _met(met, a, x, b, y)}
            may = NOT_SO if kinds - OPEN_KINDS else (*ONE_FACT, DIFFERS) if kinds else ONE_FACT
            yield Item(one, other, may, "story", story.name)
            changed = planted_in(one, other, names, rng) if not kinds else None
            if changed:
                yield Item(one, changed, (DIFFERS, CONTRADICTS), "story-planted", story.name)


def planted_in(one: str, other: str, names: list[str], rng: random.Random) -> str | None:
    """The other passage with something changed that both have."""
    shared = sorted({m[0] for m in _SHARED.finditer(one)} & {m[0] for m in _SHARED.finditer(other)})
    shared = [word for word in shared if not other.startswith(word)]
    if not shared:
        return None
    word = rng.choice(shared)
    if word[0].isdigit():
        new = planted.number(word, rng)
    else:
        another = planted.Persons(names)(f"by {word}", rng) or ""
        new = planted.day(word, rng) or planted.place(word, rng) or another.removeprefix("by ")
    return re.sub(rf"\b{re.escape(word)}\b", new, other) if new and new != word else None


def _conflicts(story: Story, folder: Path) -> Iterator[tuple[str, list[tuple[int, Span]]]]:
    """The values of each gold conflict: article and span."""
    by_number = reports(folder)
    places = {article.id: place for place, article in enumerate(story.articles)}
    numbers = {number: places[article.id] for number, article in by_number.items()}
    for conflict in json.loads((folder / "gold.json").read_text("utf-8"))["conflicts"]:
        spots = [(numbers[v["article"]], v) for v in conflict["values"]]
        found = [(n, located(story.articles[n].text, v["text"], v.get("nth"))) for n, v in spots]
        yield conflict["kind"], [(n, span) for n, span in found if span]


def _met(values: list[tuple[int, Span]], a: int, x: Span, b: int, y: Span) -> bool:
    def holds(article: int, passage: Span) -> bool:
        return any(n == article and near(span, passage) for n, span in values)

    return holds(a, x) and holds(b, y)


if __name__ == "__main__":
    main()
