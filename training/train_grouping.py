"""Train the two judges of whether reports tell of one event, and write ``models/ties.onnx`` and ``models/bonds.onnx``.

    python training/train_grouping.py SET [SET ...] [--open ARTICLES.jsonl.gz] [--without STORIES_DIR] [--cache DIR]
                                      [--to models] [--folds]
    python training/train_grouping.py --count ARTICLES.jsonl.gz

In: sets of reports with events (``training/grouped.py`` says which forms they may have), each grouped for itself: pairs
that may be tied (``group.candidates``) are positive when both reports tell of one event. Left out is every report that
also stands in ``--without`` (annotated stories that are kept for measuring: the same url, title or beginning), and all
others of its event. Each set is taken twice, whole and as if its reports were their first sentences only, so that
briefs are known too. Out: boosted trees (LightGBM), one ONNX node a judge, and their lines in ``MANIFEST``.
Deterministic: one thread, fixed seeds.

The sets are of reports that each have a fellow, and of few days each. What a desk gathers is not: most reports of a
running subject have none. ``--open`` names articles of years that nobody has put into events. Two of them that are
:data:`APART` days apart are hardly of one event, so they are pairs that are none; every :data:`STRIPPED`-th is read
without its date, because it is the undated ones that are like too many. Pairs of fewer days are not learned from.

The second judge sees how a tie stands among others, so it must be trained on ties that the first judge did not learn:
the events are dealt into folds, and a pair is judged by trees that saw neither of its two events. ``--folds`` prints
what comes of judging both ways like that: BCubed of all reports of a set together, no pair of them judged by trees that
had seen one of its events. Then the judges that ship are trained on everything.

``--count`` writes ``src/twosource/group/frequencies.txt`` instead: in how many articles each term stands.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import grouped
import lightgbm
import numpy as np
import trees
from msgspec import Struct, structs
from numpy.typing import NDArray

from twosource import group
from twosource.engines import BONDS, TIES
from twosource.group import Bond, Profile, Tie, context, linkage, pairs, terms
from twosource.publication import days_apart, window
from twosource.text import squash

FOLDS = 5
ROUNDS = 200
SEEDS = (1, 2, 3)
"""One model each; the log-odds are their mean. The folds have one each."""
PARAMETERS = trees.STEADY | {
    "objective": "binary",
    "learning_rate": 0.06,
    "num_leaves": 12,
    "min_child_samples": 30,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
}
"""Chosen by F1 of the folds; 8 leaves and 300 rounds differ by less than .003."""
WAYS = {name: -1 if name in pairs.FALLING else 0 if name in pairs.NEITHER else 1 for name in pairs.MEASURES}
WAYS |= dict.fromkeys(context.CONTEXT, 0) | {"odds": 1}
"""What may only speak for (1) or only against (-1): so that the dates of one set do not become a rule."""
STEPS = (-50, 0, 50)
BEGINNING = 200
DEALT = 7
OPEN_REPORTS, STRIPPED = 3000, 4
"""Articles of an open set, and every how many-th has its date taken away."""
APART = 60
"""Days between two articles from which they are hardly of one event."""
OPEN = -1
"""Nobody knows whether a pair is of one event."""
OPEN_COUNTS = 1.0
"""What a pair of an open set counts, ..."""
SOME = 1000
"""Rows on which a written file is compared with the trees."""

Rows = NDArray[np.float32]


class Set(Struct, frozen=True):
    """Reports of a set, their events, the pairs that may be tied with their measures, and whether they are one event's
    (:data:`OPEN`: nobody knows); ``folds``: those of the two events of each pair, the smaller one first; ``counts``:
    what a pair counts beside what its set counts.
    """

    name: str
    profiles: list[Profile]
    events: list[str]
    ends: list[tuple[int, int]]
    measures: Rows
    same: NDArray[np.int8]
    folds: NDArray[np.int8]
    counts: float = 1.0


class Ties(Struct, frozen=True):
    """The ties of a set, the features of each beside the others, and what its pair is."""

    of: list[Tie]
    features: Rows
    same: NDArray[np.int8]
    folds: NDArray[np.int8]


class _Told(Struct, frozen=True):
    """A judge that says what it was told to say, row by row."""

    values: NDArray[np.float32]
    name: str = "told"

    def odds(self, rows: Rows, /) -> Rows:
        return self.values[: len(rows)]


def read(path: Path, without: set[str], cache: Path | None, *, brief: bool = False) -> Set:
    """A set with its pairs; ``brief``: of the first sentences of its reports."""
    reports = grouped.labelled(path)
    kept = cache / f"{path.name}.pickle" if cache else None
    left_out = {one.event for one in reports if _marks(one.report) & without}
    both = [
        (profile, one.event)
        for profile, one in zip(grouped.profiles(reports, cache=kept, brief=brief), reports, strict=True)
        if profile and one.event not in left_out
    ]
    profiles, events = [profile for profile, _ in both], [event for _, event in both]
    name = f"{path.name}, brief" if brief else path.name
    print(f"{name}: {len(profiles)} reports of {len(set(events))} events; left out: {len(left_out)} events")
    dealt = _dealt(events)
    return _paired(name, profiles, events, [dealt[event] for event in events], lambda a, b: int(a == b))


def opened(path: Path, cache: Path | None) -> Set:
    """A set of articles without events; ``events``: their days."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        every = [one for one in map(json.loads, lines) if window(one.get("published")) and one.get("text")]
    chosen = random.Random(DEALT).sample(every, OPEN_REPORTS)  # noqa: S311 - a reproducible choice, no secret
    given = [
        grouped.Labelled(grouped.known(one, dated=bool(number % STRIPPED)), one["published"])
        for number, one in enumerate(chosen)
    ]
    kept = cache / f"{path.name}.{OPEN_REPORTS}.pickle" if cache else None
    read_ = zip(grouped.profiles(given, cache=kept), given, strict=True)
    both = [(profile, one.event) for profile, one in read_ if profile]
    profiles, days = [profile for profile, _ in both], [day for _, day in both]
    folds = [number % FOLDS for number in range(len(profiles))]
    made = _paired(path.name, profiles, days, folds, lambda a, b: 0 if days_apart(a, b) > APART else OPEN)
    none = (made.same != OPEN).sum()
    print(f"{made.name}: {len(profiles)} reports, {len(made.ends)} pairs, {none} of them more than {APART} days apart")
    return structs.replace(made, counts=OPEN_COUNTS)


