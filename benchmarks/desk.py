"""How long a page of the desk takes, from asking for it to its last byte, by the clock.

    python benchmarks/desk.py [--case CASE.db] [--events DIR] [--n 20] [--json]

``--case``: a case (``benchmarks/endurance.py`` with ``--work`` leaves one of 8,000 articles): its list of stories,
narrowed in several ways, and its search. ``--events``: 40 reports of real events (one JSON file a report, as for
``benchmarks/speed.py``), compared as if of one story, and the dossier opened: by itself, and as a story of a case in
which they are ruled to be one.

The desk is served as a user would serve it (``twosource serve``), in a process of its own, and asked over the loopback
address, one page after the other. Printed are, for each page, the first time, when nothing is kept in memory, and the
median and the slowest of N more.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from speed import events

from twosource import codec, desk
from twosource.case import Asked, Wanted, open_case

REPORTS = 40
PAGES = {
    "stories": "/",
    "stories, next page": "/?start=25",
    "stories with words": "/?q=climate",
    "stories with a standing": "/?standing=corroborated",
    "stories of an outlet": "/?outlet=bbc",
    "all stories, largest first": "/?alone=1&order=largest",
    "search": "/search?q=climate",
    "search, words in many": "/search?q=president+police",
    "search by speaker": "/search?speaker=minister",
    "search, claims of a standing": "/search?q=president&standing=corroborated",
    "changes": "/changes",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--case", type=Path, metavar="CASE.db")
    parser.add_argument("--events", type=Path, metavar="DIR")
    parser.add_argument("--n", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    if not (args.case or args.events):
        parser.error("name a case with --case, or reports with --events")
    rows: dict[str, dict[str, float]] = {}
    if args.case:
        with served(args.case) as address:
            rows |= measured(address, PAGES, args.n)
    if args.events:
        with tempfile.TemporaryDirectory() as work:
            reports = _reports(args.events, Path(work))
            with served(_dossier(reports)) as address:
                rows |= measured(address, {f"a dossier of {REPORTS} reports": "/"}, args.n)
            case, story = _case(reports)
            with served(case) as address:
                rows |= measured(address, {f"a story of {REPORTS} reports": f"/stories/{story}"}, args.n)
    if args.json:
        print(json.dumps(rows, indent=1))
        return 0
    print(f"{'milliseconds':32} {'first':>7} {'median':>7} {'slowest':>7} {'kB':>7}")
    for name, row in rows.items():
        print(f"{name:32} {row['first']:7.0f} {row['median']:7.0f} {row['slowest']:7.0f} {row['kb']:7.0f}")
    return 0


def _reports(folder: Path, work: Path) -> Path:
    """The reports of the largest events, in one file."""
    raw = work / "reports.jsonl"
    raw.write_text("".join(f"{json.dumps(one)}\n" for one in itertools.islice(events(folder), REPORTS)), "utf-8")
    return raw


def _dossier(reports: Path) -> Path:
    made = reports.with_name("dossier.json")
    made.write_bytes(codec.encode(desk.dossier([reports])))
    return made


def _case(reports: Path) -> tuple[Path, str]:
    """A case in which all reports are ruled to be of one story, and that story."""
    file = reports.with_name("case.db")
    with open_case(file) as case:
        case.add(reports)
        stories = tuple(line.id for line in case.stories(Asked(least=1), limit=REPORTS))
        case.correct(case.drafted([Wanted(ruling="same", about="story", ids=stories)]))
        return file, case.stories(Asked(least=1), limit=1)[0].id


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a desk that is served in a process of its own."""
    command = [sys.executable, "-m", "twosource", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own program
        try:
            assert process.stderr is not None  # noqa: S101 - it is a pipe
            told = process.stderr.readline()
            found = re.search(r"http://\S+", told)
            if not found:
                raise SystemExit(told + process.stderr.read())
            yield found[0].rstrip("/")
        finally:
            process.terminate()


def measured(address: str, pages: dict[str, str], number: int) -> dict[str, dict[str, float]]:
    """Milliseconds that each page took."""
    rows = {}
    for name, path in pages.items():
        times, size = [], 0
        for _ in range(number + 1):
            started = time.perf_counter()
            with urllib.request.urlopen(address + path) as answer:  # noqa: S310 - our own desk
                size = len(answer.read())
            times.append(1000 * (time.perf_counter() - started))
        rows[name] = {
            "first": times[0],
            "median": statistics.median(times[1:]),
            "slowest": max(times[1:]),
            "kb": size / 1000,
        }
    return rows


if __name__ == "__main__":
    sys.exit(main())
