"""The articles of a case: one for each version of a report, the latest of which counts.

Articles of one outlet under one address are versions of one *report*. The latest by its date, then by when it was
found, is *current*: only that is grouped, compared and searched. The others are kept, and can be shown with what
changed. The same report found twice (one outlet, one address, one text) is one article, under the file name that comes
first. So the articles of a case do not depend on the order in which pages were added, but where neither a date nor
anything else than that order tells which version is the later.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

import msgspec
from courlan import normalize_url
from sqlalchemy import Connection, func, select, update

from twosource.case import stories
from twosource.case.records import Change
from twosource.houses import outlet_key
from twosource.model import Article, Reading
from twosource.store import schema as db
from twosource.store.database import replace
from twosource.text import make_id

TABLE = db.articles


def keep(connection: Connection, page: str, article: Article, at: str) -> None:
    """Keep the article that a page was read as, and make the latest version of its report current."""
    known = connection.execute(select(TABLE).where(TABLE.c.id == article.id)).mappings().first()
    if known is None or known["now"] is not None or (article.file, page) <= (_file(known["record"]), known["page"]):
        seen = connection.execute(select(func.min(db.pages.c.seen)).where(db.pages.c.article == article.id)).scalar()
        row = {
            "id": article.id,
            "page": page,
            "report": report_of(article),
            "turn": f"{article.published or ''} {seen or at} {article.id}",
            "current": known["current"] if known else 0,
            "now": None,
            "url": article.url,
            "outlet": article.outlet,
            "published": article.published,
            "record": msgspec.json.encode(article),
        }
        replace(connection, TABLE, [row])
    _choose(connection, report_of(article), at)


def leave(connection: Connection, article: str, now: str | None, at: str) -> None:
    """An article that a page is no longer read as: it is gone, unless another page is the same report."""
    pages = connection.execute(select(func.count()).select_from(db.pages).where(db.pages.c.article == article)).scalar()
    if not pages:
        report = connection.execute(select(TABLE.c.report).where(TABLE.c.id == article)).scalar()
        connection.execute(update(TABLE).where(TABLE.c.id == article).values(current=0, now=now or ""))
        stories.withdraw(connection, article)
        if report:
            _choose(connection, report, at)


def _choose(connection: Connection, report: str, at: str) -> None:
    """Make the latest version of a report the current one."""
    query = select(TABLE.c.id, TABLE.c.current).where(TABLE.c.report == report, TABLE.c.now.is_(None))
    versions = connection.execute(query.order_by(TABLE.c.turn)).all()
    for version in versions[:-1]:
        if version.current:
            connection.execute(update(TABLE).where(TABLE.c.id == version.id).values(current=0))
            story = stories.of_article(connection, version.id)
            stories.withdraw(connection, version.id)
            _tell_edited(connection, version.id, versions[-1].id, story, at)
    if versions and not versions[-1].current:
        connection.execute(update(TABLE).where(TABLE.c.id == versions[-1].id).values(current=1))
        connection.execute(update(db.profiles).where(db.profiles.c.article == versions[-1].id).values(grouped=0))


def _tell_edited(connection: Connection, before: str, after: str, story: str | None, at: str) -> None:
    first, second = (load(connection, [id_])[id_] for id_ in (before, after))
    if first.text != second.text:
        change = Change(
            id=make_id("ch", "edited", before, after),
            at=at,
            kind="edited",
            story=story,
            about=after,
            text=second.title or second.file,
            before=before,
            after=after,
        )
        stories.tell(connection, [change])


def _file(record: bytes) -> str:
    return msgspec.json.decode(record, type=Article).file


def load(connection: Connection, ids: Iterable[str]) -> dict[str, Article]:
    """Articles by their ids."""
    query = select(TABLE.c.id, TABLE.c.record).where(TABLE.c.id.in_(sorted(set(ids))))
    return {id_: msgspec.json.decode(record, type=Article) for id_, record in connection.execute(query)}


def readings(connection: Connection, ids: Iterable[str]) -> dict[str, Reading]:
    """Readings by the ids of their articles."""
    query = select(db.readings.c.article, db.readings.c.record).where(db.readings.c.article.in_(sorted(set(ids))))
    rows = connection.execute(query)
    return {id_: msgspec.msgpack.decode(zlib.decompress(record), type=Reading) for id_, record in rows}


def versions(connection: Connection, article: str) -> list[Article]:
    """All versions of the report that an article is one of, the first first."""
    report = select(TABLE.c.report).where(TABLE.c.id == article).scalar_subquery()
    query = select(TABLE.c.record).where(TABLE.c.report == report, TABLE.c.now.is_(None)).order_by(TABLE.c.turn)
    return [msgspec.json.decode(record, type=Article) for record in connection.execute(query).scalars()]


def current(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """For articles that were ever in the case the article that stands for each today."""
    found: dict[str, str] = {}
    for id_ in ids:
        at: str | None = id_
        for _ in range(100):  # a page cannot have been read in more ways than that
            row = connection.execute(select(TABLE.c.report, TABLE.c.now).where(TABLE.c.id == at)).first()
            if row is None or row.now is None:
                break
            at = row.now or None
        if row is not None and at:
            query = select(TABLE.c.id).where(TABLE.c.report == row.report, TABLE.c.current == 1)
            last = connection.execute(query).scalar()
            if last:
                found[id_] = last
    return found


def report_of(article: Article) -> str:
    """What the versions of one report share: the outlet and an address with a path (a front page is no report's)."""
    if article.url:
        parts = urlsplit(article.url)
        if parts.path.strip("/") or parts.query:
            address = normalize_url(article.url, strict=False, trailing_slash=False)
            return make_id("r", outlet_key(article.outlet or ""), address.split("://", 1)[-1].removeprefix("www."))
    return make_id("r", article.id)