def _paired(
    name: str, profiles: list[Profile], events: list[str], folds: Sequence[int], same: Callable[[str, str], int]
) -> Set:
    """The set of these reports; ``folds``: of each report; ``same``: whether two reports of these events are of one."""
    ends = [(a, b) for a, b in group.candidates(profiles) if profiles[a].article != profiles[b].article]
    looks = [pairs.look(one) for one in profiles]
    return Set(
        name,
        profiles,
        events,
        ends,
        pairs.table([pairs.measures(*pairs.by_id(looks[a], looks[b])) for a, b in ends]),
        np.array([same(events[a], events[b]) for a, b in ends], np.int8),
        np.array([sorted((folds[a], folds[b])) for a, b in ends], np.int8),
    )


def _dealt(events: Sequence[str]) -> dict[str, int]:
    listed = sorted(set(events))
    random.Random(DEALT).shuffle(listed)  # noqa: S311 - a reproducible order, no secret
    return {event: number % FOLDS for number, event in enumerate(listed)}


def _marks(report: dict[str, str]) -> set[str]:
    """By what a report is known again in another set."""
    return {
        text
        for text in (report.get("url", ""), squash(report.get("title", "")), squash(report["text"])[:BEGINNING])
        if text
    }


def known(folder: Path) -> set[str]:
    """The marks of all reports of annotated stories."""
    marks: set[str] = set()
    for listing in sorted(folder.glob("*/articles.json")):
        for one in json.loads(listing.read_text(encoding="utf-8")):
            text = (listing.parent / one["file"]).read_text(encoding="utf-8")
            marks |= _marks({"url": one.get("url") or "", "title": one.get("title") or "", "text": text})
    return marks


class Table(Struct, frozen=True):
    """What a judge learns from: features, whether they are of one event, the folds of both events, what each counts."""

    rows: Rows
    same: NDArray[np.int8]
    folds: NDArray[np.int8]
    counts: float

    def only(self, which: NDArray[np.bool_]) -> Table:
        return Table(self.rows[which], self.same[which], self.folds[which], self.counts)


def trained(tables: Sequence[Table], names: Sequence[str], seeds: Sequence[int]) -> list[lightgbm.Booster]:
    """The models for some pairs."""
    tables = [one.only(one.same != OPEN) for one in tables]
    rows, same = np.concatenate([one.rows for one in tables]), np.concatenate([one.same for one in tables])
    counts = np.concatenate([np.full(len(one.same), one.counts) for one in tables])
    data = lightgbm.Dataset(rows, same, weight=counts, feature_name=list(names))
    ways = {"monotone_constraints": [WAYS[name] for name in names], "monotone_constraints_method": "advanced"}
    return [lightgbm.train(PARAMETERS | ways | {"seed": seed}, data, ROUNDS) for seed in seeds]


def unseen(tables: Sequence[Table], names: Sequence[str]) -> list[NDArray[np.float32]]:
    """For each table the log-odds of its rows, by trees that saw neither event of a row."""
    odds = [np.zeros(len(one.same), np.float32) for one in tables]
    for a in range(FOLDS):
        for b in range(a, FOLDS):
            outside = [one.only(~np.isin(one.folds, (a, b)).any(axis=1)) for one in tables]
            judge = trees.Grown(trained(outside, names, SEEDS[:1]))
            for one, into in zip(tables, odds, strict=True):
                mine = (one.folds == (a, b)).all(axis=1)
                into[mine] = judge.odds(one.rows[mine])
    return odds


