"""What people ruled of entities, speakers and origins, put into effect.

In: what was found, and corrections in the order in which they were given. Out: the same, as ruled; and the passages of
rulings that point at nothing. Later rulings are put into effect after earlier ones, so the last one holds.

- ``entity``: two mentions are one entity (their entities become one; words that stood for nobody join), or not (the
  second leaves, with all mentions worded like it, or with those of its report where both are worded alike).
- ``person``, ``organisation``, ``place``, ``other``, ``name``: of what kind the entity at a passage is, and that it is
  called by the words of the passage; whatever became of it by rulings on who is the same.
- ``origin``: the statements at two passages, or the own voices of their reports, go back to one origin; or do not.
- ``speaker``: the statement at the first passage was made by whom the second names; without a second by nobody known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from msgspec import structs

from twosource.compare.entities import made_of
from twosource.compare.origins import Traced
from twosource.corrections import KINDS, OF_ENTITY, OF_TWO
from twosource.model import Correction, Entity, Origin, OriginKind, Passage, RulingName, Statement
from twosource.text import make_id, overlap, squash


class People(NamedTuple):
    """The entities as ruled, and the passages that name none."""

    entities: tuple[Entity, ...]
    nowhere: tuple[Passage, ...]


def entities(found: Sequence[Entity], corrections: Sequence[Correction]) -> People:
    """Entities with rulings on them in effect, in the order in which they came, new ones last."""
    every = list(found)
    for correction in corrections:
        if correction.about != "entity" or correction.ruling not in OF_TWO:
            continue
        one, other = correction.passages
        first, second = _entity_at(every, one), _entity_at(every, other)
        if correction.ruling == "same":
            if first is None and second is None:
                every = [*every, made_of(_longest([one, other]), "other", [one, other])]
            elif first is None or second is None or first.id != second.id:
                every = _joined(every, [e for e in (first, second) if e], (one, other))
        elif first is not None and second is not None and first.id == second.id:
            every = _parted(every, first, one, other)
    nowhere: list[Passage] = []
    for correction in corrections:
        if correction.ruling in OF_ENTITY:
            passage = correction.passages[0]
            entity = _entity_at(every, passage)
            if entity is None:
                nowhere.append(passage)
            else:
                changed = _described(entity, correction.ruling, passage)
                every = [changed if known.id == entity.id else known for known in every]
    return People(tuple(every), tuple(nowhere))


def _described(entity: Entity, ruling: RulingName, passage: Passage) -> Entity:
    """The entity with another kind, or under another of its names."""
    kind = next((kind for kind in KINDS if kind == ruling), None)
    if kind is not None:
        return structs.replace(entity, kind=kind)
    return made_of(squash(passage.text), entity.kind, entity.mentions)


def _entity_at(every: Iterable[Entity], passage: Passage) -> Entity | None:
    """The entity whose mention shares most with a passage."""
    shared = [
        (overlap(mention, passage), -(mention.end - mention.start), entity)
        for entity in every
        for mention in entity.mentions
        if mention.article == passage.article and overlap(mention, passage)
    ]
    return max(shared, key=lambda s: (s[0], s[1], s[2].id))[2] if shared else None


def _joined(every: Sequence[Entity], those: Sequence[Entity], passages: Iterable[Passage]) -> list[Entity]:
    mentions = {mention for entity in those for mention in entity.mentions}
    bare = [p for p in passages if not any(m.article == p.article and overlap(m, p) for m in mentions)]
    largest = max(those, key=lambda entity: (len(entity.mentions), len(entity.name), entity.id))
    made = made_of(largest.name, largest.kind, [*mentions, *bare])
    gone = {entity.id for entity in those}
    at = next(i for i, entity in enumerate(every) if entity.id in gone)
    kept = [entity for entity in every if entity.id not in gone]
    return [*kept[:at], made, *kept[at:]]


def _parted(every: Sequence[Entity], entity: Entity, one: Passage, other: Passage) -> list[Entity]:
    by_words = squash(one.text).casefold() != squash(other.text).casefold()

    def leaves(mention: Passage) -> bool:
        if mention.article == other.article and overlap(mention, other):
            return True
        if by_words:
            return squash(mention.text).casefold() == squash(other.text).casefold()
        return one.article != other.article and mention.article == other.article

    left = [m for m in entity.mentions if leaves(m)]
    stays = [m for m in entity.mentions if not leaves(m)]
    if not left or not stays:
        return list(every)
    longest = max((squash(m.text) for m in left), key=lambda name: (len(name), name))
    name = entity.name if any(squash(m.text) == entity.name for m in stays) else _longest(stays)
    parts = [made_of(name, entity.kind, stays), made_of(longest, entity.kind, left)]
    return [part for known in every for part in (parts if known.id == entity.id else [known])]


def _longest(mentions: Iterable[Passage]) -> str:
    return max((squash(m.text) for m in mentions), key=lambda name: (len(name), name))


class Sources(NamedTuple):
    """The traced statements as ruled, and the passages that point at none."""

    traced: Traced
    nowhere: tuple[Passage, ...]


def sources(traced: Traced, people: Sequence[Entity], corrections: Iterable[Correction]) -> Sources:
    """Statements with rulings on their speakers and origins in effect."""
    nowhere: list[Passage] = []
    asked = [c for c in corrections if c.ruling == "speaker" or c.about == "origin"]
    if not asked:
        return Sources(traced, ())
    for correction in asked:
        if correction.ruling == "speaker":
            said = _said_at(traced.statements, correction.passages[0])
            who = _entity_at(people, correction.passages[1]) if len(correction.passages) > 1 else None
            if said is None or (who is None and len(correction.passages) > 1):
                nowhere.append(correction.passages[0] if said is None else correction.passages[1])
            else:
                traced = _given_to(traced, said, who)
        else:
            traced = _one_origin(traced, correction)
    return Sources(_pruned(traced), tuple(nowhere))


def _said_at(statements: Iterable[Statement], passage: Passage) -> Statement | None:
    """The statement that shares most of its content with a passage."""
    shared = [
        (sum(overlap(part, passage) for part in said.content), said.id, said)
        for said in statements
        if said.article == passage.article
    ]
    best = max(shared, key=lambda s: s[:2], default=None)
    return best[2] if best and best[0] else None


def _given_to(traced: Traced, said: Statement, who: Entity | None) -> Traced:
    origin = next((o for o in traced.origins if who and o.entity == who.id), None)
    if origin is None:
        kind: OriginKind = "unknown" if who is None else "organisation" if who.kind == "organisation" else "person"
        origin = Origin(
            id=make_id("origin", kind, "ruled", who.id if who else said.id),
            name=who.name if who else "",
            kind=kind,
            entity=who.id if who else None,
        )
    ruled = structs.replace(said, speaker=who.id if who else None, origin=origin.id, anonymous=False)
    return _with(traced, [origin], lambda s: ruled if s.id == said.id else s)


def _one_origin(traced: Traced, correction: Correction) -> Traced:
    one, other = correction.passages
    (first, _), (second, theirs) = _origin_at(traced, one), _origin_at(traced, other)
    known = {origin.id: origin for origin in traced.origins}
    if first not in known or second not in known or (first == second) == (correction.ruling == "same"):
        return traced
    if correction.ruling == "same":
        kept, gone = sorted((first, second), key=lambda id_: (known[id_].kind == "unknown", id_))
        moved = _with(traced, [], lambda s: structs.replace(s, origin=kept) if s.origin == gone else s)
        return structs.replace(moved, voice={a: kept if o == gone else o for a, o in moved.voice.items()})
    old = known[second]
    new = structs.replace(old, id=make_id("origin", old.kind, old.name, "apart", other.article, theirs), entity=None)
    if theirs:
        return _with(traced, [new], lambda s: structs.replace(s, origin=new.id) if s.id == theirs else s)
    added = _with(traced, [new], lambda s: s)
    return structs.replace(added, voice={**added.voice, other.article: new.id})


def _origin_at(traced: Traced, passage: Passage) -> tuple[str | None, str]:
    """The origin of a passage, and its statement ("" where the report speaks in its own voice)."""
    said = _said_at(traced.statements, passage)
    return (said.origin, said.id) if said else (traced.voice.get(passage.article), "")


def _with(traced: Traced, origins: Sequence[Origin], change: Callable[[Statement], Statement]) -> Traced:
    every = {origin.id: origin for origin in (*traced.origins, *origins)}
    ordered = sorted(every.values(), key=lambda origin: (origin.name.casefold(), origin.id))
    return structs.replace(traced, statements=tuple(change(s) for s in traced.statements), origins=tuple(ordered))


def _pruned(traced: Traced) -> Traced:
    """Without origins that nothing goes back to any more."""
    used = {statement.origin for statement in traced.statements} | set(traced.voice.values())
    return structs.replace(traced, origins=tuple(origin for origin in traced.origins if origin.id in used))
