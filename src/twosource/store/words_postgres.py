"""Full-text search in PostgreSQL: the words that FTS5 cuts (``store.words``), an index of them, and BM25 in SQL.

A row of ``words`` has what was said and who is named (to be shown), its words in their order (``terms``: each between
two spaces, who is named after a line feed), their number, and the set of them (``held``) under a GIN index. The index
gives the rows that have all words, somewhere; that they stand as a phrase, and how often, is looked up in ``terms``. A
row with more different words than a ``tsvector`` takes (about a megabyte of them) has no set, and is always looked at.

How many rows there are, and how many words, is counted in ``words_all``: one row, as one writes at a time.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Float,
    Integer,
    MetaData,
    Subquery,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from twosource.store.schema import Words
from twosource.store.texts import has
from twosource.store.words import Asked, Entry, Phrase, Spelled, cut
from twosource.store.words import snippets as around

_METADATA = MetaData()
WORDS = Table(
    "words",
    _METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("terms", Words, nullable=False),
    Column("held", TSVECTOR),
    Column("said", Words, nullable=False),
    Column("who", Words, nullable=False),
)
ALL = Table(
    "words_all", _METADATA, Column("rows", BigInteger, nullable=False), Column("size", BigInteger, nullable=False)
)

LONGEST = 200
"""Characters of a word that its index has; what is longer is told apart by ``terms``."""
MOST = 1_000_000
"""Bytes of words that a ``tsvector`` takes, less a margin."""
K1, B = 1.2, 0.75
"""The constants of BM25, which are those of FTS5."""
LEAST = 1e-6
"""The weight of a phrase that more than half of all rows have, as in FTS5."""


def create(connection: Connection) -> None:
    """Make the index."""
    _METADATA.create_all(connection)
    for statement in (
        "CREATE INDEX words_held ON words USING gin (held)",
        "CREATE INDEX words_not_held ON words (n) WHERE held IS NULL",
        "ALTER TABLE words ALTER COLUMN held SET STORAGE EXTERNAL",
        "INSERT INTO words_all VALUES (0, 0)",
    ):
        connection.execute(text(statement))


def enter(connection: Connection, entries: Sequence[Entry]) -> None:
    """Make these findable."""
    rows = [
        {"n": one.n, "said": one.said, "who": one.who, **_row(*words)}
        for one, words in zip(entries, cut([(one.said, one.who) for one in entries]), strict=True)
    ]
    if rows:
        values = {"held": cast(bindparam("held"), TSVECTOR)}
        connection.execute(WORDS.insert().values(values), rows)
        _count(connection, len(rows), sum(row["size"] for row in rows))


def _row(said: Sequence[str], who: Sequence[str]) -> dict[str, Any]:
    held = {term[:LONGEST] for term in (*said, *who)}
    fits = sum(len(term.encode()) + 1 for term in held) < MOST
    return {
        "size": len(said) + len(who),
        "terms": f"{_spaced(said)}\n{_spaced(who)}",
        "held": " ".join(map(_quoted, sorted(held))) if fits else None,
    }


def _spaced(terms: Sequence[str]) -> str:
    return "".join(f" {term} " for term in terms)


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"


def _count(connection: Connection, rows: int, size: int) -> None:
    connection.execute(update(ALL).values(rows=ALL.c.rows + rows, size=ALL.c.size + size))


def rename(connection: Connection, names: Mapping[int, str]) -> None:
    """Other names for those under these numbers."""
    query = select(WORDS.c.n, WORDS.c.terms, WORDS.c.size).where(WORDS.c.n.in_(names))
    known = connection.execute(query).all()
    made = cut([("", names[row.n]) for row in known])
    rows = []
    for row, (_, who) in zip(known, made, strict=True):
        said = row.terms.partition("\n")[0].split()
        rows.append({"n_": row.n, "who_": names[row.n], "was": row.size, **_row(said, who)})
    if rows:
        changed = {
            "who": bindparam("who_"),
            "size": bindparam("size"),
            "terms": bindparam("terms"),
            "held": cast(bindparam("held"), TSVECTOR),
        }
        told = [{name: value for name, value in row.items() if name != "was"} for row in rows]
        connection.execute(update(WORDS).where(WORDS.c.n == bindparam("n_")).values(changed), told)
        _count(connection, 0, sum(row["size"] - row["was"] for row in rows))


def leave(connection: Connection, numbers: Sequence[int]) -> None:
    """Make these findable no more."""
    gone = connection.execute(delete(WORDS).where(WORDS.c.n.in_(numbers)).returning(WORDS.c.size)).scalars().all()
    _count(connection, -len(gone), -sum(gone))


def entries(connection: Connection, numbers: Sequence[int] | None = None) -> Iterator[Entry]:
    """What is findable under these numbers; without them all there is."""
    query = select(WORDS.c.n, WORDS.c.said, WORDS.c.who).order_by(WORDS.c.n)
    for row in connection.execute(query if numbers is None else query.where(WORDS.c.n.in_(numbers))):
        yield Entry(*row)


# --- searching ------------------------------------------------------------------------------------------------------


def snippets(connection: Connection, asked: Asked, numbers: Sequence[int]) -> dict[int, str]:
    """The words around what was found."""
    return around(asked, entries(connection, numbers))


class _Terms:
    """A phrase in the words of the index."""

    def __init__(self, words: Sequence[str], *, begins: bool) -> None:
        self.words, self.begins = words, begins
        self.written = _spaced(words)[: -1 if begins else None]

    @property
    def query(self) -> str:
        """The index's condition: all its words are there."""
        ends = [""] * (len(self.words) - 1) + [":*" if self.begins or len(self.words[-1]) > LONGEST else ""]
        parts = [f"{_quoted(word[:LONGEST])}{end}" for word, end in zip(self.words, ends, strict=True)]
        return f"({' & '.join(parts)})"

    @property
    def told_by_index(self) -> bool:
        """Whether the index alone tells that it is there."""
        return len(self.words) == 1 and len(self.words[0]) <= LONGEST

    @property
    def there(self) -> ColumnElement[bool]:
        """That it stands there."""
        return func.strpos(WORDS.c.terms, self.written) > 0

    @property
    def times(self) -> ColumnElement[float]:
        """How often it stands there."""
        if len(self.words) > 1 and (self.begins or self.words[0] in self.words[1:]):  # places may overlap
            head, rest = f" {self.words[0]} ", self.written[len(self.words[0]) + 2 :]
            places = func.regexp_matches(WORDS.c.terms, f"{head}(?={rest})", "g").table_valued("one").render_derived()
            return cast(select(func.count()).select_from(places).scalar_subquery(), Float)
        without = func.replace(WORDS.c.terms, self.written, "")
        taken = func.octet_length(WORDS.c.terms, type_=Integer) - func.octet_length(without, type_=Integer)
        return cast(taken // len(self.written.encode()), Float)


def ranked(connection: Connection, asked: Asked) -> Subquery:
    """What has the words, with its rank."""
    wanted, unwanted = _terms(asked.wanted), _terms(asked.unwanted)
    if not all(any(one is not None for one in spelled) for spelled in wanted):  # no word of it can stand anywhere
        return select(literal(0).label("n"), literal(0.0).label("rank")).where(false()).subquery("found")
    spelled = [[one for one in each if one is not None] for each in wanted]
    conditions = [_held(" & ".join(f"({' | '.join(one.query for one in each)})" for each in spelled))]
    conditions += [or_(*(one.there for one in each)) for each in spelled if not all(one.told_by_index for one in each)]
    conditions += [
        or_(*(has(said, part) for said in (WORDS.c.said, WORDS.c.who) for part in some)) for some in asked.had
    ]
    conditions += [not_(one.there) for each in unwanted for one in each if one is not None]
    rank = _rank(connection, [one for each in spelled for one in each])
    return select(WORDS.c.n, rank.label("rank")).where(and_(*conditions)).subquery("found")


def _terms(asked: Sequence[Spelled]) -> list[list[_Terms | None]]:
    """Phrases as the index has them; None for one in which there is no word."""
    every: list[Phrase] = [phrase for spelled in asked for phrase in spelled]
    words = dict(zip(every, (said for said, _ in cut([(phrase.text, "") for phrase in every])), strict=True))
    return [[_Terms(words[p], begins=p.begins) if words[p] else None for p in spelled] for spelled in asked]


def _held(query: str) -> ColumnElement[bool]:
    """What the index gives, and what it does not have."""
    return or_(WORDS.c.held.op("@@", is_comparison=True)(cast(literal(query), TSQUERY)), WORDS.c.held.is_(None))


def _rank(connection: Connection, phrases: Sequence[_Terms]) -> ColumnElement[float]:
    """FTS5's ``rank``: BM25 in the order of its operations, so that the last digit is the same."""
    counted = [
        select(func.count()).where(_held(one.query), one.there if not one.told_by_index else true()).scalar_subquery()
        for one in phrases
    ]
    rows, size, *having = connection.execute(select(ALL.c.rows, ALL.c.size, *counted)).one()
    if not rows or not size:
        return literal_column("0.0", Float)
    score: ColumnElement[float] = cast(literal(0.0), Float)
    for one, with_it in zip(phrases, having, strict=True):
        weight = math.log((rows - with_it + 0.5) / (with_it + 0.5))
        length = _number(1 - B) + _number(B) * cast(WORDS.c.size, Float) / _number(size / rows)
        times = one.times
        score += _number(weight if weight > 0 else LEAST) * (
            (times * _number(K1 + 1.0)) / (times + _number(K1) * length)
        )
    return -score


def _number(value: float) -> ColumnElement[float]:
    return cast(literal(value), Float(53))
