"""Pronouns with their antecedents, to train the reader and the judge of references on.

    python training/reader/pronouns.py --gap DIR --gum DIR --articles FILE.jsonl.gz ... --without DIR --to FILE

Out: one JSON object a line: ``source`` ("gap", "gum", "masked", "told", "renamed"), ``key`` (the text it comes from:
parts of one key belong into one fold), ``text``, ``pronoun`` [start, end], ``candidates`` [[start, end, label], ...]
in text order, where a label is 1 (the pronoun stands for it), 0 (for somebody else) or null (not known).

Candidates are what ``annotate.names`` finds: names that may be somebody's (before and behind the pronoun) and
descriptions of one person. What is gold: GAP says of two names whether they are meant; its other names are known where
they repeat one of the two, or where one of the two is meant and they share no word with it. GUM says it of every
mention. How the other three are made of news: ``pronouns_made``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain as flattened
from pathlib import Path
from typing import NamedTuple

from gum_pronouns import gum
from pronouns_made import Without, made
from pronouns_records import Candidate, Example, read

from twosource.annotate.references import people


def gap(file: Path) -> Iterator[Example]:
    """The rows of a GAP file."""
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield _gap_row(row)


class _Asked(NamedTuple):
    start: int
    end: int
    meant: bool


def _gap_row(row: dict[str, str]) -> Example:
    text, at = row["Text"], int(row["Pronoun-offset"])
    asked = []
    for key in ("A", "B"):
        start = int(row[f"{key}-offset"])
        asked.append(_Asked(start, start + len(row[key]), row[f"{key}-coref"] == "TRUE"))
    seen = read(text)
    by_chain: dict[int, int] = {}
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        for name in asked:
            if chain is not None and mention.start < name.end and name.start < mention.end:
                by_chain[chain] = max(by_chain.get(chain, 0), int(name.meant))
    words = {w for n in asked if n.meant for w in people.parse(text[n.start : n.end]).words}
    found = [Candidate(n.start, n.end, int(n.meant)) for n in asked]
    for mention, chain in zip(seen.mentions, seen.chains, strict=True):
        if any(mention.start < n.end and n.start < mention.end for n in asked) or not seen.candidate(mention, chain):
            continue
        label: int | None = None
        if chain is not None:
            label = by_chain.get(chain)
            if label is None and words and not words & set(people.parse(text[mention.start : mention.end]).words):
                label = 0
        found.append(Candidate(mention.start, mention.end, label))
    pronoun = (at, at + len(row["Pronoun"]))
    return Example(source="gap", key=row["ID"], text=text, pronoun=pronoun, candidates=tuple(sorted(found)))


def articles(file: Path) -> Iterator[tuple[str, str]]:
    """Id and text of each article of a JSONL file: an article, or a story with its articles, a line."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            for one in row.get("articles", [row]):
                yield one["id"], one["text"]


def examples(
    *, gap_file: Path, gum_folder: Path, news: Iterable[tuple[str, str]], without: Sequence[str] = ()
) -> Iterator[Example]:
    """All examples: GAP, GUM, and what can be made of news articles but those that share text with ``without``."""
    yield from gap(gap_file)
    yield from gum(gum_folder)
    kept_out, seen = Without(without), set()
    for key, text in news:
        if key not in seen and not kept_out.shares(text):
            seen.add(key)
            yield from made(key, text)


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--gap", type=Path, required=True, help="folder with gap-development.tsv")
    parser.add_argument("--gum", type=Path, required=True, help="folder with dep/ and splits.md")
    parser.add_argument("--articles", type=Path, nargs="+", required=True, help="gzipped JSONL files")
    parser.add_argument("--without", type=Path, required=True, help="stories whose texts must stay out")
    args = parser.parse_args()
    kept_out = [path.read_text(encoding="utf-8") for path in sorted(args.without.glob("*/*.txt"))]
    found = examples(
        gap_file=args.gap / "gap-development.tsv",
        gum_folder=args.gum,
        news=flattened.from_iterable(map(articles, args.articles)),
        without=kept_out,
    )
    counts: Counter[str] = Counter()
    args.to.parent.mkdir(parents=True, exist_ok=True)
    with args.to.open("w", encoding="utf-8") as out:
        for example in found:
            counts[example.source] += 1
            out.write(json.dumps(example.row(), ensure_ascii=False) + "\n")
    print(dict(counts))


if __name__ == "__main__":
    main()
