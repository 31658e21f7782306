"""A table as Parquet, with the types of its columns: ``parquet(table, dossier)``.

In: a table and a dossier. Out: the bytes of a Parquet file. Texts are strings, whole numbers 64 bits wide, other
numbers doubles; every column may be null. The file says what a row is and what each column holds. Needs pyarrow, which
the extra ``tables`` brings.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from twosource.errors import OutputError, UsageError
from twosource.model import Dossier
from twosource.render.tables import Kind, Table


def check() -> None:
    """Raise :class:`UsageError` if it cannot be written on this machine."""
    _arrow()


def parquet(table: Table, dossier: Dossier) -> bytes:
    """The table of a dossier as Parquet. A text with half a surrogate pair cannot be written: OutputError."""
    arrow = _arrow()
    types: dict[Kind, Any] = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
    }
    fields = [arrow.field(c.name, types[c.kind], metadata={"meaning": c.meaning}) for c in table.columns]
    schema = arrow.schema(fields, metadata={"row": table.row})
    rows = list(table.rows(dossier))
    try:
        columns = [arrow.array([row[i] for row in rows], types[c.kind]) for i, c in enumerate(table.columns)]
    except UnicodeEncodeError as error:
        told = f"{table.name}.parquet cannot be written: a text holds half a character ({error.reason})"
        raise OutputError(told) from None
    out = BytesIO()
    arrow.parquet.write_table(arrow.Table.from_arrays(columns, schema=schema), out)
    return out.getvalue()


def _arrow() -> Any:  # noqa: ANN401 - a module that need not be there
    try:
        import pyarrow as arrow  # noqa: ICN001, PLC0415 - an extra
        import pyarrow.parquet  # noqa: PLC0415
    except ImportError as error:
        told = f"Parquet needs pyarrow, which is not there ({error}): pip install 'twosource[tables]'"
        raise UsageError(told) from error
    return arrow
