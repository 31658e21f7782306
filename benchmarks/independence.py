"""Plant copies and chains, and see whether a dossier counts them as independent; and the other way round.

    python benchmarks/independence.py GOLD_DIR... [--seed N] [--each N] [--json] [--verbose]
                                      [--table docs/quality.md] [--bounds benchmarks/floors.json] [--tighten]

GOLD_DIR holds one folder per story (articles.json and the texts). Cases, ``--each`` of each kind, drawn by the seed:

one origin    a real report and a text that was made of it, of an invented outlet (``rewriting``: full, cut, lead,
              headline, paraphrase; of the last, the report credits an agency, and about half of the paraphrases keep
              the credit); and invented reports of one post, one press release, one interview, in a circle, in a chain
              (``chains``)
two origins   invented reports of two outlets, each of which heard another person who knows it first-hand; twice as many

Of a case with one origin every claim of several reports is judged, and the case itself: it is *counted as independent*
if any of its claims is "corroborated": whoever corroborates speaks twice. Of a case with two origins the claims are
judged in which both passages of the fact stand: it is *called one origin* if one is "same-origin" and none is
"corroborated", or if the reports are called copies; told as well is in how many one is corroborated, and in how many
the passages stand in no claim together.

Two rules of thumb are judged on the same cases: reports of different *domains* are independent; reports of different
outlets are independent unless their *headlines* have 55 % of their words in common (Jaccard).

``--verbose`` tells each case that went wrong, with the reason that the dossier gives. ``--table``, ``--bounds`` and
``--tighten`` are as in distortion.py.

Exit codes: 0 done, 1 a figure outside its bound, 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import bounds  # these six are beside this file
import chains
import events
import planting
import rewriting
from planting import Passage, Press, Report

from twosource.houses import outlet_key
from twosource.model import Claim, Dossier

INDEPENDENT = "two origins"
ALIKE = 0.55
"""Jaccard of the words of two headlines from which the rule of thumb calls the reports copies."""
PARAGRAPHS = 7
"""A report that copies are made of has so many at least."""
DATELINE = "LONDON (Reuters) - "

LEAD = 400
"""Characters in which a report names its agency."""

_AGENCY = re.compile(r"\((?:Reuters|REUTERS|AP|AFP)\)|Associated Press")
_WORD = re.compile(r"\w+")


class Case(NamedTuple):
    """A planted story; ``passages`` where the fact stands, if the reports are invented."""

    id: str
    kind: str
    reports: tuple[Report, ...]
    passages: tuple[Passage, ...] = ()


class Outcome(NamedTuple):
    """What is made of a case: claims of several reports and those that are corroborated; of two origins, whether the
    passages stand together and how; by each rule of thumb, whether the reports are independent.
    """

    case: Case
    shared: int
    corroborated: int
    together: bool
    confirmed: bool
    one_origin: bool
    domains: bool
    headlines: bool
    why: tuple[str, ...]
    """The reasons of the standings that are wrong."""


# --- planting --------------------------------------------------------------------------------------------------------


def cases(reports: Sequence[tuple[str, Report]], seed: int, each: int) -> Iterator[Case]:
    """All cases; ``reports`` are real ones with the names of their stories."""
    long = [(story, r) for story, r in reports if len(planting.paragraphs(r.text)) >= PARAGRAPHS]
    for kind in rewriting.KINDS:
        chance = random.Random(f"{seed} {kind}")  # noqa: S311 - nothing secret
        for number, (story, report) in enumerate(chance.sample(long, min(each, len(long)))):
            yield _copied(kind, f"{kind}-{number}-{story}", report, chance)
    for kind, make in {**chains.KINDS, INDEPENDENT: chains.independent}.items():
        chance = random.Random(f"{seed} {kind}")  # noqa: S311 - nothing secret
        for number in range(each if kind != INDEPENDENT else 2 * each):
            event = events.EVENTS[number % len(events.EVENTS)]
            told = make(event, chance)
            yield Case(f"{kind}-{number}-{event.place}", kind, told.reports, told.passages)


def _copied(kind: str, name: str, report: Report, chance: random.Random) -> Case:
    """A real report, as an agency's, and what another outlet makes of it."""
    original = _credited(report.text) if kind == "paraphrase" else report.text
    source = original if chance.random() < 0.5 else report.text  # noqa: PLR2004 - half of the paraphrases keep the credit
    text = rewriting.KINDS[kind](source, chance)
    planted = Report("planted.txt", chance.choice(planting.OUTLETS), report.published, text)
    return Case(name, kind, (report._replace(file="real.txt", text=original), planted))


