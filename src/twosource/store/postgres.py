"""A case on a PostgreSQL server: read and written by many at the same time.

In: the address of a database (``postgresql://anna@server/desk``, all that libpq takes), with ``schema=NAME`` among its
parameters if the case is to have a schema of its own. Out: a :class:`Server` (the protocol ``database.Database``).

All that keeps writers apart are advisory locks, which are gone when their connection is: whatever a process dies of, it
leaves nothing locked. A turn is one, held until the transaction ends; who waits is let in in the order of coming. Long
work is shared: what a process has taken it has locked by its name, on a connection of its own.

No message tells a password.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, Engine, create_engine, event, exc, select, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from twosource.databases import shown
from twosource.errors import UsageError
from twosource.store import migrations
from twosource.store.errors import StoreError
from twosource.store.schema import meta

PATIENCE = 60
"""Seconds that one waits for a turn: turns take a second or two, and several may be before one."""
CONNECTING = 10
"""Seconds that a server may take to answer."""
OLDEST = 13
"""The oldest version of the server: older ones are no longer looked after by those who make it."""
_OURS = {"meta", "pages", "articles", "findable", "log"}
_SCHEMA = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,62}")

_STATES = (
    ("28", "the server does not let this user in: check the name and the password (~/.pgpass, or PGPASSWORD)"),
    ("3D000", "there is no such database on the server: `createdb` makes one"),
    ("3F000", "there is no such schema in the database"),
    ("42501", "this user may not do that: have the owner of the database grant it (GRANT CREATE, SELECT, INSERT, ...)"),
    ("55P03", f"others have been writing to this case for {PATIENCE} seconds: nothing was changed; try again later"),
    ("25006", "the server takes no changes (it is read-only, or a standby): name the one that does"),
    ("53100", "there is no room left on the server's disk: nothing of this step was kept, and all before it was"),
    ("53200", "the server is out of memory: nothing of this step was kept; try again"),
    ("53300", "the server has no connection left: end other programs, or raise max_connections"),
    ("57", "the server ended the connection: nothing of this step was kept, and all before it was; try again"),
    ("08", "the connection to the server was lost: nothing of this step was kept, and all before it was; try again"),
    ("40", "the server gave this step up in favour of another: nothing of it was kept; try again"),
    ("XX00", "the database is damaged: see the server's log, and take the last copy of it"),
)
"""What goes wrong, by the beginning of its SQLSTATE."""
_SAID = (
    (r"password authentication failed|no password supplied|no pg_hba.conf entry|role .* does not exist", "28"),
    (r"database .* does not exist", "3D000"),
    (r"permission denied", "42501"),
    (r"too many (?:clients|connections)|remaining connection slots", "53300"),
    (r"starting up|shutting down|terminating connection", "57"),
)
"""What a server says before there is a connection has no SQLSTATE."""
_NO_ADDRESS = (
    "is no address that PostgreSQL takes: write postgresql://user@host/database, and signs such as @ / : in a password "
    "as %40 %2F %3A; or check its parameters"
)
_UNREACHED = "the server cannot be reached: check its name and port, and that it runs"
_LOST = (
    r"server closed the connection|connection (?:is|was|has been) (?:closed|lost)|SSL (?:connection|SYSCALL)|consuming"
)


class Server:
    """A case on a server."""

    writable = True

    def __init__(self, address: str, *, create: bool) -> None:
        self.place = shown(address)
        plain, schema = _split(address, self.place)
        self.name = ".".join(filter(None, [urlsplit(address).path.strip("/") or "postgresql", schema]))
        self.engine = _engine(plain, schema, self.place)
        try:
            self._schema = self._checked(schema, create=create)
        except exc.DBAPIError as error:
            self.engine.dispose()
            raise StoreError(f"{self.place}: {self.told(error) or _UNREACHED}") from None
        except BaseException:
            self.engine.dispose()
            raise

    def _checked(self, schema: str | None, *, create: bool) -> str:
        """The schema of the case, on a server that can keep one."""
        with self.engine.begin() as connection:
            version, encoding = connection.execute(
                text("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding')")
            ).one()
            if version < OLDEST:
                raise UsageError(f"{self.place}: the server is PostgreSQL {version}; a case needs {OLDEST} or later")
            if encoding != "UTF8":
                raise UsageError(
                    f"{self.place}: the database is encoded as {encoding}; a case needs one made with ENCODING 'UTF8'"
                )
            if schema and create and not _there(connection, schema):
                connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'))
            found: str | None = connection.execute(text("SELECT current_schema()")).scalar()
        if not found:
            raise UsageError(f"{self.place}: there is no schema {schema or 'on the search path'}: `add` makes ?schema=")
        return found

    def known_version(self, connection: Connection) -> int:
        """The version of the tables; 0 where there are none. Raises :class:`UsageError` for tables of others."""
        query = text(
            "SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace(:s) AND relkind IN ('r', 'p', 'v')"
        )
        tables = set(connection.execute(query, {"s": f'"{self._schema}"'}).scalars())
        if not tables:
            return 0
        version: Any = None
        if tables >= _OURS:
            version = connection.execute(select(meta.c.value).where(meta.c.name == migrations.NAME)).scalar()
        if version is None:
            raise UsageError(
                f"{self.place}: the schema {self._schema} has tables of another program and no case: name another "
                "database, or a schema of its own (?schema=desk)"
            )
        return int(version)

    def mark(self, connection: Connection) -> None:
        """Tables of these names with a version are mark enough."""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the database."""
        with self.engine.connect() as raw:
            connection = raw.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A turn: every statement sees what those before have left."""
        with self.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}s'")
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": self._key("turn")})
            yield connection

    @contextmanager
    def working(self, *, wait: bool) -> Iterator[bool]:
        """One of those who work; all that there are may. Without ``wait``: whether there is nobody."""
        key = {"key": self._key("work")}
        with self._own() as connection:
            if not wait and not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar():
                yield False
                return
            connection.execute(text("SELECT pg_advisory_lock_shared(:key)"), key)
            if not wait:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), key)
            yield True

    @contextmanager
    def taking(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Those that nobody else has locked."""
        keys = [self._key("take", name) for name in names]
        with self._own() as connection:
            query = text(
                "SELECT pg_try_advisory_lock(key) FROM unnest(CAST(:keys AS bigint[])) WITH ORDINALITY AS k (key, n)"
            )
            got = connection.execute(query, {"keys": keys}).scalars().all()
            yield [name for name, mine in zip(names, got, strict=True) if mine]

    @contextmanager
    def _own(self) -> Iterator[Connection]:
        """A connection for locks, which are let go at its end."""
        with self.engine.connect() as raw:
            connection = raw.execution_options(isolation_level="AUTOCOMMIT")
            try:
                yield connection
            finally:
                try:
                    connection.execute(text("SELECT pg_advisory_unlock_all()"))
                except exc.DBAPIError:
                    connection.invalidate()  # it is lost, and its locks with it

    def _key(self, *names: str) -> int:
        """The number of a lock: cases of several schemas do not share them."""
        told = "\n".join(("twosource", self._schema, *names))
        return int.from_bytes(hashlib.blake2b(told.encode(), digest_size=8).digest(), "big", signed=True)

    def told(self, error: Exception) -> str | None:
        """What PostgreSQL says, in words for people."""
        if isinstance(error, exc.TimeoutError):
            return "all connections of this process are in use: try again"
        original = getattr(error, "orig", None) or error
        said, state = str(original), getattr(original, "sqlstate", None)
        state = state or next((meant for pattern, meant in _SAID if re.search(pattern, said)), "")
        for beginning, message in _STATES:
            if state.startswith(beginning):
                return message
        if re.search(_LOST, said):
            return dict(_STATES)["08"]
        return _UNREACHED if isinstance(error, exc.OperationalError) and not state else None


