"""What holds for a whole case, under names of their own."""

from __future__ import annotations

import json

from sqlalchemy import Connection, select

from twosource.store.schema import meta

OWNERS, COMPARED_BY, GROUPED_BY, CASE = "owners", "compared by", "grouped by", "case"
"""Whom outlets belong to; what compared and what grouped its reports last; its own id."""


def owners(connection: Connection) -> dict[str, str]:
    """Whom outlets belong to (outlet -> owner)."""
    told = owners_told(connection)
    return json.loads(told) if told else {}


def owners_told(connection: Connection) -> str | None:
    """The same, as it is kept."""
    found: str | None = connection.execute(select(meta.c.value).where(meta.c.name == OWNERS)).scalar()
    return found
