"""A table as Parquet, with the types of its columns: ``parquet(table, dossier)``.

In: a table and a dossier. Out: the bytes of a Parquet file. Texts are strings, whole numbers 64 bits wide, other
numbers doubles; every column may be null. The file says what a row is and what each column holds. Needs pyarrow, which
the extra ``tables`` brings.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from twosource.errors import OutputError, UsageError
from twosource.model import Dossier
from twosource.render.tables import Cell, Column, Kind, Table


def check() -> None:
    """Raise :class:`UsageError` if it cannot be written on this machine."""
    arrow()


def parquet(table: Table, dossier: Dossier) -> bytes:
    """The table of a dossier as Parquet. A text with half a surrogate pair cannot be written: OutputError."""
    writes = arrow()
    try:
        made = filled(table.columns, list(table.rows(dossier)))
    except UnicodeEncodeError as error:
        told = f"{table.name}.parquet cannot be written: a text holds half a character ({error.reason})"
        raise OutputError(told) from None
    out = BytesIO()
    writes.parquet.write_table(made.replace_schema_metadata({"row": table.row}), out)
    return out.getvalue()


def filled(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Any:  # noqa: ANN401 - of an extra
    """Rows as a table of pyarrow's, with the types and the meanings of its columns. Raises ``UnicodeEncodeError`` for
    half a surrogate pair.
    """
    known = arrow()
    types: dict[Kind, Any] = {
        "text": known.string(), "integer": known.int64(), "number": known.float64(), "boolean": known.bool_()
    }  # fmt: skip
    fields = [known.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in columns]
    cells = [known.array([row[i] for row in rows], types[c.kind]) for i, c in enumerate(columns)]
    return known.Table.from_arrays(cells, schema=known.schema(fields))


def arrow() -> Any:  # noqa: ANN401 - a module that need not be there
    """The module pyarrow. Raises :class:`UsageError` where it is not there."""
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        told = f"Parquet needs pyarrow, which is not there ({error}): pip install 'twosource[tables]'"
        raise UsageError(told) from error
    return pyarrow
