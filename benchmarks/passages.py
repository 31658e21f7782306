"""How finely passages are cut, beside those that readers of annotated stories quote.

    python benchmarks/passages.py GOLD_DIR OUT_DIR [--table docs/quality.md]

GOLD_DIR is as for ``stories.py``, OUT_DIR what that wrote. For each passage that readers gave as evidence the best
passage of any claim of the dossier is looked for. Told are shares of the gold passages:

alike      a passage of ours and the gold one share half of the characters of both together (IoU >= 0.5)
wider      ours holds (nearly) all of it and more than twice as much: a sentence for a clause
narrower   it holds (nearly) all of ours and more than twice as much
missed     none of these

and beside them how many facts stand in one passage: the share of our passages in which readers saw one, two, or more.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import bounds  # these two are beside this file
from errors import module

ALIKE, NEARLY = 0.5, 0.8

Ours = dict[str, set[tuple[int, int]]]


def main() -> int:
    """Print the figures; 2 when there are no stories, or no dossiers of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    args = parser.parse_args()
    script = next(iter(args.gold.resolve().parent.glob("score.py")), None)
    folders = [p.parent for p in sorted(args.gold.glob("*/gold.json"))]
    if not folders or not script:
        print(f"passages: no annotated stories in {args.gold} or no score.py beside it")
        return 2
    found: Counter[str] = Counter()
    facts: Counter[int] = Counter()
    score = module(script)
    for folder in folders:
        made = args.out / f"{folder.name}.json"
        if made.exists():
            _count(score.Story(folder, json.loads(made.read_text("utf-8"))), found, facts)
    if not found:
        print(f"passages: no dossiers of these stories in {args.out}: make them first (benchmarks/stories.py)")
        return 2
    told = table(found, facts)
    print(told)
    if args.table:
        bounds.write_table(args.table, f"passages {args.gold.name}", told)
    return 0


def _count(story: Any, found: Counter[str], facts: Counter[int]) -> None:  # noqa: ANN401 - of score.py
    ours: Ours = {}
    for claim in story.d.get("claims", []):
        for e in claim["evidence"]:
            ours.setdefault(story.article(e["article"]) or "", set()).add((e["start"], e["end"]))
    gold: dict[tuple[str, tuple[int, int]], set[int]] = {}
    for number, claim in enumerate(story.gold["claims"]):
        for e in claim["evidence"]:
            span = story.find(e["article"], e["text"], e.get("nth"))
            if span:
                gold.setdefault((e["article"], span), set()).add(number)
    for article, span in gold:
        found[kind(span, sorted(ours.get(article, ())))] += 1
    for article, spans in ours.items():
        for mine in spans:
            told = {n for (a, span), ns in gold.items() if a == article and _share(span, mine) >= NEARLY for n in ns}
            facts[min(len(told), 3)] += bool(told)


def kind(gold: tuple[int, int], ours: Sequence[tuple[int, int]]) -> str:
    """How the best of our passages lies to a gold one."""
    if any(_common(gold, mine) >= ALIKE * (_length(gold) + _length(mine) - _common(gold, mine)) for mine in ours):
        return "alike"
    if any(_share(gold, mine) >= NEARLY for mine in ours):
        return "wider"
    return "narrower" if any(_share(mine, gold) >= NEARLY for mine in ours) else "missed"


def _length(span: tuple[int, int]) -> int:
    return span[1] - span[0]


def _common(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _share(part: tuple[int, int], whole: tuple[int, int]) -> float:
    """How much of one span lies in another."""
    return _common(part, whole) / max(1, _length(part))


def table(found: Counter[str], facts: Counter[int]) -> str:
    """The figures as Markdown."""
    passages = {name: (found[name], f"{found[name] / max(1, found.total()):.3f}") for name in KINDS}
    several = {name: (facts[n], f"{facts[n] / max(1, facts.total()):.3f}") for n, name in FACTS.items()}
    return "\n".join(
        [
            *bounds.markdown(("passages that readers quote", "of them", "share"), passages),
            "",
            *bounds.markdown(("facts in a passage of ours", "passages", "share"), several),
        ]
    )


KINDS = ("alike", "wider", "narrower", "missed")
FACTS = {1: "one", 2: "two", 3: "three and more"}


if __name__ == "__main__":
    sys.exit(main())
