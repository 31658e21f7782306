"""How well statements are read: benchmarks/statements.py GOLD_DIR [--errors] [--story NAME] [--plain].

GOLD_DIR holds folders of articles.json, texts and gold.json (see DOSSIER.md beside them). Contents are matched as the
stories' own score does: one to one, character IoU >= 0.5. Prints precision, recall and F1 of statements, and over the
matched ones the shares with the right source, cue, manner, channel, channel name, anonymity and relay. --errors lists
what was missed and what was found that is not there. --plain takes boilerplate from the gold annotation instead of
the reader, so that only this stage is measured.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from twosource.annotate import sentences as sentence_stage
from twosource.annotate import statements as statement_stage
from twosource.engines.rules import RuleTagger
from twosource.model import Article, Mark, Span, Statement
from twosource.text import normalise_newlines, sha256

MATCH = 0.5
Gold = tuple[dict[str, Any], list[tuple[int, int]]]


def located(text: str, words: str, nth: int | None) -> tuple[int, int] | None:
    """Where a gold string stands, as the score looks it up."""
    at = -1
    for _ in range(nth or 1):
        at = text.find(words, at + 1)
        if at < 0:
            break
    if at >= 0:
        return at, at + len(words)
    found = re.search(r"\s+".join(map(re.escape, words.split())), text)
    return (found.start(), found.end()) if found else None


def total(spans: list[tuple[int, int]]) -> int:
    """The characters of some spans."""
    return sum(end - start for start, end in spans)


def iou(xs: list[tuple[int, int]], ys: list[tuple[int, int]]) -> float:
    """Intersection over union, in characters."""
    common = sum(max(0, min(x[1], y[1]) - max(x[0], y[0])) for x in xs for y in ys)
    return common / (total(xs) + total(ys) - common) if common else 0.0


def plain_article(folder: Path, entry: dict[str, Any], gold: dict[str, Any]) -> Article:
    """The article with headline and boilerplate marked as the annotation says."""
    text = normalise_newlines((folder / entry["file"]).read_text())
    spans = []
    for passage in gold["boilerplate"]:
        if passage["article"] == entry["id"]:
            spot = located(text, passage["text"], passage.get("nth"))
            if spot:
                spans.append(Span(*spot))
    headline = Mark(start=0, end=text.find("\n") if "\n" in text else 0, kind="headline")
    return Article(
        id=entry["id"], file=entry["file"], outlet=entry.get("outlet"), published=entry.get("published"),
        title=entry.get("title"), sha256=sha256(text), raw_sha256="", text=text,
        boilerplate=tuple(sorted(spans)), marks=(headline,),
    )  # fmt: skip


def read_articles(folder: Path, gold: dict[str, Any], *, plain: bool) -> dict[str, Article]:
    """Gold article id -> the article as this project reads it."""
    entries = json.loads((folder / "articles.json").read_text())
    if plain:
        return {entry["id"]: plain_article(folder, entry, gold) for entry in entries}
    from twosource import read  # noqa: PLC0415 - a benchmark of one stage works without the reader

    by_file = {}
    for page in read.discover([folder]).pages:
        article = read.page(page)
        if isinstance(article, Article):
            by_file[Path(article.file).name] = article
    return {entry["id"]: by_file[entry["file"]] for entry in entries if entry["file"] in by_file}


SHOWN = 120


def shown(text: str, spans: list[tuple[int, int]]) -> str:
    """The words at some spans, long ones shortened."""
    return " || ".join(text[a:b] if b - a < SHOWN else f"{text[a : a + 70]} ... {text[b - 40 : b]}" for a, b in spans)


class Tally:
    """Counts over all stories."""

    def __init__(self) -> None:
        self.found = self.gold = self.hit = 0
        self.rates: dict[str, list[int]] = {}
        self.confused: Counter[tuple[str, str]] = Counter()

    def rate(self, name: str, good: bool) -> None:  # noqa: FBT001 - one value, always named by its label
        pair = self.rates.setdefault(name, [0, 0])
        pair[0] += good
        pair[1] += 1

    def report(self) -> None:
        p = self.hit / self.found if self.found else 0.0
        r = self.hit / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        print(f"statements    P {p:.3f}  R {r:.3f}  F1 {f:.3f}   gold {self.gold}  found {self.found}")
        for name, (good, of) in self.rates.items():
            print(f"{name:13} {good / of:.3f}  of {of}")


def same_source(text: str, gold: dict[str, Any], statement: Statement) -> bool:
    """As the score judges it."""
    words = gold.get("source")
    words = words[0] if isinstance(words, list) else words
    if not words:
        return statement.source is None
    if statement.source is None:
        return False
    got = (statement.source.start, statement.source.end)
    mine = text[got[0] : got[1]].lower()
    want = located(text, words, None)
    shared = max(0, min(want[1], got[1]) - max(want[0], got[0])) if want else 0
    near = bool(want) and shared > 0 and shared >= 0.5 * min(want[1] - want[0], got[1] - got[0])
    return near or words.lower() in mine or (bool(mine) and mine in words.lower())


def names(values: Iterable[str]) -> list[str]:
    """Outlet names for comparing."""
    return [value.lower().removeprefix("the ") for value in values]


def judge(tally: Tally, article: Article, gold: dict[str, Any], got: Statement, *, errors: bool) -> None:
    """Count what is right about one matched statement."""
    text = article.text
    cue = gold["cue"][0] if isinstance(gold["cue"], list) else gold["cue"]
    mine = text[got.cue.start : got.cue.end].lower() if got.cue else None
    same_cue = (cue is None and mine is None) or bool(cue and mine and (mine in cue.lower() or cue.lower() in mine))
    pairs = (
        ("source", True, same_source(text, gold, got)),
        ("cue", True, same_cue),
        ("manner", gold["manner"], got.manner),
        ("channel", gold["channel"], got.channel),
        ("anonymity", bool(gold["anonymous"]), got.anonymous),
        ("relayed_by", names(gold["relayed_by"]), names(got.relayed_by)),
        ("channel_name", (gold.get("channel_name") or "").lower(), (got.channel_name or "").lower()),
    )
    for name, want, have in pairs:
        tally.rate(name, want == have)
        if errors and want != have and name in {"source", "channel", "anonymity", "relayed_by"}:
            ours = text[got.source.start : got.source.end] if name == "source" and got.source else have
            said = shown(text, [(got.content[0].start, got.content[-1].end)])
            print(f"  {name}: want {gold['source'] if name == 'source' else want} got {ours} <- <{gold['cue']}> {said}")


def wanted(text: str, gold: dict[str, Any], article: str) -> list[Gold]:
    """The gold statements of an article and where their contents stand."""
    found: list[Gold] = []
    for s in gold["statements"]:
        if s["article"] == article:
            parts = s["content"] if isinstance(s["content"], list) else [s["content"]]
            spots = [located(text, part, s.get("nth")) for part in parts]
            found.append((s, [x for x in spots if x]))
    return found


def matched(gold: list[Gold], mine: list[list[tuple[int, int]]]) -> dict[int, int]:
    """Gold number -> our number, best pairs first, one to one."""
    pairs = [(iou(g[1], m), i, j) for i, g in enumerate(gold) for j, m in enumerate(mine)]
    match: dict[int, int] = {}
    for value, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if value >= MATCH and i not in match and j not in match.values():
            match[i] = j
    return match


def story(tally: Tally, folder: Path, *, errors: bool, plain: bool) -> None:
    """Count one story."""
    gold = json.loads((folder / "gold.json").read_text())
    for key, article in sorted(read_articles(folder, gold, plain=plain).items()):
        found = statement_stage.read(article, sentence_stage.split(article), (), RuleTagger())
        want = wanted(article.text, gold, key)
        mine = [[(c.start, c.end) for c in s.content] for s in found]
        match = matched(want, mine)
        if errors:
            print(f"== {folder.name} {key} {article.outlet}")
            unmatched(article.text, want, found, match)
        for i, j in match.items():
            judge(tally, article, want[i][0], found[j], errors=errors)
        tally.hit += len(match)
        tally.gold += len(want)
        tally.found += len(found)


def unmatched(text: str, want: list[Gold], found: tuple[Statement, ...], match: dict[int, int]) -> None:
    """Print what was missed and what was found that is not there."""
    mine = [[(c.start, c.end) for c in s.content] for s in found]
    for i, (s, spots) in enumerate(want):
        if i not in match:
            best = max((iou(spots, m) for m in mine), default=0.0)
            print(f"  MISS {best:.2f} [{s['source']}] <{s['cue']}> {{ {shown(text, spots)} }}")
    for j, s in enumerate(found):
        if j not in match.values():
            source = text[s.source.start : s.source.end] if s.source else None
            cue = text[s.cue.start : s.cue.end] if s.cue else None
            print(f"  FALSE [{source}] <{cue}> {{ {shown(text, mine[j])} }}")


def main() -> None:
    """Score every story of a folder."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", action="store_true")
    options.add_argument("--plain", action="store_true")
    options.add_argument("--story")
    args = options.parse_args()
    tally = Tally()
    for folder in sorted(p for p in args.gold.iterdir() if (p / "gold.json").exists()):
        if not args.story or args.story == folder.name:
            story(tally, folder, errors=args.errors, plain=args.plain)
    tally.report()


if __name__ == "__main__":
    main()
