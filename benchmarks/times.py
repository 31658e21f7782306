"""Score time expressions: TempEval-3 (task A, expressions), and annotated stories as ``score.py`` counts them.

    python benchmarks/times.py DIR [--json] [--errors N] [--part tuned|held-out] [--libraries]
    python benchmarks/times.py --stories DIR [--json] [--errors N]

DIR holds TimeML documents (``*.tml``, in folders or not), for example TimeBank and AQUAINT, or the platinum part.
All TIMEX3 elements between <TEXT> tags count, of any type; the day of the document is taken from <DCT>. Pairs are made
as TempEval-3's normaliser makes them: in text order, an expression is paired with the one of the other side that it
overlaps, once.

    strict     pairs with the same extent: precision, recall, F1
    relaxed    pairs: precision, recall, F1
    type       relaxed precision, recall, F1, each times the share of pairs with the same type
    value      relaxed precision, recall, F1, each times the share of pairs with the same value, to the character

``--part`` takes every fifth document by name (``held-out``) or the others (``tuned``). ``--libraries`` also scores
what is installed of: dateparser, parsedatetime, timexy, ctparse, recognizers-text-date-time.
With ``--stories`` DIR holds story folders (``articles.json``, texts, ``gold.json``); gold boilerplate is taken as
marked, so that the figure is of this step alone.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from passages import located

from twosource.annotate import sentences, times
from twosource.model import Article, Mark, Span

TIMEX = re.compile(r"<TIMEX3\b([^>]*)>(.*?)</TIMEX3>|<[^>]*>", re.DOTALL)
FIFTH = 5


class Timex(NamedTuple):
    """An expression with type and value; ``span`` None where a story's words are not found in its text."""

    span: Span | None
    kind: str
    value: str


class Document(NamedTuple):
    """An article and its annotated expressions."""

    name: str
    article: Article
    gold: list[Timex]


Finder = Callable[[Article], list[Timex]]


class Figures(NamedTuple):
    """Counts over documents: expressions on either side, pairs, and pairs that agree."""

    made: int = 0
    wanted: int = 0
    strict: int = 0
    relaxed: int = 0
    kind: int = 0
    value: int = 0

    def scores(self) -> dict[str, dict[str, float]]:
        """Precision, recall and F1 for each way of counting."""
        counted = {"strict": self.strict, "relaxed": self.relaxed, "type": self.kind, "value": self.value}
        return {name: prf(hit, self.made, self.wanted) for name, hit in counted.items()}


def prf(hit: int, made: int, wanted: int) -> dict[str, float]:
    """Precision, recall and F1; a share of an F1 is the F1 of the share, since both divide by ``made + wanted``."""
    return {"p": hit / max(1, made), "r": hit / max(1, wanted), "f1": 2 * hit / max(1, made + wanted)}


# --- TempEval-3 ----------------------------------------------------------------------------------------------------


def documents(folder: Path, part: str) -> Iterator[Document]:
    """The TimeML documents below a folder, by name."""
    for number, path in enumerate(sorted(folder.rglob("*.tml"), key=lambda path: (path.name, str(path)))):
        if part == "all" or (number % FIFTH == FIFTH - 1) == (part == "held-out"):
            made = document(path)
            if made:
                yield made


