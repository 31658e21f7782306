"""The stories of a case as rows: which articles they have, what became of them, and what is told of that.

Ids of stories are permanent. A story that becomes part of another keeps its row, which points at the other (``now``);
whoever asks for it is shown that one. If it stands alone again (a ruling, an article that is gone) its id comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from twosource.case import index, search
from twosource.case.records import Change
from twosource.errors import UsageError
from twosource.store import schema as db
from twosource.store.database import last, parts

TABLE, MEMBERS, TIES = db.stories, db.members, db.ties

TIED, SETTLED = 1, 2
"""``profiles.grouped``: the ties of an article are known; it is in the stories that they make."""


def of_article(connection: Connection, article: str) -> str | None:
    """The story that an article is of first of all."""
    query = select(MEMBERS.c.story).where(MEMBERS.c.article == article, MEMBERS.c.main == 1)
    found: str | None = connection.execute(query).scalar()
    return found


def of_articles(connection: Connection, articles: Sequence[str]) -> list[str]:
    """The stories that have any of these articles."""
    return list(connection.execute(select(MEMBERS.c.story).where(MEMBERS.c.article.in_(articles)).distinct()).scalars())


def members(connection: Connection, story: str) -> list[str]:
    """The articles (ids) of a story."""
    query = select(MEMBERS.c.article).where(MEMBERS.c.story == story).order_by(MEMBERS.c.article)
    return list(connection.execute(query).scalars())


def titles(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The titles of stories, by their ids."""
    found: dict[str, str] = {}
    for part in parts(sorted(set(ids))):
        rows = connection.execute(select(TABLE.c.id, TABLE.c.title).where(TABLE.c.id.in_(part)))
        found |= {row.id: row.title for row in rows}
    return found


def stale_of(connection: Connection, articles: Iterable[str]) -> None:
    """The stories of these articles are to be compared again."""
    within = select(MEMBERS.c.story).where(MEMBERS.c.article.in_(sorted(set(articles))))
    connection.execute(update(TABLE).where(TABLE.c.id.in_(within)).values(key=None))


def untie(connection: Connection, article: str) -> None:
    """Forget the ties of an article; those it was tied to are to be put into stories anew."""
    mine = or_(TIES.c.first == article, TIES.c.second == article)
    near = {end for row in connection.execute(select(TIES.c.first, TIES.c.second).where(mine)) for end in row}
    regroup(connection, near)
    connection.execute(delete(TIES).where(mine))
    index.leave(connection, article)


def beside(connection: Connection, articles: Iterable[str]) -> set[str]:
    """These articles and those that they are tied to."""
    found = set(articles)
    for part in parts(sorted(found)):
        ends = select(TIES.c.first, TIES.c.second).where(or_(TIES.c.first.in_(part), TIES.c.second.in_(part)))
        found |= {end for row in connection.execute(ends) for end in row}
    return found


def regroup(connection: Connection, articles: Iterable[str]) -> None:
    """These articles, whose ties are known, are to be put into stories anew."""
    table = db.profiles
    connection.execute(
        update(table).where(table.c.article.in_(sorted(set(articles))), table.c.grouped == SETTLED).values(grouped=TIED)
    )


def withdraw(connection: Connection, article: str) -> None:
    """Take an article out of comparison and out of search. Its rows in ``members`` stay until its story is settled, so
    that the version that follows it comes into the same story.
    """
    untie(connection, article)
    stale_of(connection, [article])
    search.forget(connection, articles=[article])


def resolve(connection: Connection, id_: str) -> str:
    """The story of today under an id that was ever given. Raises :class:`UsageError` for an id that never was."""
    found = last(connection, TABLE, id_)
    if found is None:
        raise UsageError(f"there is no story {id_}: `stories` lists them, with their ids")
    return found


def tell(connection: Connection, changes: Sequence[Change]) -> None:
    """Write changes down, each once."""
    table = db.changes
    told = {c.id: c for c in changes}
    known = set(connection.execute(select(table.c.id).where(table.c.id.in_(told))).scalars()) if told else set()
    new = [change for id_, change in told.items() if id_ not in known]
    if new:
        first = (connection.execute(select(func.max(table.c.n))).scalar() or 0) + 1
        rows = [
            {"n": n, "id": c.id, "at": c.at, "kind": c.kind, "story": c.story, "record": msgspec.json.encode(c)}
            for n, c in enumerate(new, start=first)
        ]
        connection.execute(insert(table), rows)
