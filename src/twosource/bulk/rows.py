"""A page read in bulk: all that a case keeps of it, and what analysts ask of it.

In: a page. Out: a :class:`Row`: the records of its article, reading and profile as bytes, from which a case is filled
without reading again, and cells for the tables; or why there is no article. Nothing that a page does to the program
ends a run: what fails on it is a problem that names it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct

from twosource import annotate, desk, group, read
from twosource.errors import TwosourceError
from twosource.model import Article, Dossier, MadeBy, Problem, Reading, Statement
from twosource.render.tables import TABLES, Cell, Column

_TABLES = {table.name: table for table in TABLES}
_REPORT = _TABLES["reports"].columns
_STATEMENT = _TABLES["statements"].columns
_UNSET = ("speaker", "origin", "refusal")
"""Columns of a statement that only comparing fills."""

BROKEN = " … "
"""Stands between the parts of words that are broken by others."""

REPORT: tuple[Column, ...] = (
    *_REPORT,
    Column("statements", "integer", "statements in it"),
    Column("anonymous", "integer", "statements of sources that are not named"),
    Column("assertions", "integer", "passages that put forward something checkable"),
    Column("mentions", "integer", "names, titles and pronouns that stand for somebody or something"),
)
"""What is told of a report."""
STATEMENT: tuple[Column, ...] = (
    *(column for column in _STATEMENT if column.name not in _UNSET),
    Column("start", "integer", "first character of the words that are given to the source"),
    Column("end", "integer", "character after the last one"),
    Column("text", "text", f"the words; “{BROKEN.strip()}” where others stand between them"),
)
"""What is told of a statement."""


class Row(Struct, frozen=True, kw_only=True):
    """A page that was read. ``lost``: it ended its workers, and might be read another time."""

    article: bytes | None = None
    reading: bytes | None = None
    profile: bytes | None = None
    problem: bytes | None = None
    report: tuple[Cell, ...] = ()
    statements: tuple[tuple[Cell, ...], ...] = ()
    lost: bool = False


def read_row(page: read.Page) -> Row:
    """One page to its row. The unit of work of a process."""
    article = read.page(page)
    if isinstance(article, Problem):
        return _none(article)
    reading = annotate.article(article, desk.loaded())
    return Row(
        article=msgspec.json.encode(article),
        reading=msgspec.msgpack.encode(reading),
        profile=msgspec.msgpack.encode(group.profile(article, reading)),
        report=(*_cells("reports", article, reading)[0], *_counts(reading)),
        statements=tuple(_statement(article, reading)),
    )


def guarded(reads: Callable[[read.Page], Row], page: read.Page) -> Row:
    """The row of a page, whatever it does to what reads it."""
    try:
        return reads(page)
    except TwosourceError:  # a model that is missing: no page is to blame
        raise
    except Exception as error:  # noqa: BLE001 - one bad page does not end the reading of a million others
        told = f"could not be read ({type(error).__name__}: {error!s:.200}): left out; please report it with this page"
        return _none(Problem(about=page.file, stage="read", message=told))


def lost(page: read.Page, why: str) -> Row:
    """The row of a page over which workers ended."""
    return msgspec.structs.replace(_none(desk.lost(page.file, why)), lost=True)


def problem(row: Row) -> Problem | None:
    """Why a page has no article."""
    return msgspec.json.decode(row.problem, type=Problem) if row.problem is not None else None


def _none(problem: Problem) -> Row:
    return Row(problem=msgspec.json.encode(problem))


def _cells(table: str, article: Article, reading: Reading) -> list[tuple[Cell, ...]]:
    """The rows of one of a dossier's tables."""
    alone = Dossier(made_by=MadeBy(twosource=""), title="", articles=(article,), statements=reading.statements)
    return list(_TABLES[table].rows(alone))


def _counts(reading: Reading) -> tuple[Cell, ...]:
    anonymous = sum(statement.anonymous for statement in reading.statements)
    return (len(reading.statements), anonymous, len(reading.assertions), len(reading.mentions))


def _statement(article: Article, reading: Reading) -> list[tuple[Cell, ...]]:
    kept = [number for number, column in enumerate(_STATEMENT) if column.name not in _UNSET]
    rows = _cells("statements", article, reading)
    return [
        (*(row[number] for number in kept), *_words(article, statement))
        for row, statement in zip(rows, reading.statements, strict=True)
    ]


def _words(article: Article, statement: Statement) -> tuple[Cell, ...]:
    spans = statement.content
    text = BROKEN.join(article.text[span.start : span.end] for span in spans)
    return (spans[0].start, spans[-1].end, text) if spans else (None, None, None)
