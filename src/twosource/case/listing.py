"""Lists of what a case has: stories, ties, changes, counts."""

from __future__ import annotations

import json
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, literal_column, select

from twosource import group
from twosource.case import naming, search
from twosource.case.records import Change, StoryLine
from twosource.model import Problem
from twosource.store import schema as db
from twosource.store.database import parts

MANY = 1_000_000
"""More than any list is long."""
_number: ColumnElement[int] = literal_column("articles.rowid")
"""The database counts the rows of a table; used within a run only, and kept nowhere."""


def stories(connection: Connection, *, least: int = 1, words: str | None = None) -> list[StoryLine]:
    """The stories of today, the latest first."""
    table = db.stories
    outlets = (
        select(db.members.c.story, func.count(func.distinct(db.articles.c.outlet)).label("outlets"))
        .join(db.articles, db.articles.c.id == db.members.c.article)
        .group_by(db.members.c.story)
        .subquery()
    )
    query = (
        select(table, outlets.c.outlets, db.dossiers.c.standings)
        .outerjoin(outlets, outlets.c.story == table.c.id)
        .outerjoin(db.dossiers, db.dossiers.c.story == table.c.id)
        .where(table.c.now.is_(None), table.c.reports >= max(1, least))
        .order_by(table.c.last.desc(), table.c.reports.desc(), table.c.id)
    )
    found = [
        StoryLine(
            id=row["id"],
            title=row["title"],
            reports=row["reports"],
            outlets=row["outlets"] or 0,
            first=row["first"],
            last=row["last"],
            standings=json.loads(row["standings"] or "{}"),
        )
        for row in connection.execute(query).mappings()
    ]
    if not words:
        return found
    hits = {hit.story for hit in search.find(connection, words, limit=MANY)}
    return [line for line in found if line.id in hits]


def ties(connection: Connection, story: str) -> list[str]:
    """Why the articles of a story are together: the surest tie of each with one that is told before it."""
    one, other, table = db.members.alias(), db.members.alias(), db.ties
    query = (
        select(table.c.record)
        .join(one, and_(one.c.article == table.c.first, one.c.story == story))
        .join(other, and_(other.c.article == table.c.second, other.c.story == story))
    )
    found = [msgspec.msgpack.decode(record, type=group.Tie) for record in connection.execute(query).scalars()]
    named = (
        select(db.articles.c.id, db.articles.c.outlet)
        .join(db.members, db.members.c.article == db.articles.c.id)
        .where(db.members.c.story == story)
    )
    outlets = {row.id: row.outlet or row.id for row in connection.execute(named)}
    groups = {id_: id_ for id_ in outlets}
    lines = []
    for tie in sorted(found, key=lambda tie: (-tie.odds, tie.first, tie.second)):
        first, second = groups[tie.first], groups[tie.second]
        if first != second:
            groups = {id_: first if group_ == second else group_ for id_, group_ in groups.items()}
            lines.append(f"{outlets[tie.first]} – {outlets[tie.second]}: {group.worded(tie)}")
    return lines


def changes(
    connection: Connection, *, since: int = 0, limit: int | None = None, last: int | None = None
) -> list[tuple[int, Change]]:
    """What changed after number ``since``, with the numbers of the changes, in their order; the ``last`` ones only."""
    table = db.changes
    query = select(table.c.n, table.c.record).where(table.c.n > since)
    if last is not None:
        query = query.order_by(table.c.n.desc()).limit(last)
    else:
        query = query.order_by(table.c.n).limit(limit or MANY)
    rows = sorted(connection.execute(query).all(), key=lambda row: row.n)
    return [(row.n, msgspec.json.decode(row.record, type=Change)) for row in rows]


def unreadable(connection: Connection) -> list[Problem]:
    """What is wrong with pages that were added."""
    query = select(db.pages.c.problem).where(db.pages.c.problem.is_not(None))
    return sorted({msgspec.json.decode(told, type=Problem) for told in connection.execute(query).scalars()})


def change(connection: Connection, id_: str) -> Change:
    """A change by its id."""
    record = connection.execute(select(db.changes.c.record).where(db.changes.c.id == id_)).scalar()
    if record is None:
        raise naming.unknown(id_)
    return msgspec.json.decode(record, type=Change)


class Fresh(NamedTuple):
    """What came into a case: reports, versions of reports, and those of the reports that are alone in their story."""

    reports: int
    versions: int
    alone: int


def mark(connection: Connection) -> int:
    """How far the articles go that the case has: what comes later is :func:`fresh`."""
    return int(connection.execute(select(func.max(_number)).select_from(db.articles)).scalar() or 0)


def fresh(connection: Connection, since: int) -> Fresh:
    """What came into the case since a mark. An article that took the place of one before it, because its page is read
    in another way, is not new.
    """
    table = db.articles
    new = select(table.c.id, table.c.report, table.c.current).where(_number > since, table.c.now.is_(None))
    rows = connection.execute(new).all()
    if not rows:
        return Fresh(0, 0, 0)
    read_again = set(connection.execute(select(table.c.now).where(table.c.now.is_not(None))).scalars())
    rows = [row for row in rows if row.id not in read_again]
    known: set[str] = set()
    lonely: set[str] = set()
    for part in parts([row.report for row in rows]):
        there = select(table.c.report).where(table.c.report.in_(part), _number <= since, table.c.now.is_(None))
        known |= set(connection.execute(there).scalars())
    for part in parts([row.id for row in rows if row.current and row.report not in known]):
        alone = select(db.members.c.article).join(db.stories, db.stories.c.id == db.members.c.story)
        where = alone.where(db.members.c.article.in_(part), db.members.c.main == 1, db.stories.c.reports == 1)
        lonely |= set(connection.execute(where).scalars())
    reports = len({row.report for row in rows} - known)
    return Fresh(reports, len(rows) - reports, len(lonely))


def counts(connection: Connection) -> dict[str, int]:
    """How many there are of what."""

    def number(query: object) -> int:
        return int(connection.execute(query).scalar() or 0)  # type: ignore[call-overload]

    return {
        "pages": number(select(func.count()).select_from(db.pages)),
        "reports": number(select(func.count()).where(db.articles.c.current == 1)),
        "earlier versions": number(select(func.count()).where(db.articles.c.current == 0, db.articles.c.now.is_(None))),
        "stories": number(select(func.count()).where(db.stories.c.now.is_(None), db.stories.c.reports > 0)),
        "stories of several reports": number(
            select(func.count()).where(db.stories.c.now.is_(None), db.stories.c.reports > 1)
        ),
        "unreadable pages": number(select(func.count()).where(db.pages.c.problem.is_not(None))),
        "lines of the log": number(select(func.count()).select_from(db.log)),
    }
