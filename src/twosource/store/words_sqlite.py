"""Full-text search in SQLite: FTS5. Its row numbers are those of ``findable``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Subquery,
    column,
    literal_column,
    or_,
    select,
    table,
    text,
)

from twosource.store.texts import has
from twosource.store.words import SNIPPET, TOKENIZER, Asked, Entry

WORDS = table("words", column("rowid"), column("said"), column("who"), column("rank"))
"""A table that the database counts the rows of and ranks by itself (function ``bm25``, whose sign is turned)."""


def create(connection: Connection) -> None:
    """Make the index."""
    connection.execute(text(f'CREATE VIRTUAL TABLE words USING fts5(said, who, tokenize = "{TOKENIZER}")'))


def enter(connection: Connection, entries: Sequence[Entry]) -> None:
    """Make these findable."""
    rows = [one._asdict() for one in entries]
    connection.execute(text("INSERT INTO words (rowid, said, who) VALUES (:n, :said, :who)"), rows)


def rename(connection: Connection, names: Mapping[int, str]) -> None:
    """Other names for those under these numbers."""
    rows = [{"n": n, "who": who} for n, who in names.items()]
    connection.execute(text("UPDATE words SET who = :who WHERE rowid = :n"), rows)


def leave(connection: Connection, numbers: Sequence[int]) -> None:
    """Make these findable no more."""
    connection.execute(text("DELETE FROM words WHERE rowid = :n"), [{"n": n} for n in numbers])


def ranked(_: Connection, asked: Asked) -> Subquery:
    """What has the words. FTS5 makes a snippet when a row is fetched, so that of rows that are not none is made."""
    apart = bool(asked.unwanted) and any(len(each) > 1 for each in asked.wanted)  # below NOT, FTS5 miscounts those
    query = asked.has() if apart or not asked.unwanted else f"{asked.has()} NOT ({asked.lacks()})"
    conditions = [_match(query)]
    conditions += [WORDS.c.rowid.not_in(select(WORDS.c.rowid).where(_match(asked.lacks())))] if apart else []
    conditions += [
        or_(*(has(text_, part) for text_ in (WORDS.c.said, WORDS.c.who) for part in some)) for some in asked.had
    ]
    shown: ColumnElement[str] = literal_column(SNIPPET)
    columns = (WORDS.c.rowid.label("n"), WORDS.c.rank.label("rank"), shown.label("shown"))
    return select(*columns).where(*conditions).subquery("found")


def _match(query: str) -> ColumnElement[bool]:
    return literal_column("words").op("MATCH", is_comparison=True)(query)


def best(connection: Connection, chosen: Select[Any], rank: ColumnElement[float], number: int) -> Sequence[Row[Any]]:
    """The best rows, and all that are as good as the last of them: FTS5 gives them in this order, one by one."""
    with connection.execute(chosen.order_by(rank)) as rows:
        found = list(islice(rows, number))
        while found and (row := rows.fetchone()) is not None and row.rank == found[number - 1].rank:
            found.append(row)
        return found


def entries(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[Entry]:
    """What is findable under these numbers; without them all there is."""
    if numbers is None:
        for row in connection.execute(text("SELECT rowid, said, who FROM words ORDER BY rowid")):
            yield Entry(*row)
    for n in numbers or ():
        for row in connection.execute(text("SELECT rowid, said, who FROM words WHERE rowid = :n"), {"n": n}):
            yield Entry(*row)
