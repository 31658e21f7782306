"""Comparing the reports of one story: ``story(articles, readings, engines) -> Dossier``.

Pure: no input but the arguments, and the same dossier for any order of the articles. Each step is a function of a
module of its own; this one puts their results together. What goes in: articles with distinct ids, the reading of each,
and what people ruled. What comes out: a dossier without its seal (``codec.seal``), whose problems are those of the
readings and of rulings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from twosource import standing
from twosource.compare import (
    claims,
    conflicts,
    copies,
    described,
    drafts,
    entities,
    origins,
    ruled,
    rulings,
    showing,
    timeline,
)
from twosource.likeness import telling
from twosource.model import Article, Claim, Conflict, Correction, Dossier, MadeBy, Passage, Problem, Reading, Statement
from twosource.publication import order
from twosource.seams import Engines
from twosource.text import squash
from twosource.version import __version__

OPENING = 1500
"""Characters of a report in which it says what it is about."""
NEARLY = 0.75
"""What share of the most words in common a headline must have to be the title."""
FEW_WORDS = 2
"""Telling words that are added to those of a headline, so that one of two words does not win by these."""


def story(
    articles: Sequence[Article],
    readings: Sequence[Reading],
    engines: Engines,
    corrections: Sequence[Correction] = (),
) -> Dossier:
    """The dossier of one story. ``readings[i]`` is the reading of ``articles[i]``; ``corrections`` hold in the order in
    which they are given.
    """
    pairs = sorted(zip(articles, readings, strict=True), key=lambda pair: order(pair[0]))
    articles, readings = [a for a, _ in pairs], [r for _, r in pairs]
    shared = copies.find(articles, readings)
    people, nobody = ruled.entities(entities.link(articles, readings), corrections)
    told = ruled.sources(origins.trace(articles, readings, people, shared), people, corrections)
    traced = told.traced
    refusals = tuple(statement for statement in traced.statements if _refuses(statement))
    traced = structs.replace(traced, statements=tuple(s for s in traced.statements if not _refuses(s)))
    bounds = rulings.bounds(corrections, {a.id: r.assertions for a, r in pairs})
    found = claims.find(articles, readings, engines, bounds)
    on = drafts.desk(articles, readings, traced, origins.Voices(articles, shared, traced), found)
    drafted = drafts.made(found.groups, on)
    texts = {article.id: article for article in articles}
    basis = standing.basis(
        articles=articles, statements=traced.statements, origins=traced.origins, copies=shared, entities=people
    )
    differing = conflicts.find(
        articles, readings, people, [draft.claim for draft in drafted], drafts.doubtful(on), traced, basis.bound
    )
    called = rulings.kept_apart(described.find(texts, people), bounds)
    narrowed = drafts.focused(drafted, differing, called, on, bounds)
    judged = showing.claims(_judged(narrowed, differing, standing.with_conflicts(basis, differing)), on)
    return Dossier(
        made_by=MadeBy(twosource=__version__, models=dict(sorted(engines.models.items()))),
        title=_title(articles, judged),
        articles=tuple(articles),
        statements=traced.statements,
        refusals=refusals,
        origins=traced.origins,
        claims=judged,
        conflicts=differing,
        copies=shared,
        times=tuple(time for reading in readings for time in reading.times),
        entities=people,
        timeline=timeline.order(judged, readings),
        corrections=tuple(corrections),
        problems=tuple(
            sorted(
                {
                    *(p for reading in readings for p in reading.problems),
                    *_without_effect((*bounds.nowhere, *nobody, *told.nowhere), texts),
                }
            )
        ),
    )


def _without_effect(nowhere: Sequence[Passage], articles: Mapping[str, Article]) -> Iterator[Problem]:
    for passage in nowhere:
        message = (
            f"a ruling on “{squash(passage.text):.80}” has no effect: it is no part of the report that is compared"
        )
        yield Problem(about=articles[passage.article].file, stage="compare", message=message)


def _refuses(statement: Statement) -> bool:
    """Whether somebody only would not say anything: not even in words of his own."""
    return statement.certainty == "declined" and statement.manner == "indirect"


def _judged(
    drafted: Sequence[drafts.Draft], differing: Sequence[Conflict], basis: standing.Basis
) -> Iterator[drafts.Draft]:
    of_claim: dict[str, list[Conflict]] = {}
    for conflict in differing:
        of_claim.setdefault(conflict.claim, []).append(conflict)
    for draft in drafted:
        claim = draft.claim
        found = standing.judge(claim.evidence, basis, links=claim.links, conflicts=of_claim.get(claim.id, ()))
        told = structs.replace(claim, standing=found.standing, why=found.why, grounds=found.grounds)
        yield drafts.Draft(told, draft.refs)


def _title(articles: Sequence[Article], judged: Sequence[Claim]) -> str:
    """The first headline of which nearly as many words stand where the other reports begin as of any: that of a comment
    or a side-light tells least of what all are about. Without headlines the wording of the first claim. Never words of
    our own.
    """
    openings = [telling(article.text[:OPENING]) for article in articles]
    shared: dict[str, float] = {}
    for number, headline in enumerate(map(_headline, articles)):
        words = telling(headline)
        common = sum(len(words & opening) for other, opening in enumerate(openings) if other != number)
        if headline:
            shared.setdefault(headline, common / (len(words) + FEW_WORDS))
    least = NEARLY * max(shared.values(), default=0.0)
    first = next((headline for headline, share in shared.items() if share >= least), "")
    return first or (squash(judged[0].wording.text) if judged else "")


def _headline(article: Article) -> str:
    mark = next((mark for mark in article.marks if mark.kind == "headline"), None)
    return squash(article.text[mark.start : mark.end] if mark else article.title or "")