def counting(sets: Sequence[Set]) -> list[float]:
    """What a pair of each set counts: a smaller set counts more, by the root of how much smaller it is."""
    largest = max(len(one.profiles) for one in sets)
    return [one.counts * (largest / len(one.profiles)) ** 0.5 for one in sets]


def tied(one: Set, odds: NDArray[np.float32]) -> Ties:
    """The ties of a set by these log-odds of its pairs."""
    found: list[Tie] = []
    rows: list[int] = []
    for number, (a, b) in enumerate(one.ends):
        tie = group.tie(one.profiles[a], one.profiles[b], _Told(odds[number : number + 1]))
        if tie:
            found.append(tie)
            rows.append(number)
    of: dict[str, list[Tie]] = defaultdict(list)
    for tie in found:
        of[tie.first].append(tie)
        of[tie.second].append(tie)
    surroundings = context.Surroundings(of.__getitem__)
    features = pairs.table([context.features(tie, surroundings) for tie in found])
    return Ties(found, features, one.same[rows], one.folds[rows])


def measure(one: Set, ties: Ties, odds: NDArray[np.float32]) -> None:
    """Print what these log-odds of ties come to."""
    for step in STEPS:
        shift = linkage.JOIN - step
        bonds = [
            Bond(tie=tie, odds=context.hundredths(tie, float(value)) + shift)
            for tie, value in zip(ties.of, odds, strict=True)
        ]
        made = group.stories(list({p.article: p for p in one.profiles}.values()), bonds)
        own = {article: number for number, story in enumerate(made) for article in story.articles}
        if (one.same == OPEN).any():
            _measure_open(one, own, step)
            continue
        precision, recall, f1 = grouped.bcubed([own[p.article] for p in one.profiles], one.events)
        print(f"{one.name}, JOIN {step:+}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.4f}")


def _measure_open(one: Set, own: dict[str, int], step: int) -> None:
    """Print how many reports stand in a story with one that is far from them."""
    days: dict[int, list[str]] = defaultdict(list)
    for profile, day in zip(one.profiles, one.events, strict=True):
        days[own[profile.article]].append(day)
    told = {True: [0, 0, 0], False: [0, 0, 0]}
    for profile, day in zip(one.profiles, one.events, strict=True):
        fellows = days[own[profile.article]]
        counted = told[profile.published is None]
        counted[0] += 1
        counted[1] += len(fellows) > 1
        counted[2] += any(days_apart(day, other) > APART for other in fellows)
    for undated, (number, joined, wrong) in told.items():
        what = "undated" if undated else "dated"
        print(f"{one.name}, JOIN {step:+}: of {number} {what} reports {joined} joined, {wrong} to one far from them")


def count(articles: Path, to: Path) -> None:
    """Write in how many articles each term stands."""
    counts: Counter[str] = Counter()
    reports = 0
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            counts.update(set(terms.terms(f"{one.get('title') or ''}\n{one['text']}")))
            reports += 1
    to.write_text(terms.listed(reports, counts), encoding="utf-8")
    print(f"{to}: {sum(n >= terms.FEWEST for n in counts.values())} terms of {reports} articles")


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", type=Path, nargs="*", metavar="SET")
    parser.add_argument("--open", type=Path, metavar="ARTICLES.jsonl.gz")
    parser.add_argument("--without", type=Path, metavar="STORIES_DIR")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="keep the readings of each set there")
    parser.add_argument("--to", type=Path, default=Path("models"))
    parser.add_argument("--folds", action="store_true", help="print what the folds reach, and write nothing")
    parser.add_argument("--count", type=Path, metavar="ARTICLES.jsonl.gz")
    args = parser.parse_args()
    if args.count:
        count(args.count, Path("src/twosource/group") / terms.FREQUENCIES)
        return
    without = known(args.without) if args.without else set()
    sets = [read(path, without, args.cache, brief=brief) for path in args.sets for brief in (False, True)]
    sets += [opened(args.open, args.cache)] if args.open else []
    counts = counting(sets)
    pairs_of = [Table(one.measures, one.same, one.folds, count) for one, count in zip(sets, counts, strict=True)]
    odds = unseen(pairs_of, pairs.MEASURES)
    ties = [tied(one, values) for one, values in zip(sets, odds, strict=True)]
    ties_of = [Table(one.features, one.same, one.folds, count) for one, count in zip(ties, counts, strict=True)]
    if args.folds:
        for one, made, values in zip(sets, ties, unseen(ties_of, context.FEATURES), strict=True):
            measure(one, made, values)
        return
    for tables, names, file in ((pairs_of, pairs.MEASURES, TIES), (ties_of, context.FEATURES, BONDS)):
        trees.write(trained(tables, names, SEEDS), names, args.to / file, tables[0].rows[:SOME])


if __name__ == "__main__":
    main()
