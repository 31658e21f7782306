"""What is found in stories that nobody annotated, to be read: what was called corroborated, and what contradictory.

    python benchmarks/roundups.py FILE.jsonl[.gz] OUT_DIR [--n 40] [--skip 0] [--of corroborated contradiction]

Each line of the file is a round-up: ``story_id`` and ``articles`` with ``title``, ``text``, ``source``, ``url`` and
``date``. Those of three reports and more are taken in an order that is shuffled but the same every time; their dossiers
go to OUT_DIR, one that is there is not made again. Printed are, passage by passage, the claims of a standing
(``corroborated``, ``same-origin`` ...) and the differences of a kind (``contradiction``, ``scope`` ...), then counts. A
wrong "corroborated" costs most: annotated stories are few, and rules that were made beside them are kind to them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonl

from twosource import codec, desk
from twosource.model import Dossier

SEED = 9
FEWEST = 3
SHOWN = 260
"""Characters of a passage that are printed, and half as many before and behind a value."""


def main() -> int:
    """Make what is missing and print; 2 when the file holds no round-up of three reports."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("out", type=Path)
    parser.add_argument("--n", type=int, default=40)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--of", nargs="+", default=["corroborated", "contradiction"])
    args = parser.parse_args()
    found = sorted(_roundups(args.file), key=lambda one: str(one["story_id"]))
    random.Random(SEED).shuffle(found)  # noqa: S311 - a reproducible order, no secret
    chosen = found[args.skip : args.skip + args.n]
    if not chosen:
        print(f"roundups: no round-up of {FEWEST} reports in {args.file}")
        return 2
    args.out.mkdir(parents=True, exist_ok=True)
    counts: Counter[str] = Counter()
    for number, one in enumerate(chosen, 1):
        made = _dossier(one, args.out)
        counts.update(claim.standing for claim in made.claims)
        counts.update(conflict.kind for conflict in made.conflicts)
        for line in told(made, set(args.of)):
            print(f"{one['story_id']}: {line}" if not line.startswith(" ") else line)
        if sys.stderr.isatty():
            print(f"\r{number} of {len(chosen)}", end="", file=sys.stderr)
    print(f"\n{len(chosen)} round-ups: " + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    return 0


def told(made: Dossier, wanted: set[str]) -> Iterator[str]:
    """The claims and differences that are asked for, a line each and one for each passage."""
    articles = {article.id: article for article in made.articles}
    for claim in (claim for claim in made.claims if claim.standing in wanted):
        yield f"{claim.standing}: {claim.why}"
        for item in claim.evidence:
            voice = "said" if item.statement else "own"
            yield f"    {articles[item.article].outlet or '?':20.20} {voice:4} {' '.join(item.text.split())[:SHOWN]}"
    for conflict in (conflict for conflict in made.conflicts if conflict.kind in wanted):
        yield f"{conflict.kind}: {conflict.slot}: {conflict.why}"
        for value in conflict.values:
            text, half = articles[value.article].text, SHOWN // 2
            before, behind = text[max(0, value.start - half) : value.start], text[value.end : value.end + half]
            words = " ".join(f"{before}[{value.text[:SHOWN]}]{behind}".split())
            yield f"    {articles[value.article].outlet or '?':20.20} {words}"


def _roundups(file: Path) -> Iterator[dict[str, Any]]:
    for one in jsonl.records(file):
        one["articles"] = [article for article in one["articles"] if article.get("text")]
        if len(one["articles"]) >= FEWEST:
            yield one


def _dossier(one: dict[str, Any], out: Path) -> Dossier:
    file = out / f"{one['story_id']}.json"
    if not file.exists():
        with tempfile.TemporaryDirectory() as work:
            raw = Path(work) / "reports.jsonl"
            records = [
                {"title": a.get("title"), "text": a["text"], "outlet": a["source"], "url": a.get("url")}
                | ({"published": a["date"]} if a.get("date") else {})
                for a in one["articles"]
            ]
            raw.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
            file.write_bytes(codec.encode(desk.dossier(raw, jobs=1)))
    return codec.decode(file.read_bytes())


if __name__ == "__main__":
    raise SystemExit(main())
