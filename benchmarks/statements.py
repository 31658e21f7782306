"""How well statements are read: benchmarks/statements.py GOLD_DIR [--gold] [--errors [KIND]] [--story NAME] [--plain].

GOLD_DIR holds folders of articles.json, texts and gold.json (see DOSSIER.md beside them). Contents are matched as the
stories' own score does: one to one, character IoU >= 0.5. Prints precision, recall and F1 of statements, over the
matched ones the shares with the right source, cue, manner, channel, channel name, anonymity, relay and origin, and for
each channel how precise and how complete it is.

--gold takes source, cue and content from the annotation instead of the tagger, so that only what is told of a found
remark is measured. --errors lists what was missed and what was found that is not there; --errors channel (source,
anonymity, relayed_by, origin) only errors of one kind. --plain takes boilerplate from the gold annotation. --rules
takes the tagger of rules, which needs no model. --json FILE writes every judged statement, to compare two runs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "training"))

from gold import reports
from passages import annotated, located

from twosource import engines
from twosource.annotate import names as name_stage
from twosource.annotate import references
from twosource.annotate import sentences as sentence_stage
from twosource.annotate import statements as statement_stage
from twosource.compare import copies, entities, origins
from twosource.engines.rules import RuleTagger
from twosource.model import Article, Attribution, Mark, Origin, Reading, Sentence, Span, Statement
from twosource.seams import Tagger
from twosource.text import normalise_newlines, overlap, sha256

MATCH = 0.5
Gold = tuple[dict[str, Any], Attribution]
"""A gold statement, and where its words stand; no contents where they are not found."""


# --- the annotation ---------------------------------------------------------------------------------------------------


def wanted(text: str, gold: dict[str, Any], article: str) -> list[Gold]:
    """The gold statements of an article."""
    return [(s, annotated(text, s)) for s in gold["statements"] if s["article"] == article]


class GoldTagger:
    """Hands out the annotated attributions of the articles of one story."""

    name = "gold"

    def __init__(self, want: dict[str, list[Gold]]) -> None:
        self.want = want

    def attributions(self, article: Article, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
        """The attributions of an article, in text order."""
        del sentences
        found = (attribution for _, attribution in self.want[article.id] if attribution.content)
        return tuple(sorted(found, key=lambda a: a.content))


# --- reading ----------------------------------------------------------------------------------------------------------


def plain_article(folder: Path, entry: dict[str, Any], gold: dict[str, Any]) -> Article:
    """The article with headline and boilerplate marked as the annotation says."""
    text = normalise_newlines((folder / entry["file"]).read_text())
    passages = (passage for passage in gold["boilerplate"] if passage["article"] == entry["id"])
    spots = (located(text, passage["text"], passage.get("nth")) for passage in passages)
    headline = Mark(start=0, end=text.find("\n") if "\n" in text else 0, kind="headline")
    return Article(
        id=entry["id"], file=entry["file"], outlet=entry.get("outlet"), published=entry.get("published"),
        title=entry.get("title"), sha256=sha256(text), raw_sha256="", text=text,
        boilerplate=tuple(sorted(spot for spot in spots if spot)), marks=(headline,),
    )  # fmt: skip


def read_articles(folder: Path, gold: dict[str, Any], *, plain: bool) -> dict[str, Article]:
    """Gold article id -> the article as this project reads it."""
    if not plain:
        return reports(folder)
    entries = json.loads((folder / "articles.json").read_text())
    return {entry["id"]: plain_article(folder, entry, gold) for entry in entries}


See = Callable[[Article], Tagger]


def seer(name: str) -> See:
    """The reader that ships ("reader"), or the tagger of rules, which needs no model ("rules")."""
    if name == "rules":
        return lambda _: RuleTagger()
    return engines.load().reader.see


def traced(articles: Sequence[Article], see: See, tagger: Tagger | None = None) -> origins.Traced:
    """The statements of some reports of one event with their origins: all that this needs of the whole pipeline. With
    ``tagger`` its attributions are taken instead of those seen.
    """
    readings = []
    for article in articles:
        split = sentence_stage.split(article)
        seen = see(article)
        mentions = name_stage.find(article, split, getattr(seen, "names", ()))
        said = statement_stage.read(article, split, tagger or seen)
        meant = references.find(
            article.text, split, mentions, engines.load().references, getattr(seen, "drawn", None) and seen
        )
        readings.append(
            Reading(
                article=article.id,
                made_by="benchmark",
                sentences=split,
                mentions=mentions,
                references=meant,
                statements=said,
            )
        )
    return origins.trace(articles, readings, entities.link(articles, readings), copies.find(articles, readings))


# --- judging ----------------------------------------------------------------------------------------------------------


def iou(xs: Sequence[Span], ys: Sequence[Span]) -> float:
    """Intersection over union, in characters."""
    common = sum(overlap(x, y) for x in xs for y in ys)
    return common / (sum(s.end - s.start for s in (*xs, *ys)) - common) if common else 0.0


def matched(gold: Sequence[Gold], mine: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Gold number -> our number, best pairs first, one to one. ``mine`` are the contents of our statements."""
    pairs = [(iou(want.content, m), i, j) for i, (_, want) in enumerate(gold) for j, m in enumerate(mine)]
    match: dict[int, int] = {}
    for value, i, j in sorted(pairs, key=lambda pair: -pair[0]):
        if value >= MATCH and i not in match and j not in match.values():
            match[i] = j
    return match


