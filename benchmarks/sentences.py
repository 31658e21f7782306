"""Compare sentence splitters on GUM: boundaries inside paragraphs, and speed.

    python benchmarks/sentences.py GUM_DIR [--genre news] [--errors N]

GUM_DIR is the unpacked corpus (``dep/*.conllu``; CC BY 4.0 annotations). Every paragraph is one line of text; the
boundaries counted are those between two sentences of one paragraph. Libraries are measured when they are installed:
sentencex, nupunkt, syntok, pysbd. ``--errors N`` prints N wrong places of ours.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from twosource.annotate.sentences import split
from twosource.model import Article

Splitter = Callable[[str], list[int]]


def paragraphs(path: Path) -> Iterator[tuple[str, list[int]]]:
    """Each paragraph of a file and where its sentences end, the last one left out."""
    text, ends = "", []
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        rows = block.split("\n")
        if any(row.startswith(("# newpar", "# newdoc")) for row in rows) and text.strip():
            yield text.strip(), ends[:-1]
            text, ends = "", []
        skip = 0
        for row in rows:
            if row.startswith("#"):
                continue
            cells = row.split("\t")
            if "-" in cells[0]:
                first, last = map(int, cells[0].split("-"))
                skip = last - first + 1
            elif "." in cells[0]:
                continue
            elif skip:
                skip -= 1
                continue
            text += cells[1] + ("" if "SpaceAfter=No" in cells[9] else " ")
        ends.append(len(text.rstrip()))
    if text.strip():
        yield text.strip(), ends[:-1]


def ours(text: str) -> list[int]:
    """Where our sentences end."""
    article = Article(id="x", file="x", sha256="", raw_sha256="", text=text)
    return [sentence.end for sentence in split(article)]


def _ends(text: str, pieces: Iterator[str]) -> list[int]:
    """Where pieces that follow one another in a text end."""
    found, at = [], 0
    for piece in pieces:
        bare = piece.strip()
        if bare and (start := text.find(bare, at)) >= 0:
            at = start + len(bare)
            found.append(at)
    return found


def splitters() -> dict[str, Splitter]:
    """Ours and every library that is installed."""
    found: dict[str, Splitter] = {"ours": ours}
    try:
        import sentencex  # noqa: PLC0415

        found["sentencex"] = lambda text: _ends(text, iter(sentencex.segment("en", text)))
    except ImportError:
        pass
    try:
        import nupunkt  # noqa: PLC0415

        found["nupunkt"] = lambda text: _ends(text, iter(nupunkt.sent_tokenize(text)))
    except ImportError:
        pass
    try:
        from syntok import segmenter  # noqa: PLC0415

        found["syntok"] = lambda text: [
            sentence[-1].offset + len(sentence[-1].value)
            for paragraph in segmenter.analyze(text)
            for sentence in paragraph
        ]
    except ImportError:
        pass
    try:
        import pysbd  # noqa: PLC0415

        cutter = pysbd.Segmenter(language="en", clean=False)
        found["pysbd"] = lambda text: _ends(text, iter(cutter.segment(text)))
    except ImportError:
        pass
    return found


def main() -> None:
    """Print a line for each splitter."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gum", type=Path)
    parser.add_argument("--genre", default="news")
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    files = sorted((options.gum / "dep").glob(f"GUM_{options.genre}_*.conllu"))
    gold = [pair for path in files for pair in paragraphs(path)]
    size = sum(len(text) for text, _ in gold)
    print(f"{len(files)} files, {len(gold)} paragraphs, {sum(len(ends) for _, ends in gold)} boundaries")
    for name, splitter in splitters().items():
        splitter("One. Two.")
        started = time.perf_counter()
        made = [{end for end in splitter(text) if end < len(text)} for text, _ in gold]
        took = time.perf_counter() - started
        hit = sum(len(mine & set(ends)) for mine, (_, ends) in zip(made, gold, strict=True))
        found, wanted = sum(map(len, made)), sum(len(ends) for _, ends in gold)
        p, r = hit / found if found else 0.0, hit / wanted if wanted else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        print(f"{name:10} P {p:.3f}  R {r:.3f}  F1 {f1:.3f}   {size / took / 1e6:6.2f} million characters/s")
        if name == "ours" and options.errors:
            show(gold, made, options.errors)


def show(gold: list[tuple[str, list[int]]], made: list[set[int]], limit: int) -> None:
    """Print wrong places: ``+`` a boundary too many, ``-`` one that is missing."""
    places = [
        (sign, text, end)
        for (text, ends), mine in zip(gold, made, strict=True)
        for sign, wrong in (("+", mine - set(ends)), ("-", set(ends) - mine))
        for end in sorted(wrong)
    ]
    for sign, text, end in places[:limit]:
        print("  ", sign, text[max(0, end - 50) : end], "|", text[end : end + 40])


if __name__ == "__main__":
    main()
