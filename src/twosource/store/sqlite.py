"""A case in a file: one SQLite database in WAL mode, read by many and written by one at a time.

In: a path. Out: a :class:`File` (the protocol ``database.Database``). journal_mode=WAL and synchronous=FULL keep a
transaction whole whatever dies.

Turns: who wants to write takes the lock ``case.db.next.lock`` and keeps it only until SQLite lets it write. So who has
written just now does not write again before somebody who waits. Long work is done by one at a time, who has the lock
``case.db.lock``. Both are gone when their process is.

A file that cannot be written (a copy on a read-only disk) can be read all the same.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine, create_engine, event, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from twosource.errors import UsageError
from twosource.store import migrations
from twosource.store.errors import StoreError
from twosource.store.schema import meta

APPLICATION = 0x32535243
"""SQLite's application_id of a case ("2SRC"): tells a case from any other database."""

PATIENCE = 30.0
"""Seconds that one waits for a turn: turns take a second or two."""
_POLL = 0.01
"""Seconds after which one who waits looks again."""

_HEADER = b"SQLite format 3\0"
_REASONS = (
    (r"disk is full", "there is no room left on the disk: nothing of this step was kept, and all before it was"),
    (r"readonly database", "the case file cannot be written: check the rights on it and on its folder"),
    (r"is locked", "another program holds the case file locked: try again when it is done"),
    (r"malformed|not a database", "the case file is damaged: take the last copy of it"),
    (r"unable to open", "the case file cannot be opened: check that its folder exists and may be written"),
    (r"disk I/O error", "the disk failed: check it, and try again"),
)


class File:
    """A case in a file."""

    def __init__(self, path: Path, *, create: bool) -> None:
        self.path = path
        self.name = path.name
        self.place = str(path)
        self.writable = _writable(path)
        if not path.exists():
            _check_new(path, create=create)
        else:
            _check_file(path)
        self.engine = _engine(path, writable=self.writable)

    def known_version(self, connection: Connection) -> int:
        """The version of the tables; 0 for a new file."""
        marked = connection.execute(text("PRAGMA application_id")).scalar()
        tables = connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar()
        if not tables:
            return 0
        if marked != APPLICATION:
            raise UsageError(f"{self.path} is a database of another program, no case: name another file")
        version: Any = connection.execute(select(meta.c.value).where(meta.c.name == migrations.NAME)).scalar()
        return int(version)

    def mark(self, connection: Connection) -> None:
        """Mark the file as a case."""
        connection.execute(text(f"PRAGMA application_id = {APPLICATION}"))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the file."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A turn."""
        with self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with self._next():
                transaction = connection.begin()
            with transaction:
                yield connection

    @contextmanager
    def _next(self) -> Iterator[None]:
        """While nobody else waits in front."""
        lock = self._lock(".next.lock")
        try:
            lock.acquire(timeout=PATIENCE, poll_interval=_POLL)
        except Timeout:
            raise StoreError(
                f"{self.path}: others have been writing to this case for {PATIENCE:.0f} seconds: nothing was changed; "
                "try again when they are done"
            ) from None
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be locked ({error.strerror or error})") from error
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def working(self, *, wait: bool) -> Iterator[bool]:
        """The long work, when those before are done with theirs; without ``wait`` only if nobody is at it."""
        if not self.writable:  # what has nothing to write is not refused
            yield True
            return
        lock = self._lock(".lock")
        try:
            lock.acquire(blocking=wait, poll_interval=0.1)
        except Timeout:
            yield False
            return
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be locked ({error.strerror or error})") from error
        try:
            yield True
        finally:
            lock.release()

    @contextmanager
    def taking(self, names: Sequence[str]) -> Iterator[list[str]]:
        """All of them: only one works on a file."""
        yield list(names)

    def told(self, error: Exception) -> str | None:
        """What SQLite says, in words for people."""
        said = str(getattr(error, "orig", None) or error)
        return next((message for pattern, message in _REASONS if re.search(pattern, said)), None)

    def _lock(self, suffix: str) -> FileLock:
        return FileLock(f"{self.path}{suffix}", mode=0o666)


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
