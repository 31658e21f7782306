"""Copies: whose copy a report is found to be, and how many copies are found among thousands of articles.

    python benchmarks/copies.py [--news-cluster FOLDER] [--polnear FOLDER] [--json] [--wrong] [--table docs/quality.md]
    python benchmarks/copies.py FILE.jsonl[.gz] [--n 8000] [--planted 100] [--minhash]

The first form asks which agency's copy each report is found to be, against labels: see ``wires.py`` beside this file.
Both sets are unpacked folders. ``--json`` prints fractions, ``--wrong`` the reports judged wrongly (never to be kept:
their titles are their publishers'), and ``--table`` writes the figures between their markers in a file.

The second form plants copies: the first N articles of the file, and as many as PLANTED of them once more, as customers
of an agency print them: cut to the first half, under another lead, or as three paragraphs inside somebody else's
article. Told are the pairs of copies found, the share of the planted ones among them by their kind, seconds (bodies cut
into words included), and peak memory.

--minhash does the same with MinHash and locality-sensitive hashing by `datasketch` (128 permutations of runs of eight
words, offered from a similarity of 0.5 and of 0.1), in the same run; each pair it offers counts as found. twosource
does not need it: `pip install datasketch`. The articles are taken as they are read, without their statements: what is
quoted is known by the marks alone.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import combinations
from pathlib import Path
from typing import Any

import bounds
import jsonl
import wires

from twosource import read
from twosource.compare import copies
from twosource.model import Article, Problem, Reading

SEED = 11
WAYS = ("cut", "led anew", "inside")
ENOUGH_PARAGRAPHS = 8
"""Paragraphs of an article that copies are made of."""
WORDS_INSIDE = 80
"""Words of the paragraphs that are put inside another article."""
PERMUTATIONS = 128
SIMILARITIES = (0.5, 0.1)

Pairs = set[tuple[str, str]]


def main() -> int:
    """Print the figures; 2 when there is nothing to measure on."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE.jsonl[.gz]")
    parser.add_argument("--news-cluster", type=Path, metavar="FOLDER")
    parser.add_argument("--polnear", type=Path, metavar="FOLDER")
    parser.add_argument("--json", action="store_true", help="figures of labelled sets as JSON")
    parser.add_argument("--wrong", action="store_true", help="show the reports of labelled sets judged wrongly")
    parser.add_argument("--table", type=Path, metavar="FILE", help="write the figures of labelled sets there")
    parser.add_argument("--n", type=int, default=8000)
    parser.add_argument("--planted", type=int, default=100)
    parser.add_argument("--minhash", action="store_true")
    args = parser.parse_args()
    if bool(args.file) == bool(args.news_cluster or args.polnear):
        parser.error("name either a file to plant copies in, or --news-cluster or --polnear")
    if not args.file:
        return _labelled(parser, args)
    if args.minhash and not find_spec("datasketch"):
        parser.error("--minhash needs `pip install datasketch`")
    if not args.file.is_file():
        parser.error(f"there is no file {args.file}")
    return _planted(args)


def _labelled(parser: argparse.ArgumentParser, args: argparse.Namespace) -> int:
    """Print the figures of the labelled sets."""
    for folder, inside in ((args.news_cluster, "*.json"), (args.polnear, "data/metadata.tsv")):
        if folder and not any(folder.glob(inside)):
            parser.error(f"there is no {inside} in {folder}: unpack the set and name its folder")
    scores = list(wires.measured(args.news_cluster, args.polnear))
    if args.json:
        print(json.dumps({name: score.figures() for name, score in scores}, indent=1))
    else:
        print(wires.table(scores))
    for name, score in scores if args.wrong else ():
        for title, label, agency in score.wrong:
            print(f"{name}: {title[:60]!r} is labelled {label or '-'} and found {agency or '-'}")
    if args.table:
        bounds.write_table(args.table, "wires", wires.table(scores))
    return 0


