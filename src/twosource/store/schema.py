"""The tables of a case, for every database alike (SQLAlchemy Core).

Records are kept whole, as bytes that only their owner reads (``record`` columns); what is asked for by a query has a
column of its own beside them. Times are ISO 8601 in UTC. Nothing refers to a row number: ids are content hashes, so a
case says the same wherever it lies.

Texts are compared and put in order by their code points, in whatever language a database was made; and hold nothing
that one of the databases cannot (:func:`plain`).
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_HALF = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """A text that every database can hold: half a surrogate pair is no character, and NUL ends a text for some."""
    return _HALF.sub("?", text).replace("\0", "\ufffd")


class _Words(TypeDecorator[str]):
    """A text, in every database alike."""

    impl: type[TypeEngine[Any]] = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL's order depends on how a database was made, unless it is told."""
        of_ours: TypeEngine[Any] = Text(collation="C") if dialect.name == "postgresql" else self._plain()
        return dialect.type_descriptor(of_ours)

    def _plain(self) -> TypeEngine[Any]:
        return Text()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's
        """What is kept, or compared with what is."""
        return None if value is None else plain(value)


class _Name(_Words):
    """A short text."""

    impl = String
    cache_ok = True

    def _plain(self) -> TypeEngine[Any]:
        return String()


Words, Name = _Words(), _Name()
Number = BigInteger().with_variant(Integer, "sqlite")
"""What counts rows; in SQLite only an INTEGER does."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", Words, nullable=False),
    comment="What holds for the whole case: version of the tables, settings.",
)

raws = Table(
    "raws",
    metadata,
    Column("sha256", Name, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="The bytes of pages, by their SHA-256, compressed.",
)

pages = Table(
    "pages",
    metadata,
    Column("id", Name, primary_key=True),
    Column("raw", Name, ForeignKey("raws.sha256"), nullable=False),
    Column("file", Name, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("seen", Name, nullable=False),
    Column("n", Integer, nullable=False, index=True),
    Column("made_by", Name),
    Column("article", Name, index=True),
    Column("problem", LargeBinary),
    Column("place", Name, index=True),
    comment="What was added. n: when it was seen last, counted; made_by: what "
    "has read the page (null: nothing yet); then it has an article or a problem. place: the file that it is, hashed.",
)
Index("pages_by_reader", pages.c.made_by)

articles = Table(
    "articles",
    metadata,
    Column("id", Name, primary_key=True),
    Column("page", Name, nullable=False),
    Column("report", Name, nullable=False, index=True),
    Column("turn", Name, nullable=False),
    Column("current", Integer, nullable=False),
    Column("now", Name),
    Column("url", Name),
    Column("outlet", Name),
    Column("published", Name),
    Column("record", LargeBinary, nullable=False),
    Column("n", Integer, nullable=False, server_default="0", index=True),
    comment="One version of a report each. report: what the versions of one report share; turn: their order; "
    "now: the article that its page was read as since (null: this one); n: when it came, counted.",
)

readings = Table(
    "readings",
    metadata,
    Column("article", Name, ForeignKey("articles.id"), primary_key=True),
    Column("made_by", Name, nullable=False),
    Column("record", LargeBinary, nullable=False),
    comment="What was read out of an article, as its rulings have it (part of made_by).",
)

profiles = Table(
    "profiles",
    metadata,
    Column("article", Name, ForeignKey("articles.id"), primary_key=True),
    Column("made_by", Name, nullable=False),
    Column("grouped", Integer, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
    comment="What grouping knows of an article. grouped: 0 until its ties were looked for.",
)

keys = Table(
    "keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article", Name, primary_key=True),
    sqlite_with_rowid=False,
    comment="Under which keys (hashed) a report is found, and of which day it is (0: not dated).",
)

ties = Table(
    "ties",
    metadata,
    Column("first", Name, primary_key=True),
    Column("second", Name, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("odds", Integer),
    comment="Two articles that may be of one story, the smaller id first. odds: beside their other ties (hundredths of "
    "the natural log; null: not judged yet).",
)
Index("ties_of_second", ties.c.second)

stories = Table(
    "stories",
    metadata,
    Column("id", Name, primary_key=True),
    Column("born", Integer, nullable=False, index=True),
    Column("seed", Name, nullable=False, index=True),
    Column("title", Words, nullable=False),
    Column("now", Name, index=True),
    Column("key", Name),
    Column("first", Name),
    Column("last", Name),
    Column("reports", Integer, nullable=False),
    comment="now: the story that this one is part of by now. key: the state of its articles and rulings.",
)

members = Table(
    "members",
    metadata,
    Column("story", Name, ForeignKey("stories.id"), primary_key=True),
    Column("article", Name, primary_key=True),
    Column("main", Integer, nullable=False),
    comment="Which articles a story has. main: 1 in the story that the article is of first of all.",
)
Index("members_of_article", members.c.article)

dossiers = Table(
    "dossiers",
    metadata,
    Column("story", Name, ForeignKey("stories.id"), primary_key=True),
    Column("key", Name, nullable=False),
    Column("made", Name, nullable=False),
    Column("standings", Words, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("judged", LargeBinary, nullable=False),
    comment="The dossier of a story, compressed. key: of what it was made (stories.key when it is up to date); "
    "judged: what was said of pairs of passages then.",
)

claims = Table(
    "claims",
    metadata,
    Column("id", Name, primary_key=True),
    Column("story", Name, nullable=False, index=True),
    Column("now", Name),
    comment="Every claim that a dossier ever had: now is the claim that took it up, null while it stands itself.",
)

changes = Table(
    "changes",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("id", Name, nullable=False, unique=True),
    Column("at", Name, nullable=False),
    Column("kind", Name, nullable=False),
    Column("story", Name, index=True),
    Column("record", LargeBinary, nullable=False),
    comment="What changed in the case, in the order in which it was found.",
)

log = Table(
    "log",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
    Column("sha256", Name, nullable=False, unique=True),
    comment="What people ruled: each line with the hash of itself and the one before it. Never changed, only added to.",
)

sources = Table(
    "sources",
    metadata,
    Column("kind", Name, primary_key=True),
    Column("address", Name, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("checked", Name),
    Column("problem", Words),
    comment="What is watched: folders, feeds and addresses, with what is known of them.",
)

findable = Table(
    "findable",
    metadata,
    Column("n", Number, primary_key=True, autoincrement=False),
    Column("kind", Name, nullable=False),
    Column("ref", Name, nullable=False),
    Column("article", Name),
    Column("story", Name),
    Column("outlet", Name),
    Column("speaker", Name),
    Column("channel", Name),
    Column("standing", Name),
    Column("day", Name),
    Column("start", Integer),
    Column("end", Integer),
    comment="What search finds; the words lie in the full-text index under the same number.",
)
Index("findable_of", findable.c.article)
Index("findable_in", findable.c.story)
