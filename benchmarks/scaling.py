"""What more workers bring: articles a second of a bulk run, by who does the work.

    python benchmarks/scaling.py FILE.jsonl[.gz] [--n 200] [--only ray-1,ray-2] [--rounds 1] [--json]

The first N articles of the file are read in bulk (`twosource bulk`: read, annotated, written as Parquet), each time in
a process of its own and into a new folder: in this process alone, with 2 processes, with 1 and 2 workers of a Ray
cluster of its own. Told are, for the best of the rounds:

whole     articles a second over the whole run: cluster and workers started, models loaded, shards written
steady    articles a second from the first fifth of the articles on: what a long run has
cpu       seconds of processor time an article, of the workers and of everything together: what the machine did else
          slows the clock, but not these
memory    the largest resident set of the driver, and of the largest worker

and, for 2 against 1, the ratio of the steady rates. All shards must be the same bytes, or it ends with 1. What is
told of processes comes from /proc, so this runs on Linux.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonl

from twosource import bulk
from twosource.seams import Workers

MEASUREMENTS = ("serial", "processes-2", "ray-1", "ray-2")
RATIOS = (("processes-2", "serial"), ("ray-2", "ray-1"))
EVERY = 0.25
"""Seconds between two looks at the processes."""
TICKS = os.sysconf("SC_CLK_TCK")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure in child processes and print the figures; with ``--measure`` be such a child."""
    args = _arguments(argv)
    if args.measure:
        print(json.dumps(measure(args)))
        return 0
    wanted = args.only.split(",") if args.only else MEASUREMENTS
    rounds = [{name: _in_child(args, name) for name in wanted} for _ in range(args.rounds)]
    best = {name: max((one[name] for one in rounds), key=lambda r: r["steady"]) for name in wanted}
    same = len({one[name]["shards"] for one in rounds for name in wanted}) == 1
    ratios = {
        f"{two} / {one}": round(best[two]["steady"] / best[one]["steady"], 2)
        for two, one in RATIOS
        if two in best and one in best
    }
    if args.json:
        print(json.dumps({"runs": best, "ratios": ratios, "same": same}, indent=1))
    else:
        for name, r in best.items():
            rates = f"{r['whole']:5.2f} a second ({r['steady']:5.2f} steady)"
            cpu = f"cpu {r['worker_cpu']:.3f} s an article in workers, {r['all_cpu']:.3f} s in all"
            print(f"{name:12} {rates}; {cpu}; driver {r['driver_mb']} MB, worker {r['worker_mb']} MB")
        for name, ratio in ratios.items():
            print(f"{name}: {ratio:.2f}")
        print("the same bytes" if same else "NOT the same bytes")
    return 0 if same else 1


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What more workers bring.")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--n", type=int, default=200, help="articles to read")
    parser.add_argument("--rounds", type=int, default=1, help="times that all is measured; the best counts")
    parser.add_argument("--only", metavar="LIST", help=f"any of {','.join(MEASUREMENTS)}")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", choices=MEASUREMENTS, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if not args.file.is_file():
        parser.error(f"there is no file {args.file}")
    if args.only and set(args.only.split(",")) - set(MEASUREMENTS):
        parser.error(f"--only takes any of {','.join(MEASUREMENTS)}")
    return args


def _in_child(args: argparse.Namespace, name: str) -> dict[str, Any]:
    command = [sys.executable, __file__, str(args.file), "--n", str(args.n), "--measure", name]
    printed = subprocess.check_output(command, text=True)  # noqa: S603 - this very file
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """One run, in this process."""
    engine, _, jobs = args.measure.partition("-")
    marks: list[tuple[float, int]] = []

    def told(_what: str, done: int, _of: int) -> None:
        marks.append((time.perf_counter(), done))

    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "articles.jsonl"
        raw.write_text("".join(itertools.islice(jsonl.lines(args.file), args.n)), "utf-8")
        watch = _Watch()
        begun = time.perf_counter()
        who = Workers(engine=engine, jobs=int(jobs or 1))
        done = bulk.run([raw], Path(work) / "bulk", jobs=who, size=50, told=told)
        seconds = time.perf_counter() - begun
        watch.stop()
        digest = hashlib.sha256()
        for path in sorted((Path(work) / "bulk").rglob("*.parquet")):
            digest.update(path.name.encode() + path.read_bytes())
    at, before = next(mark for mark in marks if mark[1] >= done.pages / 5)
    return {
        "articles": done.articles,
        "seconds": round(seconds, 2),
        "whole": done.pages / seconds,
        "steady": (done.pages - before) / (marks[-1][0] - at),
        "worker_cpu": watch.cpu(workers=True) / done.pages,
        "all_cpu": watch.cpu(workers=False) / done.pages,
        "driver_mb": watch.driver_mb,
        "worker_mb": watch.worker_mb,
        "shards": digest.hexdigest(),
    }


class _Watch:
    """Looks at this process and those below it, as long as they are there."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[float, int, bool]] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            for pid in [os.getpid(), *_below(os.getpid())]:
                try:
                    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                    line = Path(f"/proc/{pid}/cmdline").read_text()
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                peak = next((int(row.split()[1]) for row in status.split("\n") if row.startswith("VmHWM")), 0)
                works = "spawn_main" in line or "ray::Actor" in line
                works = works or self._seen.get(pid, (0, 0, False))[2]
                self._seen[pid] = ((int(fields[11]) + int(fields[12])) / TICKS, peak, works)

    def cpu(self, *, workers: bool) -> float:
        """Seconds of processor time."""
        counted = [cpu for pid, (cpu, _, works) in self._seen.items() if works or not workers]
        return sum(counted) or self._seen[os.getpid()][0]

    @property
    def driver_mb(self) -> int:
        """The largest resident set of this process."""
        return self._seen[os.getpid()][1] // 1024

    @property
    def worker_mb(self) -> int:
        """The largest of a worker."""
        return max((peak for _, peak, works in self._seen.values() if works), default=0) // 1024


def _below(pid: int) -> list[int]:
    """The processes below one."""
    found: list[int] = []
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return found
    for thread in threads:
        try:
            children = [int(child) for child in (thread / "children").read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *_below(child)]
    return found


if __name__ == "__main__":
    sys.exit(main())