def document(path: Path) -> Document | None:
    """A TimeML document; single line breaks of its text are read as spaces."""
    raw = path.read_text(encoding="utf-8")
    created = re.search(r"<DCT>.*?value=\"(\d{4}-\d\d-\d\d)", raw, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    if not body:
        return None
    text, gold, at = "", [], 0
    for tag in TIMEX.finditer(body[1]):
        text += unescape(body[1][at : tag.start()])
        at = tag.end()
        if tag[1] is None:
            continue
        start = len(text)
        text += unescape(re.sub(r"<[^>]*>", "", tag[2]))
        said = dict(re.findall(r"(\w+)=\"([^\"]*)\"", tag[1]))
        gold.append(Timex(Span(start, len(text)), said.get("type", ""), said.get("value", "")))
    text += unescape(body[1][at:])
    flowing = re.sub(r"(?<!\n)\n(?!\n)", " ", text)
    return Document(path.stem, _article(flowing, created[1] if created else None, (), ()), gold)


def ours(article: Article) -> list[Timex]:
    """The expressions that twosource finds."""
    made = times.expressions(article, sentences.split(article))
    return [Timex(e.span, e.kind, e.value) for e in made]


def pairs(gold: Sequence[Timex], made: Sequence[Timex]) -> list[tuple[Timex, Timex]]:
    """Pairs of overlapping expressions, in text order, each in one pair at most."""
    out: list[tuple[Timex, Timex]] = []
    i = j = 0
    while i < len(gold) and j < len(made):
        g, m = gold[i].span, made[j].span
        if not g or not m or g.end <= m.start:
            i += 1
        elif m.end <= g.start:
            j += 1
        else:
            out.append((gold[i], made[j]))
            i, j = i + 1, j + 1
    return out


def measure(found: Iterable[tuple[Document, list[Timex]]]) -> Figures:
    """The counts over all documents."""
    total = [0] * len(Figures())
    for page, made in found:
        both = pairs(page.gold, made)
        counts = (
            len(made),
            len(page.gold),
            sum(g.span == m.span for g, m in both),
            len(both),
            sum(g.kind == m.kind for g, m in both),
            sum(g.value == m.value for g, m in both),
        )
        total = [a + b for a, b in zip(total, counts, strict=True)]
    return Figures(*total)


def wrong(page: Document, made: Sequence[Timex]) -> Iterator[str]:
    """Lines that show what is missing (-), too many (+) or read otherwise (=)."""
    both = pairs(page.gold, made)
    alike = dict(both)
    paired = {m for _, m in both}
    text = page.article.text
    for sign, timex in [*(("-", g) for g in page.gold), *(("+", m) for m in made if m not in paired)]:
        other = alike.get(timex) if sign == "-" else None
        if not timex.span or (other and (other.kind, other.value) == (timex.kind, timex.value)):
            continue
        start, end = timex.span.start, timex.span.end
        mine = f"{other.kind} {other.value}" if other else ""
        context = f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 30]}".replace("\n", " ")
        yield f"{'=' if other else sign} {page.article.published} {timex.kind} {timex.value} | {mine} | {context}"


def tempeval(options: argparse.Namespace) -> None:
    """Print the figures of ours, and of the libraries if asked for."""
    pages = list(documents(options.folder, options.part))
    finders: dict[str, Finder] = {"twosource": ours}
    if options.libraries:
        from timelibraries import installed  # noqa: PLC0415 - only this comparison needs them

        finders |= {name: _library(find) for name, find in installed().items()}
    for name, finder in finders.items():
        began = time.perf_counter()
        found = [(page, finder(page.article)) for page in pages]
        took = time.perf_counter() - began
        figures = measure(found)
        if options.json:
            print(json.dumps(figures.scores()))
            return
        print(f"{name}: {len(pages)} documents, gold {figures.wanted}, found {figures.made}, {took:.1f} s")
        for what, score in figures.scores().items():
            print(f"  {what:8} P {score['p']:.3f}  R {score['r']:.3f}  F1 {score['f1']:.3f}")
        if name == "twosource" and options.errors:
            for line in [line for page, made in found for line in wrong(page, made)][: options.errors]:
                print("   ", line)


def _library(find: Callable[[str, str], list[tuple[int, int, str, str]]]) -> Finder:
    def finder(article: Article) -> list[Timex]:
        made = find(article.text, article.published or "")
        return [Timex(Span(start, end), kind, value) for start, end, kind, value in sorted(made)]

    return finder


# --- annotated stories ---------------------------------------------------------------------------------------------


