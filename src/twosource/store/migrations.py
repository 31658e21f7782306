"""From the tables of any earlier version to those of today, inside one transaction.

A new case gets today's tables (``schema``) and index at once. A case of an earlier version goes through the steps that
came since, in their order; a step names tables and columns as they were when it was written, never ``schema``, which
goes on changing. ``VERSION`` is the number of steps: to change the tables, change ``schema`` and add a step. A test
holds that both ways give the same tables. The first version that PostgreSQL had was the third.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, insert, text, update

from twosource.store import words
from twosource.store.schema import meta, metadata

NAME = "tables"
"""Under which name the version is kept in ``meta``."""

Step = Callable[[Connection], None]


def _places(connection: Connection) -> None:
    """2: pages know the file that they are, so that a file that was edited is a version of what it was."""
    connection.execute(text("ALTER TABLE pages ADD COLUMN place VARCHAR"))
    connection.execute(text("CREATE INDEX ix_pages_place ON pages (place)"))


def _counted(connection: Connection) -> None:
    """3: articles are counted by a column, as other databases do not count rows."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN n INTEGER DEFAULT '0' NOT NULL"))
    connection.execute(text("UPDATE articles SET n = rowid"))
    connection.execute(text("CREATE INDEX ix_articles_n ON articles (n)"))


STEPS: tuple[Step, ...] = (_places, _counted)
"""What changed since the first version: STEPS[0] makes version 2 of version 1."""

VERSION = 1 + len(STEPS)

_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER log_kept BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
        """
        CREATE TRIGGER log_once BEFORE INSERT ON log WHEN EXISTS (SELECT 1 FROM log WHERE n = NEW.n)
        BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END
        """,
        "CREATE TRIGGER log_whole BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END",
    ),
    "postgresql": (
        """
        CREATE FUNCTION log_kept() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'the log is only added to'; END $$
        """,
        "CREATE TRIGGER log_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON log EXECUTE FUNCTION log_kept()",
    ),
}
"""What keeps the log as it is, by database."""


def migrate(connection: Connection, known: int) -> None:
    """Bring the tables from version ``known`` (0: none yet) to today's."""
    if known == VERSION:
        return
    if known == 0:
        metadata.create_all(connection)
        words.of(connection).create(connection)
        for statement in _APPEND_ONLY[connection.dialect.name]:
            connection.execute(text(statement))
        connection.execute(insert(meta).values(name=NAME, value=str(VERSION)))
        return
    for step in STEPS[known - 1 :]:
        step(connection)
    connection.execute(update(meta).where(meta.c.name == NAME).values(value=str(VERSION)))