def same_source(text: str, gold: dict[str, Any], statement: Statement) -> bool:
    """As the score judges it."""
    words = gold.get("source")
    words = words[0] if isinstance(words, list) else words
    if not words:
        return statement.source is None
    if statement.source is None:
        return False
    got = statement.source
    mine = text[got.start : got.end].lower()
    want = located(text, words)
    shared = overlap(want, got) if want else 0
    near = want is not None and shared > 0 and shared >= 0.5 * min(want.end - want.start, got.end - got.start)
    return near or words.lower() in mine or (bool(mine) and mine in words.lower())


Same = Callable[[str, str], bool]


def scorer(folder: Path) -> Same:
    """``same_name`` of the scoring program that comes with the stories."""
    spec = importlib.util.spec_from_file_location("score", folder.resolve().parent / "score.py")
    if not spec or not spec.loader:
        raise SystemExit(f"there is no score.py beside {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    same: Same = module.same_name
    return same


def outlet_names(values: Iterable[str]) -> list[str]:
    """Outlet names for comparing."""
    return [value.lower().removeprefix("the ") for value in values]


SHOWN = 120


def shown(text: str, spans: Iterable[Span]) -> str:
    """The words at some spans, long ones shortened."""
    words = (text[span.start : span.end] for span in spans)
    return " || ".join(said if len(said) < SHOWN else f"{said[:70]} ... {said[-40:]}" for said in words)


class Judged(NamedTuple):
    """One matched statement: what was wanted and what was found, by what is judged."""

    place: str
    gold: dict[str, Any]
    want: dict[str, Any]
    have: dict[str, Any]
    right: dict[str, bool]
    words: str


def judge(
    article: Article, gold: dict[str, Any], got: Statement, named: tuple[dict[str, Any], Origin], same: Same
) -> Judged:
    """What is right about one matched statement; ``named`` are the wanted origin and the one found."""
    text, (want_origin, have_origin) = article.text, named
    cue = gold["cue"][0] if isinstance(gold["cue"], list) else gold["cue"]
    mine = text[got.cue.start : got.cue.end] if got.cue else None
    want = {
        "source": gold["source"],
        "cue": cue,
        "manner": gold["manner"],
        "channel": gold["channel"],
        "channel_name": (gold.get("channel_name") or "").lower(),
        "anonymity": bool(gold["anonymous"]),
        "relayed_by": outlet_names(gold["relayed_by"]),
        "origin": want_origin["name"],
    }
    have = {
        "source": text[got.source.start : got.source.end] if got.source else None,
        "cue": mine,
        "manner": got.manner,
        "channel": got.channel,
        "channel_name": (got.channel_name or "").lower(),
        "anonymity": got.anonymous,
        "relayed_by": outlet_names(got.relayed_by),
        "origin": have_origin.name,
    }
    right = {name: want[name] == have[name] for name in want}
    right["source"] = same_source(text, gold, got)
    low, ours = (cue or "").lower(), (mine or "").lower()
    right["cue"] = (not low and not ours) or bool(low and ours and (ours in low or low in ours))
    unnamed = want_origin["kind"] in {"anonymous", "unknown"} and have_origin.kind == want_origin["kind"]
    right["origin"] = same(want_origin["name"], have_origin.name) or unnamed
    return Judged(article.file, gold, want, have, right, shown(text, [Span(got.content[0].start, got.content[-1].end)]))


class Tally:
    """Counts over all stories."""

    def __init__(self) -> None:
        self.found = self.gold = 0
        self.judged: list[Judged] = []

    def report(self) -> None:
        """Print all figures."""
        hit = len(self.judged)
        p = hit / self.found if self.found else 0.0
        r = hit / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        print(f"statements    P {p:.3f}  R {r:.3f}  F1 {f:.3f}   gold {self.gold}  found {self.found}")
        for name in self.judged[0].right if hit else ():
            print(f"{name:13} {sum(j.right[name] for j in self.judged) / hit:.3f}  of {hit}")
        for name in ("channel", "anonymity"):
            pairs = Counter((str(j.want[name]), str(j.have[name])) for j in self.judged)
            for value in sorted({v for pair in pairs for v in pair}):
                want = sum(n for (w, _), n in pairs.items() if w == value)
                have = sum(n for (_, h), n in pairs.items() if h == value)
                both = pairs[value, value]
                print(f"  {name} {value:17} P {both / max(1, have):.3f}  R {both / max(1, want):.3f}  gold {want}")

    def errors(self, kinds: Sequence[str]) -> None:
        """Print what is wrong about matched statements."""
        for j in self.judged:
            for name in kinds:
                if not j.right[name]:
                    said = f"[{j.have['source']}] <{j.have['cue']}> {j.words}"
                    print(f"  {j.place} {name}: want {j.want[name]} got {j.have[name]} <- {said}")


def story(tally: Tally, folder: Path, args: argparse.Namespace) -> None:
    """Count one story."""
    gold = json.loads((folder / "gold.json").read_text())
    articles = dict(sorted(read_articles(folder, gold, plain=args.plain).items()))
    want = {article.id: wanted(article.text, gold, key) for key, article in articles.items()}
    found = traced(list(articles.values()), args.see, GoldTagger(want) if args.gold_spans else None)
    wanted_origins = {origin["id"]: origin for origin in gold["origins"]}
    found_origins = {origin.id: origin for origin in found.origins}
    for article in articles.values():
        here = [s for s in found.statements if s.article == article.id]
        match = matched(want[article.id], [s.content for s in here])
        if args.errors == "all":
            print(f"== {folder.name} {article.file} {article.outlet}")
            unmatched(article.text, want[article.id], here, match)
        for i, j in sorted(match.items()):
            said = want[article.id][i][0]
            named = (wanted_origins[said["origin"]], found_origins[here[j].origin])
            tally.judged.append(judge(article, said, here[j], named, args.same))
        tally.gold += len(want[article.id])
        tally.found += len(here)


def unmatched(text: str, want: list[Gold], found: Sequence[Statement], match: dict[int, int]) -> None:
    """Print what was missed and what was found that is not there."""
    for i, (s, where) in enumerate(want):
        if i not in match:
            best = max((iou(where.content, mine.content) for mine in found), default=0.0)
            print(f"  MISS {best:.2f} [{s['source']}] <{s['cue']}> {{ {shown(text, where.content)} }}")
    for j, s in enumerate(found):
        if j not in match.values():
            source = text[s.source.start : s.source.end] if s.source else None
            cue = text[s.cue.start : s.cue.end] if s.cue else None
            print(f"  FALSE [{source}] <{cue}> {{ {shown(text, s.content)} }}")


def main() -> None:
    """Score every story of a folder."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--gold", action="store_true", dest="gold_spans")
    options.add_argument("--errors", nargs="?", const="all")
    options.add_argument("--plain", action="store_true")
    options.add_argument("--rules", action="store_true")
    options.add_argument("--story")
    options.add_argument("--json", type=Path)
    args = options.parse_args()
    args.same, args.see = scorer(args.gold), seer("rules" if args.rules else "reader")
    tally = Tally()
    for folder in sorted(p for p in args.gold.iterdir() if (p / "gold.json").exists()):
        if not args.story or folder.name in args.story.split(","):
            story(tally, folder, args)
    if args.errors:
        every = ("source", "channel", "anonymity", "relayed_by", "origin")
        tally.errors(every if args.errors == "all" else args.errors.split(","))
    tally.report()
    if args.json:
        args.json.write_bytes(msgspec.json.format(msgspec.json.encode(tally.judged)))


if __name__ == "__main__":
    main()
