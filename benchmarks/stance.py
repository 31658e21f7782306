"""Does a report support, deny or only mention a claim: headlines and bodies of FNC-1.

    python benchmarks/stance.py DIR [--part test|train] [--limit 4000] [--json] [--table docs/quality.md] [--choose]

DIR is the unpacked set (see ``fnc``, which reads it and splits it by story). A headline is read as a report of one
passage, a body as another; each is annotated once and the two are compared. What the dossier says is put to the four
classes:

``unrelated``  no passage of the body stands in one claim with the headline;
``disagree``   it does, and the two contradict each other (a conflict of kind contradiction), or the passage that is
               most like the headline is a remark by which somebody denies something;
``discuss``    none of these, and that passage is somebody's remark, asserted, hedged or unverified;
``agree``      the report says so in its own voice.

No threshold is chosen here: log-odds from which two passages are in a claim are those of the product. (On the train
part the best one would be 0.0 and the product's -0.1 is as good: F1 of related and unrelated .97 both ways.)

Counted are macro-F1 over the four classes and the challenge's own score: a quarter for telling related from unrelated,
the other three quarters of a related pair for its class, as a share of what a perfect answer gets. ``majority`` calls
every pair unrelated; ``words`` calls a pair related, and then discussed, when ``WORDS`` of the headline's telling words
stand in the body. ``--choose`` prints how often that tells related from unrelated for other shares.

Nothing was trained on this set. ``--limit``: at most so many pairs, drawn by a hash; fewer are faster and less sure.
Headlines are taken for English, which one of twenty is too short to show. Exit codes: 0 done, 2 no pair.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import bounds
from fnc import STANCES, Pair, Stories, load, sample
from msgspec import structs

from twosource import __version__, annotate, compare, engines, likeness, read
from twosource.compare import claims
from twosource.model import Article, Dossier, Reading, Statement
from twosource.seams import Engines

WORDS = 0.4
"""Share of a headline's telling words that a body on its story has (train part; see ``--choose``)."""

RELATED, FULL = 0.25, 1.0
"""What a pair gives that is rightly called related or unrelated, and a related one with its right class: the
challenge's scorer."""

Read = tuple[Article, Reading]


class Told(NamedTuple):
    """The right class of a pair and the one told."""

    gold: str
    found: str


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    args = _arguments(argv)
    pairs = load(args.folder)
    stories = Stories(pairs)
    of_part = [pair for pair in pairs if stories.part(pair) == args.part]
    if not of_part:
        print(f"stance: no pairs of FNC-1 in {args.folder}", file=sys.stderr)
        return 2
    if args.choose:
        print(choices(sample(of_part, args.limit)))
        return 0
    result = {"part": args.part, "stories": stories.count()[args.part], "all": len(of_part)}
    result |= figures(sample(of_part, args.limit), engines.load())
    print(json.dumps(result) if args.json else table(result))
    if args.table:
        bounds.write_table(args.table, f"stance {args.part}", table(result))
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--part", choices=("test", "train"), default="test")
    parser.add_argument("--limit", type=int, default=4000)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    parser.add_argument("--choose", action="store_true", help="print the ruler of words for other thresholds")
    return parser.parse_args(argv)


# --- what the product tells -----------------------------------------------------------------------------------------


def by_claims(loaded: Engines) -> Callable[[Pair], str]:
    """The product's answers. Every headline and every body is read once."""

    @cache
    def headline(text: str) -> Read | None:
        return _read(text, title=text, loaded=loaded)

    @cache
    def body(text: str) -> Read | None:
        return _read(text, title=None, loaded=loaded)

    def told(pair: Pair) -> str:
        first, second = headline(pair.headline), body(pair.body)
        return stance(first, second, loaded) if first and second else "unrelated"

    return told


def _read(text: str, *, title: str | None, loaded: Engines) -> Read | None:
    page = read.Page(file="report", kind="jsonl", path="", stated=read.Hints(title=title), content=text)
    article = read.page(page)
    if not isinstance(article, Article):
        return None
    article = structs.replace(article, language=None)
    return article, annotate.article(article, loaded)


def stance(headline: Read, body: Read, loaded: Engines) -> str:
    """What a body has to say of a headline."""
    articles, readings = zip(headline, body, strict=True)
    if articles[0].id == articles[1].id:
        return "agree"
    if not any(len({ref.article for ref in group}) > 1 for group in claims.find(articles, readings, loaded).groups):
        return "unrelated"
    return of_dossier(compare.story(articles, readings, loaded), articles[1].id)


def of_dossier(dossier: Dossier, body: str) -> str:
    """The class that a dossier of two reports tells; ``body`` is the id of the second."""
    links = [
        (-link.odds, evidence.start, evidence.statement)
        for claim in dossier.claims
        for link in claim.links
        for evidence in (claim.evidence[link.first], claim.evidence[link.second])
        if evidence.article == body
    ]
    if not links:
        return "unrelated"
    _, _, key = min(links, key=lambda link: link[:2])
    remark = next((statement for statement in dossier.statements if statement.id == key), None)
    if _denied(remark) or any(conflict.kind == "contradiction" for conflict in dossier.conflicts):
        return "disagree"
    return "discuss" if remark else "agree"


