"""Same event or only alike: claims scored on ECB+, whose topics hold two events that look like each other.

    python benchmarks/ecb.py DIR [--topics 2,5,12,18,21,34,35 | --topics all] [--json] [--table docs/quality.md]

DIR is the unpacked set (see ``ecbplus``, which reads it). The reports of a topic are read, annotated and compared as
one careless story, both events together, and each event's reports for themselves.

Counted are pairs of sentences of two documents of a topic whose annotation was checked. Gold calls two sentences the
same when they tell of a common event, found are those of which passages stand in one claim of the dossier. A passage
is a sentence's when half of the shorter one is shared.

Gold and product do not mean quite the same by "same": "Bell was sacked" and "The sacking of Bell stunned the town" have
an event in common, and a claim is to be the same information. ``by_events`` tells how recall grows with the number of
events that two sentences share.

``across`` is the danger: pairs of sentences of the two look-alike events of a topic, in one claim although they share
no event; ``share`` is their share of all such pairs, ``of_found`` of the pairs found, ``of_wrong`` of those wrongly
found. Four ways of finding pairs are told beside one another:

``together``  in one claim of both events compared together;
``linked``    of these, those that the judge of pairs links itself (log-odds above ``claims.SAME``): what the pair model
              confuses, without what the growth of claims adds;
``words``     a plain ruler: as many pairs as ``together`` found, those with the greatest share of common words;
``alone``     in one claim of the reports of one event: nothing to be confused with.

``told`` is the share of pairs of reports that stand in one claim at all, of one event and of two look-alikes: in any
passage, checked or not.

``--topics`` are by default those of the usual dev part but 23. Exit codes: 0 done, 2 no document with checked
sentences.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, groupby
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))

import bounds
from ecbplus import Document, Sentence, documents
from gold import near

from twosource import __version__, annotate, compare, engines, likeness, read
from twosource.compare import claims
from twosource.model import Article, Dossier, Reading, Span
from twosource.seams import Engines

DEV = (2, 5, 12, 18, 21, 34, 35)
"""Topics to measure on while others may be trained on. Of ECB+'s 1-35 the usual dev part has these and 23; 36-45 are
its test part."""

MOST = 4
"""From so many common events on, pairs of sentences are counted together."""

Place = tuple[str, int]
"""The name of a document and a sentence's number."""
Pair = tuple[Place, Place]
"""Two sentences of two documents, the smaller first."""


class Report(NamedTuple):
    """A document as the pipeline sees it."""

    document: Document
    article: Article
    reading: Reading


