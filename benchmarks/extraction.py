"""How much of a saved page's report is read and how much else, beside plain trafilatura on the same pages.

    python benchmarks/extraction.py DIR [--half 0|1] [--errors 10] [--json]

DIR is an unpacked set of pages with their truth, told apart by its files:

- ``ground-truth.json`` and ``html/ID.html.gz``: the article extraction benchmark of Scrapinghub (Zyte), which knows the
  whole body of each article. Its measure is done anew here: shingles of four words are counted with repetitions and
  compared on each page; precision and recall are the means over pages, F1 is the harmonic mean of both, accuracy is the
  share of pages without any difference.
- ``evaldata.json`` and ``tests/eval/*.html``: the evaluation pages of trafilatura, which name passages that must be
  found and others that must not. Precision, recall and accuracy are over all passages of all pages, white space
  made even, as there. Its
  title, author and date are compared too: a title by its words, an author if all the names are told, a date by its day.

Rows: ``running text`` is what twosource reads on as the report's words (the text without its headline and without what
it marks as no part of the report), ``whole text`` all that it keeps of the page, ``trafilatura`` the library as it
comes. ``--half`` takes every other page, by the hash of its name; ``--errors`` lists the worst pages.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import hashlib
import json
import logging
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import trafilatura

from twosource import read
from twosource.model import Article
from twosource.text import merged, squash

SHINGLE = 4
_WORD = re.compile(r"\w+")
_TAGS = re.compile(r"<[^>]+>")
_AUTHORS = re.compile(r"\s*(?:;|,|\band\b|\bund\b|&|/)\s*")


class Truth(NamedTuple):
    """A page and what is known of it: its body (or None), passages that must and must not be found, metadata."""

    name: str
    url: str
    raw: bytes
    body: str | None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    metadata: Mapping[str, str] = {}


class Extract(NamedTuple):
    """What one reader made of a page."""

    text: str
    title: str | None = None
    author: str | None = None
    date: str | None = None


class Score(NamedTuple):
    """Precision, recall, F1 and accuracy."""

    precision: float
    recall: float
    f1: float
    accuracy: float


# --- pages and their truth ------------------------------------------------------------------------------------------


def pages(folder: Path) -> Iterator[Truth]:
    """The pages of a set."""
    yield from _bodies(folder) if (folder / "ground-truth.json").exists() else _passages(folder)


def _bodies(folder: Path) -> Iterator[Truth]:
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, entry in sorted(truth.items()):
        raw = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Truth(name, entry.get("url", ""), raw, entry.get("articleBody", ""))


def _passages(folder: Path) -> Iterator[Truth]:
    entries = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for url, entry in sorted(entries.items()):
        path = folder / "tests" / "eval" / entry["file"]
        if not path.exists():
            continue
        metadata = {key: str(entry[key]) for key in ("title", "author", "date") if entry.get(key)}
        wanted, unwanted = (tuple(filter(None, entry.get(key) or ())) for key in ("with", "without"))
        yield Truth(entry["file"], url, path.read_bytes(), None, wanted, unwanted, metadata)


def of_half(name: str, half: int) -> bool:
    """Whether a page is of the first (0) or the second half (1) of a set."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == half


# --- readers --------------------------------------------------------------------------------------------------------


def ours(page: Truth, folder: Path) -> dict[str, Extract]:
    """What twosource reads: the running text alone, and all that it keeps."""
    path = folder / "page.html"
    path.write_bytes(page.raw)
    article = read.page(read.Page(file="page.html", kind="html", path=str(path)))
    if not isinstance(article, Article):
        return {"running text": Extract(""), "whole text": Extract("")}
    told = (article.title, article.byline, (article.published or "")[:10] or None)
    return {"running text": Extract(running(article), *told), "whole text": Extract(article.text, *told)}


def running(article: Article) -> str:
    """The text of an article without its headline and without what is no part of the report."""
    out = []
    at = 0
    for span in merged([*article.boilerplate, *(mark for mark in article.marks if mark.kind == "headline")]):
        out.append(article.text[at : span.start])
        at = span.end
    return "".join([*out, article.text[at:]])


def plain(page: Truth) -> dict[str, Extract]:
    """What trafilatura reads, asked for the body as its own evaluation asks for it."""
    with contextlib.suppress(Exception):
        # whole pages, so that the library detects encodings as it does for everybody
        text = trafilatura.extract(page.raw, include_comments=False) or ""
        found = trafilatura.extract_metadata(page.raw) if page.metadata else None
        if found is None:
            return {"trafilatura": Extract(text)}
        return {"trafilatura": Extract(text, found.title, found.author, found.date)}
    return {"trafilatura": Extract("")}


