"""Claims before they are judged: groups of passages with their evidence, links and wording.

In: the groups of ``claims.find``, the articles and readings, the traced statements. Out: claims whose standing is still
open. First whole passages (:func:`made`), in which differences are looked for; then :func:`focused`, in which each
passage is narrowed to the part that carries the claim, and a passage of which only a lesser part is shared stands in a
claim of its own as well: what else it says is one report's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from twosource.compare import evidence, focus, pairs, wording
from twosource.compare.claims import Found, Ref
from twosource.compare.conflicts.sight import Place
from twosource.compare.origins import Traced, Voices
from twosource.compare.rulings import Bounds
from twosource.model import Article, Assertion, Claim, Conflict, Evidence, Link, Passage, Reading, Span, Statement
from twosource.text import covers, make_id, quote

DOUBTFUL = -1.5
"""Log-odds from which two passages may be about one thing."""


class Read(Struct, frozen=True):
    """An article with its reading, the embeddings of its assertions (shape (len(assertions), width)) and its place in
    the order of the reports.
    """

    article: Article
    reading: Reading
    vectors: NDArray[np.float32]
    place: int


class Desk(Struct, frozen=True):
    """All that drafting looks things up in; each mapping by article id."""

    read: Mapping[str, Read]
    said: Mapping[str, Sequence[Statement]]
    links: Mapping[tuple[Ref, Ref], pairs.Link]
    voices: Voices


class Draft(Struct, frozen=True):
    """A claim and the assertions that its evidence was made of, in the same order; none, if it is what somebody is
    called.
    """

    claim: Claim
    refs: tuple[Ref, ...]


def desk(
    articles: Sequence[Article], readings: Sequence[Reading], traced: Traced, voices: Voices, found: Found
) -> Desk:
    """Index what drafting needs. ``articles`` come in the order in which reports are shown."""
    said: dict[str, list[Statement]] = {article.id: [] for article in articles}
    for statement in traced.statements:
        said[statement.article].append(statement)
    read = {a.id: Read(a, r, _vectors(r), i) for i, (a, r) in enumerate(zip(articles, readings, strict=True))}
    return Desk(read, said, found.links, voices)


def made(groups: Iterable[Sequence[Ref]], on: Desk) -> list[Draft]:
    """One draft for each group, with whole passages, in the order in which claims are shown."""
    return _ordered((_draft(sorted(group, key=lambda ref: _place(ref, on)), on) for group in groups), on)


def doubtful(on: Desk) -> list[tuple[Place, Place]]:
    """Passages of two reports that the judge of pairs was in doubt about, or thought alike; each an article, a start
    and an end. Differences are looked for in them also where they were not grouped.
    """
    pairs_ = sorted(pair for pair, link in on.links.items() if link.score >= DOUBTFUL)
    return [(_where(a, on), _where(b, on)) for a, b in pairs_]


def _where(ref: Ref, on: Desk) -> Place:
    _, assertion = passage_of(ref, on)
    return ref.article, assertion.start, assertion.end


def focused(
    drafts: Sequence[Draft],
    conflicts: Sequence[Conflict],
    described: Iterable[Sequence[Passage]],
    on: Desk,
    bounds: Bounds,
) -> list[Draft]:
    """The drafts with each passage narrowed to the part that carries the claim; the values of conflicts and what people
    ruled to be the same (``bounds``) stay inside. What reports call somebody (``described``) is a claim of its own.
    """
    weights = focus.rarity(passage_of(ref, on) for ref in sorted({ref for draft in drafts for ref in draft.refs}))
    values: dict[str, list[tuple[str, Span]]] = {}
    for conflict in conflicts:
        values.setdefault(conflict.claim, []).extend((v.article, Span(v.start, v.end)) for v in conflict.values)
    for draft in drafts if bounds.same else ():
        for pair in combinations(sorted((ref.article, ref.index) for ref in draft.refs), 2):
            values.setdefault(draft.claim.id, []).extend((p.article, p.span) for p in bounds.same.get(pair, ()))
    narrowed = [_narrowed(draft, weights, values.get(draft.claim.id, ()), on) for draft in drafts]
    people = (_of_person(places, on) for places in described)
    return [*narrowed, *_left_over(narrowed, on), *(draft for draft in people if draft)]


def _vectors(reading: Reading) -> NDArray[np.float32]:
    flat = np.frombuffer(reading.vectors, dtype="<f2").astype(np.float32)
    return flat.reshape(len(reading.assertions), reading.width)


def _place(ref: Ref, on: Desk) -> tuple[int, int]:
    return (on.read[ref.article].place, ref.index)


def _ordered(drafts: Iterable[Draft], on: Desk) -> list[Draft]:
    """Claims that more reports carry come first, then those that stand earlier in the reports."""

    def rank(draft: Draft) -> tuple[int, int, int, str]:
        first = draft.claim.evidence[0]
        reports = len({item.article for item in draft.claim.evidence})
        return (-reports, on.read[first.article].place, first.start, draft.claim.id)

    return sorted(drafts, key=rank)


def passage_of(ref: Ref, on: Desk) -> tuple[Article, Assertion]:
    """The article of an assertion, and the assertion."""
    read = on.read[ref.article]
    return read.article, read.reading.assertions[ref.index]


def _draft(refs: Sequence[Ref], on: Desk) -> Draft:
    passages = [passage_of(ref, on) for ref in refs]
    origin_of = {s.id: s.origin for article, _ in passages for s in on.said[article.id]}
    shown = tuple(
        Evidence(
            article=article.id,
            start=assertion.start,
            end=assertion.end,
            text=article.text[assertion.start : assertion.end],
            statement=statement,
            origins=(origin_of[statement] if statement else on.voices.of(article, assertion),),
        )
        for (article, assertion), statement in zip(passages, evidence.voices(passages, on.said), strict=True)
    )
    vectors = np.stack([on.read[ref.article].vectors[ref.index] for ref in refs])
    chosen = shown[wording.best(shown, [assertion.form for _, assertion in passages], vectors)]
    claim = Claim(
        id=make_id("c", *sorted((e.article, e.start, e.end) for e in shown)),
        wording=quote(chosen.article, on.read[chosen.article].article.text, chosen),
        evidence=shown,
        links=_links(refs, on.links),
        standing="single",
        why="",
    )
    return Draft(claim, tuple(refs))


def _of_person(places: Sequence[Passage], on: Desk) -> Draft | None:
    """A claim of what reports call somebody, in their own voice; what stands in quoted words is not theirs."""
    own = sorted((p for p in places if not _quoted(p, on)), key=lambda p: (on.read[p.article].place, p.start))
    if len({passage.article for passage in own}) < 2:  # noqa: PLR2004 - "several" starts at two
        return None
    shown = tuple(
        Evidence(
            article=passage.article,
            start=passage.start,
            end=passage.end,
            text=passage.text,
            statement=None,
            origins=(on.voices.of(on.read[passage.article].article, passage),),
        )
        for passage in own
    )
    longest = max(own, key=lambda passage: passage.end - passage.start)
    claim = Claim(
        id=make_id("c", "described", *sorted((e.article, e.start, e.end) for e in shown)),
        wording=longest,
        evidence=shown,
        links=(),
        standing="single",
        why="",
    )
    return Draft(claim, ())


def _quoted(passage: Passage, on: Desk) -> bool:
    """Whether somebody says the words of a passage."""
    said = (s for s in on.said[passage.article] if s.manner != "indirect")
    return any(covers(part, passage) for s in said for part in s.content)


def _links(refs: Sequence[Ref], links: Mapping[tuple[Ref, Ref], pairs.Link]) -> tuple[Link, ...]:
    """How alike the passages of a claim are, where that was worth judging."""
    every = (
        (i, j, links.get((min(refs[i], refs[j]), max(refs[i], refs[j])))) for i, j in combinations(range(len(refs)), 2)
    )
    return tuple(Link(i, j, link.odds, link.read, link.relation) for i, j, link in every if link)


def _narrowed(draft: Draft, weights: Mapping[str, float], values: Sequence[tuple[str, Span]], on: Desk) -> Draft:
    """The draft with narrowed evidence and wording; its id stays that of the whole passages."""
    if len({ref.article for ref in draft.refs}) == 1:
        return draft
    keep = [[span for article, span in values if article == ref.article] for ref in draft.refs]
    spans = focus.spans([passage_of(ref, on) for ref in draft.refs], weights, keep)
    text = {ref.article: on.read[ref.article].article.text for ref in draft.refs}
    shown = tuple(
        structs.replace(e, start=span.start, end=span.end, text=text[e.article][span.start : span.end])
        for e, span in zip(draft.claim.evidence, spans, strict=True)
    )
    worded = draft.claim.wording
    where = next(i for i, e in enumerate(draft.claim.evidence) if e.span == worded.span and e.article == worded.article)
    chosen = shown[where]
    wording_ = quote(chosen.article, text[chosen.article], chosen)
    return Draft(structs.replace(draft.claim, evidence=shown, wording=wording_), draft.refs)


def _left_over(drafts: Sequence[Draft], on: Desk) -> list[Draft]:
    """A claim of its own for each passage of which every claim shows only a part."""
    whole: dict[Ref, bool] = {}
    for draft in drafts:
        for ref, shown in zip(draft.refs, draft.claim.evidence, strict=True):
            whole[ref] = whole.get(ref, False) or shown.span == passage_of(ref, on)[1].span
    return [_draft([ref], on) for ref in sorted(whole) if not whole[ref]]
