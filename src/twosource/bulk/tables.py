"""A shard as two tables in Parquet: its pages, and the statements of its reports.

In: the pages and rows of a shard. Out: the bytes of two files, the same wherever they were made; and from the bytes of
the first the pages and rows again. The columns of a report and of a statement are those of a dossier's tables
(:mod:`twosource.render.tables`) as far as they can be told of one report alone; beside them the table of pages holds
what a case is filled with. Every cell may be null: a page that is no report has a problem in the place of a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import msgspec

from twosource import read
from twosource.bulk import cutting
from twosource.bulk.rows import REPORT, STATEMENT, Row, problem
from twosource.model import Problem
from twosource.render import parquet
from twosource.render.tables import Cell, Column

LEVEL = 3
PAGE = (
    Column("page_file", "text", "the page's address, or the file and the number in it"),
    Column("page_url", "text", "the address that the input states"),
    Column("fetched", "text", "when an archive got it (ISO 8601): not when it was published"),
    Column("problem", "text", "why it is no report"),
)
RECORDS = ("page_record", "page_bytes", "article_record", "reading_record", "profile_record")
"""What a case is filled with: JSON, the page as it was, JSON, and twice MessagePack."""


class Filled(NamedTuple):
    """A page with what a case keeps of it."""

    page: read.Page
    row: Row


def pages(shard: Sequence[read.Page], rows: Sequence[Row]) -> bytes:
    """The table of the pages."""
    cells: list[tuple[Cell, ...]] = []
    records: list[tuple[bytes | None, ...]] = []
    for page, row in zip(shard, rows, strict=True):
        told = problem(row)
        known = (page.file, page.stated.url, page.fetched, told.message if told else None)
        cells.append((*known, *(row.report or (None,) * len(REPORT))))
        own = (msgspec.json.encode(cutting.record(page)), page.data)
        records.append((*own, row.article, row.reading, row.profile))
    return _written((*PAGE, *REPORT), cells, RECORDS, records)


def statements(rows: Sequence[Row]) -> bytes:
    """The table of the statements."""
    return _written(STATEMENT, [cells for row in rows for cells in row.statements], (), [])


def read_pages(raw: bytes) -> Iterator[Filled]:
    """The pages of a shard, with what a case keeps of them."""
    arrow = parquet.arrow()
    table = arrow.parquet.read_table(BytesIO(raw), columns=[*RECORDS, "problem"])
    for batch in table.to_batches(max_chunksize=64):
        for line in batch.to_pylist():
            known = msgspec.json.decode(line["page_record"], type=cutting.Record)
            told = Problem(about=known.file, stage="read", message=line["problem"]) if line["problem"] else None
            yield Filled(
                known.page(line["page_bytes"]),
                Row(
                    article=line["article_record"],
                    reading=line["reading_record"],
                    profile=line["profile_record"],
                    problem=msgspec.json.encode(told) if told else None,
                ),
            )


def _written(
    columns: Sequence[Column],
    cells: Sequence[Sequence[Cell]],
    records: Sequence[str],
    blobs: Sequence[Sequence[bytes | None]],
) -> bytes:
    arrow = parquet.arrow()
    made = parquet.filled(columns, [[_text(cell) for cell in row] for row in cells])
    for i, name in enumerate(records):
        made = made.append_column(
            arrow.field(name, arrow.binary()), arrow.array([row[i] for row in blobs], arrow.binary())
        )
    made = made.replace_schema_metadata({"format": cutting.FORMAT})
    out = BytesIO()
    arrow.parquet.write_table(
        made,
        out,
        compression="zstd",
        compression_level=LEVEL,
        row_group_size=2**20,
        use_dictionary=[c.name for c in columns if c.kind == "text" and c.name not in {"text", "sha256", "raw_sha256"}],
        write_statistics=[c.name for c in columns],
    )
    return out.getvalue()


def _text(cell: Cell) -> Cell:
    """A cell that can be written: half a character is none."""
    return cell.encode("utf-8", "replace").decode() if isinstance(cell, str) else cell
