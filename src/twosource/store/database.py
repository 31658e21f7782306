"""The store of a case: transactions to read or to write in, and turns for those who write at the same time.

In: the path of a file, or the address of a PostgreSQL database. Out: a :class:`Store`. What goes wrong with either (no
case, no room, no right to write, no server) is a :class:`StoreError` or a :class:`UsageError` that says so.

A transaction is all or nothing, whenever the process or the machine dies: that is the database's work. Ours is that
every transaction leaves the case whole, and that none takes long: only one is written at a time (a *turn*; who waits
longest comes next), and whatever takes long is done between turns. What a turn finds may be another than what was read
before it: who writes looks again.

Work that takes long is shared among those who run at the same time: on a server each takes a part
(:meth:`Store.taking`) which the others leave alone, and which is free again when its process dies; with a file one
works after the other (:meth:`Store.working`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Table, exc, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert

from twosource.databases import is_database
from twosource.errors import UsageError
from twosource.store import migrations
from twosource.store.errors import StoreError
from twosource.store.schema import meta

Part = TypeVar("Part")
AT_ONCE = 500
"""Values in one condition of a query: databases have a limit."""


class Database(Protocol):
    """What differs between the databases."""

    name: str
    """How it is called: the name of the file or of the database."""
    place: str
    """Where it is, for messages; never with a password."""
    writable: bool
    engine: Engine

    def known_version(self, connection: Connection) -> int:
        """The version of the tables; 0 if there are none yet. Raises :class:`UsageError` for what is no case."""

    def mark(self, connection: Connection) -> None:
        """Mark the database as a case."""

    def reading(self) -> AbstractContextManager[Connection]:
        """A transaction that sees one state."""

    def writing(self) -> AbstractContextManager[Connection]:
        """A transaction that writes, when its turn comes."""

    def working(self, *, wait: bool) -> AbstractContextManager[bool]:
        """Being one of those who do the long work; without ``wait`` only (True) if nobody else is."""

    def taking(self, names: Sequence[str]) -> AbstractContextManager[list[str]]:
        """Those of the names that nobody else has taken, taken."""

    def told(self, error: Exception) -> str | None:
        """What an error of the database means; None if that is not known."""


class Store:
    """A case that is open. ``writable`` tells whether it can be written."""

    def __init__(self, place: Path | str, *, create: bool = False) -> None:
        self._database = _opened(place, create=create)
        self.name = self._database.name
        self.place = self._database.place
        self.writable = self._database.writable
        try:
            self._prepare(create=create)
        except BaseException:
            self.close()
            raise

    def _prepare(self, *, create: bool) -> None:
        """Make the tables of a new case, bring those of an older version up to date."""
        with self.read() as connection:
            known = self._known_version(connection)
        if known == migrations.VERSION:
            return
        if known == 0 and not create and is_database(self.place):
            raise UsageError(f"{self.place} has no case yet: `twosource {self.place} add PATH...` makes one")
        if not self.writable:
            raise StoreError(
                f"{self.place}: was written by an older version and cannot be written: copy it and open that"
            )
        with self.write() as connection:
            migrations.migrate(connection, self._known_version(connection))
            self._database.mark(connection)

    def _known_version(self, connection: Connection) -> int:
        known = self._database.known_version(connection)
        if known > migrations.VERSION:
            raise UsageError(
                f"{self.place} was written by a newer twosource (tables {known}): install that version to open it"
            )
        return known

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One state of the case, whoever writes meanwhile."""
        with self._told(), self._database.reading() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A change of the case: wholly kept, or not at all. One writes at a time: this waits for its turn."""
        if not self.writable:
            raise StoreError(f"{self.place}: the case file cannot be written: check the rights on it and on its folder")
        with self._told(), self._database.writing() as connection:
            yield connection

    @contextmanager
    def working(self, *, wait: bool = True) -> Iterator[bool]:
        """While long work is done: with a file by one run after the other, on a server by all that there are. Without
        ``wait`` this only asks: True, if nobody else is at it.
        """
        with self._told(), self._database.working(wait=wait) as free:
            yield free

    @contextmanager
    def taking(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Those of the names whose work nobody else does, and nobody else will until this ends."""
        with self._told(), self._database.taking(names) as mine:
            yield mine

    def close(self) -> None:
        self._database.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the database says, in words for people."""
        try:
            yield
        except (exc.DBAPIError, exc.TimeoutError, sqlite3.DatabaseError) as error:
            message = self._database.told(error)
            if message is None:
                raise
            raise StoreError(f"{self.place}: {message}") from error

    def setting(self, connection: Connection, name: str) -> str | None:
        """What is kept under a name for the whole case."""
        found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
        return found

    def set(self, connection: Connection, name: str, value: str) -> None:
        """Keep a value for the whole case."""
        if self.setting(connection, name) is None:
            connection.execute(meta.insert().values(name=name, value=value))
        else:
            connection.execute(update(meta).where(meta.c.name == name).values(value=value))


def _opened(place: Path | str, *, create: bool) -> Database:
    if is_database(place):
        from twosource.store.postgres import Server  # noqa: PLC0415 - its driver is an extra

        return Server(str(place), create=create)
    from twosource.store.sqlite import File  # noqa: PLC0415 - one of the two

    return File(Path(place), create=create)


def parts(values: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The values in portions that one query takes."""
    yield from (values[first : first + AT_ONCE] for first in range(0, len(values), AT_ONCE))


def last(connection: Connection, table: Table, id_: str) -> str | None:
    """The row that a row has become (``now`` names the next, null: none), or the row itself; None if there is none.
    Raises :class:`StoreError` for rows that name one another in a circle.
    """
    passed: set[str] = set()
    at = id_
    while at not in passed:
        row = connection.execute(select(table.c.now).where(table.c.id == at)).first()
        if row is None:
            return None
        if row.now is None:
            return at
        passed.add(at)
        at = row.now
    raise StoreError(f"{id_} leads nowhere: the case is damaged; take the last copy of it")


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), list(rows))


def replace(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, over those of the same key."""
    if not rows:
        return
    statement = _insert(connection, table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name in rows[0]}
    changed = {name: value for name, value in others.items() if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))


def _insert(connection: Connection, table: Table) -> SqliteInsert | PostgresInsert:
    return PostgresInsert(table) if connection.dialect.name == "postgresql" else SqliteInsert(table)
