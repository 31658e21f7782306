"""The tables of a case, for every database alike (SQLAlchemy Core).

Records are kept whole, as bytes that only their owner reads (``record`` columns); what is asked for by a query has a
column of its own beside them. Times are ISO 8601 in UTC. Nothing refers to a row number: ids are content hashes, so a
case says the same wherever it lies.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Text, nullable=False),
    comment="What holds for the whole case: version of the tables, settings.",
)

raws = Table(
    "raws",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    comment="The bytes of pages, by their SHA-256, compressed.",
)

pages = Table(
    "pages",
    metadata,
    Column("id", String, primary_key=True),
    Column("raw", String, ForeignKey("raws.sha256"), nullable=False),
    Column("file", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("seen", String, nullable=False),
    Column("n", Integer, nullable=False, index=True),
    Column("made_by", String),
    Column("article", String, index=True),
    Column("problem", LargeBinary),
    Column("place", String, index=True),
    comment="What was added. n: when it was seen last, counted; made_by: what "
    "has read the page (null: nothing yet); then it has an article or a problem. place: the file that it is, hashed.",
)
Index("pages_by_reader", pages.c.made_by)

articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("page", String, nullable=False),
    Column("report", String, nullable=False, index=True),
    Column("turn", String, nullable=False),
    Column("current", Integer, nullable=False),
    Column("now", String),
    Column("url", String),
    Column("outlet", String),
    Column("published", String),
    Column("record", LargeBinary, nullable=False),
    comment="One version of a report each. report: what the versions of one report share; turn: their order; "
    "now: the article that its page was read as since (null: this one).",
)

readings = Table(
    "readings",
    metadata,
    Column("article", String, ForeignKey("articles.id"), primary_key=True),
    Column("made_by", String, nullable=False),
    Column("record", LargeBinary, nullable=False),
    comment="What was read out of an article, as its rulings have it (part of made_by).",
)

profiles = Table(
    "profiles",
    metadata,
    Column("article", String, ForeignKey("articles.id"), primary_key=True),
    Column("made_by", String, nullable=False),
    Column("grouped", Integer, nullable=False, index=True),
    Column("record", LargeBinary, nullable=False),
    comment="What grouping knows of an article. grouped: 0 until its ties were looked for.",
)

keys = Table(
    "keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("article", String, primary_key=True),
    sqlite_with_rowid=False,
    comment="Under which keys (hashed) a report is found, and of which day it is (0: not dated).",
)

ties = Table(
    "ties",
    metadata,
    Column("first", String, primary_key=True),
    Column("second", String, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("odds", Integer),
    comment="Two articles that may be of one story, the smaller id first. odds: beside their other ties (hundredths of "
    "the natural log; null: not judged yet).",
)
Index("ties_of_second", ties.c.second)

stories = Table(
    "stories",
    metadata,
    Column("id", String, primary_key=True),
    Column("born", Integer, nullable=False, index=True),
    Column("seed", String, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("now", String, index=True),
    Column("key", String),
    Column("first", String),
    Column("last", String),
    Column("reports", Integer, nullable=False),
    comment="now: the story that this one is part of by now. key: the state of its articles and rulings.",
)

members = Table(
    "members",
    metadata,
    Column("story", String, ForeignKey("stories.id"), primary_key=True),
    Column("article", String, primary_key=True),
    Column("main", Integer, nullable=False),
    comment="Which articles a story has. main: 1 in the story that the article is of first of all.",
)
Index("members_of_article", members.c.article)

dossiers = Table(
    "dossiers",
    metadata,
    Column("story", String, ForeignKey("stories.id"), primary_key=True),
    Column("key", String, nullable=False),
    Column("made", String, nullable=False),
    Column("standings", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("judged", LargeBinary, nullable=False),
    comment="The dossier of a story, compressed. key: of what it was made (stories.key when it is up to date); "
    "judged: what was said of pairs of passages then.",
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    Column("story", String, nullable=False, index=True),
    Column("now", String),
    comment="Every claim that a dossier ever had: now is the claim that took it up, null while it stands itself.",
)

changes = Table(
    "changes",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("story", String, index=True),
    Column("record", LargeBinary, nullable=False),
    comment="What changed in the case, in the order in which it was found.",
)

log = Table(
    "log",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("record", LargeBinary, nullable=False),
    Column("sha256", String, nullable=False, unique=True),
    comment="What people ruled: each line with the hash of itself and the one before it. Never changed, only added to.",
)

sources = Table(
    "sources",
    metadata,
    Column("kind", String, primary_key=True),
    Column("address", String, primary_key=True),
    Column("record", LargeBinary, nullable=False),
    Column("checked", String),
    Column("problem", Text),
    comment="What is watched: folders, feeds and addresses, with what is known of them.",
)

findable = Table(
    "findable",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("ref", String, nullable=False),
    Column("article", String),
    Column("story", String),
    Column("outlet", String),
    Column("speaker", String),
    Column("channel", String),
    Column("standing", String),
    Column("day", String),
    Column("start", Integer),
    Column("end", Integer),
    comment="What search finds; the words lie in the full-text index under the same number.",
)
Index("findable_of", findable.c.article)
Index("findable_in", findable.c.story)
