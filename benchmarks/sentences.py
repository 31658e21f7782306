"""Compare sentence splitters on GUM: boundaries inside paragraphs, and speed.

    python benchmarks/sentences.py DIR [--genre news] [--errors N] [--json]

DIR is the unpacked corpus, or any folder laid out like it: ``*.conllu`` files in it or in ``dep/``, whose names say
the genre (``GUM_news_korea.conllu``). Every paragraph is one line of text; the boundaries counted are those between two
sentences of one paragraph. Libraries are measured when they are installed: sentencex, nupunkt, syntok, pysbd.
``--errors N`` prints N wrong places of ours. ``--json`` prints ours alone, as fractions:
``{"sentences": {"p", "r", "f1"}}``.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
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


def score(gold: list[tuple[str, list[int]]], made: list[set[int]]) -> dict[str, float]:
    """Precision, recall and F1 of boundaries."""
    hit = sum(len(mine & set(ends)) for mine, (_, ends) in zip(made, gold, strict=True))
    found, wanted = sum(map(len, made)), sum(len(ends) for _, ends in gold)
    return {"p": hit / max(1, found), "r": hit / max(1, wanted), "f1": 2 * hit / max(1, found + wanted)}


def main(argv: Sequence[str] | None = None) -> int:
    """Print a line for each splitter; the exit status is 2 if there is nothing to score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--genre", default="news")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    inner = options.folder / "dep"
    files = sorted((inner if inner.is_dir() else options.folder).rglob(f"*_{options.genre}_*.conllu"))
    gold = [pair for path in files for pair in paragraphs(path)]
    if not gold:
        print(f"no annotated sentences (*_{options.genre}_*.conllu) in {options.folder}")
        return 2
    if options.json:
        print(json.dumps({"sentences": score(gold, boundaries(gold, ours))}))
        return 0
    size = sum(len(text) for text, _ in gold)
    print(f"{len(files)} files, {len(gold)} paragraphs, {sum(len(ends) for _, ends in gold)} boundaries")
    for name, splitter in splitters().items():
        splitter("One. Two.")
        started = time.perf_counter()
        made = boundaries(gold, splitter)
        took = time.perf_counter() - started
        figures = score(gold, made)
        line = f"P {figures['p']:.3f}  R {figures['r']:.3f}  F1 {figures['f1']:.3f}"
        print(f"{name:10} {line}   {size / took / 1e6:6.2f} million characters/s")
        if name == "ours" and options.errors:
            show(gold, made, options.errors)
    return 0


def boundaries(gold: list[tuple[str, list[int]]], splitter: Splitter) -> list[set[int]]:
    """Where a splitter ends sentences inside each paragraph."""
    return [{end for end in splitter(text) if end < len(text)} for text, _ in gold]


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
    raise SystemExit(main())
