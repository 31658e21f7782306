"""From profiles to stories: new articles are tied to those like them, and what they touch is put together anew.

In: a case with profiles whose ties were not looked for, or whose stories are not settled. Out: stories. Two steps, each
in portions that are kept: *tying* looks up, by keys and days, the few articles that one may belong with, and keeps the
ties that grouping sees; *settling* takes the component of tied articles around each that changed and keeps the stories
that grouping makes of it. What a component becomes depends on its articles, ties and rulings alone (:mod:`group`), so
stories do not depend on the order in which articles came; only their ids do.

A story keeps its id as long as most of its reports stay together. Of two that become one, the one that has more of the
reports (of equal ones the older) keeps its id, and the other points at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.msgpack import decode, encode
from sqlalchemy import Connection, Row, and_, bindparam, delete, func, insert, or_, select, update

from twosource import engines, group
from twosource.case import articles, index, search, stories
from twosource.case.records import Change
from twosource.case.rulings import in_force, on_stories
from twosource.case.stories import SETTLED, TIED
from twosource.model import Article
from twosource.seams import Progress
from twosource.store import Store
from twosource.store import schema as db
from twosource.store.database import AT_ONCE, parts, put
from twosource.text import make_id, squash

PORTION = 16
"""Articles tied, or components settled, in one turn: about half a second."""


class Cluster(Struct, frozen=True):
    """A story to be: the articles that are of it first of all, in order of time, and those that are beside."""

    main: tuple[str, ...]
    beside: tuple[str, ...]
    reports: frozenset[str]


class Was(Struct, frozen=True):
    """A story that was: since when there is it, the report it began with, and all reports it had."""

    born: int
    seed: str
    reports: frozenset[str]


def run(store: Store, at: str, told: Progress, only: Collection[str] | None = None) -> int:
    """Tie and settle what is open (``only``: of these articles); how many components were put together anew."""
    with store.read() as connection:
        todo = _open(connection, 0, only)
    for first in range(0, len(todo), PORTION):
        with store.write() as connection:
            _tie(connection, _open(connection, 0, todo[first : first + PORTION]))  # but what others have tied
        told("grouping", min(first + PORTION, len(todo)), len(todo))
    with store.read() as connection:
        left = sorted(_open(connection, TIED, only))
    count = 0
    while left:
        with store.write() as connection:
            seeds = _open(connection, TIED, left[:PORTION])  # but what was settled with others
            count += _settle(connection, seeds, on_stories(in_force(connection)), at) if seeds else 0
        left = left[PORTION:]
    with store.read() as connection:
        gone = _gone(connection)
    if gone:
        with store.write() as connection:
            _sweep(connection, at)
    return count


def _open(connection: Connection, state: int, only: Collection[str] | None) -> list[str]:
    """The articles of today in a state of grouping, in the order of their dates."""
    table = db.profiles
    ours = and_(db.articles.c.id == table.c.article, db.articles.c.current == 1)
    query = select(table.c.article).join(db.articles, ours).where(table.c.grouped == state)
    if only is not None and len(only) <= AT_ONCE:
        query = query.where(table.c.article.in_(only))
    order = (db.articles.c.published.asc().nulls_first(), table.c.article)
    found = connection.execute(query.order_by(*order)).scalars()
    return [id_ for id_ in found if only is None or id_ in only]


# --- tying ----------------------------------------------------------------------------------------------------------


def _tie(connection: Connection, ids: Sequence[str]) -> None:
    if not ids:
        return
    profiles = index.profiles(connection, ids)
    texts, readings = articles.load(connection, ids), articles.readings(connection, ids)
    index.enter(connection, [profiles[id_] for id_ in ids])
    search.index(connection, [(texts[id_], readings[id_]) for id_ in ids])
    ends = sorted({(min(id_, near), max(id_, near)) for id_ in ids for near in index.near(connection, profiles[id_])})
    profiles |= index.profiles(connection, sorted({id_ for pair in ends for id_ in pair} - profiles.keys()))
    ties = group.ties([(profiles[one], profiles[other]) for one, other in ends], engines.grouping().ties)
    put(connection, db.ties, [{"first": t.first, "second": t.second, "record": encode(t)} for t in ties])
    connection.execute(update(db.profiles).where(db.profiles.c.article.in_(ids)).values(grouped=TIED))


# --- settling -------------------------------------------------------------------------------------------------------


class _Known:
    """Ties, bonds and profiles of the case, each looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bonds: dict[str, dict[tuple[str, str], tuple[group.Tie, int | None]]] = {}
        self._profiles: dict[str, group.Profile] = {}

    def _of(self, article: str) -> dict[tuple[str, str], tuple[group.Tie, int | None]]:
        if article not in self._bonds:
            table = db.ties
            mine = select(table).where(or_(table.c.first == article, table.c.second == article))
            self._bonds[article] = {
                (row.first, row.second): (decode(row.record, type=group.Tie), row.odds)
                for row in self._connection.execute(mine)
            }
        return self._bonds[article]

    def ties_of(self, article: str) -> list[group.Tie]:
        """The ties of an article."""
        return [tie for tie, _ in self._of(article).values()]

    def bonds_of(self, article: str) -> list[group.Bond]:
        """The bonds of an article that are known."""
        return [group.Bond(tie=tie, odds=odds) for tie, odds in self._of(article).values() if odds is not None]

    def keep(self, changes: Iterable[group.Change]) -> None:
        """Keep bonds that are others now."""
        rows = []
        for change in changes:
            tie, odds = change.bond.tie, change.bond.odds
            rows.append({"one": tie.first, "other": tie.second, "now": odds})
            for end in (tie.first, tie.second):
                self._of(end)[tie.first, tie.second] = (tie, odds)
        if rows:
            table = db.ties
            mine = and_(table.c.first == bindparam("one"), table.c.second == bindparam("other"))
            self._connection.execute(update(table).where(mine).values(odds=bindparam("now")), rows)

    def profile_of(self, article: str) -> group.Profile:
        """The profile of an article."""
        if article not in self._profiles:
            self._profiles |= index.profiles(self._connection, [article])
        return self._profiles[article]


