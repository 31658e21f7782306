"""Opening a case file: one SQLite database in WAL mode, read by many and written by one at a time.

In: a path. Out: a :class:`Store`: transactions to read or to write in, and the lock of the one who writes. What goes
wrong with the file (no case, no room, no right to write, somebody else writing) is a :class:`StoreError` that says so.

A transaction is all or nothing, whenever the process or the machine dies: that is SQLite's work (journal_mode=WAL,
synchronous=FULL). Ours is that every transaction leaves the case whole.

A file that cannot be written (a copy on a read-only disk) can be read all the same.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, Table, create_engine, event, exc, select, text, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from twosource.errors import TwosourceError, UsageError
from twosource.store import migrations
from twosource.store.schema import meta

APPLICATION = 0x32535243
"""SQLite's application_id of a case ("2SRC"): tells a case from any other database."""

Part = TypeVar("Part")
AT_ONCE = 500
"""Values in one condition of a query: databases have a limit."""

PATIENCE = 10.0
"""Seconds for which a writer waits for another one, unless told otherwise."""

_HEADER = b"SQLite format 3\0"
_REASONS = (
    (r"disk is full", "there is no room left on the disk: nothing of this step was kept, and all before it was"),
    (r"readonly database", "the case file cannot be written: check the rights on it and on its folder"),
    (r"is locked", "another program holds the case file locked: try again when it is done"),
    (r"malformed|not a database", "the case file is damaged: take the last copy of it"),
    (r"unable to open", "the case file cannot be opened: check that its folder exists and may be written"),
    (r"disk I/O error", "the disk failed: check it, and try again"),
)


class StoreError(TwosourceError):
    """The case file could not be read or written; what was kept before stays kept."""


class Store:
    """A case file that is open. ``writable`` tells whether it can be written."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        self.writable = _writable(path)
        if not path.exists():
            _check_new(path, create=create)
        else:
            _check_file(path)
        self._engine = _engine(path, writable=self.writable)
        with told(path):
            self._prepare()

    def _prepare(self) -> None:
        """Make the tables of a new case, bring those of an older version up to date."""
        with self._engine.connect() as connection:
            known = _known_version(connection, self.path)
        if known == migrations.VERSION:
            return
        if not self.writable:
            raise StoreError(
                f"{self.path}: was written by an older version and cannot be written: copy it and open that"
            )
        with self.alone(), self.write() as connection:
            migrations.migrate(connection, _known_version(connection, self.path))
            connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One state of the case, whoever writes meanwhile."""
        with told(self.path), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A change of the case: wholly kept, or not at all. Only inside :meth:`alone`."""
        if not self.writable:
            raise StoreError(f"{self.path}: {_REASONS[1][1]}")
        with told(self.path), self._engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    @contextmanager
    def alone(self) -> Iterator[None]:
        """While nobody else writes: steps that belong together, in as many transactions as they take."""
        if not self.writable:
            raise StoreError(f"{self.path}: {_REASONS[1][1]}")
        lock = FileLock(f"{self.path}.lock", timeout=PATIENCE, mode=0o666)
        try:
            lock.acquire()
        except Timeout:
            raise StoreError(
                f"{self.path}: somebody else is writing to this case: nothing was changed; try again when they are done"
            ) from None
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be locked ({error.strerror or error})") from error
        try:
            yield
        finally:
            lock.release()

    def close(self) -> None:
        self._engine.dispose()

    def setting(self, connection: Connection, name: str) -> str | None:
        """What is kept under a name for the whole case."""
        found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == name)).scalar()
        return found

    def set(self, connection: Connection, name: str, value: str) -> None:
        """Keep a value for the whole case."""
        if self.setting(connection, name) is None:
            connection.execute(insert(meta).values(name=name, value=value))
        else:
            connection.execute(update(meta).where(meta.c.name == name).values(value=value))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What the database says, in words for people."""
    try:
        yield
    except (exc.DatabaseError, sqlite3.DatabaseError) as error:
        said = str(getattr(error, "orig", None) or error)
        for pattern, message in _REASONS:
            if re.search(pattern, said):
                raise StoreError(f"{path}: {message}") from error
        raise


def _engine(path: Path, *, writable: bool) -> Engine:
    """Connections that begin as asked: to read, or to write at once (so that two writers never meet in the middle)."""
    address = f"file:{_quoted(path)}"

    def opened(how: str) -> sqlite3.Connection:
        return sqlite3.connect(address + how, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)

    def connect() -> sqlite3.Connection:
        if writable:
            return opened("")
        connection = opened("?mode=ro")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:  # on a read-only disk nobody writes, and nothing can be put beside the file
            connection.close()
            return opened("?immutable=1")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

    @event.listens_for(engine, "connect")
    def prepared(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        if writable:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA cache_size = -65536")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _quoted(path: Path) -> str:
    return os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100


def _writable(path: Path) -> bool:
    """Whether the file and its folder can be written (the journal lies beside the file)."""
    return os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)


def _check_new(path: Path, *, create: bool) -> None:
    if not create:
        raise UsageError(f"{path} does not exist: `twosource {path} add PATH...` makes a new case")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}; make it first")


def _check_file(path: Path) -> None:
    try:
        if not path.is_file():
            raise UsageError(f"{path} is no file: a case is one file, such as case.db")
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        raise UsageError(f"{path}: cannot be opened ({error.strerror or error})") from error
    if head and head != _HEADER:
        raise UsageError(f"{path} is no case file: name another; `twosource {path.stem}.db add ...` makes a new one")


def _known_version(connection: Connection, path: Path) -> int:
    """The version of the tables of a file; 0 for a new one."""
    marked = connection.execute(text("PRAGMA application_id")).scalar()
    tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
    if not tables:
        return 0
    if marked != APPLICATION:
        raise UsageError(f"{path} is a database of another program, no case: name another file")
    version: Any = connection.execute(select(meta.c.value).where(meta.c.name == migrations.NAME)).scalar()
    if int(version) > migrations.VERSION:
        raise UsageError(f"{path} was written by a newer twosource (tables {version}): install that version to open it")
    return int(version)


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
    raise StoreError(f"{id_} leads nowhere: the case file is damaged; take the last copy of it")


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def replace(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, over those of the same key."""
    if not rows:
        return
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    others = {column.name: statement.excluded[column.name] for column in table.columns if column.name in rows[0]}
    changed = {name: value for name, value in others.items() if name not in keys}
    connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))
