"""Score the dossiers of annotated stories.

    python benchmarks/stories.py GOLD_DIR OUT_DIR [--score score.py] [--table docs/quality.md]
                                 [--floors benchmarks/floors.json] [--raise-floors]

GOLD_DIR holds one folder per story (articles.json, the texts, gold.json). Each story is copied to a temporary folder
without its gold.json, its dossier is made there and written to OUT_DIR/STORY.json; then score.py (by default the one
beside GOLD_DIR) is run and its table printed.

``--table FILE`` writes the figures between the markers of that corpus in FILE. ``--floors FILE`` exits with 1 if a
figure is below its floor; floors belong to one corpus, told by a hash of its files. ``--raise-floors`` raises them to
what was measured less a margin, and never lowers one.

Exit codes: 0 done, 1 a figure below its floor or a story without a dossier, 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import bounds  # beside this file

from twosource import __version__, codec, desk
from twosource.errors import TwosourceError

MEASURES = {
    "boilerplate": "characters marked as not part of the report",
    "statements": "words given to somebody",
    "source": "matched statements with the right source words",
    "origin": "matched statements with the right origin",
    "channel": "matched statements with the right channel",
    "anonymity": "matched statements rightly called anonymous or not",
    "claims": "pairs of passages in different reports that say the same",
    "standing": "claims found whose standing is right",
    "conflicts": "slots whose values differ",
    "copies": "pairs of reports sharing text",
    "times": "time expressions with the right calendar value",
    "entities": "pairs of mentions of the same person or organisation",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    args = _arguments(argv)
    folders = [p.parent for p in sorted(args.gold.glob("*/gold.json"))] if args.gold.is_dir() else []
    score = args.score or next(iter(args.gold.resolve().parent.glob("score.py")), None)
    if not folders or not score:
        print(f"stories: no annotated stories in {args.gold} or no score.py beside it; they are not in this repository")
        return 2
    started = time.perf_counter()
    failed = make_dossiers(folders, args.out)
    print(f"{len(folders)} stories in {time.perf_counter() - started:.1f} s")
    subprocess.run([sys.executable, score, args.gold, args.out], check=True)  # noqa: S603 - given by the caller
    printed = subprocess.check_output([sys.executable, score, args.gold, args.out, "--json"], text=True)  # noqa: S603
    figures = json.loads(printed)
    if args.table:
        write_table(args.table, args.gold.name, figures)
    below = check_floors(args.floors, args.gold, figures, raised=args.raise_floors) if args.floors else []
    for message in below + failed:
        print(message)
    return 1 if below or failed else 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score the dossiers of annotated stories.")
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument("--score", type=Path, metavar="score.py")
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    parser.add_argument("--floors", type=Path, metavar="FILE.json")
    parser.add_argument("--raise-floors", action="store_true")
    args = parser.parse_args(argv)
    if args.raise_floors and not args.floors:
        parser.error("--raise-floors needs --floors FILE")
    return args


# --- dossiers -------------------------------------------------------------------------------------------------------


def make_dossiers(folders: Sequence[Path], out: Path) -> list[str]:
    """Write OUT/STORY.json for each folder; a message for each story that gave none."""
    out.mkdir(parents=True, exist_ok=True)
    failed = []
    with tempfile.TemporaryDirectory() as work:
        for folder in folders:
            target = out / f"{folder.name}.json"
            target.unlink(missing_ok=True)
            try:
                target.write_bytes(codec.encode(desk.dossier(without_gold(folder, Path(work)), jobs=1)))
            except TwosourceError as error:
                failed.append(f"{folder.name}: no dossier: {error}")
    return failed


def without_gold(folder: Path, work: Path) -> Path:
    """A copy of the story folder with nothing in it but articles.json and the files that it names."""
    copy = work / folder.name
    copy.mkdir()
    listing = folder / "articles.json"
    for name in ["articles.json", *(a["file"] for a in json.loads(listing.read_text("utf-8")))]:
        shutil.copyfile(folder / name, copy / name)
    return copy


# --- the table ------------------------------------------------------------------------------------------------------


def write_table(file: Path, corpus: str, figures: dict[str, Any]) -> None:
    """Replace what stands between the markers of this corpus."""
    bounds.write_table(file, f"stories {corpus}", table(figures))


def table(figures: dict[str, Any]) -> str:
    """The figures as Markdown: all of them over all stories, then the claims by story."""
    rows = [
        f"Version {__version__}, {len(figures['stories'])} stories.",
        "",
        "| figure | of what | gold | found | precision | recall | F1 |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    shares = ["", "| figure | of what | judged | right |", "|---|---|--:|--:|"]
    for name, what in MEASURES.items():
        v = figures["all"].get(name)
        if v and "f1" in v:
            numbers = f"{v['gold']} | {v['found']} | {v['p']:.3f} | {v['r']:.3f} | **{v['f1']:.3f}**"
            rows.append(f"| {name} | {what} | {numbers} |")
        elif v:
            shares.append(f"| {name} | {what} | {v['of']} | **{v['share']:.3f}** |")
    stories = ["", "| story | claims F1 | statements F1 |", "|---|--:|--:|"]
    for story, v in figures["stories"].items():
        stories.append(f"| {story} | {v['claims']['f1']:.3f} | {v['statements']['f1']:.3f} |")
    return "\n".join(rows + shares + stories)


# --- floors ---------------------------------------------------------------------------------------------------------


def check_floors(file: Path, gold: Path, figures: dict[str, Any], *, raised: bool) -> list[str]:
    """A message for each figure below its floor; with ``raised`` the other floors are raised in the file."""
    floors = {"floors": dict(_measured(figures["all"]))}
    return bounds.check(file, gold.name, [gold], floors, tightened=raised)


def _measured(figures: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for name in MEASURES:
        if name in figures:
            yield name, figures[name].get("f1", figures[name].get("share", 0.0))


if __name__ == "__main__":
    sys.exit(main())
