"""From pages to readings: what was added, and what another version of the program or a ruling makes anew.

In: a case with pages that today's readers have not read. Out: their articles, readings and profiles in the case, kept
in portions; a page that is no report has its problem kept instead. Reading a page needs nothing but the page and the
rulings on what is part of its report, so pages are read in parallel and in any order, by all who run at the same time.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Sequence
from itertools import islice

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, or_, select, update

from twosource import annotate, desk, group, read
from twosource.case import articles, pages, rulings, stories
from twosource.case.sharing import at_once, shares
from twosource.corrections import marked
from twosource.model import Article, Correction, Problem, Reading
from twosource.seams import Map, Progress
from twosource.store import Store
from twosource.store import schema as db
from twosource.store.database import parts, replace

PORTION = 32
"""Pages whose articles are kept in one transaction: what a run that dies has to read again."""

HELD = 256
"""Pages in memory at a time."""


class Item(Struct, frozen=True):
    """A page to be read, and the rulings on what is part of a report."""

    id: str
    page: read.Page
    rulings: tuple[Correction, ...]


class Done(Struct, frozen=True, kw_only=True):
    """A page that was read: its article with reading and profile, or why there is none."""

    id: str
    article: Article | None = None
    reading: Reading | None = None
    profile: group.Profile | None = None
    problem: Problem | None = None


def read_item(item: Item) -> Done:
    """One page to all that the case keeps of it. The unit of work of a process."""
    found = read.page(item.page)
    if isinstance(found, Problem):
        return Done(id=item.id, problem=found)
    article = marked(found, item.rulings)
    reading = annotate.article(article, desk.loaded())
    return Done(id=item.id, article=article, reading=reading, profile=group.profile(article, reading))


def _lost(item: Item, why: str) -> Done:
    return Done(id=item.id, problem=desk.lost(item.page.file, why))


def on_reports(held: Sequence[Correction]) -> tuple[Correction, ...]:
    """The rulings on what is part of a report: those that reading needs."""
    return tuple(r for r in held if r.about == "passage" and r.ruling != "speaker")


def made_by(held: Sequence[Correction], article: str | None) -> str:
    """What reads a page today: the readers, and the rulings on its article if there are any."""
    on = [r for r in on_reports(held) if r.passages[0].article == article]
    ruled = f" {hashlib.sha256(msgspec.json.encode(on)).hexdigest()[:16]}" if on else ""
    return f"{desk.loaded().read_by}{ruled}"


def unread(connection: Connection, held: Sequence[Correction]) -> list[str]:
    """The pages (ids) that today's readers have not read as they are ruled."""
    table, ruled = db.pages, sorted({r.passages[0].article for r in on_reports(held)})
    query = select(table.c.id, table.c.article, table.c.made_by).where(
        or_(table.c.made_by.is_(None), table.c.made_by != made_by((), None), table.c.article.in_(ruled))
    )
    return sorted(id_ for id_, article, known in connection.execute(query) if known != made_by(held, article))


def run(
    store: Store,
    each: Callable[[int], Map],
    at: str,
    told: Progress,
    *,
    until: int,
    only: Collection[str] | None = None,
) -> int:
    """Read what is unread and keep it; how many pages that were. ``each`` gives the map over processes for a number of
    pages; ``at`` (ISO 8601, UTC) is now. ``until``: the number of the last page that counts, as others go on adding;
    ``only``: those of these articles, at once, whoever else is at them.
    """
    with store.read() as connection:
        todo = _open(connection, until, only)
    if not todo:
        return 0
    count = 0
    portions = (
        shares(store, todo, HELD, lambda connection, _: _open(connection, until, only))
        if only is None
        else at_once(todo, HELD)
    )
    for ids in portions:
        with store.read() as connection:
            held = rulings.in_force(connection)
            found = pages.load(connection, ids)
        done = iter(each(len(todo))(read_item, [Item(id_, found[id_], on_reports(held)) for id_ in ids], instead=_lost))
        while portion := tuple(islice(done, PORTION)):
            with store.write() as connection:
                for one in portion:
                    _keep(connection, one, held, at)
            count += len(portion)
            told("reading", count, max(count, len(todo)))
    return count


def _open(connection: Connection, until: int, only: Collection[str] | None) -> list[str]:
    """The pages (ids) that are to be read."""
    table, todo = db.pages, unread(connection, rulings.in_force(connection))
    found: list[str] = []
    for part in parts(todo):
        query = select(table.c.id, table.c.article).where(table.c.id.in_(part), table.c.n <= until)
        found += [row.id for row in connection.execute(query) if only is None or row.article in only]
    return sorted(found)


def last(connection: Connection) -> int:
    """The number of the last page."""
    return int(connection.execute(select(func.max(db.pages.c.n))).scalar() or 0)


def keep(connection: Connection, found: Sequence[Done], held: Sequence[Correction], at: str) -> None:
    """Keep pages that were read elsewhere."""
    for done in found:
        _keep(connection, done, held, at)


def _keep(connection: Connection, done: Done, held: Sequence[Correction], at: str) -> None:
    table = db.pages
    before = connection.execute(select(table.c.article).where(table.c.id == done.id)).scalar()
    article = done.article.id if done.article else None
    told = msgspec.json.encode(done.problem) if done.problem else None
    connection.execute(
        update(table).where(table.c.id == done.id).values(made_by=made_by(held, article), article=article, problem=told)
    )
    if before and before != article:
        articles.leave(connection, done.id, before, article, at)
    if done.article and done.reading and done.profile and articles.keep(connection, done.id, done.article, at):
        _keep_reading(connection, done.article, done.reading, done.profile)


def _keep_reading(connection: Connection, article: Article, reading: Reading, profile: group.Profile) -> None:
    row = {"article": article.id, "made_by": reading.made_by}
    replace(connection, db.readings, [row | {"record": zlib.compress(msgspec.msgpack.encode(reading))}])
    record = msgspec.msgpack.encode(profile)
    known = connection.execute(select(db.profiles.c.record).where(db.profiles.c.article == article.id)).scalar()
    if known is not None and known != record:
        stories.untie(connection, article.id)
    replace(connection, db.profiles, [row | {"record": record, "grouped": 0}])
    stories.stale_of(connection, [article.id])