def stories(folder: Path) -> Iterator[Document]:
    """Every article of the annotated stories with its gold times."""
    for story in sorted(path.parent for path in folder.glob("*/gold.json")):
        gold = json.loads((story / "gold.json").read_text(encoding="utf-8"))
        for entry in json.loads((story / "articles.json").read_text(encoding="utf-8")):
            text = (story / entry["file"]).read_text(encoding="utf-8")
            mine = {key: [g for g in gold[key] if g["article"] == entry["id"]] for key in ("boilerplate", "times")}
            closed = [located(text, g["text"], g.get("nth")) for g in mine["boilerplate"]]
            headline = Mark(start=0, end=max(0, text.find("\n")), kind="headline")
            article = _article(text, entry["published"], tuple(sorted(s for s in closed if s)), (headline,))
            wanted = [Timex(located(text, g["text"], g.get("nth")), "", g["value"]) for g in mine["times"]]
            yield Document(f"{story.name}/{entry['id']}", article, wanted)


def _article(text: str, published: str | None, boilerplate: tuple[Span, ...], marks: tuple[Mark, ...]) -> Article:
    return Article(
        id="x", file="x", sha256="", raw_sha256="", text=text, published=published, boilerplate=boilerplate, marks=marks
    )


def score_stories(options: argparse.Namespace) -> None:
    """Print precision, recall and F1 of calendar values on the stories."""
    hits = made_all = wanted_all = 0
    lines: list[str] = []
    for name, article, gold in stories(options.stories):
        made = [t for t in times.find(article, sentences.split(article)) if re.match(r"\d{4}", t.value)]
        used: set[int] = set()
        for g in gold:
            over = [i for i, t in enumerate(made) if g.span and t.start < g.span.end and g.span.start < t.end]
            hit = next((i for i in over if i not in used and _same(made[i].value, g.value)), None)
            if hit is not None:
                used.add(hit)
            elif g.span:
                lines.append(_line("-", name, article, g.span, f"{g.value} {[made[i].value for i in over]}"))
        lines += [_line("+", name, article, t.span, t.value) for i, t in enumerate(made) if i not in used]
        hits, made_all, wanted_all = hits + len(used), made_all + len(made), wanted_all + len(gold)
    score = prf(hits, made_all, wanted_all)
    if options.json:
        print(json.dumps({"times": score}))
        return
    print(f"P {score['p']:.3f}  R {score['r']:.3f}  F1 {score['f1']:.3f}  gold {wanted_all}  found {made_all}")
    print("\n".join(lines[: options.errors]))


def _line(sign: str, name: str, article: Article, span: Span, what: str) -> str:
    before, after = article.text[max(0, span.start - 60) : span.start], article.text[span.end : span.end + 30]
    words = f"{before}[{article.text[span.start : span.end]}]{after}".replace("\n", " ")
    return f"  {sign} {name} {article.published} {what} | {words}"


def _same(mine: str, gold: str) -> bool:
    return mine[: len(gold)] == gold[: len(mine)] and len(mine) >= min(len(gold), len("2017-12-27"))


def main(argv: Sequence[str] | None = None) -> int:
    """Score one folder; the exit status is 2 if it holds nothing to score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR")
    parser.add_argument("--stories", type=Path, metavar="DIR")
    parser.add_argument("--part", choices=("all", "tuned", "held-out"), default="all")
    parser.add_argument("--libraries", action="store_true")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(argv)
    if (options.folder is None) == (options.stories is None):
        parser.error("give either a folder of TimeML documents or --stories DIR")
    if options.stories:
        if not any(options.stories.glob("*/gold.json")):
            print(f"no annotated stories in {options.stories}")
            return 2
        score_stories(options)
        return 0
    if not any(options.folder.rglob("*.tml")):
        print(f"no TimeML documents (*.tml) in {options.folder}")
        return 2
    tempeval(options)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
