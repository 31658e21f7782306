"""Parts of dossiers by their ids, and the passages that rulings on them are on.

In: the id of a claim, a statement, an entity, an origin or a difference. Out: the part, with the dossier and the story
that it stands in (:class:`Thing`); for a ruling a passage that stands for it. Only dossiers know entities, origins and
differences, so all are looked through for one; an id of a claim or a statement leads to its story.

What this does not do: find parts of the dossiers of stories of a single report beyond the latest :data:`ALONE`. These
dossiers are not kept, and each has to be made to be looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from twosource.case import naming
from twosource.case.naming import Kind, exists, kind_of
from twosource.errors import UsageError
from twosource.model import Claim, Conflict, Dossier, Entity, Origin, Passage, Statement, Subject
from twosource.store import schema as db
from twosource.text import quote

Part = Claim | Statement | Entity | Origin | Conflict
"""What stands in a dossier under an id of its own."""
DossierOf = Callable[[str], Dossier]
"""The dossier of a story (by its id), as it stands today."""

ALONE = 500
"""Stories of one report that an id is looked for in, the latest first."""


class Thing(NamedTuple):
    """A part of a dossier, the dossier, and the story that it is of."""

    part: Part
    dossier: Dossier
    story: str


def thing(
    connection: Connection, id_: str, dossier_of: DossierOf, beside: Sequence[str] = (), first: str = ""
) -> Thing:
    """The claim, statement, entity, origin or difference of today with an id; of an origin of several stories that in
    the story ``first``, in one that has the ids ``beside`` it as well, or in the latest. Raises :class:`UsageError` for
    one that is not there.
    """
    wanted = id_
    found: Thing | None = None
    if kind_of(id_) == "claim" and exists(connection, id_):
        wanted = naming.claim_of_today(connection, id_)
    today = naming.story_of(connection, first) if first else ""
    for story in ([today] if today else []) + [one for one in _stories_with(connection, id_) if one != today]:
        made = dossier_of(story)
        parts = {part.id: part for part in parts_of(made)}
        if wanted in parts:
            found = found or Thing(parts[wanted], made, story)
            if story == today or parts.keys() >= {*beside}:
                return Thing(parts[wanted], made, story)
    if found:
        return found
    if kind_of(id_) == "claim" and exists(connection, id_):
        story = naming.story_of(connection, id_)
        raise UsageError(f"the claim {id_} stands no more: no claim of {story} has its passages today")
    raise naming.unknown(id_)


def parts_of(dossier: Dossier) -> Iterator[Part]:
    """All that has an id of its own in a dossier, but its reports."""
    yield from dossier.claims
    yield from dossier.statements
    yield from dossier.refusals
    yield from dossier.entities
    yield from dossier.origins
    yield from dossier.conflicts


def _stories_with(connection: Connection, id_: str) -> Iterator[str]:
    """The stories in whose dossiers an id may stand: its own if that is known, else all, those with a kept dossier
    first, the latest first.
    """
    kind = kind_of(id_)
    if kind in {"claim", "statement"} and exists(connection, id_):
        yield naming.story_of(connection, id_)
        return
    if kind == "statement":
        return
    table = db.stories
    today = select(table.c.id).where(table.c.now.is_(None)).order_by(table.c.last.desc().nulls_last(), table.c.id)
    if kind != "claim":  # those of kept dossiers are known by their ids
        yield from list(connection.execute(today.where(table.c.reports > 1)).scalars())
    yield from list(connection.execute(today.where(table.c.reports == 1).limit(ALONE)).scalars())


# --- passages to be ruled on ----------------------------------------------------------------------------------------


_MEANT: dict[Subject, tuple[tuple[Kind, ...], str]] = {
    "claim": (("claim", "statement"), "the dossier of a story lists its claims"),
    "entity": (("entity",), "the dossier of a story lists its entities"),
    "origin": (("origin", "statement"), "the dossier of a story lists its origins"),
    "story": (("story", "report"), "give the story that it is in"),
    "passage": (("statement", "claim"), "give the passage by its report and its words"),
}
"""What ids a ruling takes, by what it is about, and what to do about others."""


def options(
    connection: Connection,
    id_: str,
    dossier_of: DossierOf,
    *,
    about: Subject,
    beside: Sequence[str] = (),
    story: str = "",
) -> list[Passage]:
    """The passages that an id stands for, the best first: of a claim its wording, then all others of it, of an entity
    its mentions, of a statement its first words, of an origin the first words of each statement that goes back to it,
    of a report or a story a headline. Raises :class:`UsageError` for an id of something that a ruling about this cannot
    be on.
    """
    _check_kind(connection, id_, about)
    if kind_of(id_) in {None, "story", "report"}:
        return [naming.headline(connection, id_)]
    return _passages(*thing(connection, id_, dossier_of, beside, story)[:2])


def _check_kind(connection: Connection, id_: str, about: Subject) -> None:
    kinds, what_to_do = _MEANT[about]
    kind = kind_of(id_) or "report"  # a report goes by other names as well
    if kind in kinds:
        return
    if kind == "report":
        naming.article(connection, id_)
    elif not exists(connection, id_):
        raise naming.unknown(id_)
    told = f"{id_} is {naming.with_article(kind)}, not {naming.with_article(about)}"
    raise UsageError(told, to_do=what_to_do)


def _passages(part: Part, dossier: Dossier) -> list[Passage]:
    texts = {a.id: a.text for a in dossier.articles}
    if isinstance(part, Claim):
        return [part.wording, *(quote(e.article, texts[e.article], e) for e in part.evidence)]
    if isinstance(part, Entity):
        return list(part.mentions)
    if isinstance(part, Statement):
        return [quote(part.article, texts[part.article], part.content[0])]
    if isinstance(part, Conflict):
        return [quote(value.article, texts[value.article], value) for value in part.values]
    return _of_origin(part.id, dossier, texts)


def _of_origin(id_: str, dossier: Dossier, texts: dict[str, str]) -> list[Passage]:
    """The first words of every statement that goes back to an origin; where there is none, what a report tells of its
    own that does.
    """
    said = [quote(s.article, texts[s.article], s.content[0]) for s in dossier.statements if s.origin == id_]
    own = [
        quote(e.article, texts[e.article], e)
        for claim in dossier.claims
        for e in claim.evidence
        if e.statement is None and id_ in e.origins
    ]
    if not said and not own:
        raise UsageError(f"nothing that {id_} said stands by itself in a report: give words of it with --words")
    return said or own
