"""Who owns which outlet, as a desk tells it: a table that takes independence away and never gives it.

In: a CSV file with the columns ``outlet`` and ``owner`` (others are left alone), a name or an address of an outlet in
each row. Out: owners by the key of the outlet (``houses.outlet_key``), to be set on articles. Two outlets of one owner
count as one house wherever two are asked for; that two have different owners, or none that is known, says nothing.

What this does not do: it ships no table (owners change, and what is true of them is the desk's to know), and it
knows no owners of owners: who is to be one is written as one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import structs

from twosource.errors import UsageError
from twosource.houses import outlet_key
from twosource.model import Article
from twosource.text import squash

OUTLET, OWNER = "outlet", "owner"


def load(file: Path) -> dict[str, str]:
    """Outlet key -> owner. Raises :class:`UsageError`: no such file, a column that is missing, a row without an
    outlet, an outlet with two owners. A row without an owner tells that none is known.
    """
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            columns = {(name or "").strip().casefold(): name for name in rows.fieldnames or ()}
            missing = [name for name in (OUTLET, OWNER) if name not in columns]
            if missing:
                raise UsageError(f"{file}: no column {' and no column '.join(missing)}; the first line must name both")
            told = [(rows.line_num, row[columns[OUTLET]] or "", row[columns[OWNER]] or "") for row in rows]
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{file}: is no CSV in UTF-8 ({error})") from error
    return _table(file, told)


def _table(file: Path, rows: Iterable[tuple[int, str, str]]) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for line, outlet, owner in rows:
        key, name = outlet_key(outlet), squash(owner)
        if not key:
            raise UsageError(f"{file}, line {line}: names no outlet")
        if not name:
            continue
        before = found.setdefault(key, (line, name))
        if before[1].casefold() != name.casefold():
            raise UsageError(
                f"{file}, line {line}: {squash(outlet)} belongs to {name} here and to {before[1]} in line {before[0]}"
            )
    return {key: found[key][1] for key in sorted(found)}


def owned(article: Article, owners: Mapping[str, str]) -> Article:
    """The article with the owner of its outlet, if the table has one."""
    owner = owners.get(outlet_key(article.outlet)) if article.outlet else None
    return structs.replace(article, owner=owner) if owner else article
