"""Comparing the reports of one story: ``story(articles, readings, engines) -> Dossier``.

Pure: no input but the arguments, and the same dossier for any order of them. Each step is a function of a module of
its own; this one puts their results together. What goes in: articles with distinct ids, and the reading of each.
What comes out: a dossier without its seal (``codec.seal``), whose problems are those of the readings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from twosource import standing
from twosource.compare import claims, conflicts, copies, entities, evidence, origins, timeline, wording
from twosource.compare.claims import Ref
from twosource.model import Article, Assertion, Claim, Conflict, Dossier, Evidence, Link, MadeBy, Reading, Statement
from twosource.seams import Engines
from twosource.text import make_id, quote, squash
from twosource.version import __version__


class _Read(Struct, frozen=True):
    """An article with its reading and the embeddings of its assertions, shape (len(assertions), width)."""

    article: Article
    reading: Reading
    vectors: NDArray[np.float32]
    place: int


def story(articles: Sequence[Article], readings: Sequence[Reading], engines: Engines) -> Dossier:
    """The dossier of one story. ``readings[i]`` is the reading of ``articles[i]``."""
    pairs = sorted(zip(articles, readings, strict=True), key=lambda pair: _place(pair[0]))
    articles, readings = [a for a, _ in pairs], [r for _, r in pairs]
    shared = copies.find(articles, readings)
    people = entities.link(articles, readings)
    traced = origins.trace(articles, readings, people, shared)
    found = claims.find(articles, readings, engines)
    read = {a.id: _Read(a, r, _vectors(r), i) for i, (a, r) in enumerate(pairs)}
    said_in: dict[str, list[Statement]] = {article.id: [] for article in articles}
    for statement in traced.statements:
        said_in[statement.article].append(statement)
    voices = origins.Voices(articles, shared, traced)
    drafts = sorted(
        (_draft(group, found.odds, read, said_in, voices) for group in found.groups), key=lambda c: _rank(c, read)
    )
    differing = conflicts.find(articles, readings, people, drafts)
    judged = _judged(
        drafts,
        differing,
        standing.basis(
            articles=articles, statements=traced.statements, origins=traced.origins, copies=shared, entities=people
        ),
    )
    return Dossier(
        made_by=MadeBy(twosource=__version__, models=dict(sorted(engines.models.items()))),
        title=_title(articles, judged),
        articles=tuple(articles),
        statements=traced.statements,
        origins=traced.origins,
        claims=judged,
        conflicts=differing,
        copies=shared,
        times=tuple(time for reading in readings for time in reading.times),
        entities=people,
        timeline=timeline.order(judged, readings),
        problems=tuple(sorted({problem for reading in readings for problem in reading.problems})),
    )


def _place(article: Article) -> tuple[str, str, str]:
    """The canonical order of reports: by time (undated last), outlet, id."""
    return (article.published or "9999", article.outlet or "", article.id)


def _vectors(reading: Reading) -> NDArray[np.float32]:
    flat = np.frombuffer(reading.vectors, dtype="<f2").astype(np.float32)
    return flat.reshape(len(reading.assertions), reading.width)


def _draft(
    group: Sequence[Ref],
    odds: Mapping[tuple[Ref, Ref], float],
    read: Mapping[str, _Read],
    said_in: Mapping[str, Sequence[Statement]],
    voices: origins.Voices,
) -> Claim:
    """A claim that is not judged yet: its evidence in the order of the reports, and its wording."""
    refs = sorted(group, key=lambda ref: (read[ref.article].place, ref.index))
    passages = [(read[ref.article].article, read[ref.article].reading.assertions[ref.index]) for ref in refs]
    said = evidence.voices(passages, said_in)
    origin_of = {s.id: s.origin for article, _ in passages for s in said_in[article.id]}
    shown = tuple(
        _evidence(article, assertion, statement, origin_of[statement] if statement else voices.of(article, assertion))
        for (article, assertion), statement in zip(passages, said, strict=True)
    )
    vectors = np.stack([read[ref.article].vectors[ref.index] for ref in refs])
    chosen = shown[wording.best(shown, [assertion.form for _, assertion in passages], vectors)]
    return Claim(
        id=make_id("c", *sorted((e.article, e.start, e.end) for e in shown)),
        wording=quote(chosen.article, read[chosen.article].article.text, chosen),
        evidence=shown,
        links=_links(refs, odds),
        standing="single",
        why="",
    )


def _links(refs: Sequence[Ref], odds: Mapping[tuple[Ref, Ref], float]) -> tuple[Link, ...]:
    """How alike the passages of a claim are, where that was worth judging."""
    every = (
        (i, j, odds.get((min(refs[i], refs[j]), max(refs[i], refs[j])))) for i, j in combinations(range(len(refs)), 2)
    )
    return tuple(Link(i, j, score) for i, j, score in every if score is not None)


def _evidence(article: Article, assertion: Assertion, statement: str | None, origin: str) -> Evidence:
    return Evidence(
        article=article.id,
        start=assertion.start,
        end=assertion.end,
        text=article.text[assertion.start : assertion.end],
        statement=statement,
        origins=(origin,),
    )


def _rank(claim: Claim, read: Mapping[str, _Read]) -> tuple[int, int, int, str]:
    """Claims that more reports carry come first, then those that stand earlier in the reports."""
    first = claim.evidence[0]
    return (-len({e.article for e in claim.evidence}), read[first.article].place, first.start, claim.id)


def _judged(drafts: Sequence[Claim], differing: Sequence[Conflict], basis: standing.Basis) -> tuple[Claim, ...]:
    of_claim: dict[str, list[Conflict]] = {}
    for conflict in differing:
        of_claim.setdefault(conflict.claim, []).append(conflict)
    out = []
    for draft in drafts:
        found = standing.judge(draft.evidence, basis, links=draft.links, conflicts=of_claim.get(draft.id, ()))
        out.append(structs.replace(draft, standing=found.standing, why=found.why, grounds=found.grounds))
    return tuple(out)


def _title(articles: Sequence[Article], judged: Sequence[Claim]) -> str:
    """The first headline that there is; else the wording of the first claim. Never words of our own."""
    for article in articles:
        headline = next((mark for mark in article.marks if mark.kind == "headline"), None)
        if headline:
            return squash(article.text[headline.start : headline.end])
        if article.title:
            return squash(article.title)
    return squash(judged[0].wording.text) if judged else ""
