"""Score the linking of "he" and "she" on GAP: a pronoun, two names, and whether either is meant.

    python benchmarks/pronouns.py gap-development.tsv [--errors]

A pronoun counts as resolved if it is in an entity with another mention. Printed are: how many of the pronouns that
mean one of the two names were linked to it (recall), how many of those linked to one of the two names rightly
(precision), and how many stayed open. Exit code 2 if the file is not there.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from twosource.annotate import names, sentences
from twosource.compare import entities
from twosource.model import Article, Reading, Span


def verdict(row: dict[str, str]) -> str:
    """What became of one pronoun: right, wrong, open, or elsewhere (linked to neither name)."""
    text = row["Text"]
    article = Article(id="a", file=row["ID"], text=text, sha256="", raw_sha256="")
    split = sentences.split(article)
    reading = Reading(article="a", made_by="", sentences=split, mentions=names.find(article, split))
    index = entities.index(entities.link([article], [reading]), [article])

    def entity(name: str, at: int) -> str | None:
        found = entities.at(index, "a", Span(at, at + len(name)))
        return found.id if found else None

    pronoun = entity(row["Pronoun"], int(row["Pronoun-offset"]))
    if pronoun is None:
        return "open"
    meant = {key: entity(row[key], int(row[f"{key}-offset"])) == pronoun for key in ("A", "B")}
    if not any(meant.values()):
        return "elsewhere" if "TRUE" in {row["A-coref"], row["B-coref"]} else "neither"
    return "right" if any(row[f"{key}-coref"] == "TRUE" and meant[key] for key in meant) else "wrong"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gap", type=Path)
    parser.add_argument("--errors", action="store_true", help="name the pronouns linked wrongly")
    args = parser.parse_args(argv)
    if not args.gap.is_file():
        print(f"pronouns: {args.gap} is not there", file=sys.stderr)
        return 2
    with args.gap.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    counts: Counter[str] = Counter()
    for row in rows:
        found = verdict(row)
        counts[found] += 1
        if args.errors and found in {"wrong", "elsewhere"}:
            print(found, row["ID"], row["Pronoun"], row["Pronoun-offset"], row["A"], row["B"])
    wanted = sum("TRUE" in {row["A-coref"], row["B-coref"]} for row in rows)
    linked = counts["right"] + counts["wrong"] + counts["elsewhere"]
    print(f"precision {counts['right'] / max(1, linked):.3f}  recall {counts['right'] / wanted:.3f}  {dict(counts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
