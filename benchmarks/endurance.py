"""A case that grows: articles in daily portions into one case, and what one more costs then.

    python benchmarks/endurance.py FILE.jsonl[.gz] [--n 8000] [--days 40] [--work DIR] [--case DATABASE] [--jobs 2]

The first N articles of the file are put in order of their dates (those that have none, or one that is no date, are
spread evenly among them: all of them at the end would be another kind of day), cut into as many portions as there are
DAYS, and added one portion after the other to one case, as a desk adds what a day brings: each portion is read,
grouped, compared and made findable. After each portion are told: milliseconds an article took (and how many of them
were not spent on reading it, which costs as much in an empty case), stories, the size of the file, the resident memory
of this process and of the largest of its workers, and how long a search takes: the median and the slowest of twenty,
for words that are in few and in many of the articles, with snippets.

At the end the five portions around the 800th article and the last five are held against one another: by the clock, by
the processor's time of all processes, by the clock for the same length of text (articles of other years are longer), as
a multiple of what reading the same articles took (which costs the same in every case: where the machine is slower in
one hour than in another, or texts are longer, this figure does not move), and without reading and comparing, which is
what the size of the case can change most.

With --case the case is kept there: postgresql://user@host/database (its size is not told then).

With --work the case stays, and a run that was ended goes on where it was; times by the clock are then of several runs.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import jsonl

from twosource.case import Case, comparing, open_case, reading
from twosource.publication import window

EARLY = 800
"""The article that the last ones are held against."""
AROUND = 5
"""Portions that are taken together, so that one slow story does not show."""
WHOLE = "whole.db"
ASKED = (
    *("climate", "president", "police said", "election", "minister", '"human rights"', "hospital", "court", "refugees"),
    *("earthquake", "vaccine", "parliament", "oil prices", "protest*", "football", "nuclear deal", "flood", "budget"),
    *("airline", "ceasefire -syria"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--n", type=int, default=8000)
    parser.add_argument("--days", type=int, default=40)
    parser.add_argument("--jobs", type=int, default=None)
    parser.add_argument("--work", type=Path, metavar="DIR", help="keep the case there, and go on with it")
    parser.add_argument("--case", metavar="DATABASE", help="keep the case in this database")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    if not args.file.is_file():
        parser.error(f"there is no file {args.file}")
    records = _in_time([json.loads(line) for line in itertools.islice(jsonl.lines(args.file), args.n)])
    with tempfile.TemporaryDirectory() as work:
        folder = args.work or Path(work)
        rows = _grown(folder, args.case or folder / WHOLE, records, args.days, args.jobs)
    result = {"rows": rows, **_result(rows)}
    if args.json:
        print(json.dumps(result, indent=1))
        return 0
    print()
    for name, value in result.items():
        if name != "rows":
            print(f"{name:56} {value:.2f}" if isinstance(value, float) else f"{name:56} {value:,}")
    return 0


def _in_time(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The records by date, those without one spread evenly among the others."""
    known = [(window(record.get("published")), number) for number, record in enumerate(records)]
    dated = [number for _, number in sorted((when.first, number) for when, number in known if when)]
    undated = [number for when, number in known if when is None]
    placed = [(place / max(1, len(part)), number) for part in (dated, undated) for place, number in enumerate(part)]
    return [records[number] for _, number in sorted(placed)]