def _credited(text: str) -> str:
    """A text with an agency's dateline before its first paragraph, unless it names the agency there already."""
    if _AGENCY.search(text[:LEAD]):
        return text
    start = planting.paragraphs(text)[0].start
    return text[:start] + DATELINE + text[start:]


# --- judging ---------------------------------------------------------------------------------------------------------


def judged(case: Case, press: Press) -> Outcome:
    """What the dossier and the rules of thumb make of a case."""
    made = press.dossier(case.reports)
    shared = [claim for claim in made.claims if len({item.article for item in claim.evidence}) > 1]
    both = [claim for claim in shared if case.passages and _holds(claim, made, case.passages)]
    confirmed = any(claim.standing == "corroborated" for claim in both)
    copied = bool(made.copies)
    wrong = "same-origin" if case.kind == INDEPENDENT else "corroborated"
    return Outcome(
        case,
        shared=len(shared),
        corroborated=sum(claim.standing == "corroborated" for claim in shared),
        together=bool(both),
        confirmed=confirmed,
        one_origin=copied or (not confirmed and any(claim.standing == "same-origin" for claim in both)),
        domains=len({outlet_key(report.outlet) for report in case.reports}) > 1,
        headlines=by_headlines(case.reports),
        why=tuple(claim.why for claim in (both if case.kind == INDEPENDENT else shared) if claim.standing == wrong),
    )


def _holds(claim: Claim, made: Dossier, passages: Sequence[Passage]) -> bool:
    """Whether a claim holds passages of the fact of two reports."""
    return len({p.file for p in passages if planting.evidence(claim, made, p)}) > 1


def by_headlines(reports: Sequence[Report]) -> bool:
    """Whether headlines alone make two reports of different outlets independent."""
    return any(
        outlet_key(a.outlet) != outlet_key(b.outlet) and jaccard(_headline(a), _headline(b)) < ALIKE
        for a, b in combinations(reports, 2)
    )


def _headline(report: Report) -> set[str]:
    return {word.casefold() for word in _WORD.findall(report.text.partition("\n")[0])}


def jaccard(a: set[str], b: set[str]) -> float:
    """What two sets have in common, as a share of both together."""
    return len(a & b) / len(a | b) if a | b else 0.0


# --- figures ---------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """Counts of the outcomes of cases with one origin."""

    cases: int
    independent: int
    claims: int
    corroborated: int
    domains: int
    headlines: int


def row(outcomes: Sequence[Outcome]) -> Row:
    """Counts of outcomes."""
    return Row(
        cases=len(outcomes),
        independent=sum(o.corroborated > 0 for o in outcomes),
        claims=sum(o.shared for o in outcomes),
        corroborated=sum(o.corroborated for o in outcomes),
        domains=sum(o.domains for o in outcomes),
        headlines=sum(o.headlines for o in outcomes),
    )


def rows(outcomes: Sequence[Outcome]) -> dict[str, Row]:
    """The counts by kind, and of all kinds with one origin."""
    kinds = [*rewriting.KINDS, *chains.KINDS]
    some = {kind: row([o for o in outcomes if o.case.kind == kind]) for kind in kinds}
    return {**some, "all": row([o for o in outcomes if o.case.kind != INDEPENDENT])}


class Truly(NamedTuple):
    """Counts of the outcomes of cases with two origins."""

    cases: int
    one_origin: int
    confirmed: int
    apart: int
    domains: int
    headlines: int


