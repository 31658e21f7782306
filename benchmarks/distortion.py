"""Plant distortions in real reports and see whether a dossier takes them for confirmations.

    python benchmarks/distortion.py GOLD_DIR... [--seed N] [--each N] [--jobs N] [--json] [--cases FILE]
                                    [--checked FILE] [--table docs/quality.md] [--bounds FILE] [--tighten]

GOLD_DIR holds one folder per story (articles.json, the texts, gold.json). From the gold claims cases are drawn by the
seed: a passage of one report, of which one fact is changed (``distorting`` gives the kinds), and the passages of other
reports that state the same claim with that fact as it was (the truths). At most ``--each`` cases of a kind are drawn.
Each is tried in two settings, if it fits them; reports are read and compared anew each time:

in place   the whole story, and only the fact is changed. Outlets mostly speak in their own voice, so that hardly
           anything is ever confirmed here: this setting shows what is joined and which conflicts are seen. The report
           tells the claim nowhere else, and a changed number not again.
told       two reports alone, of invented outlets, the first paragraphs of the real ones: in one the paragraph with the
           passage gives way to a witness who says it in an interview ("...," said NAME), in the other the paragraphs
           with the truth to another witness who says that. Both are named and heard first-hand, so that the true pair
           should be confirmed. Only passages that can be somebody's words (a whole clause, no speaker, no quotation, no
           pronoun first) are put so, and no copies.

A distortion is *joined* when one claim holds the changed words and a truth. What is counted:

falsely confirmed   joined in a claim whose standing is "corroborated", whoever else corroborates it. The figure that
                    matters is that of the setting "told"; beside it stands the share of *true pairs confirmed* (the
                    same two passages, unchanged): a tool that confirms nothing is never wrong. "When the true pair is"
                    tells in how many of the cases whose true pair is confirmed the distortion is confirmed too.
joined in silence   joined, and no conflict names the changed words and a truth: a reader is not warned.
conflict shown      a conflict has a value in the changed words (for kinds that change no value: in the passage) and one
                    in a truth. All others are missed conflicts. None is owed where only the modality is changed: "may"
                    does not contradict "will"; it must not be confirmed.
false conflict      on the stories as they are: of all pairs of gold passages of one claim that have no gold conflict,
                    those between which a conflict is reported: a contradiction (this is bounded), or of any kind.

``--cases FILE`` writes the cases with their texts and what became of them to a JSONL file, to be read by a person; the
texts are their publishers': keep it out of any repository. ``--checked FILE`` (by default the one beside this script)
holds how cases that were read were judged, by id: "ok" (good English that changes what is meant) or "bad"; figures of
those that are ok are told as well. ``--table`` and ``--bounds`` are as ``--table`` and ``--floors`` in stories.py,
for the folders given together; ``--tighten`` moves the bounds.

Exit codes: 0 done, 1 a figure outside its bound, 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import bounds  # these four are beside this file
import distorting
import planting
from distortion_cases import NO_VALUE, Case, Gold, cases, drawn, gold
from planting import Passage, Press, Report

from twosource import crew
from twosource.model import Dossier
from twosource.text import overlap

CHECKED = Path(__file__).with_name("distortion_checked.json")
AGREEING = frozenset({"modality"})
"""Kinds that contradict nothing."""


class Seen(NamedTuple):
    """What a dossier makes of a passage beside its truths."""

    joined: bool = False
    confirmed: bool = False
    shown: bool = False
    contradicted: bool = False


class Result(NamedTuple):
    """A case as it came out: in place as it was and as changed, told as it was and as changed; None if not tried so."""

    case: Case
    was: Seen | None = None
    now: Seen | None = None
    told_was: Seen | None = None
    told_now: Seen | None = None


class Pairs(NamedTuple):
    """Pairs of gold passages that nobody called different, and those between which a conflict is reported."""

    pairs: int = 0
    contradicted: int = 0
    differing: int = 0


# --- trying a case ---------------------------------------------------------------------------------------------------


def tried(story: Gold, case: Case, base: Dossier, press: Press) -> Result:
    """A case in both settings; ``base`` is the dossier of the story as it is."""
    result = Result(case)
    if case.alone:
        changed, words = _changed(case, case.passage)
        made = press.dossier([_put(r, case.passage, case.change.on(case.words)) for r in story.reports.values()])
        was = seen(base, case.passage, _old(case), case.truths, case.kind)
        result = Result(case, was, seen(made, changed, words, case.truths, case.kind))
    return result._replace(**_told(story, case, press)) if case.heard else result


def _told(story: Gold, case: Case, press: Press) -> dict[str, Seen]:
    """What becomes of the two passages when two witnesses tell them, as they were and with the change."""
    chance = random.Random(f"{case.story} {case.claim} {case.passage}")  # noqa: S311 - nothing secret
    outlets, people = chance.sample(planting.OUTLETS, 2), chance.sample(planting.WITNESSES, 2)
    by_file = {report.file: report for report in story.reports.values()}
    heard = case.heard
    if heard is None:
        return {}
    places = {file: [p for p in story.claims[case.claim] if p.file == file] for file in (heard.file, case.passage.file)}
    other, truth = planting.witnessed(
        by_file[heard.file], places[heard.file], story.words(heard), outlets[1], people[1], direct=False
    )
    found = {}
    for name, words in (("told_was", case.words), ("told_now", case.change.on(case.words))):
        one, said = planting.witnessed(
            by_file[case.passage.file], places[case.passage.file], words, outlets[0], people[0], direct=True
        )
        moved = case._replace(passage=Passage(said.file, said.start, said.start + len(case.words)))
        spot = _old(moved) if name == "told_was" else _changed(moved, moved.passage)[1]
        found[name] = seen(press.dossier([one, other]), said, spot, [truth], case.kind)
    return found


def _put(report: Report, passage: Passage, words: str) -> Report:
    if report.file != passage.file:
        return report
    return report._replace(text=report.text[: passage.start] + words + report.text[passage.end :])


def _old(case: Case) -> Passage:
    """Where the words stand that are changed."""
    at = case.passage.start
    return Passage(case.passage.file, at + case.change.start, max(at + case.change.end, at + case.change.start + 1))


def _changed(case: Case, passage: Passage) -> tuple[Passage, Passage]:
    """Where the changed passage stands, and in it the changed words."""
    grown = len(case.change.new) - (case.change.end - case.change.start)
    start = passage.start + case.change.start
    whole = Passage(passage.file, passage.start, passage.end + grown)
    return whole, Passage(passage.file, start, start + len(case.change.new))


def seen(made: Dossier, passage: Passage, words: Passage, truths: Sequence[Passage], kind: str) -> Seen:
    """What a dossier makes of a passage, of which the ``words`` matter, beside its truths."""
    joined = [
        claim for claim, mine in planting.together(made, passage, truths) if any(overlap(item, words) for item in mine)
    ]
    kinds = list(planting.differing(made, passage if kind in NO_VALUE else words, truths))
    return Seen(bool(joined), any(c.standing == "corroborated" for c in joined), bool(kinds), "contradiction" in kinds)


def false_conflicts(story: Gold, base: Dossier) -> Pairs:
    """The gold pairs of a story without a gold conflict, and those between which the dossier has one."""
    count = Pairs()
    for places in story.claims:
        for one, other in combinations(places, 2):
            if one.file == other.file or any(
                any(planting.meet(v, one) for v in values) and any(planting.meet(v, other) for v in values)
                for values in story.conflicts
            ):
                continue
            kinds = set(planting.differing(base, one, [other]))
            count = _sum(count, Pairs(1, "contradiction" in kinds, bool(kinds)))
    return count


def _sum(a: Pairs, b: Pairs) -> Pairs:
    return Pairs(*(x + y for x, y in zip(a, b, strict=True)))


# --- figures ---------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """The counts of some results: first those of the setting of two witnesses, from ``place`` on those of the other."""

    cases: int
    told: int
    told_was_joined: int
    true_confirmed: int
    falsely: int
    falsely_when_true: int
    told_silent: int
    told_shown: int
    told_false_conflicts: int
    place: int
    place_was_joined: int
    place_falsely: int
    place_silent: int
    place_shown: int
    place_false_conflicts: int


def row(results: Sequence[Result]) -> Row:
    """Counts of results."""
    told = [(r.told_was, r.told_now) for r in results if r.told_was and r.told_now]
    place = [(r.was, r.now) for r in results if r.was and r.now]
    return Row(
        cases=len(results),
        told=len(told),
        told_was_joined=sum(was.joined for was, _ in told),
        true_confirmed=sum(was.confirmed for was, _ in told),
        falsely=sum(now.confirmed for _, now in told),
        falsely_when_true=sum(was.confirmed and now.confirmed for was, now in told),
        told_silent=sum(now.joined and not now.shown for _, now in told),
        told_shown=sum(now.shown for _, now in told),
        told_false_conflicts=sum(was.contradicted for was, _ in told),
        place=len(place),
        place_was_joined=sum(was.joined for was, _ in place),
        place_falsely=sum(now.confirmed for _, now in place),
        place_silent=sum(now.joined and not now.shown for _, now in place),
        place_shown=sum(now.shown for _, now in place),
        place_false_conflicts=sum(was.contradicted for was, _ in place),
    )


def rows(results: Sequence[Result], checked: Mapping[str, str]) -> dict[str, Row]:
    """The counts by kind, of all, of those that owe a conflict, and of those that were read and found good."""
    of_kind = {kind: [r for r in results if r.case.kind == kind] for kind in distorting.KINDS}
    return {
        **{kind: row(some) for kind, some in of_kind.items()},
        "all": row(results),
        "contradicting": row([r for r in results if r.case.kind not in AGREEING]),
        "checked good": row([r for r in results if checked.get(r.case.id) == "ok"]),
    }


def figures(counts: Mapping[str, Row], pairs: Pairs) -> dict[str, dict[str, float]]:
    """What is bounded: how many confirmations there are at least, how many errors at most."""
    every, owing = counts["all"], counts["contradicting"]
    share = planting.share
    return {
        "floors": {
            "true pairs confirmed": share(every.true_confirmed, every.told),
            "conflicts shown": share(owing.place_shown, owing.place),
        },
        "ceilings": {
            "falsely confirmed": share(every.falsely, every.told),
            "falsely confirmed when true": share(every.falsely_when_true, every.true_confirmed),
            "falsely confirmed in place": share(every.place_falsely, every.place),
            "joined in silence": share(every.place_silent, every.place),
            "missed conflicts": 1 - share(owing.place_shown, owing.place),
            "true pairs contradicted": share(pairs.contradicted, pairs.pairs),
            "true pairs with a conflict": share(pairs.differing, pairs.pairs),
        },
    }


TOLD = (
    "kind, two witnesses tell it",
    "cases",
    "joined when true",
    "true pairs confirmed",
    "falsely confirmed",
    "... when the true pair is",
    "joined in silence",
    "conflict shown",
    "true pairs contradicted",
)
PLACE = (
    "kind, changed in place",
    "cases",
    "joined when true",
    "falsely confirmed",
    "joined in silence",
    "conflict shown",
    "true pairs contradicted",
)
"""Columns of the two tables, in the order of the fields of :class:`Row`."""


def table(counts: Mapping[str, Row], pairs: Pairs) -> str:
    """The figures as Markdown."""
    told = {name: r[1 : len(TOLD)] for name, r in counts.items()}
    place = {name: r[len(TOLD) :] for name, r in counts.items()}
    tables = [*bounds.markdown(TOLD, told), "", *bounds.markdown(PLACE, place)]
    return "\n".join([*tables, "", *summary(counts, pairs)])


def summary(counts: Mapping[str, Row], pairs: Pairs) -> list[str]:
    """The figures that matter, one a line."""
    every, owing, good = counts["all"], counts["contradicting"], counts["checked good"]
    percent = planting.percent
    falsely = {
        "falsely confirmed": percent(every.falsely, every.told),
        "of those whose true pair is confirmed": percent(every.falsely_when_true, every.true_confirmed),
        "in place": percent(every.place_falsely, every.place),
        "of those read and found good": percent(good.falsely, good.told),
    }
    missed = [(owing.place - owing.place_shown, owing.place), (owing.told - owing.told_shown, owing.told)]
    return [
        f"- true pairs confirmed: {percent(every.true_confirmed, every.told)}",
        f"- **planted distortions {'; '.join(f'{what} {figure}' for what, figure in falsely.items())}**",
        f"- joined in silence, in place: {percent(every.place_silent, every.place)}",
        f"- conflicts missed, in place: {percent(*missed[0])}; told {percent(*missed[1])}",
        f"- **true pairs called a contradiction: {percent(pairs.contradicted, pairs.pairs)}**",
        f"- true pairs given a conflict of any kind: {percent(pairs.differing, pairs.pairs)}",
    ]


# --- the command -----------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    args = _arguments(argv)
    folders = [folder for given in args.gold for folder in planting.folders(given)]
    if not folders:
        print(f"distortion: no annotated stories in {', '.join(map(str, args.gold))}; they are not in this repository")
        return 2
    stories = {folder.name: gold(folder) for folder in folders}
    chosen = drawn((case for story in stories.values() for case in cases(story, args.seed)), args.each, args.seed)
    results, pairs = run(stories, chosen, jobs=args.jobs)
    if args.cases:
        args.cases.write_text("".join(f"{json.dumps(to_read(result))}\n" for result in results), "utf-8")
    checked = json.loads(args.checked.read_text("utf-8")) if args.checked.exists() else {}
    counts = rows(results, checked)
    measured = figures(counts, pairs)
    if args.json:
        by_kind = {name: r._asdict() for name, r in counts.items()}
        print(json.dumps({**measured, "kinds": by_kind, "pairs": pairs._asdict()}, indent=1))
    else:
        print(table(counts, pairs))
    name = "distortion " + " ".join(given.name for given in args.gold)
    if args.table:
        bounds.write_table(args.table, name, table(counts, pairs))
    outside = bounds.check(args.bounds, name, args.gold, measured, tightened=args.tighten) if args.bounds else []
    for message in outside:
        print(message)
    return 1 if outside else 0


class Work(NamedTuple):
    """A story and its cases: what one process does."""

    story: Gold
    cases: tuple[Case, ...]


def run(stories: Mapping[str, Gold], chosen: Sequence[Case], *, jobs: int) -> tuple[list[Result], Pairs]:
    """All cases, story by story, and the pairs of the stories as they are."""
    work = [Work(story, tuple(case for case in chosen if case.story == name)) for name, story in stories.items()]
    results, pairs = [], Pairs()
    with crew.mapper(jobs) as each:
        for some, found in each(done, work):
            results += some
            pairs = _sum(pairs, found)
            planting.progress("distortions", len(results), len(chosen))
    return results, pairs


def done(work: Work) -> tuple[list[Result], Pairs]:
    """The cases of one story, and its pairs as they are."""
    press = Press()
    base = press.dossier(list(work.story.reports.values()))
    return [tried(work.story, case, base, press) for case in work.cases], false_conflicts(work.story, base)


def to_read(result: Result) -> dict[str, object]:
    """A case for a person to read, with what became of it."""
    case, change, words = result.case, result.case.change, result.case.words
    marked = f"{words[: change.start]}[{words[change.start : change.end]} -> {change.new}]{words[change.end :]}"
    seen_so = {name: one._asdict() for name, one in result._asdict().items() if isinstance(one, Seen)}
    return {"id": case.id, "kind": case.kind, "story": case.story, "claim": case.claim, "words": marked, **seen_so}


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=40, help="cases of each kind at most")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--cases", type=Path, metavar="FILE.jsonl", help="write the cases with their texts and what became of them"
    )
    parser.add_argument("--checked", type=Path, metavar="FILE.json", default=CHECKED)
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    parser.add_argument("--bounds", type=Path, metavar="FILE.json")
    parser.add_argument("--tighten", action="store_true")
    args = parser.parse_args(argv)
    if args.tighten and not args.bounds:
        parser.error("--tighten needs --bounds FILE")
    return args


if __name__ == "__main__":
    sys.exit(main())
