"""Full-text search in PostgreSQL: the words that FTS5 cuts (``store.words``), an index of them, and BM25 in SQL.

A row of ``words`` has what was said and who is named (to be shown), its words in their order (``terms``: each between
two spaces, who is named after a line feed), their number, how often those stand there that do so more than once
(``often``), and the set of them (``held``) under a GIN index. The index gives the rows that have all words, somewhere;
that they stand as a phrase, and how often that does, is looked up in ``terms``. A row with more different words than a
``tsvector`` takes (about a megabyte of them) has no set, and is always looked at.

How many rows there are, and how many words, is counted in ``words_all``: one row, as one writes at a time.
"""

from __future__ import annotations

from collections import Counter
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
    Row,
    Select,
    Subquery,
    Table,
    and_,
    bindparam,
    case,
    cast,
    delete,
    false,
    func,
    literal,
    not_,
    null,
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

_METADATA = MetaData()
WORDS = Table(
    "words",
    _METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("often", Words, nullable=False),
    Column("terms", Words, nullable=False),
    Column("held", TSVECTOR),
    Column("said", Words, nullable=False),
    Column("who", Words, nullable=False),
)
ALL = Table(
    "words_all", _METADATA, Column("rows", BigInteger, nullable=False), Column("size", BigInteger, nullable=False)
)

_FLOAT = Float(53)
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
        "often": "".join(f" {term}:{n}" for term, n in sorted(Counter((*said, *who)).items()) if n > 1) + " ",
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
            "often": bindparam("often"),
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


def best(connection: Connection, chosen: Select[Any], rank: ColumnElement[float], number: int) -> Sequence[Row[Any]]:
    """The best rows, and all that are as good as the last of them."""
    return connection.execute(chosen.order_by(rank).fetch(number, with_ties=True)).all()


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

    def times(self, *, sure: bool) -> ColumnElement[float]:
        """How often it stands there; ``sure``: in rows in which it does."""
        if self.told_by_index and not self.begins:  # once, unless the row tells how often
            told = func.split_part(func.split_part(WORDS.c.often, f" {self.words[0]}:", 2), " ", 1)
            once = cast(func.coalesce(func.nullif(told, ""), "1"), _FLOAT)
            return once if sure else case((self.there, once), else_=_number(0.0))
        if len(self.words) > 1 and (self.begins or self.words[0] in self.words[1:]):  # places may overlap
            head, rest = f" {self.words[0]} ", self.written[len(self.words[0]) + 2 :]
            places = func.regexp_matches(WORDS.c.terms, f"{head}(?={rest})", "g").table_valued("one").render_derived()
            return cast(select(func.count()).select_from(places).scalar_subquery(), _FLOAT)
        without = func.replace(WORDS.c.terms, self.written, "")
        taken = func.octet_length(WORDS.c.terms, type_=Integer) - func.octet_length(without, type_=Integer)
        return cast(taken // len(self.written.encode()), _FLOAT)


def ranked(connection: Connection, asked: Asked) -> Subquery:
    """What has the words, with FTS5's ``rank``: BM25 in the order of its operations, down to the last digit."""
    wanted, unwanted = _terms(asked.wanted), _terms(asked.unwanted)
    if not all(wanted):  # of some of it no word can stand anywhere
        return (
            select(literal(0).label("n"), literal(0.0).label("rank"), null().label("shown"))
            .where(false())
            .subquery("found")
        )
    conditions = [_held(wanted)]
    conditions += [_any(each) for each in wanted if not all(one.told_by_index for one in each)]
    conditions += [
        or_(*(has(said, part) for said in (WORDS.c.said, WORDS.c.who) for part in some)) for some in asked.had
    ]
    conditions += [not_(one.there) for each in unwanted for one in each]
    phrases = [one for each in wanted for one in each]
    alone = len(phrases) == 1 and not asked.unwanted and not asked.had  # the rows that have it are those found
    columns = [WORDS.c.n, cast(WORDS.c.size, _FLOAT).label("size")]
    columns += [func.count(type_=Integer).over().label("number")] if alone else []
    columns += [
        one.times(sure=len(each) == 1).label(f"times{n}")
        for n, (each, one) in enumerate((each, one) for each in wanted for one in each)
    ]
    there = select(*columns).where(*conditions).offset(0).subquery("there")  # offset: nothing is counted twice
    rows, average, having = _all(connection, () if alone else phrases)
    score: ColumnElement[float] = _number(0.0)
    length = _number(1 - B) + _number(B) * there.c.size / _number(average)
    for n in range(len(phrases)):
        score += _weight(_number(rows), cast(there.c.number, _FLOAT) if alone else _number(having[n])) * (
            (there.c[f"times{n}"] * _number(K1 + 1.0)) / (there.c[f"times{n}"] + _number(K1) * length)
        )
    return select(there.c.n, (-score).label("rank"), null().label("shown")).subquery("found")


def _weight(rows: ColumnElement[float], having: ColumnElement[float]) -> ColumnElement[float]:
    """What a phrase counts for that so many rows have."""
    weight = func.ln((rows - having + _number(0.5)) / (having + _number(0.5)))
    return case((weight > 0, weight), else_=_number(LEAST))


def _terms(asked: Sequence[Spelled]) -> list[list[_Terms]]:
    """Phrases as the index has them, without those in which there is no word."""
    every: list[Phrase] = [phrase for spelled in asked for phrase in spelled]
    words = dict(zip(every, (said for said, _ in cut([(phrase.text, "") for phrase in every])), strict=True))
    return [[_Terms(words[one], begins=one.begins) for one in spelled if words[one]] for spelled in asked]


def _held(wanted: Sequence[Sequence[_Terms]]) -> ColumnElement[bool]:
    """That a row has all the words, by the index; or what the index does not have."""
    query = " & ".join(f"({' | '.join(one.query for one in each)})" for each in wanted)
    exact = and_(*(_any(each) for each in wanted))
    return or_(
        WORDS.c.held.op("@@", is_comparison=True)(cast(literal(query), TSQUERY)),
        and_(WORDS.c.held.is_(None), exact),
    )


def _any(each: Sequence[_Terms]) -> ColumnElement[bool]:
    return or_(*(one.there for one in each))


def _all(connection: Connection, phrases: Sequence[_Terms] = ()) -> tuple[int, float, list[int]]:
    """How many rows there are, their average number of words, and how many rows have each of some phrases."""
    having = [
        select(func.count())
        .select_from(WORDS)
        .where(_held([[one]]), one.there if not one.told_by_index else true())
        .scalar_subquery()
        for one in phrases
    ]
    rows, size, *found = connection.execute(select(ALL.c.rows, ALL.c.size, *having)).one()
    return rows, max(size, 1) / max(rows, 1), found


def _number(value: float) -> ColumnElement[float]:
    return cast(literal(float(value)), _FLOAT)