def _grown(
    folder: Path, file: Path | str, records: Sequence[dict[str, Any]], days: int, jobs: int | None
) -> list[dict[str, Any]]:
    """The case with all records; a row for each portion."""
    folder.mkdir(parents=True, exist_ok=True)
    source, kept = folder / "portion.jsonl", folder / "rows.json"
    rows: list[dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.exists() else []
    size = max(1, len(records) // days)
    for first in range(sum(row["added"] for row in rows), len(records), size):
        portion = records[first : first + size]
        source.write_text("".join(f"{json.dumps(record)}\n" for record in portion), "utf-8")
        with open_case(file) as case:
            row = _added(case, source, jobs) | {
                "articles": first + len(portion),
                "added": len(portion),
                "characters": sum(len(str(record.get("text") or "")) for record in portion),
                **_state(case, file),
            }
        rows.append(row)
        print(
            f"{row['articles']:6} articles {row['ms']:7.1f} ms each, {row['ms_beside_reading']:6.1f} beside reading; "
            f"{row['stories']:5} stories; {row['file_mb']:6.1f} MB; memory {row['rss_mb']} MB, "
            f"worker {row['worker_mb']} MB; search {row['search_ms']:.1f} ms, slowest {row['slowest_ms']:.1f}",
            file=sys.stderr,
            flush=True,
        )
        kept.write_text(json.dumps(rows), "utf-8")
    return rows


def _added(case: Case, source: Path, jobs: int | None) -> dict[str, float]:
    """Milliseconds an article took: in all, of the processor, without reading, and without reading and comparing."""
    worked, started = _worked(), time.perf_counter()
    with _timed(reading) as read, _timed(comparing) as compared:
        added = case.using(jobs=jobs).add(source)
    seconds, count = time.perf_counter() - started, max(1, added.pages)
    return {
        "ms": 1000 * seconds / count,
        "processor_ms": 1000 * (_worked() - worked) / count,
        "ms_beside_reading": 1000 * (seconds - read[0]) / count,
        "ms_of_the_case": 1000 * (seconds - read[0] - compared[0]) / count,
    }


def _worked() -> float:
    """Seconds of processor time of this process and of its workers that have ended."""
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


@contextmanager
def _timed(step: Any) -> Iterator[list[float]]:  # noqa: ANN401 - a module with a function ``run``
    """Seconds spent in a step (in the list, when the block has ended)."""
    spent, run = [0.0], step.run

    def timed(*args: Any, **named: Any) -> int:  # noqa: ANN401 - whatever the step takes
        started = time.perf_counter()
        try:
            done: int = run(*args, **named)
            return done
        finally:
            spent[0] += time.perf_counter() - started

    step.run = timed
    try:
        yield spent
    finally:
        step.run = run


def _state(case: Case, file: Path | str) -> dict[str, Any]:
    parts = file.parent.glob(f"{file.name}*") if isinstance(file, Path) else ()
    times = []
    for words in ASKED:
        started = time.perf_counter()
        case.search(words, limit=20)
        times.append(1000 * (time.perf_counter() - started))
    return {
        "stories": case.counts()["stories"],
        "file_mb": sum(part.stat().st_size for part in parts) / 2**20,
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "worker_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
        "search_ms": statistics.median(times),
        "slowest_ms": max(times),
    }


def _result(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    last = rows[-1]
    middle = min(range(len(rows)), key=lambda n: abs(rows[n]["articles"] - EARLY))
    first = max(0, middle - AROUND // 2)
    early, late = rows[first : first + AROUND], rows[-AROUND:]
    ratios = {
        f"time of the last articles against the {EARLY}th, {what}": late_ / early_
        for what, early_, late_ in (
            ("by the clock", _each(early, "ms", "added"), _each(late, "ms", "added")),
            ("of the processor", _each(early, "processor_ms", "added"), _each(late, "processor_ms", "added")),
            ("for the same length of text", _each(early, "ms", "characters"), _each(late, "ms", "characters")),
            ("as a multiple of reading them", _in_readings(early), _in_readings(late)),
            (
                "without reading and comparing",
                _each(early, "ms_of_the_case", "added"),
                _each(late, "ms_of_the_case", "added"),
            ),
        )
    }
    return {
        "articles": last["articles"],
        "stories": last["stories"],
        **ratios,
        "file, MB": last["file_mb"],
        "memory of this process at its peak, MB": max(row["rss_mb"] for row in rows),
        "memory of the largest worker at its peak, MB": max(row["worker_mb"] for row in rows),
        "search, median of twenty, ms": last["search_ms"],
        "search, slowest of twenty, ms": last["slowest_ms"],
    }


def _each(rows: Sequence[dict[str, Any]], time_: str, by: str) -> float:
    """Time spent on some portions for each article or character of them."""
    return float(sum(row[time_] * row["added"] for row in rows) / sum(row[by] for row in rows))


def _in_readings(rows: Sequence[dict[str, Any]]) -> float:
    """Time spent on some portions, in times of what reading their articles took."""
    spent, beside = _each(rows, "ms", "added"), _each(rows, "ms_beside_reading", "added")
    return spent / (spent - beside)


if __name__ == "__main__":
    sys.exit(main())
