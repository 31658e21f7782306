"""Cases for ``distortion``: which facts of annotated stories are changed, and beside which passages.

A case is a passage of one report, of which one fact is changed (``distorting``), and the passages of other reports that
state the same gold claim with that fact as it was. Cases are drawn by a seed; their ids are hashes of where they stand
and what is changed, so that a judgement of a case can be kept without its text.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import distorting  # these three are beside this file
import planting
import swaps
from passages import located  # planting made the folder known
from planting import Passage, Report

LONGEST, SHORTEST = 320, 25
"""Characters of a passage that is distorted."""
NO_VALUE = frozenset({"roles", "negation", "antonym", "modality"})
"""Kinds that change what is said, not a value."""

_SAID = re.compile(
    r"[“”\"‘]|\b(?:sa(?:id|ys?)|told|tells?|according|announc\w+|tweet\w*|wrote|report\w+|statement|interview\w*|"
    r"added|claim\w*|confirmed|argued|I|we|our|my|us|believe\w*|accus\w+|alleg\w+)\b"
)
_NO_OPENING = re.compile(
    r"(?:He|She|It|They|His|Her|Their|Its|This|That|These|Those|But|And|However|Meanwhile|Also|Both)\b"
)
_SURELY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|did|can|could)\b")
_FINITE = re.compile(rf"{_SURELY.pattern}|{swaps.PAST.pattern}|\b[a-z]{{2,}}ed\b")
_SUBJECT = re.compile(
    r"(?:[Tt]he|[Aa]n?|[A-Z][\w.]+|\$?\d[\d,]*|[Mm]ore than|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix)\s"
)


class Case(NamedTuple):
    """One distortion: the change, made in ``passage`` of the gold claim ``claim``; ``alone``: no other passage of the
    report states the claim (else it is not tried in place); ``heard``: the truth that another witness tells in the
    setting "told", if the two can be told.
    """

    id: str
    story: str
    claim: int
    passage: Passage
    words: str
    change: distorting.Change
    truths: tuple[Passage, ...]
    alone: bool
    heard: Passage | None

    @property
    def kind(self) -> str:
        return self.change.kind


class Gold(NamedTuple):
    """An annotated story: its reports by the ids of the annotation, the claims with their passages, the conflicts."""

    name: str
    reports: dict[str, Report]
    claims: list[list[Passage]]
    conflicts: list[list[Passage]]
    copies: frozenset[tuple[str, str]]
    people: tuple[tuple[str, ...], ...]

    def words(self, passage: Passage) -> str:
        """The words of a passage."""
        return next(r.text for r in self.reports.values() if r.file == passage.file)[passage.start : passage.end]


def gold(folder: Path) -> Gold:
    """One annotated story."""
    known = json.loads((folder / "gold.json").read_text("utf-8"))
    reports = planting.real(folder)

    def places(entries: Iterable[Mapping[str, Any]]) -> list[Passage]:
        spans = ((reports[e["article"]], e) for e in entries if e["article"] in reports)
        found = ((r.file, located(r.text, e["text"], e.get("nth"))) for r, e in spans)
        return list(dict.fromkeys(Passage(file, span.start, span.end) for file, span in found if span))

    copies = (
        tuple(sorted((reports[a].file, reports[b].file)))
        for c in known["copies"]
        for a, b in combinations(c["articles"], 2)
        if a in reports and b in reports
    )
    return Gold(
        folder.name,
        reports,
        [places(claim["evidence"]) for claim in known["claims"]],
        [places(conflict["values"]) for conflict in known["conflicts"]],
        frozenset(copies),  # type: ignore[arg-type]
        tuple((p["name"], *sorted({m["text"] for m in p["mentions"]} - {p["name"]})) for p in known["people"]),
    )


def cases(story: Gold, seed: int) -> Iterator[Case]:
    """All cases of a story that a seed gives: for each passage at most one of each kind."""
    texts = "\n".join(report.text for report in story.reports.values())
    for number, places in enumerate(story.claims):
        for passage in places:
            truths = [p for p in places if p.file != passage.file and SHORTEST <= p.end - p.start <= LONGEST]
            if truths and _fit(passage, story):
                chance = random.Random(f"{seed} {story.name} {number} {passage}")  # noqa: S311 - nothing secret
                yield from _distorted(story, number, passage, truths, distorting.Scene(texts, story.people), chance)


def _fit(passage: Passage, story: Gold) -> bool:
    """Whether a passage is a sentence's worth of the body."""
    text = next(r.text for r in story.reports.values() if r.file == passage.file)
    return SHORTEST <= passage.end - passage.start <= LONGEST and passage.start >= planting.body(text)