def truly(outcomes: Sequence[Outcome]) -> Truly:
    """Counts of outcomes; those of the rules of thumb are of cases that they call one origin."""
    some = [o for o in outcomes if o.case.kind == INDEPENDENT]
    return Truly(
        cases=len(some),
        one_origin=sum(o.one_origin for o in some),
        confirmed=sum(o.confirmed for o in some),
        apart=sum(not o.together for o in some),
        domains=sum(not o.domains for o in some),
        headlines=sum(not o.headlines for o in some),
    )


def figures(counts: Mapping[str, Row], true: Truly) -> dict[str, dict[str, float]]:
    """What is bounded."""
    every, share = counts["all"], planting.share
    return {
        "floors": {"independent reports corroborated": share(true.confirmed, true.cases)},
        "ceilings": {
            "copies and chains counted as independent": share(every.independent, every.cases),
            "their claims corroborated": share(every.corroborated, every.claims),
            "independent reports called one origin": share(true.one_origin, true.cases),
        },
    }


COLUMNS = ("one origin", "cases", "counted as independent", "claims", "corroborated", "by domains", "by headlines")
"""Of the table, in the order of the fields of :class:`Row`."""


def table(counts: Mapping[str, Row], true: Truly) -> str:
    """The figures as Markdown."""
    every, percent = counts["all"], planting.percent
    rules = {
        "copies and chains counted as independent": (every.independent, every.domains, every.headlines, every.cases),
        "independent reports called one origin": (true.one_origin, true.domains, true.headlines, true.cases),
    }
    return "\n".join(
        [
            *bounds.markdown(COLUMNS, counts),
            "",
            *(
                f"- **{what}: {percent(here, of)}**; by domains {percent(names, of)}; by headlines {percent(heads, of)}"
                for what, (here, names, heads, of) in rules.items()
            ),
            f"- claims of copies and chains called corroborated: {percent(every.corroborated, every.claims)}",
            f"- independent reports called corroborated: {percent(true.confirmed, true.cases)}",
            f"- independent reports whose passages are in no claim together: {percent(true.apart, true.cases)}",
        ]
    )


# --- the command -----------------------------------------------------------------------------------------------------


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark and return its exit code."""
    args = _arguments(argv)
    folders = [folder for given in args.gold for folder in planting.folders(given)]
    if not folders:
        print(f"independence: no stories in {', '.join(map(str, args.gold))}; they are not in this repository")
        return 2
    reports = [(folder.name, report) for folder in folders for report in planting.real(folder).values()]
    outcomes = run(list(cases(reports, args.seed, args.each)))
    counts, true = rows(outcomes), truly(outcomes)
    measured = figures(counts, true)
    if args.json:
        by_kind = {name: r._asdict() for name, r in counts.items()}
        print(json.dumps({**measured, "kinds": by_kind, INDEPENDENT: true._asdict()}, indent=1))
    else:
        print(table(counts, true))
    for outcome in outcomes if args.verbose else ():
        if outcome.one_origin if outcome.case.kind == INDEPENDENT else outcome.corroborated:
            print(f"{outcome.case.id}: {' | '.join(outcome.why) or 'called copies'}")
    name = "independence " + " ".join(given.name for given in args.gold)
    if args.table:
        bounds.write_table(args.table, name, table(counts, true))
    outside = bounds.check(args.bounds, name, args.gold, measured, tightened=args.tighten) if args.bounds else []
    for message in outside:
        print(message)
    return 1 if outside else 0


def run(every: Sequence[Case]) -> list[Outcome]:
    """All cases."""
    outcomes = []
    press = Press()
    for case in every:
        outcomes.append(judged(case, press))
        planting.progress("copies and chains", len(outcomes), len(every))
    return outcomes


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path, metavar="GOLD_DIR", nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", type=int, default=30, help="cases of each kind; of two origins twice as many")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="tell which cases went wrong, and why")
    parser.add_argument("--table", type=Path, metavar="FILE.md")
    parser.add_argument("--bounds", type=Path, metavar="FILE.json")
    parser.add_argument("--tighten", action="store_true")
    args = parser.parse_args(argv)
    if args.tighten and not args.bounds:
        parser.error("--tighten needs --bounds FILE")
    return args


if __name__ == "__main__":
    sys.exit(main())
