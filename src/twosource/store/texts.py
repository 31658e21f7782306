"""Conditions on parts of texts that every database takes alike: capital and small letters of ASCII are the same.

That is SQLite's LIKE. PostgreSQL's ILIKE is the same for a column of the collation "C" (``schema``).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Boolean, ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from twosource.store.schema import plain

_MARK = "/"
"""Before a sign that is meant as it is."""


class _Alike(FunctionElement[bool]):
    """A text that a pattern is like."""

    type = Boolean()
    inherit_cache = True


@compiles(_Alike)
def _like(element: _Alike, compiler: SQLCompiler, **kw: Any) -> str:  # noqa: ANN401 - what SQLAlchemy hands on
    text, pattern = (compiler.process(clause, **kw) for clause in element.clauses)
    sign = "ILIKE" if compiler.dialect.name == "postgresql" else "LIKE"
    return f"({text} {sign} {pattern} ESCAPE '{_MARK}')"


def has(text: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a text has a part."""
    return _Alike(text, f"%{_meant(part)}%")


def ends(text: ColumnElement[Any], part: str) -> ColumnElement[bool]:
    """Whether a text ends so."""
    return _Alike(text, f"%{_meant(part)}")


def _meant(part: str) -> str:
    part = plain(part)
    for sign in (_MARK, "%", "_"):
        part = part.replace(sign, _MARK + sign)
    return part
