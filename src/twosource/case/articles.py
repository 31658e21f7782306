"""The articles of a case: one for each version of a report, the latest of which counts.

Articles of one outlet under one address are versions of one *report*. The latest by its date, then by when it was
seen, is *current*: only that is grouped, compared and searched. The others are kept, and can be shown with what
changed. A report without an address has that of its file: what stands there now is the current version of what stood
there before, if the texts are alike; a file that has quite another text than before is another report. So it is with
files that are sent from elsewhere under one name, but for those of two outlets. The same report found twice (one
outlet, one address, one text) is one article, under the file name that comes first. So the articles of a case do not
depend on the order in which pages were added, but where neither a date nor anything else than that order tells which
version is the later.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from courlan import normalize_url
from sqlalchemy import Connection, func, select, update

from twosource.case import stories
from twosource.case.records import Change
from twosource.houses import outlet_key
from twosource.likeness import shared
from twosource.model import Article, Reading
from twosource.publication import window
from twosource.store import schema as db
from twosource.store.database import last, parts, replace
from twosource.text import make_id

TABLE = db.articles

ALIKE = 0.5
"""The share of telling words in common from which two texts of one file are versions of one report: an edited report
keeps most of its words, two reports of one event have a fifth in common (median).
"""


def keep(connection: Connection, page: str, article: Article, at: str) -> bool:
    """Keep the article that a page was read as, and make the latest version of its report current. Of several pages of
    one article (one text under one address, found twice) the one whose file name comes first tells what is known of it;
    whether it is this one is returned.
    """
    known = connection.execute(select(TABLE).where(TABLE.c.id == article.id)).mappings().first()
    pages = db.pages
    report = known["report"] if known else report_of(article) or _edited(connection, page, article)
    elected = known is None or not known["page"] or (article.file, page) <= (_file(known["record"]), known["page"])
    if elected:
        row = {
            "id": article.id,
            "page": page,
            "report": report,
            "turn": "",
            "current": known["current"] if known else 0,
            "now": None,
            "url": article.url,
            "outlet": article.outlet,
            "published": article.published,
            "record": msgspec.json.encode(article),
            **({} if known else {"n": (connection.execute(select(func.max(TABLE.c.n))).scalar() or 0) + 1}),
        }
        replace(connection, TABLE, [row])
    seen = connection.execute(select(func.max(pages.c.n)).where(pages.c.article == article.id)).scalar() or 0
    published = connection.execute(select(TABLE.c.published).where(TABLE.c.id == article.id)).scalar()
    turn = f"{_moment(published) if report_of(article) else ''} {seen:012d}"  # a file has one text at a time
    connection.execute(update(TABLE).where(TABLE.c.id == article.id).values(turn=turn))
    _choose(connection, report, at)
    return elected


def _moment(published: str | None) -> str:
    """A date in a form that sorts; those with an offset in UTC."""
    known = window(published)
    return known.first.isoformat(timespec="seconds") if known else ""


def leave(connection: Connection, page: str, article: str, now: str | None, at: str) -> None:
    """An article that a page is no longer read as: it is gone, unless another page is the same report. If the page was
    the one that told what is known of it, the others are read again, and one of them will.
    """
    pages = db.pages
    others = list(connection.execute(select(pages.c.id).where(pages.c.article == article)).scalars())
    told = connection.execute(select(TABLE.c.page, TABLE.c.report).where(TABLE.c.id == article)).first()
    if not others:
        connection.execute(update(TABLE).where(TABLE.c.id == article).values(current=0, now=now or "", page=""))
        stories.withdraw(connection, article)
        if told:
            _choose(connection, told.report, at)
    elif told and told.page == page:
        connection.execute(update(TABLE).where(TABLE.c.id == article).values(page=""))
        connection.execute(update(pages).where(pages.c.id.in_(others)).values(made_by=None))


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
            id=make_id("ch", "edited", before, after, at),
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
    found: dict[str, Article] = {}
    for part in parts(sorted(set(ids))):
        rows = connection.execute(select(TABLE.c.id, TABLE.c.record).where(TABLE.c.id.in_(part)))
        found |= {id_: msgspec.json.decode(record, type=Article) for id_, record in rows}
    return found


def readings(connection: Connection, ids: Iterable[str]) -> dict[str, Reading]:
    """Readings by the ids of their articles."""
    table = db.readings
    found: dict[str, Reading] = {}
    for part in parts(sorted(set(ids))):
        rows = connection.execute(select(table.c.article, table.c.record).where(table.c.article.in_(part)))
        found |= {id_: msgspec.msgpack.decode(zlib.decompress(record), type=Reading) for id_, record in rows}
    return found


def read_by(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """What has read articles, by their ids."""
    table = db.readings
    found: dict[str, str] = {}
    for part in parts(sorted(set(ids))):
        rows = connection.execute(select(table.c.article, table.c.made_by).where(table.c.article.in_(part)))
        found |= {row.article: row.made_by for row in rows}
    return found


def versions(connection: Connection, article: str) -> list[Article]:
    """All versions of the report that an article is one of, the first first."""
    report = select(TABLE.c.report).where(TABLE.c.id == article).scalar_subquery()
    query = select(TABLE.c.record).where(TABLE.c.report == report, TABLE.c.now.is_(None)).order_by(TABLE.c.turn)
    return [msgspec.json.decode(record, type=Article) for record in connection.execute(query).scalars()]


def current(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """For articles that were ever in the case the article that stands for each today."""
    found: dict[str, str] = {}
    for id_ in ids:
        known = last(connection, TABLE, id_)  # None too where it was gone: ``now`` is empty then, and no row's id
        report = select(TABLE.c.report).where(TABLE.c.id == known).scalar_subquery()
        query = select(TABLE.c.id).where(TABLE.c.report == report, TABLE.c.current == 1)
        today = connection.execute(query).scalar() if known else None
        if today:
            found[id_] = today
    return found


def report_of(article: Article) -> str | None:
    """What the versions of one report share: the outlet and an address with a path (a front page is no report's). None
    without such an address.
    """
    if article.url:
        parts = urlsplit(article.url)
        if parts.path.strip("/") or parts.query:
            address = normalize_url(article.url, strict=False, trailing_slash=False)
            return make_id("r", outlet_key(article.outlet or ""), address.split("://", 1)[-1].removeprefix("www."))
    return None


def place_of(path: Path, sent: Path | None = None) -> str:
    """A file, wherever it was named from; one in the folder ``sent`` by its name in it: where it lies at home nobody
    knows. Hashed: a case that is handed on says nothing of folders.
    """
    whole = path.resolve()
    if sent is not None and whole.is_relative_to(sent.resolve()):
        return make_id(_SENT, whole.relative_to(sent.resolve()).as_posix())
    return make_id("f", str(whole))


_SENT = "sent"


def _edited(connection: Connection, page: str, article: Article) -> str:
    """The report without an address that stood in the same file before, if it is alike; else one of its own."""
    pages = db.pages
    place = connection.execute(select(pages.c.place).where(pages.c.id == page)).scalar()
    former = (
        select(TABLE.c.report, TABLE.c.record)
        .join(pages, pages.c.article == TABLE.c.id)
        .where(pages.c.place == place, TABLE.c.id != article.id, TABLE.c.now.is_(None))
        .order_by(TABLE.c.turn.desc(), TABLE.c.id)
    )
    for report, record in connection.execute(former) if place else ():
        before = msgspec.json.decode(record, type=Article)
        if (
            report_of(before) is None
            and shared(before.text, article.text) >= ALIKE
            and _one_house(place, before, article)
        ):
            return str(report)
    return make_id("r", article.id)


def _one_house(place: str | None, before: Article, article: Article) -> bool:
    """Whether both may be of one outlet. What lies in one file is; what two people sent under one name need not be, and
    copies of an agency's text are alike.
    """
    told = {outlet_key(one.outlet) for one in (before, article) if one.outlet}
    return not (place or "").startswith(f"{_SENT}-") or len(told) < 2  # noqa: PLR2004 - two outlets