# --- measures -------------------------------------------------------------------------------------------------------


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text with their counts; all of its words if it has fewer."""
    words = _WORD.findall(text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def of_body(body: str, text: str) -> tuple[float | None, float | None]:
    """Precision and recall of a text; None where there is nothing to divide by."""
    wanted, found = shingles(body), shingles(text)
    hit = (wanted & found).total()
    return (
        hit / found.total() if found else None,
        hit / wanted.total() if wanted else None,
    )


def bodies(truths: Sequence[Truth], extracts: Sequence[Extract]) -> Score:
    """The measure of the article extraction benchmark."""
    each = [of_body(page.body or "", found.text) for page, found in zip(truths, extracts, strict=True)]
    precision = statistics.mean([p for p, _ in each if p is not None] or [0.0])
    recall = statistics.mean([r for _, r in each if r is not None] or [0.0])
    return Score(precision, recall, _harmonic(precision, recall), statistics.mean(p == r == 1 for p, r in each))


def passages(truths: Sequence[Truth], extracts: Sequence[Extract]) -> Score:
    """The measure of trafilatura's evaluation."""
    hit = missed = wrong = kept_out = 0
    for page, found in zip(truths, extracts, strict=True):
        text = squash(found.text)
        has = sum(squash(passage) in text for passage in page.wanted)
        has_not = sum(squash(passage) not in text for passage in page.unwanted)
        hit, missed = hit + has, missed + len(page.wanted) - has
        wrong, kept_out = wrong + len(page.unwanted) - has_not, kept_out + has_not
    precision = hit / (hit + wrong) if hit else 0.0
    recall = hit / (hit + missed) if hit else 0.0
    every = hit + missed + wrong + kept_out
    return Score(precision, recall, _harmonic(precision, recall), (hit + kept_out) / max(1, every))


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def same_title(wanted: str, told: str) -> bool:
    """Whether two titles have the same words."""
    return _WORD.findall(wanted.lower()) == _WORD.findall(told.lower())


def same_author(wanted: str, told: str) -> bool:
    """Whether the same people are named, in any order and with any title before."""
    names, others = ({part.lower() for part in _AUTHORS.split(line) if part} for line in (wanted, told))
    return names == others


def same_day(wanted: str, told: str) -> bool:
    """Whether two dates are of one day."""
    return wanted[:10] == told[:10]


METADATA: Mapping[str, Callable[[str, str], bool]] = {"title": same_title, "author": same_author, "date": same_day}


def metadata(truths: Sequence[Truth], extracts: Sequence[Extract]) -> dict[str, Score]:
    """How often the title, the authors and the date are told, and told rightly, where the set knows them."""
    out = {}
    for name, same in METADATA.items():
        known = [
            (page.metadata[name], getattr(found, name) or "")
            for page, found in zip(truths, extracts, strict=True)
            if name in page.metadata
        ]
        if known:
            right = sum(same(wanted, told) for wanted, told in known)
            told = sum(bool(told) for _, told in known)
            precision, recall = right / max(1, told), right / len(known)
            out[name] = Score(precision, recall, _harmonic(precision, recall), recall)
    return out


# --- the report -----------------------------------------------------------------------------------------------------


def page_f1(page: Truth, found: Extract) -> float:
    """The F1 of one page, by the measure of its set."""
    if page.body is None:
        return passages([page], [found]).f1 if page.wanted else passages([page], [found]).accuracy
    precision, recall = of_body(page.body, found.text)
    return _harmonic(precision or 0.0, recall or 0.0)


def measure(folder: Path, half: int | None) -> tuple[list[Truth], dict[str, list[Extract]], dict[str, float]]:
    """The pages, what each reader made of them, and the seconds that twosource and trafilatura took."""
    logging.disable(logging.CRITICAL)
    truths = [page for page in pages(folder) if half is None or of_half(page.name, half)]
    found: dict[str, list[Extract]] = {}
    seconds = {"twosource": 0.0, "trafilatura": 0.0}
    with tempfile.TemporaryDirectory() as scratch:
        for page in truths:
            start = time.perf_counter()
            mine = ours(page, Path(scratch))
            middle = time.perf_counter()
            theirs = plain(page)
            seconds["twosource"] += middle - start
            seconds["trafilatura"] += time.perf_counter() - middle
            for row, extract in (mine | theirs).items():
                found.setdefault(row, []).append(extract)
    return truths, found, seconds


def main() -> None:
    """Print the figures of one set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    truths, found, seconds = measure(options.folder, options.half)
    if not truths:
        parser.error(f"no pages in {options.folder}: unpack the set there (ground-truth.json or evaldata.json)")
    score = bodies if truths[0].body is not None else passages
    figures = {
        row: {"text": score(truths, extracts)._asdict()}
        | {name: value._asdict() for name, value in metadata(truths, extracts).items()}
        for row, extracts in found.items()
    }
    if options.json:
        print(json.dumps({"pages": len(truths), "seconds": seconds, "figures": figures}, indent=1))
        return
    print(f"{len(truths)} pages; seconds: " + ", ".join(f"{name} {value:.1f}" for name, value in seconds.items()))
    for row, parts in figures.items():
        for part, values in parts.items():
            print(f"{row:13} {part:7}", *(f"{name} {value:.3f}" for name, value in values.items()), sep="  ")
    rows = sorted(zip(truths, found["running text"], found["trafilatura"], strict=True), key=lambda r: page_f1(*r[:2]))
    for page, mine, theirs in rows[: options.errors]:
        print(f"{page_f1(page, mine):.3f} (trafilatura {page_f1(page, theirs):.3f})  {page.name}  {page.url[:100]}")


if __name__ == "__main__":
    main()