def _settle(connection: Connection, seeds: Iterable[str], rulings: Sequence[group.Ruling], at: str) -> int:
    """Put what new articles can have changed into stories; how many stories that were."""
    known, new = _Known(connection), set(seeds)
    changes = group.renewed(new, known.ties_of, known.bonds_of, engines.grouping().bonds)
    known.keep(changes)
    while True:
        made = group.touched(new, changes, known.bonds_of, known.profile_of, rulings)
        reached = {id_ for story in made for id_ in story.articles}
        left = _together(connection, sorted(reached)) - reached
        if not left:
            break
        new |= left
    found, report = articles.load(connection, reached), _reports(connection, reached)
    clusters = [Cluster(s.articles, s.also, frozenset(report[id_] for id_ in s.articles)) for s in made]
    _keep(connection, clusters, found, report, at)
    for part in parts(sorted(reached)):
        connection.execute(update(db.profiles).where(db.profiles.c.article.in_(part)).values(grouped=SETTLED))
    return len(clusters)


def _together(connection: Connection, ids: Sequence[str]) -> set[str]:
    """The articles of today of all reports that were in one story with these."""
    found: set[str] = set()
    for part in parts(ids):
        mine, then, now = db.articles.alias(), db.articles.alias(), db.articles.alias()
        member, fellow, theirs = db.members.alias(), db.members.alias(), db.articles.alias()
        query = (
            select(now.c.id)
            .select_from(mine)
            .join(then, then.c.report == mine.c.report)
            .join(member, member.c.article == then.c.id)
            .join(fellow, fellow.c.story == member.c.story)
            .join(theirs, theirs.c.id == fellow.c.article)
            .join(now, and_(now.c.report == theirs.c.report, now.c.current == 1))
            .join(db.profiles, and_(db.profiles.c.article == now.c.id, db.profiles.c.grouped >= TIED))
            .where(mine.c.id.in_(part))
            .distinct()
        )
        found |= set(connection.execute(query).scalars())
    return found


