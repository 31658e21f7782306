"""Score time expressions: on annotated stories as ``score.py`` counts them, and on TempEval-3.

    python benchmarks/times.py STORIES_DIR [--tempeval TEMPEVAL_DIR] [--errors N]

STORIES_DIR holds story folders (``articles.json``, texts, ``gold.json``); gold boilerplate is taken as marked, so that
the figure is of this step alone. TEMPEVAL_DIR is the unpacked corpus (``*.tml``); counted are expressions of type
DATE and TIME whose value is a day, month, year or week (a clock time counts as its day): found (overlapping) and
right (same value). Single line breaks of its texts are read as spaces.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

from twosource.annotate import sentences, times
from twosource.model import Article, Mark, Span

FORMAT = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d)?\Z")
TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>|<[^>]*>", re.DOTALL)


class Gold(NamedTuple):
    """An annotated expression; ``span`` None where it is not found in the text."""

    span: Span | None
    value: str


class Counts(NamedTuple):
    """Right values, values made, values wanted."""

    right: int = 0
    made: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        p, r = self.right / max(1, self.made), self.right / max(1, self.wanted)
        return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}  gold {self.wanted}  found {self.made}"


def locate(text: str, words: str, nth: int | None) -> Span | None:
    """The nth place of some words."""
    at = -1
    for _ in range(nth or 1):
        at = text.find(words, at + 1)
    return Span(at, at + len(words)) if at >= 0 else None


def stories(folder: Path) -> Iterator[tuple[str, Article, list[Gold]]]:
    """Every article of the annotated stories with its gold times."""
    for story in sorted(path.parent for path in folder.glob("*/gold.json")):
        gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        for entry in json.loads((story / "articles.json").read_text(encoding="utf-8")):
            text = (story / entry["file"]).read_text(encoding="utf-8")
            mine = {key: [g for g in gold[key] if g["article"] == entry["id"]] for key in ("boilerplate", "times")}
            closed = [locate(text, g["text"], g.get("nth")) for g in mine["boilerplate"]]
            headline = Mark(start=0, end=max(0, text.find("\n")), kind="headline")
            article = _article(text, entry["published"], tuple(sorted(s for s in closed if s)), (headline,))
            wanted = [Gold(locate(text, g["text"], g.get("nth")), g["value"]) for g in mine["times"]]
            yield f"{story.name}/{entry['id']}", article, wanted


def tempeval(folder: Path) -> Iterator[tuple[str, Article, list[Gold]]]:
    """Every document of TempEval-3 with its DATE and TIME expressions."""
    for path in sorted(folder.rglob("*.tml")):
        raw = path.read_text(encoding="utf-8")
        created = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
        body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
        if not created or not body:
            continue
        text, wanted, at = "", [], 0
        for tag in TIMEX.finditer(body[1]):
            text += unescape(body[1][at : tag.start()])
            at = tag.end()
            if tag[1] is None:
                continue
            start = len(text)
            text += unescape(re.sub(r"<[^>]*>", "", tag[2]))
            values = dict(re.findall(r"(\w+)=\"([^\"]*)\"", tag[1]))
            if values.get("type") in {"DATE", "TIME"}:
                wanted.append(Gold(Span(start, len(text)), values["value"].partition("T")[0]))
        text += unescape(body[1][at:])
        yield path.stem, _article(re.sub(r"(?<!\n)\n(?!\n)", " ", text), created[1], (), ()), wanted


def _article(text: str, published: str, boilerplate: tuple[Span, ...], marks: tuple[Mark, ...]) -> Article:
    return Article(
        id="x", file="x", sha256="", raw_sha256="", text=text, published=published, boilerplate=boilerplate, marks=marks
    )


def measure(source: Iterator[tuple[str, Article, list[Gold]]], *, exactly: bool, errors: int) -> None:
    """Print the score; ``exactly``: only values of our format, and only equal ones count."""
    right = Counts()
    overlapping = 0
    for name, article, gold in source:
        wanted = [g for g in gold if FORMAT.match(g.value)] if exactly else gold
        made = [t for t in times.find(article, sentences.split(article)) if re.match(r"\d{4}", t.value)]
        used: set[int] = set()
        for g in wanted:
            over = [i for i, t in enumerate(made) if g.span and t.start < g.span.end and g.span.start < t.end]
            overlapping += bool(over)
            hit = next((i for i in over if i not in used and _same(made[i].value, g.value, exactly=exactly)), None)
            if hit is not None:
                used.add(hit)
            elif errors > 0 and g.span:
                errors -= 1
                context = article.text[max(0, g.span.start - 60) : g.span.end + 30].replace("\n", " ")
                print("  ", name, article.published, g.value, [made[i].value for i in over], "|", context)
        outside = [g for g in gold if g not in wanted and g.span]
        kept = [
            i
            for i, t in enumerate(made)
            if i in used or not any(t.start < g.span.end and g.span.start < t.end for g in outside if g.span)
        ]
        right = Counts(right.right + len(used), right.made + len(kept), right.wanted + len(wanted))
    print(right, f" overlapping {overlapping}")


def _same(mine: str, gold: str, *, exactly: bool) -> bool:
    if exactly:
        return mine == gold
    return mine[: len(gold)] == gold[: len(mine)] and len(mine) >= min(len(gold), 10)


def main() -> None:
    """Print one line for each collection."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--tempeval", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args()
    measure(stories(options.stories), exactly=False, errors=options.errors)
    if options.tempeval:
        for part in ("TimeBank", "AQUAINT", "wikiwars"):
            for folder in sorted(options.tempeval.rglob(part)):
                print(part)
                measure(tempeval(folder), exactly=True, errors=options.errors)


if __name__ == "__main__":
    main()