def _split(address: str, place: str) -> tuple[str, str | None]:
    """The address for libpq, and the schema that it asks for."""
    try:
        parts = urlsplit(address)
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError as error:
        raise UsageError(f"{place} {_NO_ADDRESS}") from error
    schema = next((value for name, value in asked if name == "schema"), None)
    if schema is not None and not _SCHEMA.fullmatch(schema):
        raise UsageError(f"{place}: a schema has a name of letters, digits and _, not {schema!r:.40}")
    rest = urlencode([(name, value) for name, value in asked if name != "schema"])
    head = address.partition("?")[0]
    return "postgresql://" + head.split("://", 1)[1] + (f"?{rest}" if rest else ""), schema


def _engine(address: str, schema: str | None, place: str) -> Engine:
    try:
        import psycopg  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(f"{place}: PostgreSQL needs its driver: pip install 'twosource[postgres]'") from error

    def connect() -> Any:  # noqa: ANN401 - psycopg's connection
        try:
            return psycopg.connect(address, connect_timeout=CONNECTING, application_name="twosource")
        except psycopg.ProgrammingError:
            raise UsageError(f"{place} {_NO_ADDRESS}") from None

    engine = create_engine(
        "postgresql+psycopg://", creator=connect, pool_pre_ping=True, pool_size=8, max_overflow=24, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def prepared(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        if schema:
            cursor.execute(f'SET search_path TO "{schema}"')
        cursor.execute("SET client_encoding TO 'UTF8'")
        cursor.close()
        connection.commit()

    return engine


def _there(connection: Connection, schema: str) -> bool:
    query = text("SELECT 1 FROM pg_namespace WHERE nspname = :s")
    return connection.execute(query, {"s": schema}).first() is not None