def _reports(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in parts(sorted(ids)):
        query = select(db.articles.c.id, db.articles.c.report).where(db.articles.c.id.in_(part))
        found |= {row.id: row.report for row in connection.execute(query)}
    return found


# --- keeping --------------------------------------------------------------------------------------------------------


def _keep(
    connection: Connection,
    clusters: Sequence[Cluster],
    found: Mapping[str, Article],
    report: Mapping[str, str],
    at: str,
) -> None:
    old = _before(connection, set(report.values()))
    named = _named(old, clusters)
    for number, cluster in enumerate(clusters):
        if number not in named:
            named[number] = _new_id(connection, cluster, report)
    went = {story: _goes_to(was.reports, clusters, named) for story, was in old.items()}
    for story, into in went.items():
        if into and story not in named.values():
            _merge(connection, story, into, at)
    for number, cluster in enumerate(clusters):
        _write(connection, named[number], cluster, found)
    for number, cluster in enumerate(clusters):
        story = named[number]
        parted = [
            id_ for id_, was in old.items() if was.reports & cluster.reports and id_ != story and id_ in named.values()
        ]
        if story not in old and parted:
            _tell_split(connection, parted[0], story, cluster, found, at)


def _before(connection: Connection, reports: set[str]) -> dict[str, Was]:
    """The stories that these reports were in."""
    query = (
        select(db.stories.c.id, db.stories.c.born, db.stories.c.seed, db.articles.c.report)
        .join(db.members, and_(db.members.c.story == db.stories.c.id, db.members.c.main == 1))
        .join(db.articles, db.articles.c.id == db.members.c.article)
        .where(db.articles.c.report.in_(sorted(reports)))
        .order_by(db.stories.c.born)
    )
    found: dict[str, Was] = {}
    for id_, born, seed, report in connection.execute(query):
        before = found.get(id_)
        found[id_] = Was(born, seed, (before.reports if before else frozenset()) | {report})
    return found


def _named(old: Mapping[str, Was], clusters: Sequence[Cluster]) -> dict[int, str]:
    """Which cluster keeps which id: those first that have most reports in common, of equal ones the older story, and
    of its parts the one with the report it began with.
    """
    common = [
        (-len(was.reports & cluster.reports), was.born, was.seed not in cluster.reports, number, story)
        for story, was in old.items()
        for number, cluster in enumerate(clusters)
        if was.reports & cluster.reports
    ]
    named: dict[int, str] = {}
    for _, _, _, number, story in sorted(common):
        if number not in named and story not in named.values():
            named[number] = story
    return named


def _goes_to(reports: frozenset[str], clusters: Sequence[Cluster], named: Mapping[int, str]) -> str | None:
    common = [(-len(reports & cluster.reports), number) for number, cluster in enumerate(clusters)]
    most, number = min(common, default=(0, 0))
    return named[number] if most else None


def _new_id(connection: Connection, cluster: Cluster, report: Mapping[str, str]) -> str:
    """The id of a story that stood alone before, or a new one."""
    table = db.stories
    gone = or_(table.c.now.is_not(None), table.c.reports == 0)
    query = select(table.c.id).where(gone, table.c.seed.in_(sorted(cluster.reports)))
    known: str | None = connection.execute(query.order_by(table.c.born)).scalar()
    if known:
        connection.execute(update(table).where(table.c.id == known).values(now=None, key=None))
        return known
    seed, number = report[cluster.main[0]], 0
    id_ = make_id("story", seed)
    while connection.execute(select(table.c.id).where(table.c.id == id_)).first():
        number += 1
        id_ = make_id("story", seed, number)
    born = (connection.execute(select(func.max(table.c.born))).scalar() or 0) + 1
    connection.execute(insert(table).values(id=id_, born=born, seed=seed, title="", reports=0))
    return id_


def _merge(connection: Connection, story: str, into: str, at: str) -> None:
    table = db.stories
    title = connection.execute(select(table.c.title).where(table.c.id == story)).scalar() or ""
    connection.execute(update(table).where(table.c.id == story).values(now=into, key=None, reports=0))
    connection.execute(delete(db.members).where(db.members.c.story == story))
    compared = connection.execute(select(db.dossiers.c.key).where(db.dossiers.c.story == story)).first()
    search.forget(connection, stories=[story])
    if compared:  # that a report alone finds its story is no news; the dossier stays until its claims are taken up
        change = Change(
            id=make_id("ch", "merged", story, into, at), at=at, kind="merged", story=into, about=story, text=title
        )
        stories.tell(connection, [change])


def _tell_split(
    connection: Connection, story: str, new: str, cluster: Cluster, found: Mapping[str, Article], at: str
) -> None:
    first = found[cluster.main[0]]
    change = Change(
        id=make_id("ch", "split", story, new, at),
        at=at,
        kind="split",
        story=story,
        about=new,
        text=squash(first.title or first.file),
        after=str(len(cluster.main)),
    )
    stories.tell(connection, [change])


def _write(connection: Connection, story: str, cluster: Cluster, found: Mapping[str, Article]) -> None:
    table, members = db.stories, db.members
    wanted = dict.fromkeys(cluster.main, 1) | dict.fromkeys(cluster.beside, 0)
    known = {
        row.article: row.main
        for row in connection.execute(select(members.c.article, members.c.main).where(members.c.story == story))
    }
    dates = sorted(date for id_ in wanted if (date := found[id_].published))
    first = found[cluster.main[0]]
    about: dict[str, object] = {"first": dates[0] if dates else None, "last": dates[-1] if dates else None, "now": None}
    if known != wanted:
        connection.execute(delete(members).where(members.c.story == story))
        rows = [{"story": story, "article": id_, "main": main} for id_, main in sorted(wanted.items())]
        connection.execute(insert(members), rows)
        about |= {"title": squash(first.title or first.text[:120]), "reports": len(wanted), "key": None}
    connection.execute(update(table).where(table.c.id == story).values(**about))


def _sweep(connection: Connection, at: str) -> None:
    """Stories of which articles are gone without a version that follows: they shrink, or end (what was made of one that
    ended goes when stories are compared).
    """
    table, rows = db.members, _gone(connection)
    for story in sorted({row.story for row in rows}):
        lost = [row.article for row in rows if row.story == story]
        connection.execute(delete(table).where(table.c.story == story, table.c.article.in_(lost)))
        left = Counter(connection.execute(select(table.c.main).where(table.c.story == story)).scalars())
        count = left.total() if left[1] else 0
        connection.execute(update(db.stories).where(db.stories.c.id == story).values(reports=count, key=None))
        if not count:
            connection.execute(delete(table).where(table.c.story == story))
            title = connection.execute(select(db.stories.c.title).where(db.stories.c.id == story)).scalar() or ""
            change = Change(id=make_id("ch", "withdrawn", story, at), at=at, kind="withdrawn", story=story, text=title)
            stories.tell(connection, [change])


def _gone(connection: Connection) -> Sequence[Row[Any, Any]]:
    """The articles in stories (story, article) that are no longer current, and that no version follows which is yet to
    be settled.
    """
    table, next_ = db.members, db.articles.alias()
    left = select(table.c.story, table.c.article).join(db.articles, db.articles.c.id == table.c.article)
    follows = (
        select(next_.c.id)
        .join(db.profiles, db.profiles.c.article == next_.c.id)
        .where(next_.c.report == db.articles.c.report, next_.c.current == 1, db.profiles.c.grouped < SETTLED)
    )
    query = left.where(db.articles.c.current == 0, ~follows.exists())
    return connection.execute(query.order_by(table.c.story, table.c.article)).all()
