"""A whole case, copied into a new one: from a file to a server, and back.

In: a case, and a place where none is. Out: the same case there: every row of every table as it is (the log with its
hashes, numbers, ids), and an index of the same words. It is copied as one transaction sees it, and there in one turn:
a copy that is broken off leaves nothing but an empty case.
"""

from __future__ import annotations

from itertools import islice

from sqlalchemy import Connection, func, insert, select

from twosource.errors import UsageError
from twosource.seams import Progress
from twosource.store import Store, migrations, words
from twosource.store import schema as db

PORTION = 200
"""Rows in memory at a time: some hold whole dossiers."""


def copy(here: Store, there: Store, told: Progress) -> int:
    """Copy everything; how many rows that were. Raises :class:`UsageError` if there is something already."""
    with here.read() as source, there.write() as target:
        if target.execute(select(func.count()).select_from(db.pages)).scalar() or _settings(target):
            raise UsageError(f"{there.place} has a case already: name a new place")
        total = sum(_number(source, name) for name in db.metadata.tables)
        done = 0
        for table in db.metadata.sorted_tables:
            wanted = select(table)
            if table is db.meta:
                wanted = wanted.where(table.c.name != migrations.NAME)
            rows = source.execution_options(yield_per=PORTION).execute(wanted.order_by(*table.primary_key)).mappings()
            while portion := [dict(row) for row in islice(rows, PORTION)]:
                target.execute(insert(table), portion)
                done += len(portion)
                told("copying", done, total)
        entries = words.of(source).entries(source)
        while some := list(islice(entries, PORTION)):
            words.of(target).enter(target, some)
            done += len(some)
            told("copying", min(done, total), total)
        return total


def _number(connection: Connection, name: str) -> int:
    """How many rows there are to copy; findable ones are entered once more into the index."""
    number = connection.execute(select(func.count()).select_from(db.metadata.tables[name])).scalar() or 0
    return number * (2 if name == db.findable.name else 1)


def _settings(connection: Connection) -> int:
    query = select(func.count()).select_from(db.meta).where(db.meta.c.name != migrations.NAME)
    return int(connection.execute(query).scalar() or 0)
