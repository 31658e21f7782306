"""A table as CSV (RFC 4180, UTF-8) that a spreadsheet opens without running anything: ``csv(table, dossier)``.

In: a table and a dossier. Out: bytes: a line of names, a line for each row, each ended by CRLF. Every text stands in
double quotes; numbers and truth values (``true``, ``false``) do not; a cell without a value is empty.

Reports are written by others, and a spreadsheet takes a cell for a formula that begins with ``= + - @`` (or their
full-width forms), a tab or a line break (OWASP, "CSV Injection"). An apostrophe is put before such a beginning: also
before what is only *seen* as one by a program that takes semicolons, tabs, bars or line breaks for the ends of cells,
behind spaces and quotation marks. Apostrophes that stand there already get one more, and an empty text is one alone,
so that it can be undone: ``plain(guarded(text)) == text`` for every text.

What this does not do: read a file (any CSV reader does; :func:`plain` then gives the text of a cell).
"""

from __future__ import annotations

import re

from twosource.errors import OutputError
from twosource.model import Dossier
from twosource.render.tables import Cell, Table

_FORMULA = "[=+@\uff1d\uff0b\uff0d\uff20-]"
_BEGINS = r"""(?:\A|(?<=[;|\t\r\n]))[" ]*"""
"""Where a cell begins, or may be seen to begin."""
_OTHER = r"(?='*(?:[\t\r\n\0]|\Z))"
_GUARDED = re.compile(rf"(?:\A{_OTHER}|{_BEGINS}(?='*{_FORMULA}))")
_PLAIN = re.compile(rf"(?:\A'{_OTHER}|({_BEGINS})'(?='*{_FORMULA}))")


def csv(table: Table, dossier: Dossier) -> bytes:
    """The table of a dossier as CSV. A text with half a surrogate pair cannot be written: OutputError."""
    names = ",".join(f'"{column.name}"' for column in table.columns)
    rows = (",".join(_cell(cell) for cell in row) for row in table.rows(dossier))
    written = "".join(f"{line}\r\n" for line in (names, *rows))
    try:
        return written.encode("utf-8")
    except UnicodeEncodeError as error:
        raise OutputError(
            f"{table.name}.csv cannot be written: a text holds half a character ({error.reason})"
        ) from None


def guarded(text: str) -> str:
    """The text as it stands in a cell."""
    return _GUARDED.sub(r"\g<0>'", text)


def plain(cell: str) -> str:
    """The text of a cell."""
    return _PLAIN.sub(lambda found: found[1] or "", cell)


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        quoted = guarded(value).replace('"', '""')
        return f'"{quoted}"'
    return str(value).lower() if isinstance(value, bool) else repr(value)
