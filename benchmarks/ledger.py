"""The sourcing ledger of reports, to be read by a person: benchmarks/ledger.py PATH... [--n 20] [--seed 1] [--rules].

PATH is a story folder, a folder of such folders, or a JSONL file (.gz too) of which --n articles are drawn by --seed.
For each report, one line a statement:

    speaker | channel | on the record? | relayed by | certainty | the words

with the source and cue words as they stand when the speaker is called otherwise. --rules takes the tagger of rules
instead of the one that ships, which needs no model.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import jsonl
from statements import seer, traced

from twosource import read
from twosource.compare.origins import Traced
from twosource.model import Article, Statement
from twosource.text import squash

WORDS = 150
"""Characters shown of what was said; the middle of longer ones is left out."""


def main(argv: Sequence[str] | None = None) -> None:
    """Print the ledgers."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    options.add_argument("--n", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--rules", action="store_true")
    args = options.parse_args(argv)
    see = seer("rules" if args.rules else "reader")
    for path in args.paths:
        for articles in together(path, args.n, args.seed):
            found = traced(articles, see)
            for article in articles:
                print("\n".join(ledger(article, found)), end="\n\n")


def together(path: Path, n: int, seed: int) -> Iterator[list[Article]]:
    """The articles of a path that are about one event: of a story folder all, of a file each alone."""
    if path.is_dir():
        folders = (
            [path] if (path / "articles.json").exists() else sorted(p.parent for p in path.glob("*/articles.json"))
        )
        for folder in folders:
            yield read_articles(folder)
        return
    rows = random.Random(seed).sample(list(jsonl.lines(path)), n)  # noqa: S311 - nothing secret
    for row in rows:
        with tempfile.TemporaryDirectory() as work:
            file = Path(work) / "article.jsonl"
            file.write_text(json.dumps(json.loads(row)) + "\n", encoding="utf-8")
            yield read_articles(file)


def read_articles(path: Path) -> list[Article]:
    """What can be read at a path."""
    pages = (read.page(page) for page in read.discover([path]).pages)
    return [page for page in pages if isinstance(page, Article)]


def ledger(article: Article, found: Traced) -> list[str]:
    """The lines of one article."""
    names = {origin.id: f"{origin.name} ({origin.kind})" for origin in found.origins}
    lines = [f"=== {article.outlet} | {article.published} | {article.title or article.file}"]
    if article.credit:
        lines[0] += f" | credit {article.credit}"
    return lines + [line(article, s, names[s.origin]) for s in found.statements if s.article == article.id]


def line(article: Article, statement: Statement, name: str) -> str:
    """One statement."""
    words = " // ".join(squash(article.text[c.start : c.end]) for c in statement.content)
    if len(words) > WORDS:
        words = f"{words[: WORDS - 50]} … {words[-50:]}"
    spots = [article.text[s.start : s.end] if s else "–" for s in (statement.source, statement.cue)]
    columns = [
        f"{name} [{squash(spots[0])}] <{squash(spots[1])}>",
        statement.channel + (f": {statement.channel_name}" if statement.channel_name else ""),
        "anonymous" if statement.anonymous else "on record",
        f"via {', '.join(statement.relayed_by)}" if statement.relayed_by else "",
        statement.certainty,
        words,
    ]
    return "  " + " | ".join(column for column in columns if column not in {"", "unstated", "asserted", "on record"})


if __name__ == "__main__":
    main()
