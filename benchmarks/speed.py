"""How fast reports are read and compared, and in how much memory.

    python benchmarks/speed.py FILE.jsonl[.gz] [--n 500] [--story DIR] [--json]

Three measurements, each in a process of its own so that peaks of memory do not mix:

read      the first N articles of the file from raw JSONL to Reading, with 1 process and with 2: articles a second over
          the whole run (engines loaded, workers started) and once the first result is there
file      the first 40 articles of the file compared as if they were one story: long reports that share little
edited    40 edited copies of a small story (default: examples/harbour_fire) compared: short reports that share all

Peak memory is the largest resident set of the parent and of its largest child, as the system counts it.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from twosource import compare, desk, engines, read

STORY = Path(__file__).parent.parent / "examples" / "harbour_fire"
REPORTS = 40
SEED = 7
MEASUREMENTS = ("read-1", "read-2", "file", "edited")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure in child processes and print the figures; with ``--measure`` be such a child."""
    args = _arguments(argv)
    if args.measure:
        print(json.dumps(measure(args)))
        return 0
    results = {name: _in_child(args, name) for name in MEASUREMENTS}
    if args.json:
        print(json.dumps(results, indent=1))
        return 0
    for name, r in results.items():
        memory = f"peak {r['parent_mb']} MB" + (f", largest child {r['child_mb']} MB" if r["child_mb"] else "")
        print(f"{name:8} {r['what']:62} {memory}")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast reports are read and compared.")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--n", type=int, default=500, help="articles to read")
    parser.add_argument("--story", type=Path, default=STORY, metavar="DIR", help="story folder to compare copies of")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", choices=MEASUREMENTS, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if not args.file.is_file():
        parser.error(f"there is no file {args.file}")
    return args


def _in_child(args: argparse.Namespace, name: str) -> dict[str, Any]:
    command = [sys.executable, __file__, args.file, "--n", args.n, "--story", args.story, "--measure", name]
    printed = subprocess.check_output([str(part) for part in command], text=True)  # noqa: S603 - this very file
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """One measurement, in this process."""
    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "articles.jsonl"
        if args.measure == "edited":
            raw.write_text("".join(f"{json.dumps(r)}\n" for r in edited(args.story)), "utf-8")
        else:
            n = args.n if args.measure.startswith("read") else REPORTS
            raw.write_text("".join(itertools.islice(_lines(args.file), n)), "utf-8")
        result = _read(raw, jobs=int(args.measure[-1])) if args.measure.startswith("read") else _compare(raw)
    return result | {
        "parent_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _read(raw: Path, *, jobs: int) -> dict[str, Any]:
    started = time.perf_counter()
    pages = read.discover([raw]).pages
    with desk.mapper(jobs) as each:
        results = each(desk.read_page, pages)
        next(results, None)
        first = time.perf_counter()
        rest = sum(1 for _ in results)
    seconds = time.perf_counter() - started
    steady = rest / (time.perf_counter() - first)
    rate = len(pages) / seconds
    processes = "1 process" if jobs == 1 else f"{jobs} processes"
    what = f"{len(pages)} articles, {processes}: {rate:.1f} a second ({steady:.1f} once started)"
    return {"what": what, "articles": len(pages), "seconds": seconds, "per_second": rate, "steady": steady}


def _compare(raw: Path) -> dict[str, Any]:
    loaded = engines.load()
    done = [desk.read_page(page) for page in read.discover([raw]).pages]
    articles = [r.article for r in done if r.article]
    readings = [r.reading for r in done if r.reading]
    started = time.perf_counter()
    made = compare.story(articles, readings, loaded)
    seconds = time.perf_counter() - started
    assertions = sum(len(r.assertions) for r in readings)
    what = f"{len(articles)} reports, {assertions} assertions, {len(made.claims)} claims: {seconds:.1f} s"
    return {"what": what, "articles": len(articles), "assertions": assertions, "seconds": seconds}


def _lines(file: Path) -> Iterator[str]:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        yield from (line.decode("utf-8") for line in lines)


def edited(folder: Path) -> Iterator[dict[str, str]]:
    """Copies of the story's reports as JSONL records: two paragraphs gone, two changed places, an outlet of its own."""
    listing = json.loads((folder / "articles.json").read_text("utf-8"))
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    for number, report in zip(range(REPORTS), itertools.cycle(listing), strict=False):
        title, _, body = (folder / report["file"]).read_text("utf-8").partition("\n\n")
        paragraphs = [p for p in body.split("\n") if p]
        for _ in range(min(2, len(paragraphs) - 2)):
            paragraphs.pop(chance.randrange(len(paragraphs)))
        i = chance.randrange(len(paragraphs) - 1)
        paragraphs[i], paragraphs[i + 1] = paragraphs[i + 1], paragraphs[i]
        yield {
            "outlet": f"{report['outlet']} {number}",
            "published": report["published"],
            "title": title,
            "text": f"{title}\n\n" + "\n".join(paragraphs),
        }


if __name__ == "__main__":
    sys.exit(main())