def _planted(args: argparse.Namespace) -> int:
    """Plant copies, and print how many of them are found."""
    records = list(itertools.islice(jsonl.records(args.file), args.n))
    made, ways = planted(records, args.planted)
    articles = articles_of([*records, *made])
    wanted = {
        tuple(sorted((articles[a].id, articles[b].id))): way for a, b, way in ways if a in articles and b in articles
    }
    print(f"{len(articles)} articles, {len(wanted)} planted copies: {dict(Counter(wanted.values()))}")
    every = list(articles.values())
    _told("index of all runs", lambda: by_index(every), wanted)
    for least in SIMILARITIES if args.minhash else ():
        _told(f"MinHash from {least}", lambda least=least: _minhash(every, least), wanted)
    return 0


def planted(records: Sequence[dict[str, Any]], count: int) -> tuple[list[dict[str, Any]], list[tuple[str, str, str]]]:
    """Copies of some of the records, each with the addresses of the original and the copy and its kind."""
    rng = random.Random(SEED)  # noqa: S311 - a reproducible choice, no secret
    long = [record for record in records if len(_paragraphs(record)) >= ENOUGH_PARAGRAPHS]
    chosen = rng.sample(long, min(len(long), 2 * count))
    made, ways = [], []
    for number, (record, host) in enumerate(zip(chosen[::2], chosen[1::2], strict=False)):
        way, mine = WAYS[number % len(WAYS)], _paragraphs(record)
        if way == "cut":
            text = mine[: len(mine) // 2]
        elif way == "led anew":
            text = [*_paragraphs(host)[:1], *mine[1:]]
        else:
            text = [*_paragraphs(host)[:4], *_some(mine[2:]), *_paragraphs(host)[4:]]
        url = f"https://copy{number}.example/"
        made.append({**record, "id": url, "url": url, "outlet": f"copy {number}", "text": "\n\n".join(text)})
        ways.append((record["url"], url, way))
    return made, ways


def _some(paragraphs: Sequence[str]) -> list[str]:
    """The first paragraphs with enough words outside quotation marks."""
    chosen: list[str] = []
    for paragraph in paragraphs:
        if not any(mark in paragraph for mark in "\"“”'‘’"):
            chosen.append(paragraph)
        if sum(len(one.split()) for one in chosen) >= WORDS_INSIDE:
            break
    return chosen


def _paragraphs(record: dict[str, Any]) -> list[str]:
    return [paragraph for paragraph in str(record["text"]).split("\n") if paragraph.strip()]


def articles_of(records: Sequence[dict[str, Any]]) -> dict[str, Article]:
    """The articles by their addresses, as they are read."""
    with tempfile.TemporaryDirectory() as work:
        raw = Path(work) / "articles.jsonl"
        raw.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
        pages = [read.page(page) for page in read.discover([raw], max_reports=len(records)).pages]
    return {page.url: page for page in pages if not isinstance(page, Problem) and page.url}


def _told(name: str, find: Any, wanted: dict[Any, str]) -> None:  # noqa: ANN401 - a function without arguments
    started = time.perf_counter()
    found = find()
    seconds = time.perf_counter() - started
    hits = Counter(way for pair, way in wanted.items() if pair in found)
    parts = ", ".join(f"{way} {hits[way]} of {count}" for way, count in sorted(Counter(wanted.values()).items()))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:20} {len(found):6} pairs; planted: {parts}; {seconds:6.1f} s; peak so far {peak} MB", flush=True)


def by_index(articles: Sequence[Article]) -> Pairs:
    """The pairs of copies (ids of articles) that ``compare.copies`` finds."""
    found = copies.find(articles, [Reading(article=article.id, made_by="") for article in articles])
    return {pair for copy in found for pair in combinations(sorted(copy.articles), 2)}


def _minhash(articles: Sequence[Article], least: float) -> Pairs:
    sketch = import_module("datasketch")
    index = sketch.MinHashLSH(threshold=least, num_perm=PERMUTATIONS)
    sketches = {}
    for article in articles:
        words = article.text.casefold().split()
        one = sketch.MinHash(num_perm=PERMUTATIONS)
        one.update_batch([" ".join(words[at : at + copies.RUN]).encode() for at in range(len(words) - copies.RUN + 1)])
        sketches[article.id] = one
        index.insert(article.id, one)
    return {
        pair for a, one in sketches.items() for b in index.query(one) if a != b for pair in [(min(a, b), max(a, b))]
    }


if __name__ == "__main__":
    raise SystemExit(main())