class Topic(NamedTuple):
    """What was compared and found of one topic. Pairs hold checked sentences only."""

    number: int
    reports: int
    checked: int
    shared: dict[Pair, int]
    """For each pair of sentences that gold calls the same, of how many common events."""
    across: int
    """Pairs of sentences across the two events that share none."""
    together: frozenset[Pair]
    linked: frozenset[Pair]
    alone: frozenset[Pair]
    words: dict[Pair, float]
    """The share of common words of every pair of sentences."""
    told: dict[str, tuple[int, int]]
    """Pairs of reports "within" one event and "across": those in one claim, and all."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    args = _arguments(argv)
    found = documents(args.folder, args.topics)
    if not any(sentence.checked for document in found for sentence in document.sentences):
        print(f"ecb: no document with checked sentences in {args.folder}", file=sys.stderr)
        return 2
    loaded = engines.load()
    measured = [topic(list(group), loaded) for _, group in groupby(found, key=lambda document: document.topic)]
    result = figures(measured)
    print(json.dumps(result) if args.json else table(result))
    if args.table:
        bounds.write_table(args.table, _marker(args.topics), table(result))
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--topics", type=_topics, default=DEV, help="numbers and commas, or 'all'")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    return parser.parse_args(argv)


def _topics(told: str) -> tuple[int, ...] | None:
    return None if told == "all" else tuple(int(number) for number in told.split(","))


def _marker(topics: tuple[int, ...] | None) -> str:
    """The name of a table in the docs: the dev topics and all have one of their own."""
    return "ecb all" if topics is None else "ecb dev" if topics == DEV else f"ecb {','.join(map(str, topics))}"


# --- a topic --------------------------------------------------------------------------------------------------------


def topic(found: Sequence[Document], loaded: Engines) -> Topic:
    """One topic: both events compared together, and each alone."""
    reports = [report for report in (_report(document, loaded) for document in found) if report]
    sides = [[report for report in reports if report.document.side == side] for side in ("ecb", "ecbplus")]
    whole, parts = _compared(reports, loaded), [_compared(side, loaded) for side in sides if side]
    spots = [(d, s) for d in found for s in d.sentences if s.checked]
    pairs = [_pair(a, b) for a, b in combinations(spots, 2) if a[0].name != b[0].name]
    shared = {key: len(events) for key, events, _ in pairs if events}
    words = {_at(*spot): spot[0].text[spot[1].start : spot[1].end] for spot in spots}
    return Topic(
        number=found[0].topic,
        reports=len(reports),
        checked=len(spots),
        shared=shared,
        across=sum(crosses and not events for _, events, crosses in pairs),
        together=frozenset(joined(whole, reports)),
        linked=frozenset(linked(whole, reports)),
        alone=frozenset(pair for part in parts for pair in joined(part, reports)),
        words={key: round(likeness.shared(words[key[0]], words[key[1]]), 6) for key, _, _ in pairs},
        told=_told(whole, reports),
    )


def _report(document: Document, loaded: Engines) -> Report | None:
    """A document read as a report that came with its address; None if the product cannot read it."""
    stated = read.Hints(url=document.url)
    page = read.Page(file=document.name, kind="jsonl", path="", stated=stated, content=document.text)
    article = read.page(page)
    if not isinstance(article, Article):
        return None
    return Report(document, article, annotate.article(article, loaded))


def _compared(reports: Iterable[Report], loaded: Engines) -> Dossier:
    once = {report.article.id: report for report in reports}
    return compare.story([r.article for r in once.values()], [r.reading for r in once.values()], loaded)


def _pair(a: tuple[Document, Sentence], b: tuple[Document, Sentence]) -> tuple[Pair, frozenset[str], bool]:
    """Two sentences, the events that both tell of, and whether they are of two look-alike events."""
    return _key(_at(*a), _at(*b)), a[1].events & b[1].events, a[0].side != b[0].side


def _at(document: Document, sentence: Sentence) -> Place:
    return document.name, sentence.number


def _key(a: Place, b: Place) -> Pair:
    return (a, b) if a < b else (b, a)


def joined(dossier: Dossier, reports: Iterable[Report]) -> Iterator[Pair]:
    """The pairs of checked sentences in one claim."""
    of = {report.article.id: report.document for report in reports}
    for claim in dossier.claims:
        yield from _pairs([met(of[one.article], one.span) for one in claim.evidence])


def linked(dossier: Dossier, reports: Iterable[Report]) -> Iterator[Pair]:
    """The pairs of checked sentences of which two passages are linked in a claim."""
    of = {report.article.id: report.document for report in reports}
    for claim in dossier.claims:
        places = [met(of[one.article], one.span) for one in claim.evidence]
        for link in claim.links:
            if link.odds > claims.SAME:
                yield from _pairs([places[link.first], places[link.second]])


def _pairs(places: Iterable[Iterable[Place]]) -> Iterator[Pair]:
    for a, b in combinations([place for one in places for place in one], 2):
        if a[0] != b[0]:
            yield _key(a, b)


def met(document: Document, passage: Span) -> list[Place]:
    """The checked sentences of a document that a passage is."""
    spans = ((sentence, Span(sentence.start, sentence.end)) for sentence in document.sentences if sentence.checked)
    return [_at(document, sentence) for sentence, span in spans if near(span, passage)]


def _told(dossier: Dossier, reports: Sequence[Report]) -> dict[str, tuple[int, int]]:
    of = {report.article.id: report.document for report in reports}
    linked = {
        frozenset(pair)
        for claim in dossier.claims
        for pair in combinations(sorted({of[one.article].name for one in claim.evidence}), 2)
    }
    counts = {"within": [0, 0], "across": [0, 0]}
    for a, b in combinations([report.document for report in reports], 2):
        one = counts["within" if a.side == b.side else "across"]
        one[0] += frozenset((a.name, b.name)) in linked
        one[1] += 1
    return {kind: (joined, pairs) for kind, (joined, pairs) in counts.items()}


# --- figures --------------------------------------------------------------------------------------------------------


def figures(topics: Sequence[Topic]) -> dict[str, Any]:
    """All figures; shares from 0 to 1. ``topics``: those of each topic compared together."""
    shared = {pair: count for one in topics for pair, count in one.shared.items()}
    within = {pair: count for pair, count in shared.items() if not crossing(pair)}
    across = sum(one.across for one in topics)
    found = {way: {pair for one in topics for pair in getattr(one, way)} for way in ("together", "linked", "alone")}
    found["words"] = set(_by_words(topics, len(found["together"])))
    return {
        "version": __version__,
        "documents": sum(one.reports for one in topics),
        "sentences": sum(one.checked for one in topics),
        "across": across,
        "ways": {way: scored(found[way], within if way == "alone" else shared, across) for way in WAYS},
        "by_events": _by_events(shared, found["together"]),
        "told": {kind: _ratio(*map(sum, zip(*(t.told[kind] for t in topics), strict=True))) for kind in topics[0].told},
        "topics": {one.number: scored(one.together, one.shared, one.across) for one in topics},
    }


def crossing(pair: Pair) -> bool:
    """Whether the sentences are of the two events of a topic."""
    return len({name.endswith("ecbplus") for name, _ in pair}) > 1


def scored(found: Iterable[Pair], shared: dict[Pair, int], across: int) -> dict[str, float]:
    """Precision, recall and F1 of the pairs found, and how many of them are of look-alike events."""
    pairs = set(found)
    wrong = pairs - shared.keys()
    right, crossed = len(pairs) - len(wrong), sum(map(crossing, wrong))
    p, r = _part(right, len(pairs)), _part(right, len(shared))
    return {
        "gold": len(shared),
        "found": len(pairs),
        "p": p,
        "r": r,
        "f1": _part(2 * p * r, p + r),
        "across": crossed,
        "share": _part(crossed, across),
        "of_found": _part(crossed, len(pairs)),
        "of_wrong": _part(crossed, len(wrong)),
    }


def _by_words(topics: Sequence[Topic], most: int) -> list[Pair]:
    ranked = sorted((-share, pair) for one in topics for pair, share in one.words.items())
    return [pair for _, pair in ranked[:most]]


def _by_events(shared: dict[Pair, int], found: set[Pair]) -> dict[str, dict[str, float]]:
    """Recall for pairs of sentences that share one event, two, ..."""
    wanted = Counter(min(count, MOST) for count in shared.values())
    hit = Counter(min(shared[pair], MOST) for pair in found & shared.keys())
    named = {count: f"{count} or more" if count == MOST else str(count) for count in sorted(wanted)}
    return {name: _ratio(hit[count], wanted[count]) for count, name in named.items()}


def _ratio(part: int, whole: int) -> dict[str, float]:
    return {"of": whole, "share": _part(part, whole)}


def _part(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


# --- the table ------------------------------------------------------------------------------------------------------

WAYS = {
    "together": "in one claim, both events compared together",
    "linked": "of these, linked by the judge of pairs itself",
    "words": "as many pairs, by common words alone",
    "alone": "in one claim, each event compared alone",
}


def table(result: dict[str, Any]) -> str:
    """The figures as Markdown."""
    counted = (
        f"{result['documents']} reports of {len(result['topics'])} topics, {result['sentences']} checked sentences"
    )
    rows = [
        f"Version {result['version']}, {counted}; {result['across']} pairs of these are of look-alike events and",
        "share no event.",
        "",
        "| pairs of sentences | gold | found | precision | recall | F1 | look-alikes found | of all look-alikes |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for way, what in WAYS.items():
        one = result["ways"][way]
        rows.append(f"| {what} | {_scores(one)} | {one['across']} | {one['share']:.3f} |")
    rows += ["", "| in one claim | of | share |", "|---|--:|--:|"]
    for name, one in result["by_events"].items():
        rows.append(f"| pairs of sentences with {name} event{'s' * (name != '1')} in common | {_share(one)} |")
    for kind, what in (("within", "of one event"), ("across", "of look-alike events")):
        rows.append(f"| pairs of reports {what} | {_share(result['told'][kind])} |")
    rows += [
        "",
        "| topic | gold | found | precision | recall | F1 | look-alikes found |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    rows += [f"| {number} | {_scores(one)} | {one['across']} |" for number, one in result["topics"].items()]
    return "\n".join(rows)


def _scores(one: dict[str, float]) -> str:
    return f"{one['gold']} | {one['found']} | {one['p']:.3f} | {one['r']:.3f} | {one['f1']:.3f}"


def _share(one: dict[str, float]) -> str:
    return f"{one['of']} | {one['share']:.3f}"


if __name__ == "__main__":
    sys.exit(main())
