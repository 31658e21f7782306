"""What is added to a case: every page is kept as it was found, once.

In: pages (of files, JSON lines, feeds, the network) and the problems of finding them. Out: rows of ``pages`` and
``raws``; a page that is there already costs the hash of its bytes. Kept in portions, so that what was added before a
run ended stays added.

The bytes lie in the case file itself, by their SHA-256 and compressed: a case is one thing to hand to a colleague, and
a page is kept in the same transaction that names it (decision 16).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs
from sqlalchemy import Connection, func, select, update

from twosource import read
from twosource.case.articles import place_of
from twosource.model import Problem
from twosource.store import Store
from twosource.store.database import put
from twosource.store.schema import articles, pages, raws
from twosource.text import make_id

PORTION = 64
"""Pages kept in one transaction."""

_LEVEL = 6


class Kept(NamedTuple):
    """How many pages were new, how many the case had already, and what could not be kept."""

    new: int
    known: int
    problems: tuple[Problem, ...]


class _Row(NamedTuple):
    id: str
    record: read.Known
    sha256: str
    data: bytes
    place: str | None


def keep(
    store: Store,
    found: Iterable[read.Page | Problem],
    *,
    seen: str,
    live: bool = False,
    sent: Path | None = None,
) -> Kept:
    """Keep the pages; ``seen`` (ISO 8601, UTC) is when they were found. ``live``: they stand so on the web at this
    moment, so that a version that the case has already is the current one again; what stands in a file always does, if
    its report has no other address. ``sent``: a folder whose files were sent from elsewhere, under their names.
    """
    new = known = 0
    problems: list[Problem] = []
    rest = iter(found)
    while portion := list(islice(rest, PORTION)):
        rows = list(_rows(portion, problems, sent))
        with store.read() as connection:
            there = _there(connection, rows)
            problems += _unreadable(connection, there)
        wanted = {row.id: row for row in rows if row.id not in there}
        again = [row.id for row in rows if row.id in there and (live or row.place)]
        if wanted or again:
            with store.write() as connection:
                for id_ in _there(connection, list(wanted.values())):  # somebody else has just added them
                    del wanted[id_]
                _put(connection, list(wanted.values()), seen)
                _sight(connection, again, seen, live=live)
        known += len(rows) - len(wanted)
        new += len(wanted)
    return Kept(new, known, tuple(problems))


def id_of(page: read.Page) -> str:
    """The id under which a page that came from elsewhere is kept, with its bytes in it."""
    (row,) = _rows([page], [], None)
    return row.id


def load(connection: Connection, ids: Sequence[str]) -> dict[str, read.Page]:
    """Pages as they were added, with their bytes."""
    query = (
        select(pages.c.id, pages.c.record, raws.c.data)
        .join(raws, raws.c.sha256 == pages.c.raw)
        .where(pages.c.id.in_(ids))
    )
    return {
        id_: msgspec.json.decode(record, type=read.Known).page(zlib.decompress(data))
        for id_, record, data in connection.execute(query)
    }


def bytes_of(connection: Connection, wanted: Iterable[str]) -> dict[str, bytes]:
    """The bytes with these hashes, as far as they are kept."""
    query = select(raws.c.sha256, raws.c.data)
    rows = (row for sha256 in sorted(set(wanted)) for row in connection.execute(query.where(raws.c.sha256 == sha256)))
    return {sha256: zlib.decompress(data) for sha256, data in rows}


def _rows(portion: Iterable[read.Page | Problem], problems: list[Problem], sent: Path | None) -> Iterator[_Row]:
    for found in portion:
        page = found if isinstance(found, Problem) else read.held(found)
        if isinstance(page, Problem):
            problems.append(page)
            continue
        data = page.data
        digest = hashlib.sha256(data).hexdigest()
        record = read.Known(
            file=page.lasting_name,
            kind=page.kind,
            stated=page.stated,
            given=page.given,
            raw_sha256=page.raw_sha256 or digest,
            charset=page.charset,
        )
        place = _place(page, sent)
        told = msgspec.json.encode(structs.replace(record, raw_sha256="")).decode()
        yield _Row(make_id("p", digest, told, *([place] if place else [])), record, digest, data, place)


def _place(page: read.Page, sent: Path | None) -> str | None:
    """The file that a page is; None for one of several in a file, and for one from elsewhere that has no name."""
    return None if page.kind == "jsonl" or not page.path else place_of(Path(page.path), sent)


def _there(connection: Connection, rows: Sequence[_Row]) -> set[str]:
    query = select(pages.c.id).where(pages.c.id.in_([row.id for row in rows]))
    return set(connection.execute(query).scalars())


def _unreadable(connection: Connection, ids: Iterable[str]) -> list[Problem]:
    """What is wrong with pages that the case has: who gives one again is told again."""
    told = connection.execute(select(pages.c.problem).where(pages.c.id.in_(sorted(ids)), pages.c.problem.is_not(None)))
    return [msgspec.json.decode(problem, type=Problem) for problem in told.scalars()]


def _sight(connection: Connection, ids: Sequence[str], seen: str, *, live: bool) -> None:
    """Pages that were seen again: those of a version that is not the current one are to be read as the latest."""
    former = (
        select(pages.c.id)
        .join(articles, articles.c.id == pages.c.article)
        .where(pages.c.id.in_(ids), articles.c.current == 0)
    )
    if not live:
        former = former.where(articles.c.url.is_(None))
    for id_ in sorted(connection.execute(former).scalars()):
        connection.execute(update(pages).where(pages.c.id == id_).values(seen=seen, n=_next(connection), made_by=None))


def _next(connection: Connection) -> int:
    return (connection.execute(select(func.max(pages.c.n))).scalar() or 0) + 1


def _put(connection: Connection, rows: Sequence[_Row], seen: str) -> None:
    first = _next(connection)
    bodies = {row.sha256: row.data for row in rows}
    put(
        connection,
        raws,
        [{"sha256": s, "size": len(d), "data": zlib.compress(d, _LEVEL)} for s, d in sorted(bodies.items())],
    )
    put(
        connection,
        pages,
        [
            {
                "id": row.id,
                "raw": row.sha256,
                "file": row.record.file,
                "record": msgspec.json.encode(row.record),
                "seen": seen,
                "n": first + number,
                "place": row.place,
            }
            for number, row in enumerate(rows)
        ],
    )
