"""What holds for a whole case, under names of their own."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from twosource.store import Store

OWNERS, COMPARED_BY, GROUPED_BY, CASE = "owners", "compared by", "grouped by", "case"
"""Whom outlets belong to; what compared and what grouped its reports last; its own id."""


def owners(store: Store, connection: Connection) -> dict[str, str]:
    """Whom outlets belong to (outlet -> owner)."""
    told = store.setting(connection, OWNERS)
    return json.loads(told) if told else {}