def _distorted(
    story: Gold,
    number: int,
    passage: Passage,
    truths: Sequence[Passage],
    scene: distorting.Scene,
    chance: random.Random,
) -> Iterator[Case]:
    words, text = story.words(passage), next(r.text for r in story.reports.values() if r.file == passage.file)
    single = sum(place.file == passage.file for place in story.claims[number]) == 1
    for change in distorting.changes(words, [story.words(t) for t in truths], scene, chance):
        old = words[change.start : change.end]
        again = len(re.findall(rf"(?<![\w.,]){re.escape(old)}(?!\w)", text)) > 1
        alone = single and not (again and change.kind in {"number", "unit"})
        same = [t for t in truths if change.kind in NO_VALUE or _holds(story.words(t), old, change.kind)]
        heard = _heard(story, passage, same) if can_be_told(change.on(words), passage, text) else None
        if same and (alone or heard):
            key = f"{story.name} {number} {passage} {change}"
            yield Case(_hash(key), story.name, number, passage, words, change, tuple(same), alone, heard)


def _holds(truth: str, old: str, kind: str) -> bool:
    """Whether a truth states the old value, a person's by surname; a number may be written otherwise."""
    return kind == "number" or old.rsplit(maxsplit=1)[-1] in truth


def _heard(story: Gold, passage: Passage, truths: Sequence[Passage]) -> Passage | None:
    """The first truth that can be told by somebody, of a report that is no copy."""
    for truth in truths:
        text = next(r.text for r in story.reports.values() if r.file == truth.file)
        copied = tuple(sorted((truth.file, passage.file))) in story.copies
        if not copied and truth.start >= planting.body(text) and can_be_told(story.words(truth), truth, text):
            return truth
    return None


def can_be_told(words: str, passage: Passage, text: str) -> bool:
    """Whether a passage can be put into somebody's mouth: a whole clause that begins a sentence."""
    before = text[: passage.start].rstrip(" ")
    opens = before.endswith(("\n", ".")) or re.search(r"\.[”\"]$", before)
    clause = _FINITE.search(words) if opens else _SUBJECT.match(words) and _SURELY.search(words)
    return bool(clause and not _SAID.search(words) and not _NO_OPENING.match(words))


def drawn(every: Iterable[Case], each: int, seed: int) -> list[Case]:
    """At most so many cases of each kind, of a claim and of a passage one, those that can be told first, stories taking
    turns.
    """
    chosen: list[Case] = []
    every = list(every)
    for kind in distorting.KINDS:
        turns: dict[tuple[str, bool], int] = {}
        ranked = []
        met: set[tuple[str, object]] = set()
        for case in sorted((c for c in every if c.kind == kind), key=lambda c: _hash(f"{seed} {c.id}")):
            keys = {(case.story, case.claim), (case.story, case.passage)}
            if not keys & met:
                met |= keys
                of_story = (case.story, case.heard is None)
                turns[of_story] = turns.get(of_story, 0) + 1
                ranked.append((case.heard is None, turns[of_story], case.id, case))
        chosen += [case for *_, case in sorted(ranked, key=lambda r: r[:3])[:each]]
    return chosen


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
