"""A part of a dossier in lines for a terminal: a claim, a statement, an entity, an origin, a difference.

In: the part with its dossier (``case.things``). Out: lines, each id beside what it is of, so that one can be shown or
ruled on next. Every text is of a report; the reason of a standing is the dossier's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from twosource.case.things import Thing
from twosource.model import Article, Claim, Conflict, Dossier, Entity, Origin, Passage, Span, Statement
from twosource.render import words
from twosource.text import quote

MOST = 20
"""Passages that are listed."""


class _In(Struct, frozen=True):
    """A dossier, with its records by their ids."""

    dossier: Dossier
    articles: Mapping[str, Article]
    origins: Mapping[str, Origin]
    entities: Mapping[str, Entity]


def lines(thing: Thing) -> Iterator[str]:
    """The part in lines."""
    made, part = thing.dossier, thing.part
    within = _In(
        made, {a.id: a for a in made.articles}, {o.id: o for o in made.origins}, {e.id: e for e in made.entities}
    )
    if isinstance(part, Claim):
        yield from _claim(part, within)
    elif isinstance(part, Statement):
        yield from _statement(part, within)
    elif isinstance(part, Entity):
        yield f"entity {part.id}: {words.line(part.name)} ({part.kind})"
        yield from _few([_passage(mention, within) for mention in part.mentions])
    elif isinstance(part, Origin):
        yield from _origin(part, within)
    else:
        yield from _difference(part, within)
    yield f"in {thing.story}: {words.line(made.title)}"


def _claim(claim: Claim, within: _In) -> Iterator[str]:
    yield f"claim {claim.id}: {words.STANDING[claim.standing]}"
    yield f"“{words.passage(claim.wording.text)}”"
    yield f"why: {words.line(claim.why)}"
    told = []
    for item in claim.evidence:
        names = [words.line(within.origins[id_].name) for id_ in item.origins if id_ in within.origins]
        said = f"statement {item.statement}" if item.statement else "in its own voice"
        origin = f", from {words.listed(names)}" if names else ""
        told.append(f"{_place(item.article, within)}: “{words.passage(item.text)}” ({said}{origin})")
    yield from _few(told)
    for conflict in within.dossier.conflicts:
        if conflict.claim == claim.id:
            yield f"difference {conflict.id}: {words.differs(conflict.slot, conflict.kind)}"
    if claim.repeats:
        yield f"says for the most part what claim {claim.repeats} says"


def _statement(said: Statement, within: _In) -> Iterator[str]:
    article, origin = within.articles[said.article], within.origins.get(said.origin)
    speaker = within.entities.get(said.speaker or "")
    how = [said.manner, words.CHANNEL[said.channel], said.channel_name or "", words.CERTAINTY[said.certainty]]
    yield f"statement {said.id}: {', '.join(words.line(part) for part in how if part)}"
    for part in said.content:
        yield f"“{words.passage(_text(article, part))}”"
    yield f"in {_place(said.article, within)}"
    by = f"{words.line(speaker.name)} ({speaker.id})" if speaker else "nobody who is known"
    source = f", there “{words.line(_text(article, said.source))}”" if said.source else ""
    yield f"by {by}{source}" + (", not named" if said.anonymous else "")
    if said.relayed_by:
        yield f"relayed by {words.listed([words.line(name) for name in said.relayed_by])}"
    if origin:
        yield f"origin {origin.id}: {words.line(origin.name) or 'not known'}"
    for claim in within.dossier.claims:
        if any(item.statement == said.id for item in claim.evidence):
            yield f"claim {claim.id}: {words.STANDING[claim.standing]}"


def _origin(origin: Origin, within: _In) -> Iterator[str]:
    yield f"origin {origin.id}: {words.line(origin.name) or 'not known'} ({origin.kind})"
    if origin.entity:
        yield f"is entity {origin.entity}"
    told = []
    for said in (*within.dossier.statements, *within.dossier.refusals):
        if said.origin == origin.id:
            text = words.passage(_text(within.articles[said.article], said.content[0]))
            told.append(f"statement {said.id}, {_place(said.article, within)}: “{text}”")
    yield from _few(told)
    own = [c.id for c in within.dossier.claims for e in c.evidence if e.statement is None and origin.id in e.origins]
    if own:
        yield f"told in a report's own voice in {words.count(len(set(own)), 'claim')}: {words.listed(sorted(set(own)))}"


def _difference(conflict: Conflict, within: _In) -> Iterator[str]:
    slot, kind = conflict.slot, conflict.kind
    yield f"difference {conflict.id}: {words.SLOT[slot].lower()}, {words.differs(slot, kind)}"
    for value in conflict.values:
        yield f"  {_place(value.article, within)}: “{words.line(value.text)}”"
    claim = next((claim for claim in within.dossier.claims if claim.id == conflict.claim), None)
    yield f"of claim {conflict.claim}" + (f": “{words.passage(claim.wording.text)}”" if claim else "")


def _few(told: list[str]) -> Iterator[str]:
    yield from (f"  {line}" for line in told[:MOST])
    if told[MOST:]:
        yield f"  and {len(told) - MOST:,} more (all of them with --json)"


def _passage(passage: Passage, within: _In) -> str:
    return f"{_place(passage.article, within)}: “{words.line(passage.text)}”"


def _place(id_: str, within: _In) -> str:
    article = within.articles[id_]
    return words.line(f"{article.outlet or 'no outlet'}, {article.published or 'no date'} ({id_})")


def _text(article: Article, span: Span) -> str:
    return quote(article.id, article.text, span).text
