"""Lists of what a case has: stories, ties, changes, counts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, select

from twosource import group
from twosource.case import articles, naming, search
from twosource.case.records import Asked, Change, ReportLine, StoryLine
from twosource.model import Article, Problem
from twosource.store import schema as db
from twosource.store.database import parts
from twosource.store.texts import has

MANY = 1_000_000
"""More than any list is long."""
_number = db.articles.c.n


def stories(connection: Connection, asked: Asked, *, first: int = 0, limit: int | None = None) -> list[StoryLine]:
    """The stories of today that were asked for, without the ``first`` ones, and at most ``limit``."""
    table = db.stories
    order = (table.c.reports.desc(),) if asked.order == "largest" else ()
    chosen = (
        select(table, db.dossiers.c.standings)
        .outerjoin(db.dossiers, db.dossiers.c.story == table.c.id)
        .where(*_conditions(connection, asked))
        .order_by(*order, table.c.last.desc().nulls_last(), table.c.reports.desc(), table.c.id)
        .limit(limit or MANY)
        .offset(first)
    )
    rows = connection.execute(chosen).mappings().all()
    return _lines(rows, _outlets(connection, [row["id"] for row in rows] if limit else None))


def named(connection: Connection, ids: Sequence[str]) -> list[StoryLine]:
    """The stories of today with these ids."""
    table = db.stories
    chosen = select(table, db.dossiers.c.standings).outerjoin(db.dossiers, db.dossiers.c.story == table.c.id)
    rows = connection.execute(chosen.where(table.c.id.in_(ids)).order_by(table.c.id)).mappings().all()
    return _lines(rows, _outlets(connection, ids))


def _lines(rows: Sequence[RowMapping], outlets: Mapping[str, int]) -> list[StoryLine]:
    return [
        StoryLine(
            id=row["id"],
            title=row["title"],
            reports=row["reports"],
            outlets=outlets.get(row["id"], 0),
            first=row["first"],
            last=row["last"],
            standings=json.loads(row["standings"] or "{}"),
        )
        for row in rows
    ]


def number(connection: Connection, asked: Asked) -> int:
    """How many stories were asked for."""
    chosen = select(func.count()).select_from(db.stories.outerjoin(db.dossiers)).where(*_conditions(connection, asked))
    return int(connection.execute(chosen).scalar() or 0)


def _conditions(connection: Connection, asked: Asked) -> Iterator[ColumnElement[bool]]:
    table = db.stories
    yield table.c.now.is_(None)
    yield table.c.reports >= max(1, asked.least)
    if asked.words:
        yield table.c.id.in_(search.stories_with(connection, asked.words))
    if asked.standing:
        yield has(db.dossiers.c.standings, f'"{asked.standing}":')
    if asked.outlet:
        of = select(db.members.c.story).join(db.articles, db.articles.c.id == db.members.c.article)
        yield table.c.id.in_(of.where(has(db.articles.c.outlet, asked.outlet)))
    if asked.since:
        yield table.c.last >= search.day(asked.since, "since")
    if asked.until:
        until = search.day(asked.until, "until")
        yield func.substr(table.c.first, 1, len(until)) <= until


def _outlets(connection: Connection, ids: Sequence[str] | None) -> dict[str, int]:
    """How many outlets the reports of these stories (None: of all) are of."""
    of = (
        select(db.members.c.story, func.count(func.distinct(db.articles.c.outlet)))
        .join(db.articles, db.articles.c.id == db.members.c.article)
        .group_by(db.members.c.story)
    )
    if ids is not None:
        of = of.where(db.members.c.story.in_(ids))
    return {row[0]: row[1] for row in connection.execute(of)}


def reports(
    connection: Connection, *, alone: bool | None, outlet: str | None, first: int, limit: int
) -> tuple[int, list[ReportLine]]:
    """How many reports there are, and some of them without the ``first`` ones, the latest first: those that are alone
    in their story or not (None: all), of an outlet (a part of its name).
    """
    table, of = db.articles, db.members
    within = table.outerjoin(of, and_(of.c.article == table.c.id, of.c.main == 1)).outerjoin(
        db.stories, db.stories.c.id == of.c.story
    )
    wanted = [table.c.current == 1]
    if alone is not None:
        wanted.append(db.stories.c.reports == 1 if alone else db.stories.c.reports > 1)
    if outlet:
        wanted.append(has(table.c.outlet, outlet))
    total = connection.execute(select(func.count()).select_from(within).where(*wanted)).scalar() or 0
    chosen = select(table.c.record, of.c.story, db.stories.c.reports).select_from(within).where(*wanted)
    rows = connection.execute(
        chosen.order_by(table.c.published.desc().nulls_last(), table.c.id).limit(limit).offset(first)
    )
    return total, [
        _report_line(msgspec.json.decode(row.record, type=Article), row.story, alone=row.reports == 1) for row in rows
    ]


def _report_line(article: Article, story: str | None, *, alone: bool) -> ReportLine:
    return ReportLine(
        id=article.id,
        title=article.title or "",
        file=article.file,
        outlet=article.outlet,
        published=article.published,
        url=article.url,
        story=story,
        alone=alone,
    )


def ties(connection: Connection, story: str) -> list[str]:
    """Why the articles of a story are together: the surest tie of each with one that is told before it."""
    one, other, table = db.members.alias(), db.members.alias(), db.ties
    query = (
        select(table.c.record)
        .join(one, and_(one.c.article == table.c.first, one.c.story == story))
        .join(other, and_(other.c.article == table.c.second, other.c.story == story))
    )
    found = [msgspec.msgpack.decode(record, type=group.Tie) for record in connection.execute(query).scalars()]
    members = connection.execute(select(db.members.c.article).where(db.members.c.story == story)).scalars().all()
    told = articles.load(connection, members)
    outlets = {id_: article.outlet or id_ for id_, article in told.items()}
    groups = {id_: id_ for id_ in outlets}
    lines = []
    for tie in sorted(found, key=lambda tie: (-tie.odds, tie.first, tie.second)):
        first, second = groups[tie.first], groups[tie.second]
        if first != second:
            groups = {id_: first if group_ == second else group_ for id_, group_ in groups.items()}
            reasons = group.worded(tie, told[tie.first].text)
            lines.append(f"{outlets[tie.first]} – {outlets[tie.second]}: {reasons}")
    return lines


def changes(
    connection: Connection,
    *,
    since: int = 0,
    limit: int | None = None,
    last: int | None = None,
    story: str | None = None,
) -> list[tuple[int, Change]]:
    """What changed after number ``since``, in one story or in all, with the numbers of the changes, in their order; the
    ``last`` ones only.
    """
    table = db.changes
    query = select(table.c.n, table.c.record).where(table.c.n > since)
    if story is not None:
        query = query.where(table.c.story == story)
    if last is not None:
        query = query.order_by(table.c.n.desc()).limit(last)
    else:
        query = query.order_by(table.c.n).limit(limit or MANY)
    rows = sorted(connection.execute(query).all(), key=lambda row: row.n)
    return [(row.n, msgspec.json.decode(row.record, type=Change)) for row in rows]


def latest_change(connection: Connection) -> int:
    """The number of the latest change; 0 if nothing ever changed."""
    return int(connection.execute(select(func.max(db.changes.c.n))).scalar() or 0)


def unreadable(connection: Connection) -> dict[str, Problem]:
    """What is wrong with pages that were added, by the id of the page."""
    query = select(db.pages.c.id, db.pages.c.problem).where(db.pages.c.problem.is_not(None))
    return {id_: msgspec.json.decode(told, type=Problem) for id_, told in connection.execute(query)}


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
