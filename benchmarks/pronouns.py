"""Score who "he" and "she" are on GAP: a pronoun, two names, and for each of them whether it is meant.

    python benchmarks/pronouns.py gap-validation.tsv [--json] [--errors]

From raw text to ``Reading.references``, as the product runs. A name counts as meant if the pronoun's antecedent is a
mention of the same person in the text: the same mention, or one that ``annotate.references.people`` puts to it. Counted
as the official scorer of GAP does: each row is two decisions; precision, recall and F1 are over the names that are
(called) meant, for all rows, for masculine and feminine pronouns; the bias is F1 feminine by F1 masculine.
``--errors`` names the rows that are decided wrongly. Exit code 2 if the file is not there.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct, structs

from twosource import annotate, engines
from twosource.annotate.references import people
from twosource.model import Article, Reading

FEMININE = frozenset({"she", "her", "hers", "herself"})


class Answer(Struct, frozen=True, kw_only=True):
    """What became of a row: for each of the two names whether it is meant and whether it is said to be."""

    feminine: bool
    meant: tuple[bool, bool]
    said: tuple[bool, bool]
    odds: float = 0.0

    def silent(self) -> Answer:
        """The same row without an answer."""
        return structs.replace(self, said=(False, False))


def rows(gap: Path) -> list[dict[str, str]]:
    """The rows of a GAP file."""
    with gap.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def answer(row: dict[str, str], reading: Reading) -> Answer:
    """What a reading says of a row."""
    text, at = row["Text"], int(row["Pronoun-offset"])
    told = next((r for r in reading.references if reading.mentions[r.mention].start == at), None)
    spans = [(int(row[f"{key}-offset"]), int(row[f"{key}-offset"]) + len(row[key])) for key in ("A", "B")]
    said = (False, False)
    if told:
        chains = people.chains(reading.mentions, text)
        own = chains[told.antecedent]
        same = [
            m for n, m in enumerate(reading.mentions) if n == told.antecedent or (own is not None and chains[n] == own)
        ]
        said = tuple(any(m.start < end and start < m.end for m in same) for start, end in spans)
    return Answer(
        feminine=row["Pronoun"].lower() in FEMININE,
        meant=tuple(row[f"{key}-coref"].upper() == "TRUE" for key in ("A", "B")),
        said=said,
        odds=told.odds if told else 0.0,
    )


def score(answers: Iterable[Answer]) -> dict[str, float]:
    """The figures of some answers, as fractions."""
    answers = list(answers)
    p, r, f1 = _prf(answers)
    masculine = _prf([a for a in answers if not a.feminine])[2]
    feminine = _prf([a for a in answers if a.feminine])[2]
    figures = {"f1": f1, "p": p, "r": r, "masculine": masculine, "feminine": feminine}
    return {key: round(value, 4) for key, value in figures.items()} | {
        "bias": round(feminine / max(masculine, 1e-9), 4)
    }


def _prf(answers: Sequence[Answer]) -> tuple[float, float, float]:
    pairs = [pair for a in answers for pair in zip(a.meant, a.said, strict=True)]
    hit = sum(meant and said for meant, said in pairs)
    p, r = hit / max(1, sum(said for _, said in pairs)), hit / max(1, sum(meant for meant, _ in pairs))
    return p, r, 2 * p * r / max(1e-9, p + r)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gap", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true", help="name the rows decided wrongly")
    args = parser.parse_args(argv)
    if not args.gap.is_file():
        print(f"pronouns: {args.gap} is not there", file=sys.stderr)
        return 2
    loaded, answers = engines.load(), []
    for row in rows(args.gap):
        article = Article(id="a", file=row["ID"], language="en", text=row["Text"], sha256="", raw_sha256="")
        answers.append(answer(row, annotate.article(article, loaded)))
        if args.errors and answers[-1].said != answers[-1].meant:
            print(row["ID"], row["Pronoun"], row["A"], row["B"], answers[-1].meant, answers[-1].said)
    figures = score(answers)
    if args.json:
        print(json.dumps(figures))
    else:
        print("  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
