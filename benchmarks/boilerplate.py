"""Precision, recall and F1 (characters) of what is marked as not part of the report, against annotated stories.

    python benchmarks/boilerplate.py GOLD_DIR [--errors]

GOLD_DIR holds one story folder a story, each with ``gold.json``. Counted as ``score.py`` counts: all characters, white
space included. ``--errors`` prints each stretch that is missed (-) or wrongly marked (+).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from passages import located

from twosource import read
from twosource.model import Article


class Counts(NamedTuple):
    """Characters marked rightly, marked, and wanted."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: Counts) -> Counts:
        """The sum."""
        return Counts(self.hit + other.hit, self.found + other.found, self.wanted + other.wanted)

    def __str__(self) -> str:
        p = self.hit / self.found if self.found else 0.0
        r = self.hit / self.wanted if self.wanted else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return f"P {p:.3f}  R {r:.3f}  F1 {f1:.3f}  ({self.hit:,} of {self.found:,} found, {self.wanted:,} wanted)"


def gold_characters(story: Path, file: str, text: str) -> set[int]:
    """The offsets of annotated boilerplate in one report."""
    entries = json.loads((story / "articles.json").read_text(encoding="utf-8"))
    names = {entry["id"]: entry["file"] for entry in entries}
    out: set[int] = set()
    for passage in json.loads((story / "gold.json").read_text(encoding="utf-8"))["boilerplate"]:
        if names[passage["article"]] != file:
            continue
        span = located(text, passage["text"], passage.get("nth"))
        if span:
            out |= set(range(span.start, span.end))
    return out


def stretches(offsets: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of neighbouring offsets."""
    for _, group in groupby(enumerate(sorted(offsets)), key=lambda pair: pair[1] - pair[0]):
        run = [offset for _, offset in group]
        yield run[0], run[-1] + 1


def measure(story: Path, *, errors: bool) -> Counts:
    """The counts of one story."""
    counts = Counts()
    for page in read.discover(story).pages:
        article = read.page(page)
        if not isinstance(article, Article):
            continue
        wanted = gold_characters(story, article.file, article.text)
        found = {offset for span in article.boilerplate for offset in range(span.start, span.end)}
        counts = counts.plus(Counts(len(wanted & found), len(found), len(wanted)))
        for sign, wrong in (("-", wanted - found), ("+", found - wanted)) if errors else ():
            for start, end in stretches(wrong):
                if article.text[start:end].strip():
                    print(f"  {sign} {story.name}/{article.file} {article.outlet}: {article.text[start:end][:300]!r}")
    return counts


def main() -> None:
    """Print the figures of each story and of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    total = Counts()
    for story in sorted(path for path in options.gold.iterdir() if (path / "gold.json").exists()):
        counts = measure(story, errors=options.errors)
        total = total.plus(counts)
        print(f"{story.name:28} {counts}")
    print(f"{'all':28} {total}")


if __name__ == "__main__":
    main()