def _denied(remark: Statement | None) -> bool:
    return remark is not None and remark.certainty == "denied"


# --- rulers ---------------------------------------------------------------------------------------------------------


def by_words(pair: Pair) -> str:
    """The class that common words alone tell."""
    return "discuss" if common(pair) >= WORDS else "unrelated"


def common(pair: Pair) -> float:
    """The share of a headline's telling words that stand in the body."""
    words = likeness.telling(pair.headline)
    return len(words & _telling(pair.body)) / len(words) if words else 0.0


@cache
def _telling(body: str) -> set[str]:
    return likeness.telling(body)


def choices(pairs: Iterable[Pair]) -> str:
    """F1 of related and unrelated, their mean, for shares of common words, one a line."""
    shares = [(common(pair), pair.stance) for pair in pairs]
    lines = []
    for step in range(20, 100, 5):
        told = [Told(gold, "discuss" if share * 100 >= step else "unrelated") for share, gold in shares]
        lines.append(f"{step / 100:.2f}  {related(told)['mean']:.3f}")
    return "\n".join(lines)


# --- figures --------------------------------------------------------------------------------------------------------


def figures(pairs: Sequence[Pair], loaded: Engines) -> dict[str, Any]:
    """The product's figures and those of the rulers, shares from 0 to 1; ``confusion``: gold -> found -> pairs."""
    ways: dict[str, Callable[[Pair], str]] = {
        "claims": by_claims(loaded),
        "words": by_words,
        "majority": lambda _: "unrelated",
    }
    told = {way: [Told(pair.stance, answer(pair)) for pair in pairs] for way, answer in ways.items()}
    counts = Counter(told["claims"])
    return {
        "version": __version__,
        "pairs": len(pairs),
        "ways": {way: _summed(answers) for way, answers in told.items()},
        "classes": classes(told["claims"]),
        "confusion": {gold: {found: counts[Told(gold, found)] for found in STANCES} for gold in STANCES},
    }


def _summed(told: Sequence[Told]) -> dict[str, float]:
    return {
        "macro": sum(one["f1"] for one in classes(told).values()) / len(STANCES),
        "score": score(told),
        "related": related(told)["mean"],
        "accuracy": sum(one.gold == one.found for one in told) / max(1, len(told)),
    }


def classes(told: Sequence[Told]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each class."""
    return {name: _f1(told, lambda stance, name=name: stance == name) for name in STANCES}


def related(told: Sequence[Told]) -> dict[str, float]:
    """F1 of related pairs, of unrelated ones, and their mean."""
    yes, no = (_f1(told, lambda stance, kind=kind: (stance == "unrelated") == kind)["f1"] for kind in (False, True))
    return {"related": yes, "unrelated": no, "mean": (yes + no) / 2}


def score(told: Iterable[Told]) -> float:
    """The challenge's score as a share of the best."""
    points = best = 0.0
    for gold, found in told:
        both = gold != "unrelated" and found != "unrelated"
        full = FULL if gold != "unrelated" else RELATED
        points += full if gold == found else RELATED if both else 0.0
        best += full
    return points / best if best else 0.0


def _f1(told: Iterable[Told], wanted: Callable[[str], bool]) -> dict[str, float]:
    counts = Counter((wanted(one.gold), wanted(one.found)) for one in told)
    right = counts[True, True]
    gold, found = right + counts[True, False], right + counts[False, True]
    p, r = right / max(1, found), right / max(1, gold)
    return {"gold": gold, "found": found, "p": p, "r": r, "f1": 2 * p * r / (p + r) if right else 0.0}


# --- the table ------------------------------------------------------------------------------------------------------

_WAYS = {
    "claims": "what the dossier says",
    "words": "common words; related is discussed",
    "majority": "all unrelated",
}


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    counted = f"{result['pairs']} of {result['all']} pairs on {result['stories']} stories"
    rows = [
        f"Version {result['version']}, {result['part']} part: {counted}.",
        "",
        "| | macro-F1 of four classes | challenge's score | mean F1 of related and unrelated | accuracy |",
        "|---|--:|--:|--:|--:|",
    ]
    for way, what in _WAYS.items():
        one = result["ways"][way]
        rows.append(
            f"| {what} | {one['macro']:.3f} | {one['score']:.3f} | {one['related']:.3f} | {one['accuracy']:.3f} |"
        )
    rows += [
        "",
        f"| | {' | '.join(f'found {name}' for name in STANCES)} | precision | recall | F1 |",
        f"|---|{'--:|' * (len(STANCES) + 3)}",
    ]
    for name, one in result["classes"].items():
        cells = " | ".join(str(result["confusion"][name][found]) for found in STANCES)
        rows.append(f"| {name} | {cells} | {one['p']:.3f} | {one['r']:.3f} | {one['f1']:.3f} |")
    return "\n".join(rows)


if __name__ == "__main__":
    sys.exit(main())
