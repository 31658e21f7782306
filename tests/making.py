"""Records for tests, made from few words: reports, statements, evidence. Everything in them is invented."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from twosource.model import (
    Article,
    Certainty,
    Channel,
    Claim,
    Entity,
    Evidence,
    Link,
    Mark,
    MentionKind,
    Origin,
    OriginKind,
    Passage,
    Reading,
    Span,
    Statement,
)


def article(name: str, text: str = "", outlet: str | None = "", **more: object) -> Article:
    """A report whose id is its name; its outlet is "The <name> Post" unless given (None: not known)."""
    return Article(
        id=name,
        file=f"{name}.txt",
        outlet=f"The {name.title()} Post" if outlet == "" else outlet,
        sha256="",
        raw_sha256="",
        text=text,
        **more,  # type: ignore[arg-type]
    )


def headed(name: str, headline: str, body: str, **more: object) -> Article:
    """A report with a headline."""
    mark = Mark(start=0, end=len(headline), kind="headline")
    return article(name, f"{headline}\n\n{body}", marks=(mark,), **more)


def span(text: str, words: str, after: int = 0) -> Span:
    """Where words stand in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def reading(of: Article, *statements: Statement, **more: object) -> Reading:
    """A reading with these statements."""
    return Reading(article=of.id, made_by="test", statements=statements, **more)  # type: ignore[arg-type]


def said(  # noqa: PLR0913 - a statement has that many sides
    of: Article,
    content: str,
    source: str | None,
    *,
    origin: str = "",
    anonymous: bool = False,
    relayed_by: tuple[str, ...] = (),
    channel: Channel = "unstated",
    channel_name: str | None = None,
    certainty: Certainty = "asserted",
    cue: str | None = None,
) -> Statement:
    """A statement of a report; the source is looked for near the content, the cue anywhere."""
    where = span(of.text, content)
    found = None
    if source:
        places = [Span(*m.span()) for m in re.finditer(rf"(?<!\w){re.escape(source)}(?!\w)", of.text)]
        found = min(places or [span(of.text, source)], key=lambda p: abs(p.start - where.end))
    return Statement(
        id=f"{of.id}:{where.start}:{source}",
        article=of.id,
        content=(where,),
        source=found,
        cue=span(of.text, cue) if cue else None,
        anonymous=anonymous,
        relayed_by=relayed_by,
        channel=channel,
        channel_name=channel_name,
        certainty=certainty,
        origin=origin,
    )


def entity(name: str, kind: MentionKind, *places: tuple[Article, str]) -> Entity:
    """An entity mentioned by these words in these reports (every occurrence)."""
    mentions = []
    for of, words in places:
        at = of.text.find(words)
        while at >= 0:
            mentions.append(Passage(article=of.id, start=at, end=at + len(words), text=words))
            at = of.text.find(words, at + 1)
    return Entity(id=f"e-{name}", name=name, kind=kind, mentions=tuple(sorted(mentions)))


def origin(name: str, kind: OriginKind = "person", entity: str | None = None) -> Origin:
    """An origin whose id is its name."""
    return Origin(id=name, name=name, kind=kind, entity=entity)


def evidence(of: Article, words: str, *origins: str, statement: Statement | None = None) -> Evidence:
    """Words of a report as evidence."""
    where = span(of.text, words)
    return Evidence(
        article=of.id,
        start=where.start,
        end=where.end,
        text=words,
        statement=statement.id if statement else None,
        origins=origins,
    )


def claim(name: str, *items: Evidence) -> Claim:
    """A claim that is not judged yet, worded by its first evidence."""
    first = items[0]
    wording = Passage(article=first.article, start=first.start, end=first.end, text=first.text)
    return Claim(id=name, wording=wording, evidence=items, standing="single", why="")


def linked(evidence: Sequence[Evidence], odds: float = 5.0) -> tuple[Link, ...]:
    """Every two passages of different reports, alike beyond doubt."""
    every = combinations(range(len(evidence)), 2)
    return tuple(Link(i, j, odds) for i, j in every if evidence[i].article != evidence[j].article)
