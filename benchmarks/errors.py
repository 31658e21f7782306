"""Show where the dossiers of annotated stories are wrong, claim by claim and slot by slot.

    python benchmarks/errors.py GOLD_DIR OUT_DIR standing|conflicts [--only GOT-WANTED] [--story NAME]

GOLD_DIR is as for ``stories.py``, OUT_DIR what that wrote. ``standing`` prints a table of wanted against given
standings of the gold claims found, then each claim that is wrong with its evidence on both sides; ``conflicts`` prints
gold slots that were missed and slots that are in no gold annotation. ``--only conflict-single`` keeps the claims that
were given "conflict" and should be "single". Passages are matched by the rules of the stories' own score.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import Any


def main() -> int:
    """Print the errors; 2 when there are no stories."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("of", choices=["standing", "conflicts"])
    parser.add_argument("--only", default="")
    parser.add_argument("--story", default="")
    args = parser.parse_args()
    script = next(iter(args.gold.resolve().parent.glob("score.py")), None)
    folders = [p.parent for p in sorted(args.gold.glob("*/gold.json")) if not args.story or p.parent.name == args.story]
    if not folders or not script:
        print(f"errors: no annotated stories in {args.gold} or no score.py beside it")
        return 2
    score = module(script)
    table: Counter[tuple[str, str]] = Counter()
    for folder in folders:
        made = args.out / f"{folder.name}.json"
        story = score.Story(folder, json.loads(made.read_text()) if made.exists() else None)
        if args.of == "standing":
            standings(score, story, folder.name, table, args.only)
        else:
            conflicts(score, story, folder.name)
    if table:
        wanted, given = sorted({w for w, _ in table}), sorted({g for _, g in table})
        print(f"\n{'wanted':16}" + "".join(f"{name:>16}" for name in given))
        for row in wanted:
            print(f"{row:16}" + "".join(f"{table[row, name]:16}" for name in given))
    return 0


def module(script: Path) -> ModuleType:
    """The stories' own score, as a module."""
    spec = importlib.util.spec_from_file_location("score", script)
    if spec is None or spec.loader is None:
        raise ImportError(script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def standings(score: ModuleType, story: Any, name: str, table: Counter[tuple[str, str]], only: str) -> None:  # noqa: ANN401
    """Count the standings of a story's gold claims, and print the wrong ones."""
    names = {o["id"]: o["name"] for o in story.d.get("origins", [])}
    wants = {o["id"]: f"{o['name']} ({o['kind']})" for o in story.gold["origins"]}
    claims = story.d.get("claims", [])
    ours = [[(story.article(e["article"]), (e["start"], e["end"])) for e in c["evidence"]] for c in claims]
    for gold in story.gold["claims"]:
        places = [(e["article"], story.find(e["article"], e["text"], e.get("nth"))) for e in gold["evidence"]]
        places = [(article, span) for article, span in places if span]
        met = [k for k, mine in enumerate(ours) if _meet(score, places, mine)]
        if not met:
            continue
        given = {claims[k]["standing"] for k in met}
        if gold["standing"] in given:
            table[gold["standing"], gold["standing"]] += 1
            continue
        got = min(given)
        table[gold["standing"], got] += 1
        if only and only != f"{got}-{gold['standing']}":
            continue
        print(f"\n=== {name} · {gold['gist']}")
        print(f"   wanted {gold['standing'].upper()}, given {', '.join(sorted(given)).upper()}")
        for e in gold["evidence"]:
            print(f"   gold {e['article']:4} {e['text'][:170]!r} <- {[wants.get(o) for o in e['origins']]}")
        for k in met:
            print(f"   ours {claims[k]['why']}")
            for e in claims[k]["evidence"]:
                article, whom = story.article(e["article"]) or "?", [names.get(o) for o in e["origins"]]
                voice = "said" if e.get("statement") else "own voice"
                print(f"        {article:4} {e['text'][:170]!r} <- {whom} {voice}")


def _meet(score: ModuleType, gold: list[tuple[str, tuple[int, int]]], mine: list[tuple[str, tuple[int, int]]]) -> bool:
    """Whether two passages of different reports are in both claims."""
    met: dict[str, list[int]] = defaultdict(list)
    for article, span in gold:
        for at, (other, place) in enumerate(mine):
            if article == other and score.near(span, place):
                met[article].append(at)
    return any(a != b for a, b in combinations(sorted(met), 2))


def conflicts(score: ModuleType, story: Any, name: str) -> None:  # noqa: ANN401
    """Print the gold slots that no conflict meets, and the conflicts that meet none."""
    gold = [
        (c, [(v["article"], story.find(v["article"], v["text"], v.get("nth")), v) for v in c["values"]])
        for c in story.gold["conflicts"]
    ]
    ours = [
        (c, [(story.article(v["article"]), (v["start"], v["end"]), v) for v in c["values"]])
        for c in story.d.get("conflicts", [])
    ]
    right = set()
    for c, values in gold:
        hits = [
            k
            for k, (_, mine) in enumerate(ours)
            if len({a for a, x, _ in values for b, y, _ in mine if x and a == b and score.near(x, y)}) > 1
        ]
        right.update(hits)
        _print("found " if hits else "MISSED", name, c, values)
    for k, (c, values) in enumerate(ours):
        if k not in right:
            _print("WRONG ", name, c, values)


def _print(verdict: str, name: str, conflict: dict[str, Any], values: list[tuple[str, Any, dict[str, Any]]]) -> None:
    told = " | ".join(f"{article} {value['text']!r}" for article, _, value in values)
    print(f"{verdict} {name} · {conflict['kind']} · {conflict['slot']}: {told}")


if __name__ == "__main__":
    sys.exit(main())
